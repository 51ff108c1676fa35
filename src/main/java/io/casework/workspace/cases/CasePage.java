package io.casework.workspace.cases;

import io.casework.casefile.Attachments;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseLinks;
import io.casework.casefile.CaseView;
import io.casework.casefile.Submissions;
import io.casework.casefile.SubmittedForm;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.EnumCode;
import io.casework.procedure.CaseProcesses;
import io.casework.procedure.CaseTasks;
import io.casework.procedure.CaseUrges;
import io.casework.procedure.ReadableForms;
import io.casework.platform.RuleViolation;
import io.casework.workspace.Audience;
import io.casework.workspace.CustomerKeepers;
import io.casework.workspace.For;
import io.casework.workspace.printing.CasePapers;
import io.casework.workspace.records.RecordDoor;
import io.casework.worktime.CaseClock;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.ClockPause;
import io.casework.worktime.PauseReason;
import io.casework.worktime.Worktime;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A case with everything that is known about it: where it stands, what is waited for, its story, its forms. */
@Controller
@For(Audience.EVERYBODY)
class CasePage {

    private static final String CASE = "/pages/cases/{number:[A-Z]{2,4}-\\d{8}-\\d{4,}}";
    private static final int FORMS = 12;

    private final CaseDoor door;
    private final CaseFiles cases;
    private final CaseProcesses processes;
    private final CaseTasks tasks;
    private final CaseClocks clocks;
    private final CaseStory story;
    private final Submissions submissions;
    private final ReadableForms forms;
    private final Attachments attachments;
    private final CasePapers papers;
    private final RecordDoor records;
    private final CaseUrges urges;
    private final CaseLinks links;
    private final Worktime worktime;
    private final Sites sites;
    private final Staffing staffing;
    private final CustomerKeepers keepers;
    private final Clock clock;

    CasePage(CaseDoor door, CaseFiles cases, CaseProcesses processes, CaseTasks tasks, CaseClocks clocks, CaseStory story, Submissions submissions,
            ReadableForms forms, Attachments attachments, CasePapers papers, RecordDoor records, CaseUrges urges, CaseLinks links, Worktime worktime,
            Sites sites, Staffing staffing, CustomerKeepers keepers, Clock clock) {
        this.door = door;
        this.cases = cases;
        this.processes = processes;
        this.tasks = tasks;
        this.clocks = clocks;
        this.story = story;
        this.submissions = submissions;
        this.forms = forms;
        this.attachments = attachments;
        this.papers = papers;
        this.records = records;
        this.urges = urges;
        this.links = links;
        this.worktime = worktime;
        this.sites = sites;
        this.staffing = staffing;
        this.keepers = keepers;
        this.clock = clock;
    }

    /** The whole page; {@code kind}, {@code order} and {@code from} choose the part of the story, {@code run} the procedure that is drawn. */
    @GetMapping(CASE)
    String page(@PathVariable String number, @RequestParam(defaultValue = "all") String kind, @RequestParam(defaultValue = "newest") String order,
            @RequestParam(required = false) String from, @RequestParam(required = false) String run, Principal person, Model model) {
        show(door.visible(number), kind, order, from, run, person.getName(), model);
        return "pages/cases/case";
    }

    /** Whoever takes up the address at which a form was refused again comes to the case. */
    @GetMapping({CASE + "/pause", CASE + "/resume", CASE + "/urge", CASE + "/group", CASE + "/group/remove", CASE + "/group/reply"})
    String back(@PathVariable String number) {
        return "redirect:/pages/cases/" + door.visible(number).number();
    }

    /** A further part of the story. */
    @GetMapping(CASE + "/story")
    String story(@PathVariable String number, @RequestParam(defaultValue = "all") String kind, @RequestParam(defaultValue = "newest") String order,
            @RequestParam(required = false) String from, Model model) {
        CaseView file = door.visible(number);
        model.addAttribute("file", file);
        model.addAttribute("words", new CaseWords());
        fillStory(file, runsOf(List.of(number)), kind, order, from, model);
        return "pages/cases/parts :: story-lines";
    }

    /** The picture of one of the procedures, for a change of tab. */
    @GetMapping(CASE + "/diagram")
    String diagram(@PathVariable String number, @RequestParam(required = false) String run, Model model) {
        CaseView file = door.visible(number);
        model.addAttribute("file", file);
        model.addAttribute("words", new CaseWords());
        fillDiagram(file, runsOf(family(file, cases.children(number))), run, model);
        return "pages/cases/parts :: diagram";
    }

    /**
     * The model of a run with the elements to be marked.
     *
     * @param open ids of elements where it stands
     * @param passed ids of elements that it has left, having finished them
     * @param cut ids of elements that it left unfinished
     */
    record Drawing(String bpmn, List<String> open, List<String> passed, List<String> cut) {
    }

