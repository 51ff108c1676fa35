package io.casework.report;

import io.casework.casefile.CaseState;
import io.casework.platform.ChineseTime;
import io.casework.procedure.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the house has on file about a caller, read across the rooms for the person at the telephone: open and past cases, what was promised and is not yet
 * kept, earlier cases of the same matter, and what many customers report at the moment. Each question is a fixed number of indexed queries.
 */
@Service
@Transactional(readOnly = true)
public class CallerFile {

    /** Most open cases that are shown. */
    public static final int MOST_OPEN = 30;
    /** Most past cases that are shown, the newest first. */
    public static final int MOST_PAST = 10;
    /** Most earlier cases that a new one is compared with. */
    public static final int MOST_REPEATS = 5;
    /** Key of the setting: within how many days the same matter of the same unit counts as a repeat. */
    public static final String REPEAT_DAYS = "contact.repeat.days";

    private static final int USUAL_REPEAT_DAYS = 30;
    private static final int MOST_CLUSTERS = 3;
    private static final int FEWEST_CUSTOMERS = 2;
    private static final String HOT_DAYS = "grade.hot.days";

    /** First the caller's own, by the indexes on customer and unit, whatever the planner thinks of the order that is asked for. */
    private static final String CASES = """
            with own as materialized (select number from case_file where customer_id = cast(:customer as bigint)
                                      union select number from case_file where unit_id in (:units))
            select f.number, f.kind, f.parent_number, f.site, f.customer_name, f.unit_name, f.matter, f.urgency, coalesce(f.category, r.category) as category,
                   f.grade, f.state, f.handling, f.completion, f.opened_at, f.due_at, f.closed_at, r.kind as matter_kind
            from own join case_file f on f.number = own.number left join contact_register r on r.case_number = f.number
            where f.site in (:sites) and f.state\s""";

    /** All that is promised for the open cases; each line says what, until when, and to which hour or day. */
    private static final String PROMISES = """
            select case_number, '上门维修：' || repair_requested as what, agreed_time as at, false as day from service_work_order
                where case_number in (:cases) and state = 'OPEN'
            union all select case_number, '整改完成：' || subject, requested_by::timestamp at time zone 'Asia/Shanghai', true from rectification_slip
                where case_number in (:cases) and state not in ('WRITTEN_OFF', 'RECLASSIFIED')
            union all select case_number, case when promised_at is null then '投诉办结' else '投诉按承诺解决' end, coalesce(promised_at, due_at), false from complaint
                where case_number in (:cases) and state = 'OPEN' and coalesce(promised_at, due_at) is not null
            union all select case_number, '回访', due_at, false from callback
                where case_number in (:cases) and closed_at is null
            union all select case_number, '维修完工', coalesce(agreed_due_at, due_at), false from repair_order o
                where case_number in (:cases) and state in ('OPEN', 'REWORK')
                  and not exists (select from repair_order later where later.case_number = o.case_number and later.round > o.round)
            union all select case_number, '现场勘察', planned_at, false from repair_survey
                where case_number in (:cases) and result = 'PLANNED'
            union all select case_number, '特约服务：' || service_requested, wanted_at, false from special_service
                where case_number in (:cases) and result is null and wanted_at is not null
            union all select case_number, '外联单位到场：' || coalesce(external_unit, content), stipulated_time, false from category_record
                where case_number in (:cases) and closed_at is null and stipulated_time is not null
            union all select number, '客户希望的时间', due_at, false from case_file
                where number in (:cases) and kind = 'CONTACT' and due_at is not null
                  and not exists (select from service_work_order w where w.case_number = number)
            order by at""";

    private final JdbcClient jdbc;
    private final Settings settings;
    private final Clock clock;

