package io.casework.worktime;

import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.ZonedDateTime;

/** How this room writes days and times, and checks the texts that people enter. */
final class Wording {

    private static final String[] WEEKDAYS = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Wording() {
    }

    static String weekday(DayOfWeek day) {
        return WEEKDAYS[day.getValue() - 1];
    }

    static String day(LocalDate date) {
        return date + "（" + weekday(date.getDayOfWeek()) + "）";
    }

    static String moment(ZonedDateTime time) {
        return time.getSecond() == 0 ? ChineseTime.minute(time.toLocalDateTime()) : SECOND.format(time);
    }

    /** A moment at which something ends: midnight is 24:00 of the day before. */
    static String end(ZonedDateTime time) {
        return time.toLocalTime().toSecondOfDay() == 0 ? time.toLocalDate().minusDays(1) + " 24:00" : moment(time);
    }

    static String duration(Duration duration) {
        StringBuilder text = new StringBuilder();
        if (duration.toHours() > 0) {
            text.append(duration.toHours()).append("小时");
        }
        if (duration.toMinutesPart() > 0) {
            text.append(duration.toMinutesPart()).append("分");
        }
        if (duration.toSecondsPart() > 0) {
            text.append(duration.toSecondsPart()).append("秒");
        }
        return text.isEmpty() ? "0小时" : text.toString();
    }

    static String required(String field, String label, String text, int max) {
        String value = optional(field, label, text, max);
        if (value == null) {
            throw new RuleViolation(field, "请填写" + label);
        }
        return value;
    }

    static String optional(String field, String label, String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String value = text.strip();
        if (value.length() > max) {
            throw new RuleViolation(field, label + "不能超过" + max + "个字");
        }
        // PostgreSQL refuses a null character with an error that says nothing to people; other control characters spoil print.
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            throw new RuleViolation(field, label + "含有不可见的控制字符，请重新输入");
        }
        return value;
    }
}
