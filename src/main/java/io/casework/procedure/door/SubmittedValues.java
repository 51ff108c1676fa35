package io.casework.procedure.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.PrimitiveValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;

/** Translates between what REST and the engine call a value and the plain values that forms know. Serialised Java objects and files are never let in. */
final class SubmittedValues {

    private static final int MAX_JSON = 100_000;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private SubmittedValues() {
    }

    /** Plain values by key; no value is looked into before its type is known to be harmless. */
    static Map<String, Object> plain(Map<String, Object> submitted) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (submitted == null) {
            return plain;
        }
        for (String key : submitted.keySet()) {
            Object value = submitted instanceof VariableMap variables ? variables.getValueTyped(key) : submitted.get(key);
            plain.put(key, plain(key, value));
        }
        return plain;
    }

    private static Object plain(String key, Object value) {
        if (value instanceof JsonValue json) {
            return parse(key, json.getValueSerialized());
        }
        if (value instanceof PrimitiveValue<?> primitive) {
            return plain(key, primitive.getValue());
        }
        if (value instanceof ObjectValue object && !object.isDeserialized()) {
            throw new RuleViolation(key, "“" + key + "”的数据类型不被接受");
        }
        if (value instanceof TypedValue typed) {
            if (typed.getType() == null) {
                // A browser sends most values without a type; they are what JSON made of them.
                return plain(key, typed.getValue());
            }
            if ("null".equals(typed.getType().getName())) {
                return null;
            }
            if (typed.getType().getName().equals("object") && isPlain(typed.getValue())) {
                return typed.getValue();
            }
            throw new RuleViolation(key, "“" + key + "”的数据类型不被接受");
        }
        if (value instanceof Date date) {
            return LocalDateTime.ofInstant(date.toInstant(), ChineseTime.ZONE).toString();
        }
        if (value == null || isPlain(value)) {
            return value;
        }
        throw new RuleViolation(key, "“" + key + "”的数据类型不被接受");
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                || value instanceof LocalDate || value instanceof LocalDateTime || value instanceof OffsetDateTime
                || value instanceof Collection<?> || (value instanceof Map<?, ?> && !(value instanceof VariableMap));
    }

    private static Object parse(String key, String json) {
        if (json == null) {
            return null;
        }
        if (json.length() > MAX_JSON) {
            throw new RuleViolation(key, "“" + key + "”的内容过长");
        }
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new RuleViolation(key, "“" + key + "”的内容不是有效的 JSON");
        }
    }

    /** A form value as a process variable. */
    static Object fact(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                    ? (Object) number.intValue() : (Object) number.doubleValue();
        }
        if (value instanceof LocalDate date) {
            return Date.from(ChineseTime.startOf(date));
        }
        if (value instanceof LocalDateTime time) {
            return Date.from(ChineseTime.instant(time));
        }
        if (value instanceof OffsetDateTime time) {
            return Date.from(time.toInstant());
        }
        if (value instanceof Collection<?> list) {
            return String.join(",", list.stream().map(Object::toString).toList());
        }
        return value;
    }

    /** A value that a form shows, as the engine hands it out over REST. */
    static TypedValue typed(Object value) {
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            try {
                return SpinValues.jsonValue(JSON.writeValueAsString(value)).create();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("form data cannot be written as JSON", e);
            }
        }
        if (value instanceof BigDecimal number) {
            return Variables.doubleValue(number.doubleValue());
        }
        if (value instanceof LocalDate || value instanceof LocalDateTime || value instanceof OffsetDateTime) {
            return Variables.stringValue(value.toString());
        }
        if (value instanceof Instant instant) {
            return Variables.stringValue(OffsetDateTime.ofInstant(instant, ChineseTime.ZONE).toString());
        }
        return Variables.untypedValue(value);
    }
}
