package io.casework.procedure.form;

import java.math.BigDecimal;
import java.util.List;

/** The part of a form that matters to the guard: inputs, the groups around them and the lists that repeat them. */
sealed interface FormNode {

    /** When this part is not shown; null for always shown. */
    Feel.Expression hide();

    /** A group, which only carries a condition. */
    record Group(Feel.Expression hide, List<FormNode> nodes) implements FormNode {
    }

    /**
     * A list of rows, each with the same inputs.
     *
     * @param mayGrow  whether the person may add and remove rows
     * @param minRows  fewest rows
     * @param maxRows  most rows, never unlimited
     */
    record Rows(FormField field, Feel.Expression hide, List<FormNode> nodes, boolean mayGrow, int defaultRows, int minRows, int maxRows)
            implements FormNode {

        String key() {
            return field.key();
        }
    }

    /** An input with everything the form says about its value. */
    record Input(FormField field, ComponentType type, Feel.Expression hide, boolean disabled, boolean readonly,
                 Feel.Expression readonlyWhen, Object defaultValue, boolean required, Bound min, Bound max, Bound minLength,
                 Bound maxLength, Integer decimalDigits, BigDecimal step, boolean numberAsText, SafePattern pattern,
                 String patternHint, String validationType, Moments.Kind momentKind, boolean noPastDates,
                 Moments.Edge minDate, Moments.Edge maxDate, Choices choices, Feel.Expression expression) implements FormNode {

        String key() {
            return field.key();
        }

        Object initialValue() {
            return defaultValue != null ? defaultValue : type.emptyValue();
        }
    }

    /** A limit that is either written as a number or computed; an empty limit binds nothing. */
    record Bound(BigDecimal fixed, Feel.Expression computed) {

        static final Bound NONE = new Bound(null, null);

        boolean isSet() {
            return fixed != null || computed != null;
        }
    }

    /**
     * Where the choices of a field come from; the first that is given counts.
     *
     * @param source     name of an option source of the application (the house property {@code optionsFrom})
     * @param key        name of the data that holds the choices ({@code valuesKey})
     * @param fixed      choices written in the form ({@code values}); null where there are none
     * @param expression computes the choices ({@code valuesExpression})
     */
    record Choices(String source, String key, List<Option> fixed, Feel.Expression expression) {
    }
}
