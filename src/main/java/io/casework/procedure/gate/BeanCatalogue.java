package io.casework.procedure.gate;

import io.casework.procedure.ProcedureBean;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The beans that models may name: those marked {@link ProcedureBean}, found by their definition, without creating them. */
@Component
class BeanCatalogue {

    /**
     * A bean on the list.
     *
     * @param name how models name it
     * @param type its class
     * @param description what it does, in Chinese
     */
    record Entry(String name, Class<?> type, String description) {

        boolean isA(Class<?>... kinds) {
            return Arrays.stream(kinds).anyMatch(kind -> kind.isAssignableFrom(type));
        }

        /** Whether a model may call a method of this name. */
        boolean offers(String method) {
            return !callable(type, method).isEmpty();
        }
    }

    private final ApplicationContext context;
    private volatile Map<String, Entry> entries;

    BeanCatalogue(ApplicationContext context) {
        this.context = context;
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries().get(name));
    }

    boolean lists(String name) {
        return entries().containsKey(name);
    }

    /** The bean itself. */
    Object bean(String name) {
        if (!lists(name)) {
            throw new IllegalArgumentException("bean outside the list: " + name);
        }
        return context.getBean(name);
    }

    /** Whether the name is a bean of the application that models may not touch. */
    boolean isForbidden(String name) {
        return !lists(name) && context.containsBean(name);
    }

    /** The names on the list, for messages. */
    List<Entry> all() {
        return List.copyOf(entries().values());
    }

    private Map<String, Entry> entries() {
        Map<String, Entry> known = entries;
        if (known == null) {
            known = new TreeMap<>();
            for (String name : context.getBeanNamesForAnnotation(ProcedureBean.class)) {
                ProcedureBean mark = context.findAnnotationOnBean(name, ProcedureBean.class);
                Class<?> type = context.getType(name);
                if (mark != null && type != null) {
                    known.put(name, new Entry(name, ClassUtils.getUserClass(type), mark.value()));
                }
            }
            entries = known;
        }
        return known;
    }

    /** The methods of this name that a model may call on the class of a listed bean. */
    static List<Method> callable(Class<?> type, String name) {
        Class<?> plain = ClassUtils.getUserClass(type);
        if (!AnnotatedElementUtils.hasAnnotation(plain, ProcedureBean.class)) {
            return List.of();
        }
        return Arrays.stream(plain.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, ProcedureBean.Callable.class))
                .toList();
    }

    /** The same for an object at hand, which may be a proxy. */
    static List<Method> callableOn(Object bean, String name) {
        Class<?> target = AopUtils.getTargetClass(bean);
        return callable(target, name).stream()
                .map(method -> AopUtils.selectInvocableMethod(method, bean.getClass()))
                .toList();
    }
}
