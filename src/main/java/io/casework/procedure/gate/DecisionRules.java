package io.casework.procedure.gate;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;

/** What a decision file may contain: tables and literal expressions in FEEL or plain JUEL, complete and readable. */
class DecisionRules {

    private static final Set<String> ELEMENTS = Set.of(
            "definitions", "decision", "decisionTable", "input", "inputExpression", "inputValues", "inputEntry", "output", "outputValues",
            "defaultOutputEntry", "outputEntry", "rule", "annotation", "annotationEntry", "text", "description", "variable",
            "literalExpression", "informationRequirement", "requiredDecision", "requiredInput", "inputData", "knowledgeSource",
            "authorityRequirement", "requiredAuthority", "textAnnotation", "association", "sourceRef", "targetRef", "extensionElements",
            "question", "allowedAnswers");
    private static final Set<String> CAMUNDA_ATTRIBUTES =
            Set.of("historyTimeToLive", "versionTag", "inputVariable", "diagramRelationId");
    private static final Set<String> FEEL = Set.of(
            "feel", "http://www.omg.org/spec/FEEL/20140401", "http://www.omg.org/spec/DMN/20180521/FEEL/",
            "https://www.omg.org/spec/DMN/20191111/FEEL/", "https://www.omg.org/spec/DMN/20211108/FEEL/",
            "https://www.omg.org/spec/DMN/20230324/FEEL/");
    private static final Set<String> HIT_POLICIES = Set.of("UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT");
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|`[^`]*`|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern FUNCTION = Pattern.compile("\\bfunction\\b", Pattern.CASE_INSENSITIVE);
    private static final FeelEngineApi PARSER = FeelEngineBuilder.forJava().build();
    private static final int MAX_CELL = 4000;

    private final ExpressionRules expressions;
    private final DmnEngine reader = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    DecisionRules(BeanCatalogue beans) {
        this.expressions = new ExpressionRules(beans);
    }

    /** The decisions of a file. */
    static List<XmlNode> decisions(XmlNode root) {
        return root.children().stream()
                .filter(child -> child.name().equals("decision") && Namespaces.DMN.contains(child.namespace()))
                .toList();
    }

    void check(XmlNode root, byte[] bytes, Findings findings) {
        if (!root.name().equals("definitions") || !Namespaces.DMN.contains(root.namespace())) {
            findings.error(root, "不是 DMN 决策文件");
            return;
        }
        walk(root, false, findings);
        List<XmlNode> decisions = decisions(root);
        if (decisions.isEmpty()) {
            findings.error("文件里没有决策");
        }
        decisions.forEach(decision -> checkDecision(decision, findings));
        if (!findings.hasErrors()) {
            read(bytes, findings);
        }
    }

    private void walk(XmlNode node, boolean inPicture, Findings findings) {
        boolean picture = inPicture || Namespaces.DMN_PICTURE.contains(node.namespace());
        if (!picture) {
            if (!Namespaces.DMN.contains(node.namespace()) || !ELEMENTS.contains(node.name())) {
                findings.error(node, "决策文件里不允许使用元素 " + node.name());
            }
            for (XmlNode.Attribute attribute : node.attributes()) {
                if (attribute.namespace().equals(Namespaces.CAMUNDA_DMN) && !CAMUNDA_ATTRIBUTES.contains(attribute.name())) {
                    findings.error(node, "决策文件里不允许设置 camunda:" + attribute.name());
                }
                if (attribute.namespace().equals(Namespaces.XSI) && !attribute.name().equals("type")) {
                    findings.error(node, "不能引用外部的 XML 架构（" + attribute.name() + "），请删去该属性");
                }
            }
            checkExpression(node, findings);
        }
        node.children().forEach(child -> walk(child, picture, findings));
    }

    private void checkExpression(XmlNode node, Findings findings) {
        boolean unaryTests = node.name().equals("inputEntry");
        boolean expression = Set.of("inputExpression", "outputEntry", "literalExpression", "defaultOutputEntry").contains(node.name());
        String language = node.attribute("expressionLanguage");
        if (language != null && !language.isBlank() && !FEEL.contains(language.toLowerCase()) && !FEEL.contains(language)
                && !language.equalsIgnoreCase("juel")) {
            findings.error(node, "不能使用表达式语言 " + language + "；请用 FEEL");
            return;
        }
        if (!unaryTests && !expression) {
            return;
        }
        String text = node.children().stream().filter(child -> child.name().equals("text")).map(XmlNode::text).findFirst().orElse("");
        if (text.isEmpty() || (unaryTests && text.equals("-"))) {
            return;
        }
        if (text.length() > MAX_CELL) {
            findings.error(node, "表格单元过长（超过 " + MAX_CELL + " 个字符）");
        } else if ("juel".equalsIgnoreCase(language)) {
            String juel = ExpressionRules.isExpression(text) ? text : "${" + text + "}";
            expressions.problems(juel).forEach(problem -> findings.error(node, problem));
        } else if (FUNCTION.matcher(QUOTED.matcher(text).replaceAll(" ")).find()) {
            findings.error(node, "决策表里不能定义函数或引用外部函数：" + ExpressionRules.shortened(text));
        } else {
            checkFeel(node, text, unaryTests, findings);
        }
    }

    private static void checkFeel(XmlNode node, String text, boolean unaryTests, Findings findings) {
        String problem = null;
        try {
            ParseResult result = unaryTests ? PARSER.parseUnaryTests(text) : PARSER.parseExpression(text);
            problem = result.isSuccess() ? null : result.failure().message();
        } catch (RuntimeException | StackOverflowError unreadable) {
            problem = "无法解析";
        }
        if (problem != null) {
            findings.error(node, "FEEL 表达式 " + ExpressionRules.shortened(text) + " 写法有误：" + problem);
        }
    }

    private static void checkDecision(XmlNode decision, Findings findings) {
        String id = decision.attribute("id");
        if (id == null || !HouseRules.KEBAB_CASE.matcher(id).matches()) {
            findings.error(decision, "决策编号应为小写英文单词加连字符，例如 cost-approval");
        }
        if (!decision.has(Namespaces.CAMUNDA_DMN, "historyTimeToLive")) {
            findings.error(decision, "没有设置历史保留时间；请填写 camunda:historyTimeToLive，例如 P3650D");
        }
        decision.children().stream().filter(child -> child.name().equals("decisionTable")).forEach(table -> checkTable(table, findings));
    }

    private static void checkTable(XmlNode table, Findings findings) {
        String policy = table.attribute("hitPolicy");
        if (policy != null && !HIT_POLICIES.contains(policy)) {
            findings.error(table, "命中策略 " + policy + " 不受支持；请用 UNIQUE、FIRST、ANY、RULE ORDER 或 COLLECT");
        }
        if (table.attribute("aggregation") != null && !"COLLECT".equals(policy)) {
            findings.error(table, "只有命中策略 COLLECT 可以汇总");
        }
        long inputs = table.children().stream().filter(child -> child.name().equals("input")).count();
        List<XmlNode> outputs = table.children().stream().filter(child -> child.name().equals("output")).toList();
        if (outputs.isEmpty()) {
            findings.error(table, "决策表没有输出列");
        }
        outputs.stream().filter(output -> outputs.size() > 1 && (output.attribute("name") == null || output.attribute("name").isBlank()))
                .forEach(output -> findings.error(output, "有多个输出列时，每一列都要有名称（name）"));
        List<XmlNode> rules = table.children().stream().filter(child -> child.name().equals("rule")).toList();
        if (rules.isEmpty()) {
            findings.warning(table, "决策表一行规则也没有");
        }
        for (int i = 0; i < rules.size(); i++) {
            long entries = rules.get(i).children().stream().filter(child -> child.name().equals("inputEntry")).count();
            long results = rules.get(i).children().stream().filter(child -> child.name().equals("outputEntry")).count();
            if (entries != inputs || results != outputs.size()) {
                findings.error(rules.get(i), "第 " + (i + 1) + " 行的单元数与列数不符");
            }
        }
    }

    /** The engine's own reader has the last word. */
    private void read(byte[] bytes, Findings findings) {
        try {
            reader.parseDecisions(new ByteArrayInputStream(bytes));
        } catch (DmnEngineException | ModelException unreadable) {
            findings.error("引擎无法读取该决策文件：" + innermost(unreadable));
        }
    }

    static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
