package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.procedure.inbox.OpenTasks;
import io.casework.report.FigureFacts;
import io.casework.testkit.BenchmarkSystem;
import io.casework.testkit.Csv;
import io.casework.testkit.Door;
import io.casework.testkit.QueryPlans;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every page and filter of {@code benchmark/pages.csv} over HTTP, as clerk, manager, director and administrator, with three years of records: 200,000
 * customers at 100 sites, 500,000 cases, 5 million lines of timelines, 200,000 open tasks ({@code benchmark/three-years.sql}). Prints median, 95th and 99th
 * percentile of 100 requests and the rows that the plans of one request read; fails where the 95th percentile reaches 300 ms.
 *
 * <p>{@code -Dcasework.benchmark.keep=<directory>} keeps the records for the next time, {@code -Dcasework.benchmark.pages=<text>} measures only the paths
 * that contain it, {@code -Dcasework.benchmark.requests=20} asks each less often.
 */
@Tag("benchmark")
class PagesBenchmark {

    private static final int SITES = 100;
    private static final int OPEN_TASKS = 200_000;
    private static final int WARM_UP = 10;
    private static final int REQUESTS = Integer.getInteger("casework.benchmark.requests", 100);
    private static final double MOST_MILLISECONDS = 300;
    private static final String ONLY = System.getProperty("casework.benchmark.pages", "");
    private static final Path REPORT = Path.of("target", "pages-benchmark.txt");

    private static BenchmarkSystem system;
    private static JdbcClient jdbc;
    private static Map<String, List<String>> samples;

    private final List<String> table = new ArrayList<>();

    @BeforeAll
    static void threeYears() throws Exception {
        String keep = System.getProperty("casework.benchmark.keep", "");
        system = BenchmarkSystem.start(keep.isBlank() ? null : Path.of(keep));
        jdbc = system.bean(JdbcClient.class);
        if (jdbc.sql("select count(*) from case_file").query(Long.class).single() == 0) {
            generate();
        }
        if (jdbc.sql("select count(*) from act_ru_task").query(Long.class).single() < OPEN_TASKS) {
            openTasks();
        }
        samples = samples();
        System.out.println(jdbc.sql("""
                select format('%s customers, %s units, %s cases, %s timeline entries, %s open tasks, %s', (select count(*) from customer), (select count(*) from unit),
                (select count(*) from case_file), (select count(*) from case_timeline), (select count(*) from act_ru_task),
                pg_size_pretty(pg_database_size(current_database())))""").query(String.class).single());
    }

