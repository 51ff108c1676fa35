package io.casework.procedure.access;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Puts the condition of {@link TaskVisibility} into the engine's queries for tasks and for variables (those that Tasklist's cards
 * show), in place of the join with its table of authorizations: whatever asks on behalf of a person (Tasklist, REST, stored filters,
 * Java) goes through these statements. Variables are those of instances in which the person has a task to see. Where a statement
 * does not look as expected nothing is answered.
 */
final class VisibleTasks {

    private VisibleTasks() {
    }

    /** Decides per query, where the engine decides about authorizations. */
    static SessionFactory sessions(TaskVisibility visibility) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return AuthorizationManager.class;
            }

            @Override
            public Session openSession() {
                return new AuthorizationManager() {
                    @Override
                    public void configureTaskQuery(TaskQueryImpl query) {
                        narrow(query);
                    }

                    @Override
                    protected void configureVariableInstanceQuery(VariableInstanceQueryImpl query) {
                        narrow(query);
                    }

                    private void narrow(AbstractQuery<?, ?> query) {
                        configureQuery(query);
                        query.setParameter(null);
                        if (query.getAuthCheck().isAuthorizationCheckEnabled()) {
                            query.setParameter(visibility.conditionFor(query.getAuthCheck().getAuthUserId()));
                            query.getAuthCheck().setAuthorizationCheckEnabled(false);
                            query.getAuthCheck().setAuthUserId(null);
                        }
                    }
                };
            }
        };
    }

    /** Narrows the table of tasks to the visible ones. */
    @Intercepts(@Signature(type = Executor.class, method = "query",
            args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}))
    public static final class Narrowing implements Interceptor {

        private static final Pattern TASKS = Pattern.compile("\\bfrom\\s+ACT_RU_TASK\\s+RES\\b", Pattern.CASE_INSENSITIVE);
        private static final Pattern VARIABLES = Pattern.compile("\\bfrom\\s+ACT_RU_VARIABLE\\s+RES\\b", Pattern.CASE_INSENSITIVE);

        @Override
        public Object intercept(Invocation invocation) throws Throwable {
            Object parameter = invocation.getArgs()[1];
            if (!(parameter instanceof AbstractQuery<?, ?> query) || !(query.getParameter() instanceof TaskVisibility.Condition condition)) {
                return invocation.proceed();
            }
            MappedStatement statement = (MappedStatement) invocation.getArgs()[0];
            BoundSql bound = statement.getBoundSql(parameter);
            if (query instanceof TaskQueryImpl) {
                narrow(statement, bound, condition, TASKS, "from (select T.* from ACT_RU_TASK T where ", ") RES");
            } else {
                narrow(statement, bound, condition, VARIABLES, "from (select V.* from ACT_RU_VARIABLE V where exists "
                        + "(select 1 from ACT_RU_TASK T where T.PROC_INST_ID_ = V.PROC_INST_ID_ and (", "))) RES");
            }
            Executor executor = (Executor) invocation.getTarget();
            RowBounds rows = (RowBounds) invocation.getArgs()[2];
            return executor.query(statement, parameter, rows, (ResultHandler<?>) invocation.getArgs()[3],
                    executor.createCacheKey(statement, parameter, rows, bound), bound);
        }

        private static void narrow(MappedStatement statement, BoundSql bound, TaskVisibility.Condition condition,
                Pattern table, String before, String after) {
            String sql = bound.getSql();
            Matcher place = table.matcher(sql);
            if (!place.find()) {
                throw new IllegalStateException("query of an unknown shape: " + statement.getId());
            }
            int marksBefore = (int) sql.substring(0, place.start()).chars().filter(c -> c == '?').count();
            List<ParameterMapping> mappings = new ArrayList<>(bound.getParameterMappings());
            int number = 0;
            for (String value : condition.parameters()) {
                String name = "visible" + number;
                bound.setAdditionalParameter(name, value);
                mappings.add(marksBefore + number, new ParameterMapping.Builder(statement.getConfiguration(), name, String.class).build());
                number++;
            }
            MetaObject meta = SystemMetaObject.forObject(bound);
            meta.setValue("parameterMappings", mappings);
            meta.setValue("sql", sql.substring(0, place.start()) + before + condition.sql() + after + sql.substring(place.end()));
        }
    }
}
