package io.casework.workspace.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordDraft;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.workspace.Audience;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The record book over HTTP: what keepers, readers, other posts and other sites see and may do. */
@CaseworkTest
class RecordsPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final String PROPERTY = TestStaff.login("property-staff", TestStaff.EAST);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort int port;
    @Autowired RecordBook book;
    @Autowired RecordKinds kinds;
    @Autowired Posts posts;
    @Autowired CaseFiles cases;
    @Autowired TurnableClock clock;
    @Autowired TransactionTemplate transaction;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Door door;

    @BeforeEach
    void monday() {
        clock.reset();
        door = new Door(port);
    }

    private static Door.Answer post(Door.Browser browser, String path, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(browser.get("/pages/notices").body());
        assertThat(token.find()).isTrue();
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token.group(1));
        return browser.form(path, all);
    }

    private Map<String, String> fields() {
        return new LinkedHashMap<>(Map.of("site", TestStaff.EAST, "day", "2026-07-06", "dueOn", "2026-07-10", "caseNumber", "", "f.area", "绿化", "f.location", "东门<b>" + mark,
                "f.inspectors", "王师傅", "f.findings", "草坪枯黄", "f.problem", "yes"));
    }

    private RecordEntry entry() {
        return book.enter("inspections", new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", Map.of("area", "绿化", "location", "东门" + mark, "inspectors", "王师傅", "findings", "草坪枯黄",
                "problem", "yes")), CLERK);
    }

    private RecordEntry deduction() {
        return book.enter("deposit-deductions", new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", Map.of("contractor", "华城" + mark, "orderNumber", "P-1", "amount", "123456.70")), "finance");
    }

    private static String at(RecordEntry entry) {
        return "/pages/records/entry/" + entry.number();
    }

    @Test
    @Rule("AS-PMC-04")
    void aKeeperEntersCorrectsFinishesAndTheReadersFollow() {
        Door.Browser clerk = door.browser(CLERK);
        assertThat(clerk.get("/pages/registers").body()).contains("/pages/records/inspections/new", "href=\"/pages/records\"");
        assertThat(clerk.get("/pages/records").body()).contains("巡查记录表", "/pages/records/inspections/new");
        String form = clerk.get("/pages/records/inspections/new").body();
        assertThat(form).contains("巡查日期", "value=\"2026-07-06\"", "装修施工", "for=\"f.findings\"", "name=\"site\" value=\"" + TestStaff.EAST + "\"", "AS-PMC-04");

        Door.Answer entered = post(clerk, "/pages/records/inspections", fields());
        assertThat(entered.status()).isEqualTo(302);
        String path = entered.header("Location").replaceFirst("^https?://[^/]+", "");
        String page = clerk.get(path).body();
        assertThat(page).contains("已登记，编号 ZL-", "东门&lt;b&gt;" + mark, "草坪枯黄", "未办结", "东苑客服人员").doesNotContain("东门<b>");
        assertThat(clerk.get("/pages/registers/record-inspections?c.xlocation=" + mark).body()).contains(path, "东门&lt;b&gt;" + mark, "登记一条");

        assertThat(clerk.get(path + "/correct").body()).contains(">草坪枯黄</textarea>", "name=\"version\" value=\"1\"");
        Map<String, String> changed = fields();
        changed.putAll(Map.of("f.findings", "草坪枯黄两处", "reason", "漏写一处", "version", "1"));
        assertThat(post(clerk, path + "/correct", changed).status()).isEqualTo(302);
        assertThat(clerk.get(path).body()).contains("漏写一处", "<del>草坪枯黄</del>", "<ins>草坪枯黄两处</ins>");
        changed.put("f.findings", "别的");
        Door.Answer late = post(clerk, path + "/correct", changed);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("已经更改了这条记录", ">别的</textarea>", "name=\"version\" value=\"2\"");

        Door.Answer tooEarly = post(clerk, path + "/done", Map.of("version", "2", "doneOn", "2026-07-01", "how", "补种“完”"));
        assertThat(tooEarly.status()).isEqualTo(422);
        assertThat(tooEarly.body()).contains("办结日期不能早于巡查日期", "value=\"2026-07-01\"", "value=\"补种“完”\"");
        assertThat(post(clerk, path + "/done", Map.of("version", "2", "doneOn", "2026-07-06", "how", "补种")).status()).isEqualTo(302);
        assertThat(post(clerk, path + "/reopen", Map.of("version", "3", "reason", "")).body()).contains("请写明为什么重新办理");
        assertThat(post(clerk, path + "/reopen", Map.of("version", "3", "reason", "又枯了")).status()).isEqualTo(302);
        assertThat(post(clerk, path + "/void", Map.of("version", "4", "reason", "")).body()).contains("请写明为什么作废");
        assertThat(post(clerk, path + "/void", Map.of("version", "4", "reason", "登记重复")).status()).isEqualTo(302);
        String voided = clerk.get(path).body();
        assertThat(voided).contains("已作废：登记重复", "补种", "又枯了").doesNotContain("/correct\"", "/void\"");
        assertThat(post(clerk, path + "/correct", changed).body()).contains("已经作废");
    }

    @Test
    void aFormThatIsSentTwiceMakesOneEntry() {
        Door.Browser clerk = door.browser(CLERK);
        Matcher form = Pattern.compile("name=\"form\" value=\"([0-9a-f-]{36})\"").matcher(clerk.get("/pages/records/inspections/new").body());
        assertThat(form.find()).isTrue();
        Map<String, String> fields = fields();
        fields.put("form", form.group(1));
        Door.Answer refused = post(clerk, "/pages/records/inspections", Map.of("site", TestStaff.EAST, "form", form.group(1)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(form.group(1));
        String first = post(clerk, "/pages/records/inspections", fields).header("location");
        assertThat(first).contains("/pages/records/entry/ZL-");
        assertThat(post(clerk, "/pages/records/inspections", fields).header("location")).isEqualTo(first);
        fields.put("form", UUID.randomUUID().toString());
        assertThat(post(clerk, "/pages/records/inspections", fields).header("location")).isNotEqualTo(first);
        fields.remove("form");
        assertThat(post(clerk, "/pages/records/inspections", fields).header("location")).isNotEqualTo(first);
    }

    @Test
    void aRefusedFormIsShownAgainWithEverythingTypedAndEachMessageAtItsField() {
        Door.Browser clerk = door.browser(CLERK);
        Map<String, String> fields = fields();
        fields.putAll(Map.of("f.findings", " ", "f.area", "月球", "day", "2026-13-01", "caseNumber", "KF-19990101-0001", "f.location", "\"><script>" + mark));
        Door.Answer refused = post(clerk, "/pages/records/inspections", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("有 4 处需要补充或改正", "id=\"f.findings-wrong\"", "请填写“巡查情况”", "没有“月球”这一选项", "id=\"day-wrong\"", "id=\"caseNumber-wrong\"",
                "value=\"KF-19990101-0001\"", "&quot;&gt;&lt;script&gt;" + mark, "aria-describedby=\"f.findings-wrong").doesNotContain("<script>" + mark);
        assertThat(clerk.form("/pages/records/inspections", fields()).status()).as("without the token").isEqualTo(403);
    }

    @Test
    void anotherSiteSeesAndChangesNothing() {
        RecordEntry entry = entry();
        Door.Browser west = door.browser(WEST_CLERK);
        assertThat(west.get(at(entry)).status()).isEqualTo(404);
        assertThat(west.get(at(entry) + "/correct").status()).isEqualTo(404);
        for (String step : List.of("/correct", "/done", "/reopen", "/void")) {
            assertThat(post(west, at(entry) + step, Map.of("version", "1", "reason", "x", "doneOn", "2026-07-06")).status()).as(step).isEqualTo(404);
        }
        assertThat(west.get("/pages/records/inspections").body()).doesNotContain(entry.number());
        assertThat(west.get("/pages/registers/record-inspections?c.xlocation=" + mark).body()).doesNotContain(entry.number());
        Door.Answer foreign = post(west, "/pages/records/inspections", fields());
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.body()).contains("您的岗位在这里不能登记");
        assertThat(book.find(entry.number())).hasValueSatisfying(same -> assertThat(same.version()).isOne());
        assertThat(door.browser("service-manager").get(at(entry)).body()).contains(entry.number());
    }

    @Test
    void whoReadsOnlyMayNotWriteAndWhoNeitherReadsNorKeepsSeesNothing() {
        RecordEntry entry = entry();
        Door.Browser auditor = door.browser("audit");
        assertThat(auditor.get(at(entry)).body()).contains(entry.number()).doesNotContain(at(entry) + "/correct", "作废这条记录");
        assertThat(auditor.get("/pages/records/inspections").body()).contains("登记的岗位：").doesNotContain("/inspections/new");
        assertThat(auditor.get("/pages/records/inspections/new").status()).isEqualTo(403);
        assertThat(post(auditor, "/pages/records/inspections", fields()).status()).isEqualTo(403);
        assertThat(post(auditor, at(entry) + "/void", Map.of("version", "1", "reason", "x")).status()).isEqualTo(403);

        Door.Browser equipment = door.browser(TestStaff.login("equipment", TestStaff.EAST));
        assertThat(equipment.get(at(entry)).status()).isEqualTo(404);
        assertThat(equipment.get("/pages/records/inspections").status()).isEqualTo(404);
        assertThat(equipment.get("/pages/records").body()).contains("没有要登记或查阅的资料").doesNotContain("巡查记录表");
        assertThat(door.browser("camunda-admin").get("/pages/records").status()).isEqualTo(403);
    }

    @Test
    @Rule({"AS-DED-01", "AS-DED-02"})
    void moneyIsSeenByThePostsThatTheKindNamesOnly() {
        RecordEntry deduction = deduction();
        RecordKind kind = kinds.find("deposit-deductions").orElseThrow();
        String register = "/pages/registers/record-deposit-deductions";
        for (Post post : posts.all()) {
            String login = post.scope() == Post.Scope.SITE ? TestStaff.login(post.code(), TestStaff.EAST) : post.code();
            boolean named = kind.keepers().contains(post.code()) || kind.readers().contains(post.code());
            Door.Browser person = door.browser(login);
            boolean readsRegisters = Audience.REGISTER_READERS.includes(Set.of(post.code()));
            assertThat(person.get(at(deduction)).status()).as(post.code()).isEqualTo(named ? 200 : Audience.RECORD_KEEPERS.includes(Set.of(post.code())) ? 404 : 403);
            Door.Answer listed = person.get(register + "?c.xcontractor=" + mark);
            assertThat(listed.status()).as(post.code()).isEqualTo(!readsRegisters ? 403 : named ? 200 : 404);
            assertThat(listed.body().contains("123,456.70")).as(post.code()).isEqualTo(named && readsRegisters);
            if (readsRegisters) {
                assertThat(person.get("/pages/registers").body().contains(register)).as(post.code()).isEqualTo(named);
            }
            if (Audience.EXPORTERS.includes(Set.of(post.code()))) {
                Door.Answer file = post(person, register + "/export?c.xcontractor=" + mark, Map.of("format", "CSV"));
                assertThat(file.status()).as(post.code()).isEqualTo(named ? 200 : 404);
                assertThat(file.body().contains("123456.7")).as(post.code()).isEqualTo(named);
            }
        }
        Door.Browser west = door.browser(TestStaff.login("service-supervisor", TestStaff.WEST));
        assertThat(west.get(at(deduction)).status()).isEqualTo(404);
        assertThat(west.get(register + "?c.xcontractor=" + mark).body()).doesNotContain("123,456.70");
    }

    @Test
    @Rule({"AS-USE-01", "AS-USE-02"})
    void thePropertyCompanyFillsTheUsageFormThoughItReadsNoRegisters() {
        Door.Browser property = door.browser(PROPERTY);
        assertThat(property.get("/").body()).contains("/pages/records");
        assertThat(property.get("/pages/records").body()).contains("产品使用情况表").doesNotContain("/pages/registers\"", "周转金");
        Door.Answer entered = post(property, "/pages/records/product-usage", Map.of("site", TestStaff.EAST, "day", "2026-07-06", "f.equipment", "三栋电梯" + mark, "f.since", "2025-07-01",
                "f.condition", "偶有故障", "f.usage", "困人两次"));
        assertThat(entered.status()).isEqualTo(302);
        String path = entered.header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(property.get(path).body()).contains("三栋电梯" + mark).doesNotContain("/pages/registers/");
        assertThat(door.browser("service-manager").get("/pages/registers/record-product-usage?c.xequipment=" + mark).body()).contains(path);
    }

    @Test
    void fromACaseTheFormKnowsItsNumberSiteAndUnit() {
        String number = transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, "周兰", ProbeCases.phone(), null, "9栋901", "大堂灯不亮",
                "", "NORMAL"), Actor.SYSTEM).number());
        Door.Browser clerk = door.browser(CLERK);
        assertThat(clerk.get("/pages/cases/" + number).body()).contains("/pages/records?case=" + number);
        String list = clerk.get("/pages/records?case=" + number).body();
        assertThat(list).contains("/pages/records/satisfaction-surveys/new?case=" + number).doesNotContain("产品使用情况表");
        assertThat(clerk.get("/pages/records/satisfaction-surveys/new?case=" + number).body()).contains("value=\"" + number + "\"", "value=\"9栋901\"");
        assertThat(door.browser(WEST_CLERK).get("/pages/records/satisfaction-surveys/new?case=" + number).body()).doesNotContain(number, "9栋901");
        Map<String, String> fields = fields();
        fields.put("caseNumber", number);
        String path = post(clerk, "/pages/records/inspections", fields).header("Location").replaceFirst("^https?://[^/]+", "");
        assertThat(clerk.get(path).body()).contains("/pages/cases/" + number);
        assertThat(clerk.get("/pages/cases/" + number).body()).contains("登记《巡查记录表》");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Door.Browser manager = door.browser("service-manager");
        for (String path : List.of("/pages/records/nothing", "/pages/records/nothing/new", "/pages/records/entry/ZL-20000101-0001", "/pages/records/entry/1", "/pages/registers/record-nothing",
                "/pages/registers/record-'", "/pages/registers/record-")) {
            assertThat(manager.get(path.replace("'", "%27")).status()).as(path).isEqualTo(404);
        }
    }
}
