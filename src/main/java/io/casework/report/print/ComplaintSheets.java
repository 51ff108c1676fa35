package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.complaint.ComplaintCause;
import io.casework.complaint.ComplaintGrade;
import io.casework.complaint.ComplaintState;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 《客户投诉单》 (REC-008): the complaint with its eight steps (AS-EIG), the solution, the promised time and the signatures of the departments. */
@Component
class ComplaintSheets implements CaseSheets {

    private static final Map<String, String> GRADES = Codes.of(ComplaintGrade.class, ComplaintGrade::label);
    private static final Map<String, String> CAUSES = Codes.of(ComplaintCause.class, ComplaintCause::label);
    private static final Map<String, String> STATES = Codes.of(ComplaintState.class, ComplaintState::label);
    private static final Map<String, String> FEEDBACK = Codes.of("HANDLED", "属本部门，已调查", "NOT_OURS", "不属本部门");

    private final JdbcClient jdbc;
    private final Staffing staffing;
    private final Posts posts;

    ComplaintSheets(JdbcClient jdbc, Staffing staffing, Posts posts) {
        this.jdbc = jdbc;
        this.staffing = staffing;
        this.posts = posts;
    }

    @Override
    public String form() {
        return "complaint";
    }

    @Override
    public FormFields fields() {
        return new FormFields()
                .text("receivedAt", "受理时间", "2026-07-06 09:00").text("acceptedBy", "受理人", "李娜").ticks("channel", "投诉渠道", Codes.COMPLAINT_CHANNEL, "CALL")
                .ticks("phase", "所处阶段", Codes.PHASE, "WARRANTY").ticks("mood", "客户情绪", Codes.MOOD, "UPSET").text("content", "投诉内容", "客厅外墙下雨就渗水。")
                .text("demand", "客户诉求", "尽快修好并道歉").text("evidence", "证据材料", "照片三张").flag("sensitive", "敏感投诉", false)
                .text("facts", "确认的事实", "客厅外墙渗水，面积约两平方米").text("confirmedDemand", "确认的诉求", "一周内修好").text("confirmedBy", "确认人", "钱管家")
                .text("confirmedAt", "确认时间", "2026-07-06 10:00")
                .text("topic", "投诉主题", "渗漏水").ticks("cause", "原因类别", CAUSES, "ENGINEERING").ticks("grade", "投诉等级", GRADES, "ORDINARY")
                .ticks("dissatisfaction", "不满原因", Codes.DISSATISFACTION, "A", "B").text("analysis", "评估分析", "外墙防水层破损，前次报修未跟进。")
                .text("assessedBy", "评估人", "李娜").text("gradedBy", "定级人", "吴主管").text("gradedAt", "定级时间", "2026-07-06 11:00")
                .text("responsiblePost", "责任部门", "工程材料部").text("tracker", "跟踪人", "李娜").text("dueAt", "办结期限", "2026-07-13 17:30")
                .rows("feedback", "责任部门调查和反馈", 1, new FormFields().text("department", "部门", "工程材料部").text("result", "责任", "属本部门，已调查")
                        .text("findings", "调查情况", "外墙防水层老化").text("solution", "处理方案", "重做防水，三日内完成").text("promisedAt", "承诺时间", "2026-07-09 17:00")
                        .text("handler", "经办人", "赵工").text("by", "签字", "总部工程材料部").text("on", "日期", "2026-07-07"))
                .text("solution", "处理方案", "重做防水，三日内完成").text("promisedAt", "承诺时间", "2026-07-09 17:00").text("processSoFar", "处理经过", "已勘察")
                .text("repairCase", "维修案件", "WX-20260707-0001")
                .rows("replies", "答复客户", 1, new FormFields().text("kind", "性质", "最终答复").text("channel", "方式", "电话").text("text", "内容", "已安排重做防水。")
                        .text("refusal", "拒绝的理由", "").text("by", "答复人", "李娜").text("at", "时间", "2026-07-08 10:00"))
                .text("resolvedAt", "解决时间", "2026-07-09 16:00").text("verification", "核实情况", "淋水试验不再渗漏").text("verifiedBy", "核实人", "李娜")
                .text("calledBackAt", "回访时间", "2026-07-10 10:00").ticks("callback", "回访结果", Codes.CALLBACK, "SATISFIED").text("satisfaction", "满意度", "4 分")
                .ticks("expectation", "客户体验与期望", Codes.EXPECTATION, "EQUAL").text("lesson", "教训", "报修后未及时跟踪").text("preventiveMeasure", "预防措施", "每日核对未结报修")
                .text("analysedBy", "分析人", "吴主管").text("analysedAt", "分析时间", "2026-07-10 15:00").text("state", "状态", "已关闭").text("closeReason", "结束的说明", "")
                .text("finishedAt", "关闭时间", "2026-07-10 15:00")
                .rows("major", "重大投诉的部署、会议和报告（只在重大投诉有）", 0, new FormFields().text("measures", "部署的措施", "立即停用并加固").text("measuresBy", "部署人", "周强")
                        .text("minutes", "专题会议纪要", "会议决定先行垫付").text("meetingOn", "会议日期", "2026-07-07").text("participants", "参加人", "周强、吴主管")
                        .text("report", "专题报告", "经过和教训").text("reportBy", "报告人", "吴主管"));
    }

