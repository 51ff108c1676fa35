package io.casework.procedure.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Reads a form file and collects everything in it that Tasklist or the guard could not work with. */
final class FormReader {

    static final int MAX_ROWS = 200;
    private static final int DEFAULT_MAX_ROWS = 50;
    private static final int MAX_BYTES = 1_000_000;
    private static final int MAX_COMPONENTS = 500;
    private static final int MAX_KEY_LENGTH = 64;
    private static final int MAX_LIST_DEPTH = 2;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();
    private final List<FormField> fields = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> contextNames = new HashSet<>();

    /**
     * What is wrong with a form.
     *
     * @param where the component, or empty for the form as a whole
     */
    record Problem(String where, String message) {

        @Override
        public String toString() {
            return where.isEmpty() ? message : where + "：" + message;
        }
    }

    /** A component as it stands in the file; the node is null where the component is not one of the inputs, groups or lists. */
    record Component(String where, ComponentType type, JsonNode json, FormNode node, boolean inList) {
    }

    /** The form as far as it could be read. */
    record Result(JsonNode json, String id, int schemaVersion, List<FormNode> nodes, List<FormField> fields,
                  Set<String> contextNames, List<Component> components, List<Problem> problems) {
    }

    private FormReader() {
    }

    static Result read(byte[] json) {
        return new FormReader().readForm(json);
    }

    private Result readForm(byte[] bytes) {
        JsonNode form = null;
        if (bytes == null || bytes.length == 0) {
            problems.add(new Problem("", "表单文件是空的"));
        } else if (bytes.length > MAX_BYTES) {
            problems.add(new Problem("", "表单文件超过 " + MAX_BYTES + " 字节"));
        } else {
            try {
                form = Json.MAPPER.readTree(bytes);
            } catch (JsonProcessingException e) {
                problems.add(new Problem("", "不是有效的 JSON：" + e.getOriginalMessage()));
            } catch (IOException e) {
                problems.add(new Problem("", "表单文件无法读取：" + e.getMessage()));
            }
        }
        if (form == null) {
            return new Result(null, "", 0, List.of(), List.of(), Set.of(), List.of(), problems);
        }
        if (!form.isObject()) {
            problems.add(new Problem("", "表单文件的最外层必须是一个对象"));
            return new Result(null, "", 0, List.of(), List.of(), Set.of(), List.of(), problems);
        }
        String id = text(form, "id");
        if (id.isBlank()) {
            problems.add(new Problem("", "表单没有 id"));
        } else {
            ids.add(id);
        }
        if (form.has("type") && !"default".equals(text(form, "type"))) {
            problems.add(new Problem("", "最外层的 type 必须是 default"));
        }
        JsonNode version = form.path("schemaVersion");
        if (!version.isMissingNode() && !version.isInt()) {
            problems.add(new Problem("", "schemaVersion 必须是整数"));
        }
        if (!form.path("components").isArray()) {
            problems.add(new Problem("", "表单没有 components 列表"));
        }
        List<FormNode> nodes = readAll(form.path("components"), new Place("", 0, new HashSet<>()));
        if (components.size() > MAX_COMPONENTS) {
            problems.add(new Problem("", "组件超过 " + MAX_COMPONENTS + " 个"));
        }
        fields.stream().filter(field -> !field.inList()).forEach(field -> contextNames.add(field.key()));
        return new Result(form, id, version.asInt(1), nodes, List.copyOf(fields), Set.copyOf(contextNames),
                components.stream().filter(Objects::nonNull).toList(), problems);
    }

    /** Where a component stands: the path of the lists around it, how many they are, and the keys that are taken there. */
    private record Place(String path, int lists, Set<String> keys) {
    }

    private List<FormNode> readAll(JsonNode list, Place place) {
        List<FormNode> nodes = new ArrayList<>();
        for (JsonNode json : list) {
            FormNode node = readOne(json, place);
            if (node != null) {
                nodes.add(node);
            }
        }
        return List.copyOf(nodes);
    }