    CallerFile(JdbcClient jdbc, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** A task that is open in a case. {@code due} may be {@code null}. */
    public record Due(String task, Instant due, boolean late) {
    }

    /**
     * A case of the caller or of one of the units.
     *
     * @param matterKind code of the kind of matter, {@code null} for a repair case that another case opened
     * @param category   code of the category, {@code null} while undecided
     * @param tasks      what is open in it, the earliest due first; empty for a past case
     * @param late       whether something in it, or the whole of it, is past its time
     */
    public record CaseLine(String number, String parent, String site, String customer, String unit, String matter, String urgency, String matterKind,
            String category, String grade, CaseState state, String handling, String completion, Instant openedAt, Instant dueAt, Instant closedAt,
            List<Due> tasks, boolean late) {

        private CaseLine with(List<Due> open, Instant now) {
            boolean over = dueAt != null && dueAt.isBefore(now) || open.stream().anyMatch(Due::late);
            return new CaseLine(number, parent, site, customer, unit, matter, urgency, matterKind, category, grade, state, handling, completion, openedAt, dueAt,
                    closedAt, open, over);
        }
    }

    /**
     * Something that the customer was promised and that is not done yet.
     *
     * @param day whether it is promised for a day, not for an hour
     */
    public record Promise(String caseNumber, String what, Instant at, boolean day, boolean late) {
    }

    /** All about a caller. {@code more}: there are more open cases than are shown. */
    public record File(List<CaseLine> open, boolean more, List<CaseLine> past, List<Promise> promises) {
    }

    /** An earlier case of the same matter; {@code days} ago it was registered. */
    public record Earlier(String number, String matter, CaseState state, Instant openedAt, long days, String completion) {
    }

    /** Earlier cases of the same matter; registered within so many days, or still open. */
    public record Repeats(int days, List<Earlier> earlier) {
    }

    /** So many different customers of the site have raised the same within so many days. */
    public record Cluster(String topic, int customers, int days) {
    }

    /**
     * Open and past cases of a customer or of units.
     *
     * @param sites    sites that the asker may see
     * @param customer may be {@code null} when only units are known
     */
    public File of(Collection<String> sites, Long customer, Collection<Long> units) {
        if (sites.isEmpty() || customer == null && units.isEmpty()) {
            return new File(List.of(), false, List.of(), List.of());
        }
        List<CaseLine> open = cases(sites, customer, units, "= 'OPEN' order by f.opened_at desc limit " + (MOST_OPEN + 1));
        boolean more = open.size() > MOST_OPEN;
        List<CaseLine> past = cases(sites, customer, units, "<> 'OPEN' order by f.opened_at desc limit " + MOST_PAST);
        if (open.isEmpty()) {
            return new File(open, false, past, List.of());
        }
        Instant now = clock.instant();
        List<String> numbers = open.stream().limit(MOST_OPEN).map(CaseLine::number).toList();
        Map<String, List<Due>> tasks = tasks(numbers, now);
        return new File(open.stream().limit(MOST_OPEN).map(line -> line.with(tasks.getOrDefault(line.number(), List.of()), now)).toList(), more, past,
                promises(numbers, now));
    }

    /**
     * Cases of the same unit and the same kind of matter that are open or were registered within {@link #REPEAT_DAYS}; for repairs of the same item. Cases that
     * the customer took back do not count.
     *
     * @param kind code of the kind of matter
     * @param item code of the warranty item, or {@code null}
     */
    public Repeats repeats(String site, long unit, String kind, String item) {
        Instant now = clock.instant();
        int days = settings.integerOr(REPEAT_DAYS, USUAL_REPEAT_DAYS);
        return new Repeats(days, jdbc.sql("""
                        select f.number, f.matter, f.state, f.opened_at, f.completion
                        from case_file f join contact_register r on r.case_number = f.number
                        where f.unit_id = :unit and f.site = :site and f.state <> 'WITHDRAWN' and (f.opened_at >= :since or f.state = 'OPEN')
                          and r.kind = :kind and (cast(:item as varchar) is null or r.repair_item is null or r.repair_item = :item)
                        order by f.opened_at desc limit :most""")
                .param("unit", unit).param("site", site).param("kind", kind).param("item", item).param("most", MOST_REPEATS)
                .param("since", Timestamp.from(daysAgo(days, now)))
                .query((row, n) -> new Earlier(row.getString(1), row.getString(2), CaseState.valueOf(row.getString(3)), row.getTimestamp(4).toInstant(),
                        Duration.between(ChineseTime.date(row.getTimestamp(4).toInstant()).atStartOfDay(ChineseTime.ZONE),
                                ChineseTime.date(now).atStartOfDay(ChineseTime.ZONE)).toDays(), row.getString(5)))
                .list());
    }

    /**
     * What several customers of a site have raised lately (AMB-09, AMB-90): for a repair the same item, otherwise the topics of complaints. Counted over
     * {@code grade.hot.days}.
     *
     * @param item code of the warranty item, or {@code null} to see the topics of complaints
     */
    public List<Cluster> clusters(String site, String item) {
        int days = settings.integer(HOT_DAYS);
        Timestamp since = Timestamp.from(daysAgo(days, clock.instant()));
        if (item != null) {
            return jdbc.sql("""
                            select i.name, count(distinct coalesce(f.customer_id::text, f.customer_phone, r.case_number))
                            from contact_register r join case_file f on f.number = r.case_number join warranty_item i on i.code = r.repair_item
                            where r.site = :site and r.repair_item = :item and r.registered_at >= :since and f.state <> 'WITHDRAWN'
                            group by i.name having count(distinct coalesce(f.customer_id::text, f.customer_phone, r.case_number)) >= :fewest""")
                    .param("site", site).param("item", item).param("since", since).param("fewest", FEWEST_CUSTOMERS)
                    .query((row, n) -> new Cluster(row.getString(1), row.getInt(2), days)).list();
        }
        return jdbc.sql("""
                        select t.name, count(distinct c.customer_key)
                        from complaint_topic t join complaint c on c.site = :site and c.topic = t.code and c.received_at >= :since
                        where t.counted and c.state not in ('WITHDRAWN', 'RETURNED')
                        group by t.name having count(distinct c.customer_key) >= :fewest order by 2 desc, 1 limit :most""")
                .param("site", site).param("since", since).param("fewest", FEWEST_CUSTOMERS).param("most", MOST_CLUSTERS)
                .query((row, n) -> new Cluster(row.getString(1), row.getInt(2), days)).list();
    }

    private List<CaseLine> cases(Collection<String> sites, Long customer, Collection<Long> units, String rest) {
        return jdbc.sql(CASES + rest)
                .param("sites", sites).param("customer", customer).param("units", units.isEmpty() ? List.of(-1L) : units)
                .query(CallerFile::line).list();
    }

    /** The engine's open tasks of these cases, those of called procedures included: they carry the same business key. */
    private Map<String, List<Due>> tasks(List<String> numbers, Instant now) {
        Map<String, List<Due>> tasks = new LinkedHashMap<>();
        jdbc.sql("""
                        select p.business_key_, t.name_, t.due_date_
                        from act_ru_execution p join act_ru_task t on t.proc_inst_id_ = p.id_
                        where p.business_key_ in (:cases) order by t.due_date_ nulls last, t.name_""")
                .param("cases", numbers)
                .query(row -> {
                    Instant due = instant(row, 3);
                    tasks.computeIfAbsent(row.getString(1), number -> new ArrayList<>())
                            .add(new Due(row.getString(2), due, due != null && due.isBefore(now)));
                });
        return tasks;
    }

    private List<Promise> promises(List<String> numbers, Instant now) {
        LocalDate today = ChineseTime.date(now);
        return jdbc.sql(PROMISES).param("cases", numbers)
                .query((row, n) -> {
                    Instant at = instant(row, 3);
                    boolean day = row.getBoolean(4);
                    boolean late = day ? ChineseTime.date(at).isBefore(today) : at.isBefore(now);
                    return new Promise(row.getString(1), row.getString(2), at, day, late);
                }).list();
    }

    private static Instant daysAgo(int days, Instant now) {
        return ChineseTime.startOf(ChineseTime.date(now).minusDays(days));
    }

    private static CaseLine line(ResultSet row, int number) throws SQLException {
        return new CaseLine(row.getString("number"), row.getString("parent_number"), row.getString("site"), row.getString("customer_name"),
                row.getString("unit_name"), row.getString("matter"), row.getString("urgency"), row.getString("matter_kind"), row.getString("category"),
                row.getString("grade"), CaseState.valueOf(row.getString("state")), row.getString("handling"), row.getString("completion"),
                row.getTimestamp("opened_at").toInstant(), instant(row, "due_at"), instant(row, "closed_at"), List.of(), false);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
