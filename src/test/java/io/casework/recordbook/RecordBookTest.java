package io.casework.recordbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.casefile.TimelineView;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Entries of the record book: who may write them, what is checked, and that nothing that was written is ever lost. */
@CaseworkTest
class RecordBookTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    private static final String PROPERTY = TestStaff.login("property-staff", TestStaff.EAST);

    @Autowired RecordBook book;
    @Autowired RecordKinds kinds;
    @Autowired CaseFiles cases;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Autowired RecordReminders reminders;
    @Autowired io.casework.notification.Notices notices;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void monday() {
        clock.reset();
    }

    private static RecordDraft draft(String site, String day, String dueOn, Map<String, String> values) {
        return new RecordDraft(site, day, "", dueOn, values);
    }

    private RecordDraft inspection(Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("area", "公共设施", "location", "三栋大堂" + mark, "inspectors", "王师傅", "findings", "顶灯两盏不亮", "problem", "yes"));
        values.putAll(more);
        return draft(TestStaff.EAST, "2026-07-06", "2026-07-10", values);
    }

    private RecordEntry entered() {
        return book.enter("inspections", inspection(Map.of()), CLERK);
    }

    private static Map<String, String> wrong(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(RuleViolation.class, call).fields();
    }

    @Test
    @Rule("AS-PMC-04")
    void anInspectionIsEnteredWithANumberOfTheBooksOwnSeriesAndFollowedUntilItIsDone() {
        RecordEntry first = entered();
        RecordEntry second = entered();
        assertThat(first.number()).matches("ZL-20260706-\\d{4}");
        assertThat(Integer.parseInt(second.number().substring(12))).isEqualTo(Integer.parseInt(first.number().substring(12)) + 1);
        assertThat(first).extracting(RecordEntry::site, RecordEntry::day, RecordEntry::dueOn, RecordEntry::version, RecordEntry::enteredByName, RecordEntry::open)
                .containsExactly(TestStaff.EAST, LocalDate.of(2026, 7, 6), LocalDate.of(2026, 7, 10), 1, "东苑客服人员", true);
        assertThat(first.values()).containsEntry("problem", "yes").containsEntry("findings", "顶灯两盏不亮");

        assertThat(wrong(() -> book.done(first.number(), 1, "2026-07-05", "", CLERK))).containsOnlyKeys("doneOn");
        assertThat(wrong(() -> book.done(first.number(), 1, "2026-07-07", "", CLERK))).extractingByKey("doneOn").asString().contains("还没有到");
        clock.advance(Duration.ofDays(2));
        RecordEntry done = book.done(first.number(), 1, "2026-07-08", "已换灯，复查合格", CLERK);
        assertThat(done).extracting(RecordEntry::open, RecordEntry::doneOn, RecordEntry::version).containsExactly(false, LocalDate.of(2026, 7, 8), 2);
        assertThat(book.history(done)).extracting(RecordVersion::reason).containsExactly(null, "办结：已换灯，复查合格");
        assertThatThrownBy(() -> book.done(first.number(), 2, "2026-07-08", "", CLERK)).isInstanceOf(RuleViolation.class).hasMessageContaining("已经办结");

        assertThat(wrong(() -> book.reopen(first.number(), 2, " ", CLERK))).containsOnlyKeys("reason");
        assertThat(book.reopen(first.number(), 2, "又不亮了", CLERK).open()).isTrue();
        assertThatThrownBy(() -> book.reopen(first.number(), 3, "再来", CLERK)).hasMessageContaining("没有办结");
    }

    @Test
    void aRefusedEntryUsesUpNoNumber() {
        String before = entered().number();
        assertThatThrownBy(() -> book.enter("inspections", inspection(Map.of("area", "屋顶花园")), CLERK)).isInstanceOf(RuleViolation.class);
        assertThat(Integer.parseInt(entered().number().substring(12))).isEqualTo(Integer.parseInt(before.substring(12)) + 1);
    }

    @Test
    void aCorrectionKeepsWhatWasSaidBeforeWithWhoWhenAndWhy() {
        RecordEntry entry = entered();
        clock.advance(Duration.ofHours(3));
        assertThat(wrong(() -> book.correct(entry.number(), 1, inspection(Map.of("findings", "")), "", CLERK))).containsOnlyKeys("reason", "f.findings");
        RecordEntry corrected = book.correct(entry.number(), 1, inspection(Map.of("findings", "顶灯三盏不亮")), "少数了一盏", SUPERVISOR);
        assertThat(corrected.values()).containsEntry("findings", "顶灯三盏不亮");
        assertThat(corrected).extracting(RecordEntry::enteredByName, RecordEntry::changedByName, RecordEntry::reason).containsExactly("东苑客服人员", "东苑客服主管", "少数了一盏");
        List<RecordVersion> history = book.history(corrected);
        assertThat(history).extracting(version -> version.values().get("findings")).containsExactly("顶灯两盏不亮", "顶灯三盏不亮");
        assertThat(history).extracting(RecordVersion::byName).containsExactly("东苑客服人员", "东苑客服主管");
        assertThat(Duration.between(history.get(0).at(), history.get(1).at())).isEqualTo(Duration.ofHours(3));
        assertThatThrownBy(() -> book.correct(entry.number(), 1, inspection(Map.of()), "没看见", CLERK)).hasMessageContaining("东苑客服主管已经更改了这条记录");
        assertThat(wrong(() -> book.correct(entry.number(), 2, inspection(Map.of()), "长".repeat(201), CLERK))).containsOnlyKeys("reason");
    }

    @Test
    void theDayIsNotCorrectedToOneAfterTheEntryWasDone() {
        RecordEntry entry = entered();
        clock.advance(Duration.ofDays(5));
        book.done(entry.number(), 1, "2026-07-08", "", CLERK);
        Map<String, String> values = new LinkedHashMap<>(inspection(Map.of()).values());
        assertThat(wrong(() -> book.correct(entry.number(), 2, draft(TestStaff.EAST, "2026-07-09", "2026-07-10", values), "日期记错", CLERK))).containsOnlyKeys("day");
        assertThat(book.correct(entry.number(), 2, draft(TestStaff.EAST, "2026-07-08", "2026-07-10", values), "日期记错", CLERK).day()).isEqualTo("2026-07-08");
    }

    @Test
    void aVoidedEntryStaysWithItsReasonAndIsNeverDeleted() {
        RecordEntry entry = entered();
        assertThat(wrong(() -> book.voidEntry(entry.number(), 1, "", CLERK))).containsOnlyKeys("reason");
        RecordEntry voided = book.voidEntry(entry.number(), 1, "登记重复", CLERK);
        assertThat(voided).extracting(RecordEntry::voided, RecordEntry::open, RecordEntry::reason).containsExactly(true, false, "登记重复");
        assertThat(book.history(voided)).hasSize(2);
        assertThatThrownBy(() -> book.correct(entry.number(), 2, inspection(Map.of()), "再改", CLERK)).hasMessageContaining("已经作废");
        assertThatThrownBy(() -> jdbc.sql("delete from record_entry where id = ?").param(entry.id()).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("update record_entry_version set reason = 'x' where entry_id = ?").param(entry.id()).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from record_entry_version where entry_id = ?").param(entry.id()).update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void onlyTheKindsPostsWriteAtTheirOwnSites() {
        assertThat(wrong(() -> book.enter("inspections", inspection(Map.of()), WEST_CLERK))).containsOnlyKeys("site");
        assertThat(wrong(() -> book.enter("inspections", inspection(Map.of()), PROPERTY))).containsOnlyKeys("site");
        assertThat(wrong(() -> book.enter("inspections", draft("nowhere", "2026-07-06", "", Map.of()), "service-manager"))).containsKey("site");
        RecordEntry entry = entered();
        for (String other : List.of(WEST_CLERK, PROPERTY, "camunda-admin", "nobody")) {
            assertThatThrownBy(() -> book.correct(entry.number(), 1, inspection(Map.of()), "x", other)).as(other).hasMessageContaining("您的岗位不能更改");
            assertThatThrownBy(() -> book.voidEntry(entry.number(), 1, "x", other)).as(other).hasMessageContaining("您的岗位不能更改");
            assertThatThrownBy(() -> book.done(entry.number(), 1, "2026-07-06", "", other)).as(other).hasMessageContaining("您的岗位不能更改");
        }
        RecordKind kind = kinds.find("inspections").orElseThrow();
        assertThat(book.keptSites(CLERK, kind)).containsExactly(TestStaff.EAST);
        assertThat(book.keptSites("service-manager", kind)).contains(TestStaff.EAST, TestStaff.WEST);
        assertThat(book.keptSites("camunda-admin", kind)).isEmpty();
        assertThat(book.newest(kind, Set.of(TestStaff.WEST), 1000)).extracting(RecordEntry::number).doesNotContain(entry.number());
        assertThat(book.newest(kind, Set.of(TestStaff.EAST), 1000)).extracting(RecordEntry::number).contains(entry.number());
    }

    @Test
    @Rule({"AS-FND-01", "AS-DED-01"})
    void moneyIsReadAsPeopleWriteItAndAnEntryOfTheCompanyHasNoSite() {
        Map<String, String> values = new LinkedHashMap<>(Map.of("movement", "拨付", "amount", "100,000", "purposeOfUse", "年初拨付" + mark, "person", "钱会计"));
        RecordEntry entry = book.enter("working-fund", draft(TestStaff.EAST, "2026-07-06", "2026-07-01", values), "finance");
        assertThat(entry.site()).isNull();
        assertThat(entry.dueOn()).as("is not tracked").isNull();
        assertThat(entry.values()).containsEntry("amount", "100000.00");
        assertThat(kinds.find("working-fund").orElseThrow().field("amount").orElseThrow().print("100000.00")).isEqualTo("100,000.00");
        for (Map.Entry<String, String> one : Map.of("￥1，250.5元", "1250.50", "-20", "-20.00", "０．０５", "0.05").entrySet()) {
            values.put("amount", one.getKey());
            assertThat(book.enter("working-fund", draft("", "2026-07-06", "", values), "service-manager").values()).containsEntry("amount", one.getValue());
        }
        for (String bad : List.of("一千", "1.005", "1e12", "NaN", "1;2", "100000000000", "1." + "0".repeat(100))) {
            values.put("amount", bad);
            assertThat(wrong(() -> book.enter("working-fund", draft("", "2026-07-06", "", values), "finance"))).as(bad).containsOnlyKeys("f.amount");
        }
        values.put("amount", "5");
        assertThat(wrong(() -> book.enter("working-fund", draft("", "2026-07-06", "", values), SUPERVISOR))).containsOnlyKeys("site");
        assertThat(wrong(() -> book.enter("deposit-deductions", draft(TestStaff.EAST, "2026-07-06", "", Map.of("contractor", "甲", "orderNumber", "1", "amount", "1")), CLERK)))
                .containsOnlyKeys("site");
    }

    @Test
    @Rule({"AS-SVY-08", "AS-SVY-10"})
    void eachFieldSaysWhatIsMissingOrCannotBeRead() {
        Map<String, String> wrong = wrong(() -> book.enter("satisfaction-surveys", draft("", "gestern", "2026-02-30", Map.of("managerVisit", "vielleicht", "customer", "长".repeat(201))), CLERK));
        assertThat(wrong).containsOnlyKeys("site", "day", "dueOn", "f.round", "f.stage", "f.way", "f.customer", "f.unitName", "f.questions", "f.satisfaction", "f.managerVisit");
        assertThat(wrong.get("f.round")).isEqualTo("请选择“调查轮次”。");
        assertThat(wrong.get("f.questions")).isEqualTo("请填写“问题和回答”。");
        assertThat(wrong.get("f.customer")).contains("不能超过 200 个字", "201");
        assertThat(wrong.get("day")).contains("调查日期", "2026-11-22");
        assertThat(wrong(() -> book.enter("inspections", draft(TestStaff.EAST, "2026-07-06", "2026-07-05", inspection(Map.of()).values()), CLERK))).containsOnlyKeys("dueOn");
        assertThat(wrong(() -> book.enter("inspections", inspection(Map.of("area", "月球")), CLERK))).extractingByKey("f.area").asString().contains("没有“月球”这一选项");
        assertThat(wrong(() -> book.enter("product-usage", draft(TestStaff.EAST, "2026-07-06", "", Map.of("equipment", "电梯", "since", "2025-07-01", "condition", "正常", "usage", "正常",
                "faults", "2.5")), PROPERTY))).containsOnlyKeys("f.faults");
        assertThatThrownBy(() -> book.enter("nothing", inspection(Map.of()), CLERK)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void anEntryAboutACaseIsWrittenIntoTheCasesStory() {
        String number = transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, "周兰", ProbeCases.phone(), null, "9栋901", "大堂灯不亮",
                "", "NORMAL"), Actor.SYSTEM).number());
        RecordDraft plain = inspection(Map.of());
        RecordEntry entry = book.enter("inspections", new RecordDraft(plain.site(), plain.day(), " " + number.toLowerCase(java.util.Locale.ROOT), plain.dueOn(), plain.values()), CLERK);
        assertThat(entry.caseNumber()).isEqualTo(number);
        book.voidEntry(entry.number(), 1, "案件写错", CLERK);
        List<TimelineView> story = transaction.execute(status -> cases.timeline(number));
        assertThat(story).extracting(TimelineView::text).contains("登记《巡查记录表》" + entry.number(), "作废《巡查记录表》" + entry.number() + "：案件写错");
        RecordDraft west = new RecordDraft(TestStaff.WEST, plain.day(), number, plain.dueOn(), plain.values());
        assertThat(wrong(() -> book.enter("inspections", west, WEST_CLERK))).extractingByKey("caseNumber").asString().contains("这个小区没有编号为 " + number);
        assertThat(wrong(() -> book.enter("inspections", new RecordDraft(TestStaff.EAST, plain.day(), number, "", plain.values()), WEST_CLERK)))
                .as("whether a case of another site is there").containsOnlyKeys("site");
        assertThat(wrong(() -> book.enter("inspections", new RecordDraft(plain.site(), plain.day(), "KF-19990101-0001", "", plain.values()), CLERK))).containsOnlyKeys("caseNumber");
    }

    @Test
    void whatIsOpenComesFirst() {
        RecordKind kind = kinds.find("contingency-plans").orElseThrow();
        Map<String, String> values = Map.of("matter", "群诉" + mark, "phase", "萌发期", "responsible", "总经理", "team", "组长：总经理");
        RecordEntry old = book.enter(kind.code(), draft(TestStaff.WEST, "2026-07-01", "", values), "service-manager");
        RecordEntry done = book.enter(kind.code(), draft(TestStaff.WEST, "2026-07-06", "", values), "service-manager");
        book.done(done.number(), 1, "2026-07-06", "", "service-manager");
        List<String> listed = book.newest(kind, Set.of(TestStaff.WEST), 100).stream().map(RecordEntry::number).toList();
        assertThat(listed).containsSubsequence(old.number(), done.number());
        assertThat(book.open(Map.of(kind, Set.of(TestStaff.WEST)), 1000)).extractingByKey(kind.code()).isEqualTo(
                (int) book.newest(kind, Set.of(TestStaff.WEST), 1000).stream().filter(RecordEntry::open).count());
    }

    @Test
    void aValueThatExceedsTheFieldWhichBoundsItIsRefusedThere() {
        String kind = kinds.nextCode();
        kinds.add(new RecordKind(kind, "比较试验" + mark, "试验", "试验比较", List.of(), List.of(), RecordKind.Scope.SITE, "记录日期", false, false, java.util.Set.of("clerk"), java.util.Set.of(), 0, true,
                List.of()));
        String end = kinds.addField(kind, new RecordField(null, "结束日期", FieldType.DAY, List.of(), false, "", "", "", null, 0, false));
        String begin = kinds.addField(kind, new RecordField(null, "开始日期", FieldType.DAY, List.of(), false, "", "", end, null, 0, false));
        String whole = kinds.addField(kind, new RecordField(null, "总额", FieldType.MONEY, List.of(), false, "", "", "", null, 0, false));
        String part = kinds.addField(kind, new RecordField(null, "部分", FieldType.MONEY, List.of(), false, "", "", whole, null, 0, false));
        assertThat(wrong(() -> book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(begin, "2026-07-08", end, "2026-07-07", whole, "1,000", part, "1000.01")), CLERK)))
                .containsEntry("f." + begin, "“开始日期”不能晚于“结束日期”（2026-07-07）。").containsEntry("f." + part, "“部分”不能大于“总额”（1,000.00）。").hasSize(2);
        RecordEntry equal = book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(begin, "2026-07-07", end, "2026-07-07", whole, "1000", part, "1000.00")), CLERK);
        assertThat(wrong(() -> book.correct(equal.number(), 1, draft(TestStaff.EAST, "2026-07-06", "", Map.of(whole, "9", part, "10")), "改小", CLERK))).containsOnlyKeys("f." + part);
        assertThat(book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(begin, "2026-07-08", part, "5")), CLERK).values()).as("nothing to compare with").hasSize(2);
        assertThat(wrong(() -> book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(begin, "2026-07-08", end, "gestern")), CLERK))).containsOnlyKeys("f." + end);

        for (String bound : List.of(end, part, "nothing")) {
            assertThat(wrong(() -> kinds.changeField(kind, new RecordField(part, "部分", FieldType.MONEY, List.of(), false, "", "", bound, null, 0, false)))).as(bound).containsOnlyKeys("atMost");
        }
        kinds.retireField(kind, whole);
        assertThat(book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(part, "5000")), CLERK).values()).as("what is retired bounds nothing").containsEntry(part, "5000.00");
    }

    @Test
    void theShippedBoundsAreOfFieldsOfTheSameType() {
        List<RecordField> bounded = kinds.all().stream().flatMap(kind -> kind.fields().stream().filter(field -> !field.atMost().isEmpty())
                .peek(field -> assertThat(kind.field(field.atMost())).hasValueSatisfying(bound -> assertThat(bound.type()).isEqualTo(field.type())))).toList();
        assertThat(bounded).extracting(RecordField::label).contains("审定金额（元）", "同意支付（元）", "收回份数");
    }

    @Test
    void thePostOfAFieldIsToldOnceBeforeItsDayComes() {
        String kind = kinds.nextCode();
        kinds.add(new RecordKind(kind, "到期试验" + mark, "试验", "试验到期提醒", List.of(), List.of(), RecordKind.Scope.SITE, "记录日期", true, false, java.util.Set.of("clerk", "service-supervisor"),
                java.util.Set.of(), 0, true, List.of()));
        String until = kinds.addField(kind, new RecordField(null, "有效期至", FieldType.DAY, List.of(), false, "", "", "", new RecordField.Reminder(30, "service-supervisor"), 0, false));
        RecordEntry near = book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(until, "2026-08-05")), CLERK);
        RecordEntry far = book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(until, "2026-08-06")), CLERK);
        RecordEntry done = book.done(book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(until, "2026-07-07")), CLERK).number(), 1, "2026-07-06", "", CLERK);
        book.enter(kind, draft(TestStaff.EAST, "2026-07-06", "", Map.of(until, "2026-05-01")), CLERK);
        RecordEntry west = book.enter(kind, draft(TestStaff.WEST, "2026-07-06", "", Map.of(until, "2026-07-06")), WEST_CLERK);

        reminders.remindOfWhatIsDue();
        reminders.remindOfWhatIsDue();
        assertThat(told(SUPERVISOR)).containsExactly("《到期试验" + mark + "》有效期至：2026-08-05");
        assertThat(told(TestStaff.login("service-supervisor", TestStaff.WEST))).containsExactly("《到期试验" + mark + "》有效期至：2026-07-06");
        assertThat(told(CLERK)).isEmpty();
        assertThat(near.open() && far.open() && west.open() && !done.open()).isTrue();

        book.correct(near.number(), 1, draft(TestStaff.EAST, "2026-07-06", "", Map.of(until, "2026-08-01")), "续期写错", CLERK);
        clock.advance(java.time.Duration.ofDays(1));
        reminders.remindOfWhatIsDue();
        assertThat(told(SUPERVISOR)).as("a corrected day, and one more that has come near").containsExactlyInAnyOrder("《到期试验" + mark + "》有效期至：2026-08-05",
                "《到期试验" + mark + "》有效期至：2026-08-01", "《到期试验" + mark + "》有效期至：2026-08-06");

        for (RecordField wrong : List.of(new RecordField(null, "甲", FieldType.TEXT, List.of(), false, "", "", "", new RecordField.Reminder(3, "clerk"), 0, false),
                new RecordField(null, "乙", FieldType.DAY, List.of(), false, "", "", "", new RecordField.Reminder(3, "finance"), 0, false))) {
            assertThat(wrong(() -> kinds.addField(kind, wrong))).containsOnlyKeys("remindPost");
        }
        assertThat(wrong(() -> kinds.addField(kind, new RecordField(null, "丙", FieldType.DAY, List.of(), false, "", "", "", new RecordField.Reminder(366, "clerk"), 0, false))))
                .containsOnlyKeys("remindDays");
    }

    private List<String> told(String login) {
        return notices.inbox(login, org.springframework.data.domain.PageRequest.of(0, 200)).getContent().stream().map(io.casework.notification.InboxNotice::subject)
                .filter(subject -> subject.contains("到期试验" + mark)).toList();
    }
}
