package io.casework.procedure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a Spring bean that a procedure model may name. Every other bean of the application is out of reach of the models, whoever
 * deploys them: a model that names one is refused, and the running engine does not resolve it either.
 *
 * <p>Two kinds of beans carry the mark:
 * <ul>
 *   <li>delegates and listeners ({@code JavaDelegate}, {@code ExecutionListener}, {@code TaskListener}), named whole:
 *       {@code camunda:delegateExpression="${recordSurvey}"};</li>
 *   <li>helpers, of which a model calls the methods marked {@link Callable}, and no others:
 *       {@code camunda:dueDate="${deadline.due(execution, 'survey')}"}.</li>
 * </ul>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ProcedureBean {

    /** What the bean does, in Chinese, for the person who edits a procedure and looks for the right name. */
    String value();

    /** Marks a method of a {@link ProcedureBean} that an expression in a model may call. */
    @Documented
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Callable {
    }
}
