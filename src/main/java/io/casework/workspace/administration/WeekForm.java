package io.casework.workspace.administration;

import io.casework.platform.RuleViolation;
import io.casework.worktime.WorkPeriod;
import io.casework.worktime.WorkWeek;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weekly hours as a person writes them: for each weekday periods like 09:00-12:00 13:30-17:30, empty on a day of rest. */
final class WeekForm {

    /** Name of the field to weekday in Chinese. */
    static final Map<String, String> FIELDS = new LinkedHashMap<>();

    private static final String[] NAMES = {"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"};
    private static final Pattern PERIOD = Pattern.compile("([01]?\\d|2[0-3])[:：]([0-5]\\d)\\s*[-–—~～至]\\s*([01]?\\d|2[0-3])[:：]([0-5]\\d)");

    static {
        for (DayOfWeek day : DayOfWeek.values()) {
            FIELDS.put(field(day), NAMES[day.ordinal()]);
        }
    }

    private WeekForm() {
    }

    /** Weekly hours as a line of the list. */
    record Shown(LocalDate validFrom, String hours, String note) {
    }

    /**
     * Reads the form.
     *
     * @throws RuleViolation at the weekday that cannot be read
     */
    static WorkWeek read(LocalDate validFrom, Map<String, String> fields) {
        Map<DayOfWeek, List<WorkPeriod>> hours = new EnumMap<>(DayOfWeek.class);
        Map<String, String> wrong = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            try {
                hours.put(day, periods(fields.getOrDefault(field(day), "")));
            } catch (RuleViolation unreadable) {
                wrong.put(field(day), unreadable.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        return new WorkWeek(validFrom, hours, fields.get("note"));
    }

    private static List<WorkPeriod> periods(String text) {
        List<WorkPeriod> periods = new ArrayList<>();
        Matcher matcher = PERIOD.matcher(text);
        while (matcher.find()) {
            periods.add(new WorkPeriod(time(matcher.group(1), matcher.group(2)), time(matcher.group(3), matcher.group(4))));
        }
        if (!PERIOD.matcher(text).replaceAll("").replaceAll("[\\s,，、;；]", "").isEmpty()) {
            throw new RuleViolation("应写成 09:00-12:00 13:30-17:30，休息日留空");
        }
        return periods;
    }

    private static LocalTime time(String hour, String minute) {
        return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
    }

    /** What the fields of the form say for these hours. */
    static Map<String, String> texts(WorkWeek week) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            texts.put(field(day), String.join(" ", week.on(day).stream().map(period -> period.opens() + "-" + period.closes()).toList()));
        }
        return texts;
    }

    /** In words, weekdays with the same hours together: 星期一至星期五 09:00–12:00、13:30–17:30；其余休息. */
    static String words(WorkWeek week) {
        List<String> parts = new ArrayList<>();
        DayOfWeek[] days = DayOfWeek.values();
        for (int i = 0; i < days.length; i++) {
            int first = i;
            while (i + 1 < days.length && week.on(days[i + 1]).equals(week.on(days[first]))) {
                i++;
            }
            if (!week.on(days[first]).isEmpty()) {
                parts.add((first == i ? NAMES[first] : NAMES[first] + "至" + NAMES[i]) + " "
                        + String.join("、", week.on(days[first]).stream().map(WorkPeriod::toString).toList()));
            }
        }
        boolean rests = week.hours().size() < days.length;
        return String.join("；", parts) + (rests ? "；其余休息" : "");
    }

    private static String field(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
