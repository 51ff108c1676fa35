package io.casework.procedure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How much work waits for the person who is signed in, counted with the same rights as the task list. */
@Service
public class OpenWork {

    private final ObjectProvider<ProcessEngine> engine;
    private final Clock clock;

    OpenWork(ObjectProvider<ProcessEngine> engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * The counts.
     *
     * @param mine claimed by the person
     * @param claimable nobody has claimed them, and the person's posts may
     * @param dueToday of the person's own: due until midnight, not yet late
     * @param late of the person's own: past their due time
     */
    public record Counts(long mine, long claimable, long dueToday, long late) {
    }

    /** The counts of a person; the caller must be signed in as that person. */
    @Transactional(readOnly = true)
    public Counts of(String login) {
        TaskService tasks = engine.getObject().getTaskService();
        Date now = Date.from(clock.instant());
        Date midnight = Date.from(LocalDate.now(clock).plusDays(1).atStartOfDay(clock.getZone()).toInstant());
        return new Counts(own(tasks, login).count(),
                tasks.createTaskQuery().taskCandidateUser(login).taskUnassigned().count(),
                own(tasks, login).dueAfter(now).dueBefore(midnight).count(),
                own(tasks, login).dueBefore(now).count());
    }

    private static TaskQuery own(TaskService tasks, String login) {
        return tasks.createTaskQuery().taskAssignee(login);
    }
}
