package io.casework.workspace.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.casefile.Submissions;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.SqlCount;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import io.casework.worktime.CaseClocks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The page of a case, over HTTP as real people. */
@CaseworkTest
class CasePageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final Pattern LINE = Pattern.compile("第([0-9]+)句");
    private static final Pattern NEXT = Pattern.compile("hx-get=\"(/pages/cases/[^\"]+/story\\?[^\"]+)\"");

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CaseFiles cases;
    @Autowired CaseClocks clocks;
    @Autowired Submissions submissions;
    @Autowired Notices notices;
    @Autowired TestDeployments deployments;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

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

    private String caseAt(String site, String parent, String matter) {
        return transaction.execute(status -> cases.open(new NewCase(parent == null ? CaseKind.CONTACT : CaseKind.REPAIR, parent, site, "CALL", null, "王芳",
                "13900000009", null, "3栋2单元502", matter, "阳台门关不上", null), Actor.SYSTEM).number());
    }

    private static String token(String page) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).as("a form on the page").isTrue();
        return token.group(1);
    }

    private static String path(String number) {
        return "/pages/cases/" + number;
    }

    @Test
    void aTelephoneCallsTheNumberWithoutWhatOnlyPeopleRead() {
        assertThat(new CaseWords().call("0571-8888 8888 转 801")).isEqualTo("tel:057188888888");
        assertThat(new CaseWords().call("+86 139 0000 0009")).isEqualTo("tel:13900000009");
        assertThat(new CaseWords().call("没有留")).isNull();
    }

    @Test
    void theHeadTellsWhoWhatSinceWhenAndForWhomTheCaseWaits() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        walk.turnTo(TurnableClock.START.plusHours(2));

        String page = door.browser(CLERK).get(path(number)).body();

        assertThat(page).contains(number, "王芳", "tel:13900000009", "3栋2单元502", "试验事项", "东苑", "处理中", "净 2 小时")
                .contains("按第 <b>").contains("走到哪里", "现在在这里");
        String task = walk.open(number).get(0).getName();
        assertThat(page).contains(task + "</b>");
    }

    @Test
    void parentAndChildShowEachOther() {
        String parent = caseAt(TestStaff.EAST, null, "外墙渗水");
        String child = caseAt(TestStaff.EAST, parent, "外墙渗水维修");

        assertThat(door.browser(CLERK).get(path(parent)).body()).contains(child, "子案件", "已转出子案件 " + child);
        assertThat(door.browser(CLERK).get(path(child)).body()).contains(parent, "上级案件");
    }

    @Test
    void aCaseOfAnotherSiteDoesNotExistOnAnyOfItsPages() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        String run = jdbc.queryForObject("select proc_inst_id_ from act_hi_procinst where business_key_ = ?", String.class, number);
        Door.Browser stranger = door.browser(WEST_CLERK);
        for (String page : List.of("", "/story", "/diagram", "/forms", "/forms/1")) {
            assertThat(stranger.get(path(number) + page).status()).as(page).isEqualTo(404);
        }
        assertThat(door.as(WEST_CLERK).get("/api/cases/" + number + "/runs/" + run).status()).isEqualTo(404);
        assertThat(door.as(CLERK).get("/api/cases/" + number + "/runs/" + run).status()).isEqualTo(200);
        assertThat(door.browser(CLERK).get(path("KF-19990101-0001")).status()).isEqualTo(404);
        assertThat(door.anonymous().get(path(number)).status()).isEqualTo(302);

        // Nor does a run or a form of one case under the number of another.
        String other = caseAt(TestStaff.EAST, null, "另一件");
        assertThat(door.as(CLERK).get("/api/cases/" + other + "/runs/" + run).status()).isEqualTo(404);
        long form = transaction.execute(status -> submissions.store(number, "p", "t", "试验", null, null, null, Actor.SYSTEM, Answers.none()));
        assertThat(door.browser(CLERK).get(path(other) + "/forms/" + form).status()).isEqualTo(404);
    }

    @Test
    void theDrawingSaysWhereTheCaseStandsAndWhereItHasBeen() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        String run = jdbc.queryForObject("select proc_inst_id_ from act_hi_procinst where business_key_ = ?", String.class, number);

        var drawing = door.as(CLERK).get("/api/cases/" + number + "/runs/" + run).json();

        assertThat(drawing.path("bpmn").asText()).contains("<bpmn:definitions", "service-work-order");
        assertThat(drawing.path("open").toString()).isEqualTo("[\"Task_FillWorkOrder\"]");
        assertThat(drawing.path("passed").size()).isPositive();
        assertThat(drawing.path("passed").toString()).doesNotContain("Task_FillWorkOrder");
    }

    @Test
    void whoeverMayDoTheTaskGetsALinkAndOthersReadItsName() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        var task = walk.task(number, "Task_FillWorkOrder");
        String post = walk.posts(task).get(0);
        String link = "/camunda/app/tasklist/default/#/?task=" + task.getId();

        assertThat(door.browser(TestStaff.login(post, TestStaff.EAST)).get(path(number)).body()).contains(link);
        assertThat(door.browser("legal").get(path(number)).body()).contains(task.getName()).doesNotContain(link);
    }

    @Test
    void leadersStopTheClockWithAReasonAndLetItRunAgain() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        Door.Browser clerk = door.browser(CLERK);
        String token = token(clerk.get(path(number)).body());

        Door.Answer refused = clerk.form(path(number) + "/pause", Map.of("_csrf", token, "reason", "", "note", "业主<出差>"));
        assertThat(refused.body()).contains("请选择暂停计时的原因", "业主&lt;出差&gt;");
        assertThat(clocks.isPaused(number)).isFalse();

        assertThat(clerk.form(path(number) + "/pause", Map.of("_csrf", token, "reason", "CUSTOMER", "note", "业主出差")).status()).isEqualTo(302);
        assertThat(clocks.isPaused(number)).isTrue();
        assertThat(clerk.get(path(number)).body()).contains("暂停计时：等待客户", "业主出差", "恢复计时");
        assertThat(clerk.get(path(number) + "?kind=clock").body()).contains("暂停计时：等待客户");

        walk.turnTo(TurnableClock.START.plusHours(1));
        assertThat(clerk.form(path(number) + "/resume", Map.of("_csrf", token)).status()).isEqualTo(302);
        assertThat(clocks.isPaused(number)).isFalse();
        assertThat(clerk.form(path(number) + "/resume", Map.of("_csrf", token)).body()).contains("没有暂停计时");
    }

    @Test
    void whoDoesNotAnswerForTheCaseCannotStopItsClock() {
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        Door.Browser equipment = door.browser(EQUIPMENT);
        String page = equipment.get(path(number)).body();
        assertThat(page).doesNotContain(path(number) + "/pause");
        assertThat(equipment.form(path(number) + "/pause", Map.of("_csrf", token(page), "reason", "CUSTOMER")).status()).isEqualTo(403);

        Door.Browser stranger = door.browser(WEST_CLERK);
        String token = token(stranger.get("/pages/notices").body());
        assertThat(stranger.form(path(number) + "/pause", Map.of("_csrf", token, "reason", "CUSTOMER")).status()).isEqualTo(404);
        assertThat(door.browser(CLERK).form(path(number) + "/pause", Map.of("reason", "CUSTOMER")).status()).as("without token").isEqualTo(403);
        assertThat(clocks.isPaused(number)).isFalse();
    }

    @Test
    void theStoryMergesLinesAndNoticesAndIsReadToItsEndPartByPartInBothDirections() {
        String number = caseAt(TestStaff.EAST, null, "长的经过");
        List<Integer> all = new ArrayList<>();
        transaction.executeWithoutResult(status -> IntStream.rangeClosed(1, 100).forEach(i -> {
            // Lines and notices of the very same moment lie between lines of different ones.
            if (i % 9 == 0) {
                walk.turnTo(TurnableClock.START.plusMinutes(i));
            }
            if (i % 4 == 0) {
                notices.send(NoticeRequest.of("task-reminder", "case-page-" + number + "-" + i).about(number, TestStaff.EAST).toLogins(CLERK)
                        .with("taskName", "第" + i + "句").with("unitName", "无").with("matter", "无").with("dueAt", "无").build());
            } else {
                cases.note(number, Actor.SYSTEM, "NOTE", "第" + i + "句", null);
            }
            all.add(i);
        }));
        Door.Browser clerk = door.browser(CLERK);

        List<Integer> oldest = readAll(clerk, path(number) + "?order=oldest");
        List<Integer> newest = readAll(clerk, path(number));

        List<Integer> backwards = new ArrayList<>(oldest);
        Collections.reverse(backwards);
        assertThat(oldest).containsExactlyInAnyOrderElementsOf(all);
        assertThat(newest).containsExactlyElementsOf(backwards);
    }

    /** Follows “更多” from a page to the end; the numbers in the texts, in their order. */
    private static List<Integer> readAll(Door.Browser browser, String page) {
        List<Integer> numbers = new ArrayList<>();
        String next = page;
        int parts = 0;
        while (next != null) {
            String body = browser.get(next).body();
            Matcher line = LINE.matcher(body.contains("id=\"story\"") ? body.substring(body.indexOf("id=\"story\"")) : body);
            while (line.find()) {
                numbers.add(Integer.valueOf(line.group(1)));
            }
            Matcher further = NEXT.matcher(body);
            next = further.find() ? further.group(1).replace("&amp;", "&") : null;
            assertThat(++parts).isLessThan(20);
        }
        assertThat(parts).isEqualTo(4);
        return numbers;
    }

    @Test
    void theStoryIsNarrowedToOneKind() {
        String number = caseAt(TestStaff.EAST, null, "分类看");
        transaction.executeWithoutResult(status -> {
            cases.note(number, Actor.SYSTEM, "REPAIR", "维修预算提交审批", "AS-COS-01 AS-COS-02");
            cases.note(number, Actor.SYSTEM, "SOMETHING_NEW", "以后才有的种类", null);
            notices.send(NoticeRequest.of("task-reminder", "case-page-kind-" + number).about(number, TestStaff.EAST).toPosts("clerk")
                    .with("taskName", "勘察现场").with("unitName", "无").with("matter", "无").with("dueAt", "无").build());
        });
        Door.Browser clerk = door.browser(CLERK);
        Map<String, String> seen = new LinkedHashMap<>();
        for (String kind : List.of("contacts", "approvals", "records", "notices", "procedures")) {
            String body = clerk.get(path(number) + "/story?kind=" + kind).body();
            seen.put(kind, (body.contains("来电来访登记") ? "登" : "") + (body.contains("维修预算") ? "审" : "") + (body.contains("以后才有") ? "新" : "")
                    + (body.contains("勘察现场") ? "通" : ""));
        }
        assertThat(seen).isEqualTo(Map.of("contacts", "登", "approvals", "审", "records", "审新", "notices", "通", "procedures", ""));
        assertThat(clerk.get(path(number) + "/story?kind=notices").body()).contains("已送达", "站内", "东苑客服人员");
        assertThat(clerk.get(path(number) + "?kind=nonsense&order=nonsense&from=nonsense&run=nonsense").status()).isEqualTo(200);
    }

    @Test
    void aCaseWithTenThousandLinesTakesAsManyStatementsAsOneWithAFew() throws Exception {
        String small = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        String large = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        jdbc.update("insert into case_timeline (case_number, at, actor, actor_name, kind, text) "
                + "select ?, timestamptz '2026-07-06 08:00+08' + n * interval '1 second', 'system', '系统', 'NOTE', '第' || n || '句' from generate_series(1, 10000) n", large);
        jdbc.update("insert into case_submission (case_number, process_key, task_key, task_name, submitted_at, submitted_by, submitted_by_name, data) "
                + "select ?, 'p', 't', '任务', now(), 'x', '某人', '{}' from generate_series(1, 300) n", large);
        Door.Browser clerk = door.browser(CLERK);
        clerk.get(path(small));

        SqlCount.Counts few = SqlCount.warm(() -> assertThat(clerk.get(path(small)).status()).isEqualTo(200));
        SqlCount.Counts many = SqlCount.warm(() -> assertThat(clerk.get(path(large)).status()).isEqualTo(200));

        assertThat(many.of(SqlCount.Kind.SELECT)).isEqualTo(few.of(SqlCount.Kind.SELECT)).isLessThanOrEqualTo(40);
        assertThat(clerk.get(path(large)).body().length()).isLessThan(120_000);
    }

    @Test
    void whatPeopleTypedIsShownAsTextEverywhere() {
        String attack = "<img src=x onerror=alert(1)>";
        String number = transaction.execute(status -> {
            String opened = cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, attack, attack, null, attack, attack, attack, null),
                    new Actor("system", attack)).number();
            cases.note(opened, new Actor("x", attack), "NOTE", attack, attack.substring(0, 20));
            cases.handling(opened, attack);
            submissions.store(opened, "p", "t", attack, null, null, null, new Actor("x", attack), Answers.of(Map.of(attack, attack, "rows",
                    List.of(Map.of(attack, attack)))));
            notices.send(NoticeRequest.of("task-reminder", "case-page-xss-" + opened).about(opened, TestStaff.EAST).toLogins(CLERK)
                    .with("taskName", attack).with("unitName", attack).with("matter", attack).with("dueAt", attack).build());
            return opened;
        });
        Door.Browser clerk = door.browser(CLERK);
        long form = submissions.headings(number, Long.MAX_VALUE, 1).get(0).id();
        for (String page : List.of("", "/story", "/diagram", "/forms", "/forms/" + form)) {
            assertThat(clerk.get(path(number) + page).body()).as(page).doesNotContain("<img src=x");
        }
        assertThat(clerk.get(path(number)).body()).contains("&lt;img src=x");
    }

    @Test
    void aSubmittedFormIsReadWithTheLabelsOfItsOwnVersion() {
        String id = "case-page-probe";
        deployments.pastTheGate(id + ".form", form(id, "水管情况", "漏水"));
        deployments.pastTheGate(id + ".form", form(id, "管道情况", "渗漏"));
        String number = caseAt(TestStaff.EAST, null, "表单的版本");
        Map<String, Object> answers = new HashMap<>();
        answers.put("pipe", "LEAK");
        answers.put("urgent", true);
        answers.put("visit", "2026-07-08T09:30");
        answers.put("parts", List.of(Map.of("part", "弯头", "count", 2)));
        answers.put("unheardOf", "以前的字段");
        long first = transaction.execute(status -> submissions.store(number, "p", "t", "查看水管", null, id, 1, Actor.SYSTEM, Answers.of(answers)));
        long second = transaction.execute(status -> submissions.store(number, "p", "t", "查看水管", null, id, 2, Actor.SYSTEM, Answers.of(answers)));
        Door.Browser clerk = door.browser(CLERK);

        assertThat(clerk.get(path(number) + "/forms/" + first).body())
                .contains("水管情况", "漏水", "是否紧急", ">是<", "2026-07-08 09:30", "配件", "弯头", "数量", "unheardOf", "以前的字段", "表单第 1 版")
                .doesNotContain("管道情况").doesNotContain("LEAK");
        assertThat(clerk.get(path(number) + "/forms/" + second).body()).contains("管道情况", "渗漏", "表单第 2 版");
    }

    private static String form(String id, String label, String choice) {
        return """
                {"id": "%s", "type": "default", "schemaVersion": 16, "components": [
                  {"type": "radio", "id": "F1", "key": "pipe", "label": "%s", "values": [{"label": "%s", "value": "LEAK"}]},
                  {"type": "checkbox", "id": "F2", "key": "urgent", "label": "是否紧急"},
                  {"type": "datetime", "id": "F3", "key": "visit", "subtype": "datetime", "dateLabel": "上门日期", "timeLabel": "时间", "timeSerializingFormat": "no_timezone"},
                  {"type": "dynamiclist", "id": "F4", "path": "parts", "label": "配件", "components": [
                    {"type": "textfield", "id": "F5", "key": "part", "label": "名称"}, {"type": "number", "id": "F6", "key": "count", "label": "数量"}]}
                ]}""".formatted(id, label, choice);
    }

    @Test
    void theFormThatACallWasRegisteredWithReadsAsOnTheScreen() {
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海", "callerPhone", "15400010101",
                "unitText", "1-1-101", "kind", "REPAIR", "matter", "厨房水管漏水", "description", "水槽下方漏水", "urgency", "URGENT"));
        form.putAll(Map.of("repairItem", "plumbing-electrical", "responsibility", "UNKNOWN"));
        String number = walk.start(CLERK, "contact-intake", form);
        long id = submissions.headings(number, Long.MAX_VALUE, 1).get(0).id();
        String page = door.browser(CLERK).get(path(number) + "/forms/" + id).body();
        assertThat(page).contains("客户姓名", "陈东海", "紧急", "报修", "东苑").doesNotContain("plumbing-electrical").doesNotContain(">URGENT<").doesNotContain(">REPAIR<");
    }
}