    @Override
    public List<Map<String, Object>> of(CaseView file) {
        return jdbc.sql("select c.*, t.name as topic_name from complaint c left join complaint_topic t on t.code = c.topic where c.case_number = ?")
                .param(file.number()).query().listOfRows().stream().map(this::sheet).toList();
    }

    private Map<String, Object> sheet(Map<String, Object> row) {
        String number = (String) row.get("case_number");
        return new Values()
                .time("receivedAt", row.get("received_at")).text("acceptedBy", name(row.get("accepted_by"))).tick("channel", row.get("channel"))
                .tick("phase", row.get("phase")).tick("mood", row.get("mood")).text("content", row.get("content")).text("demand", row.get("demand"))
                .text("evidence", row.get("evidence")).flag("sensitive", (Boolean) row.get("sensitive"))
                .text("facts", row.get("facts")).text("confirmedDemand", row.get("confirmed_demand")).text("confirmedBy", name(row.get("confirmed_by")))
                .time("confirmedAt", row.get("confirmed_at"))
                .text("topic", row.get("topic_name")).tick("cause", row.get("cause")).tick("grade", row.get("grade")).ticks("dissatisfaction", row.get("dissatisfaction"))
                .text("analysis", row.get("analysis")).text("assessedBy", name(row.get("assessed_by"))).text("gradedBy", name(row.get("graded_by")))
                .time("gradedAt", row.get("graded_at")).text("responsiblePost", post(row.get("responsible_post"))).text("tracker", row.get("tracker_name"))
                .deadline("dueAt", row.get("due_at")).rows("feedback", feedback(number))
                .text("solution", row.get("solution")).time("promisedAt", row.get("promised_at")).text("processSoFar", row.get("process_so_far"))
                .text("repairCase", row.get("repair_case_number")).rows("replies", replies(number))
                .time("resolvedAt", row.get("resolved_at")).text("verification", row.get("verification")).text("verifiedBy", name(row.get("verified_by")))
                .time("calledBackAt", row.get("called_back_at")).tick("callback", row.get("callback_result"))
                .text("satisfaction", row.get("satisfaction") == null ? null : row.get("satisfaction") + " 分").tick("expectation", row.get("satisfaction_case"))
                .text("lesson", row.get("lesson")).text("preventiveMeasure", row.get("preventive_measure")).text("analysedBy", name(row.get("analysed_by")))
                .time("analysedAt", row.get("analysed_at")).text("state", "OPEN".equals(row.get("state")) ? "" : Values.words(STATES, row.get("state")))
                .text("closeReason", row.get("close_reason")).time("finishedAt", row.get("closed_at")).rows("major", major(number)).done();
    }

    private List<Map<String, Object>> feedback(String number) {
        return jdbc.sql("select * from complaint_feedback where case_number = ? order by id").param(number).query().listOfRows().stream()
                .map(row -> new Values().text("department", post(row.get("post"))).text("result", Values.words(FEEDBACK, row.get("result")))
                        .text("findings", row.get("findings")).text("solution", row.get("solution")).time("promisedAt", row.get("promised_at"))
                        .text("handler", row.get("handler")).text("by", row.get("by_name")).day("on", row.get("at")).done()).toList();
    }

    private List<Map<String, Object>> replies(String number) {
        return jdbc.sql("select * from complaint_reply where case_number = ? order by id").param(number).query().listOfRows().stream()
                .map(row -> new Values().text("kind", "FINAL".equals(row.get("kind")) ? "最终答复" : "中间答复")
                        .text("channel", Values.words(Codes.ANSWER_CHANNEL, row.get("channel"))).text("text", row.get("text"))
                        .text("refusal", row.get("refusal_reason")).text("by", row.get("by_name")).time("at", row.get("at")).done()).toList();
    }

    private List<Map<String, Object>> major(String number) {
        return jdbc.sql("select * from complaint_major where case_number = ?").param(number).query().listOfRows().stream()
                .map(row -> new Values().text("measures", row.get("measures")).text("measuresBy", row.get("measures_by_name")).text("minutes", row.get("minutes"))
                        .day("meetingOn", row.get("meeting_on")).text("participants", row.get("participants")).text("report", row.get("report"))
                        .text("reportBy", row.get("report_by_name")).done()).toList();
    }

    private String post(Object code) {
        return code == null ? "" : posts.name(code.toString());
    }

    private String name(Object login) {
        return login == null ? "" : staffing.nameOf(login.toString());
    }
}
