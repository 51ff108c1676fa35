package io.casework.testkit;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.util.List;
import javax.sql.DataSource;

/** Sends by hand what the scheduler would send by itself: the same tasks, the same table, in the calling thread. */
public class DueDeliveries {

    private final SettableClock schedulerClock = new SettableClock();
    private final ManualScheduler scheduler;
    private final TurnableClock clock;

    DueDeliveries(DataSource dataSource, List<Task<?>> tasks, TurnableClock clock) {
        this.scheduler = TestHelper.createManualScheduler(dataSource, tasks).clock(schedulerClock).build();
        this.clock = clock;
    }

    /** Runs every execution that is due by the turned clock, of whichever test. */
    public void run() {
        schedulerClock.set(clock.instant());
        do {
            scheduler.runAnyDueExecutions();
        } while (anyDue());
    }

    private boolean anyDue() {
        return scheduler.getScheduledExecutions(ScheduledExecutionsFilter.all().withPicked(false)).stream()
                .anyMatch(execution -> !execution.getExecutionTime().isAfter(clock.instant()));
    }

    /** What the scheduler does with executions whose process died in them. */
    public void takeOverFromTheDead() {
        schedulerClock.set(clock.instant());
        scheduler.runDeadExecutionDetection();
    }
}
