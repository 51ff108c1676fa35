package io.casework.procedure.gate;

/**
 * One thing that the gate found in a file.
 *
 * @param severity whether it blocks the deployment or wants a yes
 * @param file name of the file, as it was handed in
 * @param line line in the file, 0 where the finding concerns the whole file
 * @param elementId id of the element or {@code null}
 * @param elementName label of the element or {@code null}
 * @param message what is wrong and what to do, in Chinese
 * @param onlyHereAndNow true where the file itself is right and only the present state of the engine speaks against it
 */
public record Finding(
        Severity severity, String file, int line, String elementId, String elementName, String message, boolean onlyHereAndNow) {

    /** Whether a finding blocks. */
    public enum Severity {
        /** The deployment is refused. */
        ERROR,
        /** The deployment goes through once a person has said yes. */
        WARNING
    }

    /** The finding as one Chinese sentence with its place. */
    public String sentence() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(" 第 ").append(line).append(" 行");
        }
        if (elementName != null && !elementName.isBlank()) {
            text.append("「").append(elementName.strip()).append("」");
        }
        if (elementId != null) {
            text.append("（").append(elementId).append("）");
        }
        return text.append("：").append(message).toString();
    }
}
