package io.casework.workspace.registers;

import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import io.casework.procedure.SiteScope;
import io.casework.report.Choice;
import io.casework.report.ExportFormat;
import io.casework.report.Register;
import io.casework.report.RegisterColumn;
import io.casework.report.RegisterExports;
import io.casework.report.RegisterQuery;
import io.casework.report.Registers;
import io.casework.report.SavedView;
import io.casework.report.SavedViews;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.records.RecordDoor;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of all registers, and each register as a table that can be filtered, sorted, paged, kept as a view and exported. */
@Controller
@For(Audience.REGISTER_READERS)
class RegistersPage {

    private static final String NO_VIEW = "none";

    private final Registers registers;
    private final RegisterExports exports;
    private final SavedViews views;
    private final SiteScope scope;
    private final Sites sites;
    private final Staffing staffing;
    private final Posts posts;
    private final RecordDoor records;

    RegistersPage(Registers registers, RegisterExports exports, SavedViews views, SiteScope scope, Sites sites, Staffing staffing, Posts posts, RecordDoor records) {
        this.registers = registers;
        this.exports = exports;
        this.views = views;
        this.scope = scope;
        this.sites = sites;
        this.staffing = staffing;
        this.posts = posts;
        this.records = records;
    }

    @GetMapping("/pages/registers")
    String list(Principal person, Model model) {
        model.addAttribute("mayImport", Audience.IMPORTERS.includes(staffing.postsOf(person.getName())));
        model.addAttribute("mayWatch", Audience.EXPORT_WATCHERS.includes(staffing.postsOf(person.getName())));
        Map<Register, Set<String>> seen = new LinkedHashMap<>();
        registers.all().stream().filter(register -> mayRead(person, register)).forEach(register -> seen.put(register, sitesOf(person, register)));
        // What only some posts may read is counted at the sites where these are held.
        Map<String, Integer> open = new HashMap<>();
        seen.keySet().stream().collect(Collectors.groupingBy(seen::get)).forEach((own, some) -> open.putAll(registers.openRows(some, own)));
        model.addAttribute("groups", seen.keySet().stream().collect(Collectors.groupingBy(Register::group, LinkedHashMap::new, Collectors.toList())));
        model.addAttribute("open", open);
        model.addAttribute("kept", records.keptAt(person.getName(), null));
        model.addAttribute("most", Registers.MOST_COUNTED);
        return "pages/registers/list";
    }

    /** Without any filter the register opens with the person's usual view, if there is one; {@code view=none} asks for none. */
    @GetMapping("/pages/registers/{key}")
    String register(Principal person, @PathVariable String key, @RequestParam MultiValueMap<String, String> asked, Model model) {
        Register register = known(person, key);
        List<SavedView> mine = views.of(person.getName(), register);
        SavedView view = chosen(mine, asked);
        return show(person, RegisterQuery.of(register, view == null ? asked : withPage(view, asked)), mine, view, model);
    }

    /** Keeps filters and order under a name. */
    @PostMapping("/pages/registers/{key}/views")
    String save(Principal person, @PathVariable String key, @RequestParam MultiValueMap<String, String> asked, Model model, HttpServletResponse response) {
        RegisterQuery query = RegisterQuery.of(known(person, key), asked);
        try {
            return "redirect:/pages/registers/" + key + "?view="
                    + views.save(person.getName(), query, asked.getFirst("name"), asked.getFirst("sharedPost"), asked.containsKey("usual"));
        } catch (RuleViolation refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("wrong", refused.fields());
            model.addAttribute("typed", asked.toSingleValueMap());
            return show(person, query, views.of(person.getName(), query.register()), null, model);
        }
    }

