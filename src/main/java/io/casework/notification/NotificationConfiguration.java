package io.casework.notification;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {

    /** The scheduler goes by the application's clock, which tests turn. */
    @Bean
    com.github.kagkarlsson.scheduler.Clock dbSchedulerClock(Clock clock) {
        return clock::instant;
    }

    /**
     * Sends one delivery per execution. An execution whose process died is found by its missing heartbeat and repeated; one that
     * fails for reasons outside the delivery (the database is away) is repeated after five minutes.
     */
    @Bean
    Task<Void> noticeDelivery(DeliveryRunner runner, Clock clock) {
        return Tasks.custom(DeliveryQueue.TASK, Void.class)
                // The library's own handler goes by the machine's clock.
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, clock.instant()))
                .execute((instance, context) -> {
            Optional<Instant> again = runner.run(Long.parseLong(instance.getId()));
            if (again.isEmpty()) {
                return new OnCompleteRemove<>();
            }
            CompletionHandler<Void> later = (complete, operations) -> operations.reschedule(complete, again.get());
            return later;
        });
    }
}
