package io.casework.workspace.records;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.casefile.KeptFiles;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import io.casework.recordbook.FieldType;
import io.casework.recordbook.RecordAttachments;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordDraft;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordField;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.recordbook.RecordVersion;
import io.casework.repair.Contractors;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The record book: its kinds, the entries of each, an entry with its history, and the forms in which people write and correct them. */
@Controller
@For(Audience.RECORD_KEEPERS)
class RecordsPage {

    static final String ENTRY = "/pages/records/entry/{number:ZL-\\d{8}-\\d{4,}}";
    private static final int NEWEST = 50;
    private static final int MOST_OPEN = 1000;
    private static final int COLUMNS = 3;
    private static final Set<FieldType> SHORT = Set.of(FieldType.TEXT, FieldType.CHOICE, FieldType.UNIT, FieldType.CONTRACTOR, FieldType.MONEY, FieldType.NUMBER);

    private final RecordKinds kinds;
    private final RecordBook book;
    private final RecordAttachments attachments;
    private final KeptFiles files;
    private final RecordDoor door;
    private final Contractors contractors;
    private final CaseFiles cases;
    private final Staffing staffing;
    private final Sites sites;
    private final Clock clock;

    RecordsPage(RecordKinds kinds, RecordBook book, RecordAttachments attachments, KeptFiles files, RecordDoor door, Contractors contractors, CaseFiles cases, Staffing staffing,
            Sites sites, Clock clock) {
        this.kinds = kinds;
        this.book = book;
        this.attachments = attachments;
        this.files = files;
        this.door = door;
        this.contractors = contractors;
        this.cases = cases;
        this.staffing = staffing;
        this.sites = sites;
        this.clock = clock;
    }

    /** A kind in the list. */
    record Line(RecordKind kind, boolean kept, Integer open) {
    }

    /** A value with its label. */
    record Fact(String label, String value, boolean isLong, String rule) {
    }

    /** What one version changed. */
    record Step(RecordVersion version, List<Change> changes) {
    }

    /** What a field said before and after. */
    record Change(String label, String before, String after) {
    }

    @GetMapping("/pages/records")
    String list(Principal person, @RequestParam(name = "case", defaultValue = "") String caseNumber, Model model) {
        Map<RecordKind, Set<String>> readable = door.readable(person.getName());
        CaseView about = visibleCase(person.getName(), caseNumber);
        Set<String> kept = door.keptAt(person.getName(), about == null ? null : about.site());
        Map<String, Integer> open = book.open(readable, MOST_OPEN + 1);
        model.addAttribute("groups", readable.keySet().stream()
                .filter(kind -> about == null ? kind.active() || open.containsKey(kind.code()) : kept.contains(kind.code()))
                .map(kind -> new Line(kind, kept.contains(kind.code()), open.get(kind.code())))
                .collect(Collectors.groupingBy(line -> line.kind().group(), LinkedHashMap::new, Collectors.toList())));
        model.addAttribute("about", about);
        model.addAttribute("most", MOST_OPEN);
        model.addAttribute("readsRegisters", readsRegisters(person));
        return "pages/records/list";
    }

    @GetMapping("/pages/records/{code}")
    String kind(Principal person, @PathVariable String code, Model model) {
        RecordKind kind = readable(person, code);
        Set<String> own = door.sites(person.getName(), kind);
        List<RecordField> columns = kind.used().stream().filter(field -> SHORT.contains(field.type())).limit(COLUMNS).toList();
        model.addAttribute("kind", kind);
        model.addAttribute("columns", columns);
        model.addAttribute("entries", book.newest(kind, own, NEWEST));
        model.addAttribute("most", NEWEST);
        model.addAttribute("siteNames", names(own));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("kept", door.kept(person.getName(), kind));
        model.addAttribute("keepers", door.postsInWords(kind.keepers()));
        model.addAttribute("rules", rules(kind));
        model.addAttribute("readsRegisters", readsRegisters(person));
        return "pages/records/kind";
    }

    @GetMapping("/pages/records/{code}/new")
    String form(Principal person, @PathVariable String code, @RequestParam(name = "case", defaultValue = "") String caseNumber, Model model) {
        RecordKind kind = kept(person, code);
        Map<String, String> typed = new LinkedHashMap<>(Map.of("day", LocalDate.now(clock).toString(), "form", UUID.randomUUID().toString()));
        CaseView about = kind.ofCases() ? visibleCase(person.getName(), caseNumber) : null;
        if (about != null) {
            typed.put("caseNumber", about.number());
            typed.put("site", about.site());
            kind.used().stream().filter(field -> field.type() == FieldType.UNIT && about.unitName() != null).forEach(field -> typed.put("f." + field.key(), about.unitName()));
        }
        return showForm(person, kind, null, typed, Map.of(), null, model);
    }

