package io.casework.worktime;

import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator does to the calendar. Every change is recorded with its author, published as {@link CalendarChanged}, and
 * commits together with what listeners make of it. Who may call this is decided at the door that leads here.
 */
@Service
public class CalendarAdministration {

    private static final int MAX_IMPORT_LINES = 400;

    private final CalendarCache cache;
    private final CalendarStore store;
    private final Clock clock;

    CalendarAdministration(CalendarCache cache, CalendarStore store, Clock clock) {
        this.cache = cache;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Enters a day off or a make-up working day, or changes what is there.
     *
     * @throws RuleViolation when a make-up day is a working day anyway
     */
    @Transactional
    public void putDay(CalendarDay day, String actor) {
        cache.change(before -> {
            refuseNeedlessMakeup("date", day, before);
            store.addYearIfMissing(day.year());
            store.putDay(day);
            record(actor, Wording.day(day.date()) + "设为" + day.kind().label() + "（" + day.name() + "），依据：" + day.source());
        });
    }

    /**
     * Makes a day an ordinary one again.
     *
     * @throws RuleViolation when it is one
     */
    @Transactional
    public void removeDay(LocalDate date, String actor) {
        cache.change(before -> {
            CalendarDay day = before.day(date).orElseThrow(() -> new RuleViolation("date", date + " 没有放假或调休的设置"));
            store.deleteDay(date);
            record(actor, Wording.day(date) + "取消" + day.kind().label() + "（" + day.name() + "）");
        });
    }

    /** Enters weekly hours from a day on, or changes those that begin on that day. */
    @Transactional
    public void putWeek(WorkWeek week, String actor) {
        cache.change(before -> {
            store.putWeek(week);
            record(actor, "自" + week.validFrom() + "起的每周工作时间：" + describe(week));
        });
    }

    /**
     * Removes weekly hours; the ones before them hold on.
     *
     * @throws RuleViolation when none begin on that day, or they are the only ones
     */
    @Transactional
    public void removeWeek(LocalDate validFrom, String actor) {
        cache.change(before -> {
            if (before.weeks().stream().noneMatch(week -> week.validFrom().equals(validFrom))) {
                throw new RuleViolation("validFrom", "没有自 " + validFrom + " 起生效的工作时间");
            }
            if (before.weeks().size() == 1) {
                throw new RuleViolation("validFrom", "这是唯一的工作时间设置，不能删除");
            }
            store.deleteWeek(validFrom);
            record(actor, "删除自" + validFrom + "起的每周工作时间");
        });
    }

    /** Says whether a year's schedule is published, without touching its days. */
    @Transactional
    public void putYear(CalendarYear year, String actor) {
        cache.change(before -> {
            store.putYear(year);
            record(actor, year.year() + "年安排" + (year.announced() ? "已公布，依据：" + year.source() : "尚未公布"));
        });
    }

    /**
     * Enters the published schedule of a year, in place of all that was entered for it, and marks the year as announced.
     *
     * @param year the year of the notice; its lines may also name days in December before
     * @param source the notice
     * @param lines {@code 2027-01-01,HOLIDAY,元旦} or {@code 2027-02-20,MAKEUP_WORKDAY,春节}; 放假 and 调休上班 do for the kind, empty
     *     lines and lines that begin with # are passed over
     * @return how many days were entered
     * @throws RuleViolation one message for each wrong line, under {@code lines[n]} counted from 1; nothing is entered then
     */
    @Transactional
    public int importYear(int year, String source, List<String> lines, String actor) {
        CalendarYear announced = new CalendarYear(year, true, source, null);
        if (lines.size() > MAX_IMPORT_LINES) {
            throw new RuleViolation("lines", "一次最多导入" + MAX_IMPORT_LINES + "行");
        }
        int[] count = {0};
        cache.change(before -> {
            List<CalendarDay> days = read(announced, lines, before);
            store.putYear(announced);
            store.deleteDaysOf(year);
            days.forEach(store::putDay);
            count[0] = days.size();
            long off = days.stream().filter(day -> day.kind() == DayKind.HOLIDAY).count();
            record(actor, "导入" + year + "年安排：放假" + off + "天，调休上班" + (days.size() - off) + "天，依据：" + source);
        });
        return count[0];
    }

    /** The latest changes, newest first. */
    @Transactional(readOnly = true)
    public List<CalendarChange> changes(int max) {
        return store.changes(max);
    }

    private static List<CalendarDay> read(CalendarYear year, List<String> lines, WorkCalendar before) {
        Map<String, String> wrong = new LinkedHashMap<>();
        List<CalendarDay> days = new ArrayList<>();
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            // Files written on Windows may begin with a byte order mark.
            String line = (lines.get(i) == null ? "" : lines.get(i)).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String field = "lines[" + (i + 1) + "]";
            try {
                CalendarDay day = readLine(field, line, year);
                if (!seen.add(day.date())) {
                    throw new RuleViolation(field, day.date() + " 重复");
                }
                before.day(day.date()).filter(other -> other.year() != year.year()).ifPresent(other -> {
                    throw new RuleViolation(field, day.date() + " 已在" + other.year() + "年的安排中设为" + other.kind().label()
                            + "，请先删除该日再导入");
                });
                refuseNeedlessMakeup(field, day, before);
                days.add(day);
            } catch (RuleViolation violation) {
                wrong.put(field, "第" + (i + 1) + "行：" + violation.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        if (days.isEmpty()) {
            throw new RuleViolation("lines", "没有可导入的日期");
        }
        return days;
    }

    private static CalendarDay readLine(String field, String line, CalendarYear year) {
        String[] parts = line.split("[,，]", -1);
        if (parts.length != 3) {
            throw new RuleViolation(field, "应为“日期，放假或调休上班，名称”，例如 " + year.year() + "-01-01，放假，元旦");
        }
        LocalDate date;
        try {
            date = LocalDate.parse(parts[0].strip());
        } catch (DateTimeParseException notADate) {
            throw new RuleViolation(field, "日期“" + parts[0].strip() + "”不存在或写法不对，应如 " + year.year() + "-01-01");
        }
        return new CalendarDay(date, kind(field, parts[1].strip()), parts[2], year.source(), year.year());
    }

    private static DayKind kind(String field, String text) {
        for (DayKind kind : DayKind.values()) {
            if (kind.name().equalsIgnoreCase(text) || kind.label().equals(text)) {
                return kind;
            }
        }
        throw new RuleViolation(field, "类型“" + text + "”不认识，应为“放假”或“调休上班”");
    }

    private static void refuseNeedlessMakeup(String field, CalendarDay day, WorkCalendar calendar) {
        boolean worksAnyway = !calendar.weekOn(day.date()).on(day.date().getDayOfWeek()).isEmpty();
        if (day.kind() == DayKind.MAKEUP_WORKDAY && worksAnyway) {
            throw new RuleViolation(field, Wording.day(day.date()) + "本来就是工作日，不能设为调休上班");
        }
    }

    private void record(String actor, String what) {
        store.record(clock.instant(), Wording.required("actor", "操作人", actor, 64), what);
    }

    private static String describe(WorkWeek week) {
        List<String> days = new ArrayList<>();
        week.hours().forEach((day, periods) ->
                days.add(Wording.weekday(day) + " " + String.join("、", periods.stream().map(WorkPeriod::toString).toList())));
        return String.join("；", days);
    }
}
