package io.casework.procedure.access;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.stereotype.Component;

/**
 * Compares a password with the salted hash in the engine's identity tables. It does not go by the engine's own check, because
 * that one locks the account for everybody after some wrong passwords: anyone could shut out anyone.
 */
@Component
class AccountPasswords {

    private static final int LONGEST = 200;
    private static final String NO_SALT = "AAAAAAAAAAAAAAAAAAAAAA==";

    private final ProcessEngineConfigurationImpl engine;
    private final RememberedProofs proofs = new RememberedProofs();

    AccountPasswords(ProcessEngine engine) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    /** Whether this is the account's password; an unknown account takes as long to answer as a known one. */
    boolean match(String login, String password) {
        if (login == null || password == null || login.length() > LONGEST || password.length() > LONGEST
                || login.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            UserEntity user = (UserEntity) context.getReadOnlyIdentityProvider().findUserById(login);
            PasswordManager passwords = engine.getPasswordManager();
            if (user == null || user.getPassword() == null) {
                passwords.encrypt(EncryptionUtil.saltPassword(password, NO_SALT));
                return false;
            }
            if (proofs.knows(login, password, user.getPassword())) {
                return true;
            }
            boolean matches = passwords.check(EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword());
            if (matches) {
                proofs.remember(login, password, user.getPassword());
            }
            return matches;
        }));
    }
}
