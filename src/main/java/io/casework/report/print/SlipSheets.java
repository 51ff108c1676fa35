package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 《工作联系单》 (REC-004): the director's signature, the project department's signatures for receipt and for completion. */
@Component
class SlipSheets implements CaseSheets {

    private final JdbcClient jdbc;
    private final Staffing staffing;

    SlipSheets(JdbcClient jdbc, Staffing staffing) {
        this.jdbc = jdbc;
        this.staffing = staffing;
    }

    @Override
    public String form() {
        return "contact-slip";
    }

    @Override
    public FormFields fields() {
        return new FormFields()
                .text("subject", "主题", "外窗渗水").text("location", "部位", "主卧飘窗").text("content", "联系内容", "下雨时窗角渗水，请安排整改。")
                .text("requestedBy", "要求完成日期", "2026-07-15").text("filledAt", "填单时间", "2026-07-06 09:10").text("filledBy", "填单人", "李娜")
                .text("director", "管理处主任", "周建国").text("signedOn", "主任签字日期", "2026-07-06")
                .text("receivedBy", "项目部签收人", "陈伟").text("receivedOn", "签收日期", "2026-07-07").text("handler", "项目部经办人", "陈工")
                .text("workDone", "整改情况", "重新打胶，淋水试验合格。").text("finishedOn", "整改完成日期", "2026-07-14")
                .text("confirmedBy", "项目部确认人", "陈伟").text("confirmedOn", "确认日期", "2026-07-14")
                .text("checkRemark", "核验意见", "淋水试验合格").text("writtenOffAt", "销项时间", "2026-07-15 10:00").text("returnReason", "退回原因", "");
    }

    @Override
    public List<Map<String, Object>> of(CaseView file) {
        return jdbc.sql("select * from rectification_slip where case_number = ? order by id").param(file.number()).query().listOfRows().stream()
                .map(this::sheet).toList();
    }

    private Map<String, Object> sheet(Map<String, Object> row) {
        return new Values()
                .text("subject", row.get("subject")).text("location", row.get("location")).text("content", row.get("content"))
                .day("requestedBy", row.get("requested_by")).time("filledAt", row.get("filled_at")).text("filledBy", name(row.get("filled_by")))
                .text("director", name(row.get("director"))).day("signedOn", row.get("signed_at"))
                .text("receivedBy", name(row.get("received_by"))).day("receivedOn", row.get("received_at")).text("handler", row.get("handler"))
                .text("workDone", row.get("work_done")).day("finishedOn", row.get("finished_on"))
                .text("confirmedBy", name(row.get("confirmed_by"))).day("confirmedOn", row.get("confirmed_at"))
                .text("checkRemark", row.get("check_remark")).time("writtenOffAt", row.get("written_off_at"))
                .text("returnReason", row.get("return_reason")).done();
    }

    private String name(Object login) {
        return login == null ? "" : staffing.nameOf(login.toString());
    }
}
