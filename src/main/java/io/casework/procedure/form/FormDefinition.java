package io.casework.procedure.form;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Camunda Form, read once: immutable, cheap to keep and safe to share between threads. Only what the server needs to know is kept,
 * the inputs with their conditions and limits; how the form looks is Tasklist's affair.
 */
public final class FormDefinition {

    private final String id;
    private final int schemaVersion;
    private final List<FormNode> nodes;
    private final List<FormField> fields;
    private final Set<String> optionSources;
    private final Set<String> contextNames;

    private FormDefinition(FormReader.Result form) {
        this.id = form.id();
        this.schemaVersion = form.schemaVersion();
        this.nodes = form.nodes();
        this.fields = form.fields();
        this.contextNames = form.contextNames();
        Set<String> sources = new TreeSet<>();
        fields.stream().map(f -> f.properties().get("optionsFrom")).filter(s -> s != null && !s.isEmpty()).forEach(sources::add);
        this.optionSources = java.util.Collections.unmodifiableSet(sources);
    }

    /**
     * Reads a form file.
     *
     * @throws IllegalArgumentException with every reason, in Chinese, if Tasklist could not draw the form or the guard could not check
     *         it: no JSON, duplicate keys, unknown component types, a file picker, expressions or patterns that cannot be read
     */
    public static FormDefinition parse(byte[] json) {
        FormReader.Result form = FormReader.read(json);
        if (!form.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("；", form.problems().stream().map(FormReader.Problem::toString).toList()));
        }
        return new FormDefinition(form);
    }

    /** The id of the form, to which user tasks and start events refer. */
    public String id() {
        return id;
    }

    /** The version of the form format; 1 where the file names none. */
    public int schemaVersion() {
        return schemaVersion;
    }

    /**
     * Every input in the order of the form, those of groups and lists included, lists before their inputs. Buttons, texts and other
     * components that take no value are left out.
     */
    public List<FormField> fields() {
        return fields;
    }

    /** The input that is submitted under this key; inputs within lists are found by their path, {@code items[].amount}. */
    public Optional<FormField> field(String key) {
        return fields.stream().filter(f -> f.path().equals(key)).findFirst();
    }

    /** The option sources of the application that the form draws on (component property {@code optionsFrom}). */
    public Set<String> optionSources() {
        return optionSources;
    }

    List<FormNode> nodes() {
        return nodes;
    }

    /** The names under which the form looks anything up in the data it is shown with. */
    Set<String> contextNames() {
        return contextNames;
    }
}
