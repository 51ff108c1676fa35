package io.casework.procedure.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.Parser;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;

/**
 * What an expression in a model or a filter may say, judged by its syntax tree: process facts, operators and literals, methods
 * offered by listed beans, a few questions to plain values. Everything else is refused before it is ever evaluated.
 */
class ExpressionRules {

    /** The functions that the engine offers and we leave in place: who asks, and what time it is. */
    static final Set<String> FUNCTIONS = Set.of("currentUser", "currentUserGroups", "now", "dateTime");

    static final String EXECUTION = "execution";
    static final String TASK = "task";

    private static final int MAX_LENGTH = 2000;
    private static final Pattern SINGLE_NAME = Pattern.compile("[$#]\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}");
    private static final Set<String> ENGINE_OBJECTS = Set.of("caseExecution", "externalTask", "variableContext");
    private static final Set<String> NEVER = Set.of(
            "class", "getClass", "classLoader", "getClassLoader", "declaringClass", "module", "forName", "newInstance", "constructors",
            "methods", "processEngineServices", "getProcessEngineServices", "processEngine", "getProcessEngine", "engineServices",
            "bpmnModelInstance", "getBpmnModelInstance", "applicationContext", "beanFactory", "environment", "runtime", "exec",
            "invoke", "notify", "notifyAll", "wait", "clone", "finalize", "hashCode");

    private final BeanCatalogue beans;

    ExpressionRules(BeanCatalogue beans) {
        this.beans = beans;
    }

    /** Whether the text holds an expression at all; other text is a literal. */
    static boolean isExpression(String text) {
        return text != null && (text.contains("${") || text.contains("#{"));
    }

    /** The name in <code>${name}</code>, where the text is that and nothing else. */
    static Optional<String> singleName(String text) {
        Matcher matcher = SINGLE_NAME.matcher(text == null ? "" : text.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What is wrong with the expression, in Chinese; empty where it may be used. A text without expression is always fine. */
    List<String> problems(String text) {
        if (!isExpression(text)) {
            return List.of();
        }
        if (text.length() > MAX_LENGTH) {
            return List.of("表达式过长（超过 " + MAX_LENGTH + " 个字符），请拆开或改用决策表");
        }
        try {
            Set<String> problems = new LinkedHashSet<>();
            check((Node) new NamingBuilder().build(text).getRoot(), problems, false);
            return new ArrayList<>(problems);
        } catch (ELException syntax) {
            return List.of("表达式 " + shortened(text) + " 写法有误：" + syntax.getMessage());
        } catch (StackOverflowError nested) {
            return List.of("表达式嵌套过深，请改用决策表");
        }
    }

    private void check(Node node, Set<String> problems, boolean argumentOfBean) {
        if (node instanceof AstMethod method) {
            checkCall(method, problems);
        } else if (node instanceof NamedDot dot) {
            checkProperty(dot, problems);
        } else if (node instanceof AstIdentifier identifier) {
            checkName(identifier.getName(), problems, argumentOfBean);
        } else if (node instanceof AstFunction function) {
            if (!FUNCTIONS.contains(function.getName())) {
                problems.add("不能使用函数 " + function.getName() + "()；可用的函数只有 "
                        + String.join("、", FUNCTIONS.stream().sorted().toList()));
            }
            checkChildren(function, problems, false);
        } else {
            if (node instanceof AstBracket && node.getCardinality() > 1 && node.getChild(1) instanceof AstString name) {
                refuseNever(String.valueOf(name.eval(null, null)), problems);
            }
            checkChildren(node, problems, false);
        }
    }

    private void checkChildren(Node node, Set<String> problems, boolean argumentsOfBean) {
        for (int i = 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                check(node.getChild(i), problems, argumentsOfBean);
            }
        }
    }

    private void checkName(String name, Set<String> problems, boolean argumentOfBean) {
        if (name.equals(EXECUTION) || name.equals(TASK)) {
            if (!argumentOfBean) {
                problems.add("不能直接取用 " + name + "；只能把它作为参数交给允许清单内的处理程序，或读取它的编号、业务编号");
            }
        } else if (ENGINE_OBJECTS.contains(name)) {
            problems.add("不能使用引擎内部对象 " + name);
        } else if (beans.isForbidden(name)) {
            problems.add("“" + name + "”是程序内部的组件，不在允许清单内，流程不能使用");
        }
    }

    private void checkProperty(NamedDot dot, Set<String> problems) {
        Node base = dot.base();
        if (refuseNever(dot.propertyName(), problems)) {
            return;
        }
        if (base instanceof AstIdentifier identifier) {
            String name = identifier.getName();
            if (name.equals(EXECUTION) || name.equals(TASK)) {
                if (!SafeValues.readable(name).contains(dot.propertyName())) {
                    problems.add("不能读取 " + name + "." + dot.propertyName() + "；可读取的只有 "
                            + String.join("、", SafeValues.readable(name).stream().sorted().toList()));
                }
                return;
            }
            if (beans.lists(name)) {
                problems.add("不能读取处理程序 " + name + " 的内部属性 " + dot.propertyName());
                return;
            }
        }
        check(base, problems, false);
    }

    private void checkCall(AstMethod call, Set<String> problems) {
        Node arguments = call.getChild(1);
        if (!(call.getChild(0) instanceof NamedDot dot)) {
            problems.add("不能用方括号取方法名来调用方法");
            return;
        }
        String method = dot.propertyName();
        if (refuseNever(method, problems)) {
            return;
        }
        if (dot.base() instanceof AstIdentifier identifier && beans.lists(identifier.getName())) {
            BeanCatalogue.Entry bean = beans.find(identifier.getName()).orElseThrow();
            if (!bean.offers(method)) {
                problems.add("处理程序 " + bean.name() + " 没有供流程调用的方法 " + method + "()");
            }
            checkChildren(arguments, problems, true);
            return;
        }
        if (dot.base() instanceof AstIdentifier identifier
                && (identifier.getName().equals(EXECUTION) || identifier.getName().equals(TASK))) {
            problems.add("不能调用 " + identifier.getName() + "." + method + "()；流程事实请直接写变量名，例如 ${caseNumber}");
            return;
        }
        if (!SafeValues.mayCall(method)) {
            problems.add("不能调用方法 " + method + "()；表达式里只能用流程变量、运算符和允许清单内的处理程序");
        }
        check(dot.base(), problems, false);
        checkChildren(arguments, problems, false);
    }

    private static boolean refuseNever(String name, Set<String> problems) {
        if (NEVER.contains(name)) {
            problems.add("不能使用 ." + name + "，它通向程序内部");
            return true;
        }
        return false;
    }

    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** The ordinary parser, except that a property node tells its name, which the ordinary one keeps to itself. */
    private static final class NamingBuilder extends Builder {

        NamingBuilder() {
            super(Feature.METHOD_INVOCATIONS);
        }

        @Override
        protected Parser createParser(String expression) {
            return new Parser(this, expression) {
                @Override
                protected AstDot createAstDot(AstNode base, String property, boolean lvalue) {
                    return new NamedDot(base, property, lvalue);
                }
            };
        }
    }

    private static final class NamedDot extends AstDot {

        private final AstNode base;

        NamedDot(AstNode base, String property, boolean lvalue) {
            super(base, property, lvalue);
            this.base = base;
        }

        String propertyName() {
            return property;
        }

        AstNode base() {
            return base;
        }
    }
}
