package io.casework.procedure.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.impl.bpmn.parser.ResourceReportImpl;

/**
 * A deployment did not pass the gate; nothing of it has been stored. It is a parse exception of the engine, so that its REST interface
 * answers 400 with the findings per file, which Camunda Modeler shows at the elements.
 */
public class DeploymentRefused extends ParseException {

    private final transient GateReport report;
    private final boolean question;

    private DeploymentRefused(String message, GateReport report, boolean question) {
        super(message, "", List.of(), List.of());
        this.report = report;
        this.question = question;
        this.resorceReports = new ArrayList<>();
        Map<String, List<List<Problem>>> files = new LinkedHashMap<>();
        report.errors().forEach(finding -> files.computeIfAbsent(finding.file(), file -> twoLists()).get(0).add(new Place(finding)));
        // What waits for a yes is what stops the deployment, so whoever shows only the errors must see it, too.
        report.warnings().forEach(finding -> files.computeIfAbsent(finding.file(), file -> twoLists()).get(question ? 0 : 1).add(question
                ? new Place(finding, finding.sentence() + "。如确认无误，请在 " + Confirmations.VALID.toMinutes() + " 分钟内原样再部署一次")
                : new Place(finding)));
        files.forEach((file, lists) -> resorceReports.add(new ResourceReportImpl(file, lists.get(0), lists.get(1))));
    }

    /** The files have errors. */
    static DeploymentRefused becauseOfErrors(GateReport report) {
        return new DeploymentRefused("部署被拒绝，没有任何改动：\n" + report.text(), report, false);
    }

    /** The files have warnings that nobody has said yes to. */
    static DeploymentRefused untilSaidYes(GateReport report, int minutes) {
        return new DeploymentRefused(
                "部署有需要确认的提醒，还没有任何改动。看过之后请在 " + minutes + " 分钟内把同样的内容再部署一次，即表示确认：\n" + report.text(),
                report, true);
    }

    /** All findings. */
    public GateReport report() {
        return report;
    }

    /** Whether deploying the same content once more within ten minutes is all that it takes. */
    public boolean isQuestion() {
        return question;
    }

    private static List<List<Problem>> twoLists() {
        return List.of(new ArrayList<>(), new ArrayList<>());
    }

    private record Place(Finding finding, String message) implements Problem {

        Place(Finding finding) {
            this(finding, finding.sentence());
        }

        @Override
        public String getMessage() {
            return message;
        }

        @Override
        public int getLine() {
            return finding.line();
        }

        @Override
        public int getColumn() {
            return 0;
        }

        @Override
        public String getMainElementId() {
            return finding.elementId();
        }

        @Override
        public List<String> getElementIds() {
            return finding.elementId() == null ? List.of() : List.of(finding.elementId());
        }
    }
}
