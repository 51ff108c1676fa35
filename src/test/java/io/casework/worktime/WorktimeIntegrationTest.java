package io.casework.worktime;

import static io.casework.worktime.Schedules.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TurnableClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The calendar in the database. Changes are made in a year that no other test looks at, and taken back. */
@CaseworkTest
@RecordApplicationEvents
class WorktimeIntegrationTest {

    private static final int YEAR = 2093;
    private static final LocalDate MONDAY = LocalDate.of(YEAR, 3, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY));
    private static final LocalDate SATURDAY = MONDAY.plusDays(5);

    @Autowired Worktime worktime;
    @Autowired CalendarAdministration administration;
    @Autowired CalendarStore store;
    @Autowired PlatformTransactionManager transactions;
    @Autowired TurnableClock clock;
    @Autowired ApplicationEvents events;

    @BeforeEach
    void enterTheYears() {
        administration.putYear(new CalendarYear(YEAR, false, null, null), "test");
        administration.putYear(new CalendarYear(YEAR + 1, false, null, null), "test");
        events.clear();
    }

    @AfterEach
    void takeBack() {
        clock.reset();
        for (int year : new int[] {YEAR, YEAR + 1}) {
            worktime.calendar().days(year).forEach(day -> administration.removeDay(day.date(), "test"));
            administration.putYear(new CalendarYear(year, false, null, null), "test");
        }
        worktime.calendar().weeks().stream().filter(week -> week.validFrom().getYear() == YEAR)
                .forEach(week -> administration.removeWeek(week.validFrom(), "test"));
    }

    @Test
    void theSeedIsWhatWasPublished() {
        WorkCalendar published = Schedules.office();
        for (int year : new int[] {2025, 2026}) {
            assertThat(kinds(worktime.calendar(), year)).isEqualTo(kinds(published, year)).isNotEmpty();
            assertThat(worktime.calendar().isAnnounced(year)).isTrue();
        }
        assertThat(worktime.calendar().days(2026)).extracting(CalendarDay::name)
                .contains("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节");
        assertThat(worktime.calendar().isAnnounced(2027)).isFalse();
        assertThat(worktime.calendar().weekOn(LocalDate.of(2026, 7, 6)).hours()).isEqualTo(published.weeks().get(0).hours());
    }

    @Test
    void reckonsByTheCalendarInTheDatabase() {
        assertThat(worktime.dueAt(at("2026-02-13 16:30"), Limit.workingDays(3))).isEqualTo(at("2026-02-25 17:30"));
        assertThat(worktime.reminderAt(at("2026-07-06 16:30"), at("2026-07-07 17:30"), 75)).isEqualTo(at("2026-07-07 15:30"));
        assertThat(worktime.workingTimeBetween(at("2026-07-06 11:30"), at("2026-07-06 14:00"))).isEqualTo(Duration.ofHours(1));
        assertThat(worktime.explain(at("2026-02-13 16:30"), Limit.workingDays(3)).text())
                .contains("2026-02-14（星期六）调休上班（春节），第1个工作日。", "2026-02-23（星期一）放假（春节），不计。");
    }

    @Test
    void aWeekNeverEndsBeforeTheFeedbackOfTheSameCase() {
        assertThat(worktime.dueAt(at("2026-02-13 16:30"), Limit.calendarDays(7), worktime.dueAt(at("2026-02-13 16:30"), Limit.workingDays(3))))
                .isEqualTo(at("2026-02-25 17:30"));
        assertThat(worktime.dueAt(at("2026-07-06 09:00"), Limit.calendarDays(7), at("2026-07-09 17:30")))
                .isEqualTo(at("2026-07-14 00:00"));
    }

    @Test
    void aDeadlineInAnUnannouncedYearIsProvisional() {
        assertThat(worktime.deadline(at("2026-12-30 09:00"), Limit.workingDays(5)))
                .returns(true, Deadline::provisional)
                .extracting(Deadline::unannouncedYears).asString().isEqualTo("[2027]");
        assertThat(worktime.deadline(at("2026-07-06 09:00"), Limit.workingDays(5)).provisional()).isFalse();
    }

    @Test
    void warnsOfTheNextYearFromNovemberOn() {
        clock.set(LocalDateTime.of(2026, 10, 31, 23, 59));
        assertThat(worktime.warnings()).isEmpty();
        clock.set(LocalDateTime.of(2026, 11, 1, 0, 0));
        assertThat(worktime.warnings()).singleElement().asString().startsWith("2027年").contains("及时导入");
        clock.set(LocalDateTime.of(2027, 1, 1, 8, 0));
        assertThat(worktime.warnings()).singleElement().asString().startsWith("2027年");
    }

    @Test
    void anEnteredDayCountsAtOnceIsRecordedAndPublished() {
        administration.putDay(CalendarDay.of(MONDAY, DayKind.HOLIDAY, "公司周年", "公司通知"), "管理员甲");
        assertThat(worktime.calendar().isWorkingDay(MONDAY)).isFalse();
        assertThat(events.stream(CalendarChanged.class)).containsExactly(new CalendarChanged(MONDAY));
        assertThat(administration.changes(1)).singleElement().satisfies(change -> {
            assertThat(change.by()).isEqualTo("管理员甲");
            assertThat(change.at()).isEqualTo(clock.instant());
            assertThat(change.what()).contains(MONDAY.toString(), "放假（公司周年）", "公司通知");
        });
        administration.removeDay(MONDAY, "管理员甲");
        assertThat(worktime.calendar().isWorkingDay(MONDAY)).isTrue();
        assertThatThrownBy(() -> administration.removeDay(MONDAY, "管理员甲")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void aMakeupDayMustBeADayOfRest() {
        assertThatThrownBy(() -> administration.putDay(CalendarDay.of(MONDAY, DayKind.MAKEUP_WORKDAY, "春节", "通知"), "管理员"))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("本来就是工作日");
        administration.putDay(CalendarDay.of(SATURDAY, DayKind.MAKEUP_WORKDAY, "春节", "通知"), "管理员");
        assertThat(worktime.calendar().periodsOn(SATURDAY)).isEqualTo(Schedules.OFFICE_DAY);
    }

    @Test
    void weeklyHoursTakeOverOnTheirDayAndTheLastOnesStay() {
        WorkWeek summer = Schedules.week(MONDAY.toString(), List.of(WorkPeriod.of("08:00", "12:00")), 6);
        administration.putWeek(summer, "管理员");
        assertThat(worktime.calendar().periodsOn(SATURDAY)).containsExactly(WorkPeriod.of("08:00", "12:00"));
        assertThat(events.stream(CalendarChanged.class)).containsExactly(new CalendarChanged(MONDAY));
        assertThat(administration.changes(1).get(0).what()).contains("星期六 08:00–12:00");
        administration.putWeek(Schedules.week(MONDAY.toString(), Schedules.OFFICE_DAY, 5), "管理员");
        assertThat(worktime.calendar().isWorkingDay(SATURDAY)).isFalse();
        administration.removeWeek(MONDAY, "管理员");
        assertThat(worktime.calendar().weeks()).hasSize(1);
        assertThatThrownBy(() -> administration.removeWeek(LocalDate.of(2000, 1, 1), "管理员"))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("唯一");
        assertThatThrownBy(() -> administration.removeWeek(MONDAY, "管理员")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void importsAPublishedYearInPlaceOfWhatWasThere() {
        administration.importYear(YEAR, "第一次通知", List.of(MONDAY + ",HOLIDAY,元旦"), "管理员");
        int count = administration.importYear(YEAR, "更正通知", List.of("\uFEFF# 日期,类型,名称", "",
                MONDAY.plusDays(1) + ",放假,春节", SATURDAY + "，MAKEUP_WORKDAY，春节", (YEAR - 1) + "-12-31,HOLIDAY,元旦"), "管理员");
        assertThat(count).isEqualTo(3);
        assertThat(worktime.calendar().isAnnounced(YEAR)).isTrue();
        assertThat(worktime.calendar().isWorkingDay(MONDAY)).isTrue();
        assertThat(worktime.calendar().isWorkingDay(MONDAY.plusDays(1))).isFalse();
        assertThat(worktime.calendar().isWorkingDay(SATURDAY)).isTrue();
        assertThat(worktime.calendar().isWorkingDay(LocalDate.of(YEAR - 1, 12, 31))).isFalse();
        assertThat(worktime.calendar().days(YEAR)).allMatch(day -> day.source().equals("更正通知"));
        assertThat(administration.changes(1).get(0).what()).isEqualTo("导入2093年安排：放假2天，调休上班1天，依据：更正通知");
    }

    @Test
    void aWrongLineStopsTheImportAndEveryWrongLineIsNamed() {
        administration.putDay(new CalendarDay(LocalDate.of(YEAR, 12, 31), DayKind.HOLIDAY, "元旦", "通知", YEAR + 1), "管理员");
        WorkCalendar before = worktime.calendar();
        assertThatThrownBy(() -> administration.importYear(YEAR, "通知", List.of(
                MONDAY + ",HOLIDAY,元旦", MONDAY + ",HOLIDAY,元旦", "2093-02-30,HOLIDAY,春节", "2093-01-02,休假,元旦", "2093-01-02",
                "2092-01-02,HOLIDAY,元旦", "2093-01-02,HOLIDAY,", MONDAY.plusDays(1) + ",MAKEUP_WORKDAY,元旦",
                "2093-12-31,HOLIDAY,元旦"), "管理员"))
                .asInstanceOf(type(RuleViolation.class))
                .extracting(RuleViolation::fields)
                .satisfies(fields -> {
                    assertThat(fields).hasSize(8).doesNotContainKey("lines[1]");
                    assertThat(fields.get("lines[2]")).contains("第2行", "重复");
                    assertThat(fields.get("lines[3]")).contains("2093-02-30", "不存在");
                    assertThat(fields.get("lines[4]")).contains("休假", "不认识");
                    assertThat(fields.get("lines[5]")).contains("日期，放假或调休上班，名称");
                    assertThat(fields.get("lines[6]")).contains("不属于2093年");
                    assertThat(fields.get("lines[7]")).contains("请填写名称");
                    assertThat(fields.get("lines[8]")).contains("本来就是工作日");
                    assertThat(fields.get("lines[9]")).contains("2094年的安排");
                });
        assertThat(worktime.calendar()).isEqualTo(before);
        assertThatThrownBy(() -> administration.importYear(YEAR, "通知", List.of("# 无"), "管理员")).hasMessageContaining("没有可导入");
        assertThatThrownBy(() -> administration.importYear(YEAR, " ", List.of(MONDAY + ",HOLIDAY,元旦"), "管理员")).hasMessageContaining("依据");
        assertThatThrownBy(() -> administration.importYear(YEAR, "通知", Collections.nCopies(401, "#"), "管理员")).hasMessageContaining("400");
        assertThatThrownBy(() -> administration.importYear(YEAR, "通知", List.of(MONDAY + ",HOLIDAY,元旦"), "")).hasMessageContaining("操作人");
        assertThat(worktime.calendar()).isEqualTo(before);
    }

    @Test
    void hostileTextsAreKeptAsTextOrRefused() {
        String hostile = "'); drop table calendar_day; --<script>";
        administration.putDay(CalendarDay.of(MONDAY, DayKind.HOLIDAY, hostile, hostile), hostile);
        assertThat(worktime.calendar().day(MONDAY)).get().extracting(CalendarDay::name).isEqualTo(hostile);
        assertThatThrownBy(() -> CalendarDay.of(MONDAY, DayKind.HOLIDAY, "春\u0000节", "通知")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> CalendarDay.of(MONDAY, DayKind.HOLIDAY, "春".repeat(61), "通知")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void aChangeIsSeenInsideItsTransactionAndByOthersWhenItCommits() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            administration.putDay(CalendarDay.of(MONDAY, DayKind.HOLIDAY, "一", "通知"), "管理员");
            administration.putDay(CalendarDay.of(MONDAY.plusDays(1), DayKind.HOLIDAY, "二", "通知"), "管理员");
            assertThat(worktime.calendar().isWorkingDay(MONDAY.plusDays(1))).isFalse();
            assertThat(CompletableFuture.supplyAsync(() -> worktime.calendar().isWorkingDay(MONDAY)).join()).isTrue();
        });
        assertThat(CompletableFuture.supplyAsync(() -> worktime.calendar().isWorkingDay(MONDAY)).join()).isFalse();
        assertThat(worktime.calendar().isWorkingDay(MONDAY.plusDays(1))).isFalse();
    }

    @Test
    void aChangeThatIsRolledBackLeavesNothing() {
        WorkCalendar before = worktime.calendar();
        List<CalendarChange> changes = administration.changes(1);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            administration.putDay(CalendarDay.of(MONDAY, DayKind.HOLIDAY, "一", "通知"), "管理员");
            status.setRollbackOnly();
        });
        assertThat(worktime.calendar()).isEqualTo(before);
        assertThat(administration.changes(1)).isEqualTo(changes);
    }

    @Test
    void anotherNodeSeesAChangeWithinThirtySecondsAndTellsItsListenersOnce() {
        AtomicLong nanos = new AtomicLong();
        List<Object> told = new ArrayList<>();
        CalendarCache otherNode = new CalendarCache(store, clock, told::add, transactions, nanos::get);
        assertThat(otherNode.current().isWorkingDay(MONDAY)).isTrue();

        administration.putDay(CalendarDay.of(MONDAY, DayKind.HOLIDAY, "一", "通知"), "管理员");

        nanos.addAndGet(CalendarCache.MAX_AGE.toNanos() - 1);
        assertThat(otherNode.current().isWorkingDay(MONDAY)).isTrue();
        nanos.addAndGet(1);
        assertThat(otherNode.current().isWorkingDay(MONDAY)).isFalse();
        assertThat(told).isEmpty();
        otherNode.refresh();
        otherNode.refresh();
        assertThat(told).containsExactly(new CalendarChanged(MONDAY));
    }

    private static Map<LocalDate, DayKind> kinds(WorkCalendar calendar, int year) {
        return calendar.days(year).stream().collect(Collectors.toMap(CalendarDay::date, CalendarDay::kind));
    }
}
