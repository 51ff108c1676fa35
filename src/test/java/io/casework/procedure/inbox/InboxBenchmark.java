package io.casework.procedure.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.testkit.BenchmarkSystem;
import io.casework.testkit.Door;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists of tasks among 200,000 open ones at 100 sites with 20 posts, on a database of its own that writes to disk as in production:
 * ours with site and post rights in force, then in the same database the stock engine's authorized query and what may be made of
 * it by settings. {@code -Dbenchmark.timeout=120} lets the stock query run for so many seconds (60 where nothing is said).
 */
@Tag("benchmark")
class InboxBenchmark {

    private static final int SITES = 100;
    private static final int OPEN = 200_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 100;
    private static final int TIMEOUT = Integer.getInteger("benchmark.timeout", 60);
    private static final String KEY = "inbox-probe";
    private static final String SITE = "s007";
    private static final List<String> SITE_POSTS = List.of("clerk", "records-clerk", "service-supervisor", "office-director", "management-office",
            "equipment", "project-department", "property-staff", "repair-leader", "repair-team", "steward");
    private static final List<String> OTHER_POSTS = List.of("service-manager", "engineering", "vice-chief-engineer", "deputy-general-manager",
            "general-manager", "design", "sales", "legal");
    private static final String BIG_POST = "finance";

    private static BenchmarkSystem system;
    private static JdbcClient jdbc;

    private final List<String> table = new ArrayList<>();