    @GetMapping("/api/cases/{number:[A-Z]{2,4}-\\d{8}-\\d{4,}}/runs/{run}")
    @ResponseBody
    Drawing drawing(@PathVariable String number, @PathVariable String run) {
        CaseView file = door.visible(number);
        CaseProcesses.Diagram diagram = processes.diagram(family(file, cases.children(number)), run)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "案件 " + number + " 没有这个流程"));
        List<CaseProcesses.Stop> stops = diagram.stops();
        return new Drawing(diagram.bpmn(), stops.stream().filter(CaseProcesses.Stop::isOpen).map(CaseProcesses.Stop::elementId).toList(),
                stops.stream().filter(stop -> !stop.isOpen() && !stop.cut()).map(CaseProcesses.Stop::elementId).toList(),
                stops.stream().filter(stop -> !stop.isOpen() && stop.cut()).map(CaseProcesses.Stop::elementId).toList());
    }

    /** A submitted form; inside the page when a script asks for it, else as a page of its own. */
    @GetMapping(CASE + "/forms/{id:\\d{1,18}}")
    String form(@PathVariable String number, @PathVariable long id, @RequestHeader(name = "HX-Request", required = false) String part,
            Principal person, Model model) {
        CaseView file = door.visible(number);
        SubmittedForm form = submissions.find(number, id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "案件 " + number + " 没有这份表单"));
        model.addAttribute("file", file);
        model.addAttribute("words", new CaseWords());
        model.addAttribute("form", form);
        model.addAttribute("answers", forms.read(form, file.site(), person.getName()));
        return part != null ? "pages/cases/parts :: answers" : "pages/cases/form";
    }

    /** Older forms. */
    @GetMapping(CASE + "/forms")
    String forms(@PathVariable String number, @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestHeader(name = "HX-Request", required = false) String part, Model model) {
        CaseView file = door.visible(number);
        model.addAttribute("file", file);
        model.addAttribute("words", new CaseWords());
        fillForms(file, before, part != null ? FORMS : 5 * FORMS, model);
        return part != null ? "pages/cases/parts :: form-lines" : "pages/cases/forms";
    }

    /** Stops the clock. */
    @For(Audience.CASE_LEADERS)
    @PostMapping(CASE + "/pause")
    String pause(@PathVariable String number, @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String note,
            Principal person, Model model, RedirectAttributes done) {
        CaseView file = door.visible(number);
        try {
            requireOpen(file);
            clocks.pause(number, EnumCode.find(PauseReason.class, reason).orElse(null), note,
                    person.getName());
        } catch (RuleViolation refusal) {
            model.addAttribute("pauseReason", reason);
            model.addAttribute("pauseNote", note);
            return refused(file, refusal, "pause", person, model);
        }
        done.addFlashAttribute("done", "已暂停计时。");
        return "redirect:/pages/cases/" + number;
    }

    /** Lets the clock run again. */
    @For(Audience.CASE_LEADERS)
    @PostMapping(CASE + "/resume")
    String resume(@PathVariable String number, Principal person, Model model, RedirectAttributes done) {
        CaseView file = door.visible(number);
        try {
            requireOpen(file);
            clocks.resume(number, person.getName());
        } catch (RuleViolation refusal) {
            return refused(file, refusal, "pause", person, model);
        }
        done.addFlashAttribute("done", "已恢复计时，各任务期限已顺延。");
        return "redirect:/pages/cases/" + number;
    }

    /** The page again, with what was refused and everything that was typed. */
    String refused(CaseView file, RuleViolation refusal, String form, Principal person, Model model) {
        model.addAttribute("refusedForm", form);
        model.addAttribute("refusal", refusal.getMessage());
        model.addAttribute("refusedFields", refusal.fields());
        show(file, "all", "newest", null, null, person.getName(), model);
        return "pages/cases/case";
    }

    private static void requireOpen(CaseView file) {
        if (!file.isOpen()) {
            throw new RuleViolation("案件 " + file.number() + " " + file.state().label() + "，不能再暂停或恢复计时");
        }
    }

    /** What the head tells beside the case itself. */
    record Head(String site, String openedBy, boolean late, String gross, String net, String paused, ClockPause pause, String pausedBy, CaseView parent,
            List<CaseView> children) {
    }

    private void show(CaseView file, String kind, String order, String from, String run, String login, Model model) {
        List<CaseView> children = cases.children(file.number());
        List<String> family = family(file, children);
        CaseView parent = file.parentNumber() == null ? null : cases.find(file.parentNumber()).orElse(null);
        List<CaseProcesses.Run> runs = runsOf(family);
        List<CaseTasks.CaseTask> open = tasks.of(family);
        model.addAttribute("file", file);
        model.addAttribute("words", new CaseWords());
        model.addAttribute("head", head(file, parent, children));
        model.addAttribute("tasks", open);
        model.addAttribute("keepsCustomers", file.customerId() != null && keepers.keeps(login, file.site()));
        model.addAttribute("leads", door.leads(login, file.site()));
        model.addAttribute("pauseReasons", PauseReason.values());
        fillDiagram(file, runs, run, model);
        fillStory(file, runs, kind, order, from, model);
        fillForms(file, Long.MAX_VALUE, FORMS, model);
        CaseAttachments.fill(model, attachments, CaseAttachments.relatives(file, children), Long.MAX_VALUE);
        model.addAttribute("me", login);
        model.addAttribute("papers", papers.of(file, login));
        model.addAttribute("byHand", papers.byHand(file));
        model.addAttribute("mayRecord", !records.keptAt(login, file.site()).isEmpty());
        model.addAttribute("urged", urges.of(file.number()));
        model.addAttribute("master", links.masterOf(file.number()).orElse(null));
        model.addAttribute("members", links.members(file.number()));
        model.addAttribute("linkKinds", CaseLinks.Kind.values());
        model.addAttribute("waiting", waiting(file, open, model));
    }

    private Head head(CaseView file, CaseView parent, List<CaseView> children) {
        Instant now = clock.instant();
        CaseClock own = clocks.clock(file.number());
        var times = own.times(worktime.calendar(), file.openedAt(), file.closedAt() == null ? now : file.closedAt());
        ClockPause pause = own.pauses().stream().filter(ClockPause::isOpen).findFirst().orElse(null);
        CaseWords words = new CaseWords();
        Map<String, String> names = staffing.namesOf(pause == null ? List.of(file.openedBy()) : List.of(file.openedBy(), pause.pausedBy()));
        String openedBy = file.openedBy().equals("system") ? "系统" : names.getOrDefault(file.openedBy(), file.openedBy());
        return new Head(sites.name(file.site()), openedBy, words.late(file, now), words.span(times.gross()), words.span(times.net()),
                times.paused().isZero() ? null : words.span(times.paused()), pause,
                pause == null ? null : names.getOrDefault(pause.pausedBy(), pause.pausedBy()), parent, children);
    }

    /** What an open case waits for where it is not a task: a time, a message, another case. */
    @SuppressWarnings("unchecked")
    private static List<String> waiting(CaseView file, List<CaseTasks.CaseTask> open, Model model) {
        if (!file.isOpen() || !open.isEmpty()) {
            return List.of();
        }
        Set<String> containers = Set.of("callActivity", "subProcess", "parallelGateway");
        return ((List<CaseProcesses.Stop>) Objects.requireNonNullElse(model.getAttribute("stops"), List.of())).stream()
                .filter(stop -> stop.isOpen() && !containers.contains(stop.type()) && stop.name() != null).map(CaseProcesses.Stop::name).toList();
    }

    private static List<String> family(CaseView file, List<CaseView> children) {
        List<String> numbers = new ArrayList<>(List.of(file.number()));
        children.forEach(child -> numbers.add(child.number()));
        return numbers;
    }

    private List<CaseProcesses.Run> runsOf(List<String> numbers) {
        return processes.of(numbers);
    }

    private void fillDiagram(CaseView file, List<CaseProcesses.Run> runs, String wanted, Model model) {
        // The innermost procedure that still runs says most about where the case stands.
        CaseProcesses.Run shown = runs.stream().filter(run -> run.id().equals(wanted)).findFirst()
                .or(() -> runs.stream().filter(CaseProcesses.Run::isRunning).reduce((first, last) -> last))
                .or(() -> runs.stream().reduce((first, last) -> last)).orElse(null);
        model.addAttribute("runs", runs);
        model.addAttribute("run", shown);
        model.addAttribute("stops", shown == null ? List.of() : processes.stops(List.of(shown.id())).getOrDefault(shown.id(), List.of()));
    }

    private void fillStory(CaseView file, List<CaseProcesses.Run> runs, String kind, String order, String from, Model model) {
        StoryKind chosen = StoryKind.of(kind);
        boolean newestFirst = !order.equals("oldest");
        model.addAttribute("kinds", StoryKind.values());
        model.addAttribute("kind", chosen);
        model.addAttribute("order", newestFirst ? "newest" : "oldest");
        model.addAttribute("from", from);
        model.addAttribute("part", story.part(file.number(), runs.stream().filter(run -> run.caseNumber().equals(file.number())).toList(), chosen,
                newestFirst, from));
    }

    private void fillForms(CaseView file, long before, int limit, Model model) {
        List<Submissions.Heading> found = submissions.headings(file.number(), before, limit + 1);
        List<Submissions.Heading> shown = found.subList(0, Math.min(limit, found.size()));
        model.addAttribute("forms", shown);
        model.addAttribute("olderForms", found.size() > limit ? shown.get(limit - 1).id() : null);
    }
}
