package io.casework.procedure.access;

import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.StaffingChanged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the posts may do with the engine beyond single tasks, which are the matter of {@link TaskRights}. Compares and writes only
 * what is missing, at each start and whenever posts change; two nodes take turns.
 */
@Component
class StandingGrants implements SmartInitializingSingleton {

    private static final long ONE_AT_A_TIME = 0x6772616e74730001L;
    private static final String EVERY_ONE = "*";

    private record Grant(String post, Resource resource, String id, List<Permission> permissions) {

        String key() {
            return post + '|' + resource.resourceType() + '|' + id;
        }
    }

    private final Posts posts;
    private final AuthorizationService authorizations;
    private final IdentityService identity;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    StandingGrants(Posts posts, AuthorizationService authorizations, IdentityService identity, JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.posts = posts;
        this.authorizations = authorizations;
        this.identity = identity;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ensure();
    }

    @EventListener
    void on(StaffingChanged change) {
        ensure();
    }

    void ensure() {
        Authentication current = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            transaction.executeWithoutResult(status -> {
                List<Grant> missing = missing();
                if (missing.isEmpty()) {
                    return;
                }
                jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", ONE_AT_A_TIME).query().listOfRows();
                for (Grant grant : missing()) {
                    Authorization row = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                    row.setGroupId(grant.post());
                    row.setResource(grant.resource());
                    row.setResourceId(grant.id());
                    grant.permissions().forEach(row::addPermission);
                    authorizations.saveAuthorization(row);
                }
            });
        } finally {
            if (current != null) {
                identity.setAuthentication(current);
            }
        }
    }

    private List<Grant> missing() {
        Set<String> known = jdbc.sql("select group_id_, resource_type_, resource_id_ from act_ru_authorization where group_id_ is not null")
                .query((row, n) -> row.getString(1) + '|' + row.getInt(2) + '|' + row.getString(3))
                .list().stream().collect(Collectors.toCollection(HashSet::new));
        return wanted().stream().filter(grant -> !known.contains(grant.key())).toList();
    }

    private List<Grant> wanted() {
        List<Grant> grants = new ArrayList<>();
        for (Post post : posts.all()) {
            String code = post.code();
            if (code.equals(DoorPosts.OPERATOR)) {
                for (Resource resource : Resources.values()) {
                    grants.add(new Grant(code, resource, EVERY_ONE, List.of(Permissions.ALL)));
                }
                continue;
            }
            grants.add(new Grant(code, Resources.APPLICATION, "tasklist", List.of(Permissions.ACCESS)));
            if (post.scope() == Post.Scope.HEADQUARTERS) {
                // They find all filters, those of single sites too. The posts of a site find the filters that are for everybody.
                grants.add(new Grant(code, Resources.FILTER, EVERY_ONE, List.of(Permissions.READ)));
            }
            grants.add(new Grant(code, Resources.USER, EVERY_ONE, List.of(Permissions.READ)));
            grants.add(new Grant(code, Resources.GROUP, EVERY_ONE, List.of(Permissions.READ)));
            // Names and diagrams of procedures are no secret; instances and their data are.
            grants.add(new Grant(code, Resources.PROCESS_DEFINITION, EVERY_ONE, List.of(Permissions.READ)));
            if (code.equals(DoorPosts.PROCEDURE_ADMIN)) {
                grants.add(new Grant(code, Resources.DEPLOYMENT, EVERY_ONE, List.of(Permissions.READ, Permissions.CREATE)));
                grants.add(new Grant(code, Resources.DECISION_DEFINITION, EVERY_ONE, List.of(Permissions.READ)));
                grants.add(new Grant(code, Resources.DECISION_REQUIREMENTS_DEFINITION, EVERY_ONE, List.of(Permissions.READ)));
            }
        }
        return grants;
    }
}
