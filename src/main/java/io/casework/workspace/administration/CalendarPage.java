package io.casework.workspace.administration;

import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.procedure.DeadlinePasses;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import io.casework.worktime.CalendarAdministration;
import io.casework.worktime.CalendarChange;
import io.casework.worktime.CalendarDay;
import io.casework.worktime.CalendarYear;
import io.casework.worktime.DayKind;
import io.casework.worktime.Explanation;
import io.casework.worktime.Limit;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The working calendar: what a year looks like, its changes, and why a deadline falls where it falls. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/calendar")
class CalendarPage {

    private static final int CHANGES_SHOWN = 20;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final String NO_SETTING = "ORDINARY";

    private final CalendarAdministration administration;
    private final Worktime worktime;
    private final DeadlinePasses passes;
    private final Staffing staffing;
    private final Desk desk;
    private final Clock clock;

    CalendarPage(CalendarAdministration administration, Worktime worktime, DeadlinePasses passes, Staffing staffing, Desk desk, Clock clock) {
        this.administration = administration;
        this.worktime = worktime;
        this.passes = passes;
        this.staffing = staffing;
        this.desk = desk;
        this.clock = clock;
    }

    /** A change of the calendar with the person's name. */
    record Line(Instant at, String by, String what) {
    }

    @GetMapping
    String page(@RequestParam(required = false) Integer year, @RequestParam(required = false) LocalDate day, @RequestParam(required = false) String from,
            @RequestParam(required = false) String limit, @RequestParam(required = false) Long changed,
            @RequestParam(defaultValue = "0") long after, Model model) {
        show(model, year);
        worktime.calendar().day(day == null ? LocalDate.MIN : day).ifPresent(set -> model.addAttribute("chosen", set));
        model.addAttribute("chosenDate", day);
        explain(model, from, limit);
        if (changed != null) {
            moved(changed, after, model);
        }
        return "pages/administration/calendar";
    }

    /** The part of the page that tells how many deadlines a change has moved; asks again until it is known. */
    @GetMapping("/moved")
    String moved(@RequestParam long since, @RequestParam(defaultValue = "0") long after, Model model) {
        Instant moment = Instant.ofEpochMilli(since);
        Optional<DeadlinePasses.Pass> pass = passes.since(moment, after);
        model.addAttribute("since", since);
        model.addAttribute("after", after);
        model.addAttribute("pass", pass.orElse(null));
        model.addAttribute("awaited", pass.isEmpty() && passes.isAwaited());
        return "pages/administration/calendar-moved";
    }

    @PostMapping("/day")
    String day(Principal person, @RequestParam String date, @RequestParam String kind, @RequestParam String name, @RequestParam String source,
            @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        Integer year = null;
        try {
            LocalDate day = Inputs.date("date", date);
            year = day.getYear();
            boolean ordinary = NO_SETTING.equals(kind);
            DayKind chosen = ordinary ? null : kind(kind);
            long before = change(person, "day:" + day, day.toString(), ordinary ? "恢复为普通日子" : "设为" + chosen.label(), seen, () -> words(day), () -> {
                if (ordinary) {
                    administration.removeDay(day, person.getName());
                } else {
                    administration.putDay(CalendarDay.of(day, chosen, name, source), person.getName());
                }
            });
            return done(year, before);
        } catch (RuleViolation refusal) {
            return again(model, "day", year, refusal, request, response);
        }
    }

    @PostMapping("/import")
    String importYear(Principal person, @RequestParam String year, @RequestParam String source, @RequestParam String lines, @RequestParam String seen,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        Integer chosen = null;
        try {
            int number = Inputs.year("year", year);
            chosen = number;
            long before = change(person, "year:" + number, number + "年", "导入全年安排", seen, () -> words(number),
                    () -> administration.importYear(number, source, lines.lines().toList(), person.getName()));
            return done(number, before);
        } catch (RuleViolation refusal) {
            return again(model, "import", chosen, refusal, request, response);
        }
    }

    @PostMapping("/year")
    String year(Principal person, @RequestParam String year, @RequestParam(defaultValue = "false") boolean announced, @RequestParam String source,
            @RequestParam String note, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        Integer chosen = null;
        try {
            int number = Inputs.year("year", year);
            chosen = number;
            long before = change(person, "year:" + number, number + "年", announced ? "标为已公布" : "标为未公布", seen, () -> words(number),
                    () -> administration.putYear(new CalendarYear(number, announced, source, note), person.getName()));
            return done(number, before);
        } catch (RuleViolation refusal) {
            return again(model, "year", chosen, refusal, request, response);
        }
    }

