package io.casework.procedure.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a form file: for what does not work or is not safe (errors), and for the style of the house (warnings). The deployment gate
 * blocks on errors; the files that come with the application must have neither.
 */
public final class FormLint {

    /** The newest form format that Tasklist 7.24 reads. */
    public static final int MAX_SCHEMA_VERSION = 16;

    private static final int MAX_FACT_LENGTH = 255;
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern GENERATED_ID = Pattern.compile("(?:Field|Form)_[0-9][0-9a-z]{6}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern OUTSIDE = Pattern.compile("(?i)\\s*(?:https?:)?//.*");
    private static final Set<ComponentType> FACT_TYPES = EnumSet.of(ComponentType.TEXTFIELD, ComponentType.NUMBER, ComponentType.CHECKBOX,
            ComponentType.RADIO, ComponentType.SELECT, ComponentType.DATETIME, ComponentType.EXPRESSION);
    private static final List<String> SHOWN_EXPRESSIONS = List.of("/label", "/description", "/text", "/content", "/alt", "/source",
            "/dataSource", "/columnsExpression", "/appearance/prefixAdorner", "/appearance/suffixAdorner");

    private final List<Finding> findings = new ArrayList<>();

    /** Whether a finding stops a deployment or only wants to be known. */
    public enum Severity {
        /** The form would not work, or not safely. */
        ERROR,
        /** The form works, but not in the style of the house. */
        WARNING
    }

    /**
     * One thing that is wrong with a form.
     *
     * @param where   key, path or id of the component; empty for the form as a whole
     * @param message what is wrong and what to do, in Chinese
     */
    public record Finding(Severity severity, String where, String message) {

        @Override
        public String toString() {
            return (severity == Severity.ERROR ? "错误：" : "提示：") + (where.isEmpty() ? "" : where + "：") + message;
        }
    }

    private FormLint() {
    }

    /** Everything that is wrong with a form file, errors and warnings in the order of the form; empty if nothing is. */
    public static List<Finding> check(byte[] json) {
        FormLint lint = new FormLint();
        FormReader.Result form = FormReader.read(json);
        form.problems().forEach(problem -> lint.error(problem.where(), problem.message()));
        if (form.json() != null) {
            lint.checkForm(form);
            form.components().forEach(lint::checkComponent);
        }
        return List.copyOf(lint.findings);
    }

    /**
     * The same for a file of the application, where also the id follows from the place:
     * {@code forms/<domain>/<process-id>/<task>.form} has the id {@code <process-id>-<task>}.
     */
    public static List<Finding> check(String path, byte[] json) {
        List<Finding> findings = new ArrayList<>(check(json));
        String[] parts = path.replace('\\', '/').split("/");
        if (parts.length >= 2 && parts[parts.length - 1].endsWith(".form")) {
            String expected = parts[parts.length - 2] + "-" + parts[parts.length - 1].substring(0, parts[parts.length - 1].length() - 5);
            String id = FormReader.read(json).id();
            if (!id.isEmpty() && !id.equals(expected)) {
                findings.add(new Finding(Severity.WARNING, "", "表单 id 应为“" + expected + "”，现在是“" + Texts.quote(id) + "”"));
            }
        }
        return List.copyOf(findings);
    }

    private void error(String where, String message) {
        findings.add(new Finding(Severity.ERROR, where, message));
    }

    private void warning(String where, String message) {
        findings.add(new Finding(Severity.WARNING, where, message));
    }

    private void checkForm(FormReader.Result form) {
        if (form.schemaVersion() > MAX_SCHEMA_VERSION) {
            error("", "schemaVersion 是 " + form.schemaVersion() + "，任务列表最高支持 " + MAX_SCHEMA_VERSION);
        }
        String platform = form.json().path("executionPlatform").asText("");
        if (!platform.isEmpty() && !"Camunda Platform".equals(platform)) {
            error("", "executionPlatform 必须是 Camunda Platform，现在是“" + Texts.quote(platform) + "”");
        }
        if (!form.id().isEmpty() && !KEBAB_CASE.matcher(form.id()).matches()) {
            warning("", "表单 id“" + Texts.quote(form.id()) + "”应由小写英文单词加连字符组成，例如 repair-dispatch-survey-site");
        }
    }

    private void checkComponent(FormReader.Component component) {
        String where = component.where();
        JsonNode json = component.json();
        if (GENERATED_ID.matcher(json.path("id").asText("")).matches()) {
            warning(where, "组件 id“" + Texts.quote(json.path("id").asText()) + "”是自动生成的，请改成有含义的名称");
        }
        for (String pointer : SHOWN_EXPRESSIONS) {
            String text = json.at(pointer).asText("");
            if (Feel.isExpression(text)) {
                try {
                    Feel.parse(text);
                } catch (IllegalArgumentException e) {
                    error(where, pointer.substring(1).replace('/', '.') + "：" + e.getMessage());
                }
            }
        }
        switch (component.type()) {
            case IFRAME -> error(where, "不能嵌入其他网页（iframe）");
            case IMAGE -> {
                if (OUTSIDE.matcher(json.path("source").asText("")).matches()) {
                    error(where, "图片不能来自外部网址");
                }
            }
            default -> {
            }
        }
        if (component.node() instanceof FormNode.Input input) {
            checkName(where, input.key(), json, component.type());
            checkInput(where, input, json, component.inList());
        } else if (component.node() instanceof FormNode.Rows rows) {
            checkName(where, rows.key(), json, component.type());
            if (rows.field().properties().containsKey("store")) {
                error(where, "动态列表不能存为流程变量（store）");
            }
            if (rows.nodes().isEmpty()) {
                error(where, "动态列表里没有组件");
            }
        }
    }

    private void checkName(String where, String key, JsonNode json, ComponentType type) {
        if (!key.isBlank() && !CAMEL_CASE.matcher(key).matches()) {
            warning(where, "key“" + Texts.quote(key) + "”应为驼峰式英文名称，例如 wantedTime");
        }
        if (type != ComponentType.EXPRESSION) {
            String label = json.path("label").asText("");
            if (type == ComponentType.DATETIME && label.isBlank()) {
                label = json.path("dateLabel").asText("") + json.path("timeLabel").asText("");
            }
            if (Feel.isExpression(label) || label.contains("{{")) {
                warning(where, "标签不能是表达式或模板，否则出错提示里没有名称");
            } else if (!CHINESE.matcher(label).find()) {
                warning(where, "没有中文标签");
            }
        }
    }

    private void checkInput(String where, FormNode.Input input, JsonNode json, boolean inList) {
        boolean filledIn = !input.disabled() && !input.readonly();
        if (input.type().isText()) {
            checkText(where, input, filledIn);
        }
        checkOrder(where, "validate.min", input.min(), "validate.max", input.max());
        checkOrder(where, "validate.minLength", input.minLength(), "validate.maxLength", input.maxLength());
        if (input.required() && !filledIn) {
            warning(where, "只读或禁用的组件不能设为必填");
        }
        if (input.field().properties().containsKey("optionsFrom") && !input.type().isChoice()) {
            error(where, "属性 optionsFrom 只能用于单选、下拉、多选和标签组件");
        }
        if (input.choices() != null && input.choices().source() == null && input.choices().key() == null
                && input.choices().expression() == null && input.field().options().isEmpty()) {
            error(where, "一个选项也没有");
        }
        if (input.choices() != null && input.choices().source() != null && json.has("valuesKey")) {
            warning(where, "属性 optionsFrom 与 valuesKey 不能同时使用，只有 optionsFrom 起作用");
        }
        checkStore(where, input, inList);
    }

    private void checkText(String where, FormNode.Input input, boolean filledIn) {
        int ceiling = input.type() == ComponentType.TEXTFIELD ? FormValidator.MAX_TEXTFIELD_LENGTH : FormValidator.MAX_TEXTAREA_LENGTH;
        if (filledIn && !input.maxLength().isSet()) {
            warning(where, "没有设置最大长度（validate.maxLength），最多 " + ceiling);
        }
        if (input.maxLength().fixed() != null && input.maxLength().fixed().compareTo(BigDecimal.valueOf(ceiling)) > 0) {
            error(where, "最大长度不能超过 " + ceiling);
        }
        if ("phone".equals(input.validationType())) {
            warning(where, "浏览器只接受带国家代码的国际电话号码，国内号码请改用 pattern 校验");
        }
    }

    private void checkOrder(String where, String lower, FormNode.Bound min, String upper, FormNode.Bound max) {
        if (min.fixed() != null && max.fixed() != null && min.fixed().compareTo(max.fixed()) > 0) {
            error(where, lower + " 大于 " + upper);
        }
    }

    private void checkStore(String where, FormNode.Input input, boolean inList) {
        String store = input.field().properties().get("store");
        if (store == null) {
            return;
        }
        if (!"variable".equals(store)) {
            error(where, "属性 store 只能是 variable，现在是“" + Texts.quote(store) + "”");
        } else if (inList) {
            error(where, "动态列表里的组件不能存为流程变量（store）");
        } else if (!FACT_TYPES.contains(input.type())) {
            error(where, "流程变量只能是短的单个值，不能用“" + input.type().typeName() + "”组件（store）");
        } else if (input.type() == ComponentType.TEXTFIELD && !input.disabled() && !input.readonly()
                && (input.maxLength().fixed() == null || input.maxLength().fixed().compareTo(BigDecimal.valueOf(MAX_FACT_LENGTH)) > 0)) {
            error(where, "存为流程变量的文本最多 " + MAX_FACT_LENGTH + " 个字，请设置 validate.maxLength（store）");
        } else if (input.disabled() || input.readonly()) {
            warning(where, "只读或禁用的组件不会提交，不能更新流程变量（store）");
        }
    }
}
