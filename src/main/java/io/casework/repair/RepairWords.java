package io.casework.repair;

import io.casework.casefile.Answers;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Small helpers for what people read and what they filled in. */
final class RepairWords {

    private RepairWords() {
    }

    /** The rows of a list of a form; empty where nobody filled one. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(Answers answers, String key) {
        return answers.asMap().get(key) instanceof Collection<?> rows
                ? rows.stream().filter(Map.class::isInstance).map(row -> (Map<String, Object>) row).toList() : List.of();
    }

    static String yuan(BigDecimal amount) {
        return amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
