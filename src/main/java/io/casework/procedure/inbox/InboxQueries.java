package io.casework.procedure.inbox;

import io.casework.procedure.access.TaskScope;
import io.casework.procedure.access.TaskVisibility;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
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
import org.camunda.bpm.engine.impl.db.TenantCheck;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * How tasks, and the variables on their cards, are looked for on behalf of a person. Whatever asks for a list or a count of tasks
 * (Tasklist, REST, stored filters, Java) ends in one of two statements of the engine; both pass here and leave changed:
 *
 * <ul>
 * <li>the person's {@link TaskScope} takes the place of the engine's join with its authorizations: the task is among the candidate
 * links of the person's posts at their sites, which one index answers ({@link InboxIndexes}). Tasks which a person works on or is
 * named for without holding their post are rare; a quick look tells whether there are any, and only then they are asked for too;
 * <li>candidate groups in the outermost part of the query become the same kind of condition. Where they are the person's own
 * posts, as in {@code ${currentUserGroups()}}, they mean the posts at their sites;
 * <li>{@code distinct} goes where no join can bring a task twice, because it forbids the database to stop when the page is full;
 * <li>the task's id ends every order, so that pages neither repeat nor leave out a task.
 * </ul>
 *
 * Variables are those of instances in which the person has a task to see; of the few rows that the other conditions leave, each is
 * looked up.
 *
 * <p>All other conditions, joins and orders stay as the engine writes them. Codes of posts and sites are written into the statement
 * rather than bound: the plan that is good for a post with ten tasks is not the one for a post with thirty thousand. Only values
 * that have the form of a code ever get there. A statement that does not look as expected is not executed.
 */
@Intercepts(@Signature(type = Executor.class, method = "query",
        args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}))
final class InboxQueries implements Interceptor {

