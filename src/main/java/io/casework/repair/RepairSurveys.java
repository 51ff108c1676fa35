package io.casework.repair;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.Warranty;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.worktime.CaseClocks;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Site surveys: arranging them, who must be there, and the countersign form (AS-SUR-01 to -05). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RepairSurveys {

    /** What the survey led to. */
    public enum Outcome {
        /** Nobody was let in; another visit is to be arranged. */
        NO_ACCESS,
        /** A demanded party was missing; the manager waives it or has the survey repeated. */
        PARTY_MISSING,
        /** The company has the repair done. */
        OURS,
        /** Somebody else owes the repair. */
        NOT_OURS
    }

    private final SurveySheetRepository sheets;
    private final Repairs repairs;
    private final CaseFiles cases;
    private final CaseClocks clocks;
    private final RepairTables tables;
    private final Notices notices;
    private final Clock clock;

    RepairSurveys(SurveySheetRepository sheets, Repairs repairs, CaseFiles cases, CaseClocks clocks, RepairTables tables, Notices notices, Clock clock) {
        this.sheets = sheets;
        this.repairs = repairs;
        this.cases = cases;
        this.clocks = clocks;
        this.tables = tables;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * The clerk calls the survey party together. Who must come follows from the rough estimate; unknown counts as a large one (AMB-89).
     *
     * @throws RuleViolation when the time has passed, or lies after the limit without a reason
     */
    public void arrange(String caseNumber, Answers answers, Actor actor) {
        CaseView file = cases.view(caseNumber);
        RepairCase repair = repairs.begin(caseNumber, actor);
        BigDecimal estimate = answers.yes("estimateKnown") ? answers.decimal("roughEstimate") : null;
        String hint = answers.textIfAny("classHint").filter(text -> !"UNKNOWN".equals(text)).orElse(null);
        repair.hint(hint, answers.yes("emergency"));
        LocalDateTime planned = answers.dateTime("plannedAt");
        Instant plannedAt = planned.atZone(clock.getZone()).toInstant();
        if (plannedAt.isBefore(clock.instant())) {
            throw new RuleViolation("plannedAt", "约定的勘察时间已经过去");
        }
        String lateReason = answers.textOr("lateReason", null);
        Instant limit = clocks.dueAt(caseNumber, file.openedAt(), tables.limit("survey").limit());
        boolean late = plannedAt.isAfter(limit);
        if (late && lateReason == null) {
            throw new RuleViolation("lateReason", "勘察应在 " + ChineseTime.minute(limit) + " 前到场，约在其后须说明理由（如客户要求改期）");
        }
        List<Party> demanded = tables.surveyParties(estimate, hint);
        int round = sheets.findFirstByCaseNumberOrderByRoundDesc(caseNumber).map(sheet -> sheet.round() + 1).orElse(1);
        sheets.save(new SurveySheet(caseNumber, round, plannedAt, late ? lateReason : null, estimate, demanded, actor.login(), clock.instant()));
        cases.note(caseNumber, actor, Repairs.NOTE, "约定 " + ChineseTime.minute(planned) + " 现场勘察，应到：" + Party.labels(demanded)
                + "；粗估 " + (estimate == null ? "不明" : estimate.toPlainString() + " 元") + (late ? "；晚于期限：" + lateReason : ""), "AS-SUR-01 AS-SUR-03");
        NoticeRequest.Builder notice = NoticeRequest.of("survey-arranged", "survey-arranged:" + caseNumber + ":" + round)
                .about(caseNumber, file.site()).toPosts("repair-leader")
                .with("unitName", file.home()).with("matter", file.matter()).with("plannedAt", ChineseTime.minute(planned))
                .with("parties", Party.labels(demanded));
        if (demanded.contains(Party.ENGINEERING)) {
            notice.toPosts("engineering", "property-staff");
        }
        notices.send(notice.build());
    }

    /**
     * Files the countersign form. A demanded party that is missing or has not signed is refused field by field, unless a waiver is asked for with a reason;
     * the engineering department may be replaced by property staff (AS-SUR-02).
     */
    public Outcome record(String caseNumber, Answers answers, Actor actor) {
        SurveySheet sheet = current(caseNumber);
        if ("NO_ACCESS".equals(answers.text("surveyResult"))) {
            sheet.noAccess(answers.text("noAccessReason"), actor.login(), clock.instant());
            cases.note(caseNumber, actor, Repairs.NOTE, "第 " + sheet.round() + " 次勘察未能进行：" + answers.text("noAccessReason"), "AS-SUR-01");
            return Outcome.NO_ACCESS;
        }
        LocalDateTime heldAt = answers.dateTime("heldAt");
        if (heldAt.isAfter(LocalDateTime.now(clock))) {
            throw new RuleViolation("heldAt", "勘察时间不能晚于现在");
        }
        List<SurveyAttendee> present = attendees(answers);
        List<Party> missing = missing(sheet.demanded(), present);
        String waiver = answers.textOr("waiverReason", null);
        if (!missing.isEmpty() && waiver == null) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("attendees", "缺少应到单位的会签：" + Party.labels(missing));
            fields.put("waiverReason", "如确需在缺席情况下认定，请说明理由，由客户服务部经理决定");
            throw new RuleViolation(fields);
        }
        sheet.held(heldAt.atZone(clock.getZone()).toInstant(), present, answers.text("findings"), answers.textOr("cause", null), answers.decimal("estimate"),
                missing, waiver, actor.login());
        ResponsibleParty responsible = ResponsibleParty.valueOf(answers.text("responsibleParty"));
        List<String> trades = answers.list("trades");
        CaseView file = cases.view(caseNumber);
        RepairCase repair = repairs.required(caseNumber);
        Warranty warranty = repairs.warranty(file, answers.text("itemCode"));
        repair.surveyed(responsible, answers.text("itemCode"), warranty.status().name(), warranty.until(), trades, answers.yes("complex"),
                tables.limitKey(trades.size()));
        cases.note(caseNumber, actor, Repairs.NOTE, "现场勘察：" + answers.text("findings") + "；责任单位：" + responsible.label() + "；"
                + (trades.size() > 1 ? "多工种" : "单工种") + "；估价 " + answers.decimal("estimate").toPlainString() + " 元；会签："
                + present.stream().filter(SurveyAttendee::signed).map(one -> one.party().label() + one.name()).reduce((a, b) -> a + "、" + b).orElse("无"),
                "AS-SUR-04 AS-SUR-05");
        if (!missing.isEmpty()) {
            return Outcome.PARTY_MISSING;
        }
        return settle(repair, responsible, warranty, sheet, actor);
    }

    /** The manager lets the survey stand without the missing party, or has it repeated. */
    public Outcome decideWaiver(String caseNumber, Answers answers, Actor actor) {
        SurveySheet sheet = current(caseNumber);
        boolean waived = "WAIVED".equals(answers.text("waiver"));
        sheet.waiver(waived ? SurveySheet.Waiver.WAIVED : SurveySheet.Waiver.REPEAT, actor.login(), clock.instant());
        String missing = Party.labels(sheet.view().missing());
        cases.note(caseNumber, actor, Repairs.NOTE, (waived ? "同意在缺席情况下认定，缺席：" : "要求重新勘察，缺席：") + missing
                + answers.textIfAny("waiverNote").map(note -> "；" + note).orElse(""), "AS-SUR-01");
        if (!waived) {
            return Outcome.NO_ACCESS;
        }
        RepairCase repair = repairs.required(caseNumber);
        ResponsibleParty responsible = repair.view().responsibleParty();
        return settle(repair, responsible, repairs.warranty(cases.view(caseNumber), repair.itemCode()), sheet, actor);
    }

    private Outcome settle(RepairCase repair, ResponsibleParty responsible, Warranty warranty, SurveySheet sheet, Actor actor) {
        if (!responsible.isOurs()) {
            repairs.notOurs(repair, responsible, sheet.view().findings(), actor);
            return Outcome.NOT_OURS;
        }
        repairs.propose(repair, warranty);
        return Outcome.OURS;
    }

    private static List<SurveyAttendee> attendees(Answers answers) {
        List<SurveyAttendee> present = new ArrayList<>();
        for (Map<String, Object> row : RepairWords.rows(answers, "attendees")) {
            Answers one = Answers.of(row);
            present.add(new SurveyAttendee(Party.valueOf(one.text("party")), one.text("name"), one.yes("signed")));
        }
        return present;
    }

    private static List<Party> missing(List<Party> demanded, List<SurveyAttendee> present) {
        List<Party> signed = present.stream().filter(SurveyAttendee::signed).map(SurveyAttendee::party).toList();
        return demanded.stream()
                .filter(party -> !signed.contains(party) && !(party == Party.ENGINEERING && signed.contains(Party.PROPERTY)))
                .toList();
    }

    private SurveySheet current(String caseNumber) {
        return sheets.findFirstByCaseNumberOrderByRoundDesc(caseNumber)
                .orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 还没有安排勘察"));
    }

    /** The newest survey of the case, if there is one. */
    @Transactional(readOnly = true)
    public Optional<SurveyView> latest(String caseNumber) {
        return sheets.findFirstByCaseNumberOrderByRoundDesc(caseNumber).map(SurveySheet::view);
    }

    /** All surveys of the case, the first one first. */
    @Transactional(readOnly = true)
    public List<SurveyView> all(String caseNumber) {
        return sheets.findByCaseNumberOrderByRound(caseNumber).stream().map(SurveySheet::view).toList();
    }
}
