package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.organisation.Accounts;
import io.casework.organisation.StaffAdministration;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The pages beside Tasklist, over HTTP as real people. */
@CaseworkTest
class PagesTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String DIRECTOR = TestStaff.login("office-director", TestStaff.WEST);

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CaseFiles cases;
    @Autowired Notices notices;
    @Autowired StaffAdministration administration;
    @Autowired Accounts accounts;
    @Autowired TransactionTemplate transaction;
    @Autowired TestHomes homes;
    @Autowired org.springframework.jdbc.core.JdbcTemplate jdbc;
    private Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    private String caseAt(String site) {
        return transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, site, "CALL", null, "<b>周敏</b>", null, null, "1栋101",
                "门禁失灵", "", null), Actor.SYSTEM).number());
    }

    @Test
    void theFirstPageTellsANewcomerWhoTheyAreAndWhatToDo() {
        String page = door.browser(CLERK).get("/").body();
        assertThat(page).contains("东苑客服人员，您好", "客服人员（东苑）", "href=\"/pages/call\"", "点“认领”").doesNotContain("/pages/administration");
        assertThat(door.browser(DIRECTOR).get("/").body()).contains("管理处主任（西苑）").doesNotContain("/pages/call");
    }

    @Test
    void theCountsOnTheFirstPageLeadToTheListsThatTheyCount() {
        String number = walk.start(CLERK, "contact-intake", Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "王芳",
                "callerPhone", "13800138000", "kind", "ENQUIRY", "matter", "门禁怎么用", "description", "单元门", "urgency", "NORMAL"));
        assertThat(jdbc.update("update act_ru_task set due_date_ = timestamp '2020-01-02 09:00' where proc_inst_id_ in "
                + "(select proc_inst_id_ from act_hi_procinst where business_key_ = ?)", number)).isPositive();
        for (String login : java.util.List.of(CLERK, TestStaff.login("service-supervisor", TestStaff.EAST))) {
            String page = door.browser(login).get("/").body();
            for (String list : java.util.List.of("overdue", "due-today", "mine", "unclaimed")) {
                String id = jdbc.queryForObject("select filter_id from inbox_filter where code = ?", String.class, list);
                int tasks = door.as(login).get("/engine-rest/filter/" + id + "/count").json().path("count").asInt();
                assertThat(page).as(login + " " + list).contains("href=\"/camunda/app/tasklist/default/#/?filter=" + id + "\"><b>" + tasks + "</b>");
            }
            assertThat(page).as("the late task of the post, claimed or not, and of the posts that one supervises")
                    .containsPattern("<li class=\"alarm\">.*<b>[1-9][0-9]*</b>已超时");
        }
    }

    @Test
    void theFirstPageNamesTheTasksThatAreLateForTheLongestTimeAndWhomTheyWaitFor() {
        homes.resident(TestStaff.EAST, "15400010101");
        String number = walk.start(CLERK, "contact-intake", Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海",
                "callerPhone", "15400010101", "kind", "ENQUIRY", "matter", "信箱钥匙<i>丢了", "description", "要配一把", "urgency", "NORMAL"));
        jdbc.update("update act_ru_task set due_date_ = timestamp '2001-01-02 09:00' where proc_inst_id_ in "
                + "(select proc_inst_id_ from act_hi_procinst where business_key_ = ?)", number);
        for (String login : java.util.List.of(CLERK, TestStaff.login("service-supervisor", TestStaff.EAST), "service-manager")) {
            assertThat(door.browser(login).get("/").body()).as(login)
                    .containsPattern("(?s)超时最久的任务.*2001-01-02 09:00.*确认分类.*href=\"/pages/cases/" + number + "\".*信箱钥匙&lt;i&gt;丢了.*客服人员（待认领）");
        }
        assertThat(door.browser(DIRECTOR).get("/").body()).as("another site").doesNotContain(number);
    }

    @Test
    void aPostOpensItsPagesAtItsOwnSiteOnlyWhateverElseThePersonDoesElsewhere() {
        String login = "mixed" + System.nanoTime();
        transaction.executeWithoutResult(status -> {
            administration.addStaff(login, "两处任职", "", "");
            administration.assign(login, "records-clerk", TestStaff.WEST);
            administration.assign(login, "clerk", TestStaff.WEST);
            administration.assign(login, "repair-team", TestStaff.EAST);
            accounts.setPassword(login, TestStaff.PASSWORD);
        });
        String east = caseAt(TestStaff.EAST);
        String west = caseAt(TestStaff.WEST);
        Door.Browser browser = door.browser(login);
        String register = browser.get("/pages/registers/cases").body();
        assertThat(register).contains(west).doesNotContain(east);
        assertThat(browser.form("/pages/registers/cases/export", Map.of("_csrf", token(register), "format", "CSV")).body())
                .contains(west).doesNotContain(east);
        assertThat(browser.get("/pages/cases/" + east).status()).as("the case itself is open to all posts of its site").isEqualTo(200);
        assertThat(door.as(login).post("/api/cases/" + east + "/pause", Map.of("reason", "PARTS")).status()).isEqualTo(404);
    }

    @Test
    void aPageThatIsNotThereOrNotOpenSaysWhy() {
        Door.Browser browser = door.browser(CLERK);
        browser.header("Accept", "text/html");
        Door.Answer missing = browser.get("/pages/cases/KF-20200101-0001");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("没有编号为 KF-20200101-0001 的案件，或不属于您的小区");
        Door.Answer shut = browser.get("/pages/administration");
        assertThat(shut.status()).isEqualTo(403);
        assertThat(shut.body()).contains("您的岗位不能这样做，可以的岗位：");
    }

    @Test
    void withoutSigningInTheFirstPageLeadsToTheSignIn() {
        Door.Answer answer = door.anonymous().get("/");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/login");
    }

    @Test
    void aNoticeIsListedAsPlainTextAndStaysReadOnceRead() {
        String number = caseAt(TestStaff.WEST);
        transaction.executeWithoutResult(status -> notices.send(NoticeRequest.of("task-reminder", "pages-test-" + number).about(number, TestStaff.WEST)
                .toLogins(DIRECTOR).with("taskName", "<script>alert(1)</script>").with("unitName", "1栋101").with("matter", "门禁")
                .with("dueAt", "2026-07-08 17:30").build()));
        Door.Browser browser = door.browser(DIRECTOR);
        String page = browser.get("/pages/notices").body();
        assertThat(page).contains("任务即将到期", "标为已读").doesNotContain("<script>alert(1)");

        long newest = notices.inbox(DIRECTOR, org.springframework.data.domain.PageRequest.of(0, 1)).getContent().get(0).id();
        assertThat(notices.unreadCount(DIRECTOR)).isPositive();
        assertThat(browser.form("/pages/notices/" + newest + "/read", Map.of("_csrf", token(page))).status()).isEqualTo(302);
        assertThat(notices.inbox(DIRECTOR, org.springframework.data.domain.PageRequest.of(0, 1)).getContent().get(0).unread()).isFalse();
    }

    @Test
    void aNoticeLeadsToItsCaseAndIsReadByThat() {
        String number = caseAt(TestStaff.WEST);
        transaction.executeWithoutResult(status -> notices.send(NoticeRequest.of("task-reminder", "pages-test-open-" + number).about(number, TestStaff.WEST)
                .toLogins(DIRECTOR).with("taskName", "受理").with("unitName", "1栋101").with("matter", "门禁").with("dueAt", "2026-07-08 17:30").build()));
        var newest = notices.inbox(DIRECTOR, org.springframework.data.domain.PageRequest.of(0, 1)).getContent().get(0);
        Door.Browser browser = door.browser(DIRECTOR);
        String link = "/pages/notices/" + newest.id();
        assertThat(browser.get("/pages/notices").body()).contains("href=\"" + link + "\"");
        assertThat(browser.get("/").body()).contains("href=\"" + link + "\"");

        Door.Browser led = door.browser(DIRECTOR);
        led.header("Sec-Fetch-Site", "cross-site");
        assertThat(led.get(link).header("Location")).endsWith("/pages/notices");
        assertThat(notices.inbox(DIRECTOR, org.springframework.data.domain.PageRequest.of(0, 1)).getContent().get(0).unread()).isTrue();
        assertThat(door.browser(CLERK).get(link).header("Location")).as("somebody else's notice").isNull();
        assertThat(browser.get(link).header("Location")).endsWith("/pages/cases/" + number);
        assertThat(notices.inbox(DIRECTOR, org.springframework.data.domain.PageRequest.of(0, 1)).getContent().get(0).unread()).isFalse();
    }

    @Test
    void whoFollowsALinkToATaskLearnsWhoHasItOrHasDoneIt() {
        homes.resident(TestStaff.EAST, "15400010101");
        String number = walk.start(CLERK, "contact-intake", Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海",
                "callerPhone", "15400010101", "kind", "ENQUIRY", "matter", "门禁怎么用", "description", "单元门", "urgency", "NORMAL"));
        String task = walk.task(number, "Task_ConfirmCategory").getId();
        String address = "/api/tasks/" + task + "/whereabouts";
        Door.Caller team = door.as(TestStaff.login("repair-team", TestStaff.EAST));
        assertThat(team.get(address).json().path("text").asText()).isEqualTo("“确认分类”由客服人员（待认领）办理，不在您的任务之内。");
        walk.complete(CLERK, number, "Task_ConfirmCategory", Map.of("category", "ENQUIRY"));
        assertThat(team.get(address).json().path("text").asText()).matches("“确认分类”已由东苑客服人员于 2026-07-06 \\d\\d:\\d\\d 完成。");
        assertThat(team.get(address).json().path("caseNumber").asText()).isEqualTo(number);
        assertThat(door.as(DIRECTOR).get(address).status()).as("another site").isEqualTo(404);
        assertThat(team.get("/api/tasks/none/whereabouts").status()).isEqualTo(404);
    }

    @Test
    void aNoticeIsNotMarkedByAPageFromElsewhere() {
        assertThat(door.browser(DIRECTOR).form("/pages/notices/1/read", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void aFormThatIsTooLargeIsToldSoInsteadOfBlamingTheSignIn() {
        Door.Browser browser = door.browser(DIRECTOR);
        String token = token(browser.get("/pages/notices").body());
        Door.Answer answer = browser.form("/pages/notices/1/read", Map.of("_csrf", token, "text", "x".repeat(3 * 1024 * 1024)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("内容太大", "请退回，缩短后再提交").doesNotContain("登录");
    }

    private static String token(String page) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @Test
    void theAdministrationPageIsForAdministratorsOnly() {
        assertThat(door.browser(CLERK).get("/pages/administration").status()).isEqualTo(403);
        Door.Answer page = door.browser("procedure-admin").get("/pages/administration");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("需要决定的流程", "没有送达的通知", "rectification-slip", "工作联系单");
    }

    @Test
    void aCaseOfAnotherSiteDoesNotExist() {
        String number = caseAt(TestStaff.WEST);
        assertThat(door.as(CLERK).get("/api/cases/" + number).status()).isEqualTo(404);
        assertThat(door.as("service-manager").get("/api/cases/" + number).status()).isEqualTo(200);
        Door.Answer own = door.as(DIRECTOR).get("/api/cases/" + number);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().at("/file/matter").asText()).isEqualTo("门禁失灵");
    }
}
