package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.testkit.BenchmarkSystem;
import io.casework.testkit.LiveHeap;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long the largest imports take once a person has said yes, and what they hold in memory: the old register line by line as far as it is good, customers
 * all or nothing. The time is taken first, without the watching that slows it down, with a part of the lines. {@code -Dcasework.benchmark.lines=20000} for less.
 */
@Tag("benchmark")
class ImportBenchmark {

    private static final int LINES = Integer.getInteger("casework.benchmark.lines", Imports.MOST_LINES);
    private static final int TIMED = LINES / 10;
    private static final double MOST_MEGABYTES = 32;
    private static final Actor PERSON = new Actor("manager.bench", "经理");
    private static final String SITE = "import";

    private static BenchmarkSystem system;

    @BeforeAll
    static void aSiteWithHomes() throws Exception {
        system = BenchmarkSystem.start();
        JdbcClient jdbc = system.bean(JdbcClient.class);
        system.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            system.bean(StaffAdministration.class).addSite(new Site(SITE, "导入花园", "测试开发有限公司", "路 1 号", LocalDate.of(2016, 1, 1), false));
            jdbc.sql("insert into building (site_code, label) select ?, b || '栋' from generate_series(1, 40) b").param(SITE).update();
            jdbc.sql("""
                    insert into unit (building_id, site_code, label, unit_key, room_key, area, delivered_on, occupied, warranty_until)
                    select b.id, b.site_code, b.label || '1单元' || r, replace(b.label, '栋', '-') || '1-' || r, cast(r as text), 90, date '2016-01-01', true, date '2018-01-01'
                    from building b, generate_series(100, 199) r where b.site_code = ?""").param(SITE).update();
        });
    }

    @AfterAll
    static void away() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void theOldRegisterIsImportedWithoutBeingHeld() throws Exception {
        confirmed(ImportKind.CALLS, false, "编号,登记时间,客户姓名,联系电话,房号,事由,处理情况,完成情况",
                i -> "JD-%d,2019-%02d-%02d 09:30,客户%d,139%08d,%s,第 %d 次反映厨房水管漏水,已上门处理，更换配件 %d,已完成".formatted(i, 1 + i % 12, 1 + i % 28, i, i, unit(i), i, i));
    }

    @Test
    void customersAreImportedAllOrNothingWithoutBeingHeld() throws Exception {
        confirmed(ImportKind.CUSTOMERS, true, "姓名,电话,房号,关系,备注", i -> "住户%d,138%08d,%s,业主,第 %d 行".formatted(i, i, unit(i), i));
    }

    private static String unit(int i) {
        return 1 + i % 40 + "栋1单元" + (100 + i / 40 % 100);
    }

    private interface Lines {
        String line(int number);
    }

    private static void confirmed(ImportKind kind, boolean allOrNothing, String header, Lines lines) throws Exception {
        long timed = checked(kind, allOrNothing, header, lines, LINES + 1, TIMED);
        long begin = System.nanoTime();
        confirm(timed);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double few = held(kind, allOrNothing, header, lines, LINES + TIMED + 1, TIMED);
        double many = held(kind, allOrNothing, header, lines, 1, LINES);
        System.out.printf("%s, %s: %d lines imported in %.1f s; memory held: %.1f MB for %d lines, %.1f MB for %d lines%n", kind, allOrNothing ? "all or nothing" : "line by line",
                TIMED, seconds, few, TIMED, many, LINES);
        assertThat(many).as("megabytes held by the import").isLessThan(MOST_MEGABYTES);
    }

    private static double held(ImportKind kind, boolean allOrNothing, String header, Lines lines, int first, int count) throws Exception {
        long run = checked(kind, allOrNothing, header, lines, first, count);
        long begin = System.nanoTime();
        double held = LiveHeap.during(() -> {
            confirm(run);
            return null;
        }).growth();
        System.out.printf("%s: %d lines imported in %.0f s, watched%n", kind, count, (System.nanoTime() - begin) / 1e9);
        return held;
    }

    /** @return number of an import that only waits for its yes */
    private static long checked(ImportKind kind, boolean allOrNothing, String header, Lines lines, int first, int count) throws Exception {
        Path file = Files.createTempFile("import", ".csv");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                writer.write(header + "\n");
                for (int i = first; i < first + count; i++) {
                    writer.write(lines.line(i) + "\n");
                }
            }
            long run = system.bean(Imports.class).receive(kind, SITE, allOrNothing, "REPAIR", "旧表.csv", file, PERSON);
            ImportRun done = until(run, ImportState.CHECKED);
            assertThat(done.fresh()).isEqualTo(count);
            return run;
        } finally {
            Files.delete(file);
        }
    }

    private static void confirm(long run) {
        system.bean(Imports.class).confirm(run, PERSON);
        ImportRun done = until(run, ImportState.DONE);
        assertThat(done.imported()).isEqualTo(done.lines());
    }

    private static ImportRun until(long run, ImportState state) {
        Imports imports = system.bean(Imports.class);
        Awaitility.await().atMost(Duration.ofMinutes(30)).pollInterval(Duration.ofMillis(200))
                .until(() -> imports.run(run).orElseThrow().state() == state || imports.run(run).orElseThrow().failure() != null);
        ImportRun reached = imports.run(run).orElseThrow();
        assertThat(reached.failure()).isNull();
        return reached;
    }
}
