package io.casework.procedure.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateVariableMapping;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;

/**
 * What a BPMN file may contain so that it can do no harm: a list of elements and extensions; what is not on it is refused. The list
 * holds what a procedure of the house needs, so that a new way of the engine to run code does not have to be known here to be shut.
 */
class ModelSafety {

    private static final Set<String> ELEMENTS = Set.of(
            "definitions", "process", "collaboration", "participant", "messageFlow", "laneSet", "childLaneSet", "lane", "flowNodeRef",
            "documentation", "extensionElements", "incoming", "outgoing",
            "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
            "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "callActivity", "subProcess",
            "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway",
            "sequenceFlow", "conditionExpression", "multiInstanceLoopCharacteristics", "loopCardinality", "completionCondition",
            "timerEventDefinition", "timeDate", "timeDuration", "timeCycle", "messageEventDefinition", "signalEventDefinition",
            "errorEventDefinition", "escalationEventDefinition", "conditionalEventDefinition", "condition", "compensateEventDefinition",
            "linkEventDefinition", "terminateEventDefinition",
            "message", "signal", "error", "escalation", "category", "categoryValue", "categoryValueRef", "group", "textAnnotation", "text",
            "association", "dataObject", "dataObjectReference", "dataStoreReference", "dataStore");

    /** Attributes that turn an expression into a script, or point to an outside operation. */
    private static final Set<String> BAD_PLAIN_ATTRIBUTES = Set.of("scriptFormat", "language", "operationRef", "implementation");

    private static final Set<String> EVERYWHERE = Set.of(
            "asyncBefore", "asyncAfter", "exclusive", "jobPriority", "modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon");

    private static final Map<String, Set<String>> CAMUNDA_ATTRIBUTES = Map.ofEntries(
            Map.entry("definitions", Set.of("diagramRelationId")),
            Map.entry("process", Set.of("historyTimeToLive", "versionTag", "isStartableInTasklist", "candidateStarterGroups", "taskPriority")),
            Map.entry("startEvent", Set.of("formRef", "formRefBinding", "initiator")),
            Map.entry("userTask",
                    Set.of("assignee", "candidateGroups", "dueDate", "followUpDate", "priority", "formRef", "formRefBinding")),
            Map.entry("serviceTask", Set.of("delegateExpression", "expression", "resultVariable")),
            Map.entry("sendTask", Set.of("delegateExpression", "expression", "resultVariable")),
            Map.entry("businessRuleTask",
                    Set.of("decisionRef", "decisionRefBinding", "mapDecisionResult", "resultVariable", "delegateExpression")),
            Map.entry("callActivity", Set.of("calledElementBinding", "variableMappingDelegateExpression")),
            Map.entry("messageEventDefinition", Set.of("delegateExpression", "expression", "resultVariable")),
            Map.entry("errorEventDefinition", Set.of("errorCodeVariable", "errorMessageVariable")),
            Map.entry("error", Set.of("errorMessage")),
            Map.entry("escalationEventDefinition", Set.of("escalationCodeVariable")),
            Map.entry("multiInstanceLoopCharacteristics", Set.of("collection", "elementVariable")),
            Map.entry("conditionalEventDefinition", Set.of("variableName", "variableEvents")));

    /** Elements of the engine's extensions with their attributes. */
    private static final Map<String, Set<String>> CAMUNDA_ELEMENTS = Map.ofEntries(
            Map.entry("executionListener", Set.of("event", "delegateExpression")),
            Map.entry("taskListener", Set.of("event", "delegateExpression", "id")),
            Map.entry("in", Set.of("source", "sourceExpression", "target", "businessKey", "variables", "local")),
            Map.entry("out", Set.of("source", "sourceExpression", "target", "variables", "local")),
            Map.entry("inputOutput", Set.of()),
            Map.entry("inputParameter", Set.of("name")),
            Map.entry("outputParameter", Set.of("name")),
            Map.entry("list", Set.of()),
            Map.entry("map", Set.of()),
            Map.entry("entry", Set.of("key")),
            Map.entry("value", Set.of("id", "name")),
            Map.entry("properties", Set.of()),
            Map.entry("property", Set.of("id", "name", "value")),
            Map.entry("failedJobRetryTimeCycle", Set.of()));

