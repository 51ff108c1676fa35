package io.casework.workspace.cases;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.TimelinePosition;
import io.casework.casefile.TimelineView;
import io.casework.notification.CaseNotice;
import io.casework.notification.Notices;
import io.casework.procedure.CaseProcesses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The story of a case in one line of time: what is on its timeline (calls, tasks, approvals, pauses), the notices about it, and the procedures that it went
 * into with their versions. Read a part at a time from where the last one ended, so that a long story opens as fast as a short one.
 */
@Component
class CaseStory {

    static final int PART = 30;

    private static final String TASK_DONE = "TASK_DONE";
    private static final int MOST_NAMES = 12;

    private final CaseFiles cases;
    private final Notices notices;

    CaseStory(CaseFiles cases, Notices notices) {
        this.cases = cases;
        this.notices = notices;
    }

    /** Where lines come from; at the same moment they follow in this order. */
    private enum Source { PROCEDURE, NOTICE, LINE }

    /** A place in the story. */
    private record Place(Instant at, Source source, long id) {

        String code() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + source.ordinal() + "." + id;
        }

        /** {@code null} for a text that is no place. */
        static Place of(String code) {
            if (code == null || !code.matches("\\d{1,16}\\.[0-2]\\.\\d{1,18}")) {
                return null;
            }
            String[] parts = code.split("\\.");
            return new Place(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Source.values()[Integer.parseInt(parts[1])],
                    Long.parseLong(parts[2]));
        }

        /** The same place as one source sees it: all its lines of the moment are before or behind a line of another source. */
        TimelinePosition in(Source other) {
            long bound = other == source ? id : other.compareTo(source) < 0 ? Long.MAX_VALUE : -1;
            return new TimelinePosition(at, bound);
        }
    }

    /**
     * A line as it is read.
     *
     * @param kind what sort of line it is, in words
     * @param who who did it; empty for what nobody did
     * @param rules ids of the rules that it carries out
     * @param submission the form that was submitted, or {@code null}
     * @param details further lines, to whom a notice went for instance
     */
    record Line(Instant at, String kind, String look, String who, String text, List<String> rules, Long submission, List<Detail> details) {
    }

    /** A further line; {@code look} is the badge's. */
    record Detail(String state, String look, String text) {
    }

    /**
     * A part of the story.
     *
     * @param next where the next part begins, {@code null} where this is the last
     */
    record Part(List<Line> lines, String next) {
    }

    private record Placed(Place place, Line line) {
    }

    /**
     * A part of the story of a case.
     *
     * @param runs the procedures of the case itself
     * @param from {@link Part#next} of the part before, or {@code null}
     */
    Part part(String number, List<CaseProcesses.Run> runs, StoryKind kind, boolean newestFirst, String from) {
        Place place = Place.of(from);
        List<Placed> found = new ArrayList<>();
        if (kind.lines() != null) {
            TimelinePosition after = place == null ? null : place.in(Source.LINE);
            cases.timeline(number, kind.lines(), after, newestFirst, PART + 1)
                    .forEach(line -> found.add(new Placed(new Place(line.at(), Source.LINE, line.id()), line(line))));
        }
        if (kind.hasNotices()) {
            TimelinePosition after = place == null ? null : place.in(Source.NOTICE);
            notices.about(number, after == null ? null : after.at(), after == null ? 0 : after.id(), newestFirst, PART + 1)
                    .forEach(notice -> found.add(new Placed(new Place(notice.at(), Source.NOTICE, notice.id()), line(notice))));
        }
        Comparator<Placed> order = Comparator.comparing((Placed placed) -> placed.place().at()).thenComparing(placed -> placed.place().source())
                .thenComparing(placed -> placed.place().id());
        if (kind.hasProcedures()) {
            procedures(runs).stream()
                    .filter(placed -> place == null || order.compare(placed, new Placed(place, null)) * (newestFirst ? -1 : 1) > 0)
                    .forEach(found::add);
        }
        List<Placed> sorted = found.stream().sorted(newestFirst ? order.reversed() : order).limit(PART + 1L).toList();
        List<Placed> shown = sorted.subList(0, Math.min(PART, sorted.size()));
        return new Part(shown.stream().map(Placed::line).toList(), sorted.size() > PART ? shown.get(PART - 1).place().code() : null);
    }

    private static List<Placed> procedures(List<CaseProcesses.Run> runs) {
        List<Placed> lines = new ArrayList<>();
        long id = 0;
        for (CaseProcesses.Run run : runs) {
            String name = "“" + run.name() + "”";
            lines.add(new Placed(new Place(run.startedAt().truncatedTo(ChronoUnit.MICROS), Source.PROCEDURE, id++),
                    new Line(run.startedAt(), "流程版本", "off", "", "进入流程" + name + "，按第 " + run.version() + " 版办理", List.of(), null, List.of())));
            if (!run.isRunning()) {
                lines.add(new Placed(new Place(run.endedAt().truncatedTo(ChronoUnit.MICROS), Source.PROCEDURE, id++),
                        new Line(run.endedAt(), "流程版本", "off", "", "流程" + name + (run.cut() ? "中止" : "走完"), List.of(), null, List.of())));
            }
        }
        return lines;
    }

    private static Line line(TimelineView line) {
        return new Line(line.at(), StoryKind.nameOf(line.kind()), line.kind().endsWith("OVERDUE") ? "late" : line.kind().startsWith("CLOCK") ? "wait" : "",
                line.actorName(), line.kind().equals(TASK_DONE) ? "完成任务“" + line.text() + "”" : line.text(), rules(line.ruleIds()), line.submissionId(), List.of());
    }

    private static Line line(CaseNotice notice) {
        // One line for all whom the notice reached, or did not reach, in the same way.
        Map<Outcome, List<String>> names = new LinkedHashMap<>();
        for (CaseNotice.Told told : notice.told()) {
            names.computeIfAbsent(new Outcome(told.state(), told.channel().label(), told.problem()), outcome -> new ArrayList<>())
                    .add((told.post() ? "岗位 " : "") + told.name());
        }
        List<Detail> details = new ArrayList<>();
        names.forEach((outcome, people) -> details.add(new Detail(outcome.state().label(), look(outcome.state()), outcome.channel() + "："
                + people.stream().limit(MOST_NAMES).collect(Collectors.joining("、")) + (people.size() > MOST_NAMES ? " 等 " + people.size() + " 人" : "")
                + (outcome.problem() == null ? "" : "（" + outcome.problem() + "）"))));
        return new Line(notice.at(), "通知", "", "系统", "通知“" + notice.title() + "”：" + notice.subject(), rules(notice.rule()), null, details);
    }

    private record Outcome(CaseNotice.State state, String channel, String problem) {
    }

    private static String look(CaseNotice.State state) {
        return switch (state) {
            case SENT -> "done";
            case PENDING -> "wait";
            case FAILED -> "late";
            case SUPPRESSED -> "off";
        };
    }

    private static List<String> rules(String ids) {
        return ids == null || ids.isBlank() ? List.of() : Arrays.stream(ids.trim().split("\\s+")).toList();
    }
}
