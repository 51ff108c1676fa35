package io.casework.procedure.form;

import java.util.List;
import java.util.Map;

/**
 * One input of a form as other rooms need to know it.
 *
 * @param key        the key under which its value is submitted, within its list if it is in one
 * @param path       the key, preceded by the lists it stands in: {@code items[].amount}; equals the key for a field outside of lists
 * @param label      the Chinese name that people read; the key where the form gives no plain label
 * @param type       the component type of Camunda Forms, for example {@code textfield} or {@code dynamiclist}
 * @param options    the choices written in the form itself; empty for fields whose choices come from elsewhere
 * @param properties the custom properties of the component, for example {@code store=variable}
 */
public record FormField(String key, String path, String label, String type, List<Option> options, Map<String, String> properties) {

    public FormField {
        options = List.copyOf(options);
        properties = Map.copyOf(properties);
    }

    /** Whether the value is also to become a process variable, for gateways, decisions and filters: {@code store=variable}. */
    public boolean isProcessFact() {
        return "variable".equals(properties.get("store"));
    }

    /** Whether the field stands in a repeated list. */
    public boolean inList() {
        return !key.equals(path);
    }
}