    private static final Map<String, String> ADVICE = new HashMap<>();

    static {
        ADVICE.put("scriptTask", "不能使用脚本任务；请改为服务任务，用 camunda:delegateExpression 指定允许清单内的处理程序");
        ADVICE.put("script", "不能使用脚本；请改用允许清单内的处理程序，或直接写流程变量");
        ADVICE.put("class", "不能指定 Java 类（camunda:class）；请用 camunda:delegateExpression 指定允许清单内的处理程序");
        ADVICE.put("variableMappingClass", "不能指定 Java 类；请用“输入/输出”逐项传递变量");
        ADVICE.put("formHandlerClass", "不能指定 Java 类作为表单处理程序；请使用 Camunda 表单");
        ADVICE.put("connector", "不能使用连接器；对外的通知和接口由允许清单内的处理程序完成");
        ADVICE.put("field", "不能注入字段（camunda:field）；处理程序自己从案件中取数据");
        ADVICE.put("formKey", "不能使用外部或嵌入式表单（camunda:formKey）；请用 camunda:formRef 引用 Camunda 表单");
        ADVICE.put("formData", "不能使用生成式表单（camunda:formData）；请用 camunda:formRef 引用 Camunda 表单");
        ADVICE.put("type", "不能使用外部任务、邮件任务或 Shell 任务（camunda:type）；请用 camunda:delegateExpression");
        ADVICE.put("topic", "不能使用外部任务；请用 camunda:delegateExpression 指定允许清单内的处理程序");
        ADVICE.put("resource", "不能引用外部脚本（camunda:resource）");
        ADVICE.put("candidateUsers", "任务要交给岗位而不是个人；请改用 camunda:candidateGroups");
        ADVICE.put("candidateStarterUsers", "发起权限要交给岗位而不是个人；请改用 camunda:candidateStarterGroups");
        ADVICE.put("formRefVersion", "表单版本随部署绑定；请删去版本号并设 camunda:formRefBinding=\"deployment\"");
        ADVICE.put("async", "请改用 camunda:asyncBefore");
        ADVICE.put("language", "条件里不能使用脚本语言；请删去 language 属性，写成 ${…} 表达式");
        ADVICE.put("scriptFormat", "不能使用脚本");
        ADVICE.put("import", "不能引入外部定义");
        ADVICE.put("transaction", "不支持事务子流程；请用普通子流程");
        ADVICE.put("adHocSubProcess", "不支持临时子流程；请用普通子流程");
        ADVICE.put("complexGateway", "不支持复杂网关；请用排他、包容或并行网关");
        ADVICE.put("caseRef", "没有启用案例模型（CMMN）；请调用流程");
        ADVICE.put("calledElementTenantId", "流程为各小区共用，不能指定租户");
        ADVICE.put("decisionRefTenantId", "决策为各小区共用，不能指定租户");
    }

    private static final String WELL_KNOWN_SCHEMA = "http://www.omg.org/spec/BPMN/20100524/MODEL BPMN20.xsd";

    private final BeanCatalogue beans;
    private final ExpressionRules expressions;

    ModelSafety(BeanCatalogue beans) {
        this.beans = beans;
        this.expressions = new ExpressionRules(beans);
    }

    /** Looks at a whole file. */
    void check(XmlNode root, Findings findings) {
        if (!root.is(Namespaces.BPMN, "definitions")) {
            findings.error(root, "不是 BPMN 2.0 文件");
            return;
        }
        walk(root, false, findings);
    }

    private void walk(XmlNode node, boolean inPicture, Findings findings) {
        boolean picture = inPicture || isPicture(node);
        if (!picture) {
            if (node.namespace().equals(Namespaces.BPMN)) {
                checkBpmn(node, findings);
            } else if (node.namespace().equals(Namespaces.CAMUNDA_BPMN)) {
                checkExtension(node, findings);
            } else {
                findings.error(node, "不认识的扩展元素 " + node.name() + "（命名空间 " + node.namespace() + "），请删去");
            }
        } else if (!Namespaces.BPMN_PICTURE.contains(node.namespace()) && !isPictureExtension(node)) {
            findings.error(node, "图形部分里有不属于图形的元素 " + node.name() + "，请删去");
        }
        node.children().forEach(child -> walk(child, picture, findings));
    }

