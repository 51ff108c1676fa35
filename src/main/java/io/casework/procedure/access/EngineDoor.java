package io.casework.procedure.access;

import java.lang.reflect.Field;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * First in the chain of every engine command, whoever sends it: refuses expressions in queries, and remembers which command is
 * running, because the engine asks its checkers about a task without saying what is to be done with it.
 */
final class EngineDoor extends CommandInterceptor {

    private static final ThreadLocal<Command<?>> RUNNING = new ThreadLocal<>();

    /** The innermost command that runs on this thread, or {@code null}. */
    static Command<?> running() {
        return RUNNING.get();
    }

    @Override
    public <T> T execute(Command<T> command) {
        QueryExpressions.refuseIn(command);
        Command<?> outer = RUNNING.get();
        RUNNING.set(command);
        try {
            return next.execute(command);
        } finally {
            if (outer == null) {
                RUNNING.remove();
            } else {
                RUNNING.set(outer);
            }
        }
    }

    /** A field of an engine command; fails when the class is loaded where the engine no longer has it. */
    static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static Object value(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
