package io.casework.workspace.administration;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where changes are made: one at a time in each area, only on what the person has seen, and with a line in the record of changes in the
 * same transaction.
 */
@Component
class Desk {

    /** Hidden field of every form that changes what is there: the fingerprint of what the person saw. */
    static final String SEEN = "seen";

    private static final int FINGERPRINT = 16;

    private final AdminChanges changes;

    Desk(AdminChanges changes) {
        this.changes = changes;
    }

    /** What is changed: area, identifier and Chinese name. */
    record Subject(AdminArea area, String key, String name) {
    }

    /**
     * What the person saw when the form was opened.
     *
     * @param fingerprint as the form brings it back, {@code null} where the form is about something new
     * @param now the same content as it is now
     */
    record Sight(String fingerprint, Supplier<String> now) {

        /** For what is new: there is nothing that somebody else could have changed. */
        static final Sight NOTHING = new Sight(null, () -> null);
    }

    /**
     * Makes a change and records it when something is different afterwards.
     *
     * @param what what is done, in Chinese
     * @param state the content in Chinese words, asked before and after
     * @throws RuleViolation when somebody else has changed it since the person looked, or when the change itself is refused; nothing
     *     has been written then
     */
    @Transactional
    public void change(Subject subject, String person, String what, Sight sight, Supplier<String> state, Runnable write) {
        changes.lock(subject.area());
        refuseUnseen(sight);
        String before = state.get();
        write.run();
        String after = state.get();
        if (!before.equals(after)) {
            changes.record(person, subject.area(), subject.key(), subject.name(), what, without(before, after), without(after, before), null);
        }
    }

    /**
     * What has been added.
     *
     * @param content in Chinese words
     */
    record Added(Subject subject, String content) {
    }

    /**
     * Adds what has no number before it is there, and records it.
     *
     * @param what what is done, in Chinese
     * @param write adds it and tells what it is
     */
    @Transactional
    public void add(AdminArea area, String person, String what, Supplier<Added> write) {
        changes.lock(area);
        Added added = write.get();
        changes.record(person, area, added.subject().key(), added.subject().name(), what, "", added.content(), null);
    }

    /** The lines of one content that the other does not have: what has not changed need not be read. */
    private static String without(String content, String other) {
        Set<String> same = other.lines().collect(Collectors.toSet());
        return content.lines().filter(line -> !same.contains(line)).collect(Collectors.joining("\n"));
    }

    /** Makes a change whose content is a secret: that it was made is recorded, not what. */
    @Transactional
    public void changeSecret(Subject subject, String person, String what, Runnable write) {
        changes.lock(subject.area());
        write.run();
        changes.record(person, subject.area(), subject.key(), subject.name(), what, "", "", null);
    }

    private static void refuseUnseen(Sight sight) {
        if (sight.fingerprint() != null && !sight.fingerprint().equals(fingerprint(sight.now().get()))) {
            throw new RuleViolation("您打开这一页之后，别人已经作了更改。页面现在显示的是新的内容，您填写的内容还在；请核对后再保存。");
        }
    }

    /** Short text that differs when the content does. */
    static String fingerprint(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT);
        } catch (NoSuchAlgorithmException platform) {
            throw new IllegalStateException(platform);
        }
    }
}
