package io.casework.journey;

import static io.casework.testkit.TestStaff.EAST;
import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.TimelineView;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.Relation;
import io.casework.testkit.Browser;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A whole complaint with a repair of 12,800 yuan, from the call to the last entry, in a real browser through Tasklist: everybody signs in and does the own
 * part by what stands on the screen. Nobody here knows of keys, variables or REST.
 */
@CaseworkTest
class ComplaintInTasklistTest {

    private static final LocalDateTime MONDAY = TurnableClock.START;
    private static final LocalDateTime TUESDAY = MONDAY.plusDays(1);
    private static final LocalDateTime FRIDAY = MONDAY.plusDays(4);

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CaseFiles cases;
    @Autowired CustomerRegister register;
    @Autowired Customers customers;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    private Browser browser;
    private String home;
    private String phone;
    private String complaint;
    private String repair;

    @BeforeEach
    void aHomeOutOfWarranty() {
        walk.resetClock();
        transaction.executeWithoutResult(status -> {
            int house = 12;
            while (!customers.units(Set.of(EAST), house + "栋2单元801").isEmpty()) {
                house++;
            }
            home = house + "栋2单元801";
            phone = "154000128" + house;
            long unit = register.addUnit(register.addBuilding(EAST, house + "栋"), home, new BigDecimal("118.00"), LocalDate.of(2018, 5, 1), true);
            register.addHousehold(register.addCustomer("沈若兰", List.of(phone), ""), unit, Relation.OWNER, LocalDate.of(2018, 5, 1));
        });
        browser = Browser.on(port);
    }

