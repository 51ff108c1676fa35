package io.casework.procedure.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Passwords as bcrypt hashes in the engine's identity tables. The engine's own single round of SHA-512 lets whoever gets hold of a copy of the database try
 * billions of passwords a second; here each try costs as much time as the strength says. Bcrypt reads 72 bytes only, so that it is given a digest of what may
 * be longer. Hashes of the engine's own kind are still recognised.
 */
final class StretchedPasswords implements PasswordEncryptor {

    private final BCryptPasswordEncoder bcrypt;

    /** @param strength binary logarithm of the number of rounds, 4 to 31; a stored hash names its own, so that it can be raised at any time */
    StretchedPasswords(int strength) {
        this.bcrypt = new BCryptPasswordEncoder(strength);
    }

    @Override
    public String encrypt(String password) {
        return bcrypt.encode(digest(password));
    }

    @Override
    public boolean check(String password, String encrypted) {
        return bcrypt.matches(digest(password), encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "BCRYPT-SHA-384";
    }

    private static String digest(String password) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
