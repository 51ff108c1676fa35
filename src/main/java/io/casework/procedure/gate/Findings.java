package io.casework.procedure.gate;

import java.util.ArrayList;
import java.util.List;

/** Collects what is found in one file. */
final class Findings {

    private final String file;
    private final List<Finding> list = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    void error(XmlNode at, String message) {
        add(Finding.Severity.ERROR, at, message, false);
    }

    void error(String message) {
        add(Finding.Severity.ERROR, null, message, false);
    }

    /** An error that comes from the running cases, not from the file. */
    void errorHereAndNow(String elementId, String elementName, String message) {
        list.add(new Finding(Finding.Severity.ERROR, file, 0, elementId, elementName, message, true));
    }

    void warning(XmlNode at, String message) {
        add(Finding.Severity.WARNING, at, message, false);
    }

    void warning(String message) {
        add(Finding.Severity.WARNING, null, message, false);
    }

    void warningHereAndNow(String elementId, String elementName, String message) {
        list.add(new Finding(Finding.Severity.WARNING, file, 0, elementId, elementName, message, true));
    }

    private void add(Finding.Severity severity, XmlNode at, String message, boolean hereAndNow) {
        XmlNode named = at == null ? null : at.nearestWithId();
        list.add(new Finding(
                severity,
                file,
                at == null ? 0 : at.line(),
                named == null ? null : named.attribute("id"),
                named == null ? null : named.attribute("name"),
                message,
                hereAndNow));
    }

    boolean hasErrors() {
        return list.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    List<Finding> list() {
        return list;
    }
}
