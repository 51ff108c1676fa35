package io.casework.procedure.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes the choices of the application's option sources into a form before it is handed to the browser. Tasklist loads no data for
 * start forms, so their choices can come in no other way.
 */
public final class FormEnricher {

    private FormEnricher() {
    }

    /**
     * The form with fixed {@code values} in every component that names an option source ({@code properties.optionsFrom}); everything
     * else stays as it is, and a form without such components comes back unchanged.
     *
     * @param json    a form file that {@link FormDefinition#parse} accepts
     * @param options option source name to what it offers; a source that is missing offers nothing
     * @throws IllegalArgumentException if this is no JSON
     */
    public static byte[] enrich(byte[] json, Map<String, List<Option>> options) {
        try {
            JsonNode form = Json.MAPPER.readTree(json);
            return fill(form, options) ? Json.MAPPER.writeValueAsBytes(form) : json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("不是有效的 JSON：" + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("表单文件无法读取", e);
        }
    }

    private static boolean fill(JsonNode parent, Map<String, List<Option>> options) {
        boolean changed = false;
        for (JsonNode component : parent.path("components")) {
            changed |= fill(component, options);
            JsonNode source = component.path("properties").path("optionsFrom");
            if (component instanceof ObjectNode object && source.isTextual() && !source.asText().isBlank()
                    && ComponentType.of(component.path("type").asText()).filter(ComponentType::isChoice).isPresent()) {
                object.remove(List.of("valuesKey", "valuesExpression"));
                ArrayNode values = object.putArray("values");
                for (Option option : options.getOrDefault(source.asText().strip(), List.of())) {
                    values.addObject().put("label", option.label()).put("value", option.value());
                }
                changed = true;
            }
        }
        return changed;
    }
}
