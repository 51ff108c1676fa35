package io.casework.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class StaffingTest {

    @Autowired Staffing staffing;
    @Autowired StaffAdministration administration;
    @Autowired Sites sites;
    @Autowired Posts posts;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private Instant now;

    @BeforeEach
    void setUp() {
        clock.reset();
        now = clock.instant();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void theVocabularyOfPostsIsThere() {
        assertThat(posts.all()).hasSizeGreaterThanOrEqualTo(24);
        assertThat(posts.post("vice-chief-engineer")).get()
                .satisfies(post -> assertThat(post.name()).isEqualTo("负责质量的副总工程师"))
                .satisfies(post -> assertThat(post.scope()).isEqualTo(Post.Scope.HEADQUARTERS));
        assertThat(posts.all()).filteredOn(post -> post.scope() == Post.Scope.SITE).extracting(Post::code)
                .contains("clerk", "records-clerk", "service-supervisor", "office-director", "management-office",
                        "equipment", "project-department", "property-staff", "repair-leader", "repair-team", "steward");
        assertThat(posts.exists("nobody")).isFalse();
    }

    @Test
    void anAdministratorAddsAPost() {
        String code = "test-" + unique();
        // Taken back: whatever walks all posts would meet a post without people and without anybody above it.
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            administration.addPost(new Post(code, "岗位" + code, Post.Scope.SITE, "物业公司", "测试用"));
            assertThat(posts.post(code)).get().extracting(Post::department).isEqualTo("物业公司");
            assertThatThrownBy(() -> administration.addPost(new Post(code, "又一个", Post.Scope.SITE, "物业公司", "测试用")))
                    .isInstanceOf(RuleViolation.class).hasMessageContaining("已经存在");
        });
        assertThat(posts.exists(code)).isFalse();
        assertThatThrownBy(() -> administration.addPost(new Post("Bad Code", "", null, "没有的部门", "")))
                .isInstanceOfSatisfying(RuleViolation.class, violation -> assertThat(violation.fields())
                        .containsOnlyKeys("code", "name", "description", "scope", "department"));
    }

    @Test
    void aSitePostReachesItsSiteOnly() {
        assertThat(staffing.rightsOf("clerk.t-east")).containsExactly(new Right("clerk", TestStaff.EAST));
        assertThat(staffing.holds("clerk.t-east", "clerk", TestStaff.EAST)).isTrue();
        assertThat(staffing.holds("clerk.t-east", "clerk", null)).isTrue();
        assertThat(staffing.holds("clerk.t-east", "clerk", TestStaff.WEST)).isFalse();
        assertThat(staffing.holds("clerk.t-east", "records-clerk", TestStaff.EAST)).isFalse();
        assertThat(staffing.sitesOf("clerk.t-east")).containsExactly(TestStaff.EAST);
        assertThat(staffing.postsOf("clerk.t-east")).containsExactly("clerk");
    }

    @Test
    void aHeadquartersPostReachesEverySite() {
        assertThat(staffing.sitesOf("general-manager")).contains(TestStaff.EAST, TestStaff.WEST);
        assertThat(staffing.holds("general-manager", "general-manager", TestStaff.WEST)).isTrue();
        String site = "s" + unique();
        administration.addSite(new Site(site, "新区" + site, "开发公司", "", null, true));
        assertThat(staffing.sitesOf("general-manager")).contains(site);
        assertThat(sites.name(site)).isEqualTo("新区" + site);
        assertThat(sites.name("none")).isEqualTo("none");
    }

    @Test
    void aSiteCanBeChangedButNotTwoOfOneName() {
        String site = "s" + unique();
        administration.addSite(new Site(site, "旧名" + site, "开发公司", "", null, true));
        administration.changeSite(new Site(site, "新名" + site, "开发公司", "某路", null, false));
        assertThat(sites.site(site)).get().isEqualTo(new Site(site, "新名" + site, "开发公司", "某路", null, false));
        assertThatThrownBy(() -> administration.changeSite(new Site(site, "东苑", "开发公司", "", null, false)))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("东苑");
        assertThatThrownBy(() -> administration.addSite(new Site(site, "另名" + site, "开发公司", "", null, false)))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("已经存在");
    }

    @Test
    void unknownAndFormerStaffHaveNoRights() {
        assertThat(staffing.person("nobody")).isEmpty();
        assertThat(staffing.person(null)).isEmpty();
        assertThat(staffing.rightsOf("nobody")).isEmpty();
        assertThat(staffing.rightsOf(null)).isEmpty();
        assertThat(staffing.nameOf("nobody")).isEqualTo("nobody");
        String login = clerk();
        assertThat(staffing.holds(login, "clerk", TestStaff.EAST)).isTrue();
        administration.deactivate(login);
        assertThat(staffing.rightsOf(login)).isEmpty();
        assertThat(staffing.person(login)).get().extracting(Person::active).isEqualTo(false);
        assertThat(staffing.holders("clerk", TestStaff.EAST)).extracting(Person::login).doesNotContain(login);
        administration.activate(login);
        assertThat(staffing.holds(login, "clerk", TestStaff.EAST)).isTrue();
    }

    @Test
    void substitutesHaveTheRightsOfTheAbsentWhileItRunsAndNotAMomentLonger() {
        String absent = clerk();
        String substitute = person();
        Instant from = now.plus(Duration.ofHours(1));
        Instant until = now.plus(Duration.ofHours(9));
        administration.substitute(absent, substitute, from, until, "年休假");

        assertThat(staffing.rightsOf(substitute, from.minusMillis(1))).isEmpty();
        assertThat(staffing.rightsOf(substitute, from)).containsExactly(new Right("clerk", TestStaff.EAST));
        assertThat(staffing.rightsOf(substitute, until.minusMillis(1))).hasSize(1);
        assertThat(staffing.rightsOf(substitute, until)).isEmpty();
        assertThat(staffing.rightsOf(absent, from)).as("the absent person keeps the post").hasSize(1);

        assertThat(staffing.holders("clerk", TestStaff.EAST)).extracting(Person::login).contains(absent).doesNotContain(substitute);
        clock.advance(Duration.ofHours(2));
        assertThat(staffing.holders("clerk", TestStaff.EAST)).extracting(Person::login).contains(substitute).doesNotContain(absent);
        assertThat(staffing.substituteOf(absent)).get().extracting(Person::login).isEqualTo(substitute);
        assertThat(staffing.allRights(clock.instant()).get(substitute)).containsExactly(new Right("clerk", TestStaff.EAST));
    }

    @Test
    void aSubstitutionMayHaveBegunAndCanBeEndedEarly() {
        String absent = clerk();
        String substitute = person();
        long id = administration.substitute(absent, substitute, now.minusSeconds(60), now.plusSeconds(3600), "病假");
        assertThat(staffing.holds(substitute, "clerk", TestStaff.EAST)).isTrue();
        administration.endSubstitution(id);
        assertThat(staffing.holds(substitute, "clerk", TestStaff.EAST)).isFalse();
        assertThat(staffing.rightsOf(substitute, now.minusSeconds(1))).as("what was, stays").hasSize(1);
        assertThatThrownBy(() -> administration.endSubstitution(id)).isInstanceOf(RuleViolation.class).hasMessageContaining("已经结束");

        long coming = administration.substitute(absent, substitute, now.plusSeconds(60), now.plusSeconds(3600), "病假");
        administration.endSubstitution(coming);
        assertThat(staffing.substitutions()).extracting(Substitution::id).doesNotContain(coming);
    }

    @Test
    void nobodyStandsInForHimselfOrTwiceOrInAChain() {
        String a = clerk();
        String b = person();
        String c = person();
        String d = person();
        Instant from = now;
        Instant until = now.plus(Duration.ofDays(5));
        refused("substitute", () -> administration.substitute(a, a, from, until, "年休假"));
        refused("until", () -> administration.substitute(a, b, from, from, "年休假"));
        refused("until", () -> administration.substitute(a, b, from.minusSeconds(9), from, "年休假"));
        refused("reason", () -> administration.substitute(a, b, from, until, " "));
        refused("absent", () -> administration.substitute("nobody", b, from, until, "年休假"));
        administration.substitute(a, b, from, until, "年休假");

        refused("from", () -> administration.substitute(a, c, until.minusSeconds(1), until.plusSeconds(1), "年休假"));
        refused("absent", () -> administration.substitute(b, c, from, until, "年休假"));
        refused("substitute", () -> administration.substitute(d, a, from, until, "年休假"));
        administration.substitute(a, c, until, until.plusSeconds(60), "紧接着的另一段");
        administration.substitute(d, b, from, until, "一人可代两岗");
    }

    @Test
    void theDatabaseItselfRefusesAnOverlap() {
        String a = clerk();
        String b = person();
        administration.substitute(a, b, now, now.plusSeconds(600), "年休假");
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into substitution (absent_login, substitute_login, from_at, until_at, reason)
                        select absent_login, substitute_login, from_at, until_at, reason from substitution where absent_login = ?""")
                .param(a).update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void leavingEndsSubstitutions() {
        String a = clerk();
        String b = person();
        administration.substitute(a, b, now.minusSeconds(60), now.plusSeconds(600), "年休假");
        administration.deactivate(b);
        assertThat(staffing.substituteOf(a)).isEmpty();
        assertThat(staffing.holders("clerk", TestStaff.EAST)).extracting(Person::login).contains(a);
    }

    @Test
    void postsAreGivenOnceAndOnlyWhereTheyBelong() {
        String login = person();
        refused("site", () -> administration.assign(login, "general-manager", TestStaff.EAST));
        refused("site", () -> administration.assign(login, "clerk", "nowhere"));
        refused("post", () -> administration.assign(login, "nothing", null));
        administration.assign(login, "clerk", TestStaff.EAST);
        administration.assign(login, "clerk", TestStaff.EAST);
        administration.assign(login, "records-clerk", null);
        assertThat(staffing.assignmentsOf(login)).containsExactly(
                new Assignment(login, "clerk", TestStaff.EAST), new Assignment(login, "records-clerk", null));
        assertThat(staffing.sitesOf(login)).contains(TestStaff.WEST);
        administration.unassign(login, "records-clerk", null);
        assertThat(staffing.postsOf(login)).containsExactly("clerk");
        refused("post", () -> administration.unassign(login, "records-clerk", null));
    }

    @Test
    void theLastAdministratorCannotBeTakenAway() {
        List<String> administrators = staffing.holders(StaffAdministration.ADMINISTRATOR, null).stream().map(Person::login).toList();
        assertThat(administrators).contains("camunda-admin");
        RuleViolation violation = transaction.execute(status -> {
            administrators.stream().filter(login -> !login.equals("camunda-admin")).forEach(administration::deactivate);
            status.setRollbackOnly();
            return catchThrowableOfType(RuleViolation.class,
                    () -> administration.unassign("camunda-admin", StaffAdministration.ADMINISTRATOR, null));
        });
        assertThat(violation).hasMessageContaining("系统管理员");
        assertThat(staffing.holds("camunda-admin", StaffAdministration.ADMINISTRATOR, null)).isTrue();
    }

    @Test
    void staffDataIsChecked() {
        assertThatThrownBy(() -> administration.addStaff("Big Letters", " ", "abc", "no-address"))
                .isInstanceOfSatisfying(RuleViolation.class, violation ->
                        assertThat(violation.fields()).containsOnlyKeys("login", "name", "phone", "email"));
        refused("login", () -> administration.addStaff("clerk.t-east", "重名", "", ""));
        String login = person();
        administration.changeStaff(login, "改名", "0591-8000 0000", "a@b.cn");
        assertThat(staffing.person(login)).contains(new Person(login, "改名", "0591-8000 0000", "a@b.cn", true));
        assertThat(staffing.namesOf(List.of(login, "nobody"))).containsEntry(login, "改名").containsEntry("nobody", "nobody");
    }

    @Test
    void aChangeThatIsRolledBackLeavesNoTraceInMemory() {
        String login = person();
        transaction.executeWithoutResult(status -> {
            administration.assign(login, "clerk", TestStaff.EAST);
            assertThat(staffing.holds(login, "clerk", TestStaff.EAST)).isTrue();
            status.setRollbackOnly();
        });
        assertThat(staffing.rightsOf(login)).isEmpty();
    }

    @Test
    void askingAgainCostsNoQuery() {
        ShortMemory<String, Object> memory = new ShortMemory<>(Duration.ofHours(1));
        Object first = memory.get("a", key -> new Object());
        assertThat(memory.get("a", key -> new Object())).isSameAs(first);
        memory.forget();
        assertThat(memory.get("a", key -> new Object())).isNotSameAs(first);
    }

    @Test
    void whatWasReadBeforeAChangeIsNotRememberedAfterIt() {
        ShortMemory<String, String> memory = new ShortMemory<>(Duration.ofHours(1));
        memory.get("a", key -> {
            memory.forget();
            return "old";
        });
        assertThat(memory.get("a", key -> "new")).isEqualTo("new");
    }

    private void refused(String field, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(RuleViolation.class,
                violation -> assertThat(violation.fields()).containsKey(field));
    }

    private String clerk() {
        String login = person();
        administration.assign(login, "clerk", TestStaff.EAST);
        return login;
    }

    private String person() {
        String login = "p" + unique();
        administration.addStaff(login, "测试员" + login, "", "");
        return login;
    }

    private static String unique() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }
}
