package io.casework.procedure.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Posts;
import io.casework.procedure.CaseDeadline;
import io.casework.procedure.form.FormLint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Checks what is about to become part of the engine: files one by one, and all of them against each other, against the organisation and
 * against what runs. Every way in goes through here (Camunda Modeler, REST, Java, start-up); asking it changes nothing.
 */
@Service
public class DeploymentGate {

    /** Who brings the files. */
    public enum Mode {
        /** An administrator: warnings want a yes. */
        ADMINISTRATOR,
        /** The software's own release: file names must be ids. */
        RELEASE
    }

    static final int MAX_FILE = 1024 * 1024;
    static final int MAX_TOTAL = 8 * 1024 * 1024;
    static final int MAX_FILES = 200;

    private static final String LIMITS = "deadlines";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final EngineContents engine;
    private final ModelSafety safety;
    private final HouseRules house;
    private final DecisionRules decisions;
    private final FormRules forms;
    private final ObjectProvider<TableUse> use;
    private final ObjectProvider<CaseDeadline> ownLimits;

    DeploymentGate(EngineContents engine, BeanCatalogue beans, Posts posts, ObjectMapper json, ObjectProvider<TableUse> use,
            ObjectProvider<CaseDeadline> ownLimits) {
        this.use = use;
        this.ownLimits = ownLimits;
        this.engine = engine;
        this.safety = new ModelSafety(beans);
        this.house = new HouseRules(posts);
        this.decisions = new DecisionRules(beans);
        this.forms = new FormRules(json);
    }

    /**
     * Checks files as one deployment.
     *
     * @param resources file name to content
     * @return all errors and warnings, in Chinese, each with file, element id and element name
     */
    public GateReport check(Map<String, byte[]> resources, Mode mode) {
        List<Finding> found = new ArrayList<>(sizes(resources));
        if (!found.isEmpty()) {
            return GateReport.of(found);
        }
        Map<String, byte[]> all = complete(resources);
        Contents contents = new Contents(all);
        found.addAll(contents.problems);
        contents.models.forEach((file, root) -> found.addAll(checkModel(file, root, all.get(file), contents, mode)));
        contents.tables.forEach((file, root) -> found.addAll(checkTable(file, root, all.get(file), mode)));
        contents.forms.forEach((file, id) -> found.addAll(checkForm(file, id, all.get(file), contents, mode)));
        return GateReport.of(found);
    }

    /**
     * Adds what belongs to the given files, so that forms and processes always stand in one deployment: to a process the forms that it
     * names, in their newest deployed version; to a form that comes without its process, the processes that bind it.
     */
    Map<String, byte[]> complete(Map<String, byte[]> resources) {
        Map<String, byte[]> all = new LinkedHashMap<>(resources);
        Contents given = new Contents(resources);
        Set<String> formsGiven = new HashSet<>(given.forms.values());
        if (!formsGiven.isEmpty()) {
            for (EngineContents.InForce process : engine.processes()) {
                if (!given.processKeys.contains(process.key())) {
                    readQuietly(process.content())
                            .filter(root -> HouseRules.formRefs(root).stream().anyMatch(formsGiven::contains))
                            .ifPresent(root -> all.putIfAbsent(freeName(process.fileName(), all), process.content()));
                }
            }
        }
        Set<String> wanted = new LinkedHashSet<>();
        all.forEach((file, bytes) -> {
            if (file.endsWith(".bpmn")) {
                readQuietly(bytes).ifPresent(root -> wanted.addAll(HouseRules.formRefs(root)));
            }
        });
        wanted.removeAll(formsGiven);
        wanted.forEach(id -> engine.form(id).ifPresent(form -> all.put(freeName(form.fileName(), all), form.content())));
        return all;
    }

    /** The id of a form file. */
    Optional<String> formId(byte[] form) {
        return forms.id(form);
    }

