package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.procedure.Settings;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opinions and suggestions that need others and last (AS-COM): recorded, brought up at a fitting occasion, answered; where they cluster, the management office
 * is told once and plans measures.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Opinions {

    private static final String OPINION = "id, case_number, site, topic, opinion, parties, parties_note, expected_days, occasion_at, occasions, recorded_at, result,"
            + " result_note";
    private static final String CLUSTER = "id, site, topic, opinions, since, detected_at, case_number, state, prevention, response, partners, measures_by, planned_by";

    private final CategoryRecords records;
    private final CaseFiles cases;
    private final Settings settings;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    Opinions(CategoryRecords records, CaseFiles cases, Settings settings, Notices notices, JdbcClient jdbc, Clock clock) {
        this.records = records;
        this.cases = cases;
        this.settings = settings;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One opinion. Nullable: partiesNote and, while it is open, result and resultNote.
     *
     * @param parties CUSTOMERS, EXTERNAL, DEPARTMENTS, separated by commas
     * @param expectedDays days that it is expected to take, at least {@code comm.minDays}
     * @param result SETTLED or IMPROVEMENT
     */
    public record Opinion(long id, String caseNumber, String site, String topic, String text, String parties, String partiesNote, BigDecimal expectedDays,
            Instant occasionAt, int occasions, Instant recordedAt, String result, String resultNote) {
    }

    /**
     * Opinions of one topic that came together at a site. The measures are {@code null} until the management office has planned them.
     *
     * @param state REPORTED, PLANNED or RELEASED (its case was withdrawn before there were measures)
     */
    public record Cluster(long id, String site, String topic, int opinions, Instant since, Instant detectedAt, String caseNumber, String state,
            String prevention, String response, String partners, LocalDate measuresBy, String plannedBy) {
    }

    /**
     * Fills the communication-category record (AS-COM-01).
     *
     * @return whether this opinion makes a cluster that has not been reported yet (AS-COM-03)
     * @throws RuleViolation on {@code expectedDays} below {@code comm.minDays} (AMB-10), on {@code occasionAt} in the past or too far ahead
     */
    public boolean open(String caseNumber, Answers answers, Actor actor) {
        BigDecimal days = answers.decimal("expectedDays");
        BigDecimal fewest = settings.number("comm.minDays");
        if (days.compareTo(fewest) < 0) {
            throw new RuleViolation("expectedDays", "预计历时不足 " + fewest.toPlainString() + " 天的不属沟通类，请退回分类，直接答复");
        }
        Instant occasion = occasion(answers);
        CaseView view = cases.view(caseNumber);
        String topic = "OTHER".equals(answers.text("topic")) ? answers.text("topicText") : answers.text("topic");
        jdbc.sql("insert into opinion (case_number, site, topic, opinion, parties, parties_note, expected_days, occasion_at, recorded_at, recorded_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(caseNumber, view.site(), topic, answers.text("opinion"), String.join(",", answers.list("parties")),
                        answers.textIfAny("partiesNote").orElse(null), days, Timestamp.from(occasion), Timestamp.from(clock.instant()), actor.login())
                .update();
        CategoryRecord record = records.open(caseNumber, CategoryRecords.Entry.of(CategoryKind.COMMUNICATION, answers.text("opinion"), topic), actor);
        records.track(record.id(), "等待合适时机：" + ChineseTime.minute(occasion), occasion, actor);
        cases.note(caseNumber, actor, "OPINION", "沟通类（" + topic + "），预计 " + days.stripTrailingZeros().toPlainString() + " 天，合适时机 " + ChineseTime.minute(occasion),
                "AS-COM-01 AS-COM-02");
        return clusters(view, topic);
    }

    /** The record does not belong here: the matter goes back to classification. */
    public void giveBack(String caseNumber, String reason, Actor actor) {
        cases.note(caseNumber, actor, "RETURNED", "不属沟通类，退回重新分类：" + reason, "AS-INT-05");
    }

    /**
     * What came of an occasion (AS-COM-02): settled, another occasion, or an improvement for later.
     *
     * @throws RuleViolation on {@code occasionAt} in the past or too far ahead
     */
    public void assist(String caseNumber, Answers answers, Actor actor) {
        Opinion opinion = required(caseNumber);
        String note = answers.text("assistNote");
        if ("WAIT".equals(answers.text("assistResult"))) {
            nextOccasion(opinion, occasion(answers), note, actor);
            return;
        }
        String result = answers.text("assistResult");
        jdbc.sql("update opinion set result = ?, result_note = ? where id = ?").params(result, note, opinion.id()).update();
        track(caseNumber, note, null, actor);
        String words = "IMPROVEMENT".equals(result) ? "作为改进意见：" : "已协助办妥：";
        cases.handling(caseNumber, words + note);
        cases.note(caseNumber, actor, "ASSISTED", words + note, "AS-COM-02");
    }

    /** The customer does not accept the answer: another occasion is sought. */
    public void seekAgain(String caseNumber, Answers answers, Actor actor) {
        nextOccasion(required(caseNumber), occasion(answers), answers.text("objection"), actor);
    }

    /** The opinion is answered or noted; its record is closed. */
    public void close(String caseNumber, Actor actor) {
        Opinion opinion = required(caseNumber);
        jdbc.sql("update opinion set closed_at = ? where id = ?").params(Timestamp.from(clock.instant()), opinion.id()).update();
        records.latest(caseNumber, CategoryKind.COMMUNICATION).ifPresent(record -> records.close(record.id(), opinion.resultNote(), actor));
        cases.note(caseNumber, actor, "CATEGORY_RECORD_CLOSED", "《分类处理记录-（沟通类）》已销项", "AS-COM-02");
    }

    /** Reports the cluster that this case completed to the management office (AS-COM-03). */
    public void report(String caseNumber, Actor actor) {
        Cluster cluster = clusterOf(caseNumber).orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有集中的意见"));
        notices.send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, "opinion-cluster:" + cluster.id()).about(caseNumber, cluster.site())
                .toPosts("management-office").with("topic", cluster.topic()).with("count", String.valueOf(cluster.opinions()))
                .with("period", day(cluster.since()) + " 至 " + day(cluster.detectedAt())).build());
        cases.note(caseNumber, actor, "CLUSTER_REPORTED", "“" + cluster.topic() + "”的意见集中（" + cluster.opinions() + " 条），已报管理处", "AS-COM-03");
    }

    /**
     * The measures of the management office (AS-COM-04).
     *
     * @throws RuleViolation on {@code measuresBy} in the past
     */
    public void plan(String caseNumber, Answers answers, Actor actor) {
        LocalDate by = answers.date("measuresBy");
        if (by.isBefore(LocalDate.now(clock))) {
            throw new RuleViolation("measuresBy", "“完成日期”不能早于今天");
        }
        Cluster cluster = clusterOf(caseNumber).orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有集中的意见"));
        jdbc.sql("update opinion_cluster set state = 'PLANNED', prevention = ?, response = ?, partners = ?, measures_by = ?, planned_at = ?, planned_by = ?"
                        + " where id = ?")
                .params(answers.text("prevention"), answers.text("response"), answers.text("partners"), java.sql.Date.valueOf(by),
                        Timestamp.from(clock.instant()), actor.login(), cluster.id()).update();
        cases.note(caseNumber, actor, "MEASURES_PLANNED", "“" + cluster.topic() + "”预防措施：" + answers.text("prevention") + "；应对措施：" + answers.text("response")
                + "；联动：" + answers.text("partners") + "；" + by + " 前完成", "AS-COM-04");
    }

    /** The case of a cluster was withdrawn before there were measures: the next opinion reports it anew. */
    void release(String caseNumber) {
        jdbc.sql("update opinion_cluster set state = 'RELEASED' where case_number = ? and state = 'REPORTED'").param(caseNumber).update();
    }

    /** The newest opinion of a case. */
    @Transactional(readOnly = true)
    public Optional<Opinion> latest(String caseNumber) {
        return jdbc.sql("select " + OPINION + " from opinion where case_number = ? order by id desc limit 1").param(caseNumber).query(Opinions::opinion).optional();
    }

    /** The newest cluster that this case completed. */
    @Transactional(readOnly = true)
    public Optional<Cluster> clusterOf(String caseNumber) {
        return jdbc.sql("select " + CLUSTER + " from opinion_cluster where case_number = ? order by id desc limit 1").param(caseNumber)
                .query(Opinions::cluster).optional();
    }

    /** The opinions that make up a cluster, oldest first. */
    @Transactional(readOnly = true)
    public List<Opinion> of(Cluster cluster) {
        return jdbc.sql("select " + OPINION + " from opinion where site = ? and topic = ? and recorded_at > ? and recorded_at <= ? order by id")
                .params(cluster.site(), cluster.topic(), Timestamp.from(cluster.since()), Timestamp.from(cluster.detectedAt())).query(Opinions::opinion).list();
    }

    /** Counts the cases with this topic in the period; two clerks who record at the same moment do so one after the other. */
    private boolean clusters(CaseView view, String topic) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('opinion-cluster'), hashtext(?))").param(view.site() + "/" + topic).query((row, index) -> true).single();
        Instant now = clock.instant();
        Timestamp since = Timestamp.from(now.minus(Duration.ofDays(settings.integer("comm.cluster.days"))));
        int count = jdbc.sql("select count(distinct case_number) from opinion where site = ? and topic = ? and recorded_at > ?")
                .params(view.site(), topic, since).query(Integer.class).single();
        if (count < settings.integer("comm.cluster.count")) {
            return false;
        }
        boolean known = jdbc.sql("select exists (select 1 from opinion_cluster where site = ? and topic = ? and detected_at > ? and state <> 'RELEASED')")
                .params(view.site(), topic, since).query(Boolean.class).single();
        if (known) {
            return false;
        }
        jdbc.sql("insert into opinion_cluster (site, topic, opinions, since, detected_at, case_number, state) values (?, ?, ?, ?, ?, ?, 'REPORTED')")
                .params(view.site(), topic, count, since, Timestamp.from(now), view.number()).update();
        return true;
    }

    private void nextOccasion(Opinion opinion, Instant occasion, String why, Actor actor) {
        jdbc.sql("update opinion set occasion_at = ?, occasions = occasions + 1, result = null, result_note = null where id = ?")
                .params(Timestamp.from(occasion), opinion.id()).update();
        track(opinion.caseNumber(), why, occasion, actor);
        cases.note(opinion.caseNumber(), actor, "NEXT_OCCASION", "再等合适时机 " + ChineseTime.minute(occasion) + "：" + why, "AS-COM-02");
    }

    private void track(String caseNumber, String text, Instant next, Actor actor) {
        records.latest(caseNumber, CategoryKind.COMMUNICATION).ifPresent(record -> records.track(record.id(), text, next, actor));
    }

    private Instant occasion(Answers answers) {
        Instant occasion = FutureTime.required("occasionAt", "合适的时间", answers, clock);
        int most = settings.integer("comm.maxWaitDays");
        if (occasion.isAfter(clock.instant().plus(Duration.ofDays(most)))) {
            throw new RuleViolation("occasionAt", "等待合适时机最多 " + most + " 天，请选近一些的时间");
        }
        return occasion;
    }

    private Opinion required(String caseNumber) {
        return latest(caseNumber).orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有《分类处理记录-（沟通类）》"));
    }

    private static String day(Instant instant) {
        return ChineseTime.day(instant);
    }

    private static Opinion opinion(ResultSet row, int index) throws SQLException {
        return new Opinion(row.getLong("id"), row.getString("case_number"), row.getString("site"), row.getString("topic"), row.getString("opinion"),
                row.getString("parties"), row.getString("parties_note"), row.getBigDecimal("expected_days"), row.getTimestamp("occasion_at").toInstant(),
                row.getInt("occasions"), row.getTimestamp("recorded_at").toInstant(), row.getString("result"), row.getString("result_note"));
    }

    private static Cluster cluster(ResultSet row, int index) throws SQLException {
        return new Cluster(row.getLong("id"), row.getString("site"), row.getString("topic"), row.getInt("opinions"), row.getTimestamp("since").toInstant(),
                row.getTimestamp("detected_at").toInstant(), row.getString("case_number"), row.getString("state"), row.getString("prevention"),
                row.getString("response"), row.getString("partners"), row.getObject("measures_by", LocalDate.class), row.getString("planned_by"));
    }
}
