package io.casework.worktime;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The calendar in memory. A change is seen at once by the transaction that makes it, by this node when it commits, and by other
 * nodes when they look again, which is at most {@link #MAX_AGE} later. Age is measured by the processor's clock, not by the
 * application's, which tests turn.
 */
@Component
class CalendarCache {

    static final Duration MAX_AGE = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(CalendarCache.class);

    private final CalendarStore store;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final LongSupplier nanos;

    private Held held;
    /** The calendar that listeners on this node know. */
    private WorkCalendar told;
    /** Counts changes made on this node, so that a reader who began before a change does not put the old calendar back. */
    private long generation;

    @Autowired
    CalendarCache(CalendarStore store, Clock clock, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this(store, clock, events, transactions, System::nanoTime);
    }

    CalendarCache(CalendarStore store, Clock clock, ApplicationEventPublisher events, PlatformTransactionManager transactions,
            LongSupplier nanos) {
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.nanos = nanos;
    }

    WorkCalendar current() {
        WorkCalendar own = (WorkCalendar) TransactionSynchronizationManager.getResource(this);
        if (own != null) {
            return own;
        }
        Held now = held();
        if (now != null && nanos.getAsLong() - now.loadedAt < MAX_AGE.toNanos()) {
            return now.calendar;
        }
        return reload().calendar;
    }

    WorkCalendar newest() {
        WorkCalendar own = (WorkCalendar) TransactionSynchronizationManager.getResource(this);
        return own != null ? own : reload().calendar;
    }

    /**
     * Runs a change of the tables inside the current transaction, one at a time over all nodes, and tells listeners.
     *
     * @param write writes the tables; gets the calendar as it was
     */
    void change(Consumer<WorkCalendar> write) {
        store.lockForChange();
        WorkCalendar before = store.load(clock.getZone());
        write.accept(before);
        WorkCalendar after = store.load(clock.getZone());
        bind(after);
        after.firstDifference(before).ifPresent(from -> events.publishEvent(new CalendarChanged(from)));
    }

    /** Looks again, and tells listeners when another node has changed the calendar since they were last told. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT20S")
    void refresh() {
        try {
            Held loaded = reload();
            WorkCalendar known = told();
            if (loaded.current && !loaded.calendar.equals(known)) {
                loaded.calendar.firstDifference(known).ifPresent(from ->
                        transaction.executeWithoutResult(status -> events.publishEvent(new CalendarChanged(from))));
                tell(loaded.calendar, known);
            }
        } catch (RuntimeException trouble) {
            // The next round tries again; until then the last known calendar serves for what is left of its age.
            log.warn("工作日历刷新失败，稍后重试", trouble);
        }
    }

    private Held reload() {
        long before = generation();
        long at = nanos.getAsLong();
        WorkCalendar loaded = store.load(clock.getZone());
        synchronized (this) {
            Held result = new Held(loaded, at, generation == before);
            if (result.current) {
                held = result;
                if (told == null) {
                    told = loaded;
                }
            }
            return result;
        }
    }

    private void bind(WorkCalendar after) {
        if (TransactionSynchronizationManager.unbindResourceIfPossible(this) == null) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    committed((WorkCalendar) TransactionSynchronizationManager.getResource(CalendarCache.this));
                }

                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(CalendarCache.this);
                }
            });
        }
        TransactionSynchronizationManager.bindResource(this, after);
    }

    private synchronized void committed(WorkCalendar calendar) {
        generation++;
        held = new Held(calendar, nanos.getAsLong(), true);
        told = calendar;
    }

    private synchronized void tell(WorkCalendar calendar, WorkCalendar instead) {
        if (told == instead) {
            told = calendar;
        }
    }

    private synchronized Held held() {
        return held;
    }

    private synchronized WorkCalendar told() {
        return told;
    }

    private synchronized long generation() {
        return generation;
    }

    /** @param current whether no change was committed on this node while it was read */
    private record Held(WorkCalendar calendar, long loadedAt, boolean current) {
    }
}
