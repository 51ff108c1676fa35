package io.casework.procedure.door;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What a form was shown with: prepared data first, process facts behind it, read only when a condition of the form asks for them. */
final class FactsAndData extends HashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, Object> facts;

    FactsAndData(Map<String, Object> data, Function<String, Object> facts) {
        super(data);
        this.facts = facts;
    }

    @Override
    public Object get(Object key) {
        Object value = super.get(key);
        return value != null || !(key instanceof String name) ? value : facts.apply(name);
    }

    @Override
    public boolean containsKey(Object key) {
        return super.containsKey(key) || get(key) != null;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