    /** The picture stands below the root, in namespaces of its own; the engine reads positions from it and nothing else. */
    private static boolean isPicture(XmlNode node) {
        return node.name().equals("BPMNDiagram") && node.parent() != null && node.parent().parent() == null
                && Namespaces.BPMN_PICTURE.contains(node.namespace());
    }

    private static boolean isPictureExtension(XmlNode node) {
        return node.is(Namespaces.BPMN, "extensionElements") && node.children().isEmpty();
    }

    private void checkBpmn(XmlNode node, Findings findings) {
        if (!ELEMENTS.contains(node.name())) {
            findings.error(node, ADVICE.getOrDefault(node.name(), "不允许使用元素 " + node.name()));
            return;
        }
        Set<String> allowed = CAMUNDA_ATTRIBUTES.getOrDefault(node.name(), Set.of());
        for (XmlNode.Attribute attribute : node.attributes()) {
            if (attribute.namespace().equals(Namespaces.CAMUNDA_BPMN)) {
                if (allowed.contains(attribute.name()) || EVERYWHERE.contains(attribute.name())) {
                    checkValue(node, attribute, findings);
                } else {
                    findings.error(node, ADVICE.getOrDefault(attribute.name(), "这里不允许设置 camunda:" + attribute.name()));
                }
            } else if (attribute.namespace().isEmpty()) {
                if (BAD_PLAIN_ATTRIBUTES.contains(attribute.name())) {
                    findings.error(node, ADVICE.getOrDefault(attribute.name(), "这里不允许设置属性 " + attribute.name()));
                }
                checkPlainValue(node, attribute, findings);
            } else if (attribute.namespace().equals(Namespaces.XSI)) {
                checkSchemaAttribute(node, attribute, findings);
            } else if (attribute.namespace().startsWith("http://activiti.org")) {
                findings.error(node, "不能使用 activiti 扩展属性 " + attribute.name() + "，请改用 camunda: 前缀");
            }
        }
        if (!node.name().equals("text")) {
            checkExpression(node, node.text(), findings);
        }
    }

    private void checkPlainValue(XmlNode node, XmlNode.Attribute attribute, Findings findings) {
        if (!ExpressionRules.isExpression(attribute.value())) {
            return;
        }
        boolean constant = switch (attribute.name()) {
            case "name" -> !node.name().equals("userTask");
            case "calledElement" -> ExpressionRules.singleName(attribute.value()).filter(name -> !beans.lists(name)).isEmpty();
            default -> true;
        };
        if (constant) {
            findings.error(node, switch (attribute.name()) {
                case "calledElement" -> "被调用流程只能写流程编号，或写一个流程变量 ${变量名}";
                default -> "属性 " + attribute.name() + " 只能是固定文字，不能含有表达式 " + ExpressionRules.shortened(attribute.value());
            });
        }
        checkExpression(node, attribute.value(), findings);
    }

    private void checkSchemaAttribute(XmlNode node, XmlNode.Attribute attribute, Findings findings) {
        boolean harmless = attribute.name().equals("type") || attribute.name().equals("nil")
                || attribute.name().equals("schemaLocation")
                        && attribute.value().strip().replaceAll("\\s+", " ").equals(WELL_KNOWN_SCHEMA);
        if (!harmless) {
            findings.error(node, "不能引用外部的 XML 架构（" + attribute.name() + "），请删去该属性");
        }
    }

    private void checkValue(XmlNode node, XmlNode.Attribute attribute, Findings findings) {
        String value = attribute.value();
        switch (attribute.name()) {
            case "delegateExpression" -> checkBean(node, value, findings, JavaDelegate.class, ActivityBehavior.class);
            case "variableMappingDelegateExpression" -> checkBean(node, value, findings, DelegateVariableMapping.class);
            case "expression" -> checkMethodCall(node, value, findings);
            case "dueDate", "followUpDate", "priority" -> checkExpression(node, value, findings);
            case "assignee", "candidateGroups", "collection" -> checkVariableOrConstant(node, attribute, findings);
            default -> {
                if (ExpressionRules.isExpression(value)) {
                    findings.error(node, "camunda:" + attribute.name() + " 只能是固定值，不能含有表达式 " + ExpressionRules.shortened(value));
                }
            }
        }
    }

