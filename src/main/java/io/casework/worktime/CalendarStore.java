package io.casework.worktime;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the calendar tables. Plain SQL, because the calendar is always read whole and written as a set of rows. */
@Component
class CalendarStore {

    private final JdbcClient jdbc;

    CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    WorkCalendar load(ZoneId zone) {
        return WorkCalendar.of(zone, weeks(), days(), years());
    }

    private List<WorkWeek> weeks() {
        Map<LocalDate, Map<DayOfWeek, List<WorkPeriod>>> hours = new LinkedHashMap<>();
        Map<LocalDate, String> notes = new LinkedHashMap<>();
        jdbc.sql("""
                        select w.valid_from, w.note, p.weekday, p.opens, p.closes
                        from work_week w join work_period p on p.valid_from = w.valid_from
                        order by w.valid_from, p.weekday, p.opens""")
                .query(row -> {
                    LocalDate from = row.getObject("valid_from", LocalDate.class);
                    notes.put(from, row.getString("note"));
                    hours.computeIfAbsent(from, any -> new EnumMap<>(DayOfWeek.class))
                            .computeIfAbsent(DayOfWeek.of(row.getInt("weekday")), any -> new ArrayList<>())
                            .add(new WorkPeriod(row.getObject("opens", LocalTime.class), row.getObject("closes", LocalTime.class)));
                });
        return hours.entrySet().stream().map(e -> new WorkWeek(e.getKey(), e.getValue(), notes.get(e.getKey()))).toList();
    }

    private List<CalendarDay> days() {
        return jdbc.sql("select day, kind, name, source, year from calendar_day order by day")
                .query((row, n) -> new CalendarDay(row.getObject("day", LocalDate.class), DayKind.valueOf(row.getString("kind")),
                        row.getString("name"), row.getString("source"), row.getInt("year")))
                .list();
    }

    private List<CalendarYear> years() {
        return jdbc.sql("select year, announced, source, note from calendar_year order by year")
                .query((row, n) -> new CalendarYear(row.getInt("year"), row.getBoolean("announced"), row.getString("source"),
                        row.getString("note")))
                .list();
    }

    /** Lets one change at a time in; readers are not held up. */
    void lockForChange() {
        jdbc.sql("lock table calendar_change in share row exclusive mode").update();
    }

    void putWeek(WorkWeek week) {
        deleteWeek(week.validFrom());
        jdbc.sql("insert into work_week (valid_from, note) values (?, ?)").params(week.validFrom(), week.note()).update();
        week.hours().forEach((day, periods) -> periods.forEach(period ->
                jdbc.sql("insert into work_period (valid_from, weekday, opens, closes) values (?, ?, ?, ?)")
                        .params(week.validFrom(), day.getValue(), period.opens(), period.closes())
                        .update()));
    }

    void deleteWeek(LocalDate validFrom) {
        jdbc.sql("delete from work_week where valid_from = ?").param(validFrom).update();
    }

    void putYear(CalendarYear year) {
        jdbc.sql("""
                        insert into calendar_year (year, announced, source, note) values (:year, :announced, :source, :note)
                        on conflict (year) do update set announced = :announced, source = :source, note = :note""")
                .param("year", year.year())
                .param("announced", year.announced())
                .param("source", year.source())
                .param("note", year.note())
                .update();
    }

    void addYearIfMissing(int year) {
        jdbc.sql("insert into calendar_year (year, announced) values (?, false) on conflict do nothing").param(year).update();
    }

    void putDay(CalendarDay day) {
        jdbc.sql("""
                        insert into calendar_day (day, kind, name, source, year) values (:day, :kind, :name, :source, :year)
                        on conflict (day) do update set kind = :kind, name = :name, source = :source, year = :year""")
                .param("day", day.date())
                .param("kind", day.kind().name())
                .param("name", day.name())
                .param("source", day.source())
                .param("year", day.year())
                .update();
    }

    void deleteDay(LocalDate date) {
        jdbc.sql("delete from calendar_day where day = ?").param(date).update();
    }

    void deleteDaysOf(int year) {
        jdbc.sql("delete from calendar_day where year = ?").param(year).update();
    }

    void record(Instant at, String by, String what) {
        jdbc.sql("insert into calendar_change (changed_at, changed_by, what) values (?, ?, ?)")
                .params(Timestamp.from(at), by, what.length() <= 1000 ? what : what.substring(0, 999) + "…")
                .update();
    }

    List<CalendarChange> changes(int max) {
        return jdbc.sql("select changed_at, changed_by, what from calendar_change order by id desc limit ?")
                .param(max)
                .query((row, n) -> new CalendarChange(row.getTimestamp("changed_at").toInstant(), row.getString("changed_by"),
                        row.getString("what")))
                .list();
    }
}
