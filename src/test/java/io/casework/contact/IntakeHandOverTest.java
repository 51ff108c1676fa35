package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Door;
import io.casework.testkit.Filled;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the intake hands over to the larger procedures and takes back from them. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class IntakeHandOverTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String LEADER = TestStaff.login("repair-leader", TestStaff.EAST);
    private static final LocalDateTime START = TurnableClock.START;

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired ContactRegister register;
    @Autowired CaseFiles cases;

    private String registered(String name, String phone, String unit, Object... changes) {
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", name, "callerPhone", phone, "unitText", unit,
                "kind", "REPAIR", "matter", "卫生间渗水", "description", "楼上卫生间渗水", "urgency", "URGENT"));
        form.put("repairItem", "plumbing-electrical");
        form.put("responsibility", "COMPANY");
        return walk.start(CLERK, "contact-intake", Filled.with(form, changes));
    }

    private void confirm(String number, String category, Object... more) {
        walk.complete(CLERK, number, "Task_ConfirmCategory", Filled.with(Map.of("category", category, "responsibility", "COMPANY"), more));
    }

    @Test
    @Rule({"AS-INT-07", "AS-DSP-03", "AS-DSP-05"})
    void aRepairInWarrantyAtASiteWithARepairTeamIsHandedOverAsClassA() {
        String number = registered("陈东海", "15400010101", "1栋1单元101");
        confirm(number, "REPAIR");
        assertThat(walk.openTasks(number)).containsExactly("Task_ArrangeSurvey");
        assertThat(walk.fact(number, "repair-dispatch", "repairClassHint")).isEqualTo("A");
        assertThat(walk.fact(number, "repair-dispatch", "urgency")).isEqualTo("URGENT");
        assertThat(walk.fact(number, "repair-dispatch", "unitName")).isEqualTo("1栋1单元101");
        assertThat(register.view(number).repairClass()).isEqualTo("A");
        assertThat(register.view(number).remark()).isNull();
        assertThat(register.view(number).passedOnTo()).contains("repair-leader");
    }

    @Test
    @Rule({"AS-DSP-05", "AS-INT-05", "AS-INT-03"})
    void aRepairThatTheSurveyFindsNotToBeOursComesBackWithTheReason() {
        String number = registered("郑国强", "15400010201", "2栋1单元201");
        confirm(number, "REPAIR");
        assertThat(walk.fact(number, "repair-dispatch", "repairClassHint")).isEqualTo("B");
        walk.complete(CLERK, number, "Task_ArrangeSurvey", Map.of("estimateKnown", "yes", "roughEstimate", 400, "classHint", "UNKNOWN", "emergency", "no",
                "plannedAt", START.plusHours(2).toString()));
        List<Map<String, Object>> attendees = List.of(row("SERVICE"), row("ENGINEERING"), row("REPAIR_LEADER"), row("CONTRACTOR"));
        walk.complete(LEADER, number, "Task_SurveySite", new HashMap<>(Map.of("surveyResult", "HELD", "heldAt", START.toString(), "attendees", attendees,
                "findings", "热水器接口漏水", "itemCode", "other", "responsibleParty", "EXTERNAL", "trades", List.of("WATERPROOF"),
                "estimate", 300)));

        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(register.view(number).returned()).isEqualTo(1);
        assertThat(register.view(number).returnReason()).contains("热水器接口漏水");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        assertThat(cases.view(number).handling()).isNull();
        walk.complete(CLERK, number, "Task_ConfirmCategory", Map.of("category", "EXTERNAL", "responsibility", "EXTERNAL"));
        assertThat(walk.openTasks(number)).containsExactly("Task_FillExternalRecord");
    }

    @Test
    @Rule("AS-INT-05")
    void aDispatchAgainstTheProposalTakesItsClassFromTheWarranty() {
        String number = registered("郑国强", "15400010201", "2栋1单元201", "responsibility", "PROPERTY");
        walk.complete(CLERK, number, "Task_ConfirmCategory",
                Map.of("category", "REPAIR", "responsibility", "PROPERTY", "changeReason", "经理答应由公司承担"));
        assertThat(register.view(number).proposedCategory()).isEqualTo(Category.WORK_ORDER);
        assertThat(register.view(number).repairClass()).isEqualTo("B");
        assertThat(walk.openTasks(number)).containsExactly("Task_ArrangeSurvey");
    }

    @Test
    @Rule({"AS-INT-10", "AS-INT-17", "AS-CMP-01"})
    void aComplaintAboutARepairGoesToTheComplaintProcedureAndMayComeBackAsAnEnquiry() {
        String number = registered("陈东海", "15400010101", "1栋1单元101", "complaintStated", true);
        assertThat(register.view(number).proposedCategory()).isEqualTo(Category.COMPLAINT);
        confirm(number, "COMPLAINT");
        assertThat(walk.openTasks(number)).containsExactly("Task_AcceptComplaint");
        assertThat(register.view(number).passedOnTo()).contains("records-clerk");

        walk.complete(CLERK, number, "Task_AcceptComplaint", Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY", "content", "外墙渗水",
                "demand", "尽快修好", "sensitive", false));
        walk.complete(CLERK, number, "Task_ConfirmComplaint", Map.of("confirmResult", "ENQUIRY", "reclassifyReason", "只是咨询何时来修"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(register.view(number).returnReason()).isEqualTo("只是咨询何时来修");

        confirm(number, "ENQUIRY", "changeReason", "客户只是咨询");
        walk.complete(CLERK, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED", "answer", "明天上午上门"));
        assertThat(cases.view(number).category()).isEqualTo("ENQUIRY");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    @Rule({"AS-INT-01", "AS-INT-05"})
    void theWholeWayIsOpenOverRestToTheRightPostsOnlyAndRefusalsNameTheirFields() {
        Door.Caller clerk = new Door(port).as(CLERK);
        Map<String, Object> form = Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "郑国强", "callerPhone", "15400010201",
                "kind", "ENQUIRY", "matter", "物业费", "description", "怎么缴费", "urgency", "NORMAL");
        assertThat(new Door(port).as(TestStaff.login("equipment", TestStaff.EAST)).start("contact-intake", form).status()).isEqualTo(403);
        Door.Answer elsewhere = new Door(port).as(TestStaff.login("clerk", TestStaff.WEST)).start("contact-intake", form);
        assertThat(elsewhere.status()).isEqualTo(422);
        Door.Answer started = clerk.start("contact-intake", form);
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String number = started.json().path("businessKey").asText();
        String task = walk.task(number, "Task_ConfirmCategory").getId();

        assertThat(new Door(port).as(TestStaff.login("clerk", TestStaff.WEST)).claim(task, TestStaff.login("clerk", TestStaff.WEST)).status()).isGreaterThanOrEqualTo(400);
        assertThat(clerk.claim(task, CLERK).status()).isEqualTo(204);
        Door.Answer refused = clerk.submit(task, Map.of("category", "SPECIAL"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("changeReason").contains("请说明理由");
        assertThat(cases.view(number).category()).isNull();
        assertThat(clerk.submit(task, Map.of("category", "ENQUIRY")).status()).isEqualTo(204);
        assertThat(walk.openTasks(number)).containsExactly("Task_AnswerEnquiry");

        Map<String, Object> withdrawal = Map.of("site", TestStaff.EAST, "caseNumber", number, "requestedBy", "郑国强", "reason", "不用了");
        assertThat(new Door(port).as(TestStaff.login("equipment", TestStaff.EAST)).start("case-withdrawal", withdrawal).status()).isEqualTo(403);
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        Door.Answer wrong = clerk.start("case-withdrawal", Map.of("site", TestStaff.EAST, "caseNumber", "KF-1", "requestedBy", "郑国强", "reason", "不用了"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("caseNumber");
        Door.Answer withdrawn = clerk.start("case-withdrawal", withdrawal);
        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
        assertThat(cases.view(number).state()).isEqualTo(CaseState.WITHDRAWN);
        assertThat(walk.running(number)).isFalse();
    }

    private static Map<String, Object> row(String party) {
        return new HashMap<>(Map.of("party", party, "name", "张工", "signed", true));
    }
}