    @PostMapping("/pages/records/{code}")
    String enter(Principal person, @PathVariable String code, @RequestParam Map<String, String> typed, RedirectAttributes after, HttpServletResponse response, Model model) {
        RecordKind kind = kept(person, code);
        try {
            RecordEntry entry = book.enter(code, draft(kind, typed), person.getName(), form(typed));
            after.addFlashAttribute("done", "已登记，编号 " + entry.number() + "。");
            return "redirect:/pages/records/entry/" + entry.number();
        } catch (RuleViolation refused) {
            return showForm(person, kind, null, typed, refused.fields(), refused, response, model);
        }
    }

    @GetMapping(ENTRY)
    String entry(Principal person, @PathVariable String number, Model model) {
        return showEntry(person, readable(person, number, false), Map.of(), Map.of(), null, model);
    }

    @GetMapping(ENTRY + "/correct")
    String correction(Principal person, @PathVariable String number, Model model) {
        RecordEntry entry = readable(person, number, true);
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("day", entry.day().toString());
        typed.put("caseNumber", Objects.toString(entry.caseNumber(), ""));
        typed.put("dueOn", Objects.toString(entry.dueOn(), ""));
        entry.values().forEach((key, value) -> typed.put("f." + key, value));
        return showForm(person, kind, entry, typed, Map.of(), null, model);
    }

    @PostMapping(ENTRY + "/correct")
    String correct(Principal person, @PathVariable String number, @RequestParam int version, @RequestParam Map<String, String> typed, RedirectAttributes after,
            HttpServletResponse response, Model model) {
        RecordEntry entry = readable(person, number, true);
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        try {
            book.correct(number, version, draft(kind, typed), typed.get("reason"), person.getName());
            after.addFlashAttribute("done", "已更正，原来的内容保留在下面的经过里。");
            return "redirect:/pages/records/entry/" + number;
        } catch (RuleViolation refused) {
            return showForm(person, kind, entry, typed, refused.fields(), refused, response, model);
        }
    }

    @PostMapping(ENTRY + "/done")
    String done(Principal person, @PathVariable String number, @RequestParam int version, @RequestParam Map<String, String> typed, RedirectAttributes after,
            HttpServletResponse response, Model model) {
        return act(person, number, "done", typed, response, model, after, "已办结。", () -> book.done(number, version, typed.get("doneOn"), typed.get("how"), person.getName()));
    }

    @PostMapping(ENTRY + "/reopen")
    String reopen(Principal person, @PathVariable String number, @RequestParam int version, @RequestParam Map<String, String> typed, RedirectAttributes after,
            HttpServletResponse response, Model model) {
        return act(person, number, "reopen", typed, response, model, after, "已重新办理。", () -> book.reopen(number, version, typed.get("reason"), person.getName()));
    }

    @PostMapping(ENTRY + "/void")
    String voidEntry(Principal person, @PathVariable String number, @RequestParam int version, @RequestParam Map<String, String> typed, RedirectAttributes after,
            HttpServletResponse response, Model model) {
        return act(person, number, "void", typed, response, model, after, "已作废，记录和编号仍然保留。", () -> book.voidEntry(number, version, typed.get("reason"), person.getName()));
    }

    private String act(Principal person, String number, String form, Map<String, String> typed, HttpServletResponse response, Model model, RedirectAttributes after, String told,
            Runnable step) {
        readable(person, number, true);
        try {
            step.run();
            after.addFlashAttribute("done", told);
            return "redirect:/pages/records/entry/" + number;
        } catch (RuleViolation refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            Map<String, String> wrong = new LinkedHashMap<>();
            refused.fields().forEach((field, message) -> wrong.put(form + "." + field, message));
            Map<String, String> kept = new LinkedHashMap<>();
            typed.forEach((field, text) -> kept.put(form + "." + field, text));
            return showEntry(person, readable(person, number, true), kept, wrong, wrong.isEmpty() ? refused.getMessage() : null, model);
        }
    }

    private String showForm(Principal person, RecordKind kind, RecordEntry entry, Map<String, String> typed, Map<String, String> wrong, RuleViolation refused,
            HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        // What was changed since stays refused until the person has seen it: the form goes on from the version that stands.
        return showForm(person, kind, entry, typed, wrong, wrong.isEmpty() ? refused.getMessage() : "有 " + wrong.size() + " 处需要补充或改正，见各栏下的说明。您填写的内容都还在。", model);
    }

    private String showForm(Principal person, RecordKind kind, RecordEntry entry, Map<String, String> typed, Map<String, String> wrong, String refusal, Model model) {
        Set<String> kept = book.keptSites(person.getName(), kind);
        model.addAttribute("kind", kind);
        model.addAttribute("entry", entry);
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", wrong);
        model.addAttribute("refusal", refusal);
        model.addAttribute("siteChoices", names(kept));
        model.addAttribute("siteName", entry == null || entry.site() == null ? null : sites.name(entry.site()));
        model.addAttribute("contractors", kind.used().stream().noneMatch(field -> field.type() == FieldType.CONTRACTOR) ? List.of()
                : contractors.all().stream().filter(contractor -> !contractor.retired()).map(Contractors.Contractor::name).toList());
        model.addAttribute("rules", rules(kind));
        return "pages/records/form";
    }

