package io.casework.procedure.gate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;

/** Who may change procedures: the posts procedure-admin and camunda-admin. */
final class Administrators {

    static final Set<String> POSTS = Set.of("procedure-admin", "camunda-admin");

    private Administrators() {
    }

    /** Inside an engine command: the signed-in person, if any, must hold one of the posts. Work of the system itself passes. */
    static void requireUnlessSystem(CommandContext command) {
        Authentication person = command.getAuthentication();
        if (person != null && person.getUserId() != null) {
            require(command, person);
        }
    }

    /** Inside an engine command: somebody must be signed in and hold one of the posts. */
    static String require(CommandContext command) {
        Authentication person = command.getAuthentication();
        if (person == null || person.getUserId() == null) {
            throw new AuthorizationException("没有登录，不能部署流程；请以流程管理员或系统管理员的身份登录");
        }
        require(command, person);
        return person.getUserId();
    }

    private static void require(CommandContext command, Authentication person) {
        if (groupsOf(command, person).stream().noneMatch(POSTS::contains)) {
            throw new AuthorizationException(
                    "用户 " + person.getUserId() + " 不是流程管理员或系统管理员，不能部署、删除或停用流程");
        }
    }

    private static Set<String> groupsOf(CommandContext command, Authentication person) {
        List<String> known = person.getGroupIds();
        if (known != null && !known.isEmpty()) {
            return Set.copyOf(known);
        }
        return command.runWithoutAuthorization(() -> Context.getCommandContext().getSession(ReadOnlyIdentityProvider.class)
                .createGroupQuery()
                .groupMember(person.getUserId())
                .list()
                .stream()
                .map(Group::getId)
                .collect(Collectors.toSet()));
    }
}
