package io.casework.casefile;

import io.casework.platform.RuleViolation;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cases that are about the same thing under one master case: repeats of one matter, or many matters of one cause. Each case goes on by itself; the master is
 * where all of them are answered at once. A master is never a member itself, and a case belongs to one master at most.
 */
@Service
public class CaseLinks {

    private static final int MOST = 200;
    private static final int MAX_REASON = 300;

    private final JdbcClient jdbc;
    private final CaseFiles cases;
    private final Clock clock;

    CaseLinks(JdbcClient jdbc, CaseFiles cases, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /** Why a case belongs to a master. */
    public enum Kind {
        REPEAT("重复来电"), GROUP("同类事项");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** A case under a master. */
    public record Member(String number, Kind kind, String reason, String matter, String customerName, String unitName, CaseState state) {
    }

    /**
     * Puts a case under a master, and says so on both timelines.
     *
     * @throws RuleViolation on {@code member} or {@code reason}: no such case at the site, the same case, a master already, a member already, too many
     */
    @Transactional
    public void link(String master, String member, Kind kind, String reason, Actor actor) {
        String words = reason(reason);
        CaseView head = cases.view(master);
        if (kind == null) {
            throw new RuleViolation("kind", "请选择是重复来电还是同类事项");
        }
        CaseView joining = cases.find(member).filter(found -> found.site().equals(head.site()))
                .orElseThrow(() -> new RuleViolation("member", "本小区没有编号为 " + member + " 的案件"));
        if (member.equals(master)) {
            throw new RuleViolation("member", "案件不能归并到自己");
        }
        // Both cases stand still while it is decided, in an order that two people cannot cross.
        Stream.of(master, member).sorted().forEach(number -> jdbc.sql("select pg_advisory_xact_lock(hashtextextended('case-link/' || ?, 0))").param(number)
                .query((row, index) -> number).single());
        if (masterOf(master).isPresent()) {
            throw new RuleViolation("member", "案件 " + master + " 自己已归并到 " + masterOf(master).get() + "，请在主案件上添加");
        }
        if (!members(member).isEmpty()) {
            throw new RuleViolation("member", "案件 " + member + " 是其他案件的主案件，不能再归并");
        }
        if (members(master).size() >= MOST) {
            throw new RuleViolation("member", "一个主案件最多归并 " + MOST + " 个案件");
        }
        try {
            jdbc.sql("insert into case_link (master_number, case_number, kind, reason, linked_at, linked_by, linked_by_name) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(master, member, kind.name(), words, Timestamp.from(clock.instant()), actor.login(), actor.name()).update();
        } catch (DuplicateKeyException already) {
            throw new RuleViolation("member", "案件 " + member + " 已归并到一个主案件，请先解除");
        }
        cases.note(master, actor, "LINKED", "归并案件 " + joining.number() + "（" + kind.label() + "）：" + words, null);
        cases.note(member, actor, "LINKED", "归并到主案件 " + master + "（" + kind.label() + "）：" + words, null);
    }

    /** Takes a case out again. */
    @Transactional
    public void unlink(String master, String member, Actor actor) {
        int freed = jdbc.sql("update case_link set unlinked_at = ?, unlinked_by = ?, unlinked_by_name = ?"
                + " where master_number = ? and case_number = ? and unlinked_at is null")
                .params(Timestamp.from(clock.instant()), actor.login(), actor.name(), master, member).update();
        if (freed == 0) {
            throw new RuleViolation("member", "案件 " + member + " 没有归并到 " + master);
        }
        cases.note(master, actor, "UNLINKED", "解除归并案件 " + member, null);
        cases.note(member, actor, "UNLINKED", "解除归并，主案件原为 " + master, null);
    }

    /** The master of a case; empty where it belongs to none. */
    @Transactional(readOnly = true)
    public Optional<String> masterOf(String member) {
        return jdbc.sql("select master_number from case_link where case_number = ? and unlinked_at is null").param(member).query(String.class).optional();
    }

    /** The cases under a master, in the order in which they came. */
    @Transactional(readOnly = true)
    public List<Member> members(String master) {
        return jdbc.sql("select l.case_number, l.kind, l.reason, f.matter, f.customer_name, f.unit_name, f.state from case_link l"
                + " join case_file f on f.number = l.case_number where l.master_number = ? and l.unlinked_at is null order by l.id limit ?")
                .params(master, MOST)
                .query((row, index) -> new Member(row.getString(1), Kind.valueOf(row.getString(2)), row.getString(3), row.getString(4), row.getString(5),
                        row.getString(6), CaseState.valueOf(row.getString(7)))).list();
    }

    private static String reason(String reason) {
        String words = reason == null ? "" : reason.strip();
        if (words.isEmpty() || words.length() > MAX_REASON || words.indexOf('\0') >= 0) {
            throw new RuleViolation("reason", "请填写归并原因，不超过 " + MAX_REASON + " 个字");
        }
        return words;
    }
}
