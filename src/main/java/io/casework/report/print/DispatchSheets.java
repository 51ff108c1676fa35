package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import io.casework.repair.Executor;
import io.casework.repair.Party;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 《工程派工单》 (REC-011); its last part is the customer's signature and opinion (REC-012, AMB-74). */
@Component
class DispatchSheets implements CaseSheets {

    private static final Map<String, String> PARTIES = Codes.of(Party.class, Party::label);
    private static final Map<String, String> EXECUTORS = Codes.of(Executor.class, Executor::label);
    private static final Map<String, String> SIGNED = Codes.of("SIGNED", "", "REFUSED", "客户拒绝签字", "ABSENT", "客户不在");

    private final JdbcClient jdbc;
    private final Staffing staffing;

    DispatchSheets(JdbcClient jdbc, Staffing staffing) {
        this.jdbc = jdbc;
        this.staffing = staffing;
    }

    @Override
    public String form() {
        return "dispatch-order";
    }

    @Override
    public FormFields fields() {
        return new FormFields()
                .text("orderNumber", "派工单号", "WX-20260706-0001-1").ticks("orderClass", "派工类别", Codes.ORDER_CLASS, "B")
                .ticks("executor", "维修单位", EXECUTORS, "REPAIR_TEAM").text("contractor", "施工单位", "").text("contractorContact", "施工单位联系人", "")
                .text("trades", "工种", "防水").text("repairItem", "维修项目", "厨房天花板防水").text("instructions", "派工要求", "先通知楼上住户，再重做防水。")
                .text("estimate", "批准的预算（元）", "800.00").text("approver", "批准人", "林经理").text("issuedAt", "签发时间", "2026-07-06 14:00")
                .text("issuedBy", "签发人", "吴主管").text("dueAt", "完工期限", "2026-07-09 17:30").text("agreedDueAt", "客户同意的延期", "")
                .rows("extensions", "延期", 0, new FormFields().text("askedAt", "申请时间", "2026-07-08 10:00").text("reason", "原因", "待料")
                        .text("consent", "客户意见", "同意（电话 2026-07-08 11:00）").text("newDue", "新的期限", "2026-07-13"))
                .text("workers", "维修人员", "李师傅").text("workDone", "维修情况", "重做防水并闭水试验。").text("finishedAt", "完工时间", "2026-07-08 16:00")
                .text("failureReason", "未能维修的原因", "").text("finalAmount", "决算金额（元）", "790.00")
                .rows("inspections", "竣工检验", 2, new FormFields().text("at", "检验时间", "2026-07-09 09:00").text("inspector", "客服人员或物业人员", "刘敏（客户服务部）")
                        .text("leader", "维修队长", "赵队长").text("third", "工程材料部或物业公司", "张工（工程材料部）").text("result", "结果", "合格").text("defects", "问题", ""))
                .text("opinion", "客户意见", "修得好。").text("signedBy", "客户签字", "王芳").text("signedOn", "签字日期", "2026-07-09").text("signNote", "未签字的说明", "")
                .ticks("quality", "维修质量", Codes.RATING, "5").ticks("attitude", "服务态度", Codes.RATING, "4");
    }

    @Override
    public List<Map<String, Object>> of(CaseView file) {
        return jdbc.sql("""
                        select o.*, c.trades, c.final_amount, i.name as item_name, k.approved_amount, k.approved_by
                        from repair_order o
                        join repair_case c on c.case_number = o.case_number
                        left join warranty_item i on i.code = c.item_code
                        left join lateral (select approved_amount, approved_by from repair_cost k where k.case_number = o.case_number and k.decision = 'APPROVED'
                                           order by k.id desc limit 1) k on true
                        where o.case_number = ? order by o.round""")
                .param(file.number()).query().listOfRows().stream().map(this::sheet).toList();
    }

    private Map<String, Object> sheet(Map<String, Object> row) {
        boolean accepted = "ACCEPTED".equals(row.get("state"));
        return new Values()
                .text("orderNumber", row.get("order_number")).tick("orderClass", row.get("order_class")).tick("executor", row.get("executor"))
                .text("contractor", row.get("contractor")).text("contractorContact", row.get("contractor_contact"))
                .text("trades", Values.words(Codes.TRADES, row.get("trades"))).text("repairItem", row.get("item_name")).text("instructions", row.get("instructions"))
                .money("estimate", row.get("approved_amount")).text("approver", name(row.get("approved_by")))
                .time("issuedAt", row.get("issued_at")).text("issuedBy", name(row.get("issued_by"))).time("dueAt", row.get("due_at"))
                .deadline("agreedDueAt", row.get("agreed_due_at")).rows("extensions", extensions(row.get("id")))
                .text("workers", row.get("workers")).text("workDone", row.get("work_done")).time("finishedAt", row.get("finished_at"))
                .text("failureReason", row.get("failure_reason")).money("finalAmount", accepted ? row.get("final_amount") : null)
                .rows("inspections", inspections(row.get("id"))).text("opinion", row.get("opinion")).text("signedBy", row.get("signed_by"))
                .day("signedOn", row.get("signed_at")).text("signNote", Values.words(SIGNED, row.get("sign_result")))
                .tick("quality", row.get("quality_rating")).tick("attitude", row.get("attitude_rating")).done();
    }

    private List<Map<String, Object>> extensions(Object order) {
        return jdbc.sql("select * from repair_extension where order_id = ? order by id").param(order).query().listOfRows().stream()
                .map(row -> new Values().time("askedAt", row.get("asked_at")).text("reason", row.get("reason")).text("consent", consent(row))
                        .day("newDue", row.get("new_due")).done()).toList();
    }

    private static String consent(Map<String, Object> row) {
        if (row.get("consent") == null) {
            return "";
        }
        return Boolean.TRUE.equals(row.get("consent"))
                ? "同意（" + Values.words(Codes.CONSENT_CHANNEL, row.get("channel")) + " " + Values.minutes(row.get("consented_at")) + "）" : "不同意";
    }

    private List<Map<String, Object>> inspections(Object order) {
        return jdbc.sql("select * from repair_inspection where order_id = ? order by id").param(order).query().listOfRows().stream()
                .map(row -> new Values().time("at", row.get("inspected_at")).text("inspector", of(row.get("inspector"), row.get("inspector_party")))
                        .text("leader", row.get("leader_name")).text("third", of(row.get("third_name"), row.get("third_party")))
                        .text("result", Boolean.TRUE.equals(row.get("passed")) ? "合格" : "不合格").text("defects", row.get("defects")).done()).toList();
    }

    private static String of(Object name, Object party) {
        return name == null ? "" : name + (party == null ? "" : "（" + Values.words(PARTIES, party) + "）");
    }

    private String name(Object login) {
        return login == null ? "" : staffing.nameOf(login.toString());
    }
}
