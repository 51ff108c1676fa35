package io.casework.procedure.steps;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import io.casework.procedure.DeadlinePasses;
import io.casework.procedure.steps.OpenDeadlines.Moved;
import io.casework.procedure.steps.OpenDeadlines.Reckoning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through all running cases and moves the deadlines that no longer fit the calendar: after a change of it, and every night, because a
 * step that was begun by the old calendar while it changed keeps the old date. One transaction per page, one pass at a time over all nodes;
 * a pass that is repeated moves nothing more.
 */
@Component
class DeadlinePass {

    static final int PAGE = 500;

    private static final Logger log = LoggerFactory.getLogger(DeadlinePass.class);
    private static final long ONE_AT_A_TIME = 0x646561646c696e65L;
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final OpenDeadlines open;
    private final MovedDeadlineReports reports;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SchedulerClient scheduler;
    private final DeadlinePasses passes;
    private final Clock clock;

    DeadlinePass(OpenDeadlines open, MovedDeadlineReports reports, DataSource dataSource, JdbcClient jdbc, PlatformTransactionManager transactions,
            DeadlinePasses passes, Clock clock) {
        this.open = open;
        this.reports = reports;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.scheduler = SchedulerClient.Builder.create(dataSource).build();
        this.passes = passes;
        this.clock = clock;
    }

    /** What a pass has done. {@code instances}: how many process instances it looked at. */
    record Summary(int instances, int tasks, int timers) {
    }

    @Scheduled(cron = "${casework.worktime.recomputation-cron}", zone = "${casework.zone}")
    void nightly() {
        pass();
    }

    /**
     * Carries out an order to go through all cases; other orders that wait are done with it.
     *
     * @return when to try again because another pass is under way; empty when it is done
     */
    Optional<Instant> ordered(String order) {
        return alone(() -> {
            // Their changes are committed, and the calendar is read after this.
            scheduler.getScheduledExecutionsForTask(DeadlineRecomputation.TASK).stream()
                    .filter(other -> !other.isPicked() && !other.getTaskInstance().getId().equals(order))
                    .forEach(other -> forget(other.getTaskInstance()));
            return through();
        }).isEmpty() ? Optional.of(clock.instant().plus(LATER)) : Optional.empty();
    }

    /** Goes through all cases now; empty where another pass is under way. */
    Optional<Summary> pass() {
        return alone(this::through);
    }

    private Summary through() {
        String pass = UUID.randomUUID().toString();
        Instant noted = clock.instant();
        Reckoning reckoning = open.reckoning();
        Instant began = Instant.now();
        int instances = 0;
        int tasks = 0;
        int timers = 0;
        List<String> page = next("");
        while (!page.isEmpty()) {
            Moved moved = move(page, reckoning, pass);
            instances += page.size();
            tasks += moved.tasks().size();
            timers += moved.timers();
            page = page.size() < PAGE ? List.of() : next(page.get(page.size() - 1));
        }
        log.info("已按工作日历核对 {} 个流程实例的期限：{} 个任务到期时间和 {} 个定时器有变动，用时 {} 秒",
                instances, tasks, timers, Duration.between(began, Instant.now()).toSeconds());
        passes.note(new DeadlinePasses.Pass(noted, clock.instant(), instances, tasks, timers));
        return new Summary(instances, tasks, timers);
    }

    /** By key, not by offset: instances come and go while the pass is under way. */
    private List<String> next(String after) {
        return jdbc.sql("""
                        select id_ from act_ru_execution
                        where parent_id_ is null and suspension_state_ = 1 and id_ > ? order by id_ limit ?""")
                .params(after, PAGE).query(String.class).list();
    }

    private Moved move(List<String> page, Reckoning reckoning, String pass) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return inOneTransaction(page, reckoning, pass);
            } catch (OptimisticLockingException | ConcurrencyFailureException somebodyWorks) {
                log.debug("page of deadlines met other work, attempt {}", attempt);
            } catch (RuntimeException wrongRecord) {
                log.warn("一页期限核对未成，改为逐案核对", wrongRecord);
                break;
            }
        }
        // Each case for itself, so that one that is busy or wrong does not hold up the others.
        Moved all = new Moved(List.of(), 0);
        for (String instance : page) {
            try {
                Moved one = inOneTransaction(List.of(instance), reckoning, pass);
                all = new Moved(java.util.stream.Stream.concat(all.tasks().stream(), one.tasks().stream()).toList(), all.timers() + one.timers());
            } catch (OptimisticLockingException | ConcurrencyFailureException somebodyWorks) {
                log.warn("流程实例 {} 正在办理，期限留待下次核对", instance);
            } catch (RuntimeException wrongRecord) {
                log.error("流程实例 {} 的期限无法核对", instance, wrongRecord);
            }
        }
        return all;
    }

    private Moved inOneTransaction(List<String> instances, Reckoning reckoning, String pass) {
        return transaction.execute(status -> {
            Moved moved = open.move(instances, reckoning);
            reports.report(moved.tasks(), pass);
            return moved;
        });
    }

    private void forget(TaskInstanceId other) {
        try {
            scheduler.cancel(other);
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException goneOrBegun) {
            log.debug("another order for the deadlines is being carried out");
        }
    }

    /** The lock goes with its connection, so a killed process leaves none behind. */
    private Optional<Summary> alone(java.util.function.Supplier<Summary> work) {
        try (Connection connection = dataSource.getConnection()) {
            if (!ask(connection, "select pg_try_advisory_lock(?)")) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                ask(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException trouble) {
            throw new DataAccessResourceFailureException("no connection to lock the pass over the deadlines", trouble);
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, ONE_AT_A_TIME);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
