package io.casework.procedure.access;

import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.organisation.Supervision;
import io.casework.procedure.FourEyes;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts the door's checks into the engine, where every way in passes them: Tasklist, REST and Java. */
@Component
class AccessEnginePlugin extends AbstractProcessEnginePlugin {

    private final Sites sites;
    private final ObjectProvider<Posts> posts;
    private final Staffing staffing;
    private final TaskRights rights;
    private final int passwordStrength;

    AccessEnginePlugin(Staffing staffing, Supervision supervision, Sites sites, ObjectProvider<Posts> posts, ObjectProvider<FourEyes> fourEyes,
            @Value("${casework.password-strength}") int passwordStrength) {
        this.staffing = staffing;
        this.sites = sites;
        this.posts = posts;
        this.rights = new TaskRights(staffing, supervision, fourEyes::getObject);
        this.passwordStrength = passwordStrength;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setAuthorizationEnabled(true);
        // Nobody is refused by a row, so the engine need not look for such rows with each command.
        configuration.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
        configuration.setTenantCheckEnabled(true);
        configuration.setResourceAuthorizationProvider(new GrantsToPosts(posts::getObject));
        configuration.setTenantIdProvider(new SiteTenants(staffing, sites, rights));

        configuration.setPasswordEncryptor(new StretchedPasswords(passwordStrength));
        configuration.setEnablePasswordPolicy(true);
        List<PasswordPolicyRule> rules =
                List.of(new PasswordPolicyLengthRuleImpl(PasswordRules.SHORTEST), new PasswordPolicyUserDataRuleImpl());
        configuration.setPasswordPolicy(() -> rules);

        configuration.setCustomPreCommandInterceptorsTxRequired(first(configuration.getCustomPreCommandInterceptorsTxRequired()));
        configuration.setCustomPreCommandInterceptorsTxRequiresNew(first(configuration.getCustomPreCommandInterceptorsTxRequiresNew()));

        List<BpmnParseListener> listeners = new ArrayList<>();
        if (configuration.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(configuration.getCustomPostBPMNParseListeners());
        }
        listeners.add(new TaskRights.NotByReader());
        configuration.setCustomPostBPMNParseListeners(listeners);
    }

    /** The tenant checker and the checkers of others stay; ours stands in the place of the one that it extends. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        List<CommandChecker> checkers = configuration.getCommandCheckers();
        if (!checkers.removeIf(checker -> checker.getClass() == AuthorizationCommandChecker.class)) {
            throw new IllegalStateException("the engine's authorization checker is not where it should be");
        }
        checkers.add(rights);
    }

    private static List<CommandInterceptor> first(List<CommandInterceptor> others) {
        List<CommandInterceptor> all = new ArrayList<>();
        all.add(new EngineDoor());
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }
}
