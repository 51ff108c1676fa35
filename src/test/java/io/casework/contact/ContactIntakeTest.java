package io.casework.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.Submissions;
import io.casework.casefile.TimelineView;
import io.casework.customer.Customers;
import io.casework.customer.Warranty;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ClockTurnedBack;
import io.casework.testkit.Filled;
import io.casework.testkit.Rule;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.UnderAttack;
import io.casework.testkit.Walk;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;

/** 来电来访受理, every path of its own; the procedures it calls are proved by their own tests. Starts on Monday 2026-07-06 at 09:00. */
@CaseworkTest
@ClockTurnedBack
@UnderAttack
class ContactIntakeTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final LocalDateTime START = TurnableClock.START;

    @Autowired Walk walk;
    @Autowired TestHomes homes;
    @Autowired ContactRegister register;
    @Autowired CustomerReplies replies;
    @Autowired CaseFiles cases;
    @Autowired Customers customers;
    @Autowired Submissions submissions;
    @Autowired FormService forms;
    @Autowired JdbcTemplate jdbc;

    /** A call of 陈东海, east 1栋1单元101, everything in warranty; entries given override, {@code null} takes a field away. */
    private static Map<String, Object> call(Object... changes) {
        return Filled.with(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海", "callerPhone", "15400010101",
                "unitText", "1-1-101", "kind", "ENQUIRY", "matter", "物业费怎么缴", "description", "想知道可以用什么方式缴物业费", "urgency", "NORMAL"), changes);
    }

    private static Map<String, Object> repair(Object... changes) {
        return Filled.with(call("kind", "REPAIR", "matter", "厨房水管漏水", "description", "水槽下方水管接头漏水", "repairItem", "plumbing-electrical",
                "responsibility", "UNKNOWN"), changes);
    }

    /** The house of 郑国强, east 2栋1单元201, out of warranty. */
    private static Map<String, Object> oldHouse(Object... changes) {
        Map<String, Object> form = repair(changes);
        form.putAll(Map.of("callerName", "郑国强", "callerPhone", "15400010201", "unitText", "2栋1单元201"));
        return form;
    }

    private String start(Map<String, Object> form) {
        return walk.start(CLERK, "contact-intake", form);
    }

    private void confirm(String number, String category, Object... more) {
        Map<String, Object> form = new HashMap<>(Map.of("category", category));
        ContactView line = register.view(number);
        if (line.kind() == MatterKind.REPAIR) {
            form.put("responsibility", line.responsibility().name());
        }
        if (line.kind() == MatterKind.SUGGESTION) {
            form.put("needsCoordination", line.coordination());
            if (line.expectedDays() != null) {
                form.put("expectedDays", line.expectedDays());
            }
        }
        walk.complete(CLERK, number, "Task_ConfirmCategory", Filled.with(form, more));
    }

    private List<String> recipients(String number, String template) {
        return jdbc.queryForList("select distinct d.recipient from notice n join notice_delivery d on d.notice_id = n.id"
                + " where n.case_number = ? and n.template_key = ? order by 1", String.class, number, template);
    }

    private List<String> rules(String number) {
        return cases.timeline(number).stream().map(TimelineView::ruleIds).filter(rule -> rule != null).toList();
    }

    private VariableMap shown(String login, String number, String task) {
        return walk.as(login, () -> forms.getTaskFormVariables(walk.task(number, task).getId()));
    }

    /** Brings a matter to the task 回复客户: a work order, refused by nobody, of which the customer has not been told. */
    private String atTheReply() {
        String number = start(oldHouse());
        confirm(number, "WORK_ORDER");
        workOrderDone(number);
        return number;
    }

    private void workOrderDone(String number) {
        walk.complete(CLERK, number, "Task_FillWorkOrder",
                Map.of("repairRequested", "水管漏水", "agreedTime", START.withHour(15).toString(), "scopeExplained", true));
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork",
                Map.of("workResult", "REPAIRED", "workDone", "更换接头", "worker", "刘师傅", "finishedAt", START.toString()));
        walk.complete(CLERK, number, "Task_WriteBackResult", Map.of("handling", "接头已换，不再漏水", "customerConfirms", true));
    }

    private void returnedByEquipment(String number) {
        walk.complete(CLERK, number, "Task_FillWorkOrder",
                Map.of("repairRequested", "水管漏水", "agreedTime", START.withHour(15).toString(), "scopeExplained", true));
        walk.complete(EQUIPMENT, number, "Task_CarryOutWork", Map.of("workResult", "NOT_OURS", "workDone", "属外墙防水，不是水管"));
    }

    /** The field messages with which something is refused, however deep the engine has wrapped them. */
    private static Map<String, String> refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        for (Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(action); thrown != null; thrown = thrown.getCause()) {
            if (thrown instanceof RuleViolation violation) {
                return violation.fields();
            }
        }
        throw new AssertionError("nothing was refused");
    }

    // ---- registration

    @Test
    @Rule({"AS-INT-01", "AS-INT-02", "AS-INT-14", "AS-INT-04"})
    void aCallIsEnteredInFullNumberedAndTiedToCustomerAndUnit() {
        String number = start(repair("channel", "VISIT", "urgency", "URGENT", "wantedTime", "2026-07-07T10:00"));

        assertThat(number).matches("KF-20260706-\\d{4}");
        CaseView view = cases.view(number);
        assertThat(view.customerName()).isEqualTo("陈东海");
        assertThat(view.customerId()).isEqualTo(homes.resident(TestStaff.EAST, "15400010101").customerId());
        assertThat(view.unitName()).isEqualTo("1栋1单元101");
        assertThat(view.channel()).isEqualTo("VISIT");
        assertThat(view.urgency()).isEqualTo("URGENT");
        assertThat(view.description()).isEqualTo("水槽下方水管接头漏水");
        assertThat(LocalDateTime.ofInstant(view.dueAt(), java.time.ZoneId.of("Asia/Shanghai"))).isEqualTo(LocalDateTime.of(2026, 7, 7, 10, 0));

        ContactView line = register.view(number);
        assertThat(line.unitText()).isEqualTo("1-1-101");
        assertThat(line.callerPhone()).isEqualTo("15400010101");
        assertThat(line.kind()).isEqualTo(MatterKind.REPAIR);
        assertThat(line.repairItem()).isEqualTo("plumbing-electrical");
        assertThat(line.identification()).isEqualTo("MATCHED");
        assertThat(line.registeredByName()).isEqualTo("东苑客服人员");
        assertThat(submissions.latest(number, "Start_ContactReceived").orElseThrow().answers().text("matter")).isEqualTo("厨房水管漏水");
        assertThat(rules(number)).contains("AS-INT-01", "AS-DSP-05");

        assertThat(walk.notices(number)).containsExactly("customer-received");
        assertThat(recipients(number, "customer-received")).containsExactly("15400010101");
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(walk.passed(number)).doesNotContain("Task_IdentifyCustomer");
    }

    @Test
    @Rule("AS-INT-14")
    void callsVisitsAndAllOtherChannelsShareOneSeriesOfNumbers() {
        List<Integer> numbers = java.util.stream.Stream.of("CALL", "VISIT", "OTHER")
                .map(channel -> start(call("channel", channel)))
                .map(number -> Integer.parseInt(number.substring(number.length() - 4))).toList();
        assertThat(numbers.get(1)).isGreaterThan(numbers.get(0));
        assertThat(numbers.get(2)).isGreaterThan(numbers.get(1));
    }

    @Test
    @Rule("AS-INT-14")
    void theRecordsClerkOfTheHotlineEntersMattersToo() {
        String number = walk.start(TestStaff.login("records-clerk", TestStaff.EAST), "contact-intake", call());
        assertThat(register.view(number).registeredBy()).isEqualTo(TestStaff.login("records-clerk", TestStaff.EAST));
    }

    @Test
    @Rule("AS-INT-01")
    void anIncompleteOrWrongEntryIsRefusedFieldByFieldAndLeavesNothing() {
        long before = jdbc.queryForObject("select count(*) from contact_register", Long.class);
        assertThatThrownBy(() -> start(call("callerName", null))).hasMessageContaining("客户姓名");
        assertThatThrownBy(() -> start(repair("repairItem", null))).hasMessageContaining("报修项目");
        assertThatThrownBy(() -> start(repair("repairItem", "no-such-item"))).hasMessageContaining("报修项目");
        assertThatThrownBy(() -> start(call("callerPhone", "not a number"))).hasMessageContaining("联系电话");
        assertThatThrownBy(() -> start(call("site", TestStaff.WEST))).hasMessageContaining("小区");
        assertThatThrownBy(() -> start(call("category", "WORK_ORDER"))).hasMessageContaining("category");
        assertThatThrownBy(() -> start(call("repairItem", "equipment"))).hasMessageContaining("报修项目");
        assertThat(refused(() -> start(call("wantedTime", "2026-07-06T09:00")))).containsOnlyKeys("wantedTime");
        assertThat(jdbc.queryForObject("select count(*) from contact_register", Long.class)).isEqualTo(before);
    }

    @Test
    @Rule("AS-INT-04")
    void aCustomerWhoRefusesContactGetsNoSms() {
        Map<String, Object> form = call("site", TestStaff.WEST, "callerName", "何西林", "callerPhone", "15400020102", "unitText", "1栋1单元102");
        String number = walk.start(TestStaff.login("clerk", TestStaff.WEST), "contact-intake", form);
        assertThat(jdbc.queryForList("select d.state from notice n join notice_delivery d on d.notice_id = n.id where n.case_number = ?", String.class, number))
                .containsExactly("SUPPRESSED");
    }

    // ---- who is it?

    @Test
    @Rule("AS-INT-01")
    void anUnclearCallerIsChosenByTheClerkFromThoseWhoComeIntoQuestion() {
        String number = start(call("callerName", "黄先生", "callerPhone", "15400010301", "unitText", null));

        assertThat(walk.openTasks(number)).containsExactly("Task_IdentifyCustomer");
        assertThat(walk.posts(walk.task(number, "Task_IdentifyCustomer"))).containsExactly("clerk");
        assertThat(walk.due(number, "Task_IdentifyCustomer")).isEqualTo(START.withHour(11));
        assertThat((String) shown(CLERK, number, "Task_IdentifyCustomer").get("callerSaid")).contains("黄先生");
        List<ContactRegister.Candidate> candidates = register.candidates(number);
        assertThat(candidates).extracting(ContactRegister.Candidate::label).anyMatch(label -> label.contains("301")).anyMatch(label -> label.contains("302"))
                .allMatch(label -> !label.contains("15400010301"));

        String second = candidates.stream().filter(candidate -> candidate.label().contains("302")).findFirst().orElseThrow().value();
        walk.complete(CLERK, number, "Task_IdentifyCustomer", Map.of("identification", "CHOSEN", "resident", second));

        assertThat(cases.view(number).unitName()).isEqualTo("2栋1单元302");
        assertThat(cases.view(number).customerName()).isEqualTo("黄两全");
        assertThat(register.view(number).identification()).isEqualTo("CHOSEN");
        assertThat(walk.fact(number, "contact-intake", "customerName")).isEqualTo("黄两全");
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
    }

    @Test
    void aResidentWhoIsNotOfferedCannotBeChosen() {
        String number = start(call("callerName", "黄先生", "callerPhone", "15400010301", "unitText", null));
        long stranger = homes.resident(TestStaff.WEST, "15400020101").householdId();
        assertThatThrownBy(() -> walk.complete(CLERK, number, "Task_IdentifyCustomer",
                Map.of("identification", "CHOSEN", "resident", "household-" + stranger))).hasMessageContaining("可能的住户");
        assertThat(cases.view(number).customerId()).isNull();
        assertThat(walk.openTasks(number)).containsExactly("Task_IdentifyCustomer");
    }

    @Test
    void aUnitMayBeChosenForACallerWhoIsNotOnTheBooks() {
        String number = start(repair("callerName", "孙访客", "callerPhone", "15400019999", "unitText", "2栋1单元202"));
        String unit = register.candidates(number).stream().filter(candidate -> candidate.label().contains("202")).findFirst().orElseThrow().value();
        walk.complete(CLERK, number, "Task_IdentifyCustomer", Map.of("identification", "CHOSEN", "resident", unit));
        assertThat(register.view(number).identification()).isEqualTo("UNIT_ONLY");
        assertThat(cases.view(number).unitId()).isEqualTo(homes.unit(TestStaff.EAST, "2栋1单元202"));
        assertThat(cases.view(number).customerName()).isEqualTo("孙访客");
        assertThat(register.view(number).warranty()).isEqualTo(Warranty.Status.OUT);
    }

    @Test
    void whatWasMisheardIsCorrectedAndLookedUpAgain() {
        String number = start(call("callerName", "程东海", "callerPhone", "15400099999", "unitText", "9-9-999"));
        Map<String, Object> stillWrong = Map.of("identification", "SEARCH_AGAIN", "callerName", "程东海", "callerPhone", "15400099998", "unitText", "9-9-999");
        walk.complete(CLERK, number, "Task_IdentifyCustomer", stillWrong);
        assertThat(walk.openTasks(number)).containsExactly("Task_IdentifyCustomer");
        walk.complete(CLERK, number, "Task_IdentifyCustomer",
                Map.of("identification", "SEARCH_AGAIN", "callerName", "陈东海", "callerPhone", "15400010101", "unitText", "1-1-101"));
        assertThat(register.view(number).identification()).isEqualTo("MATCHED");
        assertThat(cases.view(number).unitName()).isEqualTo("1栋1单元101");
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
    }

    @Test
    @Rule("AS-INT-02")
    void strangersAndAnonymousCallersAreTakenToo() {
        String stranger = start(call("callerName", "赵路人", "callerPhone", "15400088888", "unitText", null));
        walk.complete(CLERK, stranger, "Task_IdentifyCustomer", Map.of("identification", "UNKNOWN", "callerName", "赵路人", "callerPhone", "15400088888"));
        assertThat(register.view(stranger).identification()).isEqualTo("UNKNOWN");
        assertThat(cases.view(stranger).customerName()).isEqualTo("赵路人");

        String anonymous = start(call("anonymous", true, "callerName", null, "callerPhone", null, "unitText", null));
        assertThat(walk.openTasks(anonymous)).containsExactly("Task_ConfirmCategory");
        assertThat(cases.view(anonymous).customerName()).isEqualTo("匿名客户");
        assertThat(walk.notices(anonymous)).isEmpty();

        String neighbour = start(repair("anonymous", true, "callerName", null, "callerPhone", null, "unitText", "2栋1单元201"));
        assertThat(cases.view(neighbour).unitName()).isEqualTo("2栋1单元201");
        assertThat(register.view(neighbour).warranty()).isEqualTo(Warranty.Status.OUT);

        String vague = start(repair("anonymous", true, "callerName", null, "callerPhone", null, "unitText", "8栋"));
        assertThat(walk.openTasks(vague)).containsExactly("Task_IdentifyCustomer");
        walk.complete(CLERK, vague, "Task_IdentifyCustomer", Map.of("identification", "ANONYMOUS"));
        assertThat(register.view(vague).identification()).isEqualTo("ANONYMOUS");
    }

    // ---- enquiries

    @Test
    @Rule({"AS-CNS-01", "AS-CNS-02", "AS-SWO-04"})
    void anEnquiryAnsweredOnTheLineNeedsNobodyAnyMore() {
        String number = start(call("answeredAtOnce", true, "answer", "可到管理处或线上缴费"));

        assertThat(walk.running(number)).isFalse();
        CaseView view = cases.view(number);
        assertThat(view.state()).isEqualTo(CaseState.CLOSED);
        assertThat(view.completion()).isEqualTo("已完成");
        assertThat(view.category()).isEqualTo("ENQUIRY");
        assertThat(view.handling()).isEqualTo("已答复：可到管理处或线上缴费");
        assertThat(register.view(number).answeredBy()).isEqualTo(CLERK);
        assertThat(walk.notices(number)).isEmpty();
        assertThat(rules(number)).contains("AS-CNS-01 AS-CNS-02", "AS-SWO-04");
        assertThat(walk.passed(number)).contains("End_ContactClosed").doesNotContain("Task_ConfirmCategory", "Task_ReplyToCustomer");
    }

    @Test
    @Rule("AS-INT-18")
    void aSmallSuggestionAnsweredOnTheLineIsStillPassedOn() {
        String number = start(call("kind", "SUGGESTION", "needsCoordination", "NO", "answeredAtOnce", true, "answer", "已转告保洁"));
        assertThat(cases.view(number).category()).isEqualTo("DIRECT");
        assertThat(register.view(number).remark()).isNull();
        assertThat(register.view(number).passedOnTo()).isEqualTo("management-office");
        assertThat(recipients(number, "matter-passed-on")).containsExactly(TestStaff.login("management-office", TestStaff.EAST));
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    void whatNeedsMoreThanAnAnswerCannotBeEndedOnTheLine() {
        assertThat(refused(() -> start(call("complaintStated", true, "answeredAtOnce", true, "answer", "解释了"))).get("answeredAtOnce")).contains("投诉");
        assertThat(refused(() -> start(call("kind", "SUGGESTION", "needsCoordination", "YES", "expectedDays", 2, "answeredAtOnce", true, "answer", "解释了"))))
                .containsOnlyKeys("answeredAtOnce");
    }

    @Test
    @Rule({"AS-CNS-01", "AS-CNS-02", "AS-INT-17"})
    void anEnquiryIsFoundOutAnsweredAndClosedWithoutASecondReply() {
        String number = start(call());
        assertThat(shown(CLERK, number, "Task_ConfirmCategory")).containsEntry("category", "ENQUIRY");
        assertThat(walk.due(number, "Task_ConfirmCategory")).isEqualTo(START.withHour(14).withMinute(30));
        confirm(number, "ENQUIRY");

        assertThat(walk.posts(walk.task(number, "Task_AnswerEnquiry"))).containsExactly("clerk");
        assertThat(walk.due(number, "Task_AnswerEnquiry")).isEqualTo(START.withHour(14).withMinute(30));
        assertThat(walk.notices(number)).containsExactly("customer-received");
        walk.complete(CLERK, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED", "answer", "可到管理处缴费"));

        assertThat(cases.view(number).handling()).isEqualTo("已答复：可到管理处缴费");
        assertThat(cases.view(number).completion()).isEqualTo("已完成");
        assertThat(register.view(number).answeredThrough()).isEqualTo("LOCAL");
        assertThat(walk.passed(number)).doesNotContain("Task_ReplyToCustomer", "Task_AnswerByCentre");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-CNS-03")
    void theCustomerMayBeShownAConvenientChannel() {
        String number = start(call());
        confirm(number, "ENQUIRY");
        walk.complete(CLERK, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "CHANNEL", "answer", "请拨打集团服务热线"));
        assertThat(register.view(number).answeredThrough()).isEqualTo("CHANNEL");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    @Rule("AS-CNS-03")
    void theGroupCentreAnswersInPlaceOfTheLocalUnitOrGivesTheQuestionBack() {
        String number = start(call());
        confirm(number, "ENQUIRY");
        walk.complete(CLERK, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "CENTRE", "question", "二期何时开盘"));
        assertThat(walk.posts(walk.task(number, "Task_AnswerByCentre"))).containsExactly("group-centre");
        assertThat(walk.due(number, "Task_AnswerByCentre")).isEqualTo(START.plusDays(1).withHour(17).withMinute(30));
        assertThat((String) shown("group-centre", number, "Task_AnswerByCentre").get("question")).isEqualTo("二期何时开盘");

        walk.complete("group-centre", number, "Task_AnswerByCentre", Map.of("centreResult", "LOCAL", "answer", "请按本地公告答复"));
        assertThat((String) shown(CLERK, number, "Task_AnswerEnquiry").get("centreNote")).contains("请按本地公告答复");
        assertThat(cases.view(number).handling()).isNull();

        walk.complete(CLERK, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "CENTRE", "question", "公告尚未发布，请答复"));
        walk.complete("group-centre", number, "Task_AnswerByCentre", Map.of("centreResult", "REPLIED", "answer", "已电话答复：九月开盘"));
        assertThat(register.view(number).answeredThrough()).isEqualTo("CENTRE");
        assertThat(register.view(number).answeredBy()).isEqualTo("group-centre");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
        assertThat(walk.passed(number)).doesNotContain("Task_ReplyToCustomer");
    }

    @Test
    void anEnquiryAnsweredWhileItWasConfirmedNeedsNoFurtherTask() {
        String number = start(call());
        confirm(number, "ENQUIRY", "answeredAtOnce", true, "answer", "已电话告知");
        assertThat(walk.running(number)).isFalse();
        assertThat(cases.view(number).handling()).isEqualTo("已答复：已电话告知");
        assertThat(walk.passed(number)).contains("Gateway_AlreadyAnswered").doesNotContain("Task_AnswerEnquiry");
    }

    @Test
    @Rule({"AS-INT-18", "AS-INT-09"})
    void aSuggestionOfLessThanTwoDaysIsAnsweredDirectlyWithoutACategoryWord() {
        String number = start(call("kind", "SUGGESTION", "matter", "楼道灯太亮", "needsCoordination", "YES", "expectedDays", 1.9));
        assertThat(shown(CLERK, number, "Task_ConfirmCategory")).containsEntry("category", "DIRECT");
        confirm(number, "DIRECT");
        assertThat(register.view(number).remark()).isNull();
        assertThat(recipients(number, "matter-passed-on")).containsExactly(TestStaff.login("management-office", TestStaff.EAST));
        walk.complete(CLERK, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED", "answer", "已调暗"));
        assertThat(cases.view(number).category()).isEqualTo("DIRECT");
        assertThat(walk.running(number)).isFalse();
    }

    // ---- classification

    @Test
    @Rule({"AS-INT-05", "AS-INT-07", "AS-INT-12", "AS-INT-13"})
    void theClerkSeesWarrantyProposalAndWhyBeforeAnythingIsDispatched() {
        Map<String, Object> form = repair("site", TestStaff.WEST, "callerName", "吴西平", "callerPhone", "15400020101", "unitText", "1-1-101");
        String clerk = TestStaff.login("clerk", TestStaff.WEST);
        String number = walk.start(clerk, "contact-intake", form);

        VariableMap shown = shown(clerk, number, "Task_ConfirmCategory");
        assertThat(shown).containsEntry("category", "RECTIFICATION").containsEntry("responsibility", "UNKNOWN").containsEntry("kind", "REPAIR");
        assertThat((String) shown.get("proposal")).contains("保修期内").contains("2027-09-30").contains("整改类").contains("AS-INT-07").contains("水电");
        assertThat((String) shown.get("scope")).contains("外联单位").contains("特约服务");
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");

        walk.complete(clerk, number, "Task_ConfirmCategory", Map.of("category", "RECTIFICATION", "responsibility", "DEVELOPER", "scopeExplained", true));
        ContactView line = register.view(number);
        assertThat(line.remark()).isEqualTo("整改类");
        assertThat(line.scopeExplained()).isTrue();
        assertThat(line.categoryBy()).isEqualTo(clerk);
        assertThat(cases.view(number).category()).isEqualTo("RECTIFICATION");
        assertThat(walk.openTasks(number)).containsExactly("Task_FillSlip");
        assertThat(recipients(number, "matter-passed-on")).containsExactlyInAnyOrder(TestStaff.login("management-office", TestStaff.WEST),
                TestStaff.login("office-director", TestStaff.WEST), TestStaff.login("project-department", TestStaff.WEST));
    }

    @Test
    @Rule({"AS-INT-06", "AS-INT-07"})
    void theLastDayOfTheWarrantyIsInAndTheDayAfterIsOut() {
        LocalDate last = customers.warrantyOn(homes.unit(TestStaff.EAST, "1栋1单元101"), "plumbing-electrical", LocalDate.of(2026, 7, 6)).until();
        walk.turnTo(last.atTime(9, 0));
        String in = start(repair());
        assertThat(register.view(in).warranty()).isEqualTo(Warranty.Status.IN);
        assertThat(register.view(in).warrantyUntil()).isEqualTo(last);
        assertThat(register.view(in).proposedCategory()).isEqualTo(Category.REPAIR);
        walk.turnTo(last.plusDays(1).atTime(9, 0));
        String out = start(repair());
        assertThat(register.view(out).warranty()).isEqualTo(Warranty.Status.OUT);
        assertThat(register.view(out).proposedCategory()).isEqualTo(Category.WORK_ORDER);

        // What was reported on the last day stays in warranty, although it is confirmed the day after.
        confirm(in, "WORK_ORDER", "changeReason", "客户自装的水管");
        assertThat(register.view(in).warranty()).isEqualTo(Warranty.Status.IN);
        assertThat(register.view(in).proposedCategory()).isEqualTo(Category.REPAIR);
    }

    @Test
    @Rule({"AS-INT-05", "AS-INT-08", "AS-INT-12"})
    void aResponsibilityLearntLaterChangesTheProposalAndNeedsNoExcuse() {
        String number = start(repair());
        confirm(number, "EXTERNAL", "responsibility", "EXTERNAL");
        ContactView line = register.view(number);
        assertThat(line.proposedCategory()).isEqualTo(Category.EXTERNAL);
        assertThat(line.categoryReason()).isNull();
        assertThat(line.remark()).isEqualTo("其他类");
        assertThat(walk.openTasks(number)).containsExactly("Task_FillExternalRecord");
    }

    @Test
    @Rule("AS-INT-05")
    void anotherCategoryThanTheProposalNeedsAReason() {
        String number = start(oldHouse());
        assertThat(refused(() -> confirm(number, "EXTERNAL")).get("changeReason")).contains("其他类").contains("服务工作单");
        assertThat(cases.view(number).category()).isNull();
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(walk.notices(number)).doesNotContain("matter-passed-on");

        confirm(number, "EXTERNAL", "changeReason", "热水器厂家自装的管路");
        assertThat(register.view(number).categoryReason()).isEqualTo("热水器厂家自装的管路");
        assertThat(register.view(number).remark()).isEqualTo("其他类");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind, TimelineView::text)
                .anySatisfy(line -> assertThat(line.toList().get(1)).asString().contains("热水器厂家自装的管路"));
    }

    // ---- hand-over, write-back, reply

    @Test
    @Rule({"AS-INT-03", "AS-INT-06", "AS-INT-15", "AS-SWO-03", "AS-SWO-04", "AS-INT-04", "AS-INT-16"})
    void aWorkOrderRunsIsWrittenBackRepliedAndWrittenOff() {
        String number = atTheReply();

        assertThat(recipients(number, "matter-passed-on")).containsExactly(EQUIPMENT, TestStaff.login("management-office", TestStaff.EAST));
        assertThat(cases.view(number).handling()).isEqualTo("接头已换，不再漏水");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        assertThat(walk.openTasks(number)).containsExactly("Task_ReplyToCustomer");
        assertThat(walk.due(number, "Task_ReplyToCustomer")).isEqualTo(START.plusDays(1).withHour(17).withMinute(30));
        assertThat((String) shown(CLERK, number, "Task_ReplyToCustomer").get("handling")).isEqualTo("接头已换，不再漏水");

        walk.complete(CLERK, number, "Task_ReplyToCustomer", Map.of("replyResult", "REPLIED", "replyChannel", "SMS", "replyText", "水管接头已更换"));
        assertThat(recipients(number, "customer-reply")).containsExactly("15400010201");
        assertThat(register.view(number).replyText()).isEqualTo("水管接头已更换");
        CaseView closed = cases.view(number);
        assertThat(closed.completion()).isEqualTo("已完成");
        assertThat(closed.outcome()).isEqualTo("DONE");
        assertThat(rules(number)).contains("AS-SWO-03 AS-INT-04", "AS-SWO-04");
        assertThat(walk.running(number)).isFalse();
    }

    @Test
    void aReplyByPhoneSendsNoSmsAndOneByLetterNeither() {
        String number = atTheReply();
        walk.complete(CLERK, number, "Task_ReplyToCustomer", Map.of("replyResult", "REPLIED", "replyChannel", "CALL", "replyText", "已修好"));
        assertThat(walk.notices(number)).doesNotContain("customer-reply");
        assertThat(register.view(number).replyChannel()).isEqualTo("CALL");
    }

    @Test
    @Rule({"AS-INT-16", "AS-INT-19", "AS-INT-04"})
    void aCustomerWhoDoesNotAcceptTheOutcomeNeedNotComeASecondTime() {
        String number = atTheReply();
        walk.complete(CLERK, number, "Task_ReplyToCustomer",
                Map.of("replyResult", "NOT_ACCEPTED", "replyChannel", "CALL", "replyText", "已修好", "objection", "墙角仍在渗水"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat((String) shown(CLERK, number, "Task_ConfirmCategory").get("returned")).contains("墙角仍在渗水");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        assertThat(cases.view(number).handling()).isNull();
        assertThat(rules(number)).contains("AS-INT-16 AS-INT-04");
        confirm(number, "WORK_ORDER");
        workOrderDone(number);
        walk.complete(CLERK, number, "Task_ReplyToCustomer", Map.of("replyResult", "REPLIED", "replyChannel", "VISIT", "replyText", "墙角已处理"));
        assertThat(cases.view(number).state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    @Rule("AS-INT-04")
    void aCustomerWhoCannotBeReachedIsTriedThreeTimesAtDifferentTimesOfDayAndClosedWithTheManagersConsent() {
        String number = atTheReply();
        Map<String, Object> unreachable = Map.of("replyResult", "UNREACHABLE", "attemptNote", "电话无人接听");
        walk.complete(CLERK, number, "Task_ReplyToCustomer", unreachable);
        assertThat(walk.openTasks(number)).isEmpty();
        assertThat(walk.timerDue(number, "Timer_NextAttempt")).isEqualTo(START.withHour(14).withMinute(30));
        walk.turnTo(START.withHour(14).withMinute(30));
        walk.fire(number, "Timer_NextAttempt");
        walk.complete(CLERK, number, "Task_ReplyToCustomer", unreachable);
        walk.fire(number, "Timer_NextAttempt");
        assertThat(cases.view(number).state()).isEqualTo(CaseState.OPEN);
        walk.complete(CLERK, number, "Task_ReplyToCustomer", unreachable);

        assertThat(walk.posts(walk.task(number, "Task_ConsentToClose"))).containsExactly("service-manager");
        assertThat((String) shown("service-manager", number, "Task_ConsentToClose").get("attempts")).contains("电话无人接听");
        walk.complete("service-manager", number, "Task_ConsentToClose", Map.of("consentToClose", false, "opinion", "再试一次，发书面通知"));
        assertThat(walk.openTasks(number)).isEmpty();
        walk.fire(number, "Timer_NextAttempt");
        walk.complete(CLERK, number, "Task_ReplyToCustomer", unreachable);
        walk.complete("service-manager", number, "Task_ConsentToClose", Map.of("consentToClose", true, "opinion", "同意"));

        assertThat(replies.attempts(number)).hasSize(4).allMatch(attempt -> attempt.result() == CustomerReplies.State.UNREACHABLE);
        CaseView closed = cases.view(number);
        assertThat(closed.outcome()).isEqualTo("UNREACHABLE");
        assertThat(closed.completion()).startsWith("已完成").contains("联系不上");
        assertThat(register.view(number).repliedAt()).isNull();
        assertThat(register.view(number).unreachableConsentBy()).isEqualTo("service-manager");
        assertThat(walk.notices(number)).doesNotContain("customer-reply");
    }

    @Test
    @Rule("AS-INT-04")
    void aCustomerWithoutANumberGoesToTheManagerAtOnceAndGetsNoSms() {
        String number = start(repair("anonymous", true, "callerName", null, "callerPhone", null, "unitText", "2栋1单元201"));
        confirm(number, "WORK_ORDER");
        workOrderDone(number);
        assertThat(refused(() -> walk.complete(CLERK, number, "Task_ReplyToCustomer",
                Map.of("replyResult", "REPLIED", "replyChannel", "SMS", "replyText", "已修好")))).containsOnlyKeys("replyChannel");
        walk.complete(CLERK, number, "Task_ReplyToCustomer", Map.of("replyResult", "UNREACHABLE", "attemptNote", "匿名，未留电话"));
        assertThat(walk.openTasks(number)).containsExactly("Task_ConsentToClose");
        walk.complete("service-manager", number, "Task_ConsentToClose", Map.of("consentToClose", true, "opinion", "同意"));
        assertThat(cases.view(number).outcome()).isEqualTo("UNREACHABLE");
    }

    // ---- returned matters

    @Test
    @Rule({"AS-INT-03", "AS-INT-05"})
    void aMatterReturnedTwiceIsDecidedByTheSupervisor() {
        String number = start(oldHouse());
        confirm(number, "WORK_ORDER");
        returnedByEquipment(number);

        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat((String) shown(CLERK, number, "Task_ConfirmCategory").get("returned")).contains("不属设备管理部");
        assertThat(register.view(number).returned()).isEqualTo(1);
        assertThat(walk.passed(number)).doesNotContain("Service_WriteBackResult");
        confirm(number, "WORK_ORDER");
        returnedByEquipment(number);

        assertThat(walk.openTasks(number)).containsExactly("Task_DecideCategory");
        assertThat(walk.posts(walk.task(number, "Task_DecideCategory"))).containsExactly("service-supervisor");
        assertThat(walk.due(number, "Task_DecideCategory")).isEqualTo(START.withHour(14).withMinute(30));
        assertThatThrownBy(() -> walk.complete(SUPERVISOR, number, "Task_DecideCategory", Map.of("category", "EXTERNAL", "responsibility", "UNKNOWN")))
                .hasMessageContaining("裁定理由");
        walk.complete(SUPERVISOR, number, "Task_DecideCategory",
                Map.of("category", "EXTERNAL", "responsibility", "UNKNOWN", "changeReason", "请防水厂家处理"));
        assertThat(register.view(number).categoryBy()).isEqualTo(SUPERVISOR);
        assertThat(walk.openTasks(number)).containsExactly("Task_FillExternalRecord");
        assertThat(walk.notices(number).stream().filter("matter-passed-on"::equals)).hasSize(3);
    }

    // ---- lateness, restart, register

    @Test
    @Rule("AS-INT-03")
    void everyTaskRemindsBeforeAndReportsAfterItsLimitWithoutEndingIt() {
        String number = start(call());
        assertThat(walk.timerDue(number, "Task_ConfirmCategory")).isEqualTo(START.withHour(13).withMinute(30));
        walk.fire(number, "Task_ConfirmCategory");
        walk.fire(number, "Task_ConfirmCategory");
        assertThat(walk.notices(number)).containsExactly("customer-received", "task-reminder", "task-overdue");
        assertThat(recipients(number, "task-overdue")).contains(SUPERVISOR);
        assertThat(walk.openTasks(number)).containsExactly("Task_ConfirmCategory");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind).contains("TASK_OVERDUE");
    }

    @Test
    void nothingHappensTwiceWhenAFormIsSentTwice() {
        String number = start(call());
        String task = walk.task(number, "Task_ConfirmCategory").getId();
        confirm(number, "ENQUIRY");
        assertThatThrownBy(() -> walk.as(CLERK, () -> {
            forms.submitTaskForm(task, Map.of("category", "ENQUIRY"));
            return null;
        })).isInstanceOf(Exception.class);
        assertThat(cases.timeline(number)).extracting(TimelineView::kind).filteredOn("CATEGORISED"::equals).hasSize(1);
        assertThat(walk.openTasks(number)).containsExactly("Task_AnswerEnquiry");
    }

    @Test
    @Rule("AS-INT-14")
    void theRegisterIsReadBySiteAndDay() {
        walk.turnTo(LocalDateTime.of(2026, 7, 20, 10, 0));
        String east = start(call());
        String west = walk.start(TestStaff.login("clerk", TestStaff.WEST), "contact-intake",
                call("site", TestStaff.WEST, "callerName", "吴西平", "callerPhone", "15400020101"));
        LocalDate day = LocalDate.of(2026, 7, 20);
        assertThat(register.lines(Set.of(TestStaff.EAST), day, day.plusDays(1), PageRequest.of(0, 500))).extracting(ContactView::caseNumber)
                .contains(east).doesNotContain(west);
        assertThat(register.lines(Set.of(TestStaff.EAST, TestStaff.WEST), day, day.plusDays(1), PageRequest.of(0, 500))).extracting(ContactView::caseNumber)
                .contains(east, west);
        assertThat(register.lines(Set.of(TestStaff.EAST), day.minusDays(1), day, PageRequest.of(0, 500))).extracting(ContactView::caseNumber)
                .doesNotContain(east);
    }

    @Test
    void processFactsAreFewAndShort() {
        String number = start(call());
        confirm(number, "ENQUIRY");
        assertThat(cases.timeline(number)).extracting(TimelineView::kind, TimelineView::actorName).contains(tuple("CATEGORISED", "东苑客服人员"));
        assertThat(walk.fact(number, "contact-intake", "description")).isNull();
        assertThat(walk.fact(number, "contact-intake", "answer")).isNull();
        assertThat(walk.fact(number, "contact-intake", "callerPhone")).isNull();
    }
}
