package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.complaint.OpenComplaints;
import io.casework.complaint.WeeklyComplaints;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Relation;
import io.casework.repair.RepairAgreements;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each record stands in its register with the columns that the rules name, as the procedure left it; the other site does not see it. */
@CaseworkTest
@ClockTurnedBack
class RegisterRecordsTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final String DIRECTOR = TestStaff.login("office-director", TestStaff.EAST);
    private static final String PROJECT = TestStaff.login("project-department", TestStaff.EAST);
    private static final String PROPERTY = TestStaff.login("property-staff", TestStaff.EAST);
    private static final String STEWARD = TestStaff.login("steward", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final String LEADER = TestStaff.login("repair-leader", TestStaff.EAST);
    private static final String TEAM = TestStaff.login("repair-team", TestStaff.EAST);
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    private static final String OFFICE = TestStaff.login("management-office", TestStaff.EAST);
    private static final String MANAGER = "service-manager";
    private static final LocalDateTime START = TurnableClock.START;
    private static final AtomicInteger BUILDINGS = new AtomicInteger(400);

    @Autowired Registers registers;
    @Autowired Walk walk;
    @Autowired ProbeCases probes;
    @Autowired CustomerRegister customers;
    @Autowired RepairAgreements agreements;
    @Autowired WeeklyComplaints weekly;
    @Autowired OpenComplaints open;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private List<Map<String, String>> rows(String register, String site, Map<String, List<String>> params) {
        Register declared = registers.find(register).orElseThrow();
        Map<String, List<String>> all = new HashMap<>(params);
        all.put("period", List.of("all"));
        return registers.page(RegisterQuery.of(declared, all), Set.of(site)).rows().stream().map(values -> {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(declared.columns().get(i).label(), declared.columns().get(i).print(values.get(i)));
            }
            return row;
        }).toList();
    }

    /** The one row of a case; the clerk of the other site finds none. */
    private Map<String, String> row(String register, String number) {
        assertThat(rows(register, TestStaff.WEST, Map.of("q", List.of(number)))).as(register).isEmpty();
        List<Map<String, String>> found = rows(register, TestStaff.EAST, Map.of("q", List.of(number)));
        assertThat(found).as("%s of %s", register, number).hasSize(1);
        return found.get(0);
    }

    private int open(String register, String number) {
        return rows(register, TestStaff.EAST, Map.of("q", List.of(number), "open", List.of("yes"))).size();
    }

    private String contact(String kind, String category, Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海", "callerPhone", "15400010101", "kind", kind,
                "matter", "登记表试验事项", "description", "详细经过", "urgency", "NORMAL"));
        form.putAll(more);
        String number = walk.start(CLERK, "contact-intake", form);
        Map<String, Object> confirmed = new HashMap<>(Map.of("category", category));
        more.forEach((key, value) -> {
            if (Set.of("needsCoordination", "expectedDays").contains(key)) {
                confirmed.put(key, value);
            }
        });
        walk.complete(CLERK, number, "Task_ConfirmCategory", confirmed);
        return number;
    }

    private String communication(String topic) {
        String number = contact("SUGGESTION", "COMMUNICATION", Map.of("needsCoordination", "YES", "expectedDays", 3));
        walk.complete(CLERK, number, "Task_RecordOpinion", Map.of("opinionHandling", "RECORD", "topic", "OTHER", "topicText", topic, "opinion", "增加访客车位",
                "parties", List.of("CUSTOMERS", "DEPARTMENTS"), "expectedDays", 3, "occasionAt", START.plusDays(2).withHour(15).toString()));
        return number;
    }

    @Test
    @Rule({"AS-INT-01", "AS-INT-12", "AS-INT-14", "AS-INT-15"})
    void aContactStandsInTheCallRecordInTheUnifiedRegisterAndAmongTheCases() {
        String number = communication("主题" + UUID.randomUUID().toString().substring(0, 8));
        assertThat(row("calls", number)).containsEntry("案件编号", number).containsEntry("登记时间", "2026-07-06 09:00").containsEntry("小区", "东苑")
                .containsEntry("方式", "来电").containsEntry("客户", "陈东海").containsEntry("电话", "15400010101").containsEntry("房号", "1栋1单元101")
                .containsEntry("事项种类", "建议、意见").containsEntry("事由", "登记表试验事项").containsEntry("详细情况", "详细经过").containsEntry("备注栏", "沟通类")
                .containsEntry("处理情况", "").containsEntry("完成情况", "").containsEntry("登记人", "东苑客服人员");
        assertThat(row("contacts", number)).containsEntry("分类", "沟通类").containsEntry("状态", "处理中").containsEntry("渠道", "来电");
        assertThat(row("contacts", number).get("转送")).contains("管理处");
        assertThat(row("cases", number)).containsEntry("紧急程度", "一般").containsEntry("登记人", "东苑客服人员");
        assertThat(open("calls", number)).isOne();
    }

    @Test
    @Rule({"AS-COM-01", "AS-COM-02"})
    void anOpinionStandsInTheCommunicationRecord() {
        String topic = "主题" + UUID.randomUUID().toString().substring(0, 8);
        String number = communication(topic);
        assertThat(row("communication-records", number)).containsEntry("主题", topic).containsEntry("意见和建议", "增加访客车位").containsEntry("沟通对象", "其他客户、其他部门")
                .containsEntry("预计天数", "3").containsEntry("合适时机", "2026-07-08 15:00").containsEntry("登记人", "东苑客服人员").containsEntry("销项时间", "");
        assertThat(row("communication-records", number).get("最近的跟踪登记")).contains("2026-07-08 15:00");
        assertThat(rows("engineering-records", TestStaff.EAST, Map.of("q", List.of(number)))).isEmpty();
    }

    @Test
    @Rule({"AS-SWO-02", "AS-SWO-03", "AS-SWO-04", "AS-OVD-01", "AS-OVD-02"})
    void anOverdueOrderStandsInTheOrdersAndInTheEngineeringRecord() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        LocalDateTime agreed = START.withHour(15);
        walk.complete(CLERK, number, "Task_FillWorkOrder", Map.of("repairRequested", "卫生间灯不亮", "agreedTime", agreed.toString(), "scopeExplained", true));
        assertThat(row("work-orders", number)).containsEntry("报修内容", "卫生间灯不亮").containsEntry("约定时间", "2026-07-06 15:00").containsEntry("状态", "未完成")
                .containsEntry("超过约定时间", "否").containsEntry("开单人", "东苑客服人员");
        assertThat(open("work-orders", number)).isOne();
        walk.turnTo(agreed);
        walk.fire(number, "Timer_AgreedTimePassed");
        walk.complete(CLERK, number, "Task_TrackOverdue", Map.of("progress", "配件明天到", "customerInformed", true));
        assertThat(row("engineering-records", number)).containsEntry("报修内容", "卫生间灯不亮").containsEntry("最近的跟踪登记", "配件明天到").containsEntry("销项时间", "").containsEntry("登记人", "系统");
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork", Map.of("workResult", "REPAIRED", "workDone", "更换灯管", "worker", "刘师傅", "finishedAt", START.toString()));
        walk.complete(CLERK, number, "Task_WriteBackResult", Map.of("handling", "已修复", "customerConfirms", true));
        assertThat(row("work-orders", number)).containsEntry("超过约定时间", "是").containsEntry("状态", "已完成").containsEntry("维修人员", "刘师傅")
                .containsEntry("维修结果", "更换灯管").containsEntry("回写时间", "2026-07-06 15:00");
        assertThat(row("engineering-records", number)).containsEntry("销项时间", "2026-07-06 15:00");
        assertThat(open("work-orders", number) + open("engineering-records", number)).isZero();
        assertThat(row("cases", number)).containsEntry("处理情况", "已修复");
    }

    @Test
    @Rule({"AS-EXT-02", "AS-EXT-03", "AS-EXT-04"})
    void anExternalMatterStandsInTheOtherCategoryRecord() {
        String number = walk.enter("external-unit", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillExternalRecord", Map.of("externalKind", "VIDEO_INTERCOM", "externalUnit", "安居对讲公司",
                "stipulatedTime", START.plusDays(1).withHour(10).toString(), "matterContent", "对讲无声"));
        walk.complete(CLERK, number, "Task_UrgeVisit", Map.of("externalResult", "REPAIRED", "progress", "更换主机"));
        assertThat(row("external-records", number)).containsEntry("报修内容", "对讲无声").containsEntry("外联单位种类", "可视对讲").containsEntry("外联单位", "安居对讲公司")
                .containsEntry("规定上门时间", "2026-07-07 10:00").containsEntry("最近的跟踪登记", "更换主机").containsEntry("超过规定时间", "否");
    }

    @Test
    @Rule({"AS-REC-01", "AS-REC-02", "AS-REC-04"})
    void aSlipStandsWithItsThreeSignatures() {
        String number = walk.enter("rectification-slip", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillSlip",
                Map.of("slipSubject", "外窗渗水", "location", "主卧飘窗", "slipContent", "下雨时窗角渗水", "requestedBy", "2026-07-15"));
        walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", true));
        walk.complete(PROJECT, number, "Task_SignReceipt", Map.of("projectAccepts", true, "handler", "陈工"));
        assertThat(open("slips", number)).isOne();
        walk.complete(PROJECT, number, "Task_Rectify", Map.of("workDone", "重新打胶", "finishedOn", "2026-07-06", "projectConfirms", true));
        walk.complete(CLERK, number, "Task_CheckRectification", Map.of("rectificationGood", true, "checkRemark", "淋水试验合格"));
        assertThat(row("slips", number)).containsEntry("事由", "外窗渗水").containsEntry("部位", "主卧飘窗").containsEntry("要求完成日期", "2026-07-15").containsEntry("状态", "已销项")
                .containsEntry("主任签字", "东苑管理处主任").containsEntry("项目部签收", "东苑开发企业项目部").containsEntry("项目部完成签字", "东苑开发企业项目部")
                .containsEntry("整改人", "陈工").containsEntry("整改情况", "重新打胶").containsEntry("完成日期", "2026-07-06").containsEntry("销项时间", "2026-07-06 09:00");
        assertThat(open("slips", number)).isZero();
    }

    @Test
    @Rule("AS-SPC-01")
    void aSpecialServiceStandsWithItsPrice() {
        String number = contact("SPECIAL", "SPECIAL", Map.of());
        walk.complete(CLERK, number, "Task_RecordRequest", Map.of("serviceRequested", "清洗客厅地毯", "wantedTime", START.plusDays(1).toString()));
        walk.complete(PROPERTY, number, "Task_ProvideService", Map.of("serviceResult", "PROVIDED", "agreedPrice", 1180.5, "priceAgreed", true, "provider", "周师傅",
                "providedAt", START.toString(), "resultNote", "地毯已清洗"));
        assertThat(row("special-services", number)).containsEntry("服务内容", "清洗客厅地毯").containsEntry("约定价格（元）", "1,180.50").containsEntry("服务人员", "周师傅")
                .containsEntry("结果", "已提供").containsEntry("办理情况", "地毯已清洗");
    }

    @Test
    @Rule({"AS-CMP-01", "AS-CMP-03", "AS-CMP-04", "AS-CMP-06", "AS-CMP-09", "AS-MAJ-01", "AS-MAJ-02", "AS-MAJ-03", "AS-MAJ-04", "AS-EIG-08", "AS-CBK-01"})
    void aMajorComplaintStandsInTheComplaintSheetTheWarningsTheMinutesTheReportsTheDefectsAndTheCallbacks() {
        String number = probes.open("王芳", ProbeCases.phone(), "外墙渗水一直没人管");
        probes.handTo("complaint", number, Map.of());
        walk.complete(CLERK, number, "Task_AcceptComplaint", Map.of("mood", "UPSET", "channel", "AUTHORITY", "phase", "WARRANTY", "content", "客厅外墙下雨就渗水",
                "demand", "尽快修好并道歉", "sensitive", false));
        walk.complete(STEWARD, number, "Task_ConfirmComplaint", Map.of("confirmResult", "CONFIRMED", "facts", "面积约两平方米", "confirmedDemand", "一周内修好"));
        walk.complete(CLERK, number, "Task_AssessComplaint", Map.ofEntries(Map.entry("topic", "OTHER"), Map.entry("cause", "ENGINEERING"),
                Map.entry("dissatisfaction", List.of("A", "B")), Map.entry("analysis", "外墙防水层破损"), Map.entry("cannotHandle", false),
                Map.entry("extremeHarm", true), Map.entry("safety", false), Map.entry("media", false), Map.entry("legal", false), Map.entry("repairMatter", false)));
        walk.complete(SUPERVISOR, number, "Task_DecideComplaint", Map.of("grade", "MAJOR", "responsiblePost", "engineering", "tracker", CLERK));
        assertThat(warning(number)).containsEntry("种类", "重大投诉").containsEntry("主题或事由", "外墙渗水一直没人管").containsEntry("待部署措施", "是");
        walk.complete("deputy-general-manager", number, "Task_DrawUpMeasures", Map.of("measures", "立即停用并加固外墙", "directedPosts", List.of("engineering")));
        assertThat(warning(number)).containsEntry("措施", "立即停用并加固外墙").containsEntry("待部署措施", "否");
        walk.complete(MANAGER, number, "Task_HoldSpecialMeeting", Map.of("meetingOn", "2026-07-06", "participants", "各部门", "minutes", "分工如下"));
        walk.complete("engineering", number, "Task_InvestigateComplaint", Map.of("feedbackResult", "HANDLED", "findings", "外墙防水层老化", "solution", "重做防水，三日内完成",
                "promisedAt", "2026-07-30T17:00", "handlerName", "赵工"));
        assertThat(row("complaints", number)).containsEntry("渠道", "政府部门、媒体转来").containsEntry("阶段", "质保期")
                .containsEntry("投诉内容", "客厅外墙下雨就渗水").containsEntry("客户诉求", "一周内修好").containsEntry("原因", "工程问题").containsEntry("等级", "重大投诉")
                .containsEntry("责任部门", "工程材料部").containsEntry("跟踪人", "东苑客服人员").containsEntry("解决方案", "重做防水，三日内完成")
                .containsEntry("承诺时间", "2026-07-30 17:00").containsEntry("责任部门签字", "赵工（总部工程材料部）").containsEntry("状态", "处理中").containsEntry("超期", "否");
        walk.complete(CLERK, number, "Task_ReplyComplaint", Map.of("replyKind", "FINAL", "replyChannel", "CALL", "replyText", "已安排重做防水", "refused", false));
        walk.complete(CLERK, number, "Task_FollowToClosure", Map.of("followResult", "RESOLVED", "verification", "淋水试验不再渗漏"));
        assertThat(open("callbacks", number)).isOne();
        walk.complete(RECORDS, number, "Task_CallCustomer", Map.of("contactResult", "ANSWERED", "contactWay", "VISIT", "satisfaction", "4", "opinion", "处理得当"));
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", Map.of("satisfactionCase", "EQUAL", "lesson", "报修后未及时跟踪", "preventiveMeasure", "每日核对未结报修"));
        walk.complete(MANAGER, number, "Task_WriteSpecialReport", Map.of("report", "经过、原因、措施"));

        assertThat(row("meeting-minutes", number)).containsEntry("会议日期", "2026-07-06").containsEntry("参加人员", "各部门").containsEntry("会议纪要", "分工如下")
                .containsEntry("记录人", "总部客户服务部经理");
        assertThat(row("special-reports", number)).containsEntry("专题报告", "经过、原因、措施").containsEntry("部署的措施", "立即停用并加固外墙");
        assertThat(row("defects", number)).containsEntry("原因", "工程问题").containsEntry("教训", "报修后未及时跟踪").containsEntry("预防措施", "每日核对未结报修")
                .containsEntry("分析人", "东苑客服主管");
        assertThat(row("callbacks", number)).containsEntry("回访事项", "投诉").containsEntry("回访方式", "上门").containsEntry("回访结果", "满意")
                .containsEntry("满意程度", "4 满意").containsEntry("客户意见", "处理得当").containsEntry("回访人", "东苑资料员").containsEntry("联系次数", "1");
        assertThat(row("complaints", number)).containsEntry("状态", "已关闭").containsEntry("回访结果", "满意").containsEntry("满意程度", "4 满意");
        assertThat(open("complaints", number) + open("callbacks", number)).isZero();
    }

    private Map<String, String> warning(String number) {
        return rows("warnings", TestStaff.EAST, Map.of()).stream().filter(row -> row.get("案件编号").equals(number)).findFirst().orElseThrow();
    }

    @Test
    @Rule({"AS-COM-03", "AS-COM-04"})
    void opinionsThatComeTogetherStandAmongTheWarnings() {
        String topic = "主题" + UUID.randomUUID().toString().substring(0, 8);
        String last = null;
        for (int i = 0; i < 5; i++) {
            last = communication(topic);
        }
        assertThat(warning(last)).containsEntry("种类", "意见集中").containsEntry("主题或事由", topic).containsEntry("件数", "5").containsEntry("待部署措施", "是");
        walk.complete(OFFICE, last, "Task_PlanMeasures", Map.of("prevention", "重新规划访客车位", "response", "周末加派引导", "partners", "业委会", "measuresBy", "2026-08-01"));
        assertThat(warning(last)).containsEntry("措施", "重新规划访客车位；周末加派引导").containsEntry("待部署措施", "否");
        assertThat(rows("warnings", TestStaff.WEST, Map.of("c.matter", List.of(topic)))).isEmpty();
    }

    @Test
    @Rule({"AS-SUR-04", "AS-SUR-05", "AS-SUR-08", "AS-DSP-02", "AS-DSP-07", "AS-DSP-09", "AS-COS-01", "AS-COS-04", "AS-CBK-02"})
    void aRepairStandsInTheSurveysTheCostsTheOrdersTheSlipsTheExtensionsTheAccountsAndTheCallbacks() {
        String number = probes.open("王芳", ProbeCases.phone(), "厨房天花板渗水");
        probes.handTo("repair-dispatch", number, Map.of());
        walk.complete(CLERK, number, "Task_ArrangeSurvey", Map.of("estimateKnown", "yes", "roughEstimate", 400, "classHint", "UNKNOWN", "emergency", "no",
                "plannedAt", START.plusHours(2).toString()));
        assertThat(open("surveys", number)).isOne();
        walk.complete(LEADER, number, "Task_SurveySite", Map.of("surveyResult", "HELD", "heldAt", START.toString(), "attendees",
                attendees("SERVICE", "ENGINEERING", "REPAIR_LEADER", "CONTRACTOR"), "findings", "楼上防水层破损", "itemCode", "other", "responsibleParty", "COMPANY",
                "trades", List.of("WATERPROOF"), "estimate", 1800));
        assertThat(row("surveys", number)).containsEntry("结果", "已勘察").containsEntry("勘察情况", "楼上防水层破损").containsEntry("责任单位", "本公司")
                .containsEntry("现场估价（元）", "1,800.00").containsEntry("应到单位", "客户服务部、工程材料部、维修队长");
        assertThat(row("surveys", number).get("会签")).contains("客户服务部 张工0（已会签）", "施工单位 张工3（已会签）");
        Map<String, Object> proposal = jdbc.sql("select proposed_class, proposed_executor from repair_case where case_number = ?").param(number).query().singleRow();
        walk.complete(MANAGER, number, "Task_ConfirmClass", Map.of("orderClass", proposal.get("proposed_class"), "executor", proposal.get("proposed_executor")));
        walk.complete(LEADER, number, "Task_EstimateCost", Map.of("lines", List.of(Map.of("work", "重做防水", "amount", 800))));
        assertThat(row("cost-approvals", number)).containsEntry("种类", "维修预算").containsEntry("申请金额（元）", "800.00").containsEntry("申请人", "东苑维修队长")
                .containsEntry("审批岗位", "客户服务部经理").containsEntry("审批结果", "待审批");
        assertThat(open("cost-approvals", number)).isOne();
        walk.complete(MANAGER, number, "Task_ApproveCost", Map.of("approvalDecision", "APPROVE", "approvedAmount", 800));
        assertThat(row("cost-approvals", number)).containsEntry("审批结果", "已批准").containsEntry("批准金额（元）", "800.00").containsEntry("审批人", "总部客户服务部经理");
        walk.complete(SUPERVISOR, number, "Task_IssueOrder", Map.of("instructions", "先通知楼上住户"));
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "EXTENSION", "extensionReason", "须两次闭水试验", "wishedDue", "2026-07-20"));
        walk.complete(CLERK, number, "Task_RecordConsent", Map.of("consent", "yes", "consentedAt", START.toString(), "consentChannel", "PHONE", "newDue", "2026-07-20",
                "customerWords", "同意"));
        assertThat(row("extensions", number)).containsEntry("延期原因", "须两次闭水试验").containsEntry("客户同意", "是").containsEntry("同意的方式", "电话")
                .containsEntry("新的期限", "2026-07-20").containsEntry("生效", "是");
        walk.complete(TEAM, number, "Task_Repair", Map.of("workResult", "DONE", "finishedAt", START.toString(), "workers", "李师傅", "workDone", "重做防水并试水"));
        assertThat(open("dispatch-orders", number)).isOne();
        walk.complete(CLERK, number, "Task_Inspect", Map.of("inspectedAt", START.toString(), "inspectorParty", "SERVICE", "inspector", "刘敏", "leaderName", "赵队长",
                "inspectionResult", "PASSED"));
        walk.complete(CLERK, number, "Task_CustomerSign", Map.of("signResult", "SIGNED", "signedBy", "王芳", "opinion", "修得好", "qualityRating", "5", "attitudeRating", "4"));
        walk.complete(RECORDS, number, "Task_CallCustomer", Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", "5", "opinion", "很好"));
        walk.complete(LEADER, number, "Task_FinalCost", Map.of("finalAmount", 780.5, "finalNote", "材料有结余"));

        assertThat(row("dispatch-orders", number)).containsEntry("类别", proposal.get("proposed_class") + " 类").containsEntry("承修方", "客户服务维修队")
                .containsEntry("派工要求", "先通知楼上住户").containsEntry("状态", "已验收").containsEntry("维修人员", "李师傅").containsEntry("维修情况", "重做防水并试水")
                .containsEntry("竣工检验", "合格（刘敏、赵队长）").containsEntry("签发人", "东苑客服主管").containsEntry("客户同意延期至", "2026-07-20 17:30");
        assertThat(row("dispatch-orders", number).get("派工单号")).isNotBlank();
        assertThat(row("repair-slips", number)).containsEntry("客户签字", "已签字").containsEntry("签字人", "王芳").containsEntry("客户意见", "修得好")
                .containsEntry("维修质量", "5 很满意").containsEntry("服务态度", "4 满意");
        assertThat(row("callbacks", number)).containsEntry("回访事项", "维修").containsEntry("满意程度", "5 非常满意");
        assertThat(row("final-accounts", number)).containsEntry("批准费用（元）", "800.00").containsEntry("实际费用（元）", "780.50").containsEntry("超出批准（元）", "-19.50")
                .containsEntry("说明", "材料有结余").containsEntry("编制人", "东苑维修队长").containsEntry("完工时间", "2026-07-06 09:00");
        assertThat(open("surveys", number) + open("dispatch-orders", number) + open("cost-approvals", number) + open("callbacks", number)).isZero();
    }

    private static List<Map<String, Object>> attendees(String... parties) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String party : parties) {
            rows.add(new LinkedHashMap<>(Map.of("party", party, "name", "张工" + rows.size(), "signed", true)));
        }
        return rows;
    }

    @Test
    @Rule("AS-DSP-03")
    void anAgreementStandsUntilItExpires() {
        String number = "XY-" + UUID.randomUUID();
        transaction.executeWithoutResult(status -> agreements.enter(new RepairAgreements.Agreement(TestStaff.EAST, number, "宏业建筑公司", "保修期内维修",
                LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 7))));
        Map<String, List<String>> params = Map.of("c.number", List.of(number));
        assertThat(rows("agreements", TestStaff.EAST, params)).singleElement().satisfies(row -> assertThat(row).containsEntry("施工单位", "宏业建筑公司")
                .containsEntry("范围", "保修期内维修").containsEntry("签订日期", "2026-07-01").containsEntry("有效期至", "2026-07-07").containsEntry("有效", "是"));
        assertThat(rows("agreements", TestStaff.WEST, params)).isEmpty();
        walk.turnTo(START.plusDays(2));
        assertThat(rows("agreements", TestStaff.EAST, params).get(0)).containsEntry("有效", "否");
    }

    @Test
    @Rule({"AS-CMP-07", "AS-CMP-08", "AS-CMP-21"})
    void theWeeklyReportAndTheDailyListStandInTheirRegisters() {
        walk.turnTo(LocalDateTime.of(2026, 12, 9, 10, 0));
        String number = probes.open("王芳", ProbeCases.phone(), "楼道堆放杂物");
        probes.handTo("complaint", number, Map.of());
        walk.complete(CLERK, number, "Task_AcceptComplaint", Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY", "content", "楼道堆放杂物", "demand", "清理",
                "sensitive", false));
        walk.turnTo(LocalDateTime.of(2026, 12, 14, 9, 5));
        weekly.reportWhenOpen();
        open.reviewWhenOpen();
        Map<String, String> week = rows("weekly-reports", TestStaff.EAST, Map.of("from", List.of("2026-12-07"), "until", List.of("2026-12-07"))).get(0);
        assertThat(week).containsEntry("周（周一）", "2026-12-07").containsEntry("小区", "东苑").containsEntry("编制时间", "2026-12-14 09:05");
        assertThat(Integer.parseInt(week.get("新受理"))).isPositive();
        assertThat(week.get("未解决的投诉和处理经过")).contains(number);
        Map<String, String> day = rows("daily-reviews", TestStaff.EAST, Map.of("from", List.of("2026-12-14"), "until", List.of("2026-12-14"))).get(0);
        assertThat(day).containsEntry("日期", "2026-12-14");
        assertThat(Integer.parseInt(day.get("未结"))).isPositive();
        assertThat(day.get("清单")).contains(number);
    }

    @Test
    void customersAndUnitsStandWithEverythingThatIsKnown() {
        int building = BUILDINGS.incrementAndGet();
        String name = "公孙" + building;
        transaction.executeWithoutResult(status -> {
            long unit = customers.addUnit(customers.addBuilding(TestStaff.EAST, building + "栋"), building + "栋1单元101", new BigDecimal("89.50"),
                    LocalDate.of(2025, 6, 30), true);
            long customer = customers.addCustomer(name, List.of("15400990011", "15400990012"), "核对过购房合同");
            customers.addHousehold(customer, unit, Relation.OWNER, LocalDate.of(2025, 6, 30));
            customers.refuseContact(customer, "", LocalDate.of(2025, 6, 30));
        });
        Map<String, List<String>> byName = Map.of("c.name", List.of(name));
        assertThat(rows("residents", TestStaff.EAST, byName)).singleElement().satisfies(row -> assertThat(row).containsEntry("客户姓名", name).containsEntry("小区", "东苑")
                .containsEntry("房号", building + "栋1单元101").containsEntry("电话", "15400990011、15400990012").containsEntry("身份", "业主").containsEntry("入住日期", "2025-06-30")
                .containsEntry("不愿接受回访", "是").containsEntry("备注", "核对过购房合同").containsEntry("至", ""));
        assertThat(rows("residents", TestStaff.WEST, byName)).isEmpty();
        Map<String, List<String>> byUnit = Map.of("c.unit", List.of(building + "栋1单元101"));
        assertThat(rows("units", TestStaff.EAST, byUnit)).singleElement().satisfies(row -> assertThat(row).containsEntry("楼栋", building + "栋")
                .containsEntry("建筑面积（平方米）", "89.5").containsEntry("交付日期", "2025-06-30").containsEntry("业主", name).containsEntry("案件数", "0"));
        assertThat(rows("units", TestStaff.WEST, byUnit)).isEmpty();
    }
}
