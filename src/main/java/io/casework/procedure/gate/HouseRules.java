package io.casework.procedure.gate;

import io.casework.organisation.Posts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/** How a procedure of this house is written, so that it runs to its end and people can read it. */
class HouseRules {

    /** What is there besides the file under inspection. */
    interface Surroundings {
        boolean formExists(String id);

        boolean decisionExists(String key);

        boolean processExists(String key);

        /** Whether the table of limits has a row for this key, or a room works this limit out by itself. */
        boolean limitExists(String key);
    }

    static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Pattern GENERATED_ID = Pattern.compile("[A-Za-z]+_[0-9][0-9a-z]{6}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern CYCLE = Pattern.compile("R\\d*/(.+/)?P.+");
    private static final Pattern CRON = Pattern.compile("\\S+( \\S+){5,6}");

    private static final Pattern LIMIT = Pattern.compile("\\bdeadline\\.\\w+\\(\\s*execution\\s*,\\s*['\"]([^'\"]*)['\"]\\s*\\)");

    private static final Set<String> TASKS = Set.of(
            "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "callActivity");
    private static final Set<String> EVENTS = Set.of(
            "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent");
    private static final Set<String> GATEWAYS = Set.of("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway");
    private static final Set<String> QUESTIONS = Set.of("exclusiveGateway", "inclusiveGateway");

    private final Posts posts;

    HouseRules(Posts posts) {
        this.posts = posts;
    }

    void check(XmlNode root, Surroundings surroundings, Findings findings) {
        List<XmlNode> processes = executable(root);
        if (processes.isEmpty()) {
            findings.error("没有可执行的流程；请在流程属性里勾选“可执行”（isExecutable）");
        }
        if (processes.size() > 1) {
            findings.error("一个文件只放一个可执行的流程，这里有 " + processes.size() + " 个");
        }
        processes.forEach(process -> {
            checkProcess(process, findings);
            process.walk(node -> checkNode(node, process, surroundings, findings));
        });
    }

    /** The executable processes of a file. */
    static List<XmlNode> executable(XmlNode root) {
        return root.children(Namespaces.BPMN, "process").filter(process -> "true".equals(process.attribute("isExecutable"))).toList();
    }

    /** The forms that a process refers to. */
    static Set<String> formRefs(XmlNode root) {
        Set<String> refs = new java.util.LinkedHashSet<>();
        root.walk(node -> {
            String ref = node.attribute(Namespaces.CAMUNDA_BPMN, "formRef");
            if (ref != null && !ref.isBlank()) {
                refs.add(ref);
            }
        });
        return refs;
    }

    /** Where a case of this process can stand and wait: element id to kind and name. */
    static Map<String, XmlNode> waitStates(XmlNode process) {
        Map<String, XmlNode> states = new LinkedHashMap<>();
        process.walk(node -> {
            if (node.namespace().equals(Namespaces.BPMN) && node.attribute("id") != null && isWaitState(node)) {
                states.put(node.attribute("id"), node);
            }
        });
        return states;
    }

    private static boolean isWaitState(XmlNode node) {
        return switch (node.name()) {
            case "userTask", "receiveTask", "callActivity", "intermediateCatchEvent", "eventBasedGateway" -> true;
            case "boundaryEvent" -> node.children().stream().anyMatch(child -> child.name().equals("timerEventDefinition")
                    || child.name().equals("messageEventDefinition") || child.name().equals("signalEventDefinition")
                    || child.name().equals("conditionalEventDefinition"));
            default -> false;
        };
    }

    private void checkProcess(XmlNode process, Findings findings) {
        String id = process.attribute("id");
        if (id == null || !KEBAB_CASE.matcher(id).matches()) {
            findings.error(process, "流程编号应为小写英文单词加连字符，例如 repair-dispatch");
        }
        if (!process.has(Namespaces.CAMUNDA_BPMN, "historyTimeToLive")) {
            findings.error(process, "没有设置历史保留时间；请填写 camunda:historyTimeToLive，例如 P3650D");
        }
        if (!isChinese(process.attribute("name"))) {
            findings.warning(process, "流程没有中文名称，人员在待办里看到的将是编号");
        }
    }

    private void checkNode(XmlNode node, XmlNode process, Surroundings surroundings, Findings findings) {
        if (!node.namespace().equals(Namespaces.BPMN)) {
            return;
        }
        checkIdAndName(node, findings);
        checkLimits(node, surroundings, findings);
        switch (node.name()) {
            case "userTask" -> checkUserTask(node, surroundings, findings);
            case "startEvent" -> checkStart(node, process, surroundings, findings);
            case "businessRuleTask" -> checkDecision(node, surroundings, findings);
            case "callActivity" -> checkCall(node, surroundings, findings);
            case "serviceTask", "sendTask" -> {
                if (!node.has(Namespaces.CAMUNDA_BPMN, "delegateExpression") && !node.has(Namespaces.CAMUNDA_BPMN, "expression")) {
                    findings.error(node, "服务任务没有处理程序；请填写 camunda:delegateExpression");
                }
            }
            case "timeDuration" -> checkTime(node, findings, HouseRules::isDuration, "时长，例如 P3D 或 PT4H");
            case "timeDate" -> checkTime(node, findings, text -> DATE.matcher(text).matches(), "日期时间，例如 2026-11-22T09:00:00");
            case "timeCycle" -> checkTime(node, findings,
                    text -> CYCLE.matcher(text).matches() || CRON.matcher(text).matches(), "周期，例如 R3/PT4H");
            case "task" -> findings.warning(node, "没有选定任务类型，流程经过这里不会停留，也不会做任何事");
            default -> {
                // The other elements need no more than id and name.
            }
        }
    }

    private void checkIdAndName(XmlNode node, Findings findings) {
        boolean task = TASKS.contains(node.name());
        boolean event = EVENTS.contains(node.name());
        boolean gateway = GATEWAYS.contains(node.name());
        boolean scope = node.name().equals("subProcess");
        if (!(task || event || gateway || scope)) {
            return;
        }
        String id = node.attribute("id");
        if (id == null || GENERATED_ID.matcher(id).matches()) {
            findings.error(node, "编号 " + id + " 是自动生成的；请改为说明用途的编号，例如 Task_SurveySite、Gateway_WithinWarranty");
        }
        String name = node.attribute("name");
        if (task && !isChinese(name)) {
            findings.error(node, "任务没有中文名称；请写成“动词+宾语”，例如 回访业主");
        } else if (event && !isChinese(name)) {
            findings.warning(node, "事件没有中文名称；请写明到达的状态，例如 已销案");
        } else if (QUESTIONS.contains(node.name()) && node.children(Namespaces.BPMN, "outgoing").count() > 1 && !isChinese(name)) {
            findings.warning(node, "网关没有中文名称；请写成一个问题，例如 费用超过一万元？");
        }
    }

    /** A limit without a row in the table would stop the case at this element. */
    private static void checkLimits(XmlNode node, Surroundings surroundings, Findings findings) {
        Stream.concat(Stream.of(node.text()), node.attributes().stream().map(XmlNode.Attribute::value))
                .flatMap(text -> LIMIT.matcher(text).results().map(found -> found.group(1)))
                .filter(key -> !surroundings.limitExists(key)).distinct()
                .forEach(key -> findings.error(node, "期限表里没有“" + key + "”这一行，案件走到这里会停下；请改用已有的期限，或先在期限表里加上这一行"));
    }

    private void checkUserTask(XmlNode task, Surroundings surroundings, Findings findings) {
        String groups = task.attribute(Namespaces.CAMUNDA_BPMN, "candidateGroups");
        String assignee = task.attribute(Namespaces.CAMUNDA_BPMN, "assignee");
        if (assignee != null && !ExpressionRules.isExpression(assignee)) {
            findings.error(task, "任务不能固定交给某一个人（" + assignee + "）；请用 camunda:candidateGroups 交给岗位");
        }
        if (groups == null || groups.isBlank()) {
            findings.error(task, "没有指定由哪个岗位办理；请填写 camunda:candidateGroups");
        } else if (ExpressionRules.isExpression(groups)) {
            if (!decidedByTable(task, groups)) {
                findings.warning(task, "办理岗位由流程变量 " + groups + " 决定，请确认它的值总是岗位编码，否则任务没有人看得到");
            }
        } else {
            Arrays.stream(groups.split(",")).map(String::strip).filter(group -> !posts.exists(group))
                    .forEach(group -> findings.error(task, "没有编码为“" + group + "”的岗位；请核对岗位编码"));
        }
        checkForm(task, surroundings, findings);
        if (!task.has(Namespaces.CAMUNDA_BPMN, "formRef") && !task.has(Namespaces.CAMUNDA_BPMN, "formKey")) {
            findings.error(task, "任务没有表单；请用 camunda:formRef 引用 Camunda 表单");
        }
        String due = task.attribute(Namespaces.CAMUNDA_BPMN, "dueDate");
        if (due != null && !ExpressionRules.isExpression(due) && !isDuration(due) && !DATE.matcher(due).matches()) {
            findings.error(task, "到期时间“" + due + "”写法有误；请写表达式、日期时间或时长，例如 ${deadline.due(execution, 'survey')}");
        }
    }

    /** Whether the post comes out of a decision table of the same process: {@code ${approverPost}} with a business rule task that puts it out. */
    private static boolean decidedByTable(XmlNode task, String groups) {
        String variable = ExpressionRules.singleName(groups).orElse(null);
        XmlNode process = task;
        while (process.parent() != null && !process.name().equals("process")) {
            process = process.parent();
        }
        boolean[] found = {false};
        process.walk(node -> found[0] |= node.name().equals("outputParameter") && node.namespace().equals(Namespaces.CAMUNDA_BPMN)
                && variable != null && variable.equals(node.attribute("name")) && isPutOutByDecision(node));
        return found[0];
    }

    private static boolean isPutOutByDecision(XmlNode output) {
        for (XmlNode node = output.parent(); node != null; node = node.parent()) {
            if (node.name().equals("businessRuleTask")) {
                return true;
            }
        }
        return false;
    }

    private void checkForm(XmlNode node, Surroundings surroundings, Findings findings) {
        String ref = node.attribute(Namespaces.CAMUNDA_BPMN, "formRef");
        if (ref == null) {
            return;
        }
        if (!"deployment".equals(node.attribute(Namespaces.CAMUNDA_BPMN, "formRefBinding"))) {
            findings.error(node, "表单没有随部署绑定；请设 camunda:formRefBinding=\"deployment\"");
        }
        if (!surroundings.formExists(ref)) {
            findings.error(node, "表单“" + ref + "”既不在这次部署里，也没有部署过；请一并部署该 .form 文件");
        }
    }

    private void checkStart(XmlNode start, XmlNode process, Surroundings surroundings, Findings findings) {
        checkForm(start, surroundings, findings);
        boolean byHand = start.parent() == process
                && start.children().stream().noneMatch(child -> child.name().endsWith("EventDefinition"));
        boolean offered = !"false".equals(process.attribute(Namespaces.CAMUNDA_BPMN, "isStartableInTasklist"));
        if (byHand && offered && !start.has(Namespaces.CAMUNDA_BPMN, "formRef")) {
            findings.warning(start, "流程可由人员发起，但没有发起表单；只由其他流程调用的，请设 camunda:isStartableInTasklist=\"false\"");
        }
    }

    private void checkDecision(XmlNode task, Surroundings surroundings, Findings findings) {
        String decision = task.attribute(Namespaces.CAMUNDA_BPMN, "decisionRef");
        if (decision == null) {
            if (!task.has(Namespaces.CAMUNDA_BPMN, "delegateExpression")) {
                findings.error(task, "没有指定决策表；请填写 camunda:decisionRef");
            }
            return;
        }
        String binding = task.attribute(Namespaces.CAMUNDA_BPMN, "decisionRefBinding");
        if (binding != null && !binding.equals("latest")) {
            findings.error(task, "决策表总取最新版本；请删去 camunda:decisionRefBinding=\"" + binding + "\"");
        }
        if (!surroundings.decisionExists(decision)) {
            findings.error(task, "决策表“" + decision + "”既不在这次部署里，也没有部署过");
        }
        if (!task.has(Namespaces.CAMUNDA_BPMN, "resultVariable")) {
            findings.error(task, "没有填写结果变量（camunda:resultVariable），决策结果无处可放");
        }
        if (!Set.of("singleEntry", "singleResult", "collectEntries").contains(
                String.valueOf(task.attribute(Namespaces.CAMUNDA_BPMN, "mapDecisionResult")))) {
            findings.error(task, "请用 camunda:mapDecisionResult 选定结果的形式：singleEntry、singleResult 或 collectEntries");
        }
    }

    private void checkCall(XmlNode call, Surroundings surroundings, Findings findings) {
        String called = call.attribute("calledElement");
        String binding = call.attribute(Namespaces.CAMUNDA_BPMN, "calledElementBinding");
        if (binding != null && !binding.equals("latest")) {
            findings.error(call, "被调用流程总取最新版本；请删去 camunda:calledElementBinding=\"" + binding + "\"");
        }
        if (called == null || called.isBlank()) {
            findings.error(call, "没有指定被调用的流程（calledElement）");
        } else if (!ExpressionRules.isExpression(called) && !surroundings.processExists(called)) {
            findings.warning(call, "被调用的流程“" + called + "”还没有部署，案件走到这里会停下");
        }
        boolean handsOverNumber = call.children(Namespaces.BPMN, "extensionElements")
                .flatMap(extensions -> extensions.children(Namespaces.CAMUNDA_BPMN, "in"))
                .anyMatch(in -> in.has("", "businessKey"));
        if (!handsOverNumber) {
            findings.warning(call, "没有把案件编号交给被调用的流程；请加上业务编号 #{execution.processBusinessKey}");
        }
    }

    private static void checkTime(XmlNode node, Findings findings, Predicate<String> wellFormed, String example) {
        String text = node.text();
        if (text.isEmpty()) {
            findings.error(node, "定时器没有填写时间");
        } else if (!ExpressionRules.isExpression(text) && !wellFormed.test(text)) {
            findings.error(node, "定时器的时间“" + text + "”写法有误；应为" + example);
        }
    }

    private static boolean isDuration(String text) {
        try {
            DatatypeFactory.newInstance().newDuration(text);
            return true;
        } catch (IllegalArgumentException notADuration) {
            return false;
        } catch (DatatypeConfigurationException platform) {
            throw new IllegalStateException(platform);
        }
    }

    private static boolean isChinese(String name) {
        return name != null && CHINESE.matcher(name).find();
    }
}
