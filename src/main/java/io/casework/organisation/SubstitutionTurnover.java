package io.casework.organisation;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the others when a substitution begins or ends by the clock. Rights themselves need no telling, they are judged at the
 * moment they are asked for; what has been derived from them, like the engine's groups, does. Every node watches for itself.
 */
@Component
class SubstitutionTurnover {

    private final SubstitutionRepository substitutions;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Instant seenUpTo;

    SubstitutionTurnover(SubstitutionRepository substitutions, ApplicationEventPublisher events,
            TransactionTemplate transaction, Clock clock) {
        this.substitutions = substitutions;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        this.seenUpTo = clock.instant();
    }

    @Scheduled(cron = "${casework.organisation.turnover-cron}")
    synchronized void turnOver() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            Set<String> logins = new HashSet<>();
            substitutions.turningBetween(seenUpTo, now).forEach(turning -> logins.addAll(turning.logins()));
            if (!logins.isEmpty()) {
                events.publishEvent(new StaffingChanged(logins));
            }
        });
        seenUpTo = now;
    }
}