    private FormNode readOne(JsonNode json, Place place) {
        if (!json.isObject()) {
            problems.add(new Problem("", "components 里只能有对象"));
            return null;
        }
        String where = where(json);
        String typeName = text(json, "type");
        ComponentType type = ComponentType.of(typeName).orElse(null);
        if (type == null) {
            problems.add(new Problem(where, switch (typeName) {
                case "" -> "没有 type";
                case "filepicker" -> "不能用文件选择组件（filepicker）：任务列表 7.24 会因此打不开整张表单";
                default -> "不支持的组件类型“" + Texts.quote(typeName) + "”：任务列表 7.24 会因此打不开整张表单";
            }));
            return null;
        }
        String id = text(json, "id");
        if (!id.isEmpty() && !ids.add(id)) {
            problems.add(new Problem(where, "组件 id“" + id + "”重复"));
        }
        if (json.has("components") && !json.get("components").isArray()) {
            problems.add(new Problem(where, "components 必须是列表"));
        }
        Reading r = new Reading(json, where);
        int index = components.size();
        components.add(null);
        FormNode node = switch (type.kind()) {
            case SHOWN -> null;
            case GROUP -> group(r, place);
            case LIST -> rows(r, place);
            case INPUT -> input(r, type, place);
        };
        components.set(index, new Component(where, type, json, node, place.lists() > 0));
        return node;
    }

    private FormNode group(Reading r, Place place) {
        if (!r.text("path").isBlank()) {
            r.problem("分组不能设置 path：每一项都要以自己的 key 直接提交");
        }
        return new FormNode.Group(r.hide(), readAll(r.json.path("components"), place));
    }

    private FormNode rows(Reading r, Place place) {
        String key = claim(r, r.text("path"), "path", place);
        if (r.json.has("isRepeating") && !r.json.get("isRepeating").asBoolean()) {
            r.problem("动态列表必须是可重复的（isRepeating）");
        }
        if (place.lists() >= MAX_LIST_DEPTH) {
            r.problem("动态列表最多嵌套 " + MAX_LIST_DEPTH + " 层");
        }
        Map<String, String> properties = r.properties();
        FormField field = new FormField(key, place.path() + key, r.label(ComponentType.DYNAMICLIST, key),
                ComponentType.DYNAMICLIST.typeName(), List.of(), properties);
        fields.add(field);
        Integer min = r.property(properties, "minRows", FormReader::rowCount);
        Integer max = r.property(properties, "maxRows", FormReader::rowCount);
        int maxRows = max == null ? DEFAULT_MAX_ROWS : max;
        int minRows = min == null ? 0 : min;
        if (minRows > maxRows) {
            r.problem("minRows 大于 maxRows");
        }
        List<FormNode> nodes = readAll(r.json.path("components"), new Place(field.path() + "[].", place.lists() + 1, new HashSet<>()));
        return new FormNode.Rows(field, r.hide(), nodes, r.json.path("allowAddRemove").asBoolean(true),
                Math.max(0, Math.min(MAX_ROWS, r.json.path("defaultRepetitions").asInt(1))), minRows, maxRows);
    }