    private String showEntry(Principal person, RecordEntry entry, Map<String, String> typed, Map<String, String> wrong, String refusal, Model model) {
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        model.addAttribute("kind", kind);
        model.addAttribute("entry", entry);
        model.addAttribute("siteName", entry.site() == null ? null : sites.name(entry.site()));
        model.addAttribute("seesCase", visibleCase(person.getName(), Objects.toString(entry.caseNumber(), "")) != null);
        model.addAttribute("facts", facts(kind, entry));
        model.addAttribute("story", story(kind, book.history(entry)));
        model.addAttribute("attachments", attachments.of(entry));
        model.addAttribute("maxMegabytes", files.maxBytes() / 1024 / 1024);
        model.addAttribute("keeps", book.keeps(person.getName(), kind, entry.site()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", wrong);
        model.addAttribute("refusal", refusal);
        model.addAttribute("rules", rules(kind));
        model.addAttribute("readsRegisters", readsRegisters(person));
        return "pages/records/entry";
    }

    /** The fields in use, filled in or not, and the retired ones that hold something. */
    private static List<Fact> facts(RecordKind kind, RecordEntry entry) {
        return kind.fields().stream().filter(field -> !field.retired() || entry.values().containsKey(field.key()))
                .map(field -> new Fact(field.label() + (field.retired() ? "（已停用的栏目）" : ""), field.print(entry.values().get(field.key())),
                        field.type() == FieldType.LONG_TEXT, field.rule()))
                .toList();
    }

    /** The versions, the newest first, each with what it changed. */
    private static List<Step> story(RecordKind kind, List<RecordVersion> versions) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            steps.add(new Step(versions.get(i), i == 0 ? List.of() : changes(kind, versions.get(i - 1), versions.get(i))));
        }
        Collections.reverse(steps);
        return steps;
    }

    private static List<Change> changes(RecordKind kind, RecordVersion before, RecordVersion after) {
        List<Change> changes = new ArrayList<>();
        add(changes, kind.dayLabel(), before.day(), after.day());
        add(changes, "相关案件", before.caseNumber(), after.caseNumber());
        add(changes, "办结期限", before.dueOn(), after.dueOn());
        add(changes, "办结日期", before.doneOn(), after.doneOn());
        kind.fields().forEach(field -> add(changes, field.label(), field.print(before.values().get(field.key())), field.print(after.values().get(field.key()))));
        return changes;
    }

    private static void add(List<Change> changes, String label, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(label, Objects.toString(before, ""), Objects.toString(after, "")));
        }
    }

    private static UUID form(Map<String, String> typed) {
        try {
            return UUID.fromString(typed.getOrDefault("form", ""));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static RecordDraft draft(RecordKind kind, Map<String, String> typed) {
        Map<String, String> values = new LinkedHashMap<>();
        kind.used().forEach(field -> values.put(field.key(), typed.getOrDefault("f." + field.key(), "")));
        return new RecordDraft(typed.get("site"), typed.get("day"), typed.get("caseNumber"), typed.get("dueOn"), values);
    }

    private RecordKind readable(Principal person, String code) {
        return kinds.find(code).filter(kind -> !door.sites(person.getName(), kind).isEmpty())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这种资料，或您的岗位不看它"));
    }

    private RecordKind kept(Principal person, String code) {
        RecordKind kind = readable(person, code);
        if (!door.kept(person.getName(), kind)) {
            throw new AccessDeniedException(kind.active() ? "您的岗位不能登记《" + kind.name() + "》，可以的岗位：" + door.postsInWords(kind.keepers()) : "《" + kind.name() + "》已经停用，不再登记");
        }
        return kind;
    }

    private RecordEntry readable(Principal person, String number, boolean toChange) {
        return door.readable(person.getName(), number, toChange);
    }

    /** The case, if there is one and it is of a site of this person. */
    private CaseView visibleCase(String login, String number) {
        return number.isBlank() ? null : cases.find(number.strip()).filter(found -> staffing.sitesOf(login).contains(found.site())).orElse(null);
    }

    private boolean readsRegisters(Principal person) {
        return Audience.REGISTER_READERS.includes(staffing.postsOf(person.getName()));
    }

    private Map<String, String> names(Collection<String> codes) {
        return sites.all().stream().filter(site -> codes.contains(site.code())).collect(Collectors.toMap(Site::code, Site::name, (one, other) -> one, LinkedHashMap::new));
    }

    private static String rules(RecordKind kind) {
        List<String> all = new ArrayList<>(kind.records());
        all.addAll(kind.rules());
        kind.used().stream().map(RecordField::rule).filter(rule -> !rule.isEmpty()).forEach(all::add);
        return all.stream().distinct().collect(Collectors.joining(","));
    }
}
