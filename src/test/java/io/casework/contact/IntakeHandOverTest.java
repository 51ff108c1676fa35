package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the intake hands over to the larger procedures and takes back from them. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
class IntakeHandOverTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String LEADER = TestStaff.login("repair-leader", TestStaff.EAST);
    private static final LocalDateTime START = TurnableClock.START;

    @Autowired Walk walk;
    @Autowired ContactRegister register;
    @Autowired CaseFiles cases;

    @BeforeEach
    @AfterEach
    void resetClock() {
        walk.resetClock();
    }

    private String registered(String name, String phone, String unit, Object... changes) {
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", name, "callerPhone", phone, "unitText", unit,
                "kind", "REPAIR", "matter", "卫生间渗水", "description", "楼上卫生间渗水", "urgency", "URGENT"));
        form.put("repairItem", "plumbing-electrical");
        form.put("responsibility", "COMPANY");
        for (int i = 0; i < changes.length; i += 2) {
            form.put((String) changes[i], changes[i + 1]);
        }
        return walk.start(CLERK, "contact-intake", form);
    }

    private void confirm(String number, String category, Object... more) {
        Map<String, Object> form = new HashMap<>(Map.of("category", category, "responsibility", "COMPANY"));
        for (int i = 0; i < more.length; i += 2) {
            form.put((String) more[i], more[i + 1]);
        }
        walk.complete(CLERK, number, "Task_ConfirmCategory", form);
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

    private static Map<String, Object> row(String party) {
        return new HashMap<>(Map.of("party", party, "name", "张工", "signed", true));
    }
}
