package io.casework.procedure.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for some minutes that a password was right, because programs send theirs with every call and a check is slow on purpose. Kept is a keyed digest
 * under a key that lives as long as the process, never the password; a changed password counts at once because the stored hash is part of it.
 */
final class RememberedProofs {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final String ALGORITHM = "HmacSHA256";

    private record Proof(byte[] digest, long until) {
    }

    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();
    private final SecretKeySpec key;

    RememberedProofs() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    boolean knows(String login, String password, String storedHash) {
        Proof proof = proofs.get(login);
        return proof != null && proof.until - System.nanoTime() > 0 && MessageDigest.isEqual(proof.digest, digest(password, storedHash));
    }

    void remember(String login, String password, String storedHash) {
        if (proofs.size() >= MOST) {
            proofs.clear();
        }
        proofs.put(login, new Proof(digest(password, storedHash), System.nanoTime() + KEPT.toNanos()));
    }

    private byte[] digest(String password, String storedHash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(storedHash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
