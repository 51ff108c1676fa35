package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.complaint.ComplaintCause;
import io.casework.complaint.ComplaintGrade;
import io.casework.report.CaseSearch;
import io.casework.report.Choice;
import io.casework.report.ComplaintFigures;
import io.casework.report.ImportKind;
import io.casework.report.ImportRun;
import io.casework.report.ImportState;
import io.casework.report.Imports;
import io.casework.report.Indicator;
import io.casework.report.Register;
import io.casework.report.RegisterColumn;
import io.casework.report.RegisterQuery;
import io.casework.report.Registers;
import io.casework.report.RepairCostFigures;
import io.casework.testkit.BenchmarkSystem;
import io.casework.testkit.Csv;
import io.casework.testkit.Door;
import io.casework.testkit.LiveHeap;
import io.casework.testkit.QueryPlans;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every page over HTTP, as clerk, manager, director and administrator, with the records of {@link ThreeYears}: the addresses of {@code benchmark/pages.csv},
 * then every filter and every order of the case search, of the figures and of all registers over all periods, as they are declared. Prints median, 95th and
 * 99th percentile and the rows that the plans of one request read; fails where the 95th percentile reaches 300 ms. Exports are measured apart: first byte,
 * whole file, memory.
 *
 * <p>{@code -Dcasework.benchmark.keep=<directory>} keeps the records for the next time, {@code -Dcasework.benchmark.pages=<text>} measures only the paths
 * that contain it, {@code -Dcasework.benchmark.requests=20} asks each less often than 100 times.
 */
@Tag("benchmark")
class PagesBenchmark {

    private static final int WARM_UP = 10;
    private static final int REQUESTS = Integer.getInteger("casework.benchmark.requests", 100);
    /** Of the very many filters most answer at once: a few requests tell which have to be measured properly. */
    private static final int GLANCES = Math.min(5, REQUESTS);
    private static final double WORTH_MEASURING = Double.parseDouble(System.getProperty("casework.benchmark.worth", "100"));
    private static final double MOST_MILLISECONDS = 300;
    private static final double MOST_MEGABYTES = 32;
    private static final String ONLY = System.getProperty("casework.benchmark.pages", "");
    private static final Path REPORT = Path.of("target", "pages-benchmark.txt");
    private static final String HEADER = "%-14s %-86s %8s %8s %8s %5s %9s  %s".formatted("who", "page", "p50 ms", "p95 ms", "p99 ms", "sql", "rows", "most rows read by");
    private static final int SLOWEST_LISTED = 10;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Map<String, String> LOGINS = Map.of("clerk", ThreeYears.CLERK, "manager", ThreeYears.MANAGER, "director", ThreeYears.DIRECTOR,
            "administrator", ThreeYears.ADMINISTRATOR);
    private static final List<String> WORDS_NOBODY_WROTE = List.of("龘靐");

    private static BenchmarkSystem system;
    private static ThreeYears years;

    private final Map<String, Door.Browser> people = new LinkedHashMap<>();

