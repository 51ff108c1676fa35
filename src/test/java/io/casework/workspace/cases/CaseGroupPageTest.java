package io.casework.workspace.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseLinks;
import io.casework.casefile.NewCase;
import io.casework.casefile.TimelineView;
import io.casework.procedure.DecisionTables;
import io.casework.procedure.Settings;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Urging a case, grouping cases and answering a group, over HTTP as real people. */
@CaseworkTest
class CaseGroupPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final String ATTACK = "<img src=x onerror=alert(1)>";

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CaseFiles cases;
    @Autowired CaseLinks links;
    @Autowired Settings settings;
    @Autowired DecisionTables tables;
    @Autowired TestDeployments deployments;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    private Door.Browser clerk;
    private String number;

    @BeforeEach
    void open() {
        walk.resetClock();
        number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        clerk = new Door(port).browser(CLERK);
    }

    @AfterEach
    void resetClock() {
        walk.resetClock();
    }

    private String caseAt(String site) {
        return transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, site, "CALL", null, "赵六", null, null, "2栋201", "小区停水", "", null),
                Actor.SYSTEM).number());
    }

    private static String path(String number) {
        return "/pages/cases/" + number;
    }

    private static Door.Answer post(Door.Browser browser, String path, Map<String, String> fields) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(browser.get("/pages/notices").body());
        assertThat(token.find()).isTrue();
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token.group(1));
        return browser.form(path, all);
    }

    private List<String> told(String caseNumber, String template) {
        return jdbc.queryForList("select distinct d.recipient from notice n join notice_delivery d on d.notice_id = n.id"
                + " where n.case_number = ? and n.template_key = ? order by 1", String.class, caseNumber, template);
    }

    private List<String> texts(String caseNumber, String kind) {
        return cases.timeline(caseNumber).stream().filter(line -> line.kind().equals(kind)).map(TimelineView::text).toList();
    }

    @Test
    void urgingRaisesThePriorityTellsTheHoldersAndIsCounted() {
        int before = walk.open(number).get(0).getPriority();
        assertThat(post(clerk, path(number) + "/urge", Map.of("urgeReason", "业主再来电" + ATTACK)).status()).isEqualTo(302);

        assertThat(walk.open(number).get(0).getPriority()).isEqualTo(before + 10);
        String post = walk.posts(walk.open(number).get(0)).get(0);
        assertThat(told(number, "case-urged")).contains(TestStaff.login(post, TestStaff.EAST)).allMatch(login -> !login.endsWith(TestStaff.WEST));
        assertThat(clerk.get(path(number)).body()).contains("已催办 1 次", "第 1 次催办：业主再来电").doesNotContain("<img src=x");

        Door.Answer soon = post(clerk, path(number) + "/urge", Map.of("urgeReason", "马上再催"));
        assertThat(soon.body()).contains("刚刚催办过，请 30 分钟后再催办", "马上再催");
        assertThat(walk.open(number).get(0).getPriority()).isEqualTo(before + 10);

        for (int times = 2; times <= 8; times++) {
            walk.turnTo(TurnableClock.START.plusMinutes(30L * times));
            assertThat(post(clerk, path(number) + "/urge", Map.of("urgeReason", "再催")).status()).isEqualTo(302);
        }
        assertThat(walk.open(number).get(0).getPriority()).isEqualTo(100);
        assertThat(texts(number, "URGED")).hasSize(8);
    }

    @Test
    void howLongAfterOneUrgingTheNextMayFollowIsAFigureOfTheSettings() {
        assertThat(settings.integer("case.urge.minutes")).isEqualTo(30);
        String shipped = new String(tables.file(tables.versions(Settings.TABLE).get(0)), StandardCharsets.UTF_8);
        int row = shipped.indexOf("<outputEntry id=\"Then_case_urge_minutes_value\">");
        String changed = shipped.substring(0, row) + shipped.substring(row).replaceFirst("\"30\"", "\"5\"");
        try {
            deployments.as("procedure-admin", "procedure-admin", Map.of("settings.dmn", changed));
            assertThat(post(clerk, path(number) + "/urge", Map.of("urgeReason", "第一次")).status()).isEqualTo(302);
            walk.turnTo(TurnableClock.START.plusMinutes(4));
            assertThat(post(clerk, path(number) + "/urge", Map.of("urgeReason", "太早")).body()).contains("刚刚催办过，请 1 分钟后再催办");
            walk.turnTo(TurnableClock.START.plusMinutes(5));
            assertThat(post(clerk, path(number) + "/urge", Map.of("urgeReason", "第二次")).status()).isEqualTo(302);
        } finally {
            deployments.as("procedure-admin", "procedure-admin", Map.of("settings.dmn", shipped));
        }
        walk.turnTo(TurnableClock.START.plusMinutes(34));
        assertThat(post(clerk, path(number) + "/urge", Map.of("urgeReason", "又是半小时")).body()).contains("请 1 分钟后再催办");
    }

    @Test
    void whatWasTypedIsNotLostWhereTheSignInRanOutMeanwhile() {
        Map<String, String> typed = Map.of("urgeReason", "业主第三次来电，" + ATTACK, "_csrf", "of-a-session-that-is-over");
        Door.Browser late = new Door(port).browser();
        Door.Answer refused = late.form(path(number) + "/urge", typed);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("内容没有提交", "在新窗口登录", "业主第三次来电，&lt;img", "再次提交", "action=\"" + path(number) + "/urge\"").doesNotContain(ATTACK, "of-a-session");
        assertThat(texts(number, "URGED")).isEmpty();

        late.signIn(CLERK, TestStaff.PASSWORD);
        Door.Answer again = late.form(path(number) + "/urge", typed);
        assertThat(again.body()).contains("重新登录过", CLERK);
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(again.body());
        assertThat(token.find()).isTrue();
        assertThat(late.form(path(number) + "/urge", Map.of("urgeReason", typed.get("urgeReason"), "_csrf", token.group(1))).status()).isEqualTo(302);
        assertThat(texts(number, "URGED")).singleElement().asString().contains("业主第三次来电");

        late.header("Origin", "https://evil.example");
        assertThat(late.form(path(number) + "/urge", typed).body()).doesNotContain("业主第三次来电", "再次提交");
    }

    @Test
    void whoeverHasClaimedTheTaskIsToldAndAParentUrgesItsChild() {
        String parent = caseAt(TestStaff.EAST);
        String task = walk.open(number).get(0).getId();
        String holder = TestStaff.login(walk.posts(walk.open(number).get(0)).get(0), TestStaff.EAST);
        assertThat(new Door(port).as(holder).claim(task, holder).status()).isEqualTo(204);
        jdbc.update("update case_file set parent_number = ? where number = ?", parent, number);

        assertThat(post(clerk, path(parent) + "/urge", Map.of("urgeReason", "催子案件")).status()).isEqualTo(302);

        assertThat(told(parent, "case-urged")).containsExactly(holder);
        assertThat(walk.open(number).get(0).getPriority()).isEqualTo(60);
    }

    @Test
    void aCaseWithoutTasksIsReportedToTheSupervisorAndAnEndedOneIsNotUrged() {
        String idle = caseAt(TestStaff.EAST);
        assertThat(post(clerk, path(idle) + "/urge", Map.of("urgeReason", "")).body()).contains("请填写催办原因");
        assertThat(post(clerk, path(idle) + "/urge", Map.of("urgeReason", "没人管")).status()).isEqualTo(302);
        assertThat(told(idle, "case-urged")).contains(TestStaff.login("service-supervisor", TestStaff.EAST));
        transaction.executeWithoutResult(status -> cases.close(idle, "DONE", "已完成", Actor.SYSTEM));
        assertThat(post(clerk, path(idle) + "/urge", Map.of("urgeReason", "还催")).body()).contains("不能再催办");
    }

    @Test
    void onlyThoseWhoAnswerForTheCaseMayDoAnyOfIt() {
        String other = caseAt(TestStaff.EAST);
        Map<String, String> fields = Map.of("urgeReason", "x", "member", other, "kind", "GROUP", "reason", "x", "reply", "x");
        Door.Browser equipment = new Door(port).browser(EQUIPMENT);
        Door.Browser stranger = new Door(port).browser(WEST_CLERK);
        for (String action : List.of("/urge", "/group", "/group/remove", "/group/reply")) {
            assertThat(post(equipment, path(number) + action, fields).status()).as(action).isEqualTo(403);
            assertThat(post(stranger, path(number) + action, fields).status()).as(action).isEqualTo(404);
            assertThat(clerk.form(path(number) + action, fields).status()).as("%s without token", action).isEqualTo(403);
        }
        assertThat(equipment.get(path(number)).body()).doesNotContain("/urge", "/group");
        assertThat(links.members(number)).isEmpty();
        assertThat(texts(number, "URGED")).isEmpty();
    }

    @Test
    void casesOfOneCauseAreGroupedAndAnsweredAtOnceWithoutBeingClosed() {
        String second = caseAt(TestStaff.EAST);
        String third = caseAt(TestStaff.EAST);
        for (String member : List.of(second, third)) {
            assertThat(post(clerk, path(number) + "/group", Map.of("member", " " + member.toLowerCase(), "kind", "GROUP", "reason", "同一次停水")).status()).isEqualTo(302);
        }
        assertThat(clerk.get(path(number)).body()).contains(second, third, "同类事项", "统一答复");
        assertThat(clerk.get(path(second)).body()).contains("已归并到主案件", number);

        assertThat(post(clerk, path(number) + "/group/reply", Map.of("reply", " ")).body()).contains("请填写答复内容");
        assertThat(post(clerk, path(number) + "/group/reply", Map.of("reply", "今晚八点恢复" + ATTACK)).status()).isEqualTo(302);
        Door.Answer twice = post(clerk, path(number) + "/group/reply", Map.of("reply", "今晚八点恢复" + ATTACK));
        assertThat(twice.body()).contains("刚刚已用同样的内容统一答复过");
        for (String each : List.of(number, second, third)) {
            assertThat(texts(each, "GROUP_REPLY")).containsExactly("统一答复：今晚八点恢复" + ATTACK);
            assertThat(cases.view(each).isOpen()).isTrue();
            assertThat(told(each, "group-reply")).isNotEmpty().allMatch(login -> !login.endsWith(TestStaff.WEST));
            assertThat(clerk.get(path(each)).body()).doesNotContain("<img src=x");
        }

        assertThat(post(clerk, path(number) + "/group/remove", Map.of("member", third)).status()).isEqualTo(302);
        assertThat(links.members(number)).extracting(CaseLinks.Member::number).containsExactly(second);
        assertThat(texts(third, "UNLINKED")).hasSize(1);
        assertThat(post(clerk, path(number) + "/group/remove", Map.of("member", third)).body()).contains("没有归并到");
    }

    @Test
    @Attack("the same click twice")
    void theSameAnswerSentTwiceAtOnceIsWrittenOnce() {
        String second = caseAt(TestStaff.EAST);
        assertThat(post(clerk, path(number) + "/group", Map.of("member", second, "kind", "GROUP", "reason", "同一次停水")).status()).isEqualTo(302);
        List<Door.Browser> people = Stream.generate(() -> new Door(port).browser(CLERK)).limit(4).toList();
        List<Integer> answers = people.parallelStream().map(person -> post(person, path(number) + "/group/reply", Map.of("reply", "今晚恢复供水")).status()).toList();
        assertThat(answers).containsOnlyOnce(302);
        assertThat(texts(second, "GROUP_REPLY")).containsExactly("统一答复：今晚恢复供水");
        assertThat(post(clerk, path(number) + "/group/reply", Map.of("reply", "今晚恢复供水")).body()).contains("刚刚已用同样的内容统一答复过", "今晚恢复供水");
        assertThat(post(clerk, path(number) + "/group/reply", Map.of("reply", "推迟到明天早上")).status()).isEqualTo(302);

        List<Integer> urged = people.parallelStream().map(person -> post(person, path(number) + "/urge", Map.of("urgeReason", "快一点")).status()).toList();
        assertThat(urged).containsOnlyOnce(302);
        assertThat(texts(number, "URGED")).hasSize(1);
        List<Integer> paused = people.parallelStream().map(person -> post(person, path(number) + "/pause", Map.of("reason", "PARTS")).status()).toList();
        assertThat(paused).containsOnlyOnce(302);
        List<Integer> resumed = people.parallelStream().map(person -> post(person, path(number) + "/resume", Map.of()).status()).toList();
        assertThat(resumed).containsOnlyOnce(302);
    }

    @Test
    void aGroupHasOneMasterOneSiteAndNoChains() {
        String second = caseAt(TestStaff.EAST);
        String third = caseAt(TestStaff.EAST);
        String elsewhere = caseAt(TestStaff.WEST);
        assertThat(refused(number, elsewhere)).contains("本小区没有编号为");
        assertThat(refused(number, "KF-19990101-0001")).contains("本小区没有编号为");
        assertThat(refused(number, number)).contains("不能归并到自己");
        assertThat(refused(number, ATTACK)).contains("本小区没有编号为").doesNotContain("<img");
        transaction.executeWithoutResult(status -> links.link(number, second, CaseLinks.Kind.REPEAT, "重复", Actor.SYSTEM));
        assertThat(refused(third, second)).contains("已归并到一个主案件");
        assertThat(refused(second, third)).contains("请在主案件上添加");
        assertThat(refused(third, number)).contains("是其他案件的主案件");
        assertThat(post(clerk, path(third) + "/group/reply", Map.of("reply", "x")).body()).contains("没有归并其他案件");
        Door.Answer noKind = post(clerk, path(number) + "/group", Map.of("member", third, "kind", "", "reason", "写过的原因"));
        assertThat(noKind.body()).contains("请选择是重复来电还是同类事项", "写过的原因");
    }

    private String refused(String master, String member) {
        Door.Answer answer = post(clerk, path(master) + "/group", Map.of("member", member, "kind", "GROUP", "reason", "同因"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
