package io.casework.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.testkit.BenchmarkSystem;
import io.casework.testkit.SqlCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two tasks from start to end, by our door (rights, sites, forms checked and stored, case and timeline written, four eyes) and by the
 * bare engine (the same steps, nothing checked, nothing recorded but its own history): instances per second and what the database does
 * for one. Same machine, same server, a database each, in turns.
 */
@Tag("benchmark")
class ProcedureBenchmark {

    private static final int ROUNDS = 3;
    private static final long SECONDS = 6;
    private static final String SITE = "bench";

    private interface Instance {
        void run() throws Exception;
    }

    @Test
    void whatTheDoorCosts() throws Exception {
        try (BenchmarkSystem system = BenchmarkSystem.start()) {
            system.bean(TransactionTemplate.class).executeWithoutResult(status -> system.bean(StaffAdministration.class)
                    .addSite(new Site(SITE, "试验苑", "测试开发有限公司", "路 1 号", null, false)));
            system.person("clerk.one", "clerk", SITE);
            system.person("clerk.two", "clerk", SITE);
            system.deploy("access-probe.bpmn", "access-probe-start.form", "access-probe-step.form");
            system.bean(JdbcClient.class).sql("create database bare").update();
            try (HikariDataSource source = source(system.jdbcUrl().replace("/postgres?", "/bare?"))) {
                ProcessEngine bare = bareEngine(source);
                try {
                    String definition = system.bean(RepositoryService.class).createProcessDefinitionQuery().processDefinitionKey("access-probe")
                            .latestVersion().singleResult().getId();
                    compare(() -> byTheDoor(system, definition), () -> bare(bare));
                } finally {
                    bare.close();
                }
            }
        }
    }

    private static void compare(Instance ours, Instance bare) throws Exception {
        perSecond(ours, 1);
        perSecond(bare, 1);
        System.out.printf("%-10s %16s %16s %8s%n", "threads", "ours, per s", "bare, per s", "ratio");
        for (int threads : new int[] {1, 4}) {
            double[] one = new double[ROUNDS];
            double[] other = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                one[round] = perSecond(ours, threads);
                other[round] = perSecond(bare, threads);
            }
            Arrays.sort(one);
            Arrays.sort(other);
            System.out.printf("%-10d %16.1f %16.1f %8.2f%n", threads, one[ROUNDS / 2], other[ROUNDS / 2], one[ROUNDS / 2] / other[ROUNDS / 2]);
        }
        SqlCount.Counts mine = SqlCount.during(ours::run);
        SqlCount.Counts its = SqlCount.during(bare::run);
        System.out.println("one instance by the door:       " + mine);
        System.out.println("one instance, the bare engine:  " + its);
        assertThat(mine.all()).as("statements").isLessThan(2 * its.all());
    }

    private static double perSecond(Instance instance, int threads) throws Exception {
        AtomicLong done = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + SECONDS * 1_000_000_000L;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    while (System.nanoTime() < end) {
                        instance.run();
                        done.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
        return done.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private static void byTheDoor(BenchmarkSystem system, String definition) {
        FormService forms = system.bean(FormService.class);
        TaskService tasks = system.bean(TaskService.class);
        String instance = as(system, "clerk.one", () -> forms.submitStartForm(definition,
                Map.of("site", SITE, "customerName", "张伟", "matter", "厨房水管漏水")).getId());
        for (String login : List.of("clerk.one", "clerk.two")) {
            as(system, login, () -> {
                String task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
                tasks.claim(task, login);
                forms.submitTaskForm(task, Map.of());
                return null;
            });
        }
    }

    private static <T> T as(BenchmarkSystem system, String login, Supplier<T> action) {
        Staffing staffing = system.bean(Staffing.class);
        IdentityService identity = system.bean(IdentityService.class);
        identity.setAuthentication(login, List.copyOf(staffing.postsOf(login)), List.copyOf(staffing.sitesOf(login)));
        try {
            return action.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    private static void bare(ProcessEngine engine) {
        String instance = engine.getRuntimeService().startProcessInstanceByKey("bare", Map.of("site", SITE, "caseNumber", "KF-1",
                "customerName", "张伟", "unitName", "1栋1单元101", "matter", "厨房水管漏水")).getId();
        for (String login : List.of("clerk.one", "clerk.two")) {
            String task = engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult().getId();
            engine.getTaskService().claim(task, login);
            engine.getTaskService().complete(task);
        }
    }

    private static ProcessEngine bareEngine(HikariDataSource source) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(SqlCount.counting(source));
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setTaskMetricsEnabled(false);
        ProcessEngine engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment().addModelInstance("bare.bpmn", Bpmn.createExecutableProcess("bare").camundaHistoryTimeToLiveString("P30D")
                .startEvent().serviceTask().camundaExpression("${true}").userTask().camundaCandidateGroups("clerk")
                .userTask().camundaCandidateGroups("clerk").endEvent().done()).deploy();
        return engine;
    }

    private static HikariDataSource source(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(10);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }
}
