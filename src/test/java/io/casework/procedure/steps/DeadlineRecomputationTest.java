package io.casework.procedure.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import io.casework.worktime.CalendarAdministration;
import io.casework.worktime.CalendarChanged;
import io.casework.worktime.CalendarDay;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.DayKind;
import io.casework.worktime.PauseReason;
import io.casework.worktime.Worktime;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Open deadlines follow the calendar and the case's clock. The probe is entered on Monday 2031-07-07 at 09:00. */
@CaseworkTest
class DeadlineRecomputationTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final LocalDate THURSDAY = LocalDate.of(2031, 7, 10);
    private static final String TEMPLATE = "deadline-recomputed";

    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired RuntimeService runtime;
    @Autowired TaskService tasks;
    @Autowired ManagementService management;
    @Autowired TestDeployments deployments;
    @Autowired CalendarAdministration calendar;
    @Autowired CaseClocks clocks;
    @Autowired Worktime worktime;
    @Autowired CaseFiles cases;
    @Autowired DeadlinePass pass;
    @Autowired DueDeliveries scheduler;
    @Autowired SchedulerClient orders;
    @Autowired JdbcTemplate jdbc;
    @Autowired DataSource dataSource;
    @Autowired TransactionTemplate transaction;
    @Autowired ApplicationEventPublisher events;

    private String number;

    @BeforeEach
    void enterTheProbe() {
        DeadlineProbe.deploy(repository, deployments);
        number = DeadlineProbe.enter(walk);
    }

    @AfterEach
    void undo() {
        if (worktime.calendar().day(THURSDAY).isPresent()) {
            calendar.removeDay(THURSDAY, "系统管理员");
        }
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list()
                .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test"));
        orders.getScheduledExecutionsForTask(DeadlineRecomputation.TASK).forEach(order -> orders.cancel(order.getTaskInstance()));
        walk.resetClock();
    }

    private void thursdayOff() {
        calendar.putDay(CalendarDay.of(THURSDAY, DayKind.HOLIDAY, "试验假", "试验通知"), "系统管理员");
    }

    private static LocalDateTime at(int day, int hour, int minute) {
        return LocalDateTime.of(2031, 7, day, hour, minute);
    }

    private static Instant instant(LocalDateTime time) {
        return time.atZone(ZoneId.of("Asia/Shanghai")).toInstant();
    }

    /** What each timer is set to, by the engine's description of it. */
    private Map<String, LocalDateTime> timers() {
        Map<String, LocalDateTime> timers = new TreeMap<>();
        for (Job job : jobs()) {
            timers.put(((JobEntity) job).getJobHandlerConfigurationRaw(),
                    LocalDateTime.ofInstant(job.getDuedate().toInstant(), ZoneId.of("Asia/Shanghai")));
        }
        return timers;
    }

    private List<Job> jobs() {
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult();
        return management.createJobQuery().processInstanceId(instance.getId()).timers().list();
    }

    private Map<String, LocalDateTime> dues() {
        Map<String, LocalDateTime> dues = new TreeMap<>();
        walk.open(number).forEach(task -> dues.put(task.getTaskDefinitionKey(), walk.due(number, task.getTaskDefinitionKey())));
        return dues;
    }

    private List<String> told() {
        return jdbc.queryForList("""
                select d.recipient from notice n join notice_delivery d on d.notice_id = n.id
                where n.case_number = ? and n.template_key = ? order by n.id, d.recipient""", String.class, number, TEMPLATE);
    }

    private List<String> moves() {
        return cases.timeline(number).stream().filter(line -> line.kind().equals("DEADLINE_MOVED")).map(TimelineView::text).toList();
    }

    @Test
    void aDayMadeAHolidayMovesWhatItConcernsAndNothingElse() {
        Map<String, LocalDateTime> timersBefore = timers();
        assertThat(dues()).containsExactlyInAnyOrderEntriesOf(Map.of("Task_Step", at(16, 17, 30), "Task_FromCase", at(10, 17, 30),
                "Task_ByVariable", at(10, 17, 30), "Task_Agreed", DeadlineProbe.AGREED));
        assertThat(timersBefore).containsEntry("Timer_StepOverdue", at(16, 17, 30)).containsEntry("Timer_Wait", at(10, 17, 30))
                .containsEntry("Task_Step$taskListener~Timeout_Step_Overdue", at(16, 17, 30))
                .containsEntry("Timer_AgreedTimePassed", DeadlineProbe.AGREED).hasSize(5);
        walk.as(CLERK, () -> {
            tasks.claim(walk.task(number, "Task_Step").getId(), CLERK);
            return null;
        });

        thursdayOff();
        assertThat(dues()).as("the change itself writes only the order").containsEntry("Task_Step", at(16, 17, 30));
        scheduler.run();

        assertThat(dues()).containsExactlyInAnyOrderEntriesOf(Map.of("Task_Step", at(17, 17, 30), "Task_FromCase", at(11, 17, 30),
                "Task_ByVariable", at(11, 17, 30), "Task_Agreed", DeadlineProbe.AGREED));
        LocalDateTime reminder = LocalDateTime.ofInstant(worktime.reminderAt(instant(DeadlineProbe.START), instant(at(17, 17, 30)), 75),
                ZoneId.of("Asia/Shanghai"));
        assertThat(reminder).isAfter(timersBefore.get("Task_Step$taskListener~Timeout_Step_Reminder"));
        assertThat(timers()).containsExactlyInAnyOrderEntriesOf(Map.of("Timer_StepOverdue", at(17, 17, 30), "Timer_Wait", at(11, 17, 30),
                "Task_Step$taskListener~Timeout_Step_Overdue", at(17, 17, 30), "Task_Step$taskListener~Timeout_Step_Reminder", reminder,
                "Timer_AgreedTimePassed", DeadlineProbe.AGREED));
        assertThat(told()).as("the assignee, the holders of the posts")
                .contains(CLERK, TestStaff.login("clerk2", TestStaff.EAST), SUPERVISOR).doesNotContain(TestStaff.login("clerk", TestStaff.WEST));
        assertThat(jdbc.queryForList("select n.body from notice n where n.case_number = ? and n.template_key = ?", String.class, number, TEMPLATE))
                .hasSize(3).anySatisfy(body -> assertThat(body)
                        .contains("自本步骤起算", "2031-07-16 17:30", "2031-07-17 17:30", "工作日历已更改", "3栋2单元502"));
        assertThat(moves()).hasSize(3).contains("“自本步骤起算”的期限由 2031-07-16 17:30 改为 2031-07-17 17:30（工作日历已更改）");

        // Undone: everything is as before, and people are told again.
        calendar.removeDay(THURSDAY, "系统管理员");
        scheduler.run();
        assertThat(timers()).isEqualTo(timersBefore);
        assertThat(dues()).containsEntry("Task_Step", at(16, 17, 30)).containsEntry("Task_ByVariable", at(10, 17, 30));
        assertThat(moves()).hasSize(6);
    }

    @Test
    void aChangeThatIsTakenBackLeavesNoOrderBehind() {
        transaction.executeWithoutResult(status -> {
            thursdayOff();
            status.setRollbackOnly();
        });
        assertThat(orders.getScheduledExecutionsForTask(DeadlineRecomputation.TASK)).isEmpty();
        scheduler.run();
        assertThat(moves()).isEmpty();
    }

    @Test
    void beingToldTwiceMovesAndTellsOnce() {
        thursdayOff();
        // Another node notices the change.
        transaction.executeWithoutResult(status -> events.publishEvent(new CalendarChanged(THURSDAY)));
        assertThat(orders.getScheduledExecutionsForTask(DeadlineRecomputation.TASK)).hasSize(2);
        scheduler.run();
        assertThat(orders.getScheduledExecutionsForTask(DeadlineRecomputation.TASK)).isEmpty();
        assertThat(moves()).hasSize(3);

        assertThat(pass.pass().orElseThrow()).extracting(DeadlinePass.Summary::tasks, DeadlinePass.Summary::timers).containsExactly(0, 0);
        transaction.executeWithoutResult(status -> events.publishEvent(new CalendarChanged(THURSDAY)));
        scheduler.run();
        assertThat(moves()).hasSize(3);
    }

    @Test
    void twoNodesDoNotGoThroughTheCasesAtTheSameTime() throws Exception {
        thursdayOff();
        try (Connection otherNode = dataSource.getConnection()) {
            otherNode.createStatement().execute("select pg_advisory_lock(" + 0x646561646c696e65L + ")");
            assertThat(pass.pass()).isEmpty();
            scheduler.run();
            assertThat(moves()).isEmpty();
            assertThat(orders.getScheduledExecutionsForTask(DeadlineRecomputation.TASK)).as("comes back in half a minute").hasSize(1);
            otherNode.createStatement().execute("select pg_advisory_unlock_all()");
        }
        walk.turnTo(DeadlineProbe.START.plusSeconds(30));
        scheduler.run();
        assertThat(moves()).hasSize(3);
    }

    @Test
    void theNightlyPassMendsWhatWasReckonedByTheOldCalendarWhileItChanged() {
        thursdayOff();
        scheduler.run();
        Map<String, LocalDateTime> timers = timers();
        Task step = walk.task(number, "Task_Step");
        jdbc.update("update act_ru_task set due_date_ = ? where id_ = ?", Timestamp.from(instant(at(16, 17, 30))), step.getId());
        jdbc.update("update act_ru_job set duedate_ = ? where process_instance_id_ = ? and handler_cfg_ = 'Timer_StepOverdue'",
                Timestamp.from(instant(at(16, 17, 30))), step.getProcessInstanceId());

        DeadlinePass.Summary night = pass.pass().orElseThrow();
        assertThat(night.tasks()).isEqualTo(1);
        assertThat(night.timers()).isEqualTo(1);
        assertThat(dues()).containsEntry("Task_Step", at(17, 17, 30));
        assertThat(timers()).isEqualTo(timers);
        assertThat(pass.pass().orElseThrow()).extracting(DeadlinePass.Summary::tasks, DeadlinePass.Summary::timers).containsExactly(0, 0);
    }

    @Test
    void aMomentBetweenStepAndDueDateIsNoMove() {
        Task step = walk.task(number, "Task_FromCase");
        jdbc.update("update act_ru_task set due_date_ = due_date_ + interval '400 milliseconds' where id_ = ?", step.getId());
        assertThat(pass.pass().orElseThrow().tasks()).isZero();
    }

    @Test
    void aChangedLimitHoldsForStepsThatBeginAfterwards() {
        walk.turnTo(at(7, 10, 0));
        String table = DeadlineProbe.text("/processes/decisions/deadlines.dmn").replace("<text>\"7wd\"</text>", "<text>\"9wd\"</text>");
        String deployment = deployments.pastTheGate("deadlines.dmn", table).getId();
        try {
            walk.turnTo(at(7, 11, 0));
            String later = walk.enter(DeadlineProbe.KEY, TestStaff.EAST, Map.of("repairDeadline", "repair-multi",
                    "agreedTime", java.util.Date.from(instant(DeadlineProbe.AGREED))));
            assertThat(walk.due(later, "Task_Step")).isEqualTo(at(18, 17, 30));
            thursdayOff();
            scheduler.run();
            assertThat(walk.due(number, "Task_Step")).as("begun under seven days").isEqualTo(at(17, 17, 30));
            assertThat(walk.due(later, "Task_Step")).as("begun under nine days").isEqualTo(at(21, 17, 30));
            assertThat(walk.due(later, "Task_ByVariable")).isEqualTo(at(21, 17, 30));
            runtime.createProcessInstanceQuery().processInstanceBusinessKey(later).list()
                    .forEach(instance -> runtime.deleteProcessInstance(instance.getId(), "test"));
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }

    @Test
    void timersOfAPausedCaseStandStillAndRunAgainMovedByTheWorkingTime() {
        walk.turnTo(at(8, 11, 0));
        walk.as(CLERK, () -> clocks.pause(number, PauseReason.CUSTOMER, "业主出差", CLERK));
        assertThat(jobs()).filteredOn(Job::isSuspended).extracting(job -> ((JobEntity) job).getJobHandlerConfigurationRaw())
                .containsExactlyInAnyOrder("Timer_StepOverdue", "Timer_Wait", "Task_Step$taskListener~Timeout_Step_Overdue",
                        "Task_Step$taskListener~Timeout_Step_Reminder");
        assertThat(management.createJobQuery().processInstanceId(jobs().get(0).getProcessInstanceId()).executable().list())
                .as("what the job executor would take").isEmpty();
        walk.turnTo(at(30, 9, 0));
        assertThat(management.createJobQuery().processInstanceId(jobs().get(0).getProcessInstanceId()).executable().active().list())
                .extracting(job -> ((JobEntity) job).getJobHandlerConfigurationRaw())
                .as("an agreed time stays agreed").containsExactly("Timer_AgreedTimePassed");

        // Tuesday 11:00 to Wednesday 15:00 are nine and a half working hours.
        walk.turnTo(at(9, 15, 0));
        walk.as(SUPERVISOR, () -> clocks.resume(number, SUPERVISOR));
        assertThat(jobs()).noneMatch(Job::isSuspended);
        assertThat(dues()).containsExactlyInAnyOrderEntriesOf(Map.of("Task_Step", at(18, 11, 30), "Task_FromCase", at(14, 11, 30),
                "Task_ByVariable", at(14, 11, 30), "Task_Agreed", DeadlineProbe.AGREED));
        assertThat(timers()).containsEntry("Timer_StepOverdue", at(18, 11, 30)).containsEntry("Timer_Wait", at(14, 11, 30))
                .containsEntry("Timer_AgreedTimePassed", DeadlineProbe.AGREED);
        assertThat(cases.timeline(number)).filteredOn(line -> line.kind().startsWith("CLOCK_")).extracting(TimelineView::actorName, TimelineView::text)
                .satisfies(lines -> assertThat(lines.get(0).toList()).containsExactly("东苑客服人员", "暂停计时：等待客户，业主出差"))
                .satisfies(lines -> assertThat(lines.get(1).toList().toString()).contains("东苑客服主管", "恢复计时", "自本步骤起算", "2031-07-18 11:30"));
        assertThat(told()).as("who resumes knows it").isEmpty();
        assertThat(pass.pass().orElseThrow().tasks()).isZero();
    }

    @Test
    void aStepThatBeginsWhileTheClockStandsStillGetsTimersThatStandStill() {
        walk.turnTo(at(8, 10, 0));
        clocks.pause(number, PauseReason.PARTS, "", CLERK);
        walk.turnTo(at(8, 11, 0));
        walk.complete(CLERK, number, "Task_FromCase", Map.of());
        assertThat(jobs()).filteredOn(job -> !job.isSuspended()).extracting(job -> ((JobEntity) job).getJobHandlerConfigurationRaw())
                .containsExactly("Timer_AgreedTimePassed");

        walk.turnTo(at(9, 9, 0));
        clocks.resume(number, CLERK);
        assertThat(jobs()).noneMatch(Job::isSuspended);
        // Begun on Tuesday at 11:00, paused for five more working hours of that day.
        assertThat(dues()).containsEntry("Task_After", at(10, 15, 30));
    }

    @Test
    void dueDatesOfAPausedCaseFollowTheTimeSilentlyAndItsTimersWait() {
        walk.turnTo(at(8, 9, 0));
        clocks.pause(number, PauseReason.WEATHER, "", CLERK);
        Map<String, LocalDateTime> timers = timers();
        walk.turnTo(at(10, 9, 0));
        assertThat(pass.pass().orElseThrow().tasks()).isZero();
        assertThat(dues()).containsEntry("Task_Step", at(18, 17, 30));
        assertThat(timers()).isEqualTo(timers);
        assertThat(told()).isEmpty();
        assertThat(moves()).isEmpty();
    }

    @Test
    void aSuspendedInstanceIsLeftAlone() {
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).singleResult();
        runtime.suspendProcessInstanceById(instance.getId());
        thursdayOff();
        scheduler.run();
        assertThat(moves()).isEmpty();
        runtime.activateProcessInstanceById(instance.getId());
        assertThat(pass.pass().orElseThrow().tasks()).isEqualTo(3);
    }
}
