package io.casework.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 工作联系单, every path. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class RectificationSlipTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String DIRECTOR = TestStaff.login("office-director", TestStaff.EAST);
    private static final String PROJECT = TestStaff.login("project-department", TestStaff.EAST);

    @Autowired Walk walk;
    @Autowired Slips slips;
    @Autowired CaseFiles cases;
    @Autowired JdbcTemplate jdbc;

    private static Map<String, Object> slip() {
        return Map.of("slipSubject", "外窗渗水", "location", "主卧飘窗", "slipContent", "下雨时窗角渗水", "requestedBy", "2026-07-15");
    }

    private String filled() {
        String number = walk.enter("rectification-slip", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillSlip", slip());
        return number;
    }

    private String received() {
        String number = filled();
        walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", true));
        walk.complete(PROJECT, number, "Task_SignReceipt", Map.of("projectAccepts", true, "handler", "陈工"));
        return number;
    }

    private void rectified(String number) {
        walk.complete(PROJECT, number, "Task_Rectify", Map.of("workDone", "重新打胶", "finishedOn", "2026-07-06", "projectConfirms", true));
    }

    @Test
    @Rule({"AS-REC-01", "AS-REC-02", "AS-REC-03", "AS-REC-04"})
    void theSlipIsSignedReceivedDoneConfirmedAndOnlyThenWrittenOff() {
        String number = filled();
        assertThat(walk.posts(walk.task(number, "Task_VerifySlip"))).containsExactly("office-director");
        assertThat(walk.due(number, "Task_VerifySlip")).isEqualTo(LocalDateTime.of(2026, 7, 7, 17, 30));
        assertThat(walk.notices(number)).doesNotContain("slip-issued");

        walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", true));
        assertThat(walk.notices(number)).containsExactly("slip-issued");
        assertThat(walk.posts(walk.task(number, "Task_SignReceipt"))).containsExactly("project-department");
        walk.complete(PROJECT, number, "Task_SignReceipt", Map.of("projectAccepts", true, "handler", "陈工"));
        assertThat(walk.due(number, "Task_Rectify")).isEqualTo(LocalDateTime.of(2026, 7, 15, 17, 30));
        rectified(number);
        assertThat(slips.latest(number).orElseThrow().state()).isEqualTo("CONFIRMED");
        walk.complete(CLERK, number, "Task_CheckRectification", Map.of("rectificationGood", true, "checkRemark", "淋水试验合格"));

        SlipView slip = slips.latest(number).orElseThrow();
        assertThat(slip.state()).isEqualTo("WRITTEN_OFF");
        assertThat(slip.director()).isEqualTo(DIRECTOR);
        assertThat(slip.receivedBy()).isEqualTo(PROJECT);
        assertThat(slip.confirmedBy()).isEqualTo(PROJECT);
        assertThat(cases.view(number).handling()).isEqualTo("淋水试验合格");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind)
                .containsSubsequence("SLIP", "SLIP_SIGNED", "SLIP_ISSUED", "SLIP_RECEIVED", "SLIP_CONFIRMED", "SLIP_CHECKED", "SLIP_WRITTEN_OFF");
        assertThat(walk.passed(number)).contains("End_SlipWrittenOff").doesNotContain("Task_HandleReturn");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-REC-02")
    void aSlipThatTheDirectorReturnsIsCompletedAndSentAgain() {
        String number = filled();
        walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", false, "returnReason", "部位不清"));
        assertThat(walk.notices(number)).containsExactly("slip-returned");
        assertThat(walk.passed(number)).doesNotContain("Task_SignReceipt");
        walk.complete(CLERK, number, "Task_HandleReturn", Map.of("returnHandling", "SUPPLEMENT", "returnNote", "补充部位"));
        walk.complete(CLERK, number, "Task_FillSlip", slip());

        assertThat(walk.openTasks(number)).containsExactly("Task_VerifySlip");
        assertThat(slips.latest(number).orElseThrow().returns()).isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from rectification_slip where case_number = ?", Integer.class, number)).isEqualTo(1);
    }

    @Test
    @Rule("AS-REC-02")
    void aReturnNeedsAReason() {
        String number = filled();
        assertThatThrownBy(() -> walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", false)))
                .hasStackTraceContaining("退回理由");
        assertThat(slips.latest(number).orElseThrow().state()).isEqualTo("DRAFT");
    }

    @Test
    @Rule({"AS-REC-03", "AS-INT-05"})
    void aSlipThatTheProjectDepartmentRefusesMayBeClassifiedAnew() {
        String number = filled();
        walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", true));
        walk.complete(PROJECT, number, "Task_SignReceipt", Map.of("projectAccepts", false, "returnReason", "业主自行改窗"));
        walk.complete(CLERK, number, "Task_HandleReturn", Map.of("returnHandling", "RECLASSIFY", "returnNote", "转服务工作单"));
        assertThat(slips.latest(number).orElseThrow().state()).isEqualTo("RECLASSIFIED");
        assertThat(walk.passed(number)).contains("End_SlipReclassified").doesNotContain("Task_Rectify");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-REC-04")
    void workThatFailsTheCheckLosesItsConfirmationAndIsDoneAgain() {
        String number = received();
        rectified(number);
        walk.complete(CLERK, number, "Task_CheckRectification", Map.of("rectificationGood", false, "checkRemark", "仍渗水"));
        SlipView slip = slips.latest(number).orElseThrow();
        assertThat(slip.confirmedAt()).isNull();
        assertThat(slip.reworks()).isEqualTo(1);
        assertThat(walk.openTasks(number)).containsExactly("Task_Rectify");
    }

    @Test
    @Rule({"AS-REC-03", "AS-INT-03"})
    void aLateRectificationIsReportedAndGoesOn() {
        String number = received();
        assertThat(walk.timerDue(number, "Timer_RectificationOverdue")).isEqualTo(LocalDateTime.of(2026, 7, 15, 17, 30));
        walk.fire(number, "Timer_RectificationOverdue");
        assertThat(walk.notices(number)).endsWith("task-overdue");
        assertThat(slips.latest(number).orElseThrow().overdue()).isTrue();
        assertThat(walk.openTasks(number)).containsExactly("Task_Rectify");
    }

    @Test
    @Rule("AS-REC-04")
    void theProjectDepartmentCannotFinishWithoutItsConfirmingSignature() {
        String number = received();
        assertThatThrownBy(() -> walk.complete(PROJECT, number, "Task_Rectify", Map.of("workDone", "重新打胶", "finishedOn", "2026-07-06")))
                .hasStackTraceContaining("签字确认");
        assertThat(slips.latest(number).orElseThrow().state()).isEqualTo("RECEIVED");
    }
}