    /** Gives an own view another name. */
    @PostMapping("/pages/registers/{key}/views/{id}/rename")
    String rename(Principal person, @PathVariable String key, @PathVariable long id, @RequestParam String rename, Model model, HttpServletResponse response) {
        Register register = known(person, key);
        try {
            if (!views.rename(person.getName(), register, id, rename)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return "redirect:/pages/registers/" + key + "?view=" + id;
        } catch (RuleViolation refused) {
            SavedView view = views.find(person.getName(), register, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("wrong", refused.fields());
            model.addAttribute("typed", Map.of("rename", rename));
            return show(person, RegisterQuery.of(register, view.params()), views.of(person.getName(), register), view, model);
        }
    }

    /** Throws an own view away. */
    @PostMapping("/pages/registers/{key}/views/{id}/delete")
    String delete(Principal person, @PathVariable String key, @PathVariable long id) {
        if (!views.delete(person.getName(), known(person, key), id)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/pages/registers/" + key + "?view=" + NO_VIEW;
    }

    /** The register as a file, filtered and sorted as it is shown. */
    @PostMapping("/pages/registers/{key}/export")
    @For(Audience.EXPORTERS)
    void export(Principal person, @PathVariable String key, @RequestParam MultiValueMap<String, String> asked, @RequestParam ExportFormat format,
            HttpServletResponse response) {
        Register register = known(person, key);
        exports.export(RegisterQuery.of(register, asked), sitesOf(person, register), format, person.getName(), () -> {
            response.setContentType(format.mediaType());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(exports.fileName(register, format), StandardCharsets.UTF_8).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return response.getOutputStream();
        });
    }

    private String show(Principal person, RegisterQuery query, List<SavedView> mine, SavedView view, Model model) {
        Register register = query.register();
        Set<String> own = sitesOf(person, register);
        Set<String> held = staffing.postsOf(person.getName());
        model.addAttribute("register", register);
        model.addAttribute("query", query);
        model.addAttribute("page", registers.page(query, own));
        model.addAttribute("link", PageQuery.ofMany(query.params()));
        model.addAttribute("most", Registers.MOST_COUNTED);
        model.addAttribute("periods", RegisterQuery.PERIODS);
        model.addAttribute("hasSite", register.columns().stream().anyMatch(column -> column.key().equals("site")));
        model.addAttribute("siteChoices", sites.all().stream().filter(site -> own.contains(site.code())).map(site -> new Choice(site.code(), site.name())).toList());
        model.addAttribute("more", more(register));
        model.addAttribute("views", mine);
        model.addAttribute("view", view);
        model.addAttribute("myPosts", held.stream().map(post -> new Choice(post, posts.name(post))).toList());
        model.addAttribute("mayRecord", register.recordKind() != null && records.kept(person.getName(), register.recordKind()).isPresent());
        model.addAttribute("mayExport", Audience.EXPORTERS.includes(held));
        model.addAttribute("formats", ExportFormat.values());
        if (!model.containsAttribute("wrong")) {
            model.addAttribute("wrong", Map.of());
            model.addAttribute("typed", Map.of());
        }
        return "pages/registers/register";
    }

    private Register known(Principal person, String key) {
        return registers.find(key).filter(register -> mayRead(person, register)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private boolean mayRead(Principal person, Register register) {
        return register.readers().isEmpty() || !sitesOf(person, register).isEmpty();
    }

    /** The sites of the page, narrowed to those where the person holds a post that may read the register. */
    private Set<String> sitesOf(Principal person, Register register) {
        Set<String> own = new HashSet<>(scope.sites());
        if (!register.readers().isEmpty()) {
            own.retainAll(records.sites(person.getName(), register.readers()));
        }
        return own;
    }

    private static SavedView chosen(List<SavedView> mine, MultiValueMap<String, String> asked) {
        String wanted = asked.getFirst("view");
        if (wanted != null) {
            return mine.stream().filter(view -> String.valueOf(view.id()).equals(wanted)).findFirst().orElse(null);
        }
        return asked.isEmpty() ? mine.stream().filter(view -> view.own() && view.usual()).findFirst().orElse(null) : null;
    }

    private static Map<String, List<String>> withPage(SavedView view, MultiValueMap<String, String> asked) {
        Map<String, List<String>> params = new LinkedHashMap<>(view.params());
        if (asked.containsKey("page")) {
            params.put("page", asked.get("page"));
        }
        return params;
    }

    /** The filters that are folded away: all but the site and the time by which it is listed. */
    private static List<RegisterColumn> more(Register register) {
        return register.columns().stream().filter(RegisterColumn::filterable).filter(column -> !column.key().equals("site") && column != register.time()).toList();
    }
}
