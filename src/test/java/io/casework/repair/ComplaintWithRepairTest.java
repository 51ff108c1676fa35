package io.casework.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.TimelineView;
import io.casework.complaint.ComplaintState;
import io.casework.complaint.Complaints;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A complaint about a repair: the repair is a child case with limits of its own, the complaint goes on with its outcome. */
@CaseworkTest
class ComplaintWithRepairTest {

    private static final String CLERK = RepairWalk.CLERK;
    private static final LocalDateTime MONDAY = TurnableClock.START;

    @Autowired Walk walk;
    @Autowired RepairWalk steps;
    @Autowired ProbeCases probes;
    @Autowired Complaints complaints;
    @Autowired CaseFiles cases;

    private String number;
    private String child;

    @BeforeEach
    void mondayMorning() {
        walk.resetClock();
    }

    @AfterEach
    void turnBack() {
        walk.resetClock();
    }

    private void complainOfARepair() {
        number = probes.open("王芳", ProbeCases.phone(), "厨房漏水报修没人来");
        probes.handTo("complaint", number, Map.of());
        walk.complete(CLERK, number, "Task_AcceptComplaint", Map.of("mood", "ANGRY", "channel", "CALL", "phase", "WARRANTY", "content", "厨房漏水",
                "demand", "马上修", "sensitive", false));
        walk.complete(CLERK, number, "Task_ConfirmComplaint", Map.of("confirmResult", "CONFIRMED", "facts", "厨房吊顶滴水", "confirmedDemand", "三天内修好"));
        assess(true);
        decide();
        List<CaseView> children = cases.children(number);
        assertThat(children).hasSize(1);
        child = children.get(0).number();
    }

    private void assess(boolean repair) {
        Map<String, Object> form = RepairWalk.form(new Object[0], "topic", "OTHER", "cause", "ENGINEERING", "dissatisfaction", List.of("B"), "analysis", "报修未跟进",
                "cannotHandle", false, "extremeHarm", false, "safety", false, "media", false, "legal", false, "repairMatter", repair);
        if (repair) {
            form.put("repairUrgency", "URGENT");
        }
        walk.complete(CLERK, number, "Task_AssessComplaint", form);
    }

    private void decide() {
        walk.complete(RepairWalk.SUPERVISOR, number, "Task_DecideComplaint", Map.of("grade", "ORDINARY", "responsiblePost", "engineering", "tracker", CLERK));
    }

    private static LocalDateTime local(java.time.Instant at) {
        return LocalDateTime.ofInstant(at, ZoneId.of("Asia/Shanghai"));
    }

    @Test
    @Rule({"AS-CMP-09", "AS-CMP-16", "AS-EIG-09", "AS-CBK-02"})
    void theRepairIsAChildCaseAndTheComplaintGoesOnWithItsOutcome() {
        complainOfARepair();
        CaseView repair = cases.view(child);
        assertThat(repair.kind()).isEqualTo(CaseKind.REPAIR);
        assertThat(repair.parentNumber()).isEqualTo(number);
        assertThat(repair.urgency()).isEqualTo("URGENT");
        assertThat(repair.customerName()).isEqualTo("王芳");
        assertThat(complaints.view(number).repairCaseNumber()).isEqualTo(child);
        assertThat(complaints.view(number).dueAt()).as("no week for a repair").isNull();
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(walk.openTasks(child)).containsExactly("Task_ArrangeSurvey");

        // The answer in between is due three working days after registration, the clerk is asked at 75 per cent of them.
        assertThat(walk.timerDue(number, "Timer_InterimAnswerDue")).isAfter(MONDAY).isBefore(LocalDateTime.of(2026, 7, 9, 17, 30));
        walk.fire(number, "Timer_InterimAnswerDue");
        assertThat(walk.openTasks(number)).containsExactly("Task_InformDuringRepair");
        assertThat(walk.due(number, "Task_InformDuringRepair")).isEqualTo(LocalDateTime.of(2026, 7, 9, 17, 30));
        walk.complete(CLERK, number, "Task_InformDuringRepair", Map.of("replyChannel", "SMS", "replyText", "明日上门勘察"));
        assertThat(complaints.replies(number)).singleElement().satisfies(reply -> assertThat(reply.kind()).isEqualTo("INTERIM"));

        steps.arrange(child);
        steps.survey(child);
        steps.confirmClass(child);
        steps.estimate(child, 800);
        steps.approve(RepairWalk.MANAGER, child);
        steps.issue(child);
        steps.repair(child);
        steps.inspect(child);
        steps.sign(child);
        steps.callBack(child, "4");
        steps.finalCost(child, 800);

        assertThat(cases.view(child).state()).isEqualTo(CaseState.CLOSED);
        assertThat(walk.running(child)).isFalse();
        assertThat(walk.openTasks(number)).as("no department is to investigate, the customer is answered").containsExactly("Task_ReplyComplaint");
        assertThat(complaints.view(number).repairOutcome()).isEqualTo("DONE");
        assertThat(complaints.view(number).solution()).isEqualTo("维修已完成");
        assertThat(local(complaints.view(number).dueAt())).as("a week from the end of the repair").isEqualTo(LocalDateTime.of(2026, 7, 14, 0, 0));

        walk.complete(CLERK, number, "Task_ReplyComplaint", Map.of("replyKind", "FINAL", "replyChannel", "CALL", "replyText", "已修好", "refused", false));
        walk.complete(CLERK, number, "Task_FollowToClosure", Map.of("followResult", "RESOLVED", "verification", "试水不漏"));
        walk.complete(RepairWalk.RECORDS, number, "Task_CallCustomer",
                Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", "5", "opinion", "满意"));
        walk.complete(RepairWalk.SUPERVISOR, number, "Task_AnalyseComplaint", Map.of("satisfactionCase", "ABOVE", "lesson", "报修须当日跟进", "preventiveMeasure", "每日核对"));
        assertThat(walk.running(number)).isFalse();
        assertThat(complaints.view(number).state()).isEqualTo(ComplaintState.CLOSED);
        assertThat(walk.passed(number)).doesNotContain("Task_InvestigateComplaint");
    }

    @Test
    @Rule({"AS-CMP-03", "AS-CMP-09"})
    void aRepairThatTheCompanyDoesNotOweGoesBackToAssessment() {
        complainOfARepair();
        walk.fire(number, "Timer_InterimAnswerDue");
        steps.arrange(child);
        steps.survey(child, "responsibleParty", "EXTERNAL", "findings", "宽带线路故障");
        assertThat(walk.running(child)).isFalse();
        assertThat(walk.openTasks(number)).as("the answer in between is overtaken").containsExactly("Task_AssessComplaint");
        assertThat(cases.timeline(number)).extracting(TimelineView::text).anyMatch(text -> text.contains("不属本公司维修责任"));
        assess(false);
        decide();
        assertThat(walk.openTasks(number)).containsExactly("Task_InvestigateComplaint");
        assertThat(complaints.view(number).dueAt()).isNotNull();
        assertThat(cases.children(number)).hasSize(1);
    }
}
