package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.TestStaff;
import io.casework.worktime.CalendarAdministration;
import io.casework.worktime.Worktime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The working calendar on the pages of the administration. Works in 2044, which no other test asks about. */
@CaseworkTest
class CalendarPageTest {

    private static final String PAGE = "/pages/administration/calendar";
    private static final String THURSDAY = "2044-03-10";

    @LocalServerPort int port;
    @Autowired Worktime worktime;
    @Autowired CalendarAdministration administration;
    @Autowired AdminChanges changes;
    @Autowired DueDeliveries scheduler;
    @Autowired JdbcTemplate jdbc;

    @AfterEach
    void undo() {
        worktime.newestCalendar().days(2044).forEach(day -> administration.removeDay(day.date(), "test"));
        worktime.newestCalendar().weeks().stream().filter(week -> week.validFrom().getYear() == 2044).toList()
                .forEach(week -> administration.removeWeek(week.validFrom(), "test"));
        scheduler.run();
    }

    @Test
    void isForAdministratorsOnly() {
        for (String login : List.of("camunda-admin", "procedure-admin", "service-manager")) {
            assertThat(new Clerk(port, login).triesToOpen(PAGE)).as(login).isEqualTo(200);
        }
        for (String login : List.of(TestStaff.login("clerk", TestStaff.EAST), "general-manager", TestStaff.login("service-supervisor", TestStaff.WEST))) {
            assertThat(new Clerk(port, login).triesToOpen(PAGE)).as(login).isEqualTo(403);
        }
        Clerk clerk = new Clerk(port, TestStaff.login("clerk", TestStaff.EAST));
        clerk.opens("/");
        assertThat(clerk.triesToSend(PAGE + "/day", Map.of("date", THURSDAY, "kind", "HOLIDAY", "name", "假", "source", "我", "seen", ""))).isEqualTo(403);
        assertThat(worktime.newestCalendar().day(LocalDate.parse(THURSDAY))).isEmpty();
    }

    @Test
    void showsTheYearWithItsHolidaysAndMakeUpDays() {
        String page = new Clerk(port, "service-manager").opens(PAGE + "?year=2026");
        assertThat(page).contains("2026年", "已公布：国务院办公厅2025-11-04通知", "2026-10-01：放假（国庆节）", "2026-10-10：调休上班（国庆节）", "2026-07-05：休息日",
                "2026-07-06：工作日，今天", "图例");
        assertThat(new Clerk(port, "service-manager").opens(PAGE + "?year=2044")).contains("尚未公布，除已录入的日期外按周末休息推算");
    }

    @Test
    void explainsADeadlineInWords() {
        Clerk manager = new Clerk(port, "service-manager");
        assertThat(manager.opens(PAGE + "?from=2026-09-30T16:00&limit=3wd")).contains("从 2026-09-30 16:00 起 3个工作日 → 到期 2026-10-10 17:30，因为：",
                "2026-10-01（星期四）放假（国庆节），不计。", "2026-10-10（星期六）调休上班（国庆节），第3个工作日。");
        assertThat(manager.opens(PAGE + "?from=2026-09-30T16:00&limit=8wh")).contains("8个工作小时 → 到期 2026-10-08 17:00");
        assertThat(manager.opens(PAGE + "?from=2026-09-30T16:00&limit=3+Tage")).contains("期限“3 Tage”写法不对").contains("value=\"3 Tage\"");
        assertThat(manager.opens(PAGE + "?from=gestern&limit=3wd")).contains("请填写日期和时间");
    }

    @Test
    void aDayMadeAHolidayIsRecordedAndTheNumberOfMovedDeadlinesTold() {
        Clerk manager = new Clerk(port, "service-manager");
        manager.opens(PAGE + "?year=2044");
        String next = manager.sends(PAGE + "/day", Map.of("date", THURSDAY, "kind", "HOLIDAY", "name", "厂庆", "source", "公司通知44号"));
        assertThat(worktime.newestCalendar().isWorkingDay(LocalDate.parse(THURSDAY))).isFalse();

        String told = next.replaceFirst("^http://[^/]+", "").replaceFirst("#.*", "");
        assertThat(manager.opens(told)).contains("正在按新的日历核对", "hx-get=\"" + PAGE + "/moved?since=", "2044-03-10：放假（厂庆）", "设为放假（厂庆），依据：公司通知44号");
        scheduler.run();
        assertThat(manager.opens(told)).containsPattern("核对了 \\d+ 个办理中的流程：移动了 \\d+ 个任务的到期时间").doesNotContain("正在按新的日历核对");

        AdminChange line = changes.page(AdminChanges.Filter.of(AdminArea.CALENDAR, "day:" + THURSDAY), null, 5).get(0);
        assertThat(line.by()).isEqualTo("service-manager");
        assertThat(line.before()).isEqualTo("普通日子，按每周工作时间");
        assertThat(line.after()).isEqualTo("放假（厂庆），依据：公司通知44号");

        manager.opens(PAGE + "?year=2044&day=" + THURSDAY);
        manager.sends(PAGE + "/day", Map.of("date", THURSDAY, "kind", "ORDINARY", "name", "", "source", ""));
        assertThat(worktime.newestCalendar().isWorkingDay(LocalDate.parse(THURSDAY))).isTrue();
    }

