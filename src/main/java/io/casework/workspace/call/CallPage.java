package io.casework.workspace.call;

import io.casework.casefile.CaseView;
import io.casework.customer.WarrantyLine;
import io.casework.organisation.Sites;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.procedure.CaseStarts;
import io.casework.procedure.FormView;
import io.casework.procedure.SiteScope;
import io.casework.report.CallerFile;
import io.casework.workspace.Audience;
import io.casework.workspace.CustomerKeepers;
import io.casework.workspace.For;
import io.casework.workspace.VisibleCases;
import io.casework.workspace.call.Callers.Caller;
import io.casework.workspace.call.Callers.Echo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The call screen (AS-INT-01, AS-INT-14): who is calling, what was promised, and the registration beside it. Everything typed is kept as a draft on the server;
 * a registration goes through the start form's own door.
 */
@Controller
@For(Audience.CALL_DESK)
class CallPage {

    private static final String FIELD = "f_";
    /** Header by which the page's script says that it asks, not the browser. */
    private static final String SCRIPT = "X-Part";
    /** Header by which a refusal says where something can be done about it. */
    private static final String WAY_OUT = "X-Way-Out";
    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ChineseTime.ZONE);

    private final SiteScope scope;
    private final Callers callers;
    private final CallDrafts drafts;
    private final CallCases callCases;
    private final CaseStarts starts;
    private final VisibleCases visibleCases;
    private final Sites sites;
    private final CustomerKeepers keepers;

    CallPage(SiteScope scope, Callers callers, CallDrafts drafts, CallCases callCases, CaseStarts starts, VisibleCases visibleCases, Sites sites,
            CustomerKeepers keepers) {
        this.scope = scope;
        this.callers = callers;
        this.drafts = drafts;
        this.callCases = callCases;
        this.starts = starts;
        this.visibleCases = visibleCases;
        this.sites = sites;
        this.keepers = keepers;
    }

    /**
     * What the desk shows: the sheet, the caller beside it, the messages.
     *
     * @param general messages that belong to no field in sight
     * @param version which state of the sheet it is; 0 while it is not on the server
     */
    record Desk(UUID id, long version, Caller caller, FormView form, Echo echo, Set<String> links, Map<String, String> errors, List<String> general) {

        /** Whether the sheet is on the server. */
        public boolean kept() {
            return version != 0;
        }

        public String wrong(String key) {
            return errors.get(key);
        }
    }

    /**
     * Answer to a sheet that was kept.
     *
     * @param at      time of day
     * @param hidden  keys of the fields that are not to be shown at these values
     * @param matter  changes when repeats have to be looked for again
     * @param version which state of the sheet it is
     */
    record Kept(String at, List<String> hidden, String matter, long version) {
    }

    /** Words for the page. */
    public static final class Words {

        private final Sites sites;

        Words(Sites sites) {
            this.sites = sites;
        }

        public String warranty(WarrantyLine line) {
            return Callers.warranty(line);
        }

        public String category(CallerFile.CaseLine line) {
            return Callers.category(line);
        }

        public String site(String code) {
            return sites.name(code);
        }
    }

    @GetMapping("/pages/call")
    String page(@RequestParam Optional<UUID> draft, @RequestParam Optional<UUID> discarded, Principal person, Model model) {
        Optional<CallDraft> found = draft.flatMap(id -> drafts.find(id, person.getName()));
        if (draft.isPresent() && found.isEmpty()) {
            return "redirect:/pages/call";
        }
        if (found.isPresent() && found.get().caseNumber() != null) {
            return "redirect:/pages/call/done/" + found.get().caseNumber();
        }
        show(desk(found.orElse(null), Map.of(), List.of()), person, model);
        model.addAttribute("discarded", discarded.orElse(null));
        return "pages/call/call";
    }

    @GetMapping("/pages/call/search")
    String search(@RequestParam(defaultValue = "") String q, Model model) {
        Set<String> visible = scope.sites();
        model.addAttribute("found", callers.search(visible, q));
        model.addAttribute("severalSites", visible.size() > 1);
        return "pages/call/parts :: matches";
    }

    /** Keeps what was typed; sent by the page a moment after each change. */
    @PostMapping("/pages/call/drafts/{id}")
    @ResponseBody
    ResponseEntity<Kept> keep(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> posted, Principal person) {
        CallDraft draft = written(id, posted, person);
        if (draft.caseNumber() != null) {
            return ResponseEntity.status(HttpStatus.CONFLICT).location(done(draft.caseNumber())).build();
        }
        FormView form = starts.form(CallCases.PROCEDURE, draft.values());
        return ResponseEntity.ok(new Kept(TIME.format(draft.updatedAt()), form.sections().stream().flatMap(section -> section.fields().stream())
                .filter(FormView.Field::hidden).map(FormView.Field::key).toList(), matter(draft), version(draft)));
    }

    /** The clerk says who calls: a customer, a unit, somebody who is not on record ({@code said}), or nobody any more. */
    @PostMapping("/pages/call/drafts/{id}/caller")
    String choose(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> posted, @RequestParam Optional<Long> customer,
            @RequestParam Optional<Long> unit, @RequestParam Optional<String> said, Principal person, Model model) {
        Set<String> visible = scope.sites();
        Map<String, Object> typed = typed(posted);
        Map<String, Object> sheet = typed.isEmpty() ? defaults() : typed;
        if (customer.isPresent() || unit.isPresent()) {
            Caller caller = callers.caller(visible, customer.orElse(null), unit.orElse(null))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这位客户或这个房号，或不属于您的小区"));
            Long previous = drafts.find(id, person.getName()).map(CallDraft::customer).orElse(null);
            chosen(id, callers.prefilled(sheet, caller, previous), caller, person, model);
        } else {
            chosen(id, Callers.said(sheet, said.orElse("")), null, person, model);
        }
        return "pages/call/parts :: desk";
    }

    /** Earlier cases of the same matter, and what others report, at what is kept now. */
    @GetMapping("/pages/call/drafts/{id}/echo")
    String echo(@PathVariable UUID id, Principal person, Model model) {
        CallDraft draft = drafts.find(id, person.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份草稿"));
        model.addAttribute("echo", callers.echo(scope.sites(), draft));
        model.addAttribute("links", Set.copyOf(draft.links()));
        return "pages/call/parts :: echo";
    }

    /** Puts a sheet away, from which it can be taken back; goes on with the sheet {@code back} that was open beside the list. */
    @PostMapping("/pages/call/drafts/{id}/discard")
    String discard(@PathVariable UUID id, @RequestParam Optional<UUID> back, Principal person, RedirectAttributes link) {
        drafts.discard(id, person.getName());
        link.addAttribute("discarded", id);
        back.ifPresent(open -> link.addAttribute("draft", open));
        return "redirect:/pages/call";
    }

    @PostMapping("/pages/call/drafts/{id}/take-back")
    String takeBack(@PathVariable UUID id, Principal person, RedirectAttributes link) {
        drafts.takeBack(id, person.getName());
        link.addAttribute("draft", id);
        return "redirect:/pages/call";
    }

    /** Makes the case. The page's script is answered with the place of the new case, a browser without it is sent there. */
    @PostMapping("/pages/call/drafts/{id}/start")
    Object start(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> posted,
            @RequestHeader(name = SCRIPT, required = false) String part, Principal person, Model model, HttpServletResponse response) {
        CallDraft draft;
        try {
            draft = written(id, posted, person);
        } catch (RuleViolation refusal) {
            if (part != null) {
                throw refusal;
            }
            // Without the script nothing else keeps what was typed.
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            Map<String, Object> typed = typed(posted);
            show(new Desk(id, 0, null, starts.form(CallCases.PROCEDURE, typed), Echo.NONE, Set.of(), Map.of(), List.of(refusal.getMessage())), person, model);
            return "pages/call/call";
        }
        Map<String, String> errors = Map.of();
        List<String> general = List.of();
        try {
            String number = draft.caseNumber() != null ? draft.caseNumber()
                    : callCases.start(id, person.getName());
            return part == null ? "redirect:" + done(number) : ResponseEntity.created(done(number)).build();
        } catch (RuleViolation refusal) {
            errors = refusal.fields();
            general = errors.isEmpty() ? List.of(refusal.getMessage()) : List.of();
        } catch (AccessDeniedException refusal) {
            general = List.of(refusal.getMessage());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        show(desk(draft, errors, general), person, model);
        return part == null ? "pages/call/call" : "pages/call/parts :: desk";
    }

    @GetMapping("/pages/call/done/{number}")
    String done(@PathVariable String number, Model model) {
        CaseView file = visibleCases.required(number);
        model.addAttribute("file", file);
        model.addAttribute("next", starts.nextTask(number).orElse(null));
        return "pages/call/done";
    }

    /** What the page's script asked for and was refused is said in plain words, for the line of trouble; without the script it is a page. */
    @ExceptionHandler(RuleViolation.class)
    Object refused(RuleViolation refusal, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.unprocessableEntity().contentType(PLAIN);
        if (refusal.fields().containsKey(CallDrafts.TOO_MANY)) {
            answer.header(WAY_OUT, "/pages/call#open-sheets");
        }
        return request.getHeader(SCRIPT) != null ? answer.body(refusal.getMessage())
                : new ModelAndView("error", Map.of("title", "没有办成", "detail", refusal.getMessage()), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private CallDraft written(UUID id, MultiValueMap<String, String> posted, Principal person) {
        if (posted.keySet().stream().noneMatch(key -> key.startsWith(FIELD))) {
            return drafts.find(id, person.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这份草稿"));
        }
        return drafts.keep(id, person.getName(), typed(posted), posted.getOrDefault("link", List.of()).stream().limit(CallerFile.MOST_REPEATS).toList());
    }

    private Map<String, Object> typed(MultiValueMap<String, String> posted) {
        return posted.keySet().stream().noneMatch(key -> key.startsWith(FIELD)) ? Map.of()
                : starts.read(CallCases.PROCEDURE, key -> posted.getOrDefault(FIELD + key, List.of()));
    }

    /** Keeps the sheet with whom the clerk chose ({@code null} for nobody): only what the form as it is deployed has a field for. */
    private void chosen(UUID id, Map<String, Object> values, Caller caller, Principal person, Model model) {
        FormView form = starts.form(CallCases.PROCEDURE, values);
        Map<String, Object> known = new LinkedHashMap<>(values);
        known.keySet().removeIf(key -> form.field(key).isEmpty());
        CallDraft draft = drafts.choose(id, person.getName(), known, caller == null || caller.customer() == null ? null : caller.customer().id(),
                caller == null ? null : caller.home().view().unit().id());
        show(desk(draft, form, caller, Map.of(), List.of()), person, model);
    }

    /** The sheet as it is kept, with the caller beside it; without one, a fresh sheet with the defaults of the form. */
    private Desk desk(CallDraft draft, Map<String, String> errors, List<String> general) {
        return desk(draft, starts.form(CallCases.PROCEDURE, draft == null ? defaults() : draft.values()),
                draft == null ? null : caller(scope.sites(), draft).orElse(null), errors, general);
    }

    private Desk desk(CallDraft draft, FormView form, Caller caller, Map<String, String> errors, List<String> general) {
        return new Desk(draft == null ? UUID.randomUUID() : draft.id(), draft == null ? 0 : version(draft), caller, form, draft == null ? Echo.NONE : callers.echo(scope.sites(), draft),
                draft == null ? Set.of() : Set.copyOf(draft.links()), errors, errors.isEmpty() ? general : form.messagesElsewhere(errors));
    }

    /** The defaults of the form; a clerk of one site need not choose it. */
    private Map<String, Object> defaults() {
        FormView fresh = starts.form(CallCases.PROCEDURE, null);
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormView.Section section : fresh.sections()) {
            for (FormView.Field field : section.fields()) {
                if (field.value() != null) {
                    values.put(field.key(), field.value());
                } else if (field.key().equals("site") && field.choices().size() == 1) {
                    values.put(field.key(), field.choices().get(0).value());
                }
            }
        }
        return values;
    }

    private Optional<Caller> caller(Set<String> visible, CallDraft draft) {
        return draft.customer() == null && draft.unit() == null ? Optional.empty() : callers.caller(visible, draft.customer(), draft.unit());
    }

    private void show(Desk desk, Principal person, Model model) {
        model.addAttribute("desk", desk);
        model.addAttribute("me", person.getName());
        model.addAttribute("words", new Words(sites));
        if (desk.caller() != null) {
            model.addAttribute("keepsCustomers", keepers.keeps(person.getName(), desk.caller().home().view().unit().site()));
        }
        if (desk.caller() == null) {
            CallDrafts.Begun begun = drafts.begun(person.getName());
            model.addAttribute("begun", begun);
            model.addAttribute("drafts", begun.open().stream().filter(draft -> !draft.id().equals(desk.id())).toList());
        }
    }

    private static long version(CallDraft draft) {
        return draft.updatedAt().toEpochMilli();
    }

    private static String matter(CallDraft draft) {
        return String.join("\n", draft.text("site"), draft.text("unitText"), draft.text("kind"), draft.text("repairItem"));
    }

    private static URI done(String number) {
        return URI.create("/pages/call/done/" + number);
    }
}
