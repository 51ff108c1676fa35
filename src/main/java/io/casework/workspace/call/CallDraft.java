package io.casework.workspace.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A sheet that is being filled in.
 *
 * @param values     what was typed, by key of the form
 * @param customer   whom the clerk chose, or {@code null}
 * @param unit       the unit that the clerk chose, or {@code null}
 * @param links      numbers of the earlier cases that the new one is to be tied to
 * @param caseNumber the case that it has become, or {@code null}
 * @param discardedAt when it was put away, or {@code null}
 */
record CallDraft(UUID id, Instant startedAt, Instant updatedAt, Map<String, Object> values, Long customer, Long unit, List<String> links, String caseNumber,
        Instant discardedAt) {

    /** What was typed under this key; empty where nothing was. */
    String text(String key) {
        Object value = values == null ? null : values.get(key);
        return value == null ? "" : value.toString();
    }

    /** What the sheet is about, for the list of open sheets. */
    public String title() {
        String who = text("callerName").isEmpty() ? text("callerPhone") : text("callerName");
        return String.join(" · ", List.of(who.isEmpty() ? "未填姓名" : who, text("unitText").isEmpty() ? "未填房号" : text("unitText"),
                text("matter").isEmpty() ? "未填事由" : text("matter")));
    }
}
