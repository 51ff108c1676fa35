package io.casework.organisation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.organisation.Accounts;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class EngineIdentityTest {

    @Autowired EngineIdentity engineIdentity;
    @Autowired IdentityService identity;
    @Autowired StaffAdministration administration;
    @Autowired Accounts accounts;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void theStaffOfTheTestsCanSignInToTheEngine() {
        assertThat(identity.checkPassword("clerk.t-east", TestStaff.PASSWORD)).isTrue();
        assertThat(groupsOf("clerk.t-east")).containsExactly("clerk");
        assertThat(tenantsOf("clerk.t-east")).containsExactly(TestStaff.EAST);
        assertThat(groupsOf("vice-chief-engineer")).containsExactly("vice-chief-engineer");
        assertThat(tenantsOf("vice-chief-engineer")).contains(TestStaff.EAST, TestStaff.WEST);
        assertThat(identity.createGroupQuery().groupId("repair-leader").singleResult().getName()).isEqualTo("维修队长");
        assertThat(identity.createTenantQuery().tenantId(TestStaff.WEST).singleResult().getName()).isEqualTo("西苑");
    }

    @Test
    void aNewcomerCannotSignInBeforeAPasswordIsSet() {
        String login = person();
        assertThat(identity.checkPassword(login, "")).isFalse();
        assertThat(identity.checkPassword(login, login)).isFalse();
        accounts.setPassword(login, "a-long-enough-one");
        assertThat(identity.checkPassword(login, "a-long-enough-one")).isTrue();
        assertThatThrownBy(() -> accounts.setPassword(login, "short")).isInstanceOf(RuleViolation.class).hasMessageContaining("10");
        assertThatThrownBy(() -> accounts.setPassword(login, "xx" + login + "xx")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> accounts.setPassword("nobody", "a-long-enough-one")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void namesAreCarriedOverAndThePasswordStays() {
        String login = person();
        accounts.setPassword(login, "a-long-enough-one");
        administration.changeStaff(login, "新名字", "", "new@example.com");
        User user = identity.createUserQuery().userId(login).singleResult();
        assertThat(user.getFirstName()).isEqualTo("新名字");
        assertThat(user.getEmail()).isEqualTo("new@example.com");
        assertThat(identity.checkPassword(login, "a-long-enough-one")).isTrue();
    }

    @Test
    void leavingClosesTheAccount() {
        String login = person();
        administration.assign(login, "clerk", TestStaff.EAST);
        accounts.setPassword(login, "a-long-enough-one");
        administration.deactivate(login);
        assertThat(identity.createUserQuery().userId(login).count()).isZero();
        assertThat(identity.checkPassword(login, "a-long-enough-one")).isFalse();
        administration.activate(login);
        assertThat(groupsOf(login)).containsExactly("clerk");
        assertThat(identity.checkPassword(login, "a-long-enough-one")).as("a new password has to be set").isFalse();
    }

    @Test
    void postsGivenAndTakenShowInTheEngineAtOnce() {
        String login = person();
        administration.assign(login, "clerk", TestStaff.EAST);
        administration.assign(login, "steward", TestStaff.WEST);
        assertThat(groupsOf(login)).containsExactly("clerk", "steward");
        assertThat(tenantsOf(login)).containsExactly(TestStaff.EAST, TestStaff.WEST);
        administration.unassign(login, "steward", TestStaff.WEST);
        assertThat(groupsOf(login)).containsExactly("clerk");
        assertThat(tenantsOf(login)).containsExactly(TestStaff.EAST);
    }

    @Test
    void aNewSiteIsATenantOfHeadquartersStaff() {
        String site = "s" + unique();
        administration.addSite(new Site(site, "小区" + site, "开发公司", "", null, true));
        assertThat(tenantsOf("general-manager")).contains(site);
        assertThat(tenantsOf("clerk.t-east")).doesNotContain(site);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() {
        engineIdentity.synchronise();
        List<Object> before = rowVersions();
        engineIdentity.synchronise();
        assertThat(rowVersions()).isEqualTo(before);
    }

    @Test
    void nodesThatStartTogetherTakeTurns() {
        // The tables are emptied of one person and one post's members; many nodes repair it at once.
        String login = person();
        administration.assign(login, "clerk", TestStaff.EAST);
        identity.deleteUser(login);
        CompletableFuture.allOf(IntStream.range(0, 6)
                .mapToObj(node -> CompletableFuture.runAsync(engineIdentity::synchronise))
                .toArray(CompletableFuture[]::new)).join();
        assertThat(groupsOf(login)).containsExactly("clerk");
        assertThat(tenantsOf(login)).containsExactly(TestStaff.EAST);
    }

    @Test
    void strangersInTheEngineAreLeftAlone() {
        String id = "x" + unique();
        User stranger = identity.newUser(id);
        stranger.setPassword("a-long-enough-one");
        identity.saveUser(stranger);
        Group group = identity.newGroup("g" + id);
        identity.saveGroup(group);
        identity.createMembership(id, "g" + id);
        identity.createMembership(id, "clerk");
        engineIdentity.synchronise();
        assertThat(groupsOf(id)).containsExactlyInAnyOrder("clerk", "g" + id);
        identity.deleteUser(id);
        identity.deleteGroup("g" + id);
    }

    @Test
    void theEngineAndOurTablesCommitTogetherOrNotAtAll() {
        String login = "p" + unique();
        transaction.executeWithoutResult(status -> {
            administration.addStaff(login, "回滚", "", "");
            assertThat(identity.createUserQuery().userId(login).count()).isOne();
            status.setRollbackOnly();
        });
        assertThat(identity.createUserQuery().userId(login).count()).isZero();
    }

    @Test
    void anAdministratorNeedsNoRightsInTheEngineAndStaysSignedIn() {
        identity.setAuthentication("clerk.t-east", List.of("clerk"));
        try {
            person();
            assertThat(identity.getCurrentAuthentication().getUserId()).isEqualTo("clerk.t-east");
        } finally {
            identity.clearAuthentication();
        }
    }

    private List<Object> rowVersions() {
        return jdbc.sql("""
                        select id_ || ':' || xmin::text from act_id_user union all select id_ || ':' || xmin::text from act_id_group
                        union all select id_ || ':' || xmin::text from act_id_tenant
                        union all select user_id_ || ':' || group_id_ || ':' || xmin::text from act_id_membership
                        union all select id_ || ':' || xmin::text from act_id_tenant_member order by 1""")
                .query().singleColumn();
    }

    private List<String> groupsOf(String login) {
        return identity.createGroupQuery().groupMember(login).orderByGroupId().asc().list().stream().map(Group::getId).toList();
    }

    private List<String> tenantsOf(String login) {
        return identity.createTenantQuery().userMember(login).orderByTenantId().asc().list().stream().map(Tenant::getId).toList();
    }

    private String person() {
        String login = "p" + unique();
        administration.addStaff(login, "测试员", "", "");
        return login;
    }

    private static String unique() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }
}
