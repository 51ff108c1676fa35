package io.casework.procedure.access;

import java.io.Serializable;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final JdbcClient jdbc;
    private final RememberedProofs proofs = new RememberedProofs();

    AccountPasswords(ProcessEngine engine, JdbcClient jdbc) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.jdbc = jdbc;
    }

    /**
     * The password as it was when somebody signed in with it: another one since, or none, ends the session.
     *
     * @param stored what is stored of it, salted and hashed
     */
    record SignedInWith(String stored) implements Serializable {

        @Override
        public String toString() {
            return "[kept]";
        }
    }

    /** Whether the account still has the password with which the session began. */
    boolean isStill(String login, SignedInWith then) {
        return jdbc.sql("select pwd_ from act_id_user where id_ = ?").param(login).query(String.class).optional()
                .filter(stored -> stored.equals(then.stored())).isPresent();
    }

    /** What is stored of the account's password, where this is it; empty otherwise. An unknown account takes as long to answer as a known one. */
    Optional<SignedInWith> match(String login, String password) {
        if (login == null || password == null || login.length() > LONGEST || password.length() > LONGEST
                || login.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            UserEntity user = (UserEntity) context.getReadOnlyIdentityProvider().findUserById(login);
            PasswordManager passwords = engine.getPasswordManager();
            if (user == null || user.getPassword() == null) {
                passwords.encrypt(EncryptionUtil.saltPassword(password, NO_SALT));
                return Optional.empty();
            }
            if (proofs.knows(login, password, user.getPassword())) {
                return Optional.of(new SignedInWith(user.getPassword()));
            }
            boolean matches = passwords.check(EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword());
            if (matches) {
                proofs.remember(login, password, user.getPassword());
            }
            return matches ? Optional.of(new SignedInWith(user.getPassword())) : Optional.empty();
        }));
    }
}
