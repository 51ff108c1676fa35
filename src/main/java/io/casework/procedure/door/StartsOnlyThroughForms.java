package io.casework.procedure.door;

import io.casework.platform.RuleViolation;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * People start procedures by start forms only, which the door checks. The other commands that would start one with variables of the caller's choice are
 * refused for everyone who is signed in, whichever interface they come from.
 */
class StartsOnlyThroughForms extends CommandInterceptor {

    private static final Set<Class<?>> SIDE_DOORS = Set.of(
            StartProcessInstanceCmd.class, StartProcessInstanceAtActivitiesCmd.class, ResolveTaskCmd.class);

    private final ProcessEngineConfigurationImpl configuration;

    StartsOnlyThroughForms(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (SIDE_DOORS.contains(command.getClass()) && configuration.getIdentityService().getCurrentAuthentication() != null) {
            throw new RuleViolation("流程只能从开始表单发起，任务只能用表单完成");
        }
        return next.execute(command);
    }
}
