package io.casework.procedure.steps;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeadlineConfiguration {

    /** A pass over all cases whose process died is begun again; one that finds another under way comes back later. */
    @Bean
    Task<Void> deadlineRecomputationTask(ObjectProvider<DeadlinePass> pass, Clock clock) {
        return Tasks.custom(DeadlineRecomputation.TASK, Void.class)
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
                .execute((instance, context) -> {
                    Optional<Instant> again = pass.getObject().ordered(instance.getId());
                    if (again.isEmpty()) {
                        return new OnCompleteRemove<>();
                    }
                    CompletionHandler<Void> later = (complete, operations) -> operations.reschedule(complete, again.get());
                    return later;
                });
    }
}
