package io.casework.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CaseworkTest
class SubstitutionTurnoverTest {

    @Autowired SubstitutionTurnover turnover;
    @Autowired StaffAdministration administration;
    @Autowired IdentityService identity;
    @Autowired TurnableClock clock;

    @BeforeEach
    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aSubstituteJoinsTheGroupsWhileTheSubstitutionRuns() {
        turnover.turnOver();
        String absent = person();
        administration.assign(absent, "office-director", TestStaff.WEST);
        String substitute = person();
        Instant from = clock.instant().plus(Duration.ofHours(1));
        administration.substitute(absent, substitute, from, from.plus(Duration.ofHours(8)), "年休假");
        assertThat(groupsOf(substitute)).isEmpty();

        clock.advance(Duration.ofHours(1));
        turnover.turnOver();
        assertThat(groupsOf(substitute)).containsExactly("office-director");
        assertThat(tenantsOf(substitute)).containsExactly(TestStaff.WEST);

        clock.advance(Duration.ofHours(8));
        turnover.turnOver();
        assertThat(groupsOf(substitute)).isEmpty();
        assertThat(tenantsOf(substitute)).isEmpty();
    }

    private List<String> groupsOf(String login) {
        return identity.createGroupQuery().groupMember(login).list().stream().map(Group::getId).toList();
    }

    private List<String> tenantsOf(String login) {
        return identity.createTenantQuery().userMember(login).list().stream().map(Tenant::getId).toList();
    }

    private String person() {
        String login = "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        administration.addStaff(login, "测试员", "", "");
        return login;
    }
}
