package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.CaseFiles;
import io.casework.organisation.Accounts;
import io.casework.organisation.Assignment;
import io.casework.organisation.Person;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Members of staff, their posts, accounts and substitutes on the pages of the administration. */
@CaseworkTest
class StaffPageTest {

    private static final String PAGE = "/pages/administration/staff";
    private static final String SUBSTITUTES = "/pages/administration/substitutes";
    private static final String PASSWORD = "laengere-Parole-7";

    @LocalServerPort int port;
    @Autowired Staffing staffing;
    @Autowired StaffAdministration administration;
    @Autowired Accounts accounts;
    @Autowired AdminChanges changes;
    @Autowired CaseFiles cases;
    @Autowired TaskService tasks;
    @Autowired Walk walk;
    @Autowired TransactionTemplate transaction;

    private final String login = "page." + Long.toString(System.nanoTime(), 36);

    private Clerk admin() {
        return new Clerk(port, "camunda-admin");
    }

    private void member(String post, String site) {
        transaction.executeWithoutResult(status -> {
            administration.addStaff(login, "苏小页", "", "");
            administration.assign(login, post, site);
            accounts.setPassword(login, PASSWORD);
        });
    }

    private Map<String, String> newPerson() {
        return new LinkedHashMap<>(Map.of("name", "苏小页", "login", login, "phone", "13900001111", "email", login + "@casework.test", "password", PASSWORD,
                "passwordAgain", PASSWORD, "post", "clerk", "site", TestStaff.EAST));
    }

    private List<AdminChange> recorded() {
        return changes.page(AdminChanges.Filter.of(AdminArea.STAFF, login), null, 20);
    }

    @Test
    void isForTheSystemAdministratorOnly() {
        assertThat(admin().triesToOpen(PAGE)).isEqualTo(200);
        for (String other : List.of("procedure-admin", "service-manager", TestStaff.login("clerk", TestStaff.EAST), "general-manager")) {
            Clerk clerk = new Clerk(port, other);
            assertThat(clerk.triesToOpen(PAGE)).as(other).isEqualTo(403);
            assertThat(clerk.triesToOpen(PAGE + "/camunda-admin")).as(other).isEqualTo(403);
            clerk.opens("/");
            assertThat(clerk.triesToSend(PAGE + "/camunda-admin/password", Map.of("password", PASSWORD, "passwordAgain", PASSWORD))).as(other).isEqualTo(403);
        }
        assertThat(new Door(port).browser("camunda-admin").get("/").status()).as("the password is still the old one").isEqualTo(200);
        assertThat(new Clerk(port, "procedure-admin").triesToOpen(SUBSTITUTES)).isEqualTo(403);
        assertThat(new Clerk(port, TestStaff.login("clerk", TestStaff.EAST)).triesToOpen(SUBSTITUTES)).isEqualTo(403);
    }

    @Test
    void aNewPersonSignsInWithTheFirstPasswordAndSeesThePost() {
        Clerk admin = admin();
        admin.opens(PAGE + "/new");
        admin.sends(PAGE, newPerson());
        assertThat(new Door(port).browser().signIn(login, PASSWORD).header("Location")).doesNotContain("error");
        assertThat(staffing.assignmentsOf(login)).containsExactly(new Assignment(login, "clerk", TestStaff.EAST));
        AdminChange line = recorded().get(0);
        assertThat(line.by()).isEqualTo("camunda-admin");
        assertThat(line.before()).isEmpty();
        assertThat(line.after()).contains("姓名：苏小页", "岗位：客服人员（东苑）").doesNotContain(PASSWORD);

        assertThat(admin.opens(PAGE + "?q=" + login)).contains("苏小页", "客服人员（东苑）", "共 1 人");
        assertThat(admin.opens(PAGE + "?q=" + login + "&post=finance")).contains("没有找到");
        assertThat(admin.opens(PAGE + "/" + login)).contains("苏小页", "13900001111", "新增人员");
        assertThat(admin.triesToOpen(PAGE + "/nobody.there")).isEqualTo(404);
    }

