package io.casework.workspace.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.organisation.Accounts;
import io.casework.organisation.Posts;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.report.Register;
import io.casework.report.Registers;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.workspace.Audience;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The registers over HTTP as real people: who may open and export them, filters in addresses, saved views. */
@CaseworkTest
class RegistersPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String CLERK2 = TestStaff.login("clerk2", TestStaff.EAST);
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    private static final String AGREEMENTS = "/pages/registers/agreements";

    @LocalServerPort int port;
    @Autowired Registers registers;
    @Autowired Posts posts;
    @Autowired JdbcClient jdbc;
    @Autowired TurnableClock clock;
    @Autowired StaffAdministration staff;
    @Autowired Accounts accounts;
    @Autowired TransactionTemplate transaction;

    private Door door;
    private String mark;

    @BeforeEach
    void anAgreementAtEachSite() {
        clock.reset();
        door = new Door(port);
        mark = "VW" + UUID.randomUUID().toString().substring(0, 8);
        for (String site : new String[] {TestStaff.EAST, TestStaff.WEST}) {
            jdbc.sql("insert into repair_agreement (site, number, contractor, scope, signed_on) values (?, ?, ?, '<script>alert(1)</script>', '2026-07-01')")
                    .params(site, mark + site, "施工单位" + site).update();
        }
    }

    private static String login(io.casework.organisation.Post post) {
        return post.scope() == io.casework.organisation.Post.Scope.SITE ? TestStaff.login(post.code(), TestStaff.EAST) : post.code();
    }

    private static String token(String page) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Door.Answer post(Door.Browser browser, String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token(browser.get(AGREEMENTS).body()));
        return browser.form(path, all);
    }

    @Test
    void onlyTheReadersOpenRegistersAndOnlyTheExportersTakeThemOut() {
        for (io.casework.organisation.Post post : posts.all()) {
            boolean reads = Audience.REGISTER_READERS.includes(java.util.Set.of(post.code()));
            boolean exports = Audience.EXPORTERS.includes(java.util.Set.of(post.code()));
            Door.Browser browser = door.browser(login(post));
            Door.Answer list = browser.get("/pages/registers");
            assertThat(list.status()).as(post.code()).isEqualTo(reads ? 200 : 403);
            assertThat(list.body().contains("/pages/registers/import")).as(post.code()).isEqualTo(reads && Audience.IMPORTERS.includes(java.util.Set.of(post.code())));
            Door.Answer page = browser.get(AGREEMENTS + "?c.number=" + mark);
            assertThat(page.status()).as(post.code()).isEqualTo(reads ? 200 : 403);
            if (reads) {
                assertThat(page.body().contains("导出 Excel")).as(post.code()).isEqualTo(exports);
                assertThat(post(browser, AGREEMENTS + "/export?c.number=" + mark, Map.of("format", "CSV")).status()).as(post.code()).isEqualTo(exports ? 200 : 403);
            }
        }
    }

    @Test
    void everyRegisterOpensByItsNameFromTheList() {
        Door.Browser manager = door.browser("service-manager");
        String list = manager.get("/pages/registers").body();
        for (Register register : registers.all()) {
            assertThat(list).contains(register.title(), register.purpose(), "/pages/registers/" + register.key());
            Door.Answer page = manager.get("/pages/registers/" + register.key() + "?period=all");
            assertThat(page.status()).as(register.key()).isEqualTo(200);
            assertThat(page.body()).contains(register.title());
            assertThat(register.rules()).as(register.key()).allSatisfy(rule -> assertThat(page.body()).contains("/pages/rules/" + rule));
        }
        assertThat(manager.get("/pages/registers/nothing").status()).isEqualTo(404);
        assertThat(manager.get("/pages/registers/..%2f").status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void anotherSiteSeesNothingOnThePageAndInTheFile() {
        Door.Browser east = door.browser(RECORDS);
        String page = east.get(AGREEMENTS + "?c.number=" + mark).body();
        assertThat(page).contains(mark + TestStaff.EAST, "&lt;script&gt;").doesNotContain(mark + TestStaff.WEST, "<script>alert");
        assertThat(east.get(AGREEMENTS + "?c.number=" + mark + "&c.site=" + TestStaff.WEST).body()).doesNotContain(mark + TestStaff.WEST);
        String file = post(east, AGREEMENTS + "/export?c.number=" + mark + "&c.site=" + TestStaff.WEST, Map.of("format", "CSV")).body();
        assertThat(file).contains("协议编号").doesNotContain(mark);
        Door.Answer own = post(east, AGREEMENTS + "/export?c.number=" + mark, Map.of("format", "CSV"));
        assertThat(own.body()).contains(mark + TestStaff.EAST).doesNotContain(mark + TestStaff.WEST);
        assertThat(own.header("Content-Disposition")).contains("attachment", encoded("售后维修补充协议-2026-07-06.csv"));
        assertThat(own.header("Content-Type")).startsWith("text/csv");
        assertThat(door.browser("service-manager").get(AGREEMENTS + "?c.number=" + mark).body()).contains(mark + TestStaff.EAST, mark + TestStaff.WEST, "c-site");
    }

    @Test
    void anExportNeedsTheTokenOfThePageAndAKnownFormat() {
        Door.Browser east = door.browser(RECORDS);
        assertThat(east.form(AGREEMENTS + "/export", Map.of("format", "CSV")).status()).isEqualTo(403);
        assertThat(east.get(AGREEMENTS + "/export?format=CSV").status()).isEqualTo(405);
        assertThat(post(east, AGREEMENTS + "/export", Map.of("format", "EXE")).status()).isEqualTo(400);
    }

    @Test
    void filtersAndWhatIsTypedStayOnThePage() {
        String page = door.browser(CLERK).get(AGREEMENTS + "?c.number=" + encoded("\"><b>" + mark) + "&c.until.from=nie&sort=-until").body();
        assertThat(page).contains("&quot;&gt;&lt;b&gt;" + mark, "请按 2026-11-22 的样子填写日期").doesNotContain("\"><b>" + mark, "从 nie");
        assertThat(door.browser(CLERK).get(AGREEMENTS + "?c.number=" + mark + "&sort=-until").body()).contains("aria-sort=\"descending\"", "sort=until");
        assertThat(door.browser(CLERK).get(AGREEMENTS + "?c.number=%00").status()).as("no field holds it").isEqualTo(400);
        assertThat(door.browser(CLERK).get("/pages/registers/calls?q=" + encoded("没有的事") + "&page=77").body()).contains("没有符合条件的记录");
    }

    @Test
    void anEmptyRegisterSaysWhereItsRowsComeFromAndAnEmptyPeriodWhereOlderOnesAre() {
        String site = mark.toLowerCase(java.util.Locale.ROOT);
        transaction.executeWithoutResult(status -> {
            staff.addSite(new Site(site, mark, "开发商", "路 1 号", LocalDate.of(2020, 1, 1), false));
            staff.addStaff(site, "新来的" + mark, "", "");
            staff.assign(site, "records-clerk", site);
            accounts.setPassword(site, TestStaff.PASSWORD);
        });
        Door.Browser person = door.browser(site);
        assertThat(person.get("/pages/registers/calls?period=all&view=none").body()).contains("还没有记录。", "在“来电登记”里登记").doesNotContain("放宽日期");
        assertThat(person.get("/pages/registers/record-inspections").body()).contains("还没有记录。", "资料员", "在资料簿里登记。", "/pages/records/inspections/new");
        assertThat(person.get("/pages/registers/calls").body()).contains("这段时间没有记录。", "period=all").doesNotContain("还没有记录");
        assertThat(person.get("/pages/registers/calls?open=yes").body()).contains("没有符合条件的记录");
    }

    @Test
    void aViewKeepsFiltersAndOrderAndCanBeTheUsualOne() {
        Door.Browser clerk = door.browser(CLERK);
        Door.Answer saved = post(clerk, AGREEMENTS + "/views?c.number=" + mark + "&sort=-until", Map.of("name", mark, "usual", "yes"));
        assertThat(saved.status()).isEqualTo(302);
        String path = saved.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(path).startsWith(AGREEMENTS + "?view=");
        for (String address : new String[] {path, AGREEMENTS}) {
            String page = clerk.get(address).body();
            assertThat(page).contains(mark + TestStaff.EAST, "value=\"-until\"", "删除视图“" + mark + "”");
            assertThat(page.split("<tr[ >]", -1)).as("one row and the head").hasSize(3);
        }
        assertThat(clerk.get(AGREEMENTS + "?view=none").body()).contains(mark).doesNotContain("删除视图");
        assertThat(door.browser(CLERK2).get(path).body()).as("not shared").doesNotContain("删除视图", ">" + mark + "<");

        String id = path.substring(path.indexOf('=') + 1);
        String rename = AGREEMENTS + "/views/" + id + "/rename";
        assertThat(post(door.browser(CLERK2), rename, Map.of("rename", "别人的")).status()).isEqualTo(404);
        post(clerk, AGREEMENTS + "/views", Map.of("name", mark + "另一个"));
        Door.Answer taken = post(clerk, rename, Map.of("rename", mark + "另一个"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("您已有名为“" + mark + "另一个”的视图", "value=\"" + mark + "另一个\"");
        assertThat(post(clerk, rename, Map.of("rename", " ")).status()).isEqualTo(422);
        assertThat(post(clerk, rename, Map.of("rename", mark + "改名")).header("Location")).endsWith(path);
        assertThat(clerk.get(AGREEMENTS).body()).as("still the usual one").contains("删除视图“" + mark + "改名”", "value=\"-until\"");
        assertThat(post(door.browser(CLERK2), AGREEMENTS + "/views/" + id + "/delete", Map.of()).status()).isEqualTo(404);
        assertThat(post(clerk, "/pages/registers/calls/views/" + id + "/delete", Map.of()).status()).isEqualTo(404);
        assertThat(post(clerk, AGREEMENTS + "/views/" + id + "/delete", Map.of()).status()).isEqualTo(302);
        assertThat(clerk.get(AGREEMENTS).body()).doesNotContain("删除视图", ">" + mark + "改名<");
    }

    @Test
    void aSharedViewShowsTheHoldersOfThePostTheirOwnRowsOnly() {
        String path = post(door.browser(CLERK), AGREEMENTS + "/views?c.number=" + mark, Map.of("name", mark, "sharedPost", "clerk")).header("Location")
                .replaceFirst("^https?://[^/]+", "");
        assertThat(door.browser(CLERK2).get(path).body()).contains(mark, "（东苑客服人员共享）", mark + TestStaff.EAST).doesNotContain("删除视图");
        assertThat(door.browser(TestStaff.login("clerk", TestStaff.WEST)).get(path).body()).contains(mark + TestStaff.WEST).doesNotContain(mark + TestStaff.EAST);
        assertThat(door.browser(RECORDS).get(path).body()).doesNotContain("共享）");
    }

    @Test
    void aViewThatCannotBeSavedIsShownAgainWithEverythingTyped() {
        Door.Browser clerk = door.browser(CLERK);
        Door.Answer unnamed = post(clerk, AGREEMENTS + "/views?c.number=" + mark, Map.of("name", "  ", "usual", "yes"));
        assertThat(unnamed.status()).isEqualTo(422);
        assertThat(unnamed.body()).contains("请给视图起个名称", "value=\"" + mark + "\"").containsPattern("name=\"usual\"[^>]*checked");
        Door.Answer foreign = post(clerk, AGREEMENTS + "/views?c.number=" + mark, Map.of("name", mark + "x", "sharedPost", "general-manager"));
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.body()).contains("只能与自己的岗位共享", "value=\"" + mark + "x\"");
        assertThat(jdbc.sql("select count(*) from saved_view where owner = ? and name like ?").params(CLERK, mark + "%").query(Long.class).single()).isZero();
    }

    @Test
    void nobodyKeepsMoreViewsThanCanBeRead() {
        Door.Browser records = door.browser(TestStaff.login("records-clerk2", TestStaff.EAST));
        String page = records.get(AGREEMENTS).body();
        for (int i = 0; i < 20; i++) {
            assertThat(records.form(AGREEMENTS + "/views?page=1", Map.of("name", "视图" + i, "_csrf", token(page))).status()).isEqualTo(302);
        }
        assertThat(records.form(AGREEMENTS + "/views", Map.of("name", "视图0", "_csrf", token(page))).status()).as("the same name again").isEqualTo(302);
        Door.Answer refused = records.form(AGREEMENTS + "/views", Map.of("name", "再来一个", "_csrf", token(page)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("最多保存 20 个视图", "value=\"再来一个\"");
    }
}
