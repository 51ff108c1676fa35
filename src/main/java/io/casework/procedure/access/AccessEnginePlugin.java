package io.casework.procedure.access;

import java.util.List;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.springframework.stereotype.Component;

/** Puts the door's checks into the engine, where every way in passes them: Tasklist, REST and Java. */
@Component
class AccessEnginePlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setEnablePasswordPolicy(true);
        List<PasswordPolicyRule> rules = List.of(
                new PasswordPolicyLengthRuleImpl(PasswordRules.SHORTEST),
                new PasswordPolicyUserDataRuleImpl());
        configuration.setPasswordPolicy(() -> rules);
    }
}
