package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.contact.Category;
import io.casework.contact.MatterKind;
import io.casework.contact.Responsibility;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 《来电、来访登记表》 (REC-001, REC-007): what was brought up, how it was classified, the handling and the completion column. */
@Component
class RegisterSheets implements CaseSheets {

    private static final Map<String, String> KINDS = Codes.of(MatterKind.class, MatterKind::label);
    private static final Map<String, String> RESPONSIBILITIES = Codes.of(Responsibility.class, Responsibility::label);
    private static final Map<String, String> CATEGORIES = Codes.of(Category.class, Category::label);

    private final JdbcClient jdbc;
    private final Staffing staffing;
    private final Posts posts;

    RegisterSheets(JdbcClient jdbc, Staffing staffing, Posts posts) {
        this.jdbc = jdbc;
        this.staffing = staffing;
        this.posts = posts;
    }

    @Override
    public String form() {
        return "contact-register";
    }

    @Override
    public FormFields fields() {
        return new FormFields()
                .text("registeredAt", "登记时间", "2026-07-06 09:00").text("registeredBy", "登记人", "李娜")
                .ticks("channel", "方式", Codes.CHANNEL, "CALL").text("callerName", "来电来访人", "王芳").text("callerPhone", "来电来访人电话", "13900000009")
                .text("unitText", "来电来访人所说的房号", "3栋2单元502").ticks("kind", "事项种类", KINDS, "REPAIR")
                .ticks("urgency", "紧急程度", Codes.URGENCY, "NORMAL").text("wantedAt", "希望处理时间", "2026-07-07 10:00")
                .text("repairItem", "报修项目", "防水").text("warranty", "保修情况", "保修期内，至 2027-06-30").text("responsibility", "应由谁维修", "开发企业或施工单位")
                .text("description", "反映的情况", "厨房天花板渗水，下雨时加重。")
                .ticks("remark", "备注栏（分类词）", Codes.REMARK, "整改类").text("category", "分类", "整改类").text("categoryReason", "分类理由", "保修期内渗水")
                .text("categoryBy", "分类人", "李娜").text("categoryAt", "分类时间", "2026-07-06 09:20")
                .text("passedOnTo", "转送部门", "服务站、责任部门").text("passedOnAt", "转送时间", "2026-07-06 09:21")
                .text("handling", "处理情况", "已转项目部整改，约定 7 月 15 日前完成。").text("completion", "完成情况", "已完成").text("closedAt", "销项时间", "2026-07-15 16:00")
                .text("state", "案件状态", "已关闭").text("replyText", "回复内容", "已告知客户整改安排").text("replyChannel", "回复方式", "电话")
                .text("repliedBy", "回复人", "李娜").text("repliedAt", "回复时间", "2026-07-15 16:10")
                .rows("attempts", "回复客户的各次联系", 0, new FormFields().text("at", "时间", "2026-07-15 16:10").text("by", "经办人", "李娜")
                        .text("result", "结果", "已回复").text("note", "说明", "客户表示满意"));
    }

    @Override
    public List<Map<String, Object>> of(CaseView file) {
        return jdbc.sql("""
                        select r.*, i.name as item_name from contact_register r left join warranty_item i on i.code = r.repair_item
                        where r.case_number = ?""").param(file.number()).query().listOfRows().stream().map(row -> sheet(file, row)).toList();
    }

    private Map<String, Object> sheet(CaseView file, Map<String, Object> row) {
        return new Values()
                .time("registeredAt", row.get("registered_at")).text("registeredBy", row.get("registered_by_name"))
                .tick("channel", row.get("channel")).text("callerName", row.get("caller_name")).text("callerPhone", row.get("caller_phone"))
                .text("unitText", row.get("unit_text")).tick("kind", row.get("kind")).tick("urgency", file.urgency()).time("wantedAt", row.get("wanted_at"))
                .text("repairItem", row.get("item_name")).text("warranty", warranty(row))
                .text("responsibility", Values.words(RESPONSIBILITIES, row.get("responsibility")))
                .text("description", file.description()).tick("remark", row.get("remark")).text("category", Values.words(CATEGORIES, row.get("category")))
                .text("categoryReason", row.get("category_reason")).text("categoryBy", name(row.get("category_by"))).time("categoryAt", row.get("category_at"))
                .text("passedOnTo", posts(row.get("passed_on_to"))).time("passedOnAt", row.get("passed_on_at"))
                .text("handling", file.handling()).text("completion", file.completion()).time("closedAt", file.closedAt())
                .text("state", file.state().label())
                .text("replyText", row.get("reply_text") == null ? row.get("answer") : row.get("reply_text"))
                .text("replyChannel", Values.words(Codes.ANSWER_CHANNEL, row.get("reply_channel")))
                .text("repliedBy", name(row.get("replied_by") == null ? row.get("answered_by") : row.get("replied_by")))
                .time("repliedAt", row.get("replied_at") == null ? row.get("answered_at") : row.get("replied_at"))
                .rows("attempts", attempts(file.number())).done();
    }

    private List<Map<String, Object>> attempts(String number) {
        return jdbc.sql("select at, by_name, result, note from contact_reply_attempt where case_number = ? order by id").param(number).query().listOfRows()
                .stream().map(row -> new Values().time("at", row.get("at")).text("by", row.get("by_name"))
                        .text("result", Values.words(Codes.REPLY_RESULT, row.get("result"))).text("note", row.get("note")).done()).toList();
    }

    private static String warranty(Map<String, Object> row) {
        String words = Values.words(Codes.WARRANTY, row.get("warranty"));
        return row.get("warranty_until") == null ? words : words + "，至 " + Values.day(row.get("warranty_until"));
    }

    private String posts(Object codes) {
        return codes == null ? "" : Arrays.stream(codes.toString().split(",")).map(posts::name).collect(Collectors.joining("、"));
    }

    private String name(Object login) {
        return login == null ? "" : staffing.nameOf(login.toString());
    }
}
