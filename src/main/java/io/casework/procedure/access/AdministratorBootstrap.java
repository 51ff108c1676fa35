package io.casework.procedure.access;

import io.casework.organisation.Accounts;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first administrator comes from the environment, never from a default and never from whoever calls first. Without any
 * administrator the application does not start, save in the profiles that bring their own staff.
 */
@Component
class AdministratorBootstrap implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(AdministratorBootstrap.class);

    private final Staffing staffing;
    private final StaffAdministration administration;
    private final Accounts accounts;
    private final IdentityService identity;
    private final TransactionTemplate transaction;
    private final String user;
    private final String password;
    private final boolean bringsItsOwnStaff;

    AdministratorBootstrap(Staffing staffing, StaffAdministration administration, Accounts accounts, IdentityService identity,
            TransactionTemplate transaction, Environment environment,
            @Value("${CASEWORK_ADMIN_USER:}") String user, @Value("${CASEWORK_ADMIN_PASSWORD:}") String password) {
        this.staffing = staffing;
        this.administration = administration;
        this.accounts = accounts;
        this.identity = identity;
        this.transaction = transaction;
        this.user = user;
        this.password = password;
        this.bringsItsOwnStaff = environment.acceptsProfiles(Profiles.of("demo", "test"));
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!bringsItsOwnStaff || !user.isBlank()) {
            ensureAdministrator(user, password);
        }
    }

    /**
     * Creates the administrator where there is none; an administrator who is there stays as he is.
     *
     * @throws IllegalStateException where there is none and none can be created; says what to do
     */
    void ensureAdministrator(String login, String secret) {
        if (!staffing.holders(DoorPosts.OPERATOR, null).isEmpty()) {
            return;
        }
        if (login.isBlank() || secret.isBlank()) {
            throw new IllegalStateException("系统里还没有系统管理员。请在环境变量 CASEWORK_ADMIN_USER 和 CASEWORK_ADMIN_PASSWORD "
                    + "中给出第一位管理员的登录名和密码，然后重新启动");
        }
        User candidate = identity.newUser(login);
        candidate.setFirstName("系统管理员");
        if (!identity.checkPasswordAgainstPolicy(secret, candidate).isValid()) {
            throw new IllegalStateException("CASEWORK_ADMIN_PASSWORD:" + PasswordRules.IN_WORDS);
        }
        try {
            transaction.executeWithoutResult(status -> {
                if (staffing.person(login).isEmpty()) {
                    administration.addStaff(login, "系统管理员", "", "");
                } else {
                    administration.activate(login);
                }
                administration.assign(login, DoorPosts.OPERATOR, null);
                accounts.setPassword(login, secret);
            });
        } catch (RuleViolation refused) {
            throw new IllegalStateException("不能建立第一位系统管理员（CASEWORK_ADMIN_USER / CASEWORK_ADMIN_PASSWORD）："
                    + refused.getMessage(), refused);
        }
        log.info("已建立第一位系统管理员“{}”。请登录后修改密码，并从环境变量中去掉 CASEWORK_ADMIN_PASSWORD", login);
    }
}
