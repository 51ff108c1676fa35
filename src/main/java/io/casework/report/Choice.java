package io.casework.report;

import io.casework.casefile.Urgency;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One of the values that a column can have.
 *
 * @param code as it is stored
 * @param label as people read it
 */
public record Choice(String code, String label) {

    /** How urgent a case is. */
    public static final List<Choice> URGENCIES = of(Urgency.class, Urgency::label);

    /** The values of an enumeration in their order. */
    public static <E extends Enum<E>> List<Choice> of(Class<E> type, Function<E, String> label) {
        return Arrays.stream(type.getEnumConstants()).map(value -> new Choice(value.name(), label.apply(value))).toList();
    }

    /** Codes and labels in their order. */
    static List<Choice> of(Map<String, String> labels) {
        return labels.entrySet().stream().map(label -> new Choice(label.getKey(), label.getValue())).toList();
    }

    /** Codes and labels in turn: {@code list("A", "甲类", "B", "乙类")}. */
    static List<Choice> list(String... codesAndLabels) {
        List<Choice> choices = new java.util.ArrayList<>();
        for (int i = 0; i < codesAndLabels.length; i += 2) {
            choices.add(new Choice(codesAndLabels[i], codesAndLabels[i + 1]));
        }
        return List.copyOf(choices);
    }

    /** The label of a code; the code itself where it is none of the values, empty for {@code null}. */
    public static String label(List<Choice> choices, String code) {
        return code == null ? "" : choices.stream().filter(choice -> choice.code().equals(code)).map(Choice::label).findFirst().orElse(code);
    }
}
