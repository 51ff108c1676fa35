package io.casework.report;

import io.casework.contact.MatterKind;
import io.casework.organisation.Sites;
import io.casework.platform.EnumCode;
import io.casework.procedure.Decisions;
import io.casework.procedure.Settings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What comes again and what comes from many: so that mistakes are not repeated (AS-INF-04, AS-COM-03, AMB-90). */
@Service
public class WarningFigures {

    private static final int MOST = 50;
    private static final String COMPLAINTS = " from complaint c join complaint_topic t on t.code = c.topic"
            + " where c.site = any (:sites) and c.received_at >= :since and c.state <> 'RETURNED'";
    /** A case is opened when its call or visit is registered; that it is not older lets the index over cases be read in the same stretch of time. */
    private static final String VISITS = " from contact_register r join case_file f on f.number = r.case_number"
            + " where r.site = any (:sites) and r.registered_at >= :since and f.site = any (:sites) and f.state in ('OPEN', 'CLOSED')"
            + " and f.opened_at >= :since::timestamptz - interval '1 day' and f.unit_id is not null";

    private final Settings settings;
    private final Decisions decisions;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final Clock clock;

    WarningFigures(Settings settings, Decisions decisions, Sites sites, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.decisions = decisions;
        this.sites = sites;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The same kind of matter again and again from one unit. */
    public record Repeat(String site, String siteName, long unit, String unitName, String kind, String kindName, long number, Instant newest) {
    }

    /** A topic of complaints. {@code hot}: by the table of grades so many customers make it a hot topic. */
    public record Topic(String site, String siteName, String topic, String name, long complaints, long customers, boolean hot) {
    }

    /** Opinions that clustered and were reported to the management office. */
    public record Cluster(long id, String siteName, String topic, long opinions, Instant since, Instant detectedAt, String caseNumber, boolean planned) {
    }

    /** Days and number that make a repeat, as set. */
    public record RepeatLimits(int days, int number) {
    }

    /** Days over which customers of a topic are counted (AMB-09). */
    public int topicDays() {
        return settings.integer("grade.hot.days");
    }

    /** What makes a repeat. */
    public RepeatLimits repeatLimits() {
        return new RepeatLimits(settings.integer("figures.repeat.days"), settings.integer("figures.repeat.count"));
    }

    /** Units with a repeat, most often first; at most 50. */
    @Transactional(readOnly = true)
    public List<Repeat> repeats(Set<String> at) {
        RepeatLimits limits = repeatLimits();
        return jdbc.sql("select r.site, f.unit_id, max(f.unit_name), r.kind, count(*), max(r.registered_at)" + VISITS
                        + " group by r.site, f.unit_id, r.kind having count(*) >= :least order by count(*) desc, max(r.registered_at) desc, f.unit_id limit :most")
                .params(params(at, limits.days())).param("least", limits.number()).param("most", MOST)
                .query((row, n) -> new Repeat(row.getString(1), sites.name(row.getString(1)), row.getLong(2), row.getString(3), row.getString(4),
                        kind(row.getString(4)), row.getLong(5), row.getTimestamp(6).toInstant()))
                .list();
    }

    /** The visits and calls of a repeat. */
    public Selection repeat(Set<String> at, long unit, String kind) {
        Map<String, Object> params = params(at, repeatLimits().days());
        params.put("unit", unit);
        params.put("kind", kind);
        return new Selection("重复事项：" + kind(kind), "同一房号同一类事项，最近 " + repeatLimits().days() + " 天内登记的，已撤回的除外",
                "select r.case_number, r.registered_at as at, 0::bigint as ref, f.unit_name as note" + VISITS + " and f.unit_id = :unit and r.kind = :kind", params);
    }

    /** Topics of complaints, most customers first. */
    @Transactional(readOnly = true)
    public List<Topic> topics(Set<String> at) {
        Map<Long, Boolean> hot = new HashMap<>();
        return jdbc.sql("select c.site, c.topic, max(t.name), count(*), count(distinct c.customer_key), bool_and(t.counted)" + COMPLAINTS + " group by c.site, c.topic")
                .params(params(at, topicDays()))
                .query((row, n) -> new Topic(row.getString(1), sites.name(row.getString(1)), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5),
                        row.getBoolean(6) && hot.computeIfAbsent(row.getLong(5), this::hot)))
                .list().stream().sorted(Comparator.comparing(Topic::customers).thenComparing(Topic::complaints).reversed()
                        .thenComparing(Topic::siteName).thenComparing(Topic::name)).toList();
    }

    /** The complaints of a topic. */
    public Selection topic(Set<String> at, String topic) {
        Map<String, Object> params = params(at, topicDays());
        params.put("topic", topic);
        return new Selection("同一主题的投诉", "最近 " + topicDays() + " 天内受理的同一小区同一主题的投诉（退回分类的除外）；达到几位客户算热点，见决策表“投诉等级”",
                "select c.case_number, c.received_at as at, 0::bigint as ref, t.name as note" + COMPLAINTS + " and c.topic = :topic", params);
    }

    /** Clusters of opinions, newest first; at most 50. A cluster whose case was withdrawn is none. */
    @Transactional(readOnly = true)
    public List<Cluster> clusters(Set<String> at) {
        return jdbc.sql("select k.id, k.site, k.topic, (select count(*) from opinion o where o.site = k.site and o.topic = k.topic and o.recorded_at >= k.since"
                        + " and o.recorded_at <= k.detected_at), k.since, k.detected_at, k.case_number, k.state from opinion_cluster k"
                        + " where k.site = any (:sites) and k.state <> 'RELEASED' order by k.detected_at desc, k.id desc limit :most")
                .param("sites", at.toArray(String[]::new)).param("most", MOST)
                .query((row, n) -> new Cluster(row.getLong(1), sites.name(row.getString(2)), row.getString(3), row.getLong(4), row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6).toInstant(), row.getString(7), "PLANNED".equals(row.getString(8))))
                .list();
    }

    /** The opinions of a cluster. */
    public Selection cluster(Set<String> at, long id) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("sites", at.toArray(String[]::new));
        params.put("id", id);
        return new Selection("集中的意见和建议", "报告管理处时统计期内同一小区同一主题的意见和建议；几天内几条算集中，见参数表“沟通类”",
                "select o.case_number, o.recorded_at as at, o.id as ref, o.topic as note from opinion_cluster k join opinion o on o.site = k.site and o.topic = k.topic"
                        + " and o.recorded_at >= k.since and o.recorded_at <= k.detected_at where k.id = :id and k.site = any (:sites) and k.state <> 'RELEASED'", params);
    }

    /** Whether so many customers make a topic hot, by the table of grades alone. */
    private boolean hot(long customers) {
        return decisions.first("complaint-grade", Map.of("cannotHandle", false, "extremeHarm", false, "safety", false, "media", false, "legal", false,
                "repeated", false, "customersOnTopic", (int) customers)).filter(row -> "HOT".equals(row.get("grade"))).isPresent();
    }

    private Map<String, Object> params(Set<String> at, int days) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("sites", at.toArray(String[]::new));
        params.put("since", Timestamp.from(clock.instant().minus(Duration.ofDays(days))));
        return params;
    }

    private static String kind(String code) {
        return EnumCode.find(MatterKind.class, code).map(MatterKind::label).orElse(code);
    }
}