    @BeforeAll
    static void aDatabaseOfItsOwn() throws Exception {
        system = BenchmarkSystem.start();
        jdbc = system.bean(JdbcClient.class);
        StaffAdministration staff = system.bean(StaffAdministration.class);
        system.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (int i = 0; i < SITES; i++) {
                staff.addSite(new Site("s%03d".formatted(i), "小区%03d".formatted(i), "测试开发有限公司", "路 %d 号".formatted(i), null, false));
            }
        });
        system.person("clerk.bench", "clerk", SITE);
        system.person("service-supervisor.bench", "service-supervisor", SITE);
        system.person("finance.bench", BIG_POST, null);
        system.person("service-manager.bench", "service-manager", null);
        system.deploy("inbox-probe.bpmn", "access-probe-step.form");
        tasks();
    }

    @AfterAll
    static void away() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    private static void tasks() {
        ProcessEngine engine = system.bean(ProcessEngine.class);
        int site = SITE_POSTS.size() * SITES * 100;
        int big = 30_000;
        // Rows come in no order, as they would after months of work.
        jdbc.sql("""
                create table spread as
                select i,
                    case when i < %1$d then (array[%2$s])[1 + i / 10000] when i < %3$d then '%4$s'
                         else (array[%5$s])[1 + (i - %3$d) %% %6$d] end as post,
                    's' || lpad((i %% %7$d)::text, 3, '0') as site,
                    case when hash(i, 1) %% 5 = 0 then 'somebody' || hash(i, 2) %% 3000 end as assignee,
                    localtimestamp - (hash(i, 3) %% 5184000) * interval '1 second' as created,
                    localtimestamp + (hash(i, 4) %% 5184000 - 864000) * interval '1 second' as due
                from generate_series(0, %8$d) i order by hash(i, 5)""".formatted(site, quoted(SITE_POSTS), site + big, BIG_POST, quoted(OTHER_POSTS),
                OTHER_POSTS.size(), SITES, OPEN - 1).replaceAll("hash\\(i, (\\d)\\)", "(hashint4(i * 7 + $1)::bigint & 2147483647)")).update();
        long begin = System.nanoTime();
        long open = new OpenTasks(engine, jdbc, KEY).fill("s000");
        assertThat(open).isEqualTo(OPEN);
        jdbc.sql("analyze").update();
        System.out.printf("%d open tasks of %d posts at %d sites in %.0f s%n", open, SITE_POSTS.size() + OTHER_POSTS.size() + 1, SITES,
                (System.nanoTime() - begin) / 1e9);
    }

    private static String quoted(List<String> codes) {
        return "'" + String.join("','", codes) + "'";
    }

    /** Milliseconds; cut off where {@code seconds} is not {@code null}. */
    private record Time(double median, double high, Long result, Integer seconds) {

        @Override
        public String toString() {
            return seconds == null ? "%9.1f %9.1f".formatted(median, high) : "%19s".formatted("more than " + seconds + " s");
        }

        private String ratioTo(Time ours) {
            double factor = (seconds == null ? median : seconds * 1000.0) / ours.median();
            return (seconds == null ? "%8.1f" : "   > %.0f").formatted(factor);
        }
    }

    @Test
    void theListsStayFastWithRightsInForce() throws Exception {
        // Tables are vacuumed by the database itself as time goes by; here there is no time to wait for it.
        vacuum("act_ru_task", "act_ru_identitylink", "act_ru_variable", "act_ru_execution");
        String first = filter("本岗位待认领");
        quietly("clerk.bench", query -> filters().listPage(first, query, 0, 15).size() + filters().count(first, query));
        line("%-66s %8s %9s %9s %8s".formatted("milliseconds", "result", "median", "95 %", "ratio"));

        Time clerkPage = ours("clerk.bench", "clerk of one site: unclaimed", "本岗位待认领");
        Time clerkCount = oursCount("clerk.bench", "clerk of one site: unclaimed", "本岗位待认领");
        ours("clerk.bench", "clerk of one site: all of the post", "全部（本岗位）");
        ours("clerk.bench", "clerk of one site: overdue", "已超时");
        oursCount("clerk.bench", "clerk of one site: overdue", "已超时");
        ours("service-supervisor.bench", "supervisor of one site: overdue", "已超时");
        oursCount("service-supervisor.bench", "supervisor of one site: overdue", "已超时");
        Time bigPage = ours("finance.bench", "headquarters: all of the post", "全部（本岗位）");
        Time bigCount = oursCount("finance.bench", "headquarters: all of the post", "全部（本岗位）");
        assertThat(bigCount.result()).isEqualTo(30_000);
        ours("finance.bench", "headquarters: unclaimed", "本岗位待认领");
        oursCount("finance.bench", "headquarters: unclaimed", "本岗位待认领");
        ours("finance.bench", "headquarters: overdue", "已超时");
        oursCount("finance.bench", "headquarters: overdue", "已超时");
        ours("finance.bench", "headquarters: one site", "小区：小区007");
        oursCount("finance.bench", "headquarters: one site", "小区：小区007");
        String post = filter("全部（本岗位）");
        as("finance.bench", "headquarters: all of the post, by name", query -> filters().listPage(post, query.orderByTaskName().desc(), 0, 15).size());
        as("finance.bench", "headquarters: all of the post, page 1000", query -> filters().listPage(post, query, 14_985, 15).size());
        Time search = as("finance.bench", "headquarters: search for a customer", query -> filters().listPage(filter("全部（本岗位）"),
                query.processVariableValueLike("customerName", "客户1234%"), 0, 15).size());
        ours("service-manager.bench", "manager of eleven posts at all sites: overdue", "已超时");
        oursCount("service-manager.bench", "manager of eleven posts at all sites: overdue", "已超时");
        http("clerk.bench", "clerk of one site: page with cards and count, over HTTP");
        http("finance.bench", "headquarters: page with cards and count, over HTTP");
        jdbc.sql("update act_ru_task set assignee_ = 'finance.bench' where id_ in (select task from spread where post = 'clerk' order by i limit 3)").update();
        ours("finance.bench", "headquarters, works on 3 tasks of other posts: overdue", "已超时");
        oursCount("finance.bench", "headquarters, works on 3 tasks of other posts: overdue", "已超时");

        stock(bigPage, bigCount, clerkPage, clerkCount);

        System.out.println(String.join("\n", table));
        assertThat(clerkPage.high()).as("page of a clerk").isLessThan(30);
        assertThat(clerkCount.high()).as("count of a clerk").isLessThan(30);
        assertThat(bigPage.high()).as("page of a headquarters post").isLessThan(150);
        assertThat(bigCount.high()).as("count of a headquarters post").isLessThan(150);
        assertThat(search.high()).as("search of a headquarters post").isLessThan(150);
    }

    private void stock(Time bigPage, Time bigCount, Time clerkPage, Time clerkCount) throws Exception {
        try (HikariDataSource source = source(system.jdbcUrl())) {
            ProcessEngine engine = stockEngine(source, true, true);
            long begin = System.nanoTime();
            long rows = new OpenTasks(engine, jdbc, KEY).fillAuthorizations(engine);
            jdbc.sql("vacuum analyze act_ru_authorization").update();
            line("%d authorization rows, as the stock engine writes them per task and group, in %.0f s".formatted(rows, (System.nanoTime() - begin) / 1e9));
            stock(engine, "stock, a row per task", bigPage, bigCount, clerkPage, clerkCount);

            jdbc.sql("create statistics stock_read on (perms_ & 2), (perms_ & 64) from act_ru_authorization").update();
            jdbc.sql("analyze act_ru_authorization").update();
            stock(engine, "the same with extended statistics", bigPage, bigCount, clerkPage, clerkCount);

            jdbc.sql("delete from act_ru_authorization where id_ in (select md5('z7' || i)::uuid::text from spread)").update();
            jdbc.sql("delete from act_ru_authorization where resource_id_ in (select task from spread)").update();
            for (String post : List.of("clerk", BIG_POST)) {
                Authorization definition = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                definition.setGroupId(post);
                definition.setResource(Resources.PROCESS_DEFINITION);
                definition.setResourceId(KEY);
                definition.addPermission(ProcessDefinitionPermissions.READ_TASK);
                merge(engine, definition);
            }
            jdbc.sql("vacuum analyze act_ru_authorization").update();
            stock(engine, "READ_TASK per definition, no row per task", bigPage, bigCount, clerkPage, clerkCount);
            engine.close();
            ProcessEngine narrow = stockEngine(source, true, false);
            stock(narrow, "the same, CMMN and standalone tasks off", bigPage, bigCount, clerkPage, clerkCount);
            narrow.close();
            ProcessEngine open = stockEngine(source, false, false);
            stock(open, "authorization off", bigPage, bigCount, clerkPage, clerkCount);
            open.close();
        }
    }

    /** Our own start-up granted READ on definitions to posts; one row per group and resource is all that the engine allows. */
    private static void merge(ProcessEngine engine, Authorization wanted) {
        List<Authorization> there = engine.getAuthorizationService().createAuthorizationQuery().groupIdIn(wanted.getGroupId())
                .resourceType(Resources.PROCESS_DEFINITION).resourceId(KEY).list();
        Authorization row = there.isEmpty() ? wanted : there.get(0);
        row.addPermission(ProcessDefinitionPermissions.READ_TASK);
        engine.getAuthorizationService().saveAuthorization(row);
    }

    private void stock(ProcessEngine engine, String variant, Time bigPage, Time bigCount, Time clerkPage, Time clerkCount) {
        IdentityService identity = engine.getIdentityService();
        TaskService tasks = engine.getTaskService();
        List<String> all = system.bean(Staffing.class).sitesOf("finance.bench").stream().toList();
        identity.setAuthentication("stock.big", List.of(BIG_POST), all);
        report(variant + ", headquarters, page", cut(() -> (long) stockQuery(tasks, BIG_POST).orderByDueDate().asc().listPage(0, 15).size()), bigPage);
        report(variant + ", headquarters, count", cut(() -> stockQuery(tasks, BIG_POST).count()), bigCount);
        identity.setAuthentication("stock.clerk", List.of("clerk"), List.of(SITE));
        report(variant + ", clerk, page", cut(() -> (long) stockQuery(tasks, "clerk").orderByDueDate().asc().listPage(0, 15).size()), clerkPage);
        report(variant + ", clerk, count", cut(() -> stockQuery(tasks, "clerk").count()), clerkCount);
        identity.clearAuthentication();
    }

    private static TaskQuery stockQuery(TaskService tasks, String post) {
        return tasks.createTaskQuery().taskCandidateGroupIn(List.of(post)).includeAssignedTasks().active();
    }

    private static ProcessEngine stockEngine(DataSource source, boolean authorized, boolean allKinds) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("stock-" + authorized + "-" + allKinds);
        configuration.setDataSource(source);
        // Our own engine has no tables for CMMN, which the stock one wants.
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
        configuration.setHistoryTimeToLive("P30D");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setAuthorizationEnabled(authorized);
        configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9]+([._-][a-zA-Z0-9]+)*");
        configuration.setCmmnEnabled(allKinds);
        configuration.setStandaloneTasksEnabled(allKinds);
        return configuration.buildProcessEngine();
    }

    private static HikariDataSource source(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url + "&options=-c%20statement_timeout=" + TIMEOUT + "s");
        config.setUsername("postgres");
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }

    /** A few rounds; one that runs into the time limit is enough. */
    private static Time cut(Callable<Long> query) {
        double[] times = new double[5];
        Long result = null;
        for (int i = 0; i < times.length; i++) {
            long begin = System.nanoTime();
            try {
                result = query.call();
            } catch (Exception timeout) {
                if (!isTimeout(timeout)) {
                    throw new IllegalStateException(timeout);
                }
                return new Time(0, 0, null, TIMEOUT);
            }
            times[i] = (System.nanoTime() - begin) / 1e6;
            if (times[i] > 10_000) {
                return new Time(times[i], times[i], result, null);
            }
        }
        Arrays.sort(times);
        return new Time(times[times.length / 2], times[times.length - 1], result, null);
    }

    private static boolean isTimeout(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "57014".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private interface Asking {
        long ask(TaskQuery extending) throws Exception;
    }

    private Time ours(String login, String what, String name) {
        String id = filter(name);
        return as(login, what + ", page", query -> filters().listPage(id, query, 0, 15).size());
    }

    private Time oursCount(String login, String what, String name) {
        String id = filter(name);
        return as(login, what + ", count", query -> filters().count(id, query));
    }

    private Time as(String login, String what, Asking asking) {
        return report(what, quietly(login, asking), null);
    }

    /** As Tasklist asks: a filter that is open, narrowed to active tasks. */
    private static Time quietly(String login, Asking asking) {
        Staffing staffing = system.bean(Staffing.class);
        IdentityService identity = system.bean(IdentityService.class);
        TaskService tasks = system.bean(TaskService.class);
        identity.setAuthentication(login, List.copyOf(staffing.postsOf(login)), List.copyOf(staffing.sitesOf(login)));
        try {
            return measured(() -> asking.ask(tasks.createTaskQuery().active()));
        } finally {
            identity.clearAuthentication();
        }
    }

    private void http(String login, String what) {
        Door.Caller caller = new Door(system.port()).as(login).header("Accept", "application/hal+json");
        String path = "/engine-rest/filter/" + filter("全部（本岗位）") + "/list?firstResult=0&maxResults=15";
        Map<String, Object> body = Map.of("active", true, "sorting", List.of(Map.of("sortBy", "dueDate", "sortOrder", "asc")));
        report(what, measured(() -> {
            Door.Answer answer = caller.post(path, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("_embedded").path("task")).hasSize(15);
            return answer.json().path("count").asLong();
        }), null);
    }

    private static Time measured(Callable<Long> query) {
        try {
            long result = 0;
            for (int i = 0; i < WARM_UP; i++) {
                result = query.call();
            }
            double[] times = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                query.call();
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
            Arrays.sort(times);
            return new Time(times[ROUNDS / 2], times[(int) Math.ceil(ROUNDS * 0.95) - 1], result, null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Time report(String what, Time time, Time ours) {
        line("%-66s %8s %s %s".formatted(what, time.result() == null ? "-" : time.result(), time, ours == null ? "" : time.ratioTo(ours)));
        return time;
    }

    private void line(String text) {
        table.add(text);
        System.out.println(text);
    }

    private static FilterService filters() {
        return system.bean(FilterService.class);
    }

    private static String filter(String name) {
        Filter filter = filters().createFilterQuery().filterName(name).singleResult();
        return filter.getId();
    }

    private static void vacuum(String... tables) {
        for (String table : tables) {
            jdbc.sql("vacuum analyze " + table).update();
        }
    }
}
