/**
 * Notices to staff and customers: Chinese templates, the in-app list, e-mail and SMS, and the record of every delivery.
 *
 * <p>A notice is written in the transaction of the case that causes it, under a key that the sender derives from the cause (for
 * example {@code overdue/TS20260706-0001/Task_Feedback}); the same key never makes a second notice for the same recipient and
 * channel, however often the step is repeated. In-app notices are seen as soon as that transaction commits and need no sending.
 * E-mail and SMS are queued in the same transaction and sent after it, at least once, each time with the same Message-ID or
 * request id, so that a crash between sending and marking repeats a message but never makes a new one.
 *
 * <p>The rows are written with plain SQL rather than through entities: {@code on conflict do nothing} is what makes the key hold
 * when two transactions send the same notice at once, and a notice to twenty people is two statements instead of twenty-one.
 *
 * <p>SMS uses the core of sms4j without its Spring starter: the starter is built for Spring Boot 2.7, reads its own configuration
 * tree and prints a banner, while the core needs nothing of Spring.
 */
@org.springframework.modulith.ApplicationModule(displayName = "通知")
package io.casework.notification;
