package io.casework.workspace.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.complaint.WeeklyComplaints;
import io.casework.procedure.LateTasks;
import io.casework.report.PeriodStatements;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.FigureRows;
import io.casework.testkit.Paper;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.PauseReason;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.HtmlUtils;

/** The board over HTTP as real people: every figure leads to exactly the cases that it counts, and nobody sees another site's. */
@CaseworkTest
class FiguresPagesTest {

    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 6, 1, 9, 0);
    private static final Pattern FIGURE = Pattern.compile("<a class=\"figure[^\"]*\" href=\"([^\"]+)\">([^<]+)</a>");
    private static final Pattern TOTAL = Pattern.compile("id=\"total\">([0-9]+)<");
    private static final Pattern CASE = Pattern.compile("<a class=\"case\" href=\"/pages/cases/([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    @LocalServerPort int port;
    @Autowired FigureRows rows;
    @Autowired ProbeCases probes;
    @Autowired TestHomes homes;
    @Autowired Walk walk;
    @Autowired WeeklyComplaints weekly;
    @Autowired PeriodStatements statements;
    @Autowired LateTasks late;
    @Autowired CaseClocks clocks;
    @Autowired JdbcTemplate jdbc;

    private String site;
    private String supervisor;

    @BeforeEach
    void aSiteWithEverythingThatIsCounted() {
        walk.resetClock();
        site = rows.site();
        supervisor = rows.member("service-supervisor", site);
    }

    @AfterEach
    void turnBack() {
        walk.resetClock();
        jdbc.update("delete from figure_target");
    }

    private void complaints() {
        rows.complaint(site, MONDAY, FigureRows.closed(MONDAY.plusDays(9), "due_at", MONDAY.plusDays(7), "resolved_at", MONDAY.plusDays(7), "answered_at",
                MONDAY.plusHours(2), "called_back_at", MONDAY.plusDays(8), "callback_result", "SATISFIED", "satisfaction", 5, "responsible_post", "engineering",
                "cause", "ENGINEERING", "grade", "ORDINARY", "topic", "LEAK"));
        rows.complaint(site, MONDAY.plusDays(1), FigureRows.closed(MONDAY.plusDays(12), "due_at", MONDAY.plusDays(8), "resolved_at", MONDAY.plusDays(10),
                "answered_at", MONDAY.plusDays(1).plusHours(3), "called_back_at", MONDAY.plusDays(11), "callback_result", "DISSATISFIED", "satisfaction", 1,
                "responsible_post", "design", "cause", "DESIGN", "grade", "IMPORTANT", "topic", "DESIGN"));
        for (int i = 0; i < 6; i++) {
            rows.complaint(site, LocalDateTime.of(2026, 6, 22 + i, 10, 0), "due_at", LocalDateTime.of(2026, 6, 29, 0, 0), "responsible_post", "property-staff",
                    "cause", "PROPERTY", "grade", "HOT", "topic", "PARKING");
        }
        rows.complaint(site, LocalDateTime.of(2026, 7, 3, 16, 0));
    }

    private void costs() {
        cost("900.00", "SMALL", "WATERPROOF", 1, "REPAIR_TEAM", null, "880.00");
        cost("1000.00", "SMALL", "PLUMBING,MASONRY", 2, "REPAIR_TEAM", null, null);
        cost("1000.01", "MEDIUM", "PAINT", 1, "CONTRACTOR", "宏远建设", "990.00");
        String overrun = cost("9000.00", "MEDIUM", "DOORS", 1, "CONTRACTOR", "宏远建设", "12000.00");
        approval(overrun, "12000.00", "LARGE", MONDAY.plusDays(3), "OVERRUN");
    }

    private String cost(String amount, String tier, String trades, int number, String executor, String contractor, String actual) {
        String file = rows.file(site, MONDAY, "kind", "REPAIR", "state", "CLOSED", "closed_at", MONDAY.plusDays(5));
        rows.insert("repair_case", Map.of("case_number", file, "site", site, "trades", trades, "trade_count", number, "executor", executor, "opened_at", MONDAY),
                "contractor", contractor, "final_amount", actual == null ? null : new BigDecimal(actual));
        approval(file, amount, tier, MONDAY.plusDays(1), "ESTIMATE");
        return file;
    }

    private void approval(String file, String amount, String tier, LocalDateTime at, String kind) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case_number", file);
        row.put("kind", kind);
        row.put("site", site);
        row.put("unit_key", "3-1-" + file);
        row.put("item_code", "other");
        row.put("item", "其他项目");
        row.put("amount", new BigDecimal(amount));
        row.put("tier", tier);
        row.put("requested_by", "test");
        row.put("requested_at", at);
        row.put("approved_by", "service-manager");
        row.put("approved_at", at);
        row.put("decision", "APPROVED");
        row.put("approved_amount", new BigDecimal(amount));
        rows.insert("repair_cost", row);
    }

    private void visits() {
        long unit = homes.unit(TestStaff.EAST, "1栋1单元101");
        for (int i = 0; i < 3; i++) {
            visit(unit, LocalDateTime.of(2026, 6, 20 + i, 9, 0), i < 2 ? "REPAIR" : "ENQUIRY", "OPEN");
        }
        visit(unit, LocalDateTime.of(2026, 6, 23, 9, 0), "REPAIR", "WITHDRAWN");
        LocalDateTime since = LocalDateTime.of(2026, 6, 1, 0, 0);
        List<String> opinions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String number = visit(unit, since.plusDays(i), "SUGGESTION", "CLOSED");
            opinions.add(number);
            rows.insert("opinion", Map.of("case_number", number, "site", site, "topic", "车库照明", "opinion", "太暗", "parties", "CUSTOMERS", "expected_days",
                    new BigDecimal("3"), "occasion_at", since.plusDays(10), "recorded_at", since.plusDays(i), "recorded_by", "test"));
        }
        rows.insert("opinion_cluster", Map.of("site", site, "topic", "车库照明", "opinions", 5, "since", since, "detected_at", since.plusDays(4), "case_number",
                opinions.get(4), "state", "REPORTED"));
    }

    private String visit(long unit, LocalDateTime at, String kind, String state) {
        String number = rows.file(site, at, "unit_id", unit, "unit_name", "1栋1单元101", "state", state, "closed_at", state.equals("OPEN") ? null : at.plusHours(1),
                "category", kind.equals("REPAIR") ? "WORK_ORDER" : null);
        rows.insert("contact_register", Map.of("case_number", number, "site", site, "registered_at", at, "registered_by", "test", "registered_by_name", "试验",
                "channel", "CALL", "anonymous", false, "caller_name", "王芳", "kind", kind, "complaint_stated", false));
        return number;
    }

    private void lateTasks() {
        for (int i = 0; i < 3; i++) {
            late();
        }
        walk.turnTo(LocalDateTime.of(2026, 7, 8, 9, 0));
    }

    private String late() {
        String number = probes.open(site, "王芳", ProbeCases.phone(), "外墙渗水");
        probes.handTo("complaint", number, Map.of());
        return number;
    }

    /** The figures of a page with their links. */
    private static Map<String, Long> figures(String page) {
        Map<String, Long> figures = new LinkedHashMap<>();
        Matcher matcher = FIGURE.matcher(page);
        while (matcher.find()) {
            String text = matcher.group(2).replace(" 件", "");
            Long number = Long.valueOf(text.substring(text.indexOf('/') + 1));
            Long before = figures.put(HtmlUtils.htmlUnescape(matcher.group(1)), number);
            assertThat(before).as("the same figure twice on a page").isIn(null, number);
        }
        return figures;
    }

    @Test
    void aTaskOfACaseWhoseClockStandsStillIsNotLate() {
        String waits = late();
        String paused = late();
        walk.turnTo(LocalDateTime.of(2026, 7, 8, 9, 0));
        clocks.pause(paused, PauseReason.CUSTOMER, "", "试验");
        assertThat(late.counts(Set.of(site))).isNotEmpty().allSatisfy(count -> assertThat(count.late()).as(count.post()).isOne()).allSatisfy(count -> {
            assertThat(late.count(count.post(), Set.of(site))).isOne();
            assertThat(late.list(count.post(), Set.of(site), 0, 10)).extracting(LateTasks.Late::caseNumber).containsExactly(waits);
        });
    }

    @Test
    @Rule({"AS-CMP-18", "AS-CMP-21", "AS-INF-07"})
    void everyFigureLeadsToExactlyTheCasesThatItCounts() {
        complaints();
        costs();
        visits();
        lateTasks();
        weekly.reportWhenOpen();
        Door.Browser browser = new Door(port).browser(supervisor);
        Map<String, Long> all = new LinkedHashMap<>();
        for (String page : List.of("/pages/figures?from=2026-05&until=2026-07&by=month", "/pages/figures?from=2026-05&until=2026-07&by=site",
                "/pages/figures?from=2026-05&until=2026-07&by=department", "/pages/figures?from=2026-05&until=2026-07&by=cause",
                "/pages/figures?from=2026-05&until=2026-07&by=grade", "/pages/figures/open", "/pages/figures/cost?from=2026-05&until=2026-07",
                "/pages/figures/warnings", "/pages/figures/weeks/" + site + "/2026-06-29")) {
            Door.Answer answer = browser.get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            Map<String, Long> found = figures(answer.body());
            assertThat(found).as(page).isNotEmpty();
            all.putAll(found);
        }
        for (String kind : List.of("complaints", "ageing", "late", "cost", "repeat", "topic", "cluster", "week")) {
            assertThat(all.keySet()).as(kind).anyMatch(link -> link.contains("figure=" + kind) && all.get(link) > 0);
        }
        all.forEach((link, number) -> {
            List<String> cases = new ArrayList<>();
            String next = link;
            while (next != null) {
                Door.Answer answer = browser.get(next);
                assertThat(answer.status()).as(next).isEqualTo(200);
                Matcher total = TOTAL.matcher(answer.body());
                assertThat(total.find()).as(next).isTrue();
                assertThat(Long.valueOf(total.group(1))).as(next).isEqualTo(number);
                Matcher listed = CASE.matcher(answer.body());
                while (listed.find()) {
                    cases.add(listed.group(1));
                }
                Matcher further = NEXT.matcher(answer.body());
                next = further.find() ? HtmlUtils.htmlUnescape(further.group(1)) : null;
            }
            assertThat(cases).as(link).hasSize(number.intValue());
        });
        assertThat(all).as("a hot topic, a repeat, late tasks and a cluster").hasSizeGreaterThan(60);
    }

    @Test
    void theBoardSaysWhatIsCountedInWordsAndLeavesNoFigureUnexplained() {
        complaints();
        String page = new Door(port).browser(supervisor).get("/pages/figures?from=2026-05&until=2026-07").body();
        assertThat(page).contains("50.0%", ">1</a> ÷ <a", "未设目标", "平均 3.0 分", "AS-CMP-18", "怎么算的", "无数据")
                .contains("<dt>分子</dt>", "<dt>分母</dt>", "<dt>不计</dt>", "<dt>依据</dt>");
        assertThat(page.split("怎么算的")).as("one explanation for each indicator").hasSize(6);
    }

    @Test
    @Rule({"AS-COS-01", "AS-COS-02", "AS-COS-03"})
    void costsAreToldApartByTheTiersOfTheDecisionTable() {
        costs();
        String page = new Door(port).browser(supervisor).get("/pages/figures/cost?from=2026-06&until=2026-06").body();
        assertThat(rowsOf(page)).contains("小额（不超过 1,000 元）|2|1,900.00|1|880.00", "中额（超过 1,000 元、不超过 10,000 元）|1|1,000.01|1|990.00",
                "大额（超过 10,000 元）|1|12,000.00|1|12,000.00", "多工种|1|1,000.00|0|0.00", "宏远建设|2|13,000.01|2|12,990.00", "客户服务维修队|2|1,900.00|1|880.00");
    }

    private static List<String> rowsOf(String page) {
        List<String> rows = new ArrayList<>();
        Matcher row = Pattern.compile("<tr>(.*?)</tr>", Pattern.DOTALL).matcher(page);
        while (row.find()) {
            Matcher cell = Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL).matcher(row.group(1));
            List<String> cells = new ArrayList<>();
            while (cell.find()) {
                cells.add(HtmlUtils.htmlUnescape(cell.group(1).replaceAll("<[^>]+>", "").trim()));
            }
            rows.add(String.join("|", cells));
        }
        return rows;
    }

    @Test
    @Rule({"AS-INF-04", "AS-COM-03"})
    void warningsShowWhatComesAgainAndWhatComesFromMany() {
        complaints();
        visits();
        List<String> lines = rowsOf(new Door(port).browser(supervisor).get("/pages/figures/warnings").body());
        assertThat(lines).anyMatch(line -> line.startsWith("停车、车位|") && line.endsWith("|6|6|热点"))
                .anyMatch(line -> line.startsWith("1栋1单元101|") && line.contains("|报修|2|"))
                .noneMatch(line -> line.contains("|咨询|"))
                .anyMatch(line -> line.startsWith("车库照明|") && line.contains("|5|2026-06-01 至 2026-06-05|待定措施|"));
    }

    @Test
    @Rule({"AS-RPT-01", "AS-CMP-07", "AS-CMP-08"})
    void theWeeklyReportReadsTheSameOnThePageInTheWorkbookAndOnPaper() throws Exception {
        complaints();
        jdbc.update("update complaint set process_so_far = ? where site = ? and topic = 'PARKING'", "=已勘察，<b>等待</b>回复𠮷", site);
        weekly.reportWhenOpen();
        Door.Browser browser = new Door(port).browser(supervisor);
        assertThat(browser.get("/pages/figures/weeks").body()).contains("/pages/figures/weeks/" + site + "/2026-06-29", "2026-07-06 09:00");
        String page = browser.get("/pages/figures/weeks/" + site + "/2026-06-29").body();
        assertThat(rowsOf(page)).anyMatch(line -> line.startsWith("新受理|1|1|")).anyMatch(line -> line.startsWith("解决|0|0|"))
                .anyMatch(line -> line.startsWith("尚未解决|7|7|")).anyMatch(line -> line.startsWith("其中超期|6|6|"))
                .anyMatch(line -> line.startsWith("封闭率|0.0%|0|1|")).anyMatch(line -> line.startsWith("满意率|无数据|"));
        assertThat(page.split("href=\"/pages/cases/FG-")).as("each unsolved complaint leads to its case").hasSize(8);
        assertThat(page).contains("2026-07-06 12:00", "✓ 按时", "填报人", "手写：", "𠮷（印作 〔U+20BB7〕）").doesNotContain("<b>等待</b>");

        List<List<String>> sheet = workbook("/pages/figures/weeks/" + site + "/2026-06-29.xlsx");
        assertThat(sheet.get(0)).containsExactly("客户服务部投诉处理周报");
        assertThat(sheet).anyMatch(line -> line.size() > 2 && line.subList(0, 3).equals(List.of("新受理", "1", "1")))
                .anyMatch(line -> line.size() > 2 && line.subList(0, 3).equals(List.of("其中超期", "6", "6")))
                .anyMatch(line -> line.size() > 2 && line.subList(0, 3).equals(List.of("封闭率", "0", "0/1")));
        assertThat(sheet.stream().filter(line -> line.size() > 1 && line.get(1).contains("经过：=已勘察，<b>等待</b>回复"))).hasSize(6);
        assertThat(sheet.stream().filter(line -> !line.isEmpty() && line.get(0).matches("FG-[0-9]+-0001"))).hasSize(7);

        try (Paper paper = Paper.of(bytes("/pages/figures/weeks/" + site + "/2026-06-29.pdf"))) {
            assertThat(paper.isA4()).isTrue();
            assertThat(paper.pages()).isBetween(1, 2);
            assertThat(paper.title()).contains("客户服务部投诉处理周报");
            assertThat(paper.text()).contains("投诉处理周报", "2026-06-29", "新受理", "经过：=已勘察，<b>等待</b>回复", "填报人");
            assertThat(paper.words()).contains("</b>回复〔U+20BB7〕", "请照原字手写：〔U+20BB7〕");
        }
    }

    @Test
    @Rule("AS-RPT-01")
    void anotherSitesReportDoesNotExist() {
        weekly.reportWhenOpen();
        Door.Browser other = new Door(port).browser(TestStaff.login("service-supervisor", TestStaff.WEST));
        for (String end : List.of("", ".xlsx", ".pdf")) {
            assertThat(other.get("/pages/figures/weeks/" + site + "/2026-06-29" + end).status()).as(end).isEqualTo(404);
        }
        assertThat(other.get("/pages/figures/weeks").body()).doesNotContain(site);
        Door.Browser own = new Door(port).browser(supervisor);
        assertThat(own.get("/pages/figures/weeks/" + site + "/2026-06-29").status()).isEqualTo(200);
        assertThat(own.get("/pages/figures/weeks/" + site + "/2026-06-30").status()).as("no Monday").isEqualTo(404);
        assertThat(own.get("/pages/figures/weeks/" + site + "/heute").status()).isEqualTo(404);
    }

    @Test
    @Rule({"AS-RPT-02", "AS-INF-01", "AS-INF-04"})
    void quarterlyStatementsAreHandedInOnTheFifthWorkingDayAndStayAsTheyWere() throws Exception {
        complaints();
        walk.turnTo(LocalDateTime.of(2026, 7, 6, 17, 0));
        statements.handInWhenDue();
        assertThat(handedIn()).as("the fourth working day of July").isZero();
        walk.turnTo(LocalDateTime.of(2026, 7, 7, 8, 59));
        statements.handInWhenDue();
        assertThat(handedIn()).as("before the opening").isZero();
        walk.turnTo(LocalDateTime.of(2026, 7, 7, 9, 0));
        statements.handInWhenDue();
        statements.handInWhenDue();
        assertThat(handedIn()).isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from notice where notice_key = ?", Integer.class, "complaint-statement/2026-Q2/" + site)).isEqualTo(1);
        assertThat(jdbc.queryForObject("select count(*) from notice where notice_key = 'complaint-statement/2026-Q2/'", Integer.class)).isEqualTo(1);

        Door.Browser browser = new Door(port).browser(supervisor);
        String address = "/pages/figures/statements?period=2026-Q2&site=" + site;
        String page = browser.get(address).body();
        assertThat(page).contains("✓ 已报送", "2026年第2季度", "2026-07-07");
        assertThat(rowsOf(page)).contains("8|2|2|50.0%|12.5%|25.0%|100.0%|2.5 工作小时").contains("工程问题|1|1|1|100.0%|100.0%|100.0%|100.0%|2.0 工作小时");
        jdbc.update("update complaint set state = 'RETURNED', closed_at = ? where site = ? and topic = 'PARKING'", FigureRows.at(MONDAY.plusDays(30)), site);
        assertThat(rowsOf(browser.get(address).body())).as("handed in is handed in").isEqualTo(rowsOf(page));
        List<List<String>> sheet = workbook("/pages/figures/statements.xlsx?period=2026-Q2&site=" + site);
        assertThat(sheet).anyMatch(line -> line.size() > 10 && line.subList(0, 9).equals(List.of("全部", "50", "12.5", "25", "100", "2.5", "8", "2", "2")));
        try (Paper paper = Paper.of(bytes("/pages/figures/statements.pdf?period=2026-Q2&site=" + site))) {
            assertThat(paper.text()).contains("投诉处理季报", "2026年第2季度", "12.5%", "填报人");
        }
        assertThat(browser.get("/pages/figures/statements?period=2026").body()).contains("尚未报送", "2027-01-");
    }

    private int handedIn() {
        return jdbc.queryForObject("select count(*) from report_statement where period = '2026-Q2' and site = ?", Integer.class, site);
    }

    @Test
    @Rule("AS-RPT-02")
    void theConsolidatedStatementIsForThoseWhoSeeAllSites() {
        Door.Browser manager = new Door(port).browser("general-manager");
        assertThat(manager.get("/pages/figures/statements?period=2026-Q1").body()).contains("全部小区汇总", "按小区");
        Door.Browser own = new Door(port).browser(supervisor);
        assertThat(own.get("/pages/figures/statements?period=2026-Q1").body()).doesNotContain("全部小区汇总", "按小区");
        assertThat(own.get("/pages/figures/statements?period=2026-Q1&site=" + TestStaff.EAST).status()).isEqualTo(404);
        assertThat(own.get("/pages/figures/statements?period=2026-Q5").status()).isEqualTo(404);
    }

    @Test
    void figuresAreForTheirReadersAndOfTheirSitesOnly() {
        complaints();
        String clerk = rows.member("clerk", site);
        for (String page : List.of("/pages/figures", "/pages/figures/open", "/pages/figures/cost", "/pages/figures/warnings", "/pages/figures/weeks",
                "/pages/figures/statements", "/pages/figures/targets", "/pages/figures/cases?figure=complaints")) {
            assertThat(new Door(port).browser(clerk).get(page).status()).as(page).isEqualTo(403);
            assertThat(new Door(port).browser(supervisor).get(page).status()).as(page).isEqualTo(200);
            assertThat(new Door(port).browser("general-manager").get(page).status()).as(page).isEqualTo(200);
        }
        Door.Browser west = new Door(port).browser(TestStaff.login("office-director", TestStaff.WEST));
        String asked = "?from=2026-05&until=2026-07&site=" + site;
        assertThat(west.get("/pages/figures" + asked).body()).contains("所选范围内没有受理的投诉").doesNotContain(site + "</option>");
        assertThat(west.get("/pages/figures/cases" + asked + "&figure=complaints").body()).contains("id=\"total\">0<");
        assertThat(new Door(port).browser("service-manager").get("/pages/figures/cases" + asked + "&figure=complaints").body()).contains("id=\"total\">9<");
    }

    @Test
    void whatCannotBeReadInAnAddressCountsAsMissing() {
        Door.Browser browser = new Door(port).browser(supervisor);
        for (String page : List.of("/pages/figures?from=x&until=2026-99&by=zzz&site=%01%27", "/pages/figures?from=9999-01&until=0001-01",
                "/pages/figures?from=2026-07&until=2026-01", "/pages/figures/cases?figure=complaints&indicator=x&part=y&after=a~b~c",
                "/pages/figures/cases?figure=complaints&after=2026-01-01T00:00:00Z~X~99999999999999999999", "/pages/figures/cases?figure=ageing&bucket=999999999",
                "/pages/figures/cases?figure=cost&dimension=x&key=%27", "/pages/figures/cases?figure=late&post=%27&after=999999999",
                "/pages/figures/cases?figure=repeat&unit=x", "/pages/figures/cases?figure=cluster&id=x", "/pages/figures/weeks?before=x")) {
            assertThat(browser.get(page).status()).as(page).isEqualTo(200);
        }
        assertThat(browser.get("/pages/figures/cases?figure=nothing").status()).isEqualTo(404);
        assertThat(browser.get("/pages/figures/cases?figure=week&count=OPEN").status()).isEqualTo(404);
    }

    @Test
    void managersSetTargetsAndTheBoardSaysWhetherTheyAreMet() {
        complaints();
        Door.Browser manager = new Door(port).browser("service-manager");
        String page = manager.get("/pages/figures/targets").body();
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.substring(page.indexOf("/pages/figures/targets")));
        assertThat(token.find()).isTrue();
        Map<String, String> typed = new LinkedHashMap<>(Map.of("SATISFACTION", "90％", "TIMELINESS", "12.5%", "CLOSURE", "", "CALLBACK", "hundert", "ANSWER", "2",
                "_csrf", token.group(1)));
        Door.Answer refused = manager.form("/pages/figures/targets", typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("请填数字", "value=\"hundert\"", "value=\"12.5%\"", "aria-invalid=\"true\"");
        assertThat(jdbc.queryForObject("select count(*) from figure_target", Integer.class)).as("nothing is half set").isZero();
        typed.put("CALLBACK", "100");
        assertThat(manager.form("/pages/figures/targets", typed).status()).isEqualTo(302);
        assertThat(rowsOf(manager.get("/pages/figures/targets").body())).anyMatch(line -> line.endsWith("|满意率|90 %|总部客户服务部经理"));

        Door.Browser reader = new Door(port).browser(supervisor);
        String board = reader.get("/pages/figures?from=2026-05&until=2026-06").body();
        assertThat(board).contains("目标 ≥ 90%", "目标 ≤ 2 工作小时", "✕ 未达标", "✓ 达标", "未设目标");
        assertThat(reader.get("/pages/figures/targets").body()).contains("不能更改目标值").doesNotContain(">保存<");
        String other = reader.get("/pages/figures").body();
        Matcher own = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(other);
        assertThat(own.find()).isTrue();
        assertThat(reader.form("/pages/figures/targets", Map.of("SATISFACTION", "1", "_csrf", own.group(1))).status()).isEqualTo(403);
    }

    private List<List<String>> workbook(String path) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        try (InputStream in = new java.io.ByteArrayInputStream(bytes(path)); ReadableWorkbook book = new ReadableWorkbook(in)) {
            for (Row row : book.getFirstSheet().read()) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell == null ? "" : cell.getText().matches("-?[0-9]+\\.0+") ? cell.getText().replaceAll("\\.0+$", "") : cell.getText()));
                lines.add(cells);
            }
        }
        return lines;
    }

    /** A file as a browser gets it. */
    private byte[] bytes(String path) throws IOException {
        Door.Browser browser = new Door(port).browser(supervisor);
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Cookie", "JSESSIONID=" + browser.cookie("JSESSIONID")).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename");
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
