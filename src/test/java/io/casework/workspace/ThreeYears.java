package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.Attachments;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.procedure.CaseProcesses;
import io.casework.procedure.inbox.OpenTasks;
import io.casework.report.FigureFacts;
import io.casework.report.ImportKind;
import io.casework.report.ImportState;
import io.casework.report.Imports;
import io.casework.testkit.BenchmarkSystem;
import io.casework.testkit.Door;
import io.casework.testkit.Walk;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ProcessEngine;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Three years of customer service in a benchmark's database: 200,000 customers at 100 sites, 500,000 cases, 5 million lines of timelines, 200,000 open tasks.
 * What is there already is not made again. Gives values for the placeholders of addresses, spread over all of it.
 */
final class ThreeYears {

    static final String CLERK = "clerk.bench";
    static final String MANAGER = "service-manager.bench";
    static final String DIRECTOR = "office-director.bench";
    static final String ADMINISTRATOR = "camunda-admin.bench";

    private static final String SITE = "s000";
    private static final int SITES = 100;
    private static final int OPEN_TASKS = 200_000;
    private static final int LIVE_CASES = 20;
    private static final int LINES_OF_IMPORT = 2_000;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final BenchmarkSystem system;
    private final JdbcClient jdbc;
    private Map<String, List<String>> samples = Map.of();

    private ThreeYears(BenchmarkSystem system) {
        this.system = system;
        this.jdbc = system.bean(JdbcClient.class);
    }