    @Test
    void aRefusedNewPersonIsNotThereAndWhatWasTypedIs() {
        Clerk admin = admin();
        admin.opens(PAGE + "/new");
        Map<String, String> fields = newPerson();
        fields.put("password", "short");
        fields.put("passwordAgain", "short");
        assertThat(admin.isRefused(PAGE, fields)).contains("id=\"new-password-wrong\">密码至少要有 10 个字符", "value=\"苏小页\"", "value=\"" + login + "\"").doesNotContain("value=\"short\"");
        fields.put("password", "x-" + login + "-x");
        fields.put("passwordAgain", "x-" + login + "-x");
        assertThat(admin.isRefused(PAGE, fields)).contains("密码里不能含有登录名");
        fields.put("password", "1苏小页1234567");
        fields.put("passwordAgain", "1苏小页1234567");
        assertThat(admin.isRefused(PAGE, fields)).contains("密码里不能含有姓名或邮箱");
        fields.put("passwordAgain", PASSWORD);
        assertThat(admin.isRefused(PAGE, fields)).contains("两次输入的密码不一致");
        fields.putAll(newPerson());
        fields.put("post", "finance");
        assertThat(admin.isRefused(PAGE, fields)).contains("是总部岗位");
        fields.put("login", "Grossgeschrieben");
        assertThat(admin.isRefused(PAGE, fields)).contains("登录名只能用小写字母");
        assertThat(staffing.person(login)).isEmpty();
        assertThat(recorded()).isEmpty();
    }

    @Test
    void postsAreAssignedAndWithdrawnPerSite() {
        member("clerk", TestStaff.EAST);
        Clerk admin = admin();
        admin.opens(PAGE + "/" + login);
        admin.sends(PAGE + "/" + login + "/posts", Map.of("post", "records-clerk", "site", TestStaff.WEST));
        assertThat(staffing.holds(login, "records-clerk", TestStaff.WEST)).isTrue();
        assertThat(recorded().get(0).after()).contains("资料员（西苑）");

        admin.opens(PAGE + "/" + login);
        admin.sends(PAGE + "/" + login + "/posts/withdraw", Map.of("post", "clerk", "site", TestStaff.EAST));
        assertThat(staffing.postsOf(login)).containsExactly("records-clerk");
        assertThat(recorded().get(0).what()).isEqualTo("免岗：客服人员");
    }

    @Test
    void aPostOfTheSitesIsGivenForAllOfThemOnlyWhenSomebodySaysSo() {
        member("clerk", TestStaff.EAST);
        Clerk admin = admin();
        admin.opens(PAGE + "/" + login);
        assertThat(admin.isRefused(PAGE + "/" + login + "/posts", Map.of("post", "records-clerk", "site", ""))).contains("id=\"assign-site-wrong\">请选择小区");
        assertThat(staffing.postsOf(login)).containsExactly("clerk");
        admin.sends(PAGE + "/" + login + "/posts", Map.of("post", "records-clerk", "site", "*"));
        assertThat(staffing.assignmentsOf(login)).contains(new Assignment(login, "records-clerk", null));
        admin.opens(PAGE + "/" + login);
        admin.sends(PAGE + "/" + login + "/posts", Map.of("post", "finance", "site", ""));
        assertThat(staffing.assignmentsOf(login)).contains(new Assignment(login, "finance", null));
    }

    @Test
    void theSecondOfTwoAdministratorsIsToldAndKeepsWhatWasTyped() {
        member("clerk", TestStaff.EAST);
        Clerk first = admin();
        Clerk second = admin();
        first.opens(PAGE + "/" + login);
        second.opens(PAGE + "/" + login);
        first.sends(PAGE + "/" + login, Map.of("name", "苏小页", "phone", "13911112222", "email", ""));
        assertThat(second.isRefused(PAGE + "/" + login, Map.of("name", "苏大页", "phone", "", "email", ""))).contains("别人已经作了更改", "value=\"苏大页\"");
        assertThat(staffing.person(login).orElseThrow().phone()).isEqualTo("13911112222");
        assertThat(recorded().get(0).before()).isEqualTo("电话：");
        assertThat(recorded().get(0).after()).isEqualTo("电话：13911112222");
    }

