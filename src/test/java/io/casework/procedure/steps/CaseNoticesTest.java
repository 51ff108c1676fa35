package io.casework.procedure.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A notice that a model sends to the customer, before a task of the clerks. */
@CaseworkTest
class CaseNoticesTest {

    private static final String KEY = "notice-probe";
    private static final Map<String, Object> FACTS = Map.of("progress", "已安排勘察");

    @Autowired ProbeCases probes;
    @Autowired TestHomes homes;
    @Autowired Walk walk;
    @Autowired CaseFiles cases;
    @Autowired RepositoryService repository;
    @Autowired RuntimeService runtime;
    @Autowired TestDeployments deployments;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    private String instance;

    @BeforeEach
    void deploy() {
        if (repository.createProcessDefinitionQuery().processDefinitionKey(KEY).count() == 0) {
            deployments.pastTheGate(KEY + ".bpmn", DeadlineProbe.text("/probe/notice-probe.bpmn"));
        }
    }

    @AfterEach
    void remove() {
        if (instance != null) {
            runtime.deleteProcessInstance(instance, "test");
        }
    }

    private List<String> deliveries(String number) {
        return jdbc.queryForList("select d.state from notice_delivery d join notice n on n.id = d.notice_id where n.case_number = ?", String.class, number);
    }

    @Test
    void aCustomerWithANumberIsTold() {
        String number = probes.open("王芳", ProbeCases.phone(), "外墙渗水");
        instance = probes.handTo(KEY, number, FACTS);
        assertThat(walk.openTasks(number)).containsExactly("Task_Step");
        assertThat(walk.notices(number)).containsExactly("customer-interim");
        assertThat(deliveries(number)).hasSize(1).doesNotContain("SUPPRESSED");
    }

    @Test
    void aCustomerWithoutANumberHoldsNothingUp() {
        String number = probes.open("王芳", null, "外墙渗水");
        instance = probes.handTo(KEY, number, FACTS);
        assertThat(walk.openTasks(number)).containsExactly("Task_Step");
        assertThat(walk.notices(number)).isEmpty();
        assertThat(cases.timeline(number)).extracting(TimelineView::text).anyMatch(text -> text.contains("“告知客户”的通知没有收件人"));
    }

    @Test
    void aCustomerWhoRefusesToBeContactedGetsNoShortMessage() {
        String number = probes.open("何西林", "15400020102", "外墙渗水");
        transaction.executeWithoutResult(status -> cases.identify(number, homes.resident(TestStaff.WEST, "15400020102").customerId(), "何西林", "15400020102", null, null));
        instance = probes.handTo(KEY, number, FACTS);
        assertThat(deliveries(number)).containsExactly("SUPPRESSED");
    }
}
