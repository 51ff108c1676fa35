package io.casework.report.imports;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands imports to the scheduler, in the transaction that is running; one whose process died is taken over by another. */
@Component
public class ImportQueue {

    static final String TASK = "import";

    private final SchedulerClient client;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    ImportQueue(DataSource dataSource, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource)).build();
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Has the import worked on as soon as this transaction is through. Each order has a name of its own: one that is just ending would swallow another. */
    public void add(long run) {
        client.scheduleIfNotExists(new TaskInstance<Void>(TASK, run + ":" + UUID.randomUUID()), clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            }
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Tasking {

        @Bean
        Task<Void> importTask(ObjectProvider<Worker> worker, Clock clock) {
            return Tasks.custom(TASK, Void.class)
                    .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
                    .execute((instance, context) -> {
                        Optional<Instant> again = worker.getObject().work(Long.parseLong(instance.getId().split(":")[0]),
                                () -> context.getSchedulerState().isShuttingDown());
                        if (again.isEmpty()) {
                            return new OnCompleteRemove<>();
                        }
                        CompletionHandler<Void> later = (complete, operations) -> operations.reschedule(complete, again.get());
                        return later;
                    });
        }
    }
}
