package io.casework.procedure.gate;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.procedure.DecisionFile;
import io.casework.procedure.DecisionTable;
import io.casework.procedure.DecisionWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Notes each deployment that has passed the gate in the record of changes: tables with their changed rows in words, processes and forms with their versions. */
@Component
class DeploymentRecord {

    private static final String FORM_SUFFIX = ".form";
    private static final int MOST_NAMED = 3;

    private final EngineContents engine;
    private final AdminChanges changes;
    private final DecisionWords words;
    private final DeploymentGate gate;

    DeploymentRecord(EngineContents engine, AdminChanges changes, DecisionWords words, DeploymentGate gate) {
        this.gate = gate;
        this.engine = engine;
        this.changes = changes;
        this.words = words;
    }

    /** A line that waits until the deployment has an id. */
    record Line(AdminArea area, String key, String name, String what, String before, String after) {
    }

    /**
     * What the deployment of these files will change, asked before the engine has stored them.
     *
     * @param firstVersions whether things that are new are told, too
     */
    List<Line> lines(Map<String, byte[]> files, boolean firstVersions) {
        List<Line> lines = new ArrayList<>();
        files.forEach((file, bytes) -> {
            if (file.endsWith(".dmn")) {
                DecisionFile.read(bytes).ifPresent(read -> read.tables().forEach(table -> decision(table, firstVersions).ifPresent(lines::add)));
            } else if (file.endsWith(".bpmn")) {
                HouseRules.executable(XmlNode.read(bytes)).forEach(process -> {
                    String key = String.valueOf(process.attribute("id"));
                    versions(AdminArea.PROCEDURES, key, process.attribute("name"), "流程", engine.process(key), firstVersions).ifPresent(lines::add);
                });
            } else if (file.endsWith(FORM_SUFFIX)) {
                // Its file may have any name: Modeler sends that of the folder where it lay.
                String key = gate.formId(bytes).orElseGet(() -> DeploymentGate.baseName(file));
                versions(AdminArea.PROCEDURES, key, "表单 " + key, "表单", engine.form(key), firstVersions).ifPresent(lines::add);
            }
        });
        return lines;
    }

    void write(List<Line> lines, String person, boolean release, String deploymentId) {
        Map<String, Line> once = new LinkedHashMap<>();
        lines.forEach(line -> once.putIfAbsent(line.area() + line.key(), line));
        once.values().forEach(line -> changes.record(release ? AdminChange.SYSTEM : person, line.area(), line.key(), line.name(), line.what(), line.before(),
                line.after(), deploymentId));
    }

    private Optional<Line> decision(DecisionTable table, boolean firstVersions) {
        Optional<EngineContents.InForce> inForce = engine.decision(table.key());
        if (inForce.isEmpty()) {
            return firstVersions ? Optional.of(new Line(AdminArea.DECISIONS, table.key(), table.name(), "部署第 1 版", "", words.changedRows(table, without(table))))
                    : Optional.empty();
        }
        int version = inForce.get().version() + 1;
        DecisionTable before = DecisionFile.read(inForce.get().content()).flatMap(file -> file.table(table.key())).orElseGet(() -> without(table));
        List<String> differences = words.differences(before, table);
        return Optional.of(new Line(AdminArea.DECISIONS, table.key(), table.name(),
                "部署第 " + version + " 版" + (differences.isEmpty() ? "，表中内容没有变化" : "：" + summary(differences)),
                words.changedRows(before, table), words.changedRows(table, before)));
    }

    private static String summary(List<String> differences) {
        return differences.size() <= MOST_NAMED ? String.join("。", differences) : String.join("。", differences.subList(0, MOST_NAMED)) + "……共 " + differences.size() + " 处改动";
    }

    private static DecisionTable without(DecisionTable table) {
        return new DecisionTable(table.key(), table.name(), table.description(), table.hitPolicy(), table.isTable(), table.inputs(), table.outputs(), List.of());
    }

    private static Optional<Line> versions(AdminArea area, String key, String name, String kind, Optional<EngineContents.InForce> inForce, boolean firstVersions) {
        if (inForce.isEmpty() && !firstVersions) {
            return Optional.empty();
        }
        int before = inForce.map(EngineContents.InForce::version).orElse(0);
        return Optional.of(new Line(area, key, name == null ? key : name, "部署" + kind + "第 " + (before + 1) + " 版", before == 0 ? "" : "第 " + before + " 版",
                "第 " + (before + 1) + " 版"));
    }
}
