package io.casework.recordbook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Turns what people type into the content of an entry and back: numbers as numbers, yes and no as true and false, so that registers can sort and filter them. */
@Component
class Contents {

    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;
    private static final int DECIMALS = 2;
    private static final int LONGEST_NUMBER = 40;
    private static final BigDecimal MOST_YUAN = new BigDecimal("1e11");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private final ObjectMapper json;

    Contents() {
        // Yuan must not pass through a binary fraction.
        this.json = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    }

    /**
     * The checked values of the fields in use; what was in retired fields before stays.
     *
     * @param before values before the correction; empty for a new entry
     * @param wrong takes the message for each field that cannot be read, under "f." and its key
     */
    Map<String, String> read(RecordKind kind, Map<String, String> typed, Map<String, String> before, Map<String, String> wrong) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordField field : kind.fields()) {
            if (field.retired()) {
                if (before.containsKey(field.key())) {
                    values.put(field.key(), before.get(field.key()));
                }
                continue;
            }
            String text = typed.getOrDefault(field.key(), "").replace("\0", "").replace("\r\n", "\n").strip();
            try {
                if (!text.isEmpty()) {
                    values.put(field.key(), read(field, text, before.get(field.key())));
                } else if (field.required()) {
                    throw new RuleViolation((field.type() == FieldType.CHOICE || field.type() == FieldType.YES_NO ? "请选择" : "请填写") + "“" + field.label() + "”。");
                }
            } catch (RuleViolation refused) {
                wrong.put("f." + field.key(), refused.getMessage());
            }
        }
        kind.used().forEach(field -> compare(kind, field, values, wrong));
        return values;
    }

    /** Says at the field that its value exceeds that of the field which bounds it. */
    private static void compare(RecordKind kind, RecordField field, Map<String, String> values, Map<String, String> wrong) {
        String value = values.get(field.key());
        kind.field(field.atMost()).filter(bound -> !bound.retired() && bound.type() == field.type() && field.type().ordered()).ifPresent(bound -> {
            String most = values.get(bound.key());
            if (value != null && most != null && exceeds(field.type(), value, most)) {
                wrong.putIfAbsent("f." + field.key(), "“" + field.label() + "”不能" + (field.type() == FieldType.DAY ? "晚于" : "大于") + "“" + bound.label() + "”（" + bound.print(most) + "）。");
            }
        });
    }

    private static boolean exceeds(FieldType type, String value, String most) {
        return type == FieldType.DAY ? LocalDate.parse(value).isAfter(LocalDate.parse(most)) : new BigDecimal(value).compareTo(new BigDecimal(most)) > 0;
    }

    private static String read(RecordField field, String text, String before) {
        if (field.type() != FieldType.MONEY && field.type() != FieldType.NUMBER && text.length() > field.type().longest()) {
            throw new RuleViolation("“" + field.label() + "”不能超过 " + field.type().longest() + " 个字，现在有 " + text.length() + " 个字。");
        }
        return switch (field.type()) {
            case NUMBER -> whole(field, text);
            case MONEY -> money(field, text);
            case DAY -> day("“" + field.label() + "”", text).toString();
            case YES_NO -> {
                if (!text.equals(RecordField.YES) && !text.equals(RecordField.NO)) {
                    throw new RuleViolation("“" + field.label() + "”请选择是或否。");
                }
                yield text;
            }
            case CHOICE -> {
                // An option that has been taken away since stays with the entry that has it.
                if (!field.options().contains(text) && !text.equals(before)) {
                    throw new RuleViolation("“" + field.label() + "”没有“" + text + "”这一选项，请重新选择。");
                }
                yield text;
            }
            case LONG_TEXT -> text;
            default -> text.replaceAll("\\s*\n\\s*", " ");
        };
    }

    private static String whole(RecordField field, String text) {
        String digits = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC).replace(",", "");
        if (!WHOLE.matcher(digits).matches()) {
            throw new RuleViolation("“" + field.label() + "”请填写整数，如 12。");
        }
        return String.valueOf(Integer.parseInt(digits));
    }

    private static String money(RecordField field, String text) {
        try {
            if (text.length() > LONGEST_NUMBER) {
                throw new NumberFormatException("too long");
            }
            BigDecimal yuan = new BigDecimal(java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC).replace(",", "").replaceFirst("^¥", "").replaceFirst("元$", "").strip());
            if (yuan.abs().compareTo(MOST_YUAN) >= 0 || yuan.stripTrailingZeros().scale() > DECIMALS) {
                throw new RuleViolation("“" + field.label() + "”请填写金额，最多两位小数，如 1250.50。");
            }
            return yuan.setScale(DECIMALS, RoundingMode.UNNECESSARY).toPlainString();
        } catch (NumberFormatException noNumber) {
            throw new RuleViolation("“" + field.label() + "”请填写金额，最多两位小数，如 1250.50。");
        }
    }

    /** A day between 1990 and 2100. */
    static LocalDate day(String label, String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException noDay) {
            // Said below.
        }
        throw new RuleViolation(label + "请填写日期，如 2026-11-22。");
    }

    /** The content as it is stored. */
    String write(RecordKind kind, Map<String, String> values) {
        ObjectNode content = json.createObjectNode();
        values.forEach((key, value) -> {
            FieldType type = kind.field(key).map(RecordField::type).orElse(FieldType.TEXT);
            if ((type == FieldType.NUMBER || type == FieldType.MONEY) && NUMBER.matcher(value).matches()) {
                content.put(key, new BigDecimal(value));
            } else if (type == FieldType.YES_NO) {
                content.put(key, RecordField.YES.equals(value));
            } else {
                content.put(key, value);
            }
        });
        return content.toString();
    }

    /** What is stored, as it would be typed. */
    Map<String, String> parse(RecordKind kind, String content) {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            json.readTree(content).fields().forEachRemaining(field ->
                    values.put(field.getKey(), text(kind.field(field.getKey()).map(RecordField::type).orElse(FieldType.TEXT), field.getValue())));
            return values;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the content of a record cannot be read", impossible);
        }
    }

    private static String text(FieldType type, JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? RecordField.YES : RecordField.NO;
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return (type == FieldType.MONEY && number.scale() <= DECIMALS ? number.setScale(DECIMALS, RoundingMode.UNNECESSARY) : number).toPlainString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
