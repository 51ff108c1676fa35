package io.casework.procedure.steps;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.procedure.People;
import io.casework.procedure.steps.Deadlines.TimerSetWhilePaused;
import io.casework.procedure.steps.OpenDeadlines.Moved;
import io.casework.worktime.CalendarChanged;
import io.casework.worktime.ClockPause;
import io.casework.worktime.ClockPaused;
import io.casework.worktime.ClockResumed;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Open due dates and timers follow the calendar and the case's clock. One case moves in the transaction that stops or starts its clock. A change
 * of the calendar concerns all cases: what is written with it is only the order to go through them, which the scheduler carries out after the
 * commit, once for all nodes and again after a crash.
 */
@Component
class DeadlineRecomputation {

    /** The scheduler's name for a pass over all cases. */
    static final String TASK = "deadline-recomputation";

    private final OpenDeadlines open;
    private final CaseFiles cases;
    private final People people;
    private final SchedulerClient scheduler;
    private final Clock clock;

    DeadlineRecomputation(OpenDeadlines open, CaseFiles cases, People people, DataSource dataSource, Clock clock) {
        this.open = open;
        this.cases = cases;
        this.people = people;
        this.scheduler = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource)).build();
        this.clock = clock;
    }

    /** Told again by each node that notices the change: it may have reckoned by the old calendar meanwhile. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CalendarChanged event) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(TASK, UUID.randomUUID().toString()), clock.instant());
    }

    /** Timers of a paused case stand still. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClockPaused event) {
        ClockPause pause = event.pause();
        open.timers(pause.caseNumber(), false);
        note(pause, pause.pausedBy(), "CLOCK_PAUSED", "暂停计时：" + reason(pause));
    }

    /** Timers run again, moved with the due dates by the working time that the case stood still. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClockResumed event) {
        ClockPause pause = event.pause();
        open.timers(pause.caseNumber(), true);
        Moved moved = open.move(open.instances(pause.caseNumber()), open.reckoning());
        StringBuilder text = new StringBuilder("恢复计时（" + reason(pause) + "）");
        moved.tasks().forEach(task -> text.append("；").append(MovedDeadlineReports.words(task)));
        note(pause, pause.resumedBy(), "CLOCK_RESUMED", text.toString());
    }

    /** The timer comes into being after this; it is stopped when all of the transaction has been done. */
    @EventListener
    public void on(TimerSetWhilePaused event) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                open.timers(event.caseNumber(), false);
            }
        });
    }

    private void note(ClockPause pause, String login, String kind, String text) {
        if (cases.find(pause.caseNumber()).isPresent()) {
            Actor actor = people.actor(login);
            cases.note(pause.caseNumber(), actor, kind, text, null);
        }
    }

    private static String reason(ClockPause pause) {
        return pause.note().isBlank() ? pause.reason().label() : pause.reason().label() + "，" + pause.note();
    }
}
