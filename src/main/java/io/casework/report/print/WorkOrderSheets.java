package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 《服务工作单》 (REC-002): repair requested, agreed time, result. */
@Component
class WorkOrderSheets implements CaseSheets {

    private static final Map<String, String> STATES = Codes.of("OPEN", "办理中", "DONE", "已完成", "CANCELLED", "客户取消", "RETURNED", "退回分类");

    private final JdbcClient jdbc;
    private final Staffing staffing;

    WorkOrderSheets(JdbcClient jdbc, Staffing staffing) {
        this.jdbc = jdbc;
        this.staffing = staffing;
    }

    @Override
    public String form() {
        return "work-order";
    }

    @Override
    public FormFields fields() {
        return new FormFields()
                .text("repairRequested", "报修内容", "卫生间灯不亮，更换灯管。").text("agreedTime", "约定时间", "2026-07-06 15:00")
                .text("firstAgreedTime", "最初约定时间（改约过才有）", "").text("reschedules", "改约次数", "").text("accessNote", "上门提示", "先打电话")
                .text("issuedAt", "开单时间", "2026-07-06 09:10").text("issuedBy", "开单人", "李娜").text("state", "结果", "已完成")
                .text("workDone", "维修情况", "更换灯管一支，试亮正常。").text("worker", "维修人员", "刘师傅").text("finishedAt", "完工时间", "2026-07-06 14:30")
                .text("writtenBackAt", "回单时间", "2026-07-06 16:00").text("writtenBackBy", "回单人", "李娜")
                .text("handling", "处理情况（记入登记表）", "灯管已换，客户满意。").flag("overdue", "超过约定时间，已转分类处理记录（工程类）", false);
    }

    @Override
    public List<Map<String, Object>> of(CaseView file) {
        return jdbc.sql("select * from service_work_order where case_number = ? order by id").param(file.number()).query().listOfRows().stream()
                .map(row -> sheet(file, row)).toList();
    }

    private Map<String, Object> sheet(CaseView file, Map<String, Object> row) {
        boolean moved = (Integer) row.get("reschedules") > 0;
        boolean writtenBack = row.get("written_back_at") != null;
        return new Values()
                .text("repairRequested", row.get("repair_requested")).time("agreedTime", row.get("agreed_time"))
                .time("firstAgreedTime", moved ? row.get("first_agreed_time") : null).text("reschedules", moved ? row.get("reschedules") : null)
                .text("accessNote", row.get("access_note")).time("issuedAt", row.get("issued_at")).text("issuedBy", staffing.nameOf((String) row.get("issued_by")))
                .text("state", "OPEN".equals(row.get("state")) ? "" : Values.words(STATES, row.get("state")))
                .text("workDone", row.get("work_done")).text("worker", row.get("worker")).time("finishedAt", row.get("finished_at"))
                .time("writtenBackAt", row.get("written_back_at"))
                .text("writtenBackBy", writtenBack ? staffing.nameOf((String) row.get("written_back_by")) : null)
                .text("handling", writtenBack ? file.handling() : null).flag("overdue", (Boolean) row.get("overdue")).done();
    }
}