    @Test
    void aRefusedDayIsShownAgainWithWhatWasTyped() {
        Clerk admin = new Clerk(port, "camunda-admin");
        admin.opens(PAGE);
        assertThat(admin.isRefused(PAGE + "/day", Map.of("date", THURSDAY, "kind", "HOLIDAY", "name", "厂庆<b>", "source", "")))
                .contains("请填写依据", "value=\"厂庆&lt;b&gt;\"", "aria-invalid=\"true\"").doesNotContain("厂庆<b>");
        assertThat(admin.isRefused(PAGE + "/day", Map.of("date", THURSDAY, "kind", "MAKEUP_WORKDAY", "name", "厂庆", "source", "通知")))
                .contains("本来就是工作日，不能设为调休上班");
        assertThat(admin.isRefused(PAGE + "/day", Map.of("date", "31.2.", "kind", "HOLIDAY", "name", "厂庆", "source", "通知"))).contains("请填写日期");
        assertThat(worktime.newestCalendar().day(LocalDate.parse(THURSDAY))).isEmpty();
    }

    @Test
    void aYearsScheduleComesInAsAWholeOrNotAtAll() {
        Clerk admin = new Clerk(port, "procedure-admin");
        admin.opens(PAGE + "?year=2044");
        String lines = "2044-01-01，放假，元旦\n2044-02-30，放假，春节\n2044-01-09，调休上班，元旦";
        assertThat(admin.isRefused(PAGE + "/import", Map.of("year", "2044", "source", "国办通知", "lines", lines)))
                .contains("第2行", "2044-02-30", "2044-01-09，调休上班，元旦");
        assertThat(worktime.newestCalendar().days(2044)).isEmpty();
        assertThat(admin.isRefused(PAGE + "/import", Map.of("year", "2044", "source", "", "lines", "2044-01-01，放假，元旦"))).contains("请填写依据");

        admin.opens(PAGE + "?year=2044");
        admin.sends(PAGE + "/import", Map.of("year", "2044", "source", "国办通知", "lines", lines.replace("2044-02-30", "2044-02-01")));
        assertThat(worktime.newestCalendar().days(2044)).hasSize(3);
        assertThat(worktime.newestCalendar().isAnnounced(2044)).isTrue();
        assertThat(changes.page(AdminChanges.Filter.of(AdminArea.CALENDAR, "year:2044"), null, 1).get(0).after())
                .contains("已公布，依据：国办通知", "2044-01-09 调休上班（元旦）");
        assertThat(admin.opens(PAGE + "?year=2044")).as("to be corrected, not typed again")
                .contains("2044-01-01，放假，元旦\n2044-01-09，调休上班，元旦\n2044-02-01，放假，春节</textarea>");

        admin.sends(PAGE + "/year", Map.of("year", "2044", "announced", "false", "source", "", "note", "撤回"));
        assertThat(worktime.newestCalendar().isAnnounced(2044)).isFalse();
    }

    @Test
    void weeklyHoursHoldFromADayOn() {
        Clerk admin = new Clerk(port, "camunda-admin");
        admin.opens(PAGE);
        Map<String, String> hours = new java.util.LinkedHashMap<>(Map.of("validFrom", "2044-06-01", "monday", "8点到12点", "tuesday", "08:30-12:00 13:00-17:00",
                "wednesday", "08:30-12:00", "thursday", "", "friday", "", "saturday", "", "sunday", "", "note", "夏令"));
        assertThat(admin.isRefused(PAGE + "/week", hours)).contains("应写成 09:00-12:00 13:30-17:30", "value=\"8点到12点\"");
        hours.put("monday", "08:30至12:00，13:00-17:00");
        admin.sends(PAGE + "/week", hours);
        assertThat(worktime.newestCalendar().isWorkingDay(LocalDate.of(2044, 6, 2))).isFalse();
        assertThat(worktime.newestCalendar().isWorkingDay(LocalDate.of(2044, 6, 6))).isTrue();
        assertThat(admin.opens(PAGE)).contains("星期一至星期二 08:30–12:00、13:00–17:00；星期三 08:30–12:00；其余休息");

        admin.sends(PAGE + "/week/remove", Map.of("validFrom", "2044-06-01"));
        assertThat(worktime.newestCalendar().isWorkingDay(LocalDate.of(2044, 6, 2))).isTrue();
    }

    @Test
    void theSecondOfTwoAdministratorsIsToldAndKeepsWhatWasTyped() {
        Clerk first = new Clerk(port, "service-manager");
        Clerk second = new Clerk(port, "camunda-admin");
        first.opens(PAGE + "?year=2044");
        second.opens(PAGE + "?year=2044");
        first.sends(PAGE + "/day", Map.of("date", THURSDAY, "kind", "HOLIDAY", "name", "甲的假", "source", "甲"));
        assertThat(second.isRefused(PAGE + "/day", Map.of("date", THURSDAY, "kind", "HOLIDAY", "name", "乙的假", "source", "乙")))
                .contains("别人已经作了更改", "value=\"乙的假\"", "甲的假");
        assertThat(worktime.newestCalendar().day(LocalDate.parse(THURSDAY)).orElseThrow().name()).isEqualTo("甲的假");
    }

    @Test
    void theRecordOfChangesCannotBeAltered() {
        Clerk manager = new Clerk(port, "service-manager");
        manager.opens(PAGE + "?year=2044");
        manager.sends(PAGE + "/day", Map.of("date", THURSDAY, "kind", "HOLIDAY", "name", "厂庆", "source", "通知"));
        assertThatThrownBy(() -> jdbc.update("update admin_change set changed_by = 'nobody'")).isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.update("delete from admin_change")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.execute("truncate admin_change")).isInstanceOf(DataAccessException.class);
    }
}