    @AfterEach
    void putAway() {
        walk.resetClock();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Timeout(300)
    @Rule({"AS-EIG-09", "AS-CMP-09", "AS-COS-03", "AS-CBK-01"})
    void aComplaintWithARepairOfTwelveThousandYuanIsDoneByTheRightPeopleFromTheCallToTheEnd() {
        Browser.Person clerk = browser.as(login("clerk", EAST));
        Browser.Person supervisor = browser.as(login("service-supervisor", EAST));
        Browser.Person leader = browser.as(login("repair-leader", EAST));
        Browser.Person manager = browser.as("service-manager");

        theCallIsEntered(clerk);
        theFirstThreeStepsAreDone(clerk, supervisor);
        theRepairIsSurveyed(clerk, leader, manager);
        theCostIsApprovedByTheGeneralManagerOnly(leader, manager);
        theRepairIsDoneSignedForAndCalledBack(clerk, supervisor, leader);
        theComplaintIsInvestigatedAnsweredAndFollowed(clerk);
        theCustomerIsCalledBackAndTheComplaintClosed(supervisor);

        theRecordsTellTheWholeStory();
        assertThat(browser.scriptErrors()).isEmpty();
    }

    private void theCallIsEntered(Browser.Person clerk) {
        clerk.start("来电来访受理", fields(
                "小区", "东苑",
                "方式", "来电",
                "客户姓名", "沈若兰",
                "联系电话", phone,
                "房号", home,
                "事项种类", "投诉",
                "事由", "外墙渗水长期未修好",
                "详细情况", "次卧外墙去年起渗水，报修三次仍未修好，墙面发霉，要求彻底修好并给出书面答复。",
                "紧急程度", "紧急"));
        complaint = jdbc.queryForObject("select number from case_file where kind = 'CONTACT' and customer_phone = ?", String.class, phone);

        clerk.open(complaint, "确认分类");
        clerk.claim();
        clerk.reads(complaint, "沈若兰", home, "外墙渗水长期未修好", "经过", "来电来访登记");
        clerk.picture("journey-01-category");
        clerk.fill("分类", "投诉");
        clerk.fill("已向客户说明服务范围和责任界限", true);
        clerk.complete();
    }

    private void theFirstThreeStepsAreDone(Browser.Person clerk, Browser.Person supervisor) {
        clerk.open(complaint, "受理投诉");
        clerk.claim();
        clerk.fill(fields("客户情绪", "不满", "投诉渠道", "电话", "所处阶段", "质保期"));
        assertThat(clerk.refused()).as("two fields are still empty").contains("此项必填。", "请按红字提示更正");
        clerk.dismiss();
        clerk.fill(fields("投诉内容", "次卧外墙自去年十一月起渗水，先后三次报修，每次只补表面，雨后仍渗，墙面发霉。", "客户诉求", "彻底修好外墙防水并恢复墙面；书面说明原因。",
                "证据", "客户提供照片六张，存案卷。"));
        clerk.picture("journey-02-acceptance");
        clerk.complete();

        clerk.work(complaint, "与客户确认事实和诉求", fields("确认结果", "属投诉，事实和诉求已确认", "确认的事实", "与客户逐项核对：三次报修记录属实，渗水点在次卧北侧外墙。",
                "确认的诉求", "彻底修好外墙防水，恢复墙面，书面答复。"));

        clerk.open(complaint, "评估投诉");
        clerk.claim();
        clerk.fill(fields("投诉主题", "渗漏水", "原因类别", "工程问题", "不满原因", List.of("A 产品或服务本身", "B 工作失误或服务缺陷"),
                "分析", "外墙防水层老化，三次维修均未查清渗水路径。", "属维修事项（转维修子案件）", true, "维修紧急程度", "一般"));
        clerk.picture("journey-03-assessment");
        clerk.complete();

        supervisor.open(complaint, "确定等级、责任部门和跟踪人");
        supervisor.claim();
        supervisor.reads("不满原因：A 产品或服务本身、B 工作失误或服务缺陷");
        supervisor.picture("journey-04-grade");
        // How many complain of leaks at this site depends on what other tests did before: the grade is the supervisor's to decide, with a reason.
        supervisor.fill(fields("投诉等级", "一般投诉", "责任部门", "工程材料部", "更改建议的理由", "与其他楼栋的渗漏原因不同，按一般投诉办理。", "跟踪人", "东苑客服人员"));
        supervisor.complete();
        repair = jdbc.queryForObject("select number from case_file where parent_number = ?", String.class, complaint);
    }

    private void theRepairIsSurveyed(Browser.Person clerk, Browser.Person leader, Browser.Person manager) {
        clerk.open(repair, "安排现场勘察");
        clerk.claim();
        clerk.fill(fields("能否粗估费用", "是", "粗估费用", "9000", "类别初判", "B 类：保修期外由公司承担", "是否紧急（须立即处置，如爆管）", "否",
                "约定勘察日期", MONDAY.minusDays(1)));
        String pastDate = clerk.refused();
        clerk.picture("journey-05-past-date");
        assertThat(pastDate).contains("约定的勘察时间已经过去");
        clerk.dismiss();
        clerk.fill("约定勘察日期", MONDAY.plusDays(3));
        assertThat(clerk.refused()).contains("须说明理由");
        clerk.dismiss();
        clerk.fill("约定勘察日期", TUESDAY.plusHours(1));
        clerk.complete();

        walk.turnTo(TUESDAY.plusHours(3));
        leader.open(repair, "现场勘察并会签");
        leader.claim();
        leader.fill(fields("勘察结果", "已勘察", "勘察日期", TUESDAY.plusHours(1),
                "参加人和会签", List.of(fields("单位", "客户服务部", "姓名", "刘敏", "已会签", true), fields("单位", "工程材料部", "姓名", "周工", "已会签", true),
                        fields("单位", "维修队长", "姓名", "赵队长", "已会签", true), fields("单位", "施工单位", "姓名", "钱经理", "已会签", true)),
                "勘察情况", "次卧北侧外墙防水层开裂约 12 平方米，内墙抹灰受潮发霉。", "原因分析", "外墙防水层老化开裂，以往只补内墙。", "维修项目", "防水（屋面、卫生间、外墙面防渗漏）",
                "责任单位", "本公司", "所需工种", List.of("防水", "油漆涂料"), "现场估价", "12500"));
        leader.picture("journey-06-survey");
        leader.complete();

        manager.open(repair, "确认维修类别");
        manager.claim();
        manager.picture("journey-07-class");
        manager.fill(fields("派工类别", "B 类：保修期外由公司承担", "由谁维修", "客户服务维修队"));
        manager.complete();
    }

    private void theCostIsApprovedByTheGeneralManagerOnly(Browser.Person leader, Browser.Person manager) {
        leader.open(repair, "编制维修预算");
        leader.claim();
        leader.fill("预算明细", List.of(fields("维修内容", "外墙防水层铲除重做 12 平方米", "金额", "9600"), fields("维修内容", "内墙铲除抹灰、防霉涂料两遍", "金额", "3200")));
        leader.picture("journey-08-estimate");
        leader.reads("12800");
        leader.complete();

        String atApproval = walk.task(repair, "Task_ReviewCost").getId();
        assertThat(manager.finds(repair)).as("not the manager's amount").isEmpty();
        manager.isNotShown(atApproval);
        manager.picture("journey-09-not-yours");

        Browser.Person viceChiefEngineer = browser.as("vice-chief-engineer");
        viceChiefEngineer.open(repair, "复核价格和技术");
        viceChiefEngineer.claim();
        viceChiefEngineer.picture("journey-10-review");
        viceChiefEngineer.fill(fields("复核意见", "价格和技术方案合理，同意", "意见", "单价符合今年定额。"));
        viceChiefEngineer.complete();

        assertThat(manager.finds(repair)).isEmpty();
        assertThat(browser.as("deputy-general-manager").finds(repair)).as("above ten thousand").isEmpty();
        assertThat(viceChiefEngineer.finds(repair)).isEmpty();

        Browser.Person generalManager = browser.as("general-manager");
        generalManager.open(repair, "审批维修款");
        generalManager.claim();
        generalManager.reads("12800.00");
        generalManager.fill("审批意见", "不批准");
        assertThat(generalManager.refused()).contains("不批准须说明理由");
        generalManager.dismiss();
        generalManager.fill(fields("审批意见", "批准", "批准金额", "12800"));
        generalManager.picture("journey-11-approval");
        generalManager.complete();
    }

    private void theRepairIsDoneSignedForAndCalledBack(Browser.Person clerk, Browser.Person supervisor, Browser.Person leader) {
        supervisor.open(repair, "签发工程派工单");
        supervisor.claim();
        supervisor.picture("journey-12-order");
        supervisor.fill("派工要求和注意事项", "先与客户约时间，做好室内遮护；防水做完淋水试验两小时。");
        supervisor.complete();

        walk.turnTo(FRIDAY);
        Browser.Person team = browser.as(login("repair-team", EAST));
        team.open(repair, "派人维修");
        team.claim();
        team.fill(fields("维修结果", "已完工", "完工日期", FRIDAY.minusHours(1), "施工人员", "李师傅、王师傅", "完成的工作和用料", "外墙防水重做 12 平方米，内墙防霉涂料两遍；淋水试验两小时不渗。"));
        team.picture("journey-13-repair");
        team.complete();

        clerk.open(repair, "竣工检验");
        clerk.claim();
        clerk.fill(fields("检验日期", FRIDAY, "检验人所属", "客户服务部", "检验人（签字）", "刘敏", "维修队长或承修方负责人（签字）", "赵队长", "第三方", "工程材料部",
                "第三方参加人（签字）", "周工", "检验结果", "合格"));
        clerk.picture("journey-14-inspection");
        clerk.complete();

        clerk.work(repair, "请客户签字留意见", fields("客户签字", "已签字", "签字人", "沈若兰", "客户意见（拒签或不在时写明经过）", "这次修得彻底。", "维修质量", "很满意", "服务态度", "满意"));

        Browser.Person records = browser.as(login("records-clerk", EAST));
        records.open(repair, "回访客户");
        records.claim();
        records.fill(fields("联系结果", "已联系上，客户作了评价", "回访方式", "电话", "满意程度", "5 非常满意", "客户意见", "修好了，雨后没有再渗。"));
        records.picture("journey-15-callback");
        records.complete();

        leader.work(repair, "填报实际费用", fields("实际费用", "12800"));
    }

    private void theComplaintIsInvestigatedAnsweredAndFollowed(Browser.Person clerk) {
        clerk.work(complaint, "回复客户", fields("答复性质", "中间答复（尚未办完）", "答复方式", "电话", "答复内容", "外墙防水已重做，墙面已恢复；渗水原因的书面说明由工程材料部出具。"));
        clerk.work(complaint, "跟踪至解决并核实", fields("跟踪结果", "未解决，退回责任部门", "核实情况或处理经过", "维修客户认可，书面说明尚未给出。"));

        Browser.Person engineering = browser.as("engineering");
        engineering.open(complaint, "调查并反馈处理情况");
        engineering.claim();
        engineering.fill(fields("是否属本部门责任", "属本部门，已调查", "调查情况", "以往三次只补内墙，未处理外墙防水层。", "处理方案或结果", "外墙防水已重做并试水合格；对以往维修单位记录不良。",
                "经办人", "周工"));
        engineering.picture("journey-16-investigation");
        engineering.complete();

        clerk.open(complaint, "回复客户");
        clerk.claim();
        clerk.fill(fields("答复性质", "最终答复", "答复方式", "书面", "客户的诉求不能满足", true, "答复内容", "外墙防水已重做，墙面已恢复；渗水原因已书面说明。"));
        assertThat(clerk.refused()).as("a refusal needs its reason").contains("此项必填。");
        clerk.dismiss();
        clerk.fill("客户的诉求不能满足", false);
        clerk.picture("journey-17-reply");
        clerk.complete();

        clerk.work(complaint, "跟踪至解决并核实", fields("跟踪结果", "已解决并核实", "核实情况或处理经过", "周五上门查看，雨后不渗，客户认可。"));
    }

    private void theCustomerIsCalledBackAndTheComplaintClosed(Browser.Person supervisor) {
        browser.as(login("records-clerk", EAST)).work(complaint, "回访客户",
                fields("联系结果", "已联系上，客户作了评价", "回访方式", "电话", "满意程度", "4 满意", "客户意见", "处理得可以，希望以后一次修好。"));

        supervisor.open(complaint, "分析并反馈信息");
        supervisor.claim();
        supervisor.fill(fields("客户体验与期望", "等于期望", "原因和教训", "只补表面不查渗水路径，三次返修。", "预防措施", "渗漏报修一律先查路径，两次未修好即请工程材料部会诊。"));
        supervisor.picture("journey-18-feedback");
        supervisor.complete();
        assertThat(supervisor.finds(complaint)).isEmpty();
    }

    private void theRecordsTellTheWholeStory() {
        assertThat(walk.running(complaint)).isFalse();
        assertThat(walk.running(repair)).isFalse();

        CaseView file = cases.view(complaint);
        assertThat(file.state()).isEqualTo(CaseState.CLOSED);
        assertThat(file.completion()).isEqualTo("已完成");
        assertThat(file.grade()).isEqualTo("ORDINARY");
        assertThat(cases.view(repair).parentNumber()).isEqualTo(complaint);
        assertThat(cases.view(repair).state()).isEqualTo(CaseState.CLOSED);

        assertThat(cases.timeline(complaint)).extracting(TimelineView::actorName).contains("东苑客服人员", "东苑客服主管", "总部工程材料部", "东苑资料员");
        assertThat(cases.timeline(repair)).extracting(TimelineView::actorName)
                .contains("东苑客服人员", "东苑维修队长", "总部客户服务部经理", "总部负责质量的副总工程师", "总部总经理", "东苑客服主管", "东苑客户服务维修队", "东苑资料员");
        assertThat(cases.timeline(repair)).extracting(TimelineView::text).anyMatch(text -> text.contains("12800"));

        assertThat(jdbc.queryForMap("select kind, amount, tier, review_post, reviewed_by, approver_post, approved_by, decision, approved_amount, requested_by"
                + " from repair_cost where case_number = ?", repair))
                .containsEntry("kind", "ESTIMATE").containsEntry("amount", new BigDecimal("12800.00")).containsEntry("tier", "LARGE")
                .containsEntry("requested_by", login("repair-leader", EAST))
                .containsEntry("review_post", "vice-chief-engineer").containsEntry("reviewed_by", "vice-chief-engineer")
                .containsEntry("approver_post", "general-manager").containsEntry("approved_by", "general-manager")
                .containsEntry("decision", "APPROVED").containsEntry("approved_amount", new BigDecimal("12800.00"));
        assertThat(jdbc.queryForMap("select order_class, executor, final_amount, outcome, satisfaction, trade_count from repair_case where case_number = ?", repair))
                .containsEntry("order_class", "B").containsEntry("executor", "REPAIR_TEAM").containsEntry("final_amount", new BigDecimal("12800.00"))
                .containsEntry("outcome", "DONE").containsEntry("satisfaction", 5).containsEntry("trade_count", 2);
        assertThat(jdbc.queryForList("select party from repair_survey_attendee a join repair_survey s on s.id = a.survey_id where s.case_number = ? and signed"
                + " order by position", String.class, repair)).containsExactly("SERVICE", "ENGINEERING", "REPAIR_LEADER", "CONTRACTOR");
        assertThat(jdbc.queryForMap("select state, grade, topic, responsible_post, tracker, repair_case_number, callback_result, satisfaction from complaint"
                + " where case_number = ?", complaint))
                .containsEntry("state", "CLOSED").containsEntry("grade", "ORDINARY").containsEntry("topic", "LEAK").containsEntry("responsible_post", "engineering")
                .containsEntry("tracker", login("clerk", EAST)).containsEntry("repair_case_number", repair).containsEntry("callback_result", "SATISFIED")
                .containsEntry("satisfaction", 4);
        assertThat(jdbc.queryForList("select kind || ' ' || result || ' ' || satisfaction from callback where case_number in (?, ?) order by id", String.class, repair,
                complaint)).containsExactly("REPAIR SATISFIED 5", "COMPLAINT SATISFIED 4");
        assertThat(jdbc.queryForObject("select count(*) from case_submission where case_number in (?, ?) and form_id is null", Integer.class, complaint, repair)).isZero();
    }

    /** Labels and values, in the order in which they are filled. */
    private static Map<String, Object> fields(Object... labelsAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            fields.put((String) labelsAndValues[i], labelsAndValues[i + 1]);
        }
        return fields;
    }
}