    private static Integer rowCount(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > MAX_ROWS) {
            throw new IllegalArgumentException("行数必须是 0 到 " + MAX_ROWS + " 的整数");
        }
        return Integer.valueOf(text);
    }

    private FormNode input(Reading r, ComponentType type, Place place) {
        String key = claim(r, r.text("key"), "key", place);
        Map<String, String> properties = r.properties();
        List<Option> fixed = type.isChoice() && r.json.has("values") ? r.options() : null;
        FormField field = new FormField(key, place.path() + key, r.label(type, key), type.typeName(),
                fixed == null ? List.of() : fixed, properties);
        fields.add(field);
        JsonNode validate = r.json.path("validate");
        if (!validate.isMissingNode() && !validate.isNull() && !validate.isObject()) {
            r.problem("validate 必须是对象");
        }
        JsonNode readonly = r.json.path("readonly");
        Feel.Expression readonlyWhen = readonly.isTextual() && Feel.isExpression(readonly.asText())
                ? r.expression("readonly", readonly.asText()) : null;
        Moments.Kind momentKind = type == ComponentType.DATETIME ? r.momentKind() : null;
        Feel.Expression expression = null;
        if (type == ComponentType.EXPRESSION) {
            String source = r.text("expression");
            if (Feel.isExpression(source)) {
                expression = r.expression("expression", source);
            } else {
                r.problem("expression 必须以 = 开头");
            }
        }
        return new FormNode.Input(field, type, r.hide(), r.json.path("disabled").asBoolean(false), readonly.asBoolean(false),
                readonlyWhen, r.plainValue("defaultValue"), validate.path("required").asBoolean(false),
                r.bound(validate, "min"), r.bound(validate, "max"), r.bound(validate, "minLength"), r.bound(validate, "maxLength"),
                type == ComponentType.NUMBER ? r.decimalDigits() : null, type == ComponentType.NUMBER ? r.step() : null,
                r.json.path("serializeToString").asBoolean(false), type.isText() ? r.pattern(validate) : null,
                properties.getOrDefault("patternHint", r.plainText("description")), r.validationType(validate), momentKind,
                r.json.path("disallowPassedDates").asBoolean(false),
                momentKind == null ? null : r.property(properties, "minDate", Moments.Edge::parse),
                momentKind == null ? null : r.property(properties, "maxDate", Moments.Edge::parse),
                type.isChoice() ? r.choices(properties, fixed) : null, expression);
    }

    private String claim(Reading r, String key, String attribute, Place place) {
        if (key.isBlank()) {
            r.problem("没有 " + attribute);
        } else if (key.length() > MAX_KEY_LENGTH || Texts.refusal(key) != null) {
            r.problem(attribute + " 超过 " + MAX_KEY_LENGTH + " 个字符或含有控制字符");
        } else if (key.indexOf('.') >= 0) {
            r.problem(attribute + "“" + key + "”不能含有点号");
        } else if (!place.keys().add(key)) {
            r.problem(attribute + "“" + key + "”重复");
        }
        return key;
    }

    private static String where(JsonNode json) {
        for (String name : List.of("key", "path", "id", "label")) {
            String value = text(json, name);
            if (!value.isBlank()) {
                return Texts.quote(value);
            }
        }
        return "（没有 key 的组件）";
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() ? value.asText() : "";
    }

    /** One component being read; what cannot be read becomes a problem and a harmless default. */
    private final class Reading {

        private final JsonNode json;
        private final String where;

        private Reading(JsonNode json, String where) {
            this.json = json;
            this.where = where;
        }

        private void problem(String message) {
            problems.add(new Problem(where, message));
        }

        private String text(String name) {
            return FormReader.text(json, name);
        }

        /** A text that is neither a template nor an expression; empty otherwise. */
        private String plainText(String name) {
            String text = text(name).strip();
            return text.startsWith("=") || text.contains("{{") ? "" : text;
        }

        private String label(ComponentType type, String key) {
            for (String name : type == ComponentType.DATETIME ? List.of("label", "dateLabel", "timeLabel") : List.of("label")) {
                if (!plainText(name).isEmpty()) {
                    return plainText(name);
                }
            }
            return key;
        }

        private Map<String, String> properties() {
            JsonNode properties = json.path("properties");
            Map<String, String> map = new LinkedHashMap<>();
            if (!properties.isMissingNode() && !properties.isNull() && !properties.isObject()) {
                problem("properties 必须是对象");
            }
            properties.fields().forEachRemaining(e -> map.put(e.getKey(), e.getValue().asText().strip()));
            return map;
        }

        private <T> T property(Map<String, String> properties, String name, Function<String, T> reader) {
            String value = properties.get(name);
            if (value == null || value.isEmpty()) {
                return null;
            }
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException e) {
                problem("属性 " + name + "：" + e.getMessage());
                return null;
            }
        }

        private Feel.Expression hide() {
            JsonNode hide = json.path("conditional").path("hide");
            if (hide.isMissingNode() || hide.isNull() || hide.asText().isBlank()) {
                return null;
            }
            if (!Feel.isExpression(hide.asText())) {
                problem("conditional.hide 必须以 = 开头，否则不起作用");
                return null;
            }
            return expression("conditional.hide", hide.asText());
        }

        private Feel.Expression expression(String name, String source) {
            try {
                Feel.Expression expression = Feel.parse(source);
                contextNames.addAll(expression.names());
                return expression;
            } catch (IllegalArgumentException e) {
                problem(name + "：" + e.getMessage());
                return null;
            }
        }

        private FormNode.Bound bound(JsonNode validate, String name) {
            JsonNode value = validate.path(name);
            if (value.isMissingNode() || value.isNull() || (value.isTextual() && value.asText().isBlank())) {
                return FormNode.Bound.NONE;
            }
            if (value.isTextual() && Feel.isExpression(value.asText())) {
                return new FormNode.Bound(null, expression("validate." + name, value.asText()));
            }
            BigDecimal number = number(value);
            if (number == null) {
                problem("validate." + name + " 必须是数字或以 = 开头的表达式");
            }
            return new FormNode.Bound(number, null);
        }

        private static BigDecimal number(JsonNode value) {
            return value.isNumber() ? Numbers.of(value.numberValue()) : value.isTextual() ? Numbers.of(value.asText()) : null;
        }

        private Integer decimalDigits() {
            JsonNode digits = json.path("decimalDigits");
            if (digits.isMissingNode() || digits.isNull()) {
                return null;
            }
            if (!digits.isInt() || digits.asInt() < 0 || digits.asInt() > 10) {
                problem("decimalDigits 必须是 0 到 10 的整数");
                return null;
            }
            return digits.asInt();
        }

        private BigDecimal step() {
            JsonNode increment = json.path("increment");
            if (increment.isMissingNode() || increment.isNull() || (increment.isTextual() && increment.asText().isBlank())) {
                return null;
            }
            BigDecimal step = number(increment);
            if (step == null || step.signum() <= 0) {
                problem("increment 必须是大于 0 的数字");
                return null;
            }
            return step;
        }

        private SafePattern pattern(JsonNode validate) {
            String source = FormReader.text(validate, "pattern");
            if (source.isEmpty()) {
                return null;
            }
            try {
                return SafePattern.compile(source);
            } catch (IllegalArgumentException e) {
                problem("validate.pattern：" + e.getMessage());
                return null;
            }
        }

        private String validationType(JsonNode validate) {
            String type = FormReader.text(validate, "validationType");
            if (!List.of("", "custom", "email", "phone").contains(type)) {
                problem("validate.validationType 只能是 email、phone 或 custom");
            }
            return type;
        }

        private Moments.Kind momentKind() {
            try {
                return Moments.Kind.of(json.has("subtype") ? text("subtype") : "date", text("timeSerializingFormat"));
            } catch (IllegalArgumentException e) {
                problem(e.getMessage());
                return Moments.Kind.DATE;
            }
        }

        private Object plainValue(String name) {
            JsonNode value = json.path(name);
            return value.isMissingNode() || value.isNull() ? null : Json.MAPPER.convertValue(value, Object.class);
        }

        private List<Option> options() {
            List<Option> options = new ArrayList<>();
            for (JsonNode option : json.path("values")) {
                JsonNode value = option.isObject() ? option.path("value") : option;
                if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
                    problem("values 里有一个选项没有值");
                } else {
                    options.add(new Option(option.isObject() ? FormReader.text(option, "label") : "", value.asText()));
                }
            }
            if (options.stream().map(Option::value).distinct().count() < options.size()) {
                problem("values 里有重复的选项值");
            }
            return options;
        }

        private FormNode.Choices choices(Map<String, String> properties, List<Option> fixed) {
            String source = properties.getOrDefault("optionsFrom", "");
            String key = text("valuesKey");
            String computed = text("valuesExpression");
            Feel.Expression expression = Feel.isExpression(computed) ? expression("valuesExpression", computed) : null;
            if (!computed.isBlank() && !Feel.isExpression(computed)) {
                problem("valuesExpression 必须以 = 开头");
            }
            if (source.isEmpty() && key.isBlank() && fixed == null && computed.isBlank()) {
                problem("没有选项来源（values、valuesKey、valuesExpression 或属性 optionsFrom）");
            }
            if (!key.isBlank()) {
                contextNames.add(key);
            }
            return new FormNode.Choices(source.isEmpty() ? null : source, key.isBlank() ? null : key, fixed, expression);
        }
    }
}
