package io.casework.workspace.registers.imports;

import io.casework.casefile.Actor;
import io.casework.contact.MatterKind;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.EnumCode;
import io.casework.platform.RuleViolation;
import io.casework.procedure.SiteScope;
import io.casework.report.ImportFinding;
import io.casework.report.ImportKind;
import io.casework.report.ImportRun;
import io.casework.report.ImportState;
import io.casework.report.Imports;
import io.casework.report.Imports.About;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Bringing old registers, customers and units in: choose, upload, look at what was found, say yes. */
@Controller
@For(Audience.IMPORTERS)
@RequestMapping("/pages/registers/import")
class ImportPages {

    private static final int NEWEST = 30;
    private static final int PAGE = 50;
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Imports imports;
    private final Sites sites;
    private final SiteScope scope;
    private final Staffing staffing;

    ImportPages(Imports imports, Sites sites, SiteScope scope, Staffing staffing) {
        this.imports = imports;
        this.sites = sites;
        this.scope = scope;
        this.staffing = staffing;
    }

    @GetMapping
    String start(@RequestParam(required = false) ImportKind kind, @RequestParam(required = false) String tooLarge, Model model) {
        if (tooLarge != null) {
            model.addAttribute("wrong", Map.of("file", UploadLimit.MESSAGE));
        }
        return start(new Chosen(kind == null ? null : kind.name(), null, false, MatterKind.REPAIR.name()), model);
    }

    /** What the person chose beside the file. */
    record Chosen(String kind, String site, boolean allOrNothing, String matter) {
    }

    private String start(Chosen chosen, Model model) {
        List<Site> mine = mySites();
        model.addAttribute("kinds", ImportKind.values());
        model.addAttribute("matters", MatterKind.values());
        model.addAttribute("sites", mine);
        model.addAttribute("chosen", chosen.site() != null || mine.size() != 1 ? chosen
                : new Chosen(chosen.kind(), mine.get(0).code(), chosen.allOrNothing(), chosen.matter()));
        model.addAttribute("mostLines", Imports.MOST_LINES);
        model.addAttribute("runs", imports.newest(mine.stream().map(Site::code).toList(), NEWEST));
        model.addAttribute("siteNames", mine.stream().collect(Collectors.toMap(Site::code, Site::name)));
        if (!model.containsAttribute("wrong")) {
            model.addAttribute("wrong", Map.of());
        }
        return "pages/imports/start";
    }