    static ThreeYears in(BenchmarkSystem system) throws Exception {
        ThreeYears years = new ThreeYears(system);
        if (years.number("select count(*) from case_file") == 0) {
            years.people();
            years.run("three years of records", "benchmark/three-years.sql");
        }
        if (years.number("select count(*) from complaint_major") == 0) {
            years.run("side tables", "benchmark/side-tables.sql");
        }
        if (years.number("select count(*) from act_ru_task") < OPEN_TASKS) {
            years.openTasks();
        }
        if (years.number("select count(*) from case_attachment") == 0) {
            years.liveCases();
        }
        years.samples = years.collect();
        return years;
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private void people() {
        StaffAdministration staff = system.bean(StaffAdministration.class);
        system.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            String[] first = {"云栖", "滨江", "锦绣", "翠湖", "阳光", "金色", "香樟", "碧水", "江南", "和平"};
            String[] second = {"花园", "壹号", "名邸", "雅苑", "新城", "家园", "公馆", "国际", "山庄", "里"};
            for (int i = 0; i < SITES; i++) {
                staff.addSite(new Site("s%03d".formatted(i), first[i / 10] + second[i % 10], "测试开发有限公司", "路 %d 号".formatted(i), LocalDate.of(2016, 1, 1), i % 2 == 0));
            }
        });
        system.person(CLERK, "clerk", SITE);
        system.person(MANAGER, "service-manager", null);
        system.person(DIRECTOR, "office-director", SITE);
        system.person(ADMINISTRATOR, "camunda-admin", null);
    }

    private void run(String what, String script) throws SQLException, IOException {
        long begin = System.nanoTime();
        try (Connection connection = system.bean(DataSource.class).getConnection(); Statement statement = connection.createStatement()) {
            for (String step : new ClassPathResource(script).getContentAsString(StandardCharsets.UTF_8).split("\n--;\n")) {
                statement.execute(step);
            }
            statement.execute("reset all");
            statement.execute("discard temp");
        }
        System.out.printf("%s generated in %.0f s%n", what, (System.nanoTime() - begin) / 1e9);
    }

    private void openTasks() throws IOException {
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
        new OpenTasks(system.bean(ProcessEngine.class), jdbc, "inbox-probe").fill(SITE);
        jdbc.sql("drop table spread").update();
        FigureFacts facts = system.bean(FigureFacts.class);
        while (facts.refresh()) {
            assertThat(system.port()).isPositive();
        }
        jdbc.sql("vacuum analyze").update();
        System.out.printf("tasks and figures generated in %.0f s%n", (System.nanoTime() - begin) / 1e9);
    }

    /** Cases that stand in the real procedure, sheets that were begun, photos of older ones, a file that was checked and not imported. */
    private void liveCases() throws IOException {
        Walk walk = system.bean(Walk.class);
        List<Map<String, Object>> callers = jdbc.sql("select customer_name, customer_phone, unit_name from case_file where site = ? order by hashtext(number) limit ?")
                .params(SITE, LIVE_CASES).query().listOfRows();
        for (Map<String, Object> caller : callers) {
            walk.start(CLERK, "contact-intake", Map.of("site", SITE, "channel", "CALL", "callerName", caller.get("customer_name"), "callerPhone", caller.get("customer_phone"),
                    "unitText", caller.get("unit_name"), "kind", "COMPLAINT", "matter", "楼上装修扰民", "description", "每天早上六点开始施工，影响休息", "urgency", "NORMAL"));
        }
        Door.Browser clerk = new Door(system.port()).browser(CLERK);
        Matcher token = TOKEN.matcher(clerk.get("/pages/notices").body());
        assertThat(token.find()).isTrue();
        for (String customer : texts("select customer_id from case_file where site = 's000' order by hashtext(number) limit " + LIVE_CASES)) {
            String draft = "/pages/call/drafts/" + UUID.randomUUID() + "/caller";
            assertThat(clerk.form(draft, Map.of("customer", customer, "_csrf", token.group(1))).status()).as(draft).isEqualTo(200);
        }
        Attachments attachments = system.bean(Attachments.class);
        byte[] photo = photo();
        for (String number : texts("select number from case_file where site = 's000' and kind = 'CONTACT' and opened_by <> 'clerk.bench' order by hashtext(number) limit 100")) {
            attachments.add(number, "照片.jpg", new ByteArrayInputStream(photo), Actor.SYSTEM);
        }
        Path file = Files.createTempFile("import", ".xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "Casework", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("房号");
            sheet.value(0, 0, "房号");
            sheet.value(0, 1, "建筑面积");
            sheet.value(0, 2, "交付日期");
            for (int i = 1; i <= LINES_OF_IMPORT; i++) {
                sheet.value(i, 0, 900 + i / 100 + "栋1单元" + i % 100);
                sheet.value(i, 1, i % 10 == 0 ? "很大" : "89.50");
                sheet.value(i, 2, "2024-06-30");
            }
        }
        Imports imports = system.bean(Imports.class);
        long run = imports.receive(ImportKind.UNITS, SITE, false, "REPAIR", "房号.xlsx", file, new Actor(ADMINISTRATOR, "管理员"));
        Files.delete(file);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> imports.run(run).orElseThrow().state() == ImportState.CHECKED);
    }

    /** As a telephone takes it: large, and nothing in it that packs well. */
    private static byte[] photo() throws IOException {
        BufferedImage image = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillRect(random.nextInt(1600), random.nextInt(1200), 12, 12);
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** A hundred values for each placeholder; those of the first site, which clerk and director see. Placeholders with one stem belong together. */
    private Map<String, List<String>> collect() {
        Map<String, List<String>> found = new HashMap<>();
        String cases = " from (select * from case_file where site = 's000' and opened_by <> 'clerk.bench' order by hashtext(number) limit 100) f";
        found.put("{case}", texts("select number" + cases));
        found.put("{number}", texts("select left(number, 11)" + cases));
        found.put("{phone}", texts("select customer_phone" + cases));
        found.put("{ending}", texts("select right(customer_phone, 4)" + cases));
        found.put("{name}", texts("select customer_name" + cases));
        found.put("{two}", texts("select right(customer_name, 2)" + cases));
        found.put("{unit}", texts("select unit_name" + cases));
        found.put("{room}", texts("select regexp_replace(unit_name, '.*单元', '')" + cases));
        found.put("{matter}", texts("select left(matter, 2)" + cases));
        found.put("{unitId}", texts("select unit_id" + cases));
        found.put("{customerId}", texts("select customer_id" + cases));
        found.put("{building}", texts("select b.id from building b where site_code = 's000' order by id"));
        String contacts = " from (select * from case_file where site = 's000' and kind = 'CONTACT' and opened_by <> 'clerk.bench' order by hashtext(number) limit 100) f";
        found.put("{contact}", texts("select number" + contacts));
        found.put("{form}", texts("select (select max(s.id) from case_submission s where s.case_number = f.number)" + contacts));
        found.put("{attachment}", texts("select (select max(a.id) from case_attachment a where a.case_number = f.number)" + contacts));
        for (Map.Entry<String, String> kind : Map.of("complaint", "complaint", "workOrder", "service_work_order", "slip", "rectification_slip", "repair", "repair_order").entrySet()) {
            found.put("{" + kind.getKey() + "}", texts("select f.number from case_file f join " + kind.getValue() + " k on k.case_number = f.number where f.site = 's000'"
                    + " order by hashtext(f.number) limit 100"));
        }
        found.put("{record}", texts("select number from record_entry where kind = (select min(code) from record_kind where active and scope = 'SITE') and site = 's000' order by id limit 100"));
        found.put("{recordKind}", texts("select min(code) from record_kind where active and scope = 'SITE'"));
        List<String> live = texts("select number from case_file where opened_by = 'clerk.bench' order by number");
        found.put("{live}", live);
        CaseProcesses processes = system.bean(CaseProcesses.class);
        found.put("{run}", live.stream().map(number -> processes.of(List.of(number)).get(0).id()).toList());
        found.put("{draft}", texts("select id from call_draft where login = 'clerk.bench' order by started_at"));
        found.put("{contractor}", texts("select id from contractor order by id limit 100"));
        found.put("{import}", texts("select id from import_run order by id limit 1"));
        return found;
    }

    private List<String> texts(String sql) {
        return new ArrayList<>(jdbc.sql(sql).query((row, n) -> row.getString(1)).list());
    }

    /** The address with the values of one turn in the place of its placeholders. */
    String at(String path, int turn) {
        String address = path;
        for (Map.Entry<String, List<String>> sample : samples.entrySet()) {
            if (address.contains(sample.getKey())) {
                address = address.replace(sample.getKey(), URLEncoder.encode(sample.getValue().get(turn % sample.getValue().size()), StandardCharsets.UTF_8));
            }
        }
        return address;
    }

    /** How much there is. */
    String size() {
        return jdbc.sql("""
                select format('%s customers, %s units, %s cases, %s timeline entries, %s open tasks, %s', (select count(*) from customer), (select count(*) from unit),
                (select count(*) from case_file), (select count(*) from case_timeline), (select count(*) from act_ru_task),
                pg_size_pretty(pg_database_size(current_database())))""").query(String.class).single();
    }
}
