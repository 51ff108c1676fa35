package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.organisation.Posts;
import io.casework.organisation.Supervision;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.procedure.access.TaskVisibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TurnableClock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who answers for whose tasks is data: it has a sensible beginning, is changed on a page, and takes effect at once. */
@CaseworkTest
class SupervisionPageTest {

    private static final String PAGE = "/pages/administration/supervision";

    @LocalServerPort int port;
    @Autowired Supervision supervision;
    @Autowired TaskVisibility visibility;
    @Autowired AdminChanges changes;
    @Autowired Posts posts;
    @Autowired TurnableClock clock;

    @BeforeEach
    void monday() {
        clock.reset();
    }

    @Test
    void everyPostThatWorksOnTasksHasSomebodyAboveIt() {
        // Nobody is above the general manager and the administrators.
        assertThat(posts.all()).allSatisfy(post -> assertThat(supervision.supervisorsOf(post.code()).isEmpty()).as(post.code())
                .isEqualTo(Set.of("general-manager", "procedure-admin", "camunda-admin").contains(post.code())));
        assertThat(supervision.postsUnder("service-supervisor")).contains("clerk", "service-supervisor").doesNotContain("service-manager");
        assertThat(supervision.postsUnder("general-manager")).doesNotContain("clerk", "general-manager");
    }

    @Test
    void theSystemAdministratorChangesItAndTheTasksFollow() {
        Set<String> before = supervision.postsUnder("audit");
        assertThat(before).isEmpty();
        Clerk admin = new Clerk(port, "camunda-admin");
        Clerk second = new Clerk(port, "camunda-admin");
        assertThat(admin.opens(PAGE)).contains("审计核算部督办哪些岗位");
        second.opens(PAGE);
        try {
            admin.sends(PAGE + "/audit", Map.of("under", "finance"));
            assertThat(supervision.postsUnder("audit")).containsExactly("finance");
            assertThat(visibility.scopeOf("audit").visible().posts()).containsExactlyInAnyOrder("audit", "finance");
            AdminChange change = changes.page(AdminChanges.Filter.of(AdminArea.STAFF, "supervision"), null, 1).get(0);
            assertThat(List.of(change.what(), change.before(), change.after())).containsExactly("修改审计核算部督办的岗位", "督办：", "督办：财务计统部");
            assertThat(second.isRefused(PAGE + "/audit", Map.of("under", "legal"))).contains("别人已经作了更改");
            admin.opens(PAGE);
            assertThat(admin.isRefused(PAGE + "/audit", Map.of("under", "nothing"))).contains("没有这个岗位");
            assertThat(admin.triesToSend(PAGE + "/nothing", Map.of("under", "legal", "seen", "x"))).isEqualTo(404);
        } finally {
            supervision.set("audit", before);
        }
        assertThat(new Clerk(port, "service-manager").triesToOpen(PAGE)).isEqualTo(403);
    }
}
