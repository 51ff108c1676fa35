package io.casework.rectification;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The way of a work contact slip (AS-REC-01 to AS-REC-04, AMB-27). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Slips {

    private final SlipRepository slips;
    private final CaseFiles cases;
    private final Notices notices;
    private final Clock clock;

    Slips(SlipRepository slips, CaseFiles cases, Notices notices, Clock clock) {
        this.slips = slips;
        this.cases = cases;
        this.notices = notices;
        this.clock = clock;
    }

    /** Fills the slip, or fills it anew after a return (AS-REC-01). The day asked for may not lie behind; field {@code requestedBy}. */
    public void fill(String caseNumber, Answers answers, Actor actor) {
        LocalDate requestedBy = answers.date("requestedBy");
        if (requestedBy.isBefore(LocalDate.now(clock))) {
            throw new RuleViolation("requestedBy", "“要求完成日期”不能早于今天");
        }
        Slip slip = slips.findFirstByCaseNumberOrderByIdDesc(caseNumber)
                .filter(candidate -> "RETURNED".equals(candidate.view().state()))
                .orElseGet(() -> new Slip(caseNumber));
        slip.fill(answers.text("slipSubject"), answers.text("location"), answers.text("slipContent"), requestedBy, clock.instant(), actor.login());
        slips.save(slip);
        cases.note(caseNumber, actor, "SLIP", "备注“整改类”，填写《工作联系单》：" + answers.text("slipSubject"), "AS-REC-01 AS-INT-12");
    }

    /** The director signs, or returns the slip with a reason (AS-REC-02). */
    public void verify(String caseNumber, Answers answers, Actor actor) {
        if (answers.yes("directorSigns")) {
            required(caseNumber).sign(clock.instant(), actor.login());
            cases.note(caseNumber, actor, "SLIP_SIGNED", "管理处主任核实签字", "AS-REC-02");
        } else {
            giveBack(caseNumber, "管理处主任退回联系单：", answers, actor);
        }
    }

    /** The signed slip goes to the developer's project department (AS-REC-03). */
    public void issue(String caseNumber, Actor actor) {
        CaseView view = cases.view(caseNumber);
        Slip slip = required(caseNumber);
        notices.send(about(NoticeRequest.of("slip-issued", "slip-issued:" + slip.view().id() + ":" + slip.view().signedAt()), view)
                .toPosts("project-department").with("issuedBy", actor.name()).build());
        cases.note(caseNumber, actor, "SLIP_ISSUED", "《工作联系单》发出，请开发企业项目部签收", "AS-REC-03");
    }

    /** The project department signs for receipt, or returns the slip with a reason (AS-REC-03). */
    public void receive(String caseNumber, Answers answers, Actor actor) {
        if (answers.yes("projectAccepts")) {
            required(caseNumber).receive(answers.text("handler"), clock.instant(), actor.login());
            cases.note(caseNumber, actor, "SLIP_RECEIVED", "项目部签收，经办人 " + answers.text("handler"), "AS-REC-03");
        } else {
            giveBack(caseNumber, "项目部退回联系单：", answers, actor);
        }
    }

    /** What the clerk does with a returned slip: complete it and send it again, or have the matter classified anew (AMB-27). */
    public void handleReturn(String caseNumber, Answers answers, Actor actor) {
        boolean reclassify = "RECLASSIFY".equals(answers.text("returnHandling"));
        if (reclassify) {
            required(caseNumber).reclassify();
        }
        cases.note(caseNumber, actor, "SLIP_RETURN_HANDLED", (reclassify ? "联系单作废，重新分类：" : "补充后再送签：") + answers.text("returnNote"), "AS-REC-02");
    }

    /** The work is done and confirmed by the signature of the project department's staff (AS-REC-04). A day ahead is refused; field {@code finishedOn}. */
    public void rectify(String caseNumber, Answers answers, Actor actor) {
        LocalDate finished = answers.date("finishedOn");
        if (finished.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("finishedOn", "“完成日期”不能晚于今天");
        }
        required(caseNumber).confirm(answers.text("workDone"), finished, clock.instant(), actor.login());
        cases.note(caseNumber, actor, "SLIP_CONFIRMED", "项目部签字确认整改完成：" + answers.text("workDone"), "AS-REC-04");
    }

    /** The clerk checks: good, or back for rework; the remark becomes the handling status. */
    public void check(String caseNumber, Answers answers, Actor actor) {
        boolean good = answers.yes("rectificationGood");
        required(caseNumber).check(good, answers.text("checkRemark"));
        cases.handling(caseNumber, answers.text("checkRemark"));
        cases.note(caseNumber, actor, "SLIP_CHECKED", (good ? "整改合格：" : "整改不合格，返工：") + answers.text("checkRemark"), "AS-REC-04");
    }

    /** The slip is late: noted, and those who can hurry it are told (AS-REC-03, AS-INT-03). */
    public void overdue(String caseNumber, Actor actor) {
        Slip slip = required(caseNumber);
        slip.late();
        CaseView view = cases.view(caseNumber);
        cases.note(caseNumber, actor, "SLIP_OVERDUE", "工作联系单整改超期", "AS-REC-03 AS-INT-03");
        notices.send(about(NoticeRequest.of("task-overdue", "slip-overdue:" + slip.view().id() + ":" + slip.view().reworks()), view)
                .toPosts("project-department", "office-director", "service-manager")
                .with("taskName", "整改并签字确认").with("dueAt", slip.view().requestedBy().toString()).build());
    }

    /** Writes the slip off; refused without the confirming signature (AS-REC-04). */
    public void writeOff(String caseNumber, Actor actor) {
        required(caseNumber).writeOff(clock.instant());
        cases.note(caseNumber, actor, "SLIP_WRITTEN_OFF", "工作联系单销项", "AS-REC-04");
    }

    /** The newest slip of a case. */
    @Transactional(readOnly = true)
    public Optional<SlipView> latest(String caseNumber) {
        return slips.findFirstByCaseNumberOrderByIdDesc(caseNumber).map(Slip::view);
    }

    private void giveBack(String caseNumber, String what, Answers answers, Actor actor) {
        Slip slip = required(caseNumber);
        slip.giveBack(answers.text("returnReason"));
        CaseView view = cases.view(caseNumber);
        cases.note(caseNumber, actor, "SLIP_RETURNED", what + answers.text("returnReason"), "AS-REC-02 AS-REC-03");
        notices.send(about(NoticeRequest.of("slip-returned", "slip-returned:" + slip.view().id() + ":" + slip.view().returns()), view)
                .toPosts("clerk").with("reason", answers.text("returnReason")).build());
    }

    private static NoticeRequest.Builder about(NoticeRequest.Builder request, CaseView view) {
        return request.about(view.number(), view.site()).with("unitName", view.home())
                .with("customerName", view.customerName()).with("matter", view.matter());
    }

    private Slip required(String caseNumber) {
        return slips.findFirstByCaseNumberOrderByIdDesc(caseNumber)
                .orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有工作联系单"));
    }
}
