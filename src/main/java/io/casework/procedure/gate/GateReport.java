package io.casework.procedure.gate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the gate says about a deployment.
 *
 * @param errors what blocks it
 * @param warnings what a person must say yes to
 */
public record GateReport(List<Finding> errors, List<Finding> warnings) {

    public GateReport {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    static GateReport of(List<Finding> findings) {
        return new GateReport(
                findings.stream().filter(finding -> finding.severity() == Finding.Severity.ERROR).distinct().toList(),
                findings.stream().filter(finding -> finding.severity() == Finding.Severity.WARNING).distinct().toList());
    }

    /** Whether nothing at all was found. */
    public boolean isClean() {
        return errors.isEmpty() && warnings.isEmpty();
    }

    /** Whether the files are refused. */
    public boolean isRefused() {
        return !errors.isEmpty();
    }

    /** All findings as Chinese text, one per line, errors first. */
    public String text() {
        return Stream.concat(
                        errors.stream().map(finding -> "[错误] " + finding.sentence()),
                        warnings.stream().map(finding -> "[提醒] " + finding.sentence()))
                .collect(Collectors.joining("\n"));
    }
}