    @AfterAll
    static void away() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    private static void generate() throws Exception {
        long begin = System.nanoTime();
        StaffAdministration staff = system.bean(StaffAdministration.class);
        system.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            String[] first = {"云栖", "滨江", "锦绣", "翠湖", "阳光", "金色", "香樟", "碧水", "江南", "和平"};
            String[] second = {"花园", "壹号", "名邸", "雅苑", "新城", "家园", "公馆", "国际", "山庄", "里"};
            for (int i = 0; i < SITES; i++) {
                staff.addSite(new Site("s%03d".formatted(i), first[i / 10] + second[i % 10], "测试开发有限公司", "路 %d 号".formatted(i), LocalDate.of(2016, 1, 1), i % 2 == 0));
            }
        });
        system.person("clerk.bench", "clerk", "s000");
        system.person("service-manager.bench", "service-manager", null);
        system.person("office-director.bench", "office-director", "s000");
        system.person("camunda-admin.bench", "camunda-admin", null);
        try (Connection connection = system.bean(DataSource.class).getConnection(); Statement statement = connection.createStatement()) {
            for (String step : new ClassPathResource("benchmark/three-years.sql").getContentAsString(StandardCharsets.UTF_8).split("\n--;\n")) {
                statement.execute(step);
            }
            statement.execute("reset all");
            statement.execute("discard temp");
        }
        System.out.printf("records generated in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    }

    private static void openTasks() throws Exception {
        long begin = System.nanoTime();
        system.deploy("inbox-probe.bpmn", "access-probe-step.form");
        jdbc.sql("""
                create table spread as
                select i, (array['clerk', 'records-clerk', 'service-supervisor', 'office-director', 'repair-leader', 'repair-team', 'equipment', 'property-staff', 'service-manager',
                                 'engineering', 'finance'])[1 + hash(i, 6) %% 11] as post, c.site,
                       case when hash(i, 1) %% 5 = 0 then 'somebody' || hash(i, 2) %% 3000 end as assignee,
                       localtimestamp - (hash(i, 3) %% 5184000) * interval '1 second' as created,
                       localtimestamp + (hash(i, 4) %% 5184000 - 864000) * interval '1 second' as due
                from (select row_number() over (order by opened_at desc)::int - 1 as i, site from case_file order by opened_at desc limit %d) c order by hash(i, 5)"""
                .formatted(OPEN_TASKS).replaceAll("hash\\(i, (\\d)\\)", "(hashint4(i * 7 + $1)::bigint & 2147483647)")).update();
        new OpenTasks(system.bean(ProcessEngine.class), jdbc, "inbox-probe").fill("s000");
        jdbc.sql("drop table spread").update();
        FigureFacts facts = system.bean(FigureFacts.class);
        while (facts.refresh()) {
            assertThat(system.port()).isPositive();
        }
        jdbc.sql("vacuum analyze").update();
        System.out.printf("tasks and figures generated in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    }

    /** A hundred values for each placeholder, spread over all records; those of the first site, which clerk and director see. */
    private static Map<String, List<String>> samples() {
        Map<String, List<String>> found = new HashMap<>();
        String cases = " from (select * from case_file where site = 's000' order by hashtext(number) limit 100) f";
        found.put("{case}", texts("select number" + cases));
        found.put("{number}", texts("select left(number, 11)" + cases));
        found.put("{phone}", texts("select customer_phone" + cases));
        found.put("{ending}", texts("select right(customer_phone, 4)" + cases));
        found.put("{name}", texts("select customer_name" + cases));
        found.put("{two}", texts("select right(customer_name, 2)" + cases));
        found.put("{unit}", texts("select unit_name" + cases));
        found.put("{room}", texts("select regexp_replace(unit_name, '.*单元', '')" + cases));
        found.put("{matter}", texts("select left(matter, 2)" + cases));
        return found;
    }

    private static List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    /** What was measured of one line. */
    private record Measure(String who, String path, double median, double high, double highest, long statements, long rows, QueryPlans.Plan worst) {
    }

    @Test
    void everyPageAnswersWithinThreeHundredMilliseconds() throws Exception {
        Map<String, String> logins = Map.of("clerk", "clerk.bench", "manager", "service-manager.bench", "director", "office-director.bench",
                "administrator", "camunda-admin.bench");
        Map<String, Door.Browser> people = new LinkedHashMap<>();
        Door door = new Door(system.port());
        List<Measure> measures = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        table.add("%-14s %-72s %8s %8s %8s %5s %9s  %s".formatted("who", "page", "p50 ms", "p95 ms", "p99 ms", "sql", "rows", "most rows read by"));
        for (Csv.Row row : Csv.resource("benchmark/pages.csv")) {
            String path = row.get("path");
            if (!path.contains(ONLY)) {
                continue;
            }
            Door.Browser person = people.computeIfAbsent(row.get("who"), who -> door.browser(logins.get(who)));
            int status = person.get(at(path, 0)).status();
            if (status != 200) {
                refused.add(row.get("who") + " " + path + " answered " + status);
                continue;
            }
            Measure measure = measure(row.get("who"), path, person);
            measures.add(measure);
            table.add("%-14s %-72s %8.1f %8.1f %8.1f %5d %9d  %s".formatted(measure.who(), path, measure.median(), measure.high(), measure.highest(),
                    measure.statements(), measure.rows(), measure.worst() == null ? "" : measure.worst().scans()));
            System.out.println(table.get(table.size() - 1));
        }
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, String.join("\n", table) + "\n");
        List<Measure> slow = measures.stream().filter(measure -> measure.high() >= MOST_MILLISECONDS).sorted(Comparator.comparing(Measure::high).reversed()).toList();
        slow.forEach(measure -> System.out.printf("SLOW %s %s%n     %s%n", measure.who(), measure.path(), measure.worst() == null ? "" : measure.worst()));
        assertThat(refused).as("pages that did not open").isEmpty();
        assertThat(slow).as("95th percentile of %s ms and more", MOST_MILLISECONDS).isEmpty();
        assertThat(measures).isNotEmpty();
    }

    private static Measure measure(String who, String path, Door.Browser person) {
        for (int i = 0; i < WARM_UP; i++) {
            person.get(at(path, 90 + i));
        }
        double[] milliseconds = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            String address = at(path, i);
            long begin = System.nanoTime();
            int status = person.get(address).status();
            milliseconds[i] = (System.nanoTime() - begin) / 1e6;
            assertThat(status).as(address).isEqualTo(200);
        }
        Arrays.sort(milliseconds);
        List<QueryPlans.Plan> plans = QueryPlans.of(() -> person.get(at(path, 7)));
        return new Measure(who, path, milliseconds[REQUESTS / 2], milliseconds[(int) Math.ceil(REQUESTS * 0.95) - 1], milliseconds[(int) Math.ceil(REQUESTS * 0.99) - 1],
                plans.size(), plans.stream().mapToLong(QueryPlans.Plan::rows).sum(), plans.stream().max(Comparator.comparing(QueryPlans.Plan::rows)).orElse(null));
    }

    private static String at(String path, int i) {
        String address = path;
        for (Map.Entry<String, List<String>> sample : samples.entrySet()) {
            if (address.contains(sample.getKey())) {
                address = address.replace(sample.getKey(), URLEncoder.encode(sample.getValue().get(i % sample.getValue().size()), StandardCharsets.UTF_8));
            }
        }
        return address;
    }
}
