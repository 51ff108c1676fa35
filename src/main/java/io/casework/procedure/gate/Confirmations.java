package io.casework.procedure.gate;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The yes to warnings. Camunda Modeler has no place for a confirmation of ours, so deploying the same content again within ten minutes
 * is the yes. The question is remembered per person and content, and outlives the refused transaction.
 */
@Component
class Confirmations {

    static final Duration VALID = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final TransactionTemplate apart;

    Confirmations(JdbcTemplate jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Whether this person was asked about this content and these warnings lately; the question is used up by the answer. */
    boolean isSaidYes(String person, String hash) {
        Instant notBefore = clock.instant().minus(VALID);
        return jdbc.update("delete from procedure_deployment_question where person = ? and content_hash = ? and asked_at >= ?",
                person, hash, Timestamp.from(notBefore)) > 0;
    }

    /** Remembers the question, whatever becomes of the surrounding transaction. */
    void ask(String person, String hash) {
        Timestamp now = Timestamp.from(clock.instant());
        apart.executeWithoutResult(status -> {
            jdbc.update("delete from procedure_deployment_question where asked_at < ?", Timestamp.from(clock.instant().minus(VALID)));
            jdbc.update("""
                    insert into procedure_deployment_question (person, content_hash, asked_at) values (?, ?, ?)
                    on conflict (person, content_hash) do update set asked_at = excluded.asked_at""", person, hash, now);
        });
    }
}
