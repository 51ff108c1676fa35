package io.casework.procedure.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
import io.casework.casefile.Submissions;
import io.casework.casefile.SubmittedForm;
import io.casework.casefile.TimelineView;
import io.casework.platform.RuleViolation;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The way of a submitted form through the door, on a small procedure brought along for it. */
@CaseworkTest
class FormDoorTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);

    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired RuntimeService runtime;
    @Autowired TaskService tasks;
    @Autowired FormService forms;
    @Autowired CaseFiles cases;
    @Autowired Submissions submissions;

    @BeforeEach
    void deployTheProbe() {
        walk.resetClock();
        if (repository.createProcessDefinitionQuery().processDefinitionKey("door-probe").count() == 0) {
            if (repository.createDecisionDefinitionQuery().decisionDefinitionKey("deadlines").count() == 0) {
                repository.createDeployment().name("tables").addClasspathResource("processes/decisions/deadlines.dmn").deploy();
            }
            walk.as("procedure-admin", () -> repository.createDeployment().name("door-probe")
                    .addClasspathResource("probe/door-probe.bpmn")
                    .addClasspathResource("probe/door-probe-start.form")
                    .addClasspathResource("probe/door-probe-decide.form")
                    .deploy());
        }
    }

    private String start() {
        return walk.start(CLERK, "door-probe", Map.of("site", TestStaff.EAST, "customerName", "张伟", "matter", "厨房水管漏水"));
    }

    @Test
    void aStartFormOpensTheCaseAndItsNumberIsTheBusinessKey() {
        String number = start();

        assertThat(number).matches("KF-20260706-\\d{4}");
        assertThat(cases.view(number).customerName()).isEqualTo("张伟");
        assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).count()).isEqualTo(1);
        SubmittedForm stored = submissions.all(number).get(0);
        assertThat(stored.answers().asMap()).containsEntry("matter", "厨房水管漏水");
        assertThat(stored.by().name()).isEqualTo("东苑客服人员");
        assertThat(stored.formId()).isEqualTo("door-probe-start");
    }

    @Test
    void onlyFieldsMarkedAsFactsBecomeProcessVariables() {
        String number = start();
        String instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult().getId();
        assertThat(runtime.getVariables(instance)).containsKeys("site", "customerName", "caseNumber").doesNotContainKey("matter");
    }

    @Test
    void aCompletedFormIsStoredWholeWithTheRealNameAndTheRuleOnTheTimeline() {
        String number = start();
        walk.complete("service-manager", number, "Task_Decide", Map.of("amount", 800, "reason", "按定额'; drop table case_file; --"));

        SubmittedForm stored = submissions.latest(number, "Task_Decide").orElseThrow();
        assertThat(stored.answers().decimal("amount")).isEqualByComparingTo("800");
        assertThat(stored.answers().text("reason")).contains("drop table");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind, TimelineView::actorName, TimelineView::ruleIds)
                .contains(org.assertj.core.groups.Tuple.tuple("TASK_DONE", "总部客户服务部经理", "AS-COS-01"));
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Attack("crafted approve")
    void aCraftedVariableIsRefusedAndNothingChanges() {
        String number = start();
        Task task = walk.task(number, "Task_Decide");
        Map<String, Object> crafted = new HashMap<>(Map.of("amount", 800, "approved", true));

        assertThatThrownBy(() -> walk.complete("service-manager", number, "Task_Decide", crafted))
                .hasStackTraceContaining("approved");
        assertThatThrownBy(() -> walk.as("service-manager", () -> {
            tasks.complete(task.getId(), crafted);
            return null;
        })).hasStackTraceContaining("approved");

        assertThat(walk.openTasks(number)).containsExactly("Task_Decide");
        assertThat(submissions.latest(number, "Task_Decide")).isEmpty();
        assertThat(runtime.getVariables(task.getExecutionId())).doesNotContainKeys("approved", "amount");
    }

    @Test
    @Attack("start beside the form")
    void peopleStartProceduresByTheirStartFormsOnly() {
        long before = runtime.createProcessInstanceQuery().count();
        assertThatThrownBy(() -> walk.as(CLERK, () -> runtime.startProcessInstanceByKey("door-probe", Map.of("site", TestStaff.EAST))))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("开始表单");
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey("door-probe").latestVersion().singleResult().getId();
        assertThatThrownBy(() -> walk.as(CLERK, () -> forms.submitStartForm(definition, "KF-1", Map.of())))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("案件编号由系统分配");
        assertThatThrownBy(() -> walk.start(CLERK, "door-probe", Map.of("site", TestStaff.EAST, "customerName", "张伟")))
                .hasMessageContaining("事项");
        assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(before);
    }

    @Test
    void aSiteThatIsNotOnesOwnIsNotOfferedAndNotTaken() {
        assertThatThrownBy(() -> walk.start(CLERK, "door-probe", Map.of("site", TestStaff.WEST, "customerName", "张伟", "matter", "漏水")))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("小区");
    }

    @Test
    void theFormShowsTheCustomerAndTheStorySoFar() {
        String number = start();
        VariableMap shown = walk.as("service-manager", () -> forms.getTaskFormVariables(walk.task(number, "Task_Decide").getId()));
        assertThat((String) shown.get("caseHead")).contains(number).contains("张伟").contains("东苑");
        assertThat((String) shown.get("caseStory")).contains("东苑客服人员").contains("厨房水管漏水");
    }

    @Test
    void remindersAndOverdueNoticesFollowTheWorkingHoursOfTheTable() {
        String number = start();
        // Limit 4 working hours from Monday 09:00: 3 hours are 75 %; at noon the office closes, so the reminder waits for 13:30.
        assertThat(walk.due(number, "Task_Decide")).isEqualTo(TurnableClock.START.withHour(14).withMinute(30));
        assertThat(walk.timerDue(number, "Task_Decide")).isEqualTo(TurnableClock.START.withHour(13).withMinute(30));

        walk.fire(number, "Task_Decide");
        walk.fire(number, "Task_Decide");

        List<String> templates = walk.notices(number);
        assertThat(templates).containsExactly("task-reminder", "task-overdue");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind).contains("TASK_OVERDUE");
        assertThat(walk.openTasks(number)).containsExactly("Task_Decide");
    }
}