    @PostMapping("/week")
    String week(Principal person, @RequestParam Map<String, String> fields, HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            LocalDate from = Inputs.date("validFrom", fields.get("validFrom"));
            var week = WeekForm.read(from, fields);
            long before = change(person, "week:" + from, "每周工作时间", "设定自" + from + "起的每周工作时间", fields.get(Desk.SEEN), () -> weekWords(from),
                    () -> administration.putWeek(week, person.getName()));
            return done(null, before);
        } catch (RuleViolation refusal) {
            return again(model, "week", null, refusal, request, response);
        }
    }

    @PostMapping("/week/remove")
    String removeWeek(Principal person, @RequestParam LocalDate validFrom, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        try {
            long before = change(person, "week:" + validFrom, "每周工作时间", "删除自" + validFrom + "起的每周工作时间", seen, () -> weekWords(validFrom),
                    () -> administration.removeWeek(validFrom, person.getName()));
            return done(null, before);
        } catch (RuleViolation refusal) {
            return again(model, "weeks", null, refusal, request, response);
        }
    }

    /** Answers the number of the newest pass over the deadlines before the change: it cannot know of it. */
    private long change(Principal person, String key, String name, String what, String seen, Supplier<String> state, Runnable write) {
        long before = passes.newest();
        desk.change(new Subject(AdminArea.CALENDAR, key, name), person.getName(), what, new Sight(seen, this::newest), state, write);
        return before;
    }

    private String done(Integer year, long before) {
        return "redirect:/pages/administration/calendar?" + (year == null ? "" : "year=" + year + "&") + "changed="
                + clock.instant().toEpochMilli() + "&after=" + before + "#moved";
    }

    private String again(Model model, String form, Integer year, RuleViolation refusal, HttpServletRequest request, HttpServletResponse response) {
        show(model, year);
        Refused.show(model, form, refusal, request, response);
        explain(model, null, null);
        return "pages/administration/calendar";
    }

    private void show(Model model, Integer year) {
        WorkCalendar calendar = worktime.newestCalendar();
        LocalDate today = LocalDate.now(clock);
        int shown = year == null ? today.getYear() : Math.max(FIRST_YEAR, Math.min(LAST_YEAR, year));
        model.addAttribute("year", shown);
        model.addAttribute("months", YearView.of(calendar, shown, today));
        model.addAttribute("lines", calendar.days(shown).stream().map(set -> set.date() + "，" + set.kind().label() + "，" + set.name()).collect(Collectors.joining("\n")));
        model.addAttribute("warnings", worktime.warnings());
        model.addAttribute("announcement", calendar.years().stream().filter(entry -> entry.year() == shown).findFirst().orElse(null));
        model.addAttribute("weeks", calendar.weeks().stream().map(week -> new WeekForm.Shown(week.validFrom(), WeekForm.words(week), week.note())).toList());
        model.addAttribute("week", WeekForm.texts(calendar.weekOn(today)));
        model.addAttribute("weekdays", WeekForm.FIELDS);
        model.addAttribute("seen", Desk.fingerprint(newest()));
        List<CalendarChange> changes = administration.changes(CHANGES_SHOWN);
        Map<String, String> names = staffing.namesOf(changes.stream().map(CalendarChange::by).toList());
        model.addAttribute("changes", changes.stream().map(change -> new Line(change.at(), names.get(change.by()), change.what())).toList());
    }

    private void explain(Model model, String from, String limit) {
        model.addAttribute("from", from == null ? LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES).toString() : from);
        model.addAttribute("limit", limit == null ? "3wd" : limit);
        if (limit == null) {
            return;
        }
        try {
            Instant start = Inputs.moment("from", from).atZone(clock.getZone()).toInstant();
            Explanation explanation = worktime.explain(start, Limit.parse(limit));
            model.addAttribute("explanation", explanation);
            model.addAttribute("explanationStart", minute(explanation.start()));
            model.addAttribute("explanationDue", minute(explanation.due()));
        } catch (RuleViolation refusal) {
            model.addAttribute("explanationRefused", refusal.fields());
        }
    }

    /** Due at midnight is written as 24:00 of the day that ends, as the explanation does. */
    private String minute(Instant at) {
        LocalDate day = ChineseTime.date(at);
        return at.equals(ChineseTime.startOf(day)) ? day.minusDays(1) + " 24:00" : ChineseTime.minute(at);
    }

    /** What tells whether somebody has changed the calendar since. */
    private String newest() {
        return administration.changes(1).toString();
    }

    private String words(LocalDate day) {
        return worktime.newestCalendar().day(day).map(CalendarPage::words).orElse("普通日子，按每周工作时间");
    }

    private static String words(CalendarDay day) {
        return day.kind().label() + "（" + day.name() + "），依据：" + day.source();
    }

    private String words(int year) {
        WorkCalendar calendar = worktime.newestCalendar();
        String announced = calendar.years().stream().filter(entry -> entry.year() == year).findFirst()
                .map(entry -> (entry.announced() ? "已公布，依据：" + entry.source() : "未公布") + (entry.note() == null ? "" : "；说明：" + entry.note())).orElse("未设置");
        return announced + calendar.days(year).stream().map(day -> "\n" + day.date() + " " + day.kind().label() + "（" + day.name() + "）").collect(Collectors.joining());
    }

    private String weekWords(LocalDate from) {
        return worktime.newestCalendar().weeks().stream().filter(week -> week.validFrom().equals(from)).findFirst().map(WeekForm::words).orElse("");
    }

    private static DayKind kind(String text) {
        try {
            return DayKind.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new RuleViolation("kind", "请选择放假、调休上班或普通日子");
        }
    }
}
