package io.casework.worktime;

import static io.casework.worktime.Schedules.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private final Explainer explainer = new Explainer(WorkCalendar.of(Schedules.SHANGHAI,
            List.of(Schedules.week("2000-01-01", Schedules.OFFICE_DAY, 5)),
            List.of(CalendarDay.of(LocalDate.parse("2026-10-09"), DayKind.HOLIDAY, "司庆", "公司通知"),
                    CalendarDay.of(LocalDate.parse("2026-10-10"), DayKind.MAKEUP_WORKDAY, "国庆节", "通知")),
            List.of(new CalendarYear(2026, true, "通知", null))));

    @Test
    void countsWorkingDaysOneByOne() {
        Explanation explanation = explainer.explain(at("2026-10-08 16:30"), Limit.workingDays(2));
        assertThat(explanation.lines()).containsExactly(
                "2026-10-08 16:30（星期四）起算，期限2个工作日，当日不计入。",
                "2026-10-09（星期五）放假（司庆），不计。",
                "2026-10-10（星期六）调休上班（国庆节），第1个工作日。",
                "2026-10-11（星期日）休息日，不计。",
                "2026-10-12（星期一）工作日，第2个工作日。",
                "期限届满：2026-10-12 17:30。");
        assertThat(explanation.warnings()).isEmpty();
    }

    @Test
    void sumsWorkingHoursByDay() {
        assertThat(explainer.explain(at("2026-10-08 16:15"), Limit.workingHours(3)).lines()).containsExactly(
                "2026-10-08 16:15（星期四）起算，期限3个工作小时，只计工作时间。",
                "2026-10-08（星期四）工作日，计1小时15分，累计1小时15分。",
                "2026-10-09（星期五）放假（司庆），不计。",
                "2026-10-10（星期六）调休上班（国庆节），计1小时45分，累计3小时。",
                "期限届满：2026-10-10 10:45。");
    }

    @Test
    void saysWhyACalendarLimitMoves() {
        assertThat(explainer.explain(at("2026-10-07 08:00"), Limit.calendarDays(2)).lines()).containsExactly(
                "2026-10-07 08:00（星期三）起算，期限2天，当日不计入。",
                "2026-10-08（星期四）工作日，第1天。",
                "2026-10-09（星期五）放假（司庆），第2天。",
                "最后一天不是工作日，顺延至下一个工作日下班时。",
                "2026-10-10（星期六）调休上班（国庆节），顺延到此日。",
                "期限届满：2026-10-10 17:30。");
    }

    @Test
    void midnightIsTheEndOfTheDayBefore() {
        assertThat(explainer.explain(at("2026-07-06 08:00"), Limit.calendarDays(7)).lines())
                .last().isEqualTo("期限届满：2026-07-13 24:00。");
    }

    @Test
    void clockHoursRunThrough() {
        assertThat(explainer.explain(at("2026-07-11 22:00"), Limit.clockHours(4)).text()).isEqualTo("""
                2026-07-11 22:00（星期六）起算，期限4小时，昼夜连续计时，不论是否工作时间。
                期限届满：2026-07-12 02:00。""");
    }

    @Test
    void warnsOfAYearThatIsNotAnnounced() {
        Explanation explanation = explainer.explain(at("2026-12-30 10:00"), Limit.workingDays(3));
        assertThat(explanation.due()).isEqualTo(at("2027-01-04 17:30"));
        assertThat(explanation.warnings()).singleElement().asString().startsWith("2027年放假调休安排尚未录入");
        assertThat(explanation.text()).endsWith("正式安排录入后期限可能改变。");
    }
}