    private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9]+([._-][a-zA-Z0-9]+)*");
    private static final Pattern TASKS = Pattern.compile("\\bfrom\\s+ACT_RU_TASK\\s+RES\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern VARIABLES = Pattern.compile("\\bfrom\\s+ACT_RU_VARIABLE\\s+RES\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern DISTINCT = Pattern.compile("^(\\s*select\\s+(?:count\\(\\*\\)\\s+from\\s+\\(\\s*select\\s+)?)distinct\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BRINGS_ROWS_TWICE = Pattern.compile("\\bjoin\\s+(ACT_RU_IDENTITYLINK|ACT_RU_VARIABLE)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PAGE = Pattern.compile("\\s+limit\\b", Pattern.CASE_INSENSITIVE);
    private static final int MANY = 3000;
    private static final String LINKS = "select L.TASK_ID_ from ACT_RU_IDENTITYLINK L where L.TYPE_ = 'candidate' and L.TASK_ID_ is not null and ";

    /** Decides per query whether it is one of a person, where the engine decides about authorizations. */
    static SessionFactory sessions(TaskVisibility visibility) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return AuthorizationManager.class;
            }

            @Override
            public Session openSession() {
                return new AuthorizationManager() {
                    /** The engine looks which groups occur among its rows at all; a person's few posts need no such look in every command. */
                    @Override
                    public List<String> filterAuthenticatedGroupIds(List<String> posts) {
                        return posts == null ? List.of() : posts;
                    }

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
                            query.setParameter(visibility.scopeOf(query.getAuthCheck().getAuthUserId()));
                            query.getAuthCheck().setAuthorizationCheckEnabled(false);
                            query.getAuthCheck().setAuthUserId(null);
                        }
                    }
                };
            }
        };
    }

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        if (!(invocation.getArgs()[1] instanceof AbstractQuery<?, ?> query) || !(query.getParameter() instanceof TaskScope scope)) {
            return invocation.proceed();
        }
        MappedStatement statement = (MappedStatement) invocation.getArgs()[0];
        Executor executor = (Executor) invocation.getTarget();
        BoundSql bound = query instanceof TaskQueryImpl tasks
                ? ofTasks(statement, tasks, scope, executor)
                : ofVariables(statement, query, scope);
        RowBounds rows = (RowBounds) invocation.getArgs()[2];
        return executor.query(statement, query, rows, (ResultHandler<?>) invocation.getArgs()[3],
                executor.createCacheKey(statement, query, rows, bound), bound);
    }

    private static BoundSql ofTasks(MappedStatement statement, TaskQueryImpl query, TaskScope scope, Executor executor) throws SQLException {
        List<String> groups = asksOnlyForGroups(query) ? query.getCandidateGroups() : null;
        boolean ownPosts = groups != null && !groups.isEmpty() && new HashSet<>(groups).equals(scope.own().posts());
        boolean onlyMine = scope.login().equals(query.getAssignee());
        List<String> conditions = new ArrayList<>();
        if (groups != null) {
            conditions.add("T.ID_ in (" + LINKS + (ownPosts ? pairs(scope.own()) : in("L.GROUP_ID_", groups)) + ")");
            if (!Boolean.TRUE.equals(query.isIncludeAssignedTasks())) {
                conditions.add("T.ASSIGNEE_ is null");
            }
        }
        boolean sitesInPairs = ownPosts;
        if (!scope.everything() && !ownPosts && !onlyMine) {
            conditions.add(visible(scope, executor.getTransaction().getConnection()));
            sitesInPairs = true;
        }
        BoundSql bound = generate(statement, query, groups != null, sitesInPairs);
        SystemMetaObject.forObject(bound).setValue("sql", rewritten(statement, bound.getSql(), conditions));
        return bound;
    }

    private static BoundSql ofVariables(MappedStatement statement, AbstractQuery<?, ?> query, TaskScope scope) {
        BoundSql bound = statement.getBoundSql(query);
        if (scope.everything()) {
            return bound;
        }
        Matcher variables = VARIABLES.matcher(bound.getSql());
        if (!variables.find()) {
            throw new IllegalStateException("variable query of an unknown shape: " + statement.getId());
        }
        List<String> me = List.of(scope.login());
        String seen = "(" + in("T.ASSIGNEE_", me) + " and " + sites("T", scope) + ") or exists (select 1 from ACT_RU_IDENTITYLINK L"
                + " where L.TASK_ID_ = T.ID_ and L.TYPE_ = 'candidate' and (" + pairs(scope.visible())
                + " or (" + in("L.USER_ID_", me) + " and " + sites("L", scope) + ")))";
        // As a value, not as "exists": the database must not turn the question round and look through all tasks.
        SystemMetaObject.forObject(bound).setValue("sql", variables.replaceFirst(Matcher.quoteReplacement(
                "from (select V.* from ACT_RU_VARIABLE V where (select true from ACT_RU_TASK T where T.PROC_INST_ID_ = V.PROC_INST_ID_ and ("
                        + seen + ") limit 1)) RES")));
        return bound;
    }

    private static String visible(TaskScope scope, Connection connection) throws SQLException {
        String ofPosts = LINKS + pairs(scope.visible());
        if (!holds(connection, strays(scope, " and not exists (" + LINKS + "L.TASK_ID_ = A.ID_ and " + pairs(scope.visible()) + ")"))) {
            return "T.ID_ in (" + ofPosts + ")";
        }
        // Of very many tasks a page is best read in its order, asking for each; few are best fetched first and sorted.
        return holds(connection, ofPosts + " offset " + MANY)
                ? "(T.ID_ in (" + ofPosts + ") or T.ID_ in (" + strays(scope, "") + "))"
                : "T.ID_ in (" + ofPosts + " union all " + strays(scope, "") + ")";
    }

    /** Whether candidate groups, and nothing else about candidates, are asked for in the outermost part of the query. */
    private static boolean asksOnlyForGroups(TaskQueryImpl query) {
        return (query.getCandidateGroup() != null || query.getCandidateGroupsInternal() != null)
                && query.getCandidateUser() == null && query.getCandidateGroupLike() == null
                && !query.isWithCandidateGroups() && !query.isWithCandidateUsers()
                && !query.isWithoutCandidateGroups() && !query.isWithoutCandidateUsers();
    }

    /** The engine's statement, without its own condition on candidate groups and sites where ours says the same. */
    private static BoundSql generate(MappedStatement statement, TaskQueryImpl query, boolean withoutGroups, boolean withoutSites) {
        MetaObject fields = SystemMetaObject.forObject(query);
        String group = query.getCandidateGroup();
        List<String> groups = query.getCandidateGroupsInternal();
        TenantCheck sites = query.getTenantCheck();
        boolean sitesChecked = sites.isTenantCheckEnabled();
        try {
            if (withoutGroups) {
                set(fields, null, null);
            }
            sites.setTenantCheckEnabled(sitesChecked && !withoutSites);
            return statement.getBoundSql(query);
        } finally {
            set(fields, group, groups);
            sites.setTenantCheckEnabled(sitesChecked);
        }
    }

    private static void set(MetaObject query, String group, List<String> groups) {
        query.setValue("candidateGroup", group);
        query.setValue("candidateGroups", groups);
        query.setValue("cachedCandidateGroups", null);
    }

    private static String rewritten(MappedStatement statement, String engines, List<String> conditions) {
        Matcher tasks = TASKS.matcher(engines);
        Matcher distinct = DISTINCT.matcher(engines);
        if (!tasks.find() || !distinct.find()) {
            throw new IllegalStateException("task query of an unknown shape: " + statement.getId());
        }
        String head = engines.substring(0, tasks.start());
        String tail = engines.substring(tasks.end());
        if (!BRINGS_ROWS_TWICE.matcher(engines).find()) {
            head = distinct.group(1) + head.substring(distinct.end());
        }
        String from = conditions.isEmpty()
                ? "from ACT_RU_TASK RES"
                : "from (select T.* from ACT_RU_TASK T where " + String.join(" and ", conditions) + ") RES";
        return head + from + withLastingOrder(tail);
    }

    private static String withLastingOrder(String tail) {
        int order = tail.toLowerCase(Locale.ROOT).lastIndexOf("order by");
        if (order < 0 || tail.indexOf("RES.ID_", order) >= 0) {
            return tail;
        }
        Matcher page = PAGE.matcher(tail);
        int end = page.find(order) ? page.start() : tail.length();
        return tail.substring(0, end) + ", RES.ID_ asc" + tail.substring(end);
    }

    private static boolean holds(Connection connection, String rows) throws SQLException {
        try (Statement query = connection.createStatement(); ResultSet result = query.executeQuery("select exists (" + rows + ")")) {
            result.next();
            return result.getBoolean(1);
        }
    }

    /** The tasks which the person works on, and those which he is named for, whatever his posts are. */
    private static String strays(TaskScope scope, String assignedOnlyIf) {
        List<String> me = List.of(scope.login());
        return "select A.ID_ from ACT_RU_TASK A where " + in("A.ASSIGNEE_", me) + " and " + sites("A", scope) + assignedOnlyIf
                + " union all select A.TASK_ID_ from ACT_RU_IDENTITYLINK A where " + in("A.USER_ID_", me)
                + " and A.TYPE_ = 'candidate' and A.TASK_ID_ is not null and " + sites("A", scope);
    }

    private static String sites(String alias, TaskScope scope) {
        return "(" + alias + ".TENANT_ID_ is null or " + in(alias + ".TENANT_ID_", scope.sites()) + ")";
    }

    private static String pairs(TaskScope.Pairs pairs) {
        List<String> branches = new ArrayList<>();
        if (!pairs.everywhere().isEmpty()) {
            branches.add(in("L.GROUP_ID_", pairs.everywhere()));
        }
        pairs.sitesByPosts().forEach((posts, sites) ->
                branches.add("(" + in("L.TENANT_ID_", sites) + " and " + in("L.GROUP_ID_", posts) + ")"));
        return branches.isEmpty() ? "false" : "(" + String.join(" or ", branches) + ")";
    }

    private static String in(String column, Collection<String> codes) {
        String literals = literals(codes);
        return literals == null ? "false" : column + " in " + literals;
    }

    /** The values as a list of literals; what has not the form of a code stands for nothing that exists and is left out. */
    private static String literals(Collection<String> codes) {
        Set<String> literals = codes.stream().filter(code -> code != null && CODE.matcher(code).matches())
                .map(code -> "'" + code + "'").collect(Collectors.toCollection(TreeSet::new));
        return literals.isEmpty() ? null : "(" + String.join(",", literals) + ")";
    }
}
