package io.casework.procedure.access;

import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.procedure.SiteScope;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door.Answer;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Which site a case belongs to, and that one site gets nothing of another. */
@CaseworkTest
class SitesTest extends AccessProbe {

    @Autowired RuntimeService runtime;
    @Autowired SiteScope scope;

    @BeforeEach
    void deploy() {
        deployTheProbe();
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    private long instances() {
        return runtime.createProcessInstanceQuery().processDefinitionKey(KEY).count();
    }

    @Test
    void aCaseBelongsToTheSiteThatWasChosen() {
        Begun begun = begin(CLERK, EAST);
        assertThat(runtime.createProcessInstanceQuery().processInstanceId(begun.instance()).singleResult().getTenantId()).isEqualTo(EAST);
        assertThat(open(begun).getTenantId()).isEqualTo(EAST);
    }

    @Test
    @Attack("other site")
    void nobodyStartsACaseForASiteThatIsNotHis() {
        long before = instances();
        for (String site : new String[] {WEST, "no-such-site", null, " ", "t-east' or '1'='1"}) {
            Answer refused = start(CLERK, site);
            assertThat(refused.status()).as(site + refused.body()).isEqualTo(422);
            assertThat(refused.json().path("errors").get(0).path("field").asText()).isEqualTo("site");
            assertThat(refused.json().path("message").asText()).containsPattern("\\p{IsHan}");
        }
        assertThat(instances()).isEqualTo(before);
    }

    @Test
    void thePostThatMayStartMustBeHeldAtThatSite() {
        long before = instances();
        String both = person("starter", "clerk@" + WEST, "equipment@" + EAST);
        Answer refused = start(both, EAST);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("message").asText()).contains("岗位不能发起");
        assertThat(instances()).isEqualTo(before);
        assertThat(start(both, WEST).status()).isEqualTo(200);
    }

    @Test
    void onlyThePostsThatTheModelNamesMayStart() {
        long before = instances();
        for (String other : List.of(login("equipment", EAST), "general-manager", "procedure-admin")) {
            Answer refused = start(other, EAST);
            assertThat(refused.status()).as(other).isEqualTo(403);
            assertThat(refused.json().path("message").asText()).contains("权限试验");
        }
        assertThat(instances()).isEqualTo(before);
        String list = "/engine-rest/process-definition?key=" + KEY + "&latestVersion=true&startableInTasklist=true&startablePermissionCheck=true";
        assertThat(door().as(CLERK).get(list).json()).hasSize(1);
        assertThat(door().as(login("equipment", EAST)).get(list).json()).isEmpty();
        assertThat(door().as("camunda-admin").get(list).json()).hasSize(1);
    }

    @Test
    @Attack("other site")
    void oneSiteGetsNothingOfAnother() {
        Begun west = begin(CLERK_WEST, WEST);
        for (String path : List.of("/task/" + west.task(), "/task/" + west.task() + "/form", "/task/" + west.task() + "/form-variables",
                "/task/" + west.task() + "/identity-links", "/process-instance/" + west.instance(), "/variable-instance?processInstanceIdIn=" + west.instance(),
                "/history/task?processInstanceId=" + west.instance(), "/history/variable-instance?processInstanceId=" + west.instance(),
                "/execution?processInstanceId=" + west.instance())) {
            Answer answer = door().as(CLERK).get("/engine-rest" + path);
            assertThat(answer.status()).as(path).isIn(403, 404);
            assertThat(answer.body()).doesNotContain("张伟").doesNotContain(west.caseNumber());
        }
        assertThat(door().as(CLERK).post("/engine-rest/task", Map.of("tenantIdIn", List.of(WEST))).json()).isEmpty();
        assertThat(door().as(CLERK).post("/engine-rest/task", Map.of("processInstanceBusinessKey", west.caseNumber())).json()).isEmpty();
        assertThat(door().as("service-manager").post("/engine-rest/task", Map.of("processInstanceBusinessKey", west.caseNumber())).json()).hasSize(1);
    }

    @Test
    void ourOwnQueriesAskForTheSameSites() {
        assertThat(scope.sites()).as("nobody signed in").isEmpty();
        signIn(CLERK);
        assertThat(scope.sites()).containsExactly(EAST);
        scope.require(EAST);
        assertThatThrownBy(() -> scope.require(WEST)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> scope.require(null)).isInstanceOf(AccessDeniedException.class);
        signIn("service-manager");
        assertThat(scope.sites()).contains(EAST, WEST);
    }

    private static void signIn(String login) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(login, null, List.of()));
    }
}
