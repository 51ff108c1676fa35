package io.casework.workspace.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelineView;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Relation;
import io.casework.organisation.Accounts;
import io.casework.organisation.StaffAdministration;
import io.casework.procedure.Settings;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.Rule;
import io.casework.testkit.SqlCount;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The call screen over HTTP, as clerks of two sites. Each test has a household of its own. */
@CaseworkTest
class CallPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String COLLEAGUE = TestStaff.login("clerk2", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CustomerRegister register;
    @Autowired CaseFiles cases;
    @Autowired Settings settings;
    @Autowired io.casework.testkit.TurnableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired StaffAdministration administration;
    @Autowired Accounts accounts;

    @Value("${casework.call.most-drafts}") int mostDrafts;

    private Door door;

    @BeforeEach
    void open() {
        walk.resetClock();
        door = new Door(port);
    }

    @AfterEach
    void resetClock() {
        walk.resetClock();
    }

    /** A household in a unit of its own at the east site, delivered 2025-06-30. */
    private record Home(String name, String phone, long customer, long unit, String label) {
    }

    private Home home(String name) {
        int number = NEXT.incrementAndGet();
        return transaction.execute(status -> {
            String label = "8" + number + "栋1单元" + (100 + number);
            long unit = register.addUnit(register.addBuilding(TestStaff.EAST, "8" + number + "栋"), label, new BigDecimal("89.50"), LocalDate.of(2025, 6, 30), true);
            String phone = "1549900%04d".formatted(number);
            long customer = register.addCustomer(name, List.of(phone), "");
            register.addHousehold(customer, unit, Relation.OWNER, LocalDate.of(2025, 6, 30));
            return new Home(name, phone, customer, unit, label);
        });
    }

    /** A person with the page open, as the page's script sends things. */
    private final class Desk {

        private final Door.Browser browser;
        private final String token;
        private final String draft;

        private Desk(String login) {
            this(login, UUID.randomUUID().toString());
        }

        private Desk(String login, String draft) {
            this.browser = door.browser(login);
            Matcher found = TOKEN.matcher(browser.get("/pages/call").body());
            assertThat(found.find()).isTrue();
            this.token = found.group(1);
            this.draft = draft;
        }

        private Door.Answer post(String part, Map<String, String> fields) {
            Map<String, String> all = new LinkedHashMap<>(fields);
            all.put("_csrf", token);
            browser.header("X-Part", "1");
            return browser.form("/pages/call/drafts/" + draft + part, all);
        }
    }

    private static Map<String, String> sheet(Home home, String matter, String... more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("f_site", TestStaff.EAST, "f_channel", "CALL", "f_callerName", home.name(),
                "f_callerPhone", home.phone(), "f_unitText", home.label(), "f_kind", "REPAIR", "f_matter", matter, "f_description", "水槽下方接头漏水",
                "f_repairItem", "plumbing-electrical", "f_responsibility", "UNKNOWN"));
        fields.put("f_urgency", "NORMAL");
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return fields;
    }

    private static String query(String text) {
        return "/pages/call/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String number(Door.Answer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        return started.header("Location").substring("/pages/call/done/".length());
    }

    @Test
    void onlyThePostsThatTakeCallsOpenTheScreen() {
        for (String login : List.of(TestStaff.login("project-department", TestStaff.EAST), TestStaff.login("office-director", TestStaff.EAST), "service-manager",
                "camunda-admin")) {
            assertThat(door.browser(login).get("/pages/call").status()).as(login).isEqualTo(403);
            assertThat(door.browser(login).get(query("15400010101")).status()).as(login).isEqualTo(403);
        }
        for (String login : List.of(CLERK, TestStaff.login("records-clerk", TestStaff.WEST), TestStaff.login("service-supervisor", TestStaff.EAST), "group-centre")) {
            assertThat(door.browser(login).get("/pages/call").status()).as(login).isEqualTo(200);
        }
    }

    @Test
    @Rule("AS-INT-01")
    void aCallerIsFoundByNumberEndingNamePartAndUnitOfTheOwnSiteOnly() {
        Home home = home("欧阳静" + NEXT.get());
        Door.Browser clerk = door.browser(CLERK);
        for (String asked : List.of(home.phone(), home.phone().substring(4), "阳静" + home.name().substring(3), home.label(), home.label().replace("栋", "-").replace("单元", "-"),
                home.name() + " " + home.label().substring(home.label().length() - 3))) {
            assertThat(clerk.get(query(asked)).body()).as(asked).contains(home.name(), home.label(), home.phone(), "业主");
        }
        Door.Browser other = door.browser(WEST_CLERK);
        for (String asked : List.of(home.phone(), home.name(), home.label())) {
            assertThat(other.get(query(asked)).body()).as(asked).contains("没有找到。").doesNotContain("data-unit");
        }
        assertThat(clerk.get(query("静")).body()).contains("请至少输入两个字").doesNotContain("role=\"option\"");
        assertThat(clerk.get(query("")).body()).doesNotContain("role=\"option\"");
    }

    @Test
    void whoeverWasChosenIsShownWithHouseholdWarrantyAndCasesAndFillsTheSheet() {
        Home home = home("司徒明");
        String number = walk.start(CLERK, "contact-intake", Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", home.name(), "callerPhone", home.phone(),
                "unitText", home.label(), "kind", "ENQUIRY", "matter", "地下车位怎么租", "description", "询问价格", "urgency", "NORMAL"));
        Door.Answer desk = new Desk(CLERK).post("/caller", Map.of("customer", "" + home.customer(), "unit", "" + home.unit()));

        assertThat(desk.status()).isEqualTo(200);
        assertThat(desk.body()).contains("司徒明", "没有未兑现的承诺", number, "地下车位怎么租", "确认分类", "到期", "咨询")
                .contains("总保修期 在保，至 2027-06-30", "主体结构").contains("2025-06-30 交付")
                .contains("value=\"" + home.phone() + "\"", "value=\"" + home.label() + "\"", "value=\"司徒明\"");

        walk.turnTo(java.time.LocalDateTime.of(2027, 7, 1, 9, 0));
        assertThat(new Desk(CLERK).post("/caller", Map.of("unit", "" + home.unit())).body())
                .contains("房号 " + home.label(), "总保修期 已过保，止于 2027-06-30", "超时");
    }

    @Test
    void aCustomerOrUnitOfAnotherSiteDoesNotExist() {
        Home home = home("东方红");
        Desk other = new Desk(WEST_CLERK);
        assertThat(other.post("/caller", Map.of("customer", "" + home.customer(), "unit", "" + home.unit())).status()).isEqualTo(404);
        assertThat(other.post("/caller", Map.of("unit", "" + home.unit())).status()).isEqualTo(404);
        assertThat(new Desk(CLERK).post("/caller", Map.of("customer", "" + home.customer(), "unit", "999999999")).status()).isEqualTo(404);

        String number = number(new Desk(CLERK).post("/start", sheet(home, "别的小区看不到")));
        assertThat(door.browser(WEST_CLERK).get("/pages/call/done/" + number).status()).isEqualTo(404);
        assertThat(door.browser(CLERK).get("/pages/call/done/" + number).body()).contains(number, "下一个来电", "/pages/cases/" + number, "接着办：确认分类");
    }

    @Test
    void aRefusedSheetComesBackWithTheReasonAtTheFieldAndEverythingThatWasTyped() {
        Home home = home("诸葛亮");
        Desk desk = new Desk(CLERK);
        Door.Answer refused = desk.post("/start", sheet(home, "", "f_callerPhone", "abc", "f_description", "原话“一字不漏”", "f_wantedTime", "2026-07-20T09:30"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("没有立案").contains("id=\"w-matter\"", "id=\"w-callerPhone\"").contains("联系电话").doesNotContain("id=\"w-description\"")
                .contains("value=\"abc\"", "原话“一字不漏”", "value=\"2026-07-20T09:30\"", "value=\"plumbing-electrical\" selected=\"selected\"");
        assertThat(jdbc.queryForObject("select count(*) from case_file where customer_name = '诸葛亮'", Integer.class)).isZero();

        // The first step's own refusal comes to its field too.
        assertThat(desk.post("/start", sheet(home, "时间已过", "f_wantedTime", "2026-07-01T09:30")).body()).contains("id=\"w-wantedTime\"", "必须晚于现在");
    }

    @Test
    void withoutItsScriptThePageStartsTheCaseAndShowsTheRefusalAsAWholePage() {
        Home home = home("夏侯惇");
        Desk desk = new Desk(CLERK);
        desk.browser.header("X-Part", "1");
        Door.Browser plain = door.browser(CLERK);
        Matcher token = TOKEN.matcher(plain.get("/pages/call").body());
        assertThat(token.find()).isTrue();
        Map<String, String> fields = sheet(home, "");
        fields.put("_csrf", token.group(1));
        Door.Answer refused = plain.form("/pages/call/drafts/" + UUID.randomUUID() + "/start", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).startsWith("<!DOCTYPE html>").contains("id=\"w-matter\"");
        fields.put("f_matter", "没有脚本也能立案");
        Door.Answer started = plain.form("/pages/call/drafts/" + UUID.randomUUID() + "/start", fields);
        assertThat(started.status()).isEqualTo(302);
        assertThat(started.header("Location")).contains("/pages/call/done/KF-");
    }

    @Test
    void aDraftSurvivesSigningOutAndBelongsToItsWriter() {
        Home home = home("上官婉");
        Desk desk = new Desk(CLERK);
        desk.post("/caller", Map.of("customer", "" + home.customer(), "unit", "" + home.unit()));
        Door.Answer kept = desk.post("", sheet(home, "阳台门关不上", "f_kind", "SUGGESTION"));
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.json().at("/hidden").toString()).contains("repairItem").doesNotContain("needsCoordination");
        assertThat(desk.browser.form("/logout", Map.of("_csrf", desk.token)).status()).isEqualTo(302);
        assertThat(desk.browser.get("/pages/call").status()).isEqualTo(302);

        Door.Browser again = door.browser(CLERK);
        assertThat(again.get("/pages/call").body()).contains("未完成的登记", "上官婉 · " + home.label() + " · 阳台门关不上");
        assertThat(again.get("/pages/call?draft=" + desk.draft).body()).contains("value=\"阳台门关不上\"", "水槽下方接头漏水", "总保修期", "value=\"SUGGESTION\" selected");

        assertThat(door.browser(COLLEAGUE).get("/pages/call").body()).doesNotContain("阳台门关不上");
        assertThat(door.browser(COLLEAGUE).get("/pages/call?draft=" + desk.draft).status()).isEqualTo(302);
        Desk colleague = new Desk(COLLEAGUE, desk.draft);
        assertThat(colleague.post("", sheet(home, "别人改不了")).status()).isEqualTo(422);
        assertThat(colleague.post("/start", sheet(home, "别人改不了")).status()).isEqualTo(422);
        assertThat(colleague.post("/discard", Map.of()).status()).isEqualTo(302);
        assertThat(again.get("/pages/call?draft=" + desk.draft).body()).contains("value=\"阳台门关不上\"");

        Desk back = new Desk(CLERK, desk.draft);
        assertThat(back.post("/discard", Map.of()).status()).isEqualTo(302);
        assertThat(again.get("/pages/call").body()).doesNotContain("放弃草稿：上官婉 · " + home.label()).contains("取回：上官婉 · " + home.label());
    }

    @Test
    void withoutTheTokenOfASessionNothingIsKept() {
        Map<String, String> fields = sheet(home("司马光"), "没有登录");
        assertThat(door.browser(CLERK).form("/pages/call/drafts/" + UUID.randomUUID(), fields).status()).isEqualTo(403);
        assertThat(door.browser().form("/pages/call/drafts/" + UUID.randomUUID(), fields).status()).isEqualTo(403);
        assertThat(jdbc.queryForObject("select count(*) from call_draft where data ->> 'values' like '%没有登录%'", Integer.class)).isZero();
    }

    @Test
    @Rule("AS-INT-14")
    void oneSheetMakesOneCaseHoweverOftenItIsSent() {
        Home home = home("公孙策");
        Desk desk = new Desk(CLERK);
        Map<String, String> sheet = sheet(home, "重复提交的事项");
        List<Desk> windows = IntStream.range(0, 4).mapToObj(i -> new Desk(CLERK, desk.draft)).toList();
        List<String> numbers = windows.stream().map(window -> CompletableFuture.supplyAsync(() -> window.post("/start", sheet)))
                .toList().stream().map(CompletableFuture::join).map(this::number).distinct().toList();
        assertThat(numbers).hasSize(1);
        assertThat(number(desk.post("/start", sheet))).isEqualTo(numbers.get(0));
        assertThat(jdbc.queryForList("select number from case_file where matter = '重复提交的事项'", String.class)).containsExactly(numbers.get(0));

        assertThat(jdbc.queryForMap("select data::text as data, case_number from call_draft where id = ?::uuid", desk.draft))
                .containsEntry("data", "{}").containsEntry("case_number", numbers.get(0));
        assertThat(desk.browser.get("/pages/call").body()).doesNotContain("重复提交的事项");
        assertThat(desk.post("", sheet).status()).isEqualTo(409);
        assertThat(desk.browser.get("/pages/call?draft=" + desk.draft).header("Location")).endsWith("/pages/call/done/" + numbers.get(0));
        assertThat(cases.view(numbers.get(0)).customerId()).isEqualTo(home.customer());
        assertThat(walk.openTasks(numbers.get(0))).containsExactly("Task_ConfirmCategory");
    }

    @Test
    void theSameMatterOfTheSameUnitIsPointedOutAndTiedTogetherWhenTheClerkSaysSo() {
        Home home = home("尉迟恭");
        String first = number(new Desk(CLERK).post("/start", sheet(home, "水管又漏了")));

        Desk desk = new Desk(CLERK);
        desk.post("", sheet(home, "水管第二次漏"));
        assertThat(desk.browser.get("/pages/call/drafts/" + desk.draft + "/echo").body()).contains("可能是重复来电", first, "水管又漏了", "今天登记", "30")
                .contains("这个房号的报修项目", "在保，至 2027-06-30");
        Desk otherItem = new Desk(CLERK);
        otherItem.post("", sheet(home, "别的项目", "f_repairItem", "structure"));
        assertThat(otherItem.browser.get("/pages/call/drafts/" + otherItem.draft + "/echo").body()).doesNotContain(first);
        Desk otherKind = new Desk(CLERK);
        otherKind.post("", sheet(home, "别的种类", "f_kind", "SPECIAL"));
        assertThat(otherKind.browser.get("/pages/call/drafts/" + otherKind.draft + "/echo").body()).doesNotContain(first);

        String second = number(desk.post("/start", sheet(home, "水管第二次漏", "link", first)));
        assertThat(jdbc.queryForMap("select earlier_number, decided_by from call_repeat where case_number = ?", second))
                .containsEntry("earlier_number", first).containsEntry("decided_by", CLERK);
        assertThat(cases.timeline(second)).filteredOn(line -> line.kind().equals("REPEAT")).extracting(TimelineView::text).singleElement().asString().contains(first);
        assertThat(cases.timeline(first)).filteredOn(line -> line.kind().equals("REPEAT")).extracting(TimelineView::text).singleElement().asString().contains(second);
    }

    @Test
    void withinHowManyDaysIsAFigureOfTheSettingsAndUsualWhereTheTableDoesNotKnowItYet() {
        assertThat(settings.integer("contact.repeat.days")).isEqualTo(30);
        assertThat(settings.integerOr("contact.repeat.days", 7)).isEqualTo(30);
        assertThat(settings.integerOr("contact.no-such-key", 7)).isEqualTo(7);

        Home home = home("程咬金");
        String first = number(new Desk(CLERK).post("/start", sheet(home, "上个月的漏水")));
        jdbc.update("update case_file set state = 'CLOSED', closed_at = opened_at where number = ?", first);
        Desk desk = new Desk(CLERK);
        desk.post("", sheet(home, "这个月的漏水"));
        walk.turnTo(java.time.LocalDateTime.of(2026, 8, 5, 9, 0));
        assertThat(desk.browser.get("/pages/call/drafts/" + desk.draft + "/echo").body()).contains(first, "30 天前登记");
        walk.turnTo(java.time.LocalDateTime.of(2026, 8, 6, 9, 0));
        assertThat(desk.browser.get("/pages/call/drafts/" + desk.draft + "/echo").body()).doesNotContain(first);
    }

    @Test
    void numbersAreFoundHoweverTheyAreWrittenAndUnknownOnesGoWhereTheyBelong() {
        Home home = home("于谦谦");
        Door.Browser browser = door.browser(CLERK);
        String wide = home.phone().codePoints().map(digit -> digit - '0' + '０').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        for (String written : List.of(home.phone(), home.phone().replaceAll("(...)(....)", "$1 $2 "), "+86 " + home.phone(), wide, home.phone() + " 转 801")) {
            assertThat(browser.get(query(written)).body()).as(written).contains("于谦谦");
        }
        String room = home.label().substring(home.label().length() - 3);
        assertThat(browser.get(query("于 " + room)).body()).contains("于谦谦");
        assertThat(browser.get(query("于 " + room)).body().split("role=\"option\"")).as("nobody else in rooms of this number").hasSize(3);

        Map<String, String> kept = Map.of("0571-8888 8888 转 801", "callerPhone", "１３８００００１２３４", "callerPhone", "99-9-909", "unitText", "阿卜杜拉·买买提", "callerName",
                "𠮷田㐀", "callerName");
        kept.forEach((said, field) -> {
            Desk desk = new Desk(CLERK);
            String sheet = desk.post("/caller", Map.of("said", said)).body();
            String shown = field.equals("callerPhone") ? java.text.Normalizer.normalize(said, java.text.Normalizer.Form.NFKC) : said;
            assertThat(sheet).as(said).containsPattern("name=\"f_" + field + "\"[^>]*value=\"" + Pattern.quote(shown) + "\"");
        });
        String number = number(new Desk(CLERK).post("/start", sheet(home, "分机来电", "f_callerPhone", "０５７１－８８８８ ８８８８ 转 801")));
        assertThat(cases.view(number).customerPhone()).isEqualTo("0571-8888 8888 转 801");
        assertThat(new Desk(CLERK).post("/start", sheet(home, "号码不对", "f_callerPhone", "没有")).body()).contains("请填写手机号，或带区号的固定电话");
    }

    @Test
    void whatIsRefusedIsSaidInPlainWordsToThePageAndTheSheetOfAColleagueStaysHis() {
        Home home = home("接班甲");
        Desk mine = new Desk(CLERK);
        mine.post("", sheet(home, "交班前"));
        Door.Answer taken = new Desk(COLLEAGUE, mine.draft).post("", sheet(home, "接班后"));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.header("Content-Type")).startsWith("text/plain");
        assertThat(taken.body()).contains("另一位同事").doesNotContain("<");
        assertThat(new Desk(COLLEAGUE, mine.draft).post("/start", sheet(home, "接班后")).status()).isEqualTo(422);
        Door.Answer excessive = mine.post("", sheet(home, "很长", "f_description", "长".repeat(120_000)));
        assertThat(excessive.status()).isEqualTo(422);
        assertThat(excessive.body()).isEqualTo("填写的内容过长，请删减");
        assertThat(mine.browser.get("/pages/call?draft=" + mine.draft).body()).contains("交班前");
    }

    @Test
    @Attack("links over site borders")
    void aLinkToACaseOfAnotherSiteIsNotMade() {
        String both = "both" + System.nanoTime();
        transaction.executeWithoutResult(status -> {
            administration.addStaff(both, "两处的客服", "", "");
            administration.assign(both, "clerk", TestStaff.EAST);
            administration.assign(both, "clerk", TestStaff.WEST);
            accounts.setPassword(both, TestStaff.PASSWORD);
        });
        String west = walk.start(WEST_CLERK, "contact-intake", Map.of("site", TestStaff.WEST, "channel", "CALL", "callerName", "吴西平", "callerPhone", "15400020101",
                "unitText", "1-1-101", "kind", "ENQUIRY", "matter", "西苑的咨询", "description", "询问", "urgency", "NORMAL"));
        for (String login : List.of(CLERK, both)) {
            String number = number(new Desk(login).post("/start", sheet(home("长孙无忌"), "关联别的小区", "link", west)));
            assertThat(jdbc.queryForObject("select count(*) from call_repeat where case_number = ?", Integer.class, number)).isZero();
        }
        assertThat(cases.timeline(west)).noneMatch(line -> line.kind().equals("REPEAT"));
    }

    @Test
    @Attack("the same click twice")
    void theSameSheetSentByTwoWindowsAtOnceMakesOneCase() {
        Home home = home("两次点击");
        String draft = UUID.randomUUID().toString();
        List<Desk> windows = java.util.stream.Stream.generate(() -> new Desk(CLERK, draft)).limit(4).toList();
        assertThat(windows.get(0).post("", sheet(home, "同时点了两次")).status()).isEqualTo(200);
        List<String> numbers = windows.parallelStream().map(window -> number(window.post("/start", sheet(home, "同时点了两次")))).distinct().toList();
        assertThat(numbers).hasSize(1);
        assertThat(jdbc.queryForObject("select count(*) from case_file where customer_name = '两次点击' and unit_name = ?", Integer.class, home.label())).isEqualTo(1);
    }

    @Test
    @Attack("values that no page sends")
    void whatLooksLikeTheCodeOfACharacterIsKeptAsItWasTyped() {
        Desk desk = new Desk(CLERK);
        assertThat(desk.post("", sheet(home("反斜杠"), "\\u0000 与 \\\\u0000")).status()).isEqualTo(200);
        assertThat(desk.browser.get("/pages/call?draft=" + desk.draft).body()).contains("\\u0000 与 \\\\u0000");
    }

    @Test
    @Rule("AMB-90")
    void manyCustomersWithTheSameItemArePointedOut() {
        Home one = home("集中甲");
        Home two = home("集中乙");
        Map<String, String> cooling = new LinkedHashMap<>(Map.of("f_repairItem", "cooling"));
        for (Home home : List.of(one, two)) {
            Map<String, String> sheet = sheet(home, "空调不制冷");
            sheet.putAll(cooling);
            number(new Desk(CLERK).post("/start", sheet));
        }
        Desk desk = new Desk(CLERK);
        desk.post("", sheet(home("集中丙"), "空调也不制冷", "f_repairItem", "cooling"));
        assertThat(desk.browser.get("/pages/call/drafts/" + desk.draft + "/echo").body()).contains("近期集中", "供冷系统").containsPattern("<b>\\d+</b> 位客户");
    }

    @Test
    void aCallerWhoIsNotOnRecordIsRegisteredAndIdentifiedAfterwards() {
        Desk desk = new Desk(CLERK);
        assertThat(desk.browser.get(query("15312340000")).body()).contains("没有找到。", "按不在册的来电人登记");
        assertThat(desk.post("/caller", Map.of("said", "15312340000")).body()).contains("value=\"15312340000\"").doesNotContain("总保修期");
        String number = number(desk.post("/start", sheet(new Home("路人甲", "15312340000", 0, 0, "99栋9单元999"), "路人反映大门坏了")));
        assertThat(walk.openTasks(number)).containsExactly("Task_IdentifyCustomer");
        assertThat(cases.view(number).customerId()).isNull();
    }

    @Test
    void whatPeopleTypeIsShownAsText() {
        Home home = home("<img src=x onerror=alert(1)>");
        Desk desk = new Desk(CLERK);
        assertThat(desk.browser.get(query(home.phone())).body()).contains("&lt;img src=x").doesNotContain("<img");
        assertThat(desk.browser.get(query("\"><script>alert(2)</script>")).body()).doesNotContain("<script");
        number(new Desk(CLERK).post("/start", sheet(home, "<b onclick=alert(3)>粗</b>")));
        Map<String, String> sheet = sheet(home, "</textarea><script>alert(4)</script>", "f_description", "</textarea><script>alert(5)</script>");
        desk.post("", sheet);
        String screen = desk.post("/caller", with(sheet, "customer", "" + home.customer(), "unit", "" + home.unit())).body();
        assertThat(screen).contains("&lt;b onclick").doesNotContain("<img", "<b onclick", "<script>alert");
        assertThat(desk.browser.get("/pages/call").body()).contains("&lt;/textarea&gt;").doesNotContain("<script>alert", "<img");
        assertThat(desk.browser.get("/pages/call/drafts/" + desk.draft + "/echo").body()).contains("&lt;b onclick").doesNotContain("<b onclick");
        assertThat(door.browser(CLERK).get("/pages/call/done/" + number(desk.post("/start", sheet))).body()).doesNotContain("<script>alert", "<img");
    }

    @Test
    void aSignThatTheDatabaseCannotKeepLeavesTheDraftAsItWas() {
        Desk desk = new Desk(CLERK);
        Home home = home("宇文化及");
        assertThat(desk.post("", sheet(home, "看得见的字符")).status()).isEqualTo(200);
        assertThat(desk.post("", sheet(home, "看不见的\u0000字符")).status()).as("the page leaves it out").isEqualTo(400);
        assertThat(desk.browser.get("/pages/call?draft=" + desk.draft).body()).contains("看得见的字符");
        assertThat(desk.post("", sheet(home("令狐冲"), "太长", "f_description", "长".repeat(100_001))).status()).isEqualTo(422);
    }

    @Test
    void searchingAndChoosingTakeAFewStatementsHoweverMuchIsOnFile() throws Exception {
        Home home = home("独孤求败");
        Desk desk = new Desk(CLERK);
        desk.browser.get(query(home.phone()));
        SqlCount.Counts search = SqlCount.warm(() -> desk.browser.get(query(home.phone())));
        assertThat(search.all()).as("search: %s", search).isLessThanOrEqualTo(8);

        long few = choosing(desk, home);
        for (int i = 0; i < 6; i++) {
            number(new Desk(CLERK).post("/start", sheet(home, "第 " + i + " 件")));
        }
        // With open cases come two more: their tasks and what was promised.
        long many = choosing(desk, home);
        assertThat(many).isLessThanOrEqualTo(few + 2);
        assertThat(many).isLessThanOrEqualTo(32);
    }

    private long choosing(Desk desk, Home home) throws Exception {
        Map<String, String> fields = with(sheet(home, "数一数"), "customer", "" + home.customer(), "unit", "" + home.unit());
        desk.post("/caller", fields);
        SqlCount.Counts counts = SqlCount.warm(() -> assertThat(desk.post("/caller", fields).status()).isEqualTo(200));
        return counts.all();
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private void begunBy(String login, int sheets) {
        jdbc.update("insert into call_draft (id, login, started_at, updated_at, data) select gen_random_uuid(), ?, now(), now(), '{\"values\": {\"matter\": \"一直没办完\"}}'"
                + " from generate_series(1, ?)", login, sheets);
    }

    /** A person of whom no other test knows sheets. */
    private String personWithoutSheets() {
        String login = TestStaff.login("service-supervisor", TestStaff.EAST);
        jdbc.update("delete from call_draft where login = ?", login);
        return login;
    }

    @Test
    void nobodyBeginsMoreThanCanBeKeptInSightAndNothingTypedIsLost() {
        String login = personWithoutSheets();
        Home home = home("上限甲");
        Desk begun = new Desk(login);
        assertThat(begun.post("", sheet(home, "早就开始的")).status()).isEqualTo(200);
        begunBy(login, mostDrafts - 1);
        Desk desk = new Desk(login);
        assertThat(desk.browser.get("/pages/call").body()).contains("未完成的登记已有 " + mostDrafts + " 份，到了上限");
        Door.Answer refused = desk.post("", sheet(home, "多出来的一份"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("已有 " + mostDrafts + " 份，到了上限", "立案或放弃");
        assertThat(refused.header("X-Way-Out")).startsWith("/pages/call");
        assertThat(desk.post("/start", sheet(home, "多出来的一份")).status()).isEqualTo(422);
        assertThat(desk.post("/caller", Map.of("customer", "" + home.customer())).status()).isEqualTo(422);
        assertThat(begun.post("", sheet(home, "还能接着写的")).status()).as("what was begun goes on").isEqualTo(200);

        Door.Browser plain = door.browser(login);
        Matcher token = TOKEN.matcher(plain.get("/pages/call").body());
        assertThat(token.find()).isTrue();
        Map<String, String> fields = sheet(home, "没有脚本的一份", "_csrf", token.group(1));
        Door.Answer shown = plain.form("/pages/call/drafts/" + desk.draft + "/start", fields);
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.body()).contains("到了上限", "value=\"没有脚本的一份\"", "水槽下方接头漏水");

        assertThat(begun.post("/discard", Map.of()).status()).isEqualTo(302);
        assertThat(desk.post("", sheet(home, "多出来的一份")).status()).isEqualTo(200);
        Door.Answer full = begun.post("/take-back", Map.of());
        assertThat(full.status()).isEqualTo(422);
        assertThat(full.body()).contains("到了上限");
        assertThat(begun.post("", sheet(home, "放弃以后又写")).status()).as("a sheet that was put away needs room too").isEqualTo(422);
        assertThat(jdbc.queryForObject("select count(*) from call_draft where login = ? and case_number is null and discarded_at is null", Integer.class, login))
                .isEqualTo(mostDrafts);
        jdbc.update("delete from call_draft where login = ?", login);
    }

    @Test
    void whatWasPutAwayIsTakenBackForSevenDays() {
        String login = personWithoutSheets();
        Home home = home("取回甲");
        Desk desk = new Desk(login);
        desk.post("", sheet(home, "手滑放弃的"));
        Door.Answer gone = desk.post("/discard", Map.of());
        assertThat(gone.header("Location")).endsWith("/pages/call?discarded=" + desk.draft);
        assertThat(desk.browser.get("/pages/call?discarded=" + desk.draft).body()).contains("已放弃：取回甲", "最近放弃的 1 份", "take-back");
        assertThat(desk.browser.get("/pages/call?draft=" + desk.draft).header("Location")).endsWith("/pages/call");
        assertThat(new Desk(COLLEAGUE, desk.draft).post("/take-back", Map.of()).status()).as("only whose it is").isEqualTo(422);
        assertThat(desk.post("/take-back", Map.of()).header("Location")).endsWith("/pages/call?draft=" + desk.draft);
        assertThat(desk.browser.get("/pages/call?draft=" + desk.draft).body()).contains("value=\"手滑放弃的\"");
        assertThat(desk.browser.get("/pages/call").body()).doesNotContain("最近放弃的");

        desk.post("/discard", Map.of());
        assertThat(desk.post("", sheet(home, "别的窗口接着写")).status()).isEqualTo(200);
        assertThat(desk.browser.get("/pages/call?draft=" + desk.draft).body()).as("who goes on writing has taken it back").contains("value=\"别的窗口接着写\"");

        desk.post("/discard", Map.of());
        clock.advance(java.time.Duration.ofDays(8));
        assertThat(new Desk(login).browser.get("/pages/call").body()).doesNotContain("最近放弃的");
        new Desk(login).post("", sheet(home, "另一份"));
        assertThat(jdbc.queryForObject("select count(*) from call_draft where id = ?::uuid", Integer.class, desk.draft)).isZero();
        jdbc.update("delete from call_draft where login = ?", login);
    }
}
