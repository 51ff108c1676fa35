package io.casework.procedure.gate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.joda.time.DateTime;
import org.springframework.util.ReflectionUtils;

/** The plain values that an expression may question, and the questions: all without effect, none leading further into the program. */
final class SafeValues {

    private static final Set<String> MOVES = Set.of(
            "plusYears", "plusMonths", "plusWeeks", "plusDays", "plusHours", "plusMinutes", "plusSeconds",
            "minusYears", "minusMonths", "minusWeeks", "minusDays", "minusHours", "minusMinutes", "minusSeconds", "isBefore", "isAfter");

    private static final Map<Class<?>, Set<String>> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put(String.class, Set.of("equals", "equalsIgnoreCase", "contains", "startsWith", "endsWith", "isEmpty", "isBlank",
                "length", "strip", "trim", "toLowerCase", "toUpperCase"));
        for (Class<?> number : List.of(Integer.class, Long.class, Short.class, Byte.class, Double.class, Float.class, BigDecimal.class,
                BigInteger.class)) {
            QUESTIONS.put(number, Set.of("intValue", "longValue", "doubleValue", "compareTo", "equals"));
        }
        QUESTIONS.put(Boolean.class, Set.of("booleanValue", "equals"));
        QUESTIONS.put(Map.class, Set.of("get", "containsKey", "isEmpty", "size"));
        QUESTIONS.put(List.class, Set.of("get", "indexOf"));
        QUESTIONS.put(Collection.class, Set.of("contains", "isEmpty", "size"));
        QUESTIONS.put(Date.class, Set.of("getTime", "before", "after", "compareTo", "equals"));
        for (Class<?> time : List.of(LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class, Instant.class)) {
            QUESTIONS.put(time, MOVES);
        }
        QUESTIONS.put(DateTime.class, union(MOVES, Set.of("withTimeAtStartOfDay", "withDayOfMonth", "withDayOfWeek", "withHourOfDay",
                "withMinuteOfHour", "toDate", "getMillis")));
    }

    private static final Set<String> ALL_QUESTIONS =
            QUESTIONS.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> OF_EXECUTION = Set.of("id", "processInstanceId", "processBusinessKey", "businessKey",
            "processDefinitionId", "currentActivityId", "currentActivityName", "activityInstanceId", "tenantId");
    private static final Set<String> OF_TASK = Set.of("id", "name", "taskDefinitionKey", "processInstanceId", "executionId",
            "processDefinitionId", "dueDate", "createTime", "assignee", "owner", "priority", "tenantId");

    private SafeValues() {
    }

    /** What may be read of {@code execution} and {@code task}. */
    static Set<String> readable(String engineObject) {
        return engineObject.equals(ExpressionRules.TASK) ? OF_TASK : OF_EXECUTION;
    }

    /** Whether some plain value answers to this method. */
    static boolean mayCall(String method) {
        return ALL_QUESTIONS.contains(method);
    }

    /** Reads a harmless property of the running step or task. */
    static Object read(Object engineObject, String property) {
        if (engineObject instanceof DelegateTask task && OF_TASK.contains(property)) {
            return switch (property) {
                case "id" -> task.getId();
                case "name" -> task.getName();
                case "taskDefinitionKey" -> task.getTaskDefinitionKey();
                case "processInstanceId" -> task.getProcessInstanceId();
                case "executionId" -> task.getExecutionId();
                case "processDefinitionId" -> task.getProcessDefinitionId();
                case "dueDate" -> task.getDueDate();
                case "createTime" -> task.getCreateTime();
                case "assignee" -> task.getAssignee();
                case "owner" -> task.getOwner();
                case "priority" -> task.getPriority();
                default -> task.getTenantId();
            };
        }
        if (engineObject instanceof DelegateExecution execution && OF_EXECUTION.contains(property)) {
            return switch (property) {
                case "id" -> execution.getId();
                case "processInstanceId" -> execution.getProcessInstanceId();
                case "processBusinessKey", "businessKey" -> execution.getProcessBusinessKey();
                case "processDefinitionId" -> execution.getProcessDefinitionId();
                case "currentActivityId" -> execution.getCurrentActivityId();
                case "currentActivityName" -> execution.getCurrentActivityName();
                case "activityInstanceId" -> execution.getActivityInstanceId();
                default -> execution.getTenantId();
            };
        }
        throw new ELException("表达式不能读取属性 " + property);
    }

    /** Asks a plain value. */
    static Object ask(Object value, String method, Object[] arguments) {
        for (Map.Entry<Class<?>, Set<String>> entry : QUESTIONS.entrySet()) {
            if (entry.getKey().isInstance(value) && entry.getValue().contains(method)) {
                List<Method> methods = Arrays.stream(entry.getKey().getMethods())
                        .filter(candidate -> candidate.getName().equals(method) && !candidate.isBridge())
                        .toList();
                return call(methods, value, method, arguments);
            }
        }
        throw new ELException("表达式不能调用方法 " + method + "()");
    }

    /** Calls the one of these methods that takes such arguments. */
    static Object call(List<Method> methods, Object target, String name, Object[] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        for (Method method : methods) {
            Object[] coerced = coerce(method.getParameterTypes(), given);
            if (coerced != null) {
                try {
                    return method.invoke(target, coerced);
                } catch (InvocationTargetException thrown) {
                    // The bean's own exceptions keep their type: a rule violation must reach the person as such.
                    ReflectionUtils.rethrowRuntimeException(thrown.getTargetException());
                } catch (IllegalAccessException hidden) {
                    throw new ELException(hidden);
                }
            }
        }
        throw new ELException("方法 " + name + "() 没有 " + given.length + " 个参数的写法，或参数类型不符");
    }

    private static Object[] coerce(Class<?>[] types, Object[] given) {
        if (types.length != given.length) {
            return null;
        }
        Object[] coerced = new Object[given.length];
        for (int i = 0; i < types.length; i++) {
            if (given[i] == null || types[i].isInstance(given[i])) {
                coerced[i] = given[i];
                if (given[i] == null && types[i].isPrimitive()) {
                    return null;
                }
                continue;
            }
            try {
                coerced[i] = WalledExpressionManager.FACTORY.coerceToType(given[i], types[i]);
            } catch (ELException doesNotFit) {
                return null;
            }
        }
        return coerced;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
