package io.casework.workspace.cases;

import io.casework.casefile.TimelineKinds;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What the story of a case can be narrowed to. A kind of line that no entry names falls under {@link #RECORDS}. */
enum StoryKind {

    ALL("全部", true, true, true),
    CONTACTS("来电与客户", Set.of("OPENED", "IDENTIFIED", "CATEGORY_PROPOSED", "REPLIED", "ANSWERED", "REFERRED", "UNREACHABLE", "REOPENED", "WITHDRAWN",
            "CALLBACK", "OPINION", "CHILD_OPENED", "CLOSED", "URGED", "LINKED", "UNLINKED", "GROUP_REPLY", "REPEAT"), Set.of()),
    TASKS("任务", Set.of("TASK_DONE", "TASK_OVERDUE"), Set.of()),
    APPROVALS("审批与决定", Set.of("CATEGORISED", "DECIDED", "UNREACHABLE_DECIDED"), Set.of("AS-COS", "AS-SEV", "AS-MAJ")),
    NOTICES("通知", false, true, false),
    CLOCK("计时与期限", Set.of("CLOCK_PAUSED", "CLOCK_RESUMED", "DEADLINE_MOVED"), Set.of()),
    FILES("附件", Set.of("ATTACHED", "ATTACHMENT_VOIDED"), Set.of()),
    PROCEDURES("流程版本", false, false, true),
    RECORDS("办理记录", true, false, false);

    private final String label;
    private final TimelineKinds lines;
    private final boolean notices;
    private final boolean procedures;

    /** One that takes all lines, or none. */
    StoryKind(String label, boolean lines, boolean notices, boolean procedures) {
        this.label = label;
        this.lines = lines ? TimelineKinds.ALL : null;
        this.notices = notices;
        this.procedures = procedures;
    }

    StoryKind(String label, Set<String> kinds, Set<String> rules) {
        this.label = label;
        this.lines = new TimelineKinds(kinds, rules, false);
        this.notices = false;
        this.procedures = false;
    }

    /** The one with this code in an address; {@link #ALL} for any other text. */
    static StoryKind of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst().orElse(ALL);
    }

    /** Chinese name of the kind of one line. */
    static String nameOf(String kind) {
        return Arrays.stream(values()).filter(entry -> entry.lines != null && entry.lines.kinds().contains(kind)).findFirst().orElse(RECORDS).label;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    /** Which lines of the timeline belong to it; {@code null} for none. */
    TimelineKinds lines() {
        return this == RECORDS ? Rest.LINES : lines;
    }

    boolean hasNotices() {
        return notices;
    }

    boolean hasProcedures() {
        return procedures;
    }

    /** What the others leave. */
    private static final class Rest {

        private static final TimelineKinds LINES = rest();

        private static TimelineKinds rest() {
            Set<String> named = new HashSet<>();
            Arrays.stream(values()).filter(kind -> kind.lines != null).forEach(kind -> named.addAll(kind.lines.kinds()));
            return new TimelineKinds(named, Set.of(), true);
        }
    }
}