    @PostMapping
    String upload(@RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "false") boolean allOrNothing, @RequestParam(defaultValue = "REPAIR") String matter,
            @RequestParam(required = false) MultipartFile file, Principal person, Model model, HttpServletResponse response) throws IOException {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (EnumCode.find(ImportKind.class, kind).isEmpty()) {
            wrong.put("kind", "请选择要导入什么");
        }
        if (mySites().stream().noneMatch(mine -> mine.code().equals(site))) {
            wrong.put("site", "请选择小区");
        }
        if (EnumCode.find(MatterKind.class, matter).isEmpty()) {
            wrong.put("matter", "请选择一种类别");
        }
        if (file == null || file.getOriginalFilename() == null || file.getOriginalFilename().isBlank()) {
            wrong.put("file", "请选择文件");
        }
        if (wrong.isEmpty()) {
            Path copy = Files.createTempFile("casework-import", ".upload");
            try {
                file.transferTo(copy);
                long run = imports.receive(ImportKind.valueOf(kind), site, allOrNothing, matter, file.getOriginalFilename(), copy, actor(person));
                return "redirect:/pages/registers/import/" + run;
            } catch (RuleViolation refused) {
                wrong.putAll(refused.fields());
            } finally {
                Files.deleteIfExists(copy);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        model.addAttribute("wrong", wrong);
        model.addAttribute("refusedName", file == null ? null : file.getOriginalFilename());
        return start(new Chosen(kind, site, allOrNothing, matter), model);
    }

    @GetMapping("/templates/{kind}.xlsx")
    void template(@PathVariable ImportKind kind, HttpServletResponse response) throws IOException {
        try (OutputStream out = download(response, "导入模板-" + kind.label() + ".xlsx")) {
            imports.template(kind, out);
        }
    }

    @GetMapping("/{id}")
    String run(@PathVariable long id, @RequestParam(required = false) About about, @RequestParam(defaultValue = "0") int after, Model model) {
        return run(mine(id), about, after, model);
    }

    private String run(ImportRun run, About about, int after, Model model) {
        About shown = about != null ? about : run.bad() > 0 ? About.BAD : run.again() > 0 ? About.AGAIN : About.HINT;
        boolean listed = run.state() == ImportState.CHECKED || run.state() == ImportState.DONE;
        List<ImportFinding> findings = listed ? imports.findings(run, shown, after, PAGE) : List.of();
        model.addAttribute("run", run);
        model.addAttribute("siteName", sites.name(run.site()));
        model.addAttribute("matter", MatterKind.valueOf(run.defaultMatter()).label());
        model.addAttribute("about", shown);
        model.addAttribute("listed", listed);
        model.addAttribute("findings", findings);
        model.addAttribute("after", after);
        Set<Integer> lines = findings.stream().map(ImportFinding::line).collect(Collectors.toSet());
        model.addAttribute("next", lines.size() < PAGE ? null : findings.get(findings.size() - 1).line());
        model.addAttribute("fields", imports.fields(run.kind()));
        model.addAttribute("missing", imports.missing(run));
        boolean mappable = run.state() == ImportState.MAPPING || run.state() == ImportState.CHECKED;
        model.addAttribute("columns", mappable ? imports.columns(run) : List.of());
        model.addAttribute("same", imports.sameFile(run).orElse(null));
        if (!model.containsAttribute("selected")) {
            model.addAttribute("selected", run.columns());
        }
        if (!model.containsAttribute("wrong")) {
            model.addAttribute("wrong", Map.of());
        }
        return "pages/imports/run";
    }

    /** The part of the page that shows how far the work has come; the page is loaded anew when it is done. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable long id, Model model, HttpServletResponse response) {
        ImportRun run = mine(id);
        if (!run.state().isBusy() || run.failure() != null) {
            response.setHeader("HX-Refresh", "true");
        }
        model.addAttribute("run", run);
        return "pages/imports/run :: progress";
    }

    @PostMapping("/{id}/columns")
    String columns(@PathVariable long id, @RequestParam Map<String, String> form, Model model, HttpServletResponse response) {
        ImportRun run = mine(id);
        Map<String, Integer> columns = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("column.") && value.matches("\\d{1,4}")) {
                columns.put(name.substring("column.".length()), Integer.valueOf(value));
            }
        });
        try {
            imports.map(id, columns);
            return "redirect:/pages/registers/import/" + id;
        } catch (RuleViolation refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("selected", columns);
            model.addAttribute("wrong", refused.fields());
            model.addAttribute("refusal", refused.fields().isEmpty() ? refused.getMessage() : null);
            return run(run, null, 0, model);
        }
    }

    @PostMapping("/{id}/{step:check|confirm|abandon|proceed}")
    String step(@PathVariable long id, @PathVariable String step, Principal person, Model model, HttpServletResponse response) {
        ImportRun run = mine(id);
        try {
            switch (step) {
                case "check" -> imports.checkAgain(id);
                case "confirm" -> imports.confirm(id, actor(person));
                case "abandon" -> imports.abandon(id);
                default -> imports.proceed(id);
            }
            return "redirect:/pages/registers/import/" + id;
        } catch (RuleViolation refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("refusal", refused.getMessage());
            return run(imports.run(id).orElse(run), null, 0, model);
        }
    }

    @GetMapping("/{id}/left-over.xlsx")
    void leftOver(@PathVariable long id, HttpServletResponse response) throws IOException {
        ImportRun run = mine(id);
        try (OutputStream out = download(response, "未导入的行-" + run.kind().label() + "-" + id + ".xlsx")) {
            imports.leftOver(run, out);
        }
    }

    private static OutputStream download(HttpServletResponse response, String name) throws IOException {
        response.setContentType(WORKBOOK);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
        return response.getOutputStream();
    }

    private List<Site> mySites() {
        return sites.all().stream().filter(site -> scope.includes(site.code())).toList();
    }

    private ImportRun mine(long id) {
        Set<String> mine = mySites().stream().map(Site::code).collect(Collectors.toSet());
        return imports.run(id).filter(run -> mine.contains(run.site()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有编号为 " + id + " 的导入，或不属于您的小区"));
    }

    private Actor actor(Principal person) {
        return new Actor(person.getName(), staffing.nameOf(person.getName()));
    }
}