    @Test
    void whoLeavesCannotSignInAndTheTasksGoBackToThePost() {
        member("clerk", TestStaff.EAST);
        walk.resetClock();
        String number = openTaskOf(login);
        Clerk admin = admin();
        assertThat(admin.opens(PAGE + "/" + login)).contains("已认领 1 个任务", number);
        admin.sends(PAGE + "/" + login + "/leave", Map.of());
        assertThat(staffing.person(login).map(Person::active)).contains(false);
        assertThat(walk.open(number)).extracting(Task::getAssignee).containsOnlyNulls();
        assertThat(cases.timeline(number)).anyMatch(line -> line.text().contains("由苏小页退回岗位，等待认领"));
        assertThat(new Door(port).browser().signIn(login, PASSWORD).header("Location")).contains("/login");
        assertThat(recorded().get(0).before()).contains("在职", "在办任务：1 个");

        admin.opens(PAGE + "/" + login);
        assertThat(admin.isRefused(PAGE + "/" + login + "/return", Map.of("password", "kurz", "passwordAgain", "kurz"))).contains("密码至少要有 10 个字符");
        assertThat(staffing.person(login).map(Person::active)).contains(false);
        admin.sends(PAGE + "/" + login + "/return", Map.of("password", PASSWORD, "passwordAgain", PASSWORD));
        assertThat(staffing.holds(login, "clerk", TestStaff.EAST)).isTrue();
        assertThat(new Door(port).browser().signIn(login, PASSWORD).header("Location")).doesNotContain("/login");
    }

    @Test
    void whoLosesThePostPutsBackWhatHeClaimedThroughIt() {
        member("clerk", TestStaff.EAST);
        transaction.executeWithoutResult(status -> administration.assign(login, "repair-team", TestStaff.EAST));
        walk.resetClock();
        String number = openTaskOf(login);
        Clerk admin = admin();
        admin.opens(PAGE + "/" + login);
        admin.sends(PAGE + "/" + login + "/posts/withdraw", Map.of("post", "repair-team", "site", TestStaff.EAST));
        assertThat(walk.open(number)).as("another post says nothing about this task").extracting(Task::getAssignee).contains(login);
        admin.opens(PAGE + "/" + login);
        admin.sends(PAGE + "/" + login + "/posts/withdraw", Map.of("post", "clerk", "site", TestStaff.EAST));
        assertThat(walk.open(number)).as("nobody else could claim it").extracting(Task::getAssignee).containsOnlyNulls();
        assertThat(cases.timeline(number)).anyMatch(line -> line.text().contains("由苏小页退回岗位，等待认领（已不担任或代理这个岗位）"));
        assertThat(recorded().get(0).before()).contains("在办任务：1 个");
    }

    @Test
    void theSubstituteGetsWhatTheAbsentPersonHadClaimedAndGivesItBackAtTheEnd() {
        member("clerk", TestStaff.EAST);
        walk.resetClock();
        String number = openTaskOf(login);
        String substitute = TestStaff.login("repair-team", TestStaff.EAST);
        Clerk admin = admin();
        admin.opens(SUBSTITUTES);
        admin.sends(SUBSTITUTES, Map.of("absent", login, "substitute", substitute, "from", "2000-01-01T08:00", "until", "2100-12-31T18:00", "reason", "年假", "release", "true"));
        assertThat(walk.open(number)).extracting(Task::getAssignee).containsOnlyNulls();
        assertThat(cases.timeline(number)).anyMatch(line -> line.text().contains("由苏小页退回岗位，等待认领（缺勤，由"));

        tasks.setAssignee(walk.open(number).get(0).getId(), substitute);
        long arranged = staffing.substitutions().stream().filter(one -> one.absent().equals(login)).findFirst().orElseThrow().id();
        admin.opens(SUBSTITUTES);
        admin.sends(SUBSTITUTES + "/" + arranged + "/end", Map.of());
        assertThat(walk.open(number)).extracting(Task::getAssignee).containsOnlyNulls();
    }