    @BeforeAll
    static void threeYears() throws Exception {
        String keep = System.getProperty("casework.benchmark.keep", "");
        system = BenchmarkSystem.start(keep.isBlank() ? null : Path.of(keep));
        years = ThreeYears.in(system);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, "");
        report(years.size());
    }

    @AfterAll
    static void away() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    private static void report(String line) {
        System.out.println(line);
        try {
            Files.writeString(REPORT, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What is asked for: by whom, which path with its placeholders. */
    private record Ask(String who, String path) {
    }

    /** What was measured of one line. */
    private record Measure(Ask ask, double median, double high, double highest, List<QueryPlans.Plan> plans) {

        long rows() {
            return plans.stream().mapToLong(QueryPlans.Plan::rows).sum();
        }

        QueryPlans.Plan worst() {
            return plans.stream().max(Comparator.comparing(QueryPlans.Plan::rows)).orElse(null);
        }

        boolean slow() {
            return high >= MOST_MILLISECONDS;
        }

        @Override
        public String toString() {
            return "%-14s %-86s %8.1f %8.1f %8.1f %5d %9d  %s".formatted(ask.who(), ask.path(), median, high, highest, plans.size(), rows(),
                    worst() == null ? "" : worst().scans());
        }
    }

    @Test
    void everyPageAnswersWithinThreeHundredMilliseconds() {
        report(HEADER);
        List<Measure> measures = new ArrayList<>();
        for (Csv.Row row : Csv.resource("benchmark/pages.csv")) {
            Ask ask = new Ask(row.get("who"), row.get("path"));
            if (ask.path().contains(ONLY)) {
                Measure measure = measure(ask, WARM_UP, REQUESTS);
                measures.add(measure);
                report(measure.toString());
            }
        }
        judge("pages", measures);
    }

    @Test
    void everyFilterAndEveryOrderAnswersWithinThreeHundredMilliseconds() {
        List<Ask> asks = new ArrayList<>();
        caseSearch().forEach(path -> asks.add(new Ask("manager", path)));
        figures().forEach(path -> asks.add(new Ask("manager", path)));
        for (Register register : system.bean(Registers.class).all()) {
            registers(register).forEach(path -> Stream.of("manager", "director").forEach(who -> asks.add(new Ask(who, path))));
        }
        asks.removeIf(ask -> !ask.path().contains(ONLY));
        report(HEADER);
        List<Measure> measures = new ArrayList<>();
        for (Ask ask : asks) {
            Measure measure = measure(ask, 1, GLANCES);
            if (measure.high() >= WORTH_MEASURING) {
                measure = measure(ask, 2, REQUESTS);
                report(measure.toString());
            }
            measures.add(measure);
        }
        judge("filters and orders", measures);
    }

    private static void judge(String what, List<Measure> measures) {
        List<Measure> byTime = measures.stream().sorted(Comparator.comparing(Measure::high).reversed()).toList();
        report("%d %s; the slowest at the 95th percentile:".formatted(measures.size(), what));
        byTime.stream().limit(SLOWEST_LISTED).forEach(measure -> report(measure.toString()));
        List<Measure> slow = byTime.stream().filter(Measure::slow).toList();
        slow.forEach(measure -> report("SLOW %s %s%n     %s".formatted(measure.ask().who(), measure.ask().path(), measure.worst())));
        assertThat(slow).as("95th percentile of %s ms and more", MOST_MILLISECONDS).isEmpty();
        assertThat(measures).isNotEmpty();
    }

    private Door.Browser person(String who) {
        return people.computeIfAbsent(who, each -> new Door(system.port()).browser(LOGINS.get(each)));
    }

    private Measure measure(Ask ask, int warmUp, int requests) {
        Door.Browser person = person(ask.who());
        for (int i = 0; i < warmUp; i++) {
            open(person, ask, 90 + i);
        }
        double[] milliseconds = new double[requests];
        for (int i = 0; i < requests; i++) {
            long begin = System.nanoTime();
            open(person, ask, i);
            milliseconds[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(milliseconds);
        return new Measure(ask, milliseconds[requests / 2], milliseconds[(int) Math.ceil(requests * 0.95) - 1], milliseconds[(int) Math.ceil(requests * 0.99) - 1],
                QueryPlans.of(() -> open(person, ask, 7)));
    }

    private static void open(Door.Browser person, Ask ask, int turn) {
        String address = years.at(ask.path(), turn);
        assertThat(person.get(address).status()).as("%s %s", ask.who(), address).isEqualTo(200);
    }

    /** The export itself takes as long as its rows; that it begins at once and holds next to nothing is what counts. */
    @Test
    void exportsBeginAtOnceAndHoldNothing() throws Exception {
        report("%-60s %10s %12s %12s %12s".formatted("export, as manager", "rows", "first byte", "whole file", "memory held"));
        for (String format : List.of("XLSX", "CSV")) {
            Map<String, String> some = Map.of("format", format, "c.site", "s042", "from", "2025-09-01", "until", "2026-06-30");
            export("calls", some);
            Export small = export("calls", some);
            report("%-60s %10d %9.0f ms %9.0f ms".formatted("calls of one site and ten months, " + format, small.rows(), small.firstByte(), small.whole()));
            assertThat(small.firstByte()).as("first byte of %s", format).isLessThan(MOST_MILLISECONDS);

            Map<String, String> many = Map.of("format", format, "from", "2025-06-01", "until", "2026-03-05");
            Export large = export("calls", many);
            LiveHeap.Held held = LiveHeap.during(() -> export("calls", many));
            report("%-60s %10d %9.0f ms %9.0f ms %9.1f MB in %d looks".formatted("calls of all sites and nine months, " + format, large.rows(), large.firstByte(),
                    large.whole(), held.growth(), held.looks()));
            assertThat(large.rows()).as("rows").isGreaterThan(100_000);
            assertThat(held.looks()).isPositive();
            assertThat(held.growth()).as("megabytes held by an export of %s rows as %s", large.rows(), format).isLessThan(MOST_MEGABYTES);
        }
    }

    private record Export(int rows, double firstByte, double whole) {
    }

    private Export export(String register, Map<String, String> asked) throws IOException {
        Door.Browser person = person("manager");
        Matcher token = TOKEN.matcher(person.get("/pages/notices").body());
        assertThat(token.find()).isTrue();
        Map<String, String> fields = new HashMap<>(asked);
        fields.put("_csrf", token.group(1));
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = person.stream("/pages/registers/" + register + "/export", fields);
        assertThat(answer.statusCode()).as("%s", asked).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThat(body.read()).isNotNegative();
            double first = (System.nanoTime() - begin) / 1e6;
            body.transferTo(OutputStream.nullOutputStream());
            double whole = (System.nanoTime() - begin) / 1e6;
            int rows = system.bean(JdbcClient.class).sql("select rows from export_log order by id desc limit 1").query(Integer.class).single();
            return new Export(rows, first, whole);
        }
    }

    /** As many lines as are taken at once, in the old register's form; they are read and checked, and given up again. */
    @Test
    void aWorkbookOfTwoHundredThousandLinesIsReadWithoutBeingHeld() throws Exception {
        Path file = Files.createTempFile("calls", ".xlsx");
        try {
            workbook(file);
            Imports imports = system.bean(Imports.class);
            long[] run = new long[1];
            long begin = System.nanoTime();
            LiveHeap.Held received = LiveHeap.during(() -> run[0] = imports.receive(ImportKind.CALLS, "s000", false, "REPAIR", "旧登记表.xlsx", file,
                    new Actor(ThreeYears.ADMINISTRATOR, "管理员")));
            double receiving = (System.nanoTime() - begin) / 1e9;
            LiveHeap.Held checked = LiveHeap.during(() -> {
                Awaitility.await().atMost(Duration.ofMinutes(30)).pollInterval(Duration.ofSeconds(1))
                        .until(() -> imports.run(run[0]).orElseThrow().state() == ImportState.CHECKED || imports.run(run[0]).orElseThrow().failure() != null);
                return null;
            });
            double all = (System.nanoTime() - begin) / 1e9;
            ImportRun done = imports.run(run[0]).orElseThrow();
            report("%d lines of a workbook of %.1f MB: read in %.0f s, checked in %.0f s, watched all the while; memory held %.1f MB and %.1f MB".formatted(done.lines(),
                    Files.size(file) / 1048576.0, receiving, all - receiving, received.growth(), checked.growth()));
            assertThat(done.failure()).isNull();
            assertThat(done.lines()).isEqualTo(Imports.MOST_LINES);
            assertThat(Math.max(received.growth(), checked.growth())).as("megabytes held by the import").isLessThan(MOST_MEGABYTES);
            imports.abandon(run[0]);
        } finally {
            Files.delete(file);
        }
    }

    /** As spreadsheet programs write it: texts stand in a common list of all texts, hardly one of them twice. */
    private static void workbook(Path file) throws IOException {
        List<String> headers = List.of("编号", "登记时间", "客户姓名", "联系电话", "房号", "事由", "处理情况", "完成情况");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "Casework", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("来电来访");
            for (int i = 0; i < headers.size(); i++) {
                sheet.value(0, i, headers.get(i));
            }
            for (int i = 1; i <= Imports.MOST_LINES; i++) {
                List<String> line = List.of("JD-" + i, "2019-%02d-%02d 09:30".formatted(1 + i % 12, 1 + i % 28), "客户" + i, "139%08d".formatted(i), 1 + i % 40 + "栋1单元" + (100 + i % 30),
                        "第 " + i + " 次反映厨房水管漏水", "已上门处理，更换配件 " + i, "已完成");
                for (int column = 0; column < line.size(); column++) {
                    sheet.value(i, column, line.get(column));
                }
                if (i % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private static List<String> caseSearch() {
        String search = "/pages/cases?";
        List<String> paths = new ArrayList<>();
        CaseSearch.STATES.forEach(state -> paths.add(search + "state=" + state.code()));
        CaseSearch.CATEGORIES.forEach(category -> paths.add(search + "category=" + category.code()));
        CaseSearch.GRADES.forEach(grade -> paths.add(search + "grade=" + grade.code()));
        Choice.URGENCIES.forEach(urgency -> paths.add(search + "urgency=" + urgency.code()));
        for (CaseSearch.Sort sort : CaseSearch.Sort.values()) {
            paths.add(search + "sort=" + sort);
            paths.add(search + "sort=" + sort + "&page=19");
            paths.add(search + "sort=" + sort + "&q={matter}");
            paths.add(search + "sort=" + sort + "&q={two}&state=OPEN");
            CaseSearch.CATEGORIES.forEach(category -> paths.add(search + "sort=" + sort + "&category=" + category.code() + "&state=WITHDRAWN"));
            CaseSearch.GRADES.forEach(grade -> paths.add(search + "sort=" + sort + "&grade=" + grade.code() + "&urgency=EMERGENCY"));
        }
        paths.addAll(List.of(search + "site=s042", search + "site=s042&state=OPEN", search + "site=s042&q={matter}", search + "late=yes", search + "late=yes&site=s042",
                search + "from=2023-08-01&until=2023-08-31", search + "until=2024-01-31", search + "from=2026-07-01", search + "q=" + encoded(WORDS_NOBODY_WROTE.get(0))));
        return paths;
    }

    private static List<String> figures() {
        List<String> paths = new ArrayList<>();
        for (ComplaintFigures.Dimension dimension : ComplaintFigures.Dimension.values()) {
            for (String narrowed : List.of("", "&site=s042", "&post=engineering", "&post=-", "&cause=" + ComplaintCause.values()[0], "&grade=" + ComplaintGrade.values()[0],
                    "&from=2023-08&until=2026-07", "&from=2025-01&until=2025-01")) {
                paths.add("/pages/figures?by=" + dimension.name().toLowerCase(java.util.Locale.ROOT) + narrowed);
            }
        }
        for (Indicator indicator : Indicator.values()) {
            for (ComplaintFigures.Part part : ComplaintFigures.Part.values()) {
                paths.add("/pages/figures/cases?figure=complaints&from=2023-08&until=2026-07&indicator=" + indicator + "&part=" + part);
                paths.add("/pages/figures/cases?figure=complaints&site=s042&indicator=" + indicator + "&part=" + part);
            }
        }
        for (String asked : List.of("", "&from=2023-08&until=2026-07", "&site=s042&from=2023-08&until=2026-07")) {
            paths.add("/pages/figures/cost?all=yes" + asked);
            for (RepairCostFigures.Dimension dimension : RepairCostFigures.Dimension.values()) {
                paths.add("/pages/figures/cases?figure=cost&dimension=" + dimension + asked);
            }
        }
        paths.addAll(List.of("/pages/figures/open?site=s042", "/pages/figures/warnings?site=s042", "/pages/figures/weeks?site=s042", "/pages/figures/weeks?before=2025-01-06",
                "/pages/figures/cases?figure=ageing&bucket=0", "/pages/figures/cases?figure=ageing&bucket=3", "/pages/figures/cases?figure=ageing&category=COMPLAINT",
                "/pages/figures/cases?figure=late", "/pages/figures/cases?figure=late&post=clerk", "/pages/figures/cases?figure=topic&topic=LEAK",
                "/pages/figures/cases?figure=week&site=s042&monday=2026-06-22&count=RECEIVED"));
        return paths;
    }

    /** Every filter with values that stand in the register and one that does not, every order in both directions, all over all periods. */
    private static List<String> registers(Register register) {
        String all = "/pages/registers/" + register.key() + "?period=all";
        List<String> paths = new ArrayList<>(List.of(all, all + "&page=19", "/pages/registers/" + register.key() + "?from=2025-03-01&until=2025-03-31"));
        if (register.hasOpen()) {
            paths.add(all + "&open=yes");
            paths.add(all + "&open=no");
        }
        if (register.isOfCases()) {
            Stream.of("{two}", "{matter}", "{number}", "{ending}").forEach(words -> paths.add(all + "&q=" + words));
        }
        List<List<Object>> rows = system.bean(Registers.class).page(RegisterQuery.of(register, Map.of("period", List.of("all"))), sites()).rows();
        for (int i = 0; i < register.columns().size(); i++) {
            int n = i;
            RegisterColumn column = register.columns().get(i);
            if (column.sortable()) {
                Stream.of(column.key(), "-" + column.key()).forEach(sort -> paths.addAll(List.of(all + "&sort=" + sort, all + "&page=19&sort=" + sort)));
            }
            if (column.filterable()) {
                filters(column, rows.stream().map(row -> row.get(n)).filter(Objects::nonNull).findFirst().orElse(null)).forEach(filter -> paths.add(all + filter));
            }
        }
        return paths;
    }

    private static Collection<String> sites() {
        return system.bean(JdbcClient.class).sql("select code from site").query(String.class).list();
    }

    /** @param value one that stands in the register; {@code null} where there is none */
    private static Collection<String> filters(RegisterColumn column, Object value) {
        String name = "&c." + column.key();
        Collection<String> filters = new LinkedHashSet<>();
        switch (column.type()) {
            case CASE, RECORD, TEXT, LONG_TEXT -> {
                WORDS_NOBODY_WROTE.forEach(words -> filters.add(name + "=" + encoded(words)));
                if (value != null) {
                    filters.add(name + "=" + encoded(((String) value).substring(0, Math.min(2, ((String) value).length()))));
                    filters.add(name + "=" + encoded(((String) value).substring(Math.max(0, ((String) value).length() - 2))));
                }
            }
            case CHOICE, CHOICES -> {
                List<Choice> choices = column.choices();
                choices.stream().limit(12).forEach(choice -> filters.add(name + "=" + choice.code()));
                filters.add(name + "=" + choices.get(choices.size() - 1).code());
            }
            case YES_NO -> filters.addAll(List.of(name + "=yes", name + "=no"));
            case MOMENT, DATE -> {
                LocalDate day = value instanceof Instant instant ? LocalDate.ofInstant(instant, ZONE) : value == null ? LocalDate.of(2026, 6, 1) : (LocalDate) value;
                LocalDate longAgo = LocalDate.of(2024, 11, 11);
                filters.addAll(List.of(name + ".from=" + day, name + ".to=" + day, name + ".from=" + longAgo + name + ".to=" + longAgo, name + ".from=2040-01-01"));
            }
            case MONEY, NUMBER -> {
                String number = value == null ? "1" : ((BigDecimal) value).toPlainString();
                filters.addAll(List.of(name + ".from=" + number, name + ".to=" + number, name + ".from=" + number + name + ".to=" + number, name + ".from=987654321"));
            }
        }
        return filters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
