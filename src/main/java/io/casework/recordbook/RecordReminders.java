package io.casework.recordbook;

import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the post that a field names before the day comes that stands in it (到期提醒): once for each day, so that an entry whose day is corrected is reminded
 * of anew. What is done or void is not reminded of.
 */
@Service
public class RecordReminders {

    static final String TEMPLATE = "record-due";

    private static final Logger log = LoggerFactory.getLogger(RecordReminders.class);
    private static final int AT_ONCE = 200;
    /** What was due longer ago when its reminder was set up, or entered late, is told nobody. */
    private static final int LONGEST_PAST_DAYS = 30;

    private final RecordKinds kinds;
    private final RecordBook book;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecordReminders(RecordKinds kinds, RecordBook book, Notices notices, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.kinds = kinds;
        this.book = book;
        this.notices = notices;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Due(long id, String number, LocalDate day) {
    }

    /** Sends the reminders that have become due and were not sent yet. */
    @Scheduled(cron = "${casework.record-book.reminder-cron}", zone = "${casework.zone}")
    public void remindOfWhatIsDue() {
        for (RecordKind kind : kinds.all()) {
            kind.used().stream().filter(field -> field.type() == FieldType.DAY && field.reminder() != null).forEach(field -> remind(kind, field));
        }
    }

    private void remind(RecordKind kind, RecordField field) {
        List<Due> due;
        long last = 0;
        do {
            due = due(kind, field, last);
            for (Due one : due) {
                last = one.id();
                transaction.executeWithoutResult(status -> tell(kind, field, one));
            }
        } while (due.size() == AT_ONCE);
    }

    private List<Due> due(RecordKind kind, RecordField field, long after) {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql("""
                        select d.id, d.number, d.day
                        from (select e.id, e.number, record_day(e.content, :field) as day from record_entry e where e.kind = :kind and not e.voided and e.done_on is null and e.id > :after) d
                        where d.day between :from and :until
                            and not exists (select 1 from record_reminder r where r.entry_id = d.id and r.field = :field and r.day = d.day)
                        order by d.id limit :most""")
                .param("kind", kind.code()).param("field", field.key()).param("after", after).param("from", today.minusDays(LONGEST_PAST_DAYS))
                .param("until", today.plusDays(field.reminder().days())).param("most", AT_ONCE)
                .query((row, n) -> new Due(row.getLong(1), row.getString(2), row.getObject(3, LocalDate.class))).list();
    }

    private void tell(RecordKind kind, RecordField field, Due due) {
        int first = jdbc.sql("insert into record_reminder (entry_id, field, day, told_at) values (?, ?, ?, ?) on conflict do nothing")
                .params(due.id(), field.key(), due.day(), clock.instant().atOffset(java.time.ZoneOffset.UTC)).update();
        if (first == 0) {
            return;
        }
        RecordEntry entry = book.find(due.number()).orElseThrow();
        notices.send(NoticeRequest.of(TEMPLATE, TEMPLATE + "/" + due.number() + "/" + field.key() + "/" + due.day())
                .at(entry.site()).toPosts(field.reminder().post())
                .with("kind", kind.name()).with("number", due.number()).with("item", field.label()).with("day", due.day().toString()).build());
        log.info("{} of {} is due on {}: {} was told", field.key(), due.number(), due.day(), field.reminder().post());
    }
}