    private void checkVariableOrConstant(XmlNode node, XmlNode.Attribute attribute, Findings findings) {
        if (!ExpressionRules.isExpression(attribute.value())) {
            return;
        }
        if (ExpressionRules.singleName(attribute.value()).isEmpty()) {
            findings.error(node, "camunda:" + attribute.name() + " 只能是固定值或一个流程变量 ${变量名}");
        }
        checkExpression(node, attribute.value(), findings);
    }

    private void checkExtension(XmlNode node, Findings findings) {
        Set<String> allowed = CAMUNDA_ELEMENTS.get(node.name());
        if (allowed == null) {
            findings.error(node, ADVICE.getOrDefault(node.name(), "不允许使用扩展 camunda:" + node.name()));
            return;
        }
        for (XmlNode.Attribute attribute : node.attributes()) {
            boolean known = attribute.namespace().isEmpty() && allowed.contains(attribute.name());
            if (!known) {
                findings.error(node, attribute.name().equals("expression")
                        ? "监听器不能用表达式；请用 delegateExpression 指定允许清单内的处理程序"
                        : ADVICE.getOrDefault(attribute.name(), "camunda:" + node.name() + " 不允许设置属性 " + attribute.name()));
            }
        }
        switch (node.name()) {
            case "executionListener" -> checkListener(node, findings, ExecutionListener.class, JavaDelegate.class);
            case "taskListener" -> checkListener(node, findings, TaskListener.class);
            case "property" -> {
                // Free text for people and for the delegate; the engine does not evaluate it.
            }
            default -> {
                node.attributes().forEach(attribute -> checkExpression(node, attribute.value(), findings));
                checkExpression(node, node.text(), findings);
                if (node.name().equals("failedJobRetryTimeCycle") && ExpressionRules.isExpression(node.text())) {
                    findings.error(node, "重试间隔只能是固定值，例如 R5/PT1M");
                }
            }
        }
    }

    private void checkListener(XmlNode node, Findings findings, Class<?>... kinds) {
        String delegate = node.attribute("delegateExpression");
        if (delegate == null) {
            boolean explained = node.children().stream().anyMatch(child -> child.name().equals("script"))
                    || node.has("", "class") || node.has("", "expression");
            if (!explained) {
                findings.error(node, "监听器没有处理程序；请用 delegateExpression 指定");
            }
            return;
        }
        checkBean(node, delegate, findings, kinds);
    }

    /** A bean named whole: on the list, and of a kind that fits the place. */
    private void checkBean(XmlNode node, String value, Findings findings, Class<?>... kinds) {
        String name = ExpressionRules.singleName(value).orElse(null);
        if (name == null) {
            findings.error(node, "delegateExpression 只能写成 ${处理程序名}，现为 " + ExpressionRules.shortened(value));
            return;
        }
        BeanCatalogue.Entry bean = beans.find(name).orElse(null);
        if (bean == null) {
            findings.error(node, "处理程序“" + name + "”不在允许清单内；请核对名称，或请开发人员提供");
        } else if (!bean.isA(kinds)) {
            findings.error(node, "处理程序“" + name + "”（" + bean.description() + "）不能用在这里");
        }
    }

    /** A service task may call an offered method of a listed bean and keep its result, nothing else. */
    private void checkMethodCall(XmlNode node, String value, Findings findings) {
        List<String> problems = expressions.problems(value);
        problems.forEach(problem -> findings.error(node, problem));
        if (problems.isEmpty() && !value.contains("(")) {
            findings.error(node, "camunda:expression 只能调用允许清单内处理程序的方法；没有调用请改用 camunda:delegateExpression");
        }
    }

    private void checkExpression(XmlNode node, String text, Findings findings) {
        expressions.problems(text).forEach(problem -> findings.error(node, problem));
    }
}
