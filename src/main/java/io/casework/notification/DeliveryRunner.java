package io.casework.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt at one delivery: count the attempt, send, mark. Three steps and not one transaction, because a connection must not be
 * held while a mail server is slow, and because a counted attempt must survive the attempt that kills the process.
 */
@Component
class DeliveryRunner {

    private static final Logger log = LoggerFactory.getLogger(DeliveryRunner.class);

    private final DeliveryLedger ledger;
    private final Outlets outlets;
    private final Notices notices;
    private final NotificationProperties properties;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DeliveryRunner(DeliveryLedger ledger, Outlets outlets, Notices notices, NotificationProperties properties, Clock clock,
            PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.outlets = outlets;
        this.notices = notices;
        this.properties = properties;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** When to try again; empty where the delivery is done or given up. */
    Optional<Instant> run(long id) {
        Outgoing message = transaction.execute(status -> ledger.begin(id).orElse(null));
        if (message == null) {
            return Optional.empty();
        }
        if (message.attempts() > properties.maxAttempts()) {
            // The last attempt allowed never came back: the process died in it.
            giveUp(message, "发送过程多次中断");
            return Optional.empty();
        }
        try {
            outlets.send(message);
        } catch (PermanentFailure hopeless) {
            giveUp(message, hopeless.getMessage());
            return Optional.empty();
        } catch (Exception failure) {
            return retryOrGiveUp(message, reason(failure));
        }
        transaction.executeWithoutResult(status -> ledger.sent(id));
        return Optional.empty();
    }

    private Optional<Instant> retryOrGiveUp(Outgoing message, String reason) {
        log.warn("通知 {} 第 {} 次发送失败：{}", message.id(), message.attempts(), reason);
        if (message.attempts() >= properties.maxAttempts()) {
            giveUp(message, reason);
            return Optional.empty();
        }
        transaction.executeWithoutResult(status -> ledger.retrying(message.id(), reason));
        return Optional.of(clock.instant().plus(properties.retryDelays().get(message.attempts() - 1)));
    }

    private void giveUp(Outgoing message, String reason) {
        log.error("通知 {} 发送失败，不再重试：{}", message.id(), reason);
        try {
            transaction.executeWithoutResult(status -> {
                ledger.failed(message.id(), reason);
                notices.send(report(message, reason));
            });
        } catch (RuntimeException unreported) {
            log.error("无法通知管理员：通知 {} 发送失败", message.id(), unreported);
            transaction.executeWithoutResult(status -> ledger.failed(message.id(), reason));
        }
    }

    private static NoticeRequest report(Outgoing message, String reason) {
        // The number of attempts is not in the key: a delivery that fails again after a person sent it again is the same trouble.
        return NoticeRequest.of(NoticeTemplates.DELIVERY_FAILED, "delivery-failed/" + message.id())
                .about(message.caseNumber(), message.site())
                .toPosts(Notices.ADMINISTRATORS)
                .with("subject", message.subject())
                .with("recipient", message.recipientName() == null ? message.recipient() : message.recipientName())
                .with("channel", message.channel().label())
                .with("attempts", String.valueOf(message.attempts()))
                .with("reason", reason)
                .build();
    }

    private static String reason(Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage() == null || root.getMessage().isBlank() ? root.getClass().getSimpleName() : root.getMessage();
        return text.strip();
    }
}
