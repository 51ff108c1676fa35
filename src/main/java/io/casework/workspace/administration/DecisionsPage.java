package io.casework.workspace.administration;

import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import io.casework.procedure.DecisionTable;
import io.casework.procedure.DecisionTable.Column;
import io.casework.procedure.DecisionTable.Row;
import io.casework.procedure.DecisionTables;
import io.casework.procedure.DecisionTables.Version;
import io.casework.procedure.DecisionWords;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Who approves what, how many days, which grade: the decision tables in words, and their rows for those who may change them. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/decisions")
class DecisionsPage {

    private static final int VERSIONS_COMPARED = 15;
    private static final Pattern CLAUSE = Pattern.compile("[A-Z]{2,}(?:-[A-Z]{3})?-\\d{2,3}");

    /** What people look for, and the tables that answer it. Tables that nobody has put here stand at the end. */
    private static final Map<String, Set<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("谁批什么", Set.of("cost-approval", "cost-overrun"));
        GROUPS.put("几天办完", Set.of("deadlines", "repair-time-limit"));
        GROUPS.put("怎么分类、分级、派给谁", Set.of("intake-category", "intake-passing-on", "complaint-grade", "complaint-responsibility", "repair-class"));
        GROUPS.put("谁到场、怎么回访", Set.of("survey-attendance", "inspection-parties", "callback-way"));
        GROUPS.put("参数", Set.of("settings"));
    }

    /**
     * The drawing of the original carries the mark that its licence asks for, whose styles stand in attributes: these six texts are allowed, by their hashes, and
     * no other inline style; all else as on every page.
     */
    private static final String DRAWING = "default-src 'self'; style-src 'self' 'unsafe-hashes' 'sha256-r3vOsuepBDg6tz/cOusiNJ9Y4Lp9hGQTT7pzDks1Xxc='"
            + " 'sha256-CA/eh4+2R0J7cEQ14gBMtx834RIOjzMUqCM+evtrkp4=' 'sha256-JpvvTIK7ulxf/3oA+AUuVbO9Labs8npGWGm9X9nGIWw='"
            + " 'sha256-9OIpRRx0bq4t4s2zyqbocMNwedniLDaxLB+FlLIjNgM=' 'sha256-GAdrtwahSjGXI0UQQnfyEVtPn+wfgQxvyrjyQuByfuU='"
            + " 'sha256-ZG9bHUWWXDZyu7zfItuLwGK+cah/hweM0RfXpZpxZVM='; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self';"
            + " frame-ancestors 'self'";

    private final DecisionTables tables;
    private final DecisionWords words;
    private final Posts posts;
    private final Staffing staffing;

    DecisionsPage(DecisionTables tables, DecisionWords words, Posts posts, Staffing staffing) {
        this.tables = tables;
        this.words = words;
        this.posts = posts;
        this.staffing = staffing;
    }

    /** A table in the list. */
    record Line(String key, String name, String description, int version, Instant since, String by) {
    }

    /** A version with what it changed. */
    record Step(int version, Instant since, String by, List<String> differences, boolean newest) {
    }

    /** A row in words. */
    record Sentence(int number, String words, String note) {
    }

    /**
     * A field of the form.
     *
     * @param name its name, {@code row.0.in.1}
     * @param editor text, yesno, post or code
     */
    record Field(String name, String label, String editor, String value, Map<String, String> options) {
    }

    /** A row of the form. */
    record Editable(int index, String id, String words, String note, List<Field> fields) {
    }

    @GetMapping
    String list(Model model) {
        List<Version> all = tables.all();
        Map<String, String> names = staffing.namesOf(all.stream().map(Version::by).toList());
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        GROUPS.keySet().forEach(group -> groups.put(group, new ArrayList<>()));
        for (Version version : all) {
            String group = GROUPS.entrySet().stream().filter(entry -> entry.getValue().contains(version.key())).map(Map.Entry::getKey).findFirst().orElse("其他");
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(new Line(version.key(), version.name(),
                    tables.table(version).map(DecisionTable::description).orElse(""), version.number(), version.since(), by(version, names)));
        }
        groups.values().removeIf(List::isEmpty);
        model.addAttribute("groups", groups);
        return "pages/administration/decisions";
    }

    @GetMapping("/{key}")
    String table(@PathVariable String key, @RequestParam(required = false) Integer version, HttpServletResponse response, Model model) {
        response.setHeader("Content-Security-Policy", DRAWING);
        return show(key, version, model);
    }

    /** The file as it was deployed, for the drawing of the original table and for Camunda Modeler. */
    @GetMapping("/{key}/{version}/file")
    ResponseEntity<byte[]> file(@PathVariable String key, @PathVariable int version) {
        Version wanted = version(tables.versions(key), version);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).header("Content-Disposition", "attachment; filename=\"" + key + ".dmn\"")
                .body(tables.file(wanted));
    }

    @For(Audience.PROCEDURE_ADMINISTRATORS)
    @GetMapping("/{key}/edit")
    String edit(@PathVariable String key, Model model) {
        Version newest = version(tables.versions(key), null);
        DecisionTable table = editable(newest);
        showForm(newest, table, table.rows(), model);
        return "pages/administration/decision-edit";
    }

    @For(Audience.PROCEDURE_ADMINISTRATORS)
    @PostMapping("/{key}/edit")
    String save(@PathVariable String key, @RequestParam Map<String, String> fields, @RequestParam int version, @RequestParam String act, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        List<Version> versions = tables.versions(key);
        DecisionTable table = editable(version(versions, version));
        List<Row> rows = RuleRows.changed(table, RuleRows.read(table, fields), act);
        if (!act.equals("save")) {
            showForm(version(versions, version), table, rows, model);
            return "pages/administration/decision-edit";
        }
        try {
            tables.save(key, version, rows);
            return "redirect:/pages/administration/decisions/" + key + "?saved";
        } catch (RuleViolation refusal) {
            Version newest = version(tables.versions(key), null);
            DecisionTable now = editable(newest);
            boolean sameColumns = now.inputs().size() == table.inputs().size() && now.outputs().size() == table.outputs().size();
            showForm(newest, now, sameColumns ? rows : now.rows(), model);
            if (newest.number() != version) {
                model.addAttribute("meanwhile", words.differences(table, now));
            }
            Refused.show(model, "edit", refusal, request, response);
            return "pages/administration/decision-edit";
        }
    }

    @For(Audience.PROCEDURE_ADMINISTRATORS)
    @PostMapping("/{key}/restore")
    String restore(@PathVariable String key, @RequestParam int version, @RequestParam int newest, HttpServletRequest request, HttpServletResponse response, Model model) {
        return Refused.orAgain("restore", () -> {
            tables.restore(key, version, newest);
            return "redirect:/pages/administration/decisions/" + key + "?saved";
        }, () -> show(key, null, model), request, response, model);
    }

    private String show(String key, Integer number, Model model) {
        List<Version> versions = tables.versions(key);
        Version shown = version(versions, number);
        Map<String, String> names = staffing.namesOf(versions.stream().map(Version::by).toList());
        Optional<DecisionTable> table = tables.table(shown);
        model.addAttribute("version", shown);
        model.addAttribute("by", by(shown, names));
        model.addAttribute("newest", versions.get(0).number());
        model.addAttribute("table", table.orElse(null));
        model.addAttribute("rules", table.map(DecisionsPage::rules).orElse(""));
        model.addAttribute("sentences", table.map(this::sentences).orElse(List.of()));
        model.addAttribute("history", history(versions, names));
        return "pages/administration/decision";
    }

    private List<Sentence> sentences(DecisionTable table) {
        return IntStream.range(0, table.rows().size()).mapToObj(i -> new Sentence(i + 1, words.sentence(table, table.rows().get(i)),
                DecisionWords.isKeyed(table) ? clauses(table.rows().get(i).note()) : table.rows().get(i).note())).toList();
    }

    /** The rules that the table and its rows name. */
    private static String rules(DecisionTable table) {
        return CLAUSE.matcher(table.description() + ' ' + table.rows().stream().map(Row::note).collect(Collectors.joining(" "))).results().map(MatchResult::group)
                .distinct().collect(Collectors.joining(","));
    }

    /** Of a note that the sentence repeats only the clauses. */
    private static String clauses(String note) {
        return CLAUSE.matcher(note).results().map(MatchResult::group).distinct().collect(Collectors.joining("、"));
    }

    private List<Step> history(List<Version> versions, Map<String, String> names) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < Math.min(VERSIONS_COMPARED, versions.size()); i++) {
            Version version = versions.get(i);
            Optional<DecisionTable> now = tables.table(version);
            Optional<DecisionTable> before = i + 1 < versions.size() ? tables.table(versions.get(i + 1)) : Optional.empty();
            List<String> differences = now.isEmpty() || before.isEmpty() ? List.of() : words.differences(before.get(), now.get());
            steps.add(new Step(version.number(), version.since(), by(version, names),
                    differences.isEmpty() && before.isPresent() ? List.of("表中内容没有变化") : differences, i == 0));
        }
        return steps;
    }

    private void showForm(Version version, DecisionTable table, List<Row> rows, Model model) {
        model.addAttribute("version", version);
        model.addAttribute("table", table);
        model.addAttribute("rules", rules(table));
        model.addAttribute("rows", IntStream.range(0, rows.size()).mapToObj(i -> editable(table, i, rows.get(i))).toList());
    }

    private Editable editable(DecisionTable table, int index, Row row) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < table.inputs().size(); i++) {
            Column column = table.inputs().get(i);
            fields.add(new Field("row." + index + ".in." + i, "当 " + column.label(), column.isYesNo() ? "condition" : "text", row.inputs().get(i), Map.of()));
        }
        for (int i = 0; i < table.outputs().size(); i++) {
            Column column = table.outputs().get(i);
            String editor = RuleRows.editor(words, column, row.outputs().get(i));
            fields.add(new Field("row." + index + ".out." + i, "则 " + column.label(), editor, RuleRows.shown(column, row.outputs().get(i)), options(column, editor)));
        }
        return new Editable(index, row.id(), words.sentence(table, row), row.note(), fields);
    }

    private Map<String, String> options(Column column, String editor) {
        Map<String, String> options = new LinkedHashMap<>();
        if (editor.equals("post")) {
            options.put("", "无");
            posts.all().forEach(post -> options.put(post.code(), post.name()));
        } else if (editor.equals("code")) {
            options.put("", "无");
            options.putAll(words.codes(column));
        }
        return options;
    }

    private DecisionTable editable(Version version) {
        return tables.table(version).filter(DecisionTable::isTable).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Version version(List<Version> versions, Integer number) {
        return versions.stream().filter(version -> number == null || version.number() == number).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String by(Version version, Map<String, String> names) {
        return version.by().isEmpty() ? "没有记录" : ChangeLines.name(version.by(), names);
    }
}