    private static String freeName(String name, Map<String, byte[]> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            int dot = name.lastIndexOf('.');
            free = name.substring(0, dot) + "-" + i + name.substring(dot);
        }
        return free;
    }

    private static Optional<XmlNode> readQuietly(byte[] bytes) {
        try {
            return Optional.of(XmlNode.read(bytes));
        } catch (XmlNode.Unreadable reportedElsewhere) {
            return Optional.empty();
        }
    }

    private static List<Finding> sizes(Map<String, byte[]> resources) {
        List<Finding> found = new ArrayList<>();
        if (resources.size() > MAX_FILES) {
            Findings findings = new Findings("部署");
            findings.error("一次部署最多 " + MAX_FILES + " 个文件，这里有 " + resources.size() + " 个");
            found.addAll(findings.list());
        }
        long total = 0;
        for (Map.Entry<String, byte[]> entry : resources.entrySet()) {
            Findings findings = new Findings(printable(entry.getKey()));
            total += entry.getValue().length;
            if (entry.getValue().length > MAX_FILE) {
                findings.error("文件过大（" + entry.getValue().length / 1024 + " KB），最大 " + MAX_FILE / 1024 + " KB");
            }
            if (!isProperName(entry.getKey())) {
                findings.error("文件名不合规范：不能超过 200 个字符，不能含有控制字符、反斜杠或“..”");
            } else if (!(entry.getKey().endsWith(".bpmn") || entry.getKey().endsWith(".dmn") || entry.getKey().endsWith(".form"))) {
                findings.error("不能部署这种文件；只接受 .bpmn、.dmn 和 .form");
            }
            found.addAll(findings.list());
        }
        if (total > MAX_TOTAL) {
            Findings findings = new Findings("部署");
            findings.error("文件合计过大，最大 " + MAX_TOTAL / 1024 / 1024 + " MB");
            found.addAll(findings.list());
        }
        return found;
    }

    private static boolean isProperName(String name) {
        return name.length() <= 200 && !name.isBlank() && !name.contains("..") && !name.contains("\\") && !name.startsWith("/")
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static String printable(String name) {
        String clean = name.codePoints().filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
    }

    private List<Finding> checkModel(String file, XmlNode root, byte[] bytes, Contents contents, Mode mode) {
        Findings findings = new Findings(file);
        safety.check(root, findings);
        house.check(root, contents, findings);
        if (!findings.hasErrors()) {
            readByModelApi(bytes, findings);
        }
        for (XmlNode process : HouseRules.executable(root)) {
            String key = process.attribute("id");
            if (key == null) {
                continue;
            }
            if (mode == Mode.RELEASE && !baseName(file).equals(key)) {
                findings.error(process, "文件名应与流程编号一致：" + key + ".bpmn");
            }
            engine.process(key).ifPresent(inForce -> keepWaitStates(process, inForce, findings));
        }
        return withoutKnownWarnings(findings, () -> HouseRules.executable(root).stream()
                .map(process -> process.attribute("id"))
                .flatMap(key -> engine.process(String.valueOf(key)).stream())
                .flatMap(inForce -> {
                    Findings before = new Findings(file);
                    readQuietly(inForce.content()).ifPresent(old -> house.check(old, contents, before));
                    return before.list().stream();
                }).toList());
    }

    private List<Finding> checkTable(String file, XmlNode root, byte[] bytes, Mode mode) {
        Findings findings = new Findings(file);
        decisions.check(root, bytes, findings);
        List<String> ids = DecisionRules.decisions(root).stream().map(decision -> String.valueOf(decision.attribute("id"))).toList();
        if (mode == Mode.RELEASE && !ids.contains(baseName(file))) {
            findings.error("文件名应与文件里一个决策的编号一致，这里有 " + ids);
        }
        if (mode == Mode.ADMINISTRATOR && !findings.hasErrors()) {
            ids.forEach(key -> engine.decision(key).ifPresent(inForce -> {
                TableUse.Answer answer = use.getObject().check(key, inForce.content(), bytes);
                answer.wrong().forEach(findings::error);
                answer.gap().ifPresent(findings::warning);
            }));
        }
        return findings.list();
    }

    private List<Finding> checkForm(String file, String id, byte[] bytes, Contents contents, Mode mode) {
        Findings findings = new Findings(file);
        // The style of the house is a matter of the release; of an administrator's form it is enough that it works.
        List<FormLint.Finding> linted = mode == Mode.RELEASE ? FormLint.check(file, bytes) : FormLint.check(bytes);
        linted.forEach(found -> {
            String message = (found.where().isBlank() ? "" : "组件 " + found.where() + "：") + found.message();
            if (found.severity() == FormLint.Severity.ERROR) {
                findings.error(message);
            } else if (mode == Mode.RELEASE) {
                findings.warning(message);
            }
        });
        if (!contents.formsUsed.contains(id) && engine.processes().stream()
                .noneMatch(process -> readQuietly(process.content()).filter(root -> HouseRules.formRefs(root).contains(id)).isPresent())) {
            findings.warning("没有流程使用表单“" + id + "”");
        }
        return findings.list();
    }

    /** What a person has already said yes to when the version in force was deployed is not asked again. */
    private static List<Finding> withoutKnownWarnings(Findings findings, java.util.function.Supplier<List<Finding>> before) {
        if (findings.list().stream().noneMatch(finding -> finding.severity() == Finding.Severity.WARNING)) {
            return findings.list();
        }
        Set<String> known = before.get().stream().map(finding -> finding.elementId() + "\n" + finding.message()).collect(Collectors.toSet());
        return findings.list().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR || finding.onlyHereAndNow()
                        || !known.contains(finding.elementId() + "\n" + finding.message()))
                .toList();
    }

    /**
     * Cases wait at elements, and a later move of running cases to the new version finds its place by their ids. So an element at which
     * a case can wait may go only while none waits there.
     */
    private void keepWaitStates(XmlNode process, EngineContents.InForce inForce, Findings findings) {
        XmlNode before = readQuietly(inForce.content()).stream()
                .flatMap(root -> HouseRules.executable(root).stream())
                .filter(old -> inForce.key().equals(old.attribute("id")))
                .findFirst().orElse(null);
        if (before == null) {
            return;
        }
        Map<String, XmlNode> now = HouseRules.waitStates(process);
        Map<String, XmlNode> lost = new LinkedHashMap<>(HouseRules.waitStates(before));
        lost.entrySet().removeIf(entry -> now.containsKey(entry.getKey())
                && now.get(entry.getKey()).name().equals(entry.getValue().name()));
        Map<String, Long> waiting = engine.waitingAt(inForce.key(), lost.keySet());
        lost.forEach((id, node) -> {
            long cases = waiting.getOrDefault(id, 0L);
            String name = node.attribute("name");
            if (cases > 0) {
                findings.errorHereAndNow(id, name, "有 " + cases + " 个案件正停在这里，新版本却没有这个编号（或换了类型）；请保留编号，或待案件办完");
            } else {
                findings.warningHereAndNow(id, name, "现行版本的这一步在新版本里没有了（或换了类型）；请确认确实要取消");
            }
        });
    }

    private static void readByModelApi(byte[] bytes, Findings findings) {
        try {
            Bpmn.readModelFromStream(new ByteArrayInputStream(bytes));
        } catch (ModelException unreadable) {
            findings.error("不符合 BPMN 2.0 规范：" + DecisionRules.innermost(unreadable));
        }
    }

    static String baseName(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The files of one deployment, read once. */
    private final class Contents implements HouseRules.Surroundings {

        private final Map<String, XmlNode> models = new LinkedHashMap<>();
        private final Map<String, XmlNode> tables = new LinkedHashMap<>();
        private final Map<String, String> forms = new LinkedHashMap<>();
        private final Set<String> processKeys = new LinkedHashSet<>();
        private final Set<String> decisionKeys = new LinkedHashSet<>();
        private final Set<String> formsUsed = new LinkedHashSet<>();
        private final List<Finding> problems = new ArrayList<>();
        private final Map<String, String> ownerOfId = new HashMap<>();
        private Optional<Set<String>> limits;

        Contents(Map<String, byte[]> resources) {
            resources.forEach((file, bytes) -> {
                Findings findings = new Findings(file);
                try {
                    read(file, bytes, findings);
                } catch (XmlNode.Unreadable unreadable) {
                    findings.error(unreadable.getMessage());
                }
                problems.addAll(findings.list());
            });
        }

        private void read(String file, byte[] bytes, Findings findings) {
            if (file.endsWith(".bpmn")) {
                XmlNode root = XmlNode.read(bytes);
                models.put(file, root);
                formsUsed.addAll(HouseRules.formRefs(root));
                HouseRules.executable(root).forEach(process -> own("流程", process.attribute("id"), file, processKeys, findings));
            } else if (file.endsWith(".dmn")) {
                XmlNode root = XmlNode.read(bytes);
                tables.put(file, root);
                DecisionRules.decisions(root).forEach(decision -> own("决策", decision.attribute("id"), file, decisionKeys, findings));
            } else if (file.endsWith(".form")) {
                String id = DeploymentGate.this.forms.id(bytes).orElse(null);
                if (id == null) {
                    findings.error("不是 Camunda 表单：读不出 JSON，或没有编号（id）");
                } else {
                    forms.put(file, id);
                    own("表单", id, file, new HashSet<>(), findings);
                }
            }
        }

        private void own(String kind, String id, String file, Set<String> keys, Findings findings) {
            String other = ownerOfId.putIfAbsent(kind + id, file);
            if (other != null) {
                findings.error(kind + "编号 " + id + " 与文件 " + other + " 重复");
            }
            if (id != null) {
                keys.add(id);
            }
        }

        @Override
        public boolean formExists(String id) {
            return forms.containsValue(id);
        }

        @Override
        public boolean decisionExists(String key) {
            return decisionKeys.contains(key) || engine.decision(key).isPresent();
        }

        @Override
        public boolean limitExists(String key) {
            if (limits == null) {
                limits = tables.values().stream().flatMap(root -> limits(root).stream()).findFirst()
                        .or(() -> engine.decision(LIMITS).flatMap(inForce -> readQuietly(inForce.content())).flatMap(Contents::limits));
            }
            return limits.isEmpty() || limits.get().contains(key) || ownLimits.stream().anyMatch(limit -> limit.serves(key));
        }

        /** The keys of the table of limits, if this file holds it: the first column of its rows. */
        private static Optional<Set<String>> limits(XmlNode root) {
            return DecisionRules.decisions(root).stream().filter(decision -> LIMITS.equals(decision.attribute("id"))).findFirst().map(decision ->
                    decision.all().stream().filter(node -> node.name().equals("rule"))
                            .flatMap(rule -> rule.children().stream().filter(cell -> cell.name().equals("inputEntry")).findFirst().stream())
                            .flatMap(cell -> cell.children().stream().filter(text -> text.name().equals("text")))
                            .flatMap(text -> QUOTED.matcher(text.text()).results().map(found -> found.group(1))).collect(Collectors.toSet()));
        }

        @Override
        public boolean processExists(String key) {
            return processKeys.contains(key) || engine.process(key).isPresent();
        }
    }

    /** The id is all that the gate reads of a form itself; the rest is judged by {@link FormLint}. */
    private static final class FormRules {

        private final ObjectMapper json;

        FormRules(ObjectMapper json) {
            this.json = json;
        }

        Optional<String> id(byte[] bytes) {
            try {
                JsonNode id = json.readTree(bytes).path("id");
                return id.isTextual() && !id.asText().isBlank() ? Optional.of(id.asText()) : Optional.empty();
            } catch (IOException notJson) {
                return Optional.empty();
            }
        }
    }
}
