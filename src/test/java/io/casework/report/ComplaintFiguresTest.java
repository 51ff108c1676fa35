package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.casework.platform.RuleViolation;
import io.casework.report.ComplaintFigures.Dimension;
import io.casework.report.ComplaintFigures.Part;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.FigureRows;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import io.casework.worktime.CalendarChanged;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The five indicators over a few complaints that stand exactly at the limits. */
@CaseworkTest
class ComplaintFiguresTest {

    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 3, 2, 9, 0);
    private static final LocalDateTime DUE = LocalDateTime.of(2026, 3, 10, 0, 0);

    @Autowired FigureRows rows;
    @Autowired ComplaintFigures figures;
    @Autowired FigureFacts facts;
    @Autowired CountedCases counted;
    @Autowired FigureTargets targets;
    @Autowired ProbeCases probes;
    @Autowired Walk walk;
    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcTemplate jdbc;

    private String site;

    @BeforeEach
    void aSiteOfItsOwn() {
        walk.resetClock();
        site = rows.site();
    }

    @AfterEach
    void turnBack() {
        walk.resetClock();
        jdbc.update("delete from figure_target where changed_by = 'figures-test'");
    }

    private FigureFilter march() {
        return FigureFilter.months(MARCH, MARCH, Set.of(site), null, null, null);
    }

    private void sevenOfMarch() {
        // Solved exactly at the limit, satisfied, answered after two working hours.
        rows.complaint(site, MONDAY, FigureRows.closed(DUE.plusDays(2), "due_at", DUE, "resolved_at", DUE, "answered_at", MONDAY.plusHours(2), "called_back_at",
                DUE.plusDays(1), "callback_result", "SATISFIED", "satisfaction", 5, "responsible_post", "engineering", "cause", "ENGINEERING", "grade", "ORDINARY"));
        // A second late, dissatisfied, answered after eight working hours of which four stood still.
        String late = rows.complaint(site, MONDAY, FigureRows.closed(DUE.plusDays(3), "due_at", DUE, "resolved_at", DUE.plusSeconds(1), "answered_at",
                MONDAY.plusDays(1).plusHours(1), "called_back_at", DUE.plusDays(1), "callback_result", "DISSATISFIED", "satisfaction", 2, "responsible_post",
                "design", "cause", "DESIGN", "grade", "IMPORTANT"));
        rows.insert("clock_pause", Map.of("case_number", late, "reason", "CUSTOMER", "paused_at", MONDAY.withHour(13).plusMinutes(30), "paused_by", "test",
                "resumed_at", MONDAY.withHour(20), "resumed_by", "test"));
        // Nobody could be reached: due a callback, not called back, not rated.
        rows.complaint(site, MONDAY, FigureRows.closed(DUE, "due_at", DUE, "resolved_at", DUE.minusDays(1), "answered_at", MONDAY.plusHours(1),
                "callback_result", "UNREACHABLE", "responsible_post", "engineering", "cause", "ENGINEERING", "grade", "ORDINARY"));
        // Still open, past its limit, never answered.
        rows.complaint(site, MONDAY, "due_at", DUE, "responsible_post", "engineering", "cause", "ENGINEERING", "grade", "HOT");
        // Still open without a limit: its repair goes on.
        rows.complaint(site, MONDAY);
        // The last second of the month.
        rows.complaint(site, LocalDateTime.of(2026, 3, 31, 23, 59, 59));
        // Anonymous: cannot be answered; declined to rate.
        rows.complaint(site, MONDAY, FigureRows.closed(DUE, "final_answered_at", null, "answer_impossible", true, "due_at", DUE, "resolved_at",
                DUE.minusDays(2), "called_back_at", DUE.minusDays(1), "callback_result", "DECLINED", "responsible_post", "design", "cause", "DESIGN", "grade",
                "ORDINARY"));
        // Not counted: found to be no complaint, and taken back.
        rows.complaint(site, MONDAY, "state", "RETURNED", "closed_at", DUE);
        rows.complaint(site, MONDAY, "state", "WITHDRAWN", "closed_at", DUE, "answered_at", MONDAY.plusHours(1));
        // The first moment of April.
        rows.complaint(site, LocalDateTime.of(2026, 4, 1, 0, 0), "due_at", LocalDateTime.of(2026, 7, 10, 0, 0));
    }

    @Test
    @Rule("AS-CMP-18")
    void theFiveIndicatorsAreExactAtTheirLimits() {
        sevenOfMarch();
        ComplaintCounts counts = figures.total(march());
        assertThat(counts).isEqualTo(new ComplaintCounts(7, 4, 4, 4, 3, 2, 1, 7, 5, 3, 3, 7 * 3600));
        assertThat(counts.value(Indicator.SATISFACTION)).isEqualByComparingTo("50.0");
        assertThat(counts.value(Indicator.TIMELINESS)).isEqualByComparingTo("60.0");
        assertThat(counts.value(Indicator.CLOSURE)).isEqualByComparingTo("57.1");
        assertThat(counts.value(Indicator.CALLBACK)).isEqualByComparingTo("75.0");
        assertThat(counts.value(Indicator.ANSWER)).isEqualByComparingTo("2.3");
        assertThat(counts.words(Indicator.SATISFACTION)).isEqualTo("50.0%");
        assertThat(counts.words(Indicator.ANSWER)).isEqualTo("2.3 工作小时");
        assertThat(counts.meanScore()).isEqualByComparingTo("3.5");
    }

    @Test
    void whereNothingIsBelowTheLineThereIsNoValue() {
        rows.complaint(site, MONDAY);
        ComplaintCounts counts = figures.total(march());
        assertThat(counts.received()).isEqualTo(1);
        assertThat(counts.value(Indicator.CLOSURE)).isEqualByComparingTo("0.0");
        assertThat(List.of(Indicator.SATISFACTION, Indicator.TIMELINESS, Indicator.CALLBACK, Indicator.ANSWER)).allSatisfy(indicator -> {
            assertThat(counts.value(indicator)).isNull();
            assertThat(counts.words(indicator)).isEqualTo("无数据");
        });
        assertThat(figures.total(FigureFilter.months(MARCH.minusMonths(3), MARCH.minusMonths(2), Set.of(site), null, null, null))).isEqualTo(ComplaintCounts.NONE);
        assertThat(figures.total(FigureFilter.months(MARCH, MARCH, Set.of(), null, null, null))).isEqualTo(ComplaintCounts.NONE);
        assertThat(ComplaintCounts.NONE.words(Indicator.CLOSURE)).isEqualTo("无数据");
    }

    @Test
    @Rule("AS-CMP-18")
    void eachDimensionTellsTheSameComplaintsApart() {
        sevenOfMarch();
        assertThat(figures.by(Dimension.DEPARTMENT, march())).extracting(ComplaintFigures.Line::label, line -> line.counts().received())
                .containsExactly(tuple("工程材料部", 3L), tuple("设计研发部", 2L),
                        tuple("尚未定责", 2L));
        assertThat(figures.by(Dimension.CAUSE, march())).extracting(ComplaintFigures.Line::label).containsExactly("工程问题", "设计问题", "尚未评估");
        assertThat(figures.by(Dimension.GRADE, march())).extracting(ComplaintFigures.Line::key).containsExactly("IMPORTANT", "HOT", "ORDINARY", "");
        assertThat(figures.by(Dimension.SITE, march())).extracting(ComplaintFigures.Line::key).containsExactly(site);
        FigureFilter spring = FigureFilter.months(MARCH.minusMonths(1), MARCH.plusMonths(1), Set.of(site), null, null, null);
        assertThat(figures.by(Dimension.MONTH, spring)).extracting(ComplaintFigures.Line::label, line -> line.counts().received()).containsExactly(
                tuple("2026-02", 0L), tuple("2026-03", 7L),
                tuple("2026-04", 1L));
        for (Dimension dimension : Dimension.values()) {
            assertThat(ComplaintCounts.sum(figures.by(dimension, spring).stream().map(ComplaintFigures.Line::counts).toList())).as(dimension.label())
                    .isEqualTo(figures.total(spring));
        }
        assertThat(figures.total(FigureFilter.months(MARCH, MARCH, Set.of(site), "engineering", "ENGINEERING", "ORDINARY")).received()).isEqualTo(2);
        assertThat(figures.total(FigureFilter.months(MARCH, MARCH, Set.of(site), "", "", "")).received()).isEqualTo(2);
        // Days that are no whole months are added up case by case, with the same result.
        assertThat(figures.total(FigureFilter.period(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31), Set.of(site)))).isEqualTo(figures.total(march()));
    }

    @Test
    void aListHoldsExactlyTheCasesThatWereCounted() {
        sevenOfMarch();
        ComplaintCounts counts = figures.total(march());
        for (Indicator indicator : Indicator.values()) {
            assertThat(numbers(figures.cases(march(), indicator, Part.COUNTED))).as(indicator.label()).hasSize((int) counts.counted(indicator));
            assertThat(numbers(figures.cases(march(), indicator, Part.REACHED))).as(indicator.label()).hasSize((int) counts.reached(indicator));
            assertThat(numbers(figures.cases(march(), indicator, Part.MISSED))).as(indicator.label()).hasSize((int) counts.missed(indicator))
                    .doesNotContainAnyElementsOf(numbers(figures.cases(march(), indicator, Part.REACHED)));
        }
        assertThat(numbers(figures.cases(march(), null, Part.COUNTED))).hasSize(7).doesNotHaveDuplicates();
    }

    /** Read two at a time, so that pages are turned. */
    private List<String> numbers(Selection selection) {
        List<String> numbers = new java.util.ArrayList<>();
        String next = null;
        do {
            CountedCases.Page page = counted.page(selection, next, 2);
            page.lines().forEach(line -> numbers.add(line.caseNumber()));
            next = page.next();
            assertThat(page.total()).isGreaterThanOrEqualTo(numbers.size());
        } while (next != null);
        assertThat(counted.page(selection, null, 2).total()).isEqualTo(numbers.size());
        return numbers;
    }

    @Test
    void aLimitThatPassesTurnsAnOpenComplaintLateWithoutAnybodyTouchingIt() {
        rows.complaint(site, MONDAY, "due_at", LocalDateTime.of(2026, 7, 6, 12, 0));
        assertThat(figures.total(march()).due()).isZero();
        walk.turnTo(LocalDateTime.of(2026, 7, 6, 12, 0));
        assertThat(figures.total(march()).due()).as("at the limit").isZero();
        walk.turnTo(LocalDateTime.of(2026, 7, 6, 12, 0, 1));
        ComplaintCounts late = figures.total(march());
        assertThat(late.due()).isEqualTo(1);
        assertThat(late.timely()).isZero();
        assertThat(late.words(Indicator.TIMELINESS)).isEqualTo("0.0%");
    }

    @Test
    void whatChangesOnAComplaintIsInTheNextLook() {
        String number = rows.complaint(site, MONDAY);
        assertThat(figures.total(march()).closed()).isZero();
        jdbc.update("update complaint set state = 'CLOSED', closed_at = ?, analysed_at = ?, final_answered_at = ?, resolved_at = ? where case_number = ?",
                FigureRows.at(DUE), FigureRows.at(DUE), FigureRows.at(DUE), FigureRows.at(DUE), number);
        assertThat(figures.total(march()).closed()).isEqualTo(1);
        jdbc.update("update complaint set responsible_post = 'legal' where case_number = ?", number);
        assertThat(figures.by(Dimension.DEPARTMENT, march())).extracting(ComplaintFigures.Line::key).containsExactly("legal");
        jdbc.update("update complaint set state = 'RETURNED' where case_number = ?", number);
        assertThat(figures.total(march())).isEqualTo(ComplaintCounts.NONE);
        assertThat(jdbc.queryForObject("select count(*) from figure_month where site = ?", Integer.class, site)).as("an empty month has no line").isZero();
    }

    @Test
    void whatNoIndicatorLooksAtIsNotReckonedAnew() {
        String number = rows.complaint(site, MONDAY);
        figures.total(march());
        jdbc.update("update complaint set process_so_far = '等待雨停', lesson = '无', version = version + 1 where case_number = ?", number);
        assertThat(jdbc.queryForObject("select count(*) from figure_stale where case_number = ?", Integer.class, number)).isZero();
        jdbc.update("update complaint set cause = 'DESIGN' where case_number = ?", number);
        assertThat(jdbc.queryForObject("select count(*) from figure_stale where case_number = ?", Integer.class, number)).isEqualTo(1);
    }

    @Test
    void aChangedCalendarReckonsTheTimeToAnswerAnew() {
        String number = rows.complaint(site, MONDAY, "answered_at", MONDAY.plusHours(2));
        figures.total(march());
        jdbc.update("update figure_complaint set answer_seconds = 1 where case_number = ?", number);
        changed(MONDAY.toLocalDate().plusDays(1));
        figures.total(march());
        assertThat(seconds(number)).as("a later day moves nothing").isEqualTo(1);
        changed(MONDAY.toLocalDate());
        while (facts.refresh()) {
            // Other tests' complaints are reckoned anew too.
        }
        assertThat(seconds(number)).isEqualTo(7200);
    }

    private void changed(LocalDate from) {
        transaction.executeWithoutResult(status -> events.publishEvent(new CalendarChanged(from)));
    }

    private Long seconds(String number) {
        return jdbc.queryForObject("select answer_seconds from figure_complaint where case_number = ?", Long.class, number);
    }

    @Test
    @Rule("AS-CMP-18")
    void aComplaintAcceptedInItsProcedureIsCountedAtTheNextLook() {
        FigureFilter july = FigureFilter.months(YearMonth.of(2026, 7), YearMonth.of(2026, 7), Set.of(TestStaff.EAST), null, null, null);
        long before = figures.total(july).received();
        String number = probes.open("王芳", ProbeCases.phone(), "外墙渗水一直没人管");
        probes.handTo("complaint", number, Map.of());
        walk.complete(TestStaff.login("clerk", TestStaff.EAST), number, "Task_AcceptComplaint", Map.of("mood", "UPSET", "channel", "CALL", "phase", "WARRANTY",
                "content", "客厅外墙下雨就渗水", "demand", "尽快修好并道歉", "sensitive", false));
        assertThat(figures.total(july).received()).isEqualTo(before + 1);
        assertThat(jdbc.queryForObject("select count(*) from figure_complaint where case_number = ?", Integer.class, number)).isEqualTo(1);
    }

    @Test
    void targetsAreKeptWithTheirHistoryAndRefusedOutOfRange() {
        targets.set(Indicator.SATISFACTION, new BigDecimal("90"), "figures-test");
        targets.set(Indicator.SATISFACTION, new BigDecimal("90.0"), "figures-test");
        targets.set(Indicator.SATISFACTION, new BigDecimal("92.5"), "figures-test");
        targets.set(Indicator.ANSWER, new BigDecimal("120"), "figures-test");
        assertThat(targets.all()).containsEntry(Indicator.SATISFACTION, new BigDecimal("92.5"));
        assertThat(targets.changes(3)).extracting(FigureTargets.Change::indicator, change -> change.value().intValue())
                .containsExactly(tuple(Indicator.ANSWER, 120), tuple(Indicator.SATISFACTION, 92),
                        tuple(Indicator.SATISFACTION, 90));
        targets.set(Indicator.SATISFACTION, null, "figures-test");
        assertThat(targets.all()).doesNotContainKey(Indicator.SATISFACTION);
        assertThatThrownBy(() -> targets.set(Indicator.CLOSURE, new BigDecimal("100.01"), "figures-test")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> targets.set(Indicator.CLOSURE, new BigDecimal("-1"), "figures-test")).isInstanceOf(RuleViolation.class);
        assertThat(Indicator.SATISFACTION.reaches(new BigDecimal("90"), new BigDecimal("90"))).isTrue();
        assertThat(Indicator.ANSWER.reaches(new BigDecimal("8.1"), new BigDecimal("8"))).isFalse();
    }
}
