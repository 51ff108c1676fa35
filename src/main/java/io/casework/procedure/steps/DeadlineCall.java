package io.casework.procedure.steps;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A due date or timer that counts by the deadline table, as a model writes it: {@code ${deadline.due(execution,'survey')}}. Whatever is
 * written otherwise, above all a time agreed with somebody, is not one.
 *
 * @param reminder the reminder of the limit rather than its end
 * @param key row of the table, or name of the process variable that holds it
 * @param variable whether it is the name of a variable
 */
record DeadlineCall(boolean reminder, String key, boolean variable) {

    private static final Pattern SHAPE =
            Pattern.compile("\\$\\{\\s*deadline\\.(due|breach|reminder)\\(\\s*execution\\s*,\\s*(?:'([^']+)'|\"([^\"]+)\"|(\\w+))\\s*\\)\\s*}");

    static Optional<DeadlineCall> read(String expression) {
        Matcher shape = SHAPE.matcher(expression == null ? "" : expression.trim());
        if (!shape.matches()) {
            return Optional.empty();
        }
        String row = shape.group(2) != null ? shape.group(2) : shape.group(3);
        return Optional.of(new DeadlineCall("reminder".equals(shape.group(1)), row != null ? row : shape.group(4), row == null));
    }
}
