package io.casework.procedure.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A fingerprint of files, the same whatever their order, folder and line ends. */
final class ContentHash {

    private ContentHash() {
    }

    static String of(Map<String, byte[]> files, String... more) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<String> parts = new ArrayList<>();
            files.forEach((name, bytes) -> parts.add(name.substring(name.lastIndexOf('/') + 1) + "\n"
                    + new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n")));
            parts.stream().sorted().forEach(part -> add(digest, part));
            for (String text : more) {
                add(digest, text);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException platform) {
            throw new IllegalStateException(platform);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
