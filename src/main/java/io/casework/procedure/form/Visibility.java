package io.casework.procedure.form;

import io.casework.procedure.form.FormNode.Group;
import io.casework.procedure.form.FormNode.Input;
import io.casework.procedure.form.FormNode.Rows;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works out what the person saw: which fields were hidden and what the computed fields held. Conditions depend on fields that may be
 * hidden or computed themselves, so this goes round until nothing changes any more.
 */
final class Visibility {

    private static final int MAX_ROUNDS = 8;

    private final List<FormNode> nodes;
    private final Map<String, Object> context;
    private final Feel feel;
    private final ZoneId zone;
    private Set<String> hidden = new HashSet<>();
    private Map<String, Object> computed = new HashMap<>();

    Visibility(List<FormNode> nodes, Map<String, Object> context, Feel feel, ZoneId zone) {
        this.nodes = nodes;
        this.context = context;
        this.feel = feel;
        this.zone = zone;
    }

    /**
     * The data that an expression sees at one place of the form.
     *
     * @param data   the data of the whole form
     * @param self   the data of this place: the form, or a row
     * @param parent the data around it; null for the form
     * @param index  the numbers of the rows around it, from 1
     */
    record Scope(Map<String, Object> data, Map<String, Object> self, Map<String, Object> parent, List<Integer> index,
                 Map<String, Object> facts) {

        static Scope of(Map<String, Object> data, Map<String, Object> self, Map<String, Object> parent, List<Integer> index) {
            Map<String, Object> facts = new HashMap<>();
            facts.put("this", self);
            facts.put("parent", parent);
            facts.put("i", index);
            facts.putAll(data);
            facts.put("_this_", self);
            facts.put("_parent_", parent);
            facts.put("_i_", index);
            return new Scope(data, self, parent, index, facts);
        }

        Scope row(String key, int row) {
            List<Map<String, Object>> rows = rowsOf(self.get(key));
            List<Integer> inner = new ArrayList<>(index);
            inner.add(row + 1);
            return of(data, row < rows.size() ? rows.get(row) : Map.of(), self, inner);
        }
    }

    /** The maps of a list; an element that is no map counts as an empty row. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rowsOf(Object value) {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                rows.add(element instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of());
            }
        }
        return rows;
    }

    boolean isHidden(String path) {
        return hidden.contains(path);
    }

    Object computed(String path) {
        return computed.get(path);
    }

    /** What an untouched field held: what was shown, or else its default. */
    Object initial(Input input, Map<String, Object> shown) {
        return shown.containsKey(input.key()) ? shown.get(input.key()) : input.initialValue();
    }

    Scope workOut(Map<String, Object> sent) {
        collectAbsentConditional(nodes, sent, "", false);
        Scope top = null;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Map<String, Object> data = new LinkedHashMap<>(context);
            fill(nodes, sent, context, "", data);
            top = Scope.of(data, data, null, List.of());
            Set<String> hiddenNow = new HashSet<>();
            Map<String, Object> computedNow = new HashMap<>();
            look(nodes, "", top, false, hiddenNow, computedNow);
            boolean settled = hiddenNow.equals(hidden) && computedNow.equals(computed);
            hidden = hiddenNow;
            computed = computedNow;
            if (settled) {
                break;
            }
        }
        return top;
    }

    /** The first guess: a field with a condition that was left out was probably hidden. */
    private void collectAbsentConditional(List<FormNode> nodes, Map<String, Object> sent, String prefix, boolean conditional) {
        for (FormNode node : nodes) {
            boolean mayHide = conditional || node.hide() != null;
            if (node instanceof Group group) {
                collectAbsentConditional(group.nodes(), sent, prefix, mayHide);
            } else {
                String key = node instanceof Rows rows ? rows.key() : ((Input) node).key();
                if (mayHide && sent.get(key) == null) {
                    hidden.add(prefix + key);
                }
            }
        }
    }

    private void fill(List<FormNode> nodes, Map<String, Object> sent, Map<String, Object> shown, String prefix, Map<String, Object> data) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                fill(group.nodes(), sent, shown, prefix, data);
            } else if (node instanceof Rows rows) {
                String path = prefix + rows.key();
                data.put(rows.key(), hidden.contains(path) ? shown.get(rows.key()) : rowData(rows, path, sent, shown));
            } else if (node instanceof Input input) {
                data.put(input.key(), valueOf(input, prefix + input.key(), sent, shown));
            }
        }
    }

    private Object valueOf(Input input, String path, Map<String, Object> sent, Map<String, Object> shown) {
        if (input.type() == ComponentType.EXPRESSION) {
            return computed.get(path);
        }
        if (hidden.contains(path) || input.disabled() || input.readonly()) {
            return initial(input, shown);
        }
        return sent.containsKey(input.key()) ? ClientView.of(sent.get(input.key()), zone) : input.type().emptyValue();
    }

    private List<Map<String, Object>> rowData(Rows rows, String path, Map<String, Object> sent, Map<String, Object> shown) {
        List<Map<String, Object>> data = new ArrayList<>();
        List<Map<String, Object>> shownRows = rowsOf(shown.get(rows.key()));
        List<Map<String, Object>> sentRows = rowsOf(sent.get(rows.key()));
        for (int i = 0; i < sentRows.size() && i < FormReader.MAX_ROWS; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            fill(rows.nodes(), sentRows.get(i), i < shownRows.size() ? shownRows.get(i) : Map.of(), path + "[" + i + "].", row);
            data.add(row);
        }
        return data;
    }

    private void look(List<FormNode> nodes, String prefix, Scope scope, boolean outerHidden, Set<String> hiddenNow,
                      Map<String, Object> computedNow) {
        for (FormNode node : nodes) {
            boolean hide = outerHidden || feel.holds(node.hide(), scope.facts());
            if (node instanceof Group group) {
                look(group.nodes(), prefix, scope, hide, hiddenNow, computedNow);
            } else if (node instanceof Rows rows) {
                String path = prefix + rows.key();
                if (hide) {
                    hiddenNow.add(path);
                } else {
                    int count = rowsOf(scope.self().get(rows.key())).size();
                    for (int i = 0; i < count; i++) {
                        look(rows.nodes(), path + "[" + i + "].", scope.row(rows.key(), i), false, hiddenNow, computedNow);
                    }
                }
            } else if (node instanceof Input input) {
                if (hide) {
                    hiddenNow.add(prefix + input.key());
                } else if (input.type() == ComponentType.EXPRESSION) {
                    computedNow.put(prefix + input.key(), ClientView.of(feel.evaluate(input.expression(), scope.facts()), zone));
                }
            }
        }
    }
}
