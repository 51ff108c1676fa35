package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.PastCase;
import io.casework.casefile.PastCases;
import io.casework.customer.CallerBatches;
import io.casework.platform.ChineseTime;
import io.casework.platform.LineVerdict;
import io.casework.platform.LineVerdict.Outcome;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings lines of the call and visit register that was kept before (旧登记表) in, as closed cases without a procedure: they are found as past cases of
 * customer and unit, count as repeats, and stand in the register (REC-001, REC-007). A line is known by its old number within its site and is taken once.
 */
@Service
public class ContactBatches {

    /** Fields that verdicts speak of. */
    public static final String NUMBER = "number";
    /** When it was registered. */
    public static final String AT = "at";
    /** Who called. */
    public static final String NAME = "name";
    /** The caller's unit. */
    public static final String UNIT = "unit";
    /** What it was about. */
    public static final String CONTENT = "content";
    /** When it was finished. */
    public static final String COMPLETED_AT = "completedAt";

    private static final LocalDateTime FIRST = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_MATTER = 120;
    private static final int LONGEST_COMPLETION = 100;
    private static final String UNNAMED = "未留姓名";

    private final PastCases cases;
    private final CallerBatches callers;
    private final JdbcTemplate batches;
    private final Clock clock;

    ContactBatches(PastCases cases, CallerBatches callers, JdbcTemplate batches, Clock clock) {
        this.cases = cases;
        this.callers = callers;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * One finished line of the old register.
     *
     * @param number its number there
     * @param at when it was registered; midnight where only the day is known
     * @param channel CALL, VISIT or OTHER
     * @param name, phone, unit as written, each may be {@code null}; the phone is digits only
     * @param handling may be {@code null}
     * @param completion what the completion column says
     * @param completedAt may be {@code null}
     * @param registeredBy name of who wrote the line, may be {@code null}
     * @param remark the remarks column, may be {@code null}
     */
    public record Line(String number, LocalDateTime at, String channel, String name, String phone, String unit, MatterKind kind, String content,
            String handling, String completion, LocalDateTime completedAt, String registeredBy, String remark) {
    }

    /** What would become of each line; nothing is written. */
    @Transactional(readOnly = true)
    public List<LineVerdict> check(String site, List<Line> lines) {
        return go(site, lines, null);
    }

    /** Takes the lines that are good; lines that are not change nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<LineVerdict> take(String site, List<Line> lines, Actor by) {
        return go(site, lines, by);
    }

    private record Taken(Line line, CallerBatches.Found caller) {
    }

    private List<LineVerdict> go(String site, List<Line> lines, Actor writer) {
        Map<String, PastCases.Known> known = cases.known(site, lines.stream().map(line -> line.number().strip()).toList());
        List<CallerBatches.Found> found = callers.find(site, lines.stream()
                .map(line -> new CallerBatches.Said(line.name(), line.phone(), line.unit())).toList());
        List<LineVerdict> verdicts = new ArrayList<>();
        List<Taken> fresh = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            LineVerdict verdict = valid(line);
            if (verdict == null && !seen.add(line.number().strip())) {
                verdict = LineVerdict.bad(NUMBER, "同一批里有两行是这个编号", "请只留一行；旧表若按年重新编号，请在编号前加年份");
            }
            PastCases.Known before = verdict == null ? known.get(line.number().strip()) : null;
            if (before != null) {
                verdict = same(before, line) ? LineVerdict.of(Outcome.UNCHANGED)
                        : LineVerdict.bad(NUMBER, "这个编号已导入过（案件 " + before.caseNumber() + "），时间或内容却不同",
                                "历史案件不再更改；如是另一件事，请改编号，例如在前面加年份");
            }
            if (verdict == null) {
                fresh.add(new Taken(line, found.get(i)));
                verdict = taken(line, found.get(i));
            }
            verdicts.add(verdict);
        }
        if (writer != null && !fresh.isEmpty()) {
            write(site, fresh, writer);
        }
        return verdicts;
    }

    private static LineVerdict taken(Line line, CallerBatches.Found caller) {
        if (line.unit() != null && caller.unitId() == null) {
            return LineVerdict.hint(Outcome.NEW, UNIT, "本小区没有这个房号，只按原文保存");
        }
        return line.name() != null && line.phone() != null && caller.customerId() == null
                ? LineVerdict.hint(Outcome.NEW, NAME, "不在册的客户，只按原文保存") : LineVerdict.of(Outcome.NEW);
    }

    private static boolean same(PastCases.Known before, Line line) {
        return before.openedAt().equals(ChineseTime.instant(line.at())) && before.description().equals(description(line));
    }

    private LineVerdict valid(Line line) {
        String number = line.number().strip();
        if (number.isEmpty() || number.length() > LONGEST_NUMBER) {
            return LineVerdict.bad(NUMBER, number.isEmpty() ? "没有填编号" : "编号不能超过 " + LONGEST_NUMBER + " 个字", "旧登记表的每一行按编号辨认，请填写编号");
        }
        if (line.at().isBefore(FIRST) || ChineseTime.instant(line.at()).isAfter(clock.instant())) {
            return LineVerdict.bad(AT, line.at().isBefore(FIRST) ? "登记时间早于 1980 年" : "登记时间还没有到", "请核对日期");
        }
        if (line.content().isBlank() || line.content().length() > LONGEST_TEXT) {
            return LineVerdict.bad(CONTENT, line.content().isBlank() ? "没有填内容" : "内容不能超过 " + LONGEST_TEXT + " 个字", "请填写客户反映的内容");
        }
        if (line.name() != null && line.name().length() > LONGEST_NAME) {
            return LineVerdict.bad(NAME, "姓名不能超过 " + LONGEST_NAME + " 个字", "请核对姓名");
        }
        if (line.unit() != null && line.unit().length() > LONGEST_NAME) {
            return LineVerdict.bad(UNIT, "房号不能超过 " + LONGEST_NAME + " 个字", "请核对房号");
        }
        if (line.completedAt() != null && finished(line).isBefore(ChineseTime.instant(line.at()))) {
            return LineVerdict.bad(COMPLETED_AT, "完成时间早于登记时间", "请核对这两个日期");
        }
        if (line.completedAt() != null && ChineseTime.startOf(line.completedAt().toLocalDate()).isAfter(clock.instant())) {
            return LineVerdict.bad(COMPLETED_AT, "完成时间还没有到", "请核对日期");
        }
        return null;
    }

    private void write(String site, List<Taken> fresh, Actor by) {
        List<String> numbers = cases.importClosed(site, fresh.stream().map(ContactBatches::pastCase).toList(), by);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            Line line = fresh.get(i).line();
            CallerBatches.Found caller = fresh.get(i).caller();
            Category category = category(line);
            String identification = caller.customerId() != null ? "MATCHED" : anonymous(line) ? "ANONYMOUS" : caller.unitId() != null ? "UNIT_ONLY" : "UNKNOWN";
            rows.add(new Object[] {numbers.get(i), site, Timestamp.from(ChineseTime.instant(line.at())), PastCases.OLD_REGISTER.login(),
                    line.registeredBy() == null ? PastCases.OLD_REGISTER.name() : line.registeredBy(), line.channel(), anonymous(line), callerName(line),
                    line.phone(), line.unit(), line.kind().name(), line.kind() == MatterKind.COMPLAINT, identification,
                    category == null ? null : category.name(), category == null ? null : category.remark()});
        }
        batches.batchUpdate("""
                insert into contact_register (case_number, site, registered_at, registered_by, registered_by_name, channel, anonymous, caller_name,
                                              caller_phone, unit_text, kind, complaint_stated, identification, category, remark)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    private static PastCase pastCase(Taken taken) {
        Line line = taken.line();
        CallerBatches.Found caller = taken.caller();
        Instant opened = ChineseTime.instant(line.at());
        return new PastCase(line.number().strip(), line.channel(), caller.customerId(),
                caller.customerName() != null ? caller.customerName() : callerName(line), line.phone(), caller.unitId(),
                caller.unit() != null ? caller.unit() : line.unit(), matter(line.content()), description(line),
                category(line) == null ? null : category(line).name(), line.handling(),
                shortened(line.completion(), LONGEST_COMPLETION), opened, line.completedAt() == null ? opened : finished(line), story(line));
    }

    private static String story(Line line) {
        return "从旧登记表导入：原编号 " + line.number().strip() + "，" + ChineseTime.minute(line.at()).replace(" 00:00", "") + " 登记"
                + (line.registeredBy() == null ? "" : "，登记人 " + line.registeredBy())
                + (line.completedAt() == null ? "" : "，" + ChineseTime.minute(line.completedAt()).replace(" 00:00", "") + " 完成")
                + "；完成情况：" + line.completion();
    }

    private static String description(Line line) {
        boolean word = line.remark() == null || category(line) != null;
        return word ? line.content() : line.content() + "\n备注：" + line.remark();
    }

    /** The category word of the remarks column (AS-INT-12); {@code null} where it says something else. */
    private static Category category(Line line) {
        return Arrays.stream(Category.values()).filter(one -> one.remark() != null && one.remark().equals(line.remark())).findFirst().orElse(null);
    }

    private static String matter(String content) {
        return shortened(content.strip().lines().findFirst().orElse("").strip(), LONGEST_MATTER);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static boolean anonymous(Line line) {
        return line.name() == null && line.phone() == null;
    }

    private static String callerName(Line line) {
        return line.name() != null ? line.name() : anonymous(line) ? ContactRegister.ANONYMOUS_NAME : UNNAMED;
    }

    /** A completion on the day of the call without a time of day counts at the time of the call, so that it is not before it. */
    private static Instant finished(Line line) {
        LocalDateTime end = line.completedAt().toLocalTime().equals(LocalTime.MIDNIGHT) && line.completedAt().toLocalDate().equals(line.at().toLocalDate())
                ? line.at() : line.completedAt();
        return ChineseTime.instant(end);
    }
}
