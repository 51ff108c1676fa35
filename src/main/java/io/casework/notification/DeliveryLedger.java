package io.casework.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code notice} and {@code notice_delivery}. */
@Repository
class DeliveryLedger {

    private static final int MAX_ERROR = 500;
    private static final String INBOX = " from notice_delivery d join notice n on n.id = d.notice_id "
            + "where d.recipient = ? and d.channel = 'IN_APP' and d.recipient_kind = 'STAFF' ";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Clock clock;

    DeliveryLedger(JdbcClient jdbc, JdbcTemplate template, Clock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.clock = clock;
    }

    /** A delivery to be written. */
    record Draft(String kind, String recipient, String name, String address, Channel channel, String state, String reason) {
    }

    /** Writes the notice, or finds the one that was written under this key before. */
    long notice(NoticeRequest request, NoticeTemplate used, String subject, String body) {
        return jdbc.sql("""
                insert into notice (notice_key, template_key, template_version, case_number, site, subject, body, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (notice_key) do nothing
                returning id
                """)
                .params(request.key(), used.key(), used.version(), request.caseNumber(), request.site(), subject, body, now())
                .query(Long.class).optional()
                .orElseGet(() -> jdbc.sql("select id from notice where notice_key = ?").param(request.key())
                        .query(Long.class).single());
    }

