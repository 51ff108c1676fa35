package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.casefile.TimelineView;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Door;
import io.casework.testkit.Paper;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Each form, printed of a case that people have taken through its procedure. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@ClockTurnedBack
class PrintedFormsTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final String DIRECTOR = TestStaff.login("office-director", TestStaff.EAST);
    private static final String PROJECT = TestStaff.login("project-department", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final String LEADER = TestStaff.login("repair-leader", TestStaff.EAST);
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    private static final LocalDateTime START = TurnableClock.START;

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired ProbeCases probes;
    @Autowired PrintedForms forms;
    @Autowired CaseFiles cases;
    @Autowired TurnableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    /** The form as the clerk prints it, checked for what all forms have in common. */
    private Paper print(String number, PrintForm form) {
        byte[] pdf = new Door(port).browser(CLERK).bytes("/pages/cases/" + number + "/print/" + form.code());
        try {
            Files.createDirectories(Path.of("target/printed"));
            Files.write(Path.of("target/printed", "case-" + form.code() + ".pdf"), pdf);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Paper paper = Paper.of(pdf);
        assertThat(paper.isA4()).isTrue();
        assertThat(paper.fontsLeftOut()).isEmpty();
        assertThat(paper.isInsideTheMargins()).isTrue();
        assertThat(paper.title()).isEqualTo(form.label());
        assertThat(paper.language()).isEqualTo("zh-CN");
        for (int page = 1; page <= paper.pages(); page++) {
            assertThat(paper.text(page)).contains("测试开发有限公司　东苑", "案件编号：" + number, "《" + form.label() + "》　打印人：东苑客服人员　打印时间：2026-07-",
                    "第 " + page + " 页　共 " + paper.pages() + " 页");
        }
        assertThat(paper.code(1)).isEqualTo("http://127.0.0.1:" + port + "/pages/cases/" + number);
        return paper;
    }

    /** Whether the paper says each of these, label and value one after the other; where lines end does not matter. */
    private static void says(Paper paper, String... parts) {
        assertThat(paper.words()).contains(Stream.of(parts).map(Paper::words).toArray(String[]::new));
    }

    private static void inOrder(Paper paper, String... parts) {
        assertThat(paper.words()).containsSubsequence(Stream.of(parts).map(Paper::words).toArray(String[]::new));
    }

    @Test
    @Rule({"AS-INT-01", "AS-INT-12"})
    void theRegisterEntryShowsTheCallItsClassAndTheCompletionColumn() {
        Map<String, Object> call = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海", "callerPhone", "15400010101",
                "unitText", "1-1-101", "kind", "REPAIR", "matter", "厨房水管漏水", "description", "水槽下方水管接头漏水", "urgency", "URGENT"));
        call.put("repairItem", "plumbing-electrical");
        call.put("responsibility", "DEVELOPER");
        String number = walk.start(CLERK, "contact-intake", call);
        try (Paper paper = print(number, PrintForm.REGISTER)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "来电、来访登记表", "登记时间 2026-07-06 09:00 登记人 东苑客服人员", "来电来访人 陈东海 联系电话 15400010101",
                    "核对后的客户 陈东海 客户电话 15400010101", "报修项目 水电（电气管线、给排水管道） 保修情况 保修期内，至 2027-06-30", "反映的情况 水槽下方水管接头漏水");
            assertThat(paper.words()).contains("√来电来访其他渠道", "一般√紧急危急", "√报修投诉", "整改类其他类沟通类", "完成情况销项时间");
        }
        jdbc.update("update contact_register set passed_on_to = 'management-office,repair-leader', passed_on_at = registered_at where case_number = ?", number);
        try (Paper paper = print(number, PrintForm.REGISTER)) {
            says(paper, "转送部门 管理处、维修队长 转送时间 2026-07-06 09:00");
        }
    }

    @Test
    @Rule({"AS-SWO-01", "AS-SWO-02", "AS-SWO-03"})
    void theWorkOrderIsEmptyWhereNothingHasBeenDoneYetAndFullAfterwards() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillWorkOrder", Map.of("repairRequested", "卫生间灯不亮", "agreedTime", START.withHour(15).toString(),
                "scopeExplained", true, "accessNote", "先打电话"));
        assertThat(forms.available(number)).containsExactly(PrintForm.WORK_ORDER);
        try (Paper paper = print(number, PrintForm.WORK_ORDER)) {
            says(paper, "报修内容 卫生间灯不亮", "约定时间 2026-07-06 15:00 上门提示 先打电话", "维修人员 完工时间", "结果 回单人、时间");
        }
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork",
                Map.of("workResult", "REPAIRED", "workDone", "更换灯管", "worker", "刘师傅", "finishedAt", START.toString()));
        walk.complete(CLERK, number, "Task_WriteBackResult", Map.of("handling", "灯管已换，客户满意", "customerConfirms", true));
        try (Paper paper = print(number, PrintForm.WORK_ORDER)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "维修情况 更换灯管", "维修人员 刘师傅 完工时间 2026-07-06 09:00", "处理情况 灯管已换，客户满意",
                    "结果 已完成 回单人、时间 东苑客服人员 2026-07-06 09:00");
        }
    }

    @Test
    @Rule({"AS-REC-02", "AS-REC-03", "AS-REC-04"})
    void theContactSlipCarriesTheDirectorsAndTheProjectDepartmentsSignatures() {
        String number = walk.enter("rectification-slip", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillSlip", Map.of("slipSubject", "外窗渗水", "location", "主卧飘窗", "slipContent", "下雨时窗角渗水", "requestedBy", "2026-07-15"));
        try (Paper paper = print(number, PrintForm.CONTACT_SLIP)) {
            says(paper, "主任核实签字 签字日期 年 月 日", "致：开发企业项目部 要求完成日期：2026-07-15");
        }
        walk.complete(DIRECTOR, number, "Task_VerifySlip", Map.of("directorSigns", true));
        walk.complete(PROJECT, number, "Task_SignReceipt", Map.of("projectAccepts", true, "handler", "陈工"));
        walk.complete(PROJECT, number, "Task_Rectify", Map.of("workDone", "重新打胶", "finishedOn", "2026-07-06", "projectConfirms", true));
        walk.complete(CLERK, number, "Task_CheckRectification", Map.of("rectificationGood", true, "checkRemark", "淋水试验合格"));
        try (Paper paper = print(number, PrintForm.CONTACT_SLIP)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "主题 外窗渗水 部位 主卧飘窗", "主任核实签字 东苑管理处主任 签字日期 2026-07-06",
                    "签收人签字 东苑开发企业项目部 签收日期 2026-07-06", "确认签字 东苑开发企业项目部", "核验意见 淋水试验合格");
        }
    }

    @Test
    @Rule({"AS-OVD-01", "AS-OVD-02"})
    void theEngineeringRecordListsEveryEntryUntilTheRepairIsDone() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillWorkOrder", Map.of("repairRequested", "卫生间灯不亮", "agreedTime", START.withHour(15).toString(), "scopeExplained", true));
        walk.turnTo(START.withHour(15));
        walk.fire(number, "Timer_AgreedTimePassed");
        walk.complete(CLERK, number, "Task_TrackOverdue", Map.of("progress", "配件明天到", "customerInformed", true));
        assertThat(forms.available(number)).containsExactly(PrintForm.WORK_ORDER, PrintForm.CATEGORY_ENGINEERING);
        try (Paper paper = print(number, PrintForm.CATEGORY_ENGINEERING)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "分类处理记录（工程类）", "开单时间 2026-07-06 09:00 约定时间 2026-07-06 15:00", "未完成的维修 卫生间灯不亮",
                    "2026-07-06 15:00 配件明天到 东苑客服人员");
        }
        try (Paper order = print(number, PrintForm.WORK_ORDER)) {
            assertThat(order.text()).contains("超过约定时间，已转《分类处理记录（工程类）》跟踪");
        }
    }

    @Test
    @Rule({"AS-EXT-02", "AS-EXT-03"})
    void theExternalRecordNamesTheUnitAndItsOwnTime() {
        String number = walk.enter("external-unit", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_FillExternalRecord", Map.of("externalKind", "VIDEO_INTERCOM", "externalUnit", "安居对讲公司",
                "stipulatedTime", "2026-07-07T10:00", "matterContent", "对讲无声"));
        walk.complete(CLERK, number, "Task_UrgeVisit", Map.of("externalResult", "REPAIRED", "progress", "更换主机"));
        walk.complete(CLERK, number, "Task_InformCustomer", Map.of("replyChannel", "CALL", "replyText", "对讲已修好", "customerAgrees", true));
        try (Paper paper = print(number, PrintForm.CATEGORY_EXTERNAL)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "外联单位 安居对讲公司 联系人、电话", "规定上门时间 2026-07-07 10:00 登记时间 2026-07-06 09:00", "事项内容 对讲无声",
                    "2026-07-06 09:00 更换主机 东苑客服人员", "处理结果 对讲已修好");
            assertThat(paper.words()).contains("热水器√可视对讲防盗门");
        }
    }

    @Test
    @Rule({"AS-COM-01", "AS-COM-02"})
    void theCommunicationRecordNamesWhomToTalkToAndTheOccasion() {
        Map<String, Object> call = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "VISIT", "callerName", "陈东海", "callerPhone", "15400010101",
                "kind", "SUGGESTION", "matter", "访客停车位不够", "description", "周末访客找不到车位", "urgency", "NORMAL", "needsCoordination", "YES"));
        call.put("expectedDays", 3);
        String number = walk.start(CLERK, "contact-intake", call);
        walk.complete(CLERK, number, "Task_ConfirmCategory", Map.of("category", "COMMUNICATION", "needsCoordination", "YES", "expectedDays", 3));
        walk.complete(CLERK, number, "Task_RecordOpinion", Map.of("opinionHandling", "RECORD", "topic", "OTHER", "topicText", "打印" + number, "opinion", "增加访客车位",
                "parties", List.of("CUSTOMERS", "DEPARTMENTS"), "partiesNote", "业委会", "expectedDays", 3, "occasionAt", START.plusDays(2).withHour(15).toString()));
        assertThat(forms.available(number)).containsExactly(PrintForm.REGISTER, PrintForm.CATEGORY_COMMUNICATION);
        try (Paper paper = print(number, PrintForm.CATEGORY_COMMUNICATION)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "主题 打印" + number + " 预计持续 3 天", "合适的时机 2026-07-08 15:00 登记时间 2026-07-06 09:00", "意见、建议 增加访客车位");
            assertThat(paper.words()).contains("√其他客户外联单位√其他部门", "对象说明业委会");
        }
        try (Paper paper = print(number, PrintForm.REGISTER)) {
            assertThat(paper.words()).contains("整改类其他类√沟通类分类沟通类", "来电√来访其他渠道");
        }
    }

    private String dispatched() {
        String number = walk.enter("repair-dispatch", TestStaff.EAST, Map.of());
        walk.complete(CLERK, number, "Task_ArrangeSurvey", Map.of("estimateKnown", "yes", "roughEstimate", 400, "classHint", "UNKNOWN", "emergency", "no",
                "plannedAt", START.plusHours(2).toString()));
        walk.complete(LEADER, number, "Task_SurveySite", Map.of("surveyResult", "HELD", "heldAt", START.toString(), "attendees",
                Stream.of("SERVICE", "ENGINEERING", "REPAIR_LEADER", "CONTRACTOR").map(party -> new LinkedHashMap<String, Object>(
                        Map.of("party", party, "name", "会签" + party.charAt(0), "signed", true))).toList(),
                "findings", "楼上防水层破损", "itemCode", "other", "responsibleParty", "COMPANY", "trades", List.of("WATERPROOF"), "estimate", 800));
        Map<String, Object> proposed = jdbc.queryForMap("select proposed_class, proposed_executor from repair_case where case_number = ?", number);
        walk.complete("service-manager", number, "Task_ConfirmClass",
                Map.of("orderClass", proposed.get("proposed_class"), "executor", proposed.get("proposed_executor")));
        return number;
    }

    @Test
    @Rule({"AS-SUR-01", "AS-SUR-04", "AS-SUR-05"})
    void theSurveySheetShowsWhoWasThereAndHasSigned() {
        String number = dispatched();
        try (Paper paper = print(number, PrintForm.SITE_SURVEY)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "现场勘察会签表", "约定时间 2026-07-06 11:00 勘察时间 2026-07-06 09:00", "勘察情况 楼上防水层破损",
                    "维修时限 单工种，3个工作日内完成 估算费用 800.00 元", "工程材料部 会签E 已会签 2026-07-06 09:00", "施工单位 会签C 已会签 2026-07-06 09:00");
            assertThat(paper.words()).contains("责任单位√本公司施工单位", "√防水给排水");
        }
    }

    @Test
    @Rule({"AS-DSP-04", "AS-DSP-05", "AS-DSP-07", "AS-DSP-09"})
    void theDispatchOrderGoesFromTheOrderToTheCustomersSignature() {
        String number = dispatched();
        walk.complete(LEADER, number, "Task_EstimateCost", Map.of("lines", List.of(Map.of("work", "重做防水", "amount", 800))));
        walk.complete("service-manager", number, "Task_ApproveCost", Map.of("approvalDecision", "APPROVE", "approvedAmount", 800));
        walk.complete(SUPERVISOR, number, "Task_IssueOrder", Map.of("instructions", "先通知楼上住户"));
        walk.complete(TestStaff.login("repair-team", TestStaff.EAST), number, "Task_Repair",
                Map.of("workResult", "DONE", "finishedAt", START.toString(), "workers", "李师傅", "workDone", "重做防水并试水"));
        walk.complete(CLERK, number, "Task_Inspect", Map.of("inspectedAt", START.toString(), "inspectorParty", "SERVICE", "inspector", "刘敏",
                "leaderName", "赵队长", "inspectionResult", "PASSED"));
        walk.complete(CLERK, number, "Task_CustomerSign",
                Map.of("signResult", "SIGNED", "signedBy", "王芳", "opinion", "修得好", "qualityRating", "5", "attitudeRating", "4"));
        assertThat(forms.available(number)).containsExactly(PrintForm.SITE_SURVEY, PrintForm.DISPATCH_ORDER);
        try (Paper paper = print(number, PrintForm.DISPATCH_ORDER)) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "工程派工单", "派工要求 先通知楼上住户", "批准的预算 800.00 元 批准人 总部客户服务部经理", "完工期限 2026-07-09 17:30 同意的延期",
                    "维修情况 重做防水并试水", "维修人员 李师傅 完工时间 2026-07-06 09:00", "客户意见 修得好", "客户签字 王芳 签字日期 2026-07-06");
            assertThat(paper.words()).contains("A类（保修任务）√B类（保修期外由公司承担）", "√客户服务维修队施工单位", "维修质量√很满意满意", "服务态度很满意√满意一般", "赵队长合格",
                    jdbc.queryForObject("select order_number from repair_order where case_number = ?", String.class, number));
        }
    }

    @Test
    @Rule({"AS-EIG-09", "AS-CMP-06", "AS-CMP-16"})
    void theComplaintSheetFollowsTheEightSteps() {
        String number = probes.open("王芳", ProbeCases.phone(), "外墙渗水一直没人管");
        probes.handTo("complaint", number, Map.of());
        walk.complete(CLERK, number, "Task_AcceptComplaint", Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY", "content", "客厅外墙下雨就渗水",
                "demand", "尽快修好并道歉", "sensitive", false));
        try (Paper early = print(number, PrintForm.COMPLAINT)) {
            says(early, "投诉内容 客厅外墙下雨就渗水", "确认人 确认时间", "核实人 解决时间");
        }
        walk.complete(TestStaff.login("steward", TestStaff.EAST), number, "Task_ConfirmComplaint",
                Map.of("confirmResult", "CONFIRMED", "facts", "客厅外墙渗水，面积约两平方米", "confirmedDemand", "一周内修好"));
        Map<String, Object> assessment = new HashMap<>(Map.of("topic", "OTHER", "cause", "ENGINEERING", "dissatisfaction", List.of("A", "B"),
                "analysis", "外墙防水层破损", "repairMatter", false));
        Stream.of("cannotHandle", "extremeHarm", "safety", "media", "legal").forEach(danger -> assessment.put(danger, false));
        walk.complete(CLERK, number, "Task_AssessComplaint", assessment);
        walk.complete(SUPERVISOR, number, "Task_DecideComplaint", Map.of("grade", "ORDINARY", "responsiblePost", "engineering", "tracker", CLERK));
        walk.complete("engineering", number, "Task_InvestigateComplaint", Map.of("feedbackResult", "HANDLED", "findings", "外墙防水层老化",
                "solution", "重做防水，三日内完成", "promisedAt", "2026-07-30T17:00", "handlerName", "赵工"));
        walk.complete(CLERK, number, "Task_ReplyComplaint", Map.of("replyKind", "FINAL", "replyChannel", "CALL", "replyText", "已安排重做防水", "refused", false));
        walk.complete(CLERK, number, "Task_FollowToClosure", Map.of("followResult", "RESOLVED", "verification", "淋水试验不再渗漏"));
        walk.complete(RECORDS, number, "Task_CallCustomer", Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", "4", "opinion", "还可以"));
        walk.complete(SUPERVISOR, number, "Task_AnalyseComplaint", Map.of("satisfactionCase", "EQUAL", "lesson", "报修后未及时跟踪", "preventiveMeasure", "每日核对未结报修"));
        try (Paper paper = print(number, PrintForm.COMPLAINT)) {
            assertThat(paper.pages()).isEqualTo(2);
            says(paper, "办结期限 2026-07-13 24:00");
            inOrder(paper, "第一步 投诉受理", "投诉内容 客厅外墙下雨就渗水", "第二步 投诉确认", "确认的事实 客厅外墙渗水，面积约两平方米",
                    "第三步 投诉评估", "评估分析 外墙防水层破损", "第四步 投诉调查（责任部门反馈）", "处理方案 重做防水，三日内完成", "部门签字 总部工程材料部 日期 2026-07-06",
                    "第五步 投诉回复", "答复内容 已安排重做防水", "第六步 跟踪关闭", "核实情况 淋水试验不再渗漏", "第七步 投诉回访", "第八步 信息反馈", "预防措施 每日核对未结报修");
            assertThat(paper.words()).contains("√一般投诉", "√工程问题设计问题", "√A产品或服务本身√B工作失误或服务缺陷C期望", "√满意不满意", "低于期望√等于期望");
            assertThat(paper.text()).doesNotContain("重大投诉\n");
        }
    }

    @Test
    @Rule("AS-RPT-01")
    void theWeeklyReportListsWhatIsNotSolved() {
        Instant made = START.plusDays(7).atZone(clock.getZone()).toInstant();
        WeeklyPaper week = new WeeklyPaper(TestStaff.EAST, LocalDate.of(2026, 7, 6), made, made.plus(Duration.ofHours(3)),
                List.of(new WeeklyPaper.Count("新受理", 5, 6, "本周受理的投诉"), new WeeklyPaper.Count("尚未解决", 2, 1, "本周末之前受理、尚未解决的投诉")),
                List.of(new WeeklyPaper.Figure("满意率", "93.3%", "满意的 ÷ 回访到的")),
                List.of(new WeeklyReports.Unsolved("KF-20260706-0001", "一般投诉 外墙渗水 <b>跟踪人</b>李娜 经过：已勘察"), new WeeklyReports.Unsolved(null, "另有 1 件")));
        PrintedForms.Printed printed = forms.weekly(week, SUPERVISOR);
        assertThat(printed.fileName()).isEqualTo("客户服务部投诉处理周报 东苑 2026-07-06.pdf");
        try (Paper paper = Paper.of(printed.pdf())) {
            assertThat(paper.pages()).isEqualTo(1);
            says(paper, "客户服务部投诉处理周报", "2026-07-06 至 2026-07-12", "报送单位：东苑 报送时间：2026-07-13 09:00", "新受理 5 6 本周受理的投诉", "满意率 93.3% 满意的 ÷ 回访到的",
                    "另有 1 件");
            assertThat(paper.words()).contains("KF-20260706-0001一般投诉外墙渗水<b>跟踪人</b>李娜经过：已勘察");
            assertThat(paper.text()).doesNotContain("迟报", "案件编号：");
        }
        WeeklyPaper quiet = new WeeklyPaper(TestStaff.EAST, LocalDate.of(2026, 7, 6), made, made.minusSeconds(1), List.of(), List.of(), List.of());
        try (Paper paper = Paper.of(forms.weekly(quiet, SUPERVISOR).pdf())) {
            assertThat(paper.text()).contains("没有未解决的投诉", "迟报");
        }
        WeeklyPaper full = new WeeklyPaper(TestStaff.EAST, LocalDate.of(2026, 7, 6), made, made, week.counts(), week.indicators(),
                Stream.iterate(1, n -> n <= 100, n -> n + 1).map(n -> new WeeklyReports.Unsolved("KF-20260706-%04d".formatted(n), "投诉第" + n + "件，经过".repeat(8))).toList());
        try (Paper paper = Paper.of(forms.weekly(full, SUPERVISOR).pdf())) {
            assertThat(paper.pages()).isBetween(4, 8);
            assertThat(paper.words()).contains("投诉第1件", "投诉第100件");
            assertThat(paper.text(3)).as("the head of the table is repeated").contains("情况和经过");
        }
    }

    /** A case whose texts are given, with a work order. */
    private String workOrder(String customer, String requested) {
        return transaction.execute(status -> {
            String number = cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, customer, "13900000009", null, "3栋2单元502", requested.length()
                    > 100 ? "很长的报修" : requested, requested, null), Actor.SYSTEM).number();
            jdbc.update("insert into service_work_order (case_number, repair_requested, agreed_time, first_agreed_time, state, issued_at, issued_by)"
                    + " values (?, ?, now(), now(), 'OPEN', now(), ?)", number, requested, CLERK);
            return number;
        });
    }

    @Test
    void aTextOfFourThousandCharactersIsPrintedWhole() {
        String text = "厨房天花板渗水，业主要求尽快处理。".repeat(236).substring(0, 3990) + "到此为止";
        try (Paper paper = print(workOrder("王芳", text), PrintForm.WORK_ORDER)) {
            assertThat(paper.pages()).isBetween(3, 5);
            assertThat(paper.text().codePoints().filter(c -> c == '渗').count()).isEqualTo(text.codePoints().filter(c -> c == '渗').count());
            assertThat(paper.words()).contains("到此为止");
        }
    }

    @Test
    void whatPeopleWroteIsTextAndNothingElse() {
        String attack = "<script>alert(1)</script>{{code}}{{{matter}}}<img src=\"file:///etc/passwd\"/>&amp;${7*7}#{7*7}[[7*7]]";
        try (Paper paper = print(workOrder("<b>周敏</b>", attack), PrintForm.WORK_ORDER)) {
            assertThat(paper.words()).contains("<b>周敏</b>", Paper.words(attack));
        }
        try (Paper paper = print(workOrder("𠮷野㙓" + '\uE863' + '\u0007', "面积 12 ㎡ ① ﾊﾝｶｸ"), PrintForm.WORK_ORDER)) {
            assertThat(paper.words()).contains("〔U+20BB7〕野㙓〔U+E863〕", Paper.words("面积 12 ㎡ ①"));
        }
    }

    @Test
    void whatMustBeWrittenByHandIsSaidOnEveryPageOfThePaperAndBeforePrinting() {
        String number = workOrder("𠮷野" + '\uE863', "水管💧漏水。".repeat(300));
        String told = "𠮷（印作 〔U+20BB7〕）、自造字（印作 〔U+E863〕）";
        Door.Browser clerk = new Door(port).browser(CLERK);
        assertThat(clerk.get("/pages/cases/" + number + "/print").body().replaceAll("<[^>]*>", "")).contains("请照原字手写：" + told + "、💧（印作 〔U+1F4A7〕）。");
        assertThat(clerk.get("/pages/cases/" + number).body().replaceAll("<[^>]*>", "")).contains("请照原字手写：" + told + "。");
        try (Paper paper = print(number, PrintForm.WORK_ORDER)) {
            assertThat(paper.pages()).isGreaterThan(1);
            for (int page = 1; page <= paper.pages(); page++) {
                assertThat(Paper.words(paper.text(page))).contains("请照原字手写：〔U+20BB7〕、〔U+E863〕、〔U+1F4A7〕");
            }
        }
        String plain = workOrder("王䶮", "厨房渗水");
        assertThat(clerk.get("/pages/cases/" + plain + "/print").body()).doesNotContain("手写：");
        assertThat(clerk.get("/pages/cases/" + plain).body()).doesNotContain("手写：");
    }

    @Test
    void severalRecordsAreSeveralSheetsInOneFile() {
        String number = workOrder("王芳", "第一次报修");
        jdbc.update("insert into service_work_order (case_number, repair_requested, agreed_time, first_agreed_time, state, issued_at, issued_by, reschedules)"
                + " values (?, '第二次报修', now(), now(), 'OPEN', now(), ?, 2)", number, CLERK);
        try (Paper paper = print(number, PrintForm.WORK_ORDER)) {
            assertThat(paper.pages()).isEqualTo(2);
            assertThat(paper.text(1)).contains("第一次报修").doesNotContain("第二次报修", "改约次数");
            assertThat(paper.text(2)).contains("第二次报修", "改约次数");
            assertThat(paper.code(2)).endsWith(number);
        }
    }

    @Test
    void printingIsNotedOnceHoweverOftenTheBrowserFetches() {
        String number = workOrder("王芳", "灯不亮");
        print(number, PrintForm.WORK_ORDER).close();
        print(number, PrintForm.WORK_ORDER).close();
        assertThat(printed(number)).containsExactly("东苑客服人员：打印《服务工作单》");
        clock.advance(Duration.ofMinutes(6));
        new Door(port).browser(SUPERVISOR).bytes("/pages/cases/" + number + "/print/work-order");
        print(number, PrintForm.WORK_ORDER).close();
        assertThat(printed(number)).containsExactly("东苑客服人员：打印《服务工作单》", "东苑客服主管：打印《服务工作单》", "东苑客服人员：打印《服务工作单》");
    }

    private List<String> printed(String number) {
        return cases.timeline(number).stream().filter(line -> line.kind().equals("PRINTED")).map((TimelineView line) -> line.actorName() + "：" + line.text()).toList();
    }

    @Test
    void theFileIsShownUnderItsChineseNameAndKeptNowhere() {
        String number = workOrder("王芳", "灯不亮");
        Door.Answer answer = new Door(port).browser(CLERK).get("/pages/cases/" + number + "/print/work-order");
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Disposition")).startsWith("inline;")
                .contains("filename*=UTF-8''" + URLEncoder.encode("服务工作单 " + number + ".pdf", StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Test
    void aCaseOfAnotherSiteAndAFormThatIsNotThereAreNotFound() {
        String number = workOrder("王芳", "灯不亮");
        Door.Browser other = new Door(port).browser(TestStaff.login("clerk", TestStaff.WEST));
        assertThat(other.get("/pages/cases/" + number + "/print").status()).isEqualTo(404);
        assertThat(other.get("/pages/cases/" + number + "/print/work-order").status()).isEqualTo(404);
        assertThat(other.get("/pages/printing/work-order?site=" + TestStaff.EAST).status()).isEqualTo(404);
        Door.Browser own = new Door(port).browser(CLERK);
        assertThat(own.get("/pages/cases/" + number + "/print/weekly-complaints").status()).isEqualTo(404);
        assertThat(own.get("/pages/cases/" + number + "/print/..%2fform").status()).isIn(400, 404);
        assertThat(own.get("/pages/cases/" + number + "/print/complaint").status()).isEqualTo(422);
        assertThat(new Door(port).anonymous().get("/pages/cases/" + number + "/print/work-order").status()).isEqualTo(302);
        assertThat(printed(number)).isEmpty();
        assertThatThrownBy(() -> forms.render(number, PrintForm.COMPLAINT, CLERK, "http://localhost")).isInstanceOf(RuleViolation.class)
                .hasMessage("案件 " + number + " 没有《客户投诉单》");
    }

    @Test
    void theRegisterIsForThoseWhoReadRegisters() {
        Map<String, Object> call = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海", "callerPhone", "15400010101",
                "kind", "ENQUIRY", "matter", "物业费怎么缴", "description", "想知道缴费方式", "urgency", "NORMAL"));
        String number = walk.start(CLERK, "contact-intake", call);
        Door.Browser equipment = new Door(port).browser(EQUIPMENT);
        assertThat(equipment.get("/pages/cases/" + number + "/print/contact-register").status()).isEqualTo(403);
        assertThat(equipment.get("/pages/cases/" + number + "/print").body()).doesNotContain("来电、来访登记表").contains("还没有可以打印的单据");
        assertThat(new Door(port).browser(CLERK).get("/pages/cases/" + number + "/print").body()).contains("《来电、来访登记表》");
    }

    @Test
    void anEmptyFormHasTheSitesNameAndNoCase() {
        byte[] pdf = new Door(port).browser(CLERK).bytes("/pages/printing/work-order?site=" + TestStaff.EAST);
        try (Paper paper = Paper.of(pdf)) {
            assertThat(paper.text()).contains("测试开发有限公司　东苑", "案件编号：____", "报修内容").doesNotContain("KF-", "扫码");
            assertThat(paper.code(1)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(PrintForm.class)
    void noEmptyFormHasAPageWithNothingToFillIn(PrintForm form) {
        try (Paper paper = Paper.of(new Door(port).browser(CLERK).bytes("/pages/printing/" + form.code() + "?site=" + TestStaff.EAST))) {
            for (int page = 1; page <= paper.pages(); page++) {
                assertThat(paper.text(page).lines().filter(line -> !line.isBlank()).count()).as("page " + page).isGreaterThan(5);
            }
        }
    }
}
