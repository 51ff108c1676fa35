package io.casework.procedure.access;

import io.casework.organisation.Posts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;

/**
 * Rights are granted to posts, once. The engine's own provider writes rows for every task and candidate, which makes its lists
 * unusable when there are many tasks; here a person gets a row for himself and a deployed procedure gets one per post that may
 * start it, and nothing else writes any.
 */
final class GrantsToPosts extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NONE = {};

    private final Supplier<Posts> posts;

    GrantsToPosts(Supplier<Posts> posts) {
        this.posts = posts;
    }

    /** Tasklist offers to start what its reader may start; the newest model decides. */
    @Override
    public AuthorizationEntity[] newProcessDefinition(ProcessDefinition definition) {
        List<String> named = StartPosts.of(definition);
        Set<String> starters = new HashSet<>(named);
        if (named.isEmpty() && definition.isStartableInTasklist()) {
            posts.get().all().forEach(post -> starters.add(post.code()));
        }
        AuthorizationManager manager = Context.getCommandContext().getAuthorizationManager();
        List<AuthorizationEntity> added = new ArrayList<>();
        Context.getCommandContext().runWithoutAuthorization(() -> {
            List<Authorization> known = Context.getProcessEngineConfiguration().getAuthorizationService().createAuthorizationQuery()
                    .resourceType(Resources.PROCESS_DEFINITION).resourceId(definition.getKey()).list();
            Set<String> granted = new HashSet<>();
            for (Authorization row : known) {
                if (row.getGroupId() == null || !row.isPermissionGranted(Permissions.CREATE_INSTANCE)) {
                    continue;
                }
                if (starters.contains(row.getGroupId())) {
                    granted.add(row.getGroupId());
                } else {
                    manager.delete((AuthorizationEntity) row);
                }
            }
            for (String post : starters) {
                if (!granted.contains(post)) {
                    AuthorizationEntity row = new AuthorizationEntity(Authorization.AUTH_TYPE_GRANT);
                    row.setGroupId(post);
                    row.setResource(Resources.PROCESS_DEFINITION);
                    row.setResourceId(definition.getKey());
                    row.addPermission(Permissions.CREATE_INSTANCE);
                    added.add(row);
                }
            }
            return null;
        });
        return added.toArray(NONE);
    }

    @Override
    public AuthorizationEntity[] newGroup(Group group) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTenant(Tenant tenant) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] tenantMembershipCreated(Tenant tenant, User user) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] tenantMembershipCreated(Tenant tenant, Group group) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newFilter(Filter filter) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newDeployment(Deployment deployment) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String oldOwner, String newOwner) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String userId, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] deleteTaskGroupIdentityLink(Task task, String groupId, String type) {
        return NONE;
    }
}