    private String openTaskOf(String person) {
        String number = walk.enter("communication", TestStaff.EAST, Map.of());
        tasks.setAssignee(walk.open(number).get(0).getId(), person);
        return number;
    }

    @Test
    void aPasswordIsResetWithoutTheRecordKnowingIt() {
        member("clerk", TestStaff.EAST);
        Clerk admin = admin();
        admin.opens(PAGE + "/" + login);
        assertThat(admin.isRefused(PAGE + "/" + login + "/password", Map.of("password", "kurz", "passwordAgain", "kurz"))).contains("密码至少要有 10 个字符");
        admin.sends(PAGE + "/" + login + "/password", Map.of("password", "ganz-Neue-Parole", "passwordAgain", "ganz-Neue-Parole"));
        assertThat(new Door(port).browser().signIn(login, PASSWORD).header("Location")).contains("/login");
        assertThat(new Door(port).browser().signIn(login, "ganz-Neue-Parole").header("Location")).doesNotContain("/login");
        assertThat(recorded().get(0)).extracting(AdminChange::what, AdminChange::before, AdminChange::after).containsExactly("重设密码", "", "");
    }

    @Test
    void nobodyTakesTheLastAdministratorAway() {
        assertThat(staffing.holders("camunda-admin", null)).extracting(Person::login).containsExactly("camunda-admin");
        Clerk admin = admin();
        admin.opens(PAGE + "/camunda-admin");
        assertThat(admin.isRefused(PAGE + "/camunda-admin/leave", Map.of())).contains("至少要有一名在职的系统管理员");
        assertThat(admin.isRefused(PAGE + "/camunda-admin/posts/withdraw", Map.of("post", "camunda-admin", "site", ""))).contains("至少要有一名在职的系统管理员");
        assertThat(staffing.holds("camunda-admin", "camunda-admin", null)).isTrue();
    }

    @Test
    void theManagerArrangesSubstitutesForThePeopleOfTheSitesOnly() {
        member("clerk", TestStaff.EAST);
        Clerk manager = new Clerk(port, "service-manager");
        String page = manager.opens(SUBSTITUTES);
        assertThat(page).contains("value=\"" + login + "\"");
        Map<String, String> fields = new LinkedHashMap<>(Map.of("absent", login, "substitute", TestStaff.login("clerk2", TestStaff.EAST), "from", "2026-07-07T09:00",
                "until", "2026-07-06T09:00", "reason", "年假"));
        assertThat(manager.isRefused(SUBSTITUTES, fields)).contains("结束时间应晚于开始时间", "value=\"年假\"");
        fields.put("until", "2026-07-09T18:00");
        manager.sends(SUBSTITUTES, fields);
        assertThat(manager.opens(SUBSTITUTES)).contains("苏小页", "将开始", "2026-07-09 18:00");
        AdminChange line = changes.page(AdminChanges.Filter.of(AdminArea.SUBSTITUTES, login), null, 1).get(0);
        assertThat(line.by()).isEqualTo("service-manager");
        assertThat(line.after()).contains("由东苑客服人员乙代岗，2026-07-07 09:00 至 2026-07-09 18:00");

        fields.put("absent", "general-manager");
        fields.put("substitute", "service-manager");
        assertThat(manager.isRefused(SUBSTITUTES, fields)).contains("总部岗位的代岗由系统管理员安排");
        fields.put("absent", "camunda-admin");
        assertThat(manager.isRefused(SUBSTITUTES, fields)).contains("总部岗位的代岗由系统管理员安排");
        assertThat(staffing.substitutions()).noneMatch(one -> one.absent().equals("general-manager") || one.absent().equals("camunda-admin"));

        long id = staffing.substitutions().stream().filter(one -> one.absent().equals(login)).findFirst().orElseThrow().id();
        manager.opens(SUBSTITUTES);
        manager.sends(SUBSTITUTES + "/" + id + "/end", Map.of());
        assertThat(staffing.substitutions()).noneMatch(one -> one.absent().equals(login));
    }
}