    /** Writes the deliveries that are not there yet and returns the ids of those that wait to be sent. */
    List<Long> deliveries(long notice, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        OffsetDateTime now = now();
        List<Object> values = new ArrayList<>();
        for (Draft draft : drafts) {
            Collections.addAll(values, notice, draft.kind(), draft.recipient(), draft.name(), draft.address(),
                    draft.channel().name(), draft.state(), cut(draft.reason()), now, draft.state().equals("SENT") ? now : null);
        }
        String rows = String.join(", ", Collections.nCopies(drafts.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        List<Long> waiting = new ArrayList<>();
        template.query("insert into notice_delivery (notice_id, recipient_kind, recipient, recipient_name, address, channel, state,"
                + " last_error, created_at, sent_at) values " + rows
                + " on conflict (notice_id, recipient_kind, recipient, channel) do nothing returning id, state",
                row -> {
                    if (row.getString("state").equals("PENDING")) {
                        waiting.add(row.getLong("id"));
                    }
                }, values.toArray());
        return waiting;
    }

    /** Counts one more attempt; empty where the delivery no longer waits, so that a repeated execution does nothing. */
    Optional<Outgoing> begin(long id) {
        return jdbc.sql("""
                update notice_delivery d set attempts = d.attempts + 1
                  from notice n
                 where d.id = ? and d.state = 'PENDING' and n.id = d.notice_id
                returning d.id, n.notice_key, n.case_number, n.site, n.subject, n.body, d.recipient_kind, d.recipient,
                          d.recipient_name, d.address, d.channel, d.attempts
                """).param(id).query(DeliveryLedger::outgoing).optional();
    }

    void sent(long id) {
        jdbc.sql("update notice_delivery set state = 'SENT', sent_at = ?, last_error = null where id = ? and state = 'PENDING'")
                .params(now(), id).update();
    }

    void retrying(long id, String error) {
        jdbc.sql("update notice_delivery set last_error = ? where id = ? and state = 'PENDING'").params(cut(error), id).update();
    }

    void failed(long id, String error) {
        jdbc.sql("update notice_delivery set state = 'FAILED', last_error = ? where id = ? and state = 'PENDING'")
                .params(cut(error), id).update();
    }

    /** Reads and locks a delivery that was given up. */
    Optional<Outgoing> lockFailed(long id) {
        return jdbc.sql("""
                select d.id, n.notice_key, n.case_number, n.site, n.subject, n.body, d.recipient_kind, d.recipient,
                       d.recipient_name, d.address, d.channel, d.attempts
                  from notice_delivery d join notice n on n.id = d.notice_id
                 where d.id = ? and d.state = 'FAILED'
                   for update of d
                """).param(id).query(DeliveryLedger::outgoing).optional();
    }

    void waitAgain(long id, String address) {
        jdbc.sql("update notice_delivery set state = 'PENDING', attempts = 0, address = ? where id = ? and state = 'FAILED'")
                .params(address, id).update();
    }

    /** A notice to a post that nobody held has found its people. */
    void postFilled(long id) {
        jdbc.sql("update notice_delivery set state = 'SENT', sent_at = ?, last_error = null where id = ? and state = 'FAILED'")
                .params(now(), id).update();
    }

    /** The notice of a delivery and the channels of the template version that it was written with. */
    record Origin(long notice, String templateKey) {
    }

    Origin origin(long delivery) {
        return jdbc.sql("select n.id, n.template_key from notice n join notice_delivery d on d.notice_id = n.id where d.id = ?")
                .param(delivery).query((row, i) -> new Origin(row.getLong(1), row.getString(2))).single();
    }

    Page<InboxNotice> inbox(String login, boolean unreadOnly, Pageable page) {
        String where = INBOX + (unreadOnly ? "and d.read_at is null " : "");
        List<InboxNotice> lines = jdbc.sql("select d.id, n.template_key, n.case_number, n.site, n.subject, n.body, n.created_at,"
                + " d.read_at" + where + "order by d.id desc limit ? offset ?")
                .params(login, page.getPageSize(), page.getOffset()).query(this::inboxLine).list();
        return new PageImpl<>(lines, page, jdbc.sql("select count(*)" + where).param(login).query(Long.class).single());
    }

    long unread(String login) {
        return jdbc.sql("select count(*) from notice_delivery d where d.recipient = ? and d.channel = 'IN_APP'"
                + " and d.recipient_kind = 'STAFF' and d.read_at is null").param(login).query(Long.class).single();
    }

    boolean markRead(String login, long id) {
        return jdbc.sql("update notice_delivery set read_at = coalesce(read_at, ?) where id = ? and recipient = ?"
                + " and channel = 'IN_APP' and recipient_kind = 'STAFF'").params(now(), id, login).update() == 1;
    }

    /** The case that a line is about, if it is about one; the line counts as read now. No element where the list has no such line. */
    List<Optional<String>> open(String login, long id) {
        return jdbc.sql("update notice_delivery d set read_at = coalesce(d.read_at, ?) from notice n where n.id = d.notice_id and d.id = ? and d.recipient = ?"
                + " and d.channel = 'IN_APP' and d.recipient_kind = 'STAFF' returning n.case_number").params(now(), id, login)
                .query((row, i) -> Optional.ofNullable(row.getString(1))).list();
    }

    int markAllRead(String login, long upTo) {
        return jdbc.sql("update notice_delivery set read_at = ? where recipient = ? and channel = 'IN_APP'"
                + " and recipient_kind = 'STAFF' and read_at is null and id <= ?").params(now(), login, upTo).update();
    }

    Page<FailedDelivery> failed(Pageable page) {
        List<FailedDelivery> lines = jdbc.sql("""
                select d.id, n.template_key, n.case_number, n.site, n.subject, d.recipient, d.channel, d.address, d.attempts,
                       d.last_error, d.created_at
                  from notice_delivery d join notice n on n.id = d.notice_id
                 where d.state = 'FAILED' order by d.id desc limit ? offset ?
                """).params(page.getPageSize(), page.getOffset()).query(this::failedLine).list();
        return new PageImpl<>(lines, page,
                jdbc.sql("select count(*) from notice_delivery where state = 'FAILED'").query(Long.class).single());
    }

    List<CaseNotice> about(String caseNumber, Instant at, long id, boolean newestFirst, int limit) {
        String beyond = at == null ? "" : newestFirst ? " and (n.created_at, n.id) < (?, ?)" : " and (n.created_at, n.id) > (?, ?)";
        List<Object> values = new ArrayList<>(List.of(caseNumber));
        if (at != null) {
            Collections.addAll(values, Timestamp.from(at), id);
        }
        values.add(limit);
        Map<Long, CaseNotice> notices = new LinkedHashMap<>();
        jdbc.sql("select n.id, n.created_at, coalesce(t.title, n.template_key) as title, n.subject, t.rule_id from notice n"
                + " left join notice_template t on t.template_key = n.template_key and t.version = n.template_version"
                + " where n.case_number = ?" + beyond + (newestFirst ? " order by n.created_at desc, n.id desc" : " order by n.created_at, n.id") + " limit ?")
                .params(values)
                .query((row, number) -> new CaseNotice(row.getLong("id"), row.getTimestamp("created_at").toInstant(), row.getString("title"),
                        row.getString("subject"), row.getString("rule_id"), List.of()))
                .list().forEach(notice -> notices.put(notice.id(), notice));
        if (notices.isEmpty()) {
            return List.of();
        }
        Map<Long, List<CaseNotice.Told>> told = new HashMap<>();
        jdbc.sql("select notice_id, recipient_kind, coalesce(recipient_name, recipient) as name, channel, state, last_error from notice_delivery"
                + " where notice_id = any (?) order by id")
                .param(notices.keySet().toArray(Long[]::new))
                .query(row -> {
                    told.computeIfAbsent(row.getLong("notice_id"), key -> new ArrayList<>()).add(new CaseNotice.Told(row.getString("name"),
                            row.getString("recipient_kind").equals("POST"), Channel.valueOf(row.getString("channel")),
                            CaseNotice.State.valueOf(row.getString("state")), row.getString("last_error")));
                });
        return notices.values().stream().map(notice -> new CaseNotice(notice.id(), notice.at(), notice.title(), notice.subject(), notice.rule(),
                told.getOrDefault(notice.id(), List.of()))).toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static String cut(String text) {
        return text == null || text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }

    private static Outgoing outgoing(ResultSet row, int number) throws SQLException {
        return new Outgoing(row.getLong("id"), row.getString("notice_key"), row.getString("case_number"), row.getString("site"),
                row.getString("subject"), row.getString("body"), row.getString("recipient_kind"), row.getString("recipient"),
                row.getString("recipient_name"), row.getString("address"), Channel.valueOf(row.getString("channel")),
                row.getInt("attempts"));
    }

    private InboxNotice inboxLine(ResultSet row, int number) throws SQLException {
        return new InboxNotice(row.getLong("id"), row.getString("template_key"), row.getString("case_number"),
                row.getString("site"), row.getString("subject"), row.getString("body"), local(row, "created_at"),
                local(row, "read_at"));
    }

    private FailedDelivery failedLine(ResultSet row, int number) throws SQLException {
        return new FailedDelivery(row.getLong("id"), row.getString("template_key"), row.getString("case_number"),
                row.getString("site"), row.getString("subject"), row.getString("recipient"),
                Channel.valueOf(row.getString("channel")), row.getString("address"), row.getInt("attempts"),
                row.getString("last_error"), local(row, "created_at"));
    }

    private OffsetDateTime local(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.atZoneSameInstant(clock.getZone()).toOffsetDateTime();
    }
}
