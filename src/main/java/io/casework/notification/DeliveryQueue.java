package io.casework.notification;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** Puts deliveries into the scheduler's table, in the transaction that is running. */
@Component
class DeliveryQueue {

    static final String TASK = "notice-delivery";

    private final SchedulerClient client;
    private final Clock clock;

    DeliveryQueue(DataSource dataSource, Clock clock) {
        // A client of its own: the scheduler needs the delivery task, which needs the notices, which need this queue.
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource)).build();
        this.clock = clock;
    }

    void add(List<Long> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        List<TaskInstance<?>> tasks = new ArrayList<>();
        deliveries.forEach(id -> tasks.add(new TaskInstance<Void>(TASK, String.valueOf(id))));
        client.scheduleBatch(tasks, clock.instant());
    }
}
