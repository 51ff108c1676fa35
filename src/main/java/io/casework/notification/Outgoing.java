package io.casework.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One message on its way out.
 *
 * @param attempts this attempt included
 */
record Outgoing(
        long id,
        String noticeKey,
        String caseNumber,
        String site,
        String subject,
        String body,
        String recipientKind,
        String recipient,
        String recipientName,
        String address,
        Channel channel,
        int attempts) {

    /** The same for every attempt at this delivery, different for every other; 32 hexadecimal digits, tells nothing of the content. */
    String stableId() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(
                    String.join("\n", noticeKey, recipientKind, recipient, channel.name()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
