package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import io.casework.procedure.Decisions;
import io.casework.repair.Party;
import io.casework.repair.ResponsibleParty;
import io.casework.worktime.Limit;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 《现场勘察会签表》 (REC-010): the findings, the responsible party, and who was there and has countersigned. */
@Component
class SurveySheets implements CaseSheets {

    private static final int EMPTY_ROWS = 5;
    private static final Map<String, String> PARTIES = Codes.of(Party.class, Party::label);
    private static final Map<String, String> RESPONSIBLE = Codes.of(ResponsibleParty.class, ResponsibleParty::label);
    private static final Map<String, String> TRADES = Codes.of("repair-single", "单工种，", "repair-multi", "多工种，");

    private final JdbcClient jdbc;
    private final Staffing staffing;
    private final Decisions decisions;

    SurveySheets(JdbcClient jdbc, Staffing staffing, Decisions decisions) {
        this.jdbc = jdbc;
        this.staffing = staffing;
        this.decisions = decisions;
    }

    @Override
    public String form() {
        return "site-survey";
    }

    @Override
    public FormFields fields() {
        return new FormFields()
                .text("round", "第几次勘察", "1").text("plannedAt", "约定勘察时间", "2026-07-06 11:00").text("arrangedBy", "安排人", "李娜")
                .text("heldAt", "实际勘察时间", "2026-07-06 11:05").text("demandedParties", "应到单位", "客户服务部、工程材料部、维修队长、施工单位")
                .text("missingParties", "缺席单位", "").text("waiver", "缺席的处理", "").text("noAccessReason", "未能勘察的原因", "").text("lateReason", "推迟的原因", "")
                .text("roughEstimate", "粗估费用（元）", "400.00").text("findings", "勘察情况", "楼上卫生间防水层破损。").text("cause", "原因分析", "防水层老化")
                .ticks("responsible", "责任单位", RESPONSIBLE, "COMPANY").ticks("trades", "所需工种", Codes.TRADES, "WATERPROOF")
                .text("limit", "维修时限", "单工种，3 个工作日内完成").text("estimate", "估算费用（元）", "800.00").text("filledBy", "填表人", "赵队长")
                .rows("attendees", "参加人和会签", EMPTY_ROWS, new FormFields().text("party", "单位", "工程材料部").text("name", "姓名", "张工")
                        .text("signed", "会签", "已会签"));
    }

    @Override
    public List<Map<String, Object>> of(CaseView file) {
        return jdbc.sql("""
                        select s.*, c.responsible_party, c.trades, c.limit_key,
                               s.round = (select max(round) from repair_survey l where l.case_number = s.case_number) as latest
                        from repair_survey s join repair_case c on c.case_number = s.case_number where s.case_number = ? order by s.round""")
                .param(file.number()).query().listOfRows().stream().map(this::sheet).toList();
    }

    private Map<String, Object> sheet(Map<String, Object> row) {
        // Responsible party and trades stand on the repair: they are what the last survey found.
        boolean found = Boolean.TRUE.equals(row.get("latest")) && "HELD".equals(row.get("result"));
        return new Values()
                .text("round", row.get("round")).time("plannedAt", row.get("planned_at")).text("arrangedBy", name(row.get("arranged_by")))
                .time("heldAt", row.get("held_at")).text("demandedParties", Values.words(PARTIES, row.get("demanded_parties")))
                .text("missingParties", Values.words(PARTIES, row.get("missing_parties"))).text("waiver", waiver(row))
                .text("noAccessReason", row.get("no_access_reason")).text("lateReason", row.get("late_reason"))
                .money("roughEstimate", row.get("rough_estimate")).text("findings", row.get("findings")).text("cause", row.get("cause"))
                .tick("responsible", found ? row.get("responsible_party") : null).ticks("trades", found ? row.get("trades") : null)
                .text("limit", found ? limit((String) row.get("limit_key")) : null).money("estimate", row.get("estimate"))
                .text("filledBy", name(row.get("filled_by"))).rows("attendees", attendees(row.get("id"))).done();
    }

    private List<Map<String, Object>> attendees(Object survey) {
        return jdbc.sql("select party, name, signed from repair_survey_attendee where survey_id = ? order by position").param(survey).query().listOfRows()
                .stream().map(row -> new Values().text("party", Values.words(PARTIES, row.get("party"))).text("name", row.get("name"))
                        .text("signed", Boolean.TRUE.equals(row.get("signed")) ? "已会签" : "").done()).toList();
    }

    /** The limit of the decision table {@code deadlines} in words (AS-SUR-06, AS-SUR-07). */
    private String limit(String key) {
        return key == null ? "" : TRADES.getOrDefault(key, "")
                + Limit.parse((String) decisions.required("deadlines", Map.of("deadline", key)).get("limit")).label() + "内完成";
    }

    private String waiver(Map<String, Object> row) {
        if (row.get("waiver_decision") == null) {
            return "";
        }
        return ("WAIVED".equals(row.get("waiver_decision")) ? "同意在缺席情况下认定" : "重新安排勘察") + "（" + name(row.get("waived_by")) + " "
                + Values.day(row.get("waived_at")) + "）" + (row.get("waiver_reason") == null ? "" : "：" + row.get("waiver_reason"));
    }

    private String name(Object login) {
        return login == null ? "" : staffing.nameOf(login.toString());
    }
}
