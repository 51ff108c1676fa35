package io.casework.procedure.access;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;

/**
 * Keeps expressions out of queries. The engine's own check looks at the outermost query only, so that an expression in an
 * {@code orQueries} part is evaluated for anybody who may ask (CVE-2026-109432); here all parts are walked. Stored filters may
 * use the few expressions that name the person and the day, and nothing else.
 */
final class QueryExpressions {

    /** {@code ${currentUser()}}, {@code ${currentUserGroups()}}, {@code ${now()}}, and {@code ${dateTime()}} moved by whole units. */
    private static final Pattern IN_FILTERS = Pattern.compile("\\s*[$#]\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)"
            + "|dateTime\\(\\)(\\.(plus|minus)(Seconds|Minutes|Hours|Days|Weeks|Months|Years)\\(\\d{1,4}\\)"
            + "|\\.with(TimeAtStartOfDay|HourOfDay|MinuteOfHour|SecondOfMinute|MillisOfSecond|MillisOfDay|DayOfWeek|DayOfMonth)\\(\\d{0,8}\\)"
            + "|\\.dayOf(Week|Month)\\(\\)\\.with(Minimum|Maximum)Value\\(\\)|\\.toDate\\(\\)){0,8})\\s*}\\s*");

    private static final Field EXTENDING = EngineDoor.field(AbstractExecuteFilterCmd.class, "extendingQuery");
    private static final Field SAVED = EngineDoor.field(SaveFilterCmd.class, "filter");

    private QueryExpressions() {
    }

    /** @throws BadUserRequestException where the command is a query or carries one that has an expression it must not have */
    static void refuseIn(Command<?> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            refuseAny(query);
        } else if (command instanceof AbstractExecuteFilterCmd execution) {
            if (EngineDoor.value(EXTENDING, execution) instanceof AbstractQuery<?, ?> query) {
                refuseAny(query);
            }
        } else if (command instanceof SaveFilterCmd save
                && EngineDoor.value(SAVED, save) instanceof Filter filter
                && filter.getQuery() instanceof AbstractQuery<?, ?> query) {
            refuseForeign(query);
        }
    }

    private static void refuseAny(AbstractQuery<?, ?> query) {
        for (AbstractQuery<?, ?> part : parts(query)) {
            if (!part.getExpressions().isEmpty()) {
                throw new BadUserRequestException("查询条件里不能使用表达式");
            }
        }
    }

    private static void refuseForeign(AbstractQuery<?, ?> query) {
        for (AbstractQuery<?, ?> part : parts(query)) {
            for (String expression : part.getExpressions().values()) {
                if (expression == null || !IN_FILTERS.matcher(expression).matches()) {
                    throw new BadUserRequestException("过滤器里只能使用表示本人、本人岗位和日期的表达式");
                }
            }
        }
    }

    private static Set<AbstractQuery<?, ?>> parts(AbstractQuery<?, ?> query) {
        Set<AbstractQuery<?, ?>> found = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(query, found);
        return found;
    }

    private static void collect(AbstractQuery<?, ?> query, Set<AbstractQuery<?, ?>> found) {
        if (query == null || !found.add(query)) {
            return;
        }
        for (AbstractQuery<?, ?> part : orParts(query)) {
            collect(part, found);
        }
    }

    private static Collection<? extends AbstractQuery<?, ?>> orParts(AbstractQuery<?, ?> query) {
        if (query instanceof TaskQueryImpl tasks) {
            return tasks.getQueries();
        }
        if (query instanceof ProcessInstanceQueryImpl instances) {
            return instances.getQueries();
        }
        if (query instanceof HistoricTaskInstanceQueryImpl history) {
            return history.getQueries();
        }
        if (query instanceof HistoricProcessInstanceQueryImpl history) {
            return history.getQueries();
        }
        return List.of();
    }
}
