package io.casework.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.util.GreenMail;
import io.casework.organisation.StaffAdministration;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.Rule;
import io.casework.testkit.SmsSupplier;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From the committed notice to the mail server and the SMS supplier. */
@CaseworkTest
class DeliveryTest {

    private static final PageRequest MANY = PageRequest.of(0, 500);

    @Autowired Notices notices;
    @Autowired DeliveryRunner runner;
    @Autowired StaffAdministration staff;
    @Autowired TransactionTemplate transaction;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired GreenMail mailServer;
    @Autowired SmsSupplier smsSupplier;
    @Autowired DueDeliveries due;
    @Autowired Scheduler scheduler;

    private MessageDeliveryHandler accepting;
    private String unique;
    private String login;
    private String phone;

    @BeforeEach
    void somebody() {
        due.run();
        accepting = mailServer.getUserManager().getMessageDeliveryHandler();
        unique = UUID.randomUUID().toString().substring(0, 8);
        login = "d" + unique;
        phone = "139" + String.format("%08d", Math.abs(UUID.randomUUID().hashCode() % 100_000_000));
        transaction.executeWithoutResult(status -> staff.addStaff(login, "收件人" + unique, "", login + "@casework.test"));
    }

    @AfterEach
    void acceptAgain() {
        mailServer.getUserManager().setMessageDeliveryHandler(accepting);
        smsSupplier.accept();
        clock.advance(Duration.ofDays(1));
        due.run();
        clock.reset();
    }

    private void mailServerRefuses() {
        mailServer.getUserManager().setMessageDeliveryHandler((message, address) -> {
            throw new MessagingException("邮箱已满");
        });
    }

    private NoticeRequest.Builder notice() {
        return NoticeRequest.of(NoticeTemplates.TASK_OVERDUE, "overdue/" + unique).about("TS" + unique, TestStaff.EAST)
                .toLogins(login)
                .with("taskName", "现场勘察").with("unitName", "东苑 1幢101").with("matter", "渗水").with("dueAt", "2026-07-08 18:00");
    }

    private void send(NoticeRequest.Builder request) {
        transaction.executeWithoutResult(status -> notices.send(request.build()));
    }

    private List<MimeMessage> mails() {
        return Arrays.stream(mailServer.getReceivedMessages()).filter(mail -> {
            try {
                return mail.getAllRecipients()[0].toString().startsWith(login + "@");
            } catch (MessagingException failure) {
                throw new IllegalStateException(failure);
            }
        }).toList();
    }

    private record Row(long id, String state, int attempts, String error, boolean sent) {
    }

    private Row row(String recipient, Channel channel) {
        return jdbc.sql("""
                select d.id, d.state, d.attempts, d.last_error, d.sent_at is not null
                  from notice_delivery d join notice n on n.id = d.notice_id
                 where d.recipient = ? and d.channel = ? and n.case_number = ? and n.template_key <> 'delivery-failed'
                """).params(recipient, channel.name(), "TS" + unique)
                .query((row, i) -> new Row(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getBoolean(5)))
                .single();
    }

    @Test
    void anEmailLeavesAfterTheCommitAndIsMarkedSent() throws Exception {
        send(notice());
        assertThat(mails()).isEmpty();
        assertThat(row(login, Channel.EMAIL).state()).isEqualTo("PENDING");

        due.run();

        MimeMessage mail = mails().get(0);
        assertThat(mail.getSubject()).isEqualTo("任务已超时：现场勘察（TS" + unique + "）");
        assertThat((String) mail.getContent()).contains("东苑 1幢101");
        assertThat(mail.getFrom()[0]).hasToString("casework@casework.test");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(row(login, Channel.EMAIL)).matches(row -> row.state().equals("SENT") && row.attempts() == 1 && row.sent());
    }

    @Test
    void aCrashBetweenSendingAndMarkingRepeatsTheSameMessageAndShowsNothingTwiceInTheList() throws Exception {
        send(notice());
        due.run();
        // The process died before the mark: the row still waits and so does the execution of the dead scheduler.
        long id = row(login, Channel.EMAIL).id();
        jdbc.sql("update notice_delivery set state = 'PENDING', sent_at = null where id = ?").param(id).update();
        jdbc.sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                values ('notice-delivery', ?, ?, true, 'dead', ?, 1)
                """).params(String.valueOf(id), clock.instant().atOffset(java.time.ZoneOffset.UTC),
                        clock.instant().atOffset(java.time.ZoneOffset.UTC)).update();

        clock.advance(Duration.ofHours(1));
        due.takeOverFromTheDead();
        due.run();

        assertThat(mails()).hasSize(2);
        assertThat(mails().get(0).getMessageID()).isEqualTo(mails().get(1).getMessageID()).endsWith("@casework.test>");
        assertThat(row(login, Channel.EMAIL)).matches(row -> row.state().equals("SENT") && row.attempts() == 2);
        assertThat(notices.inbox(login, MANY)).hasSize(1);
    }

    @Test
    void aCrashBetweenMarkingAndLeavingTheQueueSendsNothingAgain() {
        send(notice());
        due.run();
        assertThat(runner.run(row(login, Channel.EMAIL).id())).isEmpty();
        assertThat(mails()).hasSize(1);
        assertThat(row(login, Channel.EMAIL).attempts()).isEqualTo(1);
    }

    @Test
    void differentRecipientsHaveDifferentMessageIds() throws Exception {
        String second = login + "x";
        transaction.executeWithoutResult(status -> staff.addStaff(second, "乙" + unique, "", login + "@casework.test"));
        send(notice().toLogins(second));
        due.run();
        assertThat(mails()).hasSize(2);
        assertThat(mails().get(0).getMessageID()).isNotEqualTo(mails().get(1).getMessageID());
    }

    @Test
    void failuresAreRetriedWithGrowingDelayThenGivenUpAndShownToAdministrators() {
        mailServerRefuses();
        send(notice());
        due.run();
        List<Duration> delays = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1),
                Duration.ofHours(3));
        for (int attempt = 1; attempt <= delays.size(); attempt++) {
            assertThat(row(login, Channel.EMAIL).state()).isEqualTo("PENDING");
            assertThat(row(login, Channel.EMAIL).attempts()).isEqualTo(attempt);
            clock.advance(delays.get(attempt - 1).minusSeconds(1));
            due.run();
            assertThat(row(login, Channel.EMAIL).attempts()).as("not before the delay is over").isEqualTo(attempt);
            clock.advance(Duration.ofSeconds(1));
            due.run();
        }
        Row row = row(login, Channel.EMAIL);
        assertThat(row.state()).isEqualTo("FAILED");
        assertThat(row.attempts()).isEqualTo(6);
        assertThat(row.error()).isNotBlank();
        assertThat(notices.failed(MANY)).anyMatch(failed -> failed.id() == row.id() && failed.channel() == Channel.EMAIL);
        for (String administrator : List.of("procedure-admin", "camunda-admin")) {
            assertThat(notices.inbox(administrator, MANY)).filteredOn(line -> ("TS" + unique).equals(line.caseNumber()))
                    .singleElement().matches(line -> line.subject().equals("通知发送失败：收件人" + unique + "（邮件）"));
        }
        assertThat(jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?").param(String.valueOf(row.id()))
                .query(Long.class).single()).isZero();

        mailServer.getUserManager().setMessageDeliveryHandler(accepting);
        notices.sendAgain(row.id());
        due.run();
        assertThat(row(login, Channel.EMAIL).state()).isEqualTo("SENT");
        assertThatThrownBy(() -> notices.sendAgain(row.id())).isInstanceOf(RuleViolation.class);
    }

    @Test
    void aDeliveryThatKillsTheProcessEveryTimeIsGivenUpToo() {
        send(notice());
        long id = row(login, Channel.EMAIL).id();
        jdbc.sql("update notice_delivery set attempts = 6 where id = ?").param(id).update();
        due.run();
        assertThat(row(login, Channel.EMAIL)).matches(row -> row.state().equals("FAILED") && row.error().contains("中断"));
        assertThat(mails()).isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsGivenUpAtOnceAndCannotAddHeaders() {
        jdbc.sql("update staff set email = ? where login = ?").params("a@b.test\r\nBcc: spy@evil.test", login).update();
        // The organisation remembers a person for a few seconds; a change through its own door is seen at once.
        transaction.executeWithoutResult(status -> staff.assign(login, "legal", null));
        send(notice());
        due.run();
        transaction.executeWithoutResult(status -> staff.deactivate(login));

        assertThat(row(login, Channel.EMAIL)).matches(row -> row.state().equals("FAILED") && row.attempts() == 1);
        assertThat(row(login, Channel.EMAIL).error()).startsWith("邮箱地址不正确").doesNotContain("\r").doesNotContain("\n");
        assertThat(Arrays.stream(mailServer.getReceivedMessages())).noneMatch(mail -> {
            try {
                return Arrays.toString(mail.getAllRecipients()).contains("spy@evil.test");
            } catch (MessagingException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    @Test
    void aSubjectCannotAddHeadersAndIsCut() throws Exception {
        send(notice().with("taskName", "勘察\r\nBcc: spy@evil.test\r\n\r\n" + "长".repeat(500)));
        due.run();
        MimeMessage mail = mails().get(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).startsWith("任务已超时：勘察 Bcc: spy@evil.test 长长").endsWith("…").hasSize(150);
    }

    @Test
    @Rule("AS-CMP-16")
    void theReplyReachesTheCustomerBySmsWithAStableRequestId() {
        send(reply(false));
        due.run();
        assertThat(smsSupplier.to(phone)).singleElement().satisfies(request -> {
            assertThat(request.query().get("content"))
                    .isEqualTo("【云栖物业】尊敬的王芳：您反映的“渗水”（编号 TS" + unique + "），现回复如下：已安排 7月15日 施工&验收");
            assertThat(request.query().get("customSmsId")).hasSize(32);
        });
        assertThat(row(phone, Channel.SMS).state()).isEqualTo("SENT");
        assertThat(notices.inbox(login, MANY)).as("the staff who are named see it in their list").hasSize(1);

        jdbc.sql("update notice_delivery set state = 'PENDING', sent_at = null where id = ?").param(row(phone, Channel.SMS).id()).update();
        runner.run(row(phone, Channel.SMS).id());
        assertThat(smsSupplier.to(phone)).hasSize(2).extracting(request -> request.query().get("customSmsId"))
                .containsOnly(smsSupplier.to(phone).get(0).query().get("customSmsId"));
    }

    private NoticeRequest.Builder reply(boolean refused) {
        return NoticeRequest.of(NoticeTemplates.CUSTOMER_REPLY, "reply/" + unique).about("TS" + unique, TestStaff.EAST)
                .toLogins(login).toCustomer(phone, refused)
                .with("customerName", "王芳").with("matter", "渗水").with("reply", "已安排 7月15日 施工&验收");
    }

    @Test
    void aCustomerWhoRefusedContactGetsNothingAndTheRecordSaysWhy() {
        send(reply(true));
        due.run();
        assertThat(smsSupplier.to(phone)).isEmpty();
        assertThat(row(phone, Channel.SMS)).matches(row -> row.state().equals("SUPPRESSED") && row.error().equals("客户拒绝联系"));
    }

    @Test
    void anSmsThatTheSupplierRefusesIsRetried() {
        smsSupplier.answer("{\"code\":\"ERROR_BALANCE\"}");
        send(reply(false));
        due.run();
        assertThat(row(phone, Channel.SMS)).matches(row -> row.state().equals("PENDING") && row.error().contains("ERROR_BALANCE"));
        smsSupplier.accept();
        clock.advance(Duration.ofMinutes(1));
        due.run();
        assertThat(row(phone, Channel.SMS)).matches(row -> row.state().equals("SENT") && row.attempts() == 2);
    }

    @Test
    void aLandlineIsNoNumberForSms() {
        phone = "0571-8800" + unique.substring(0, 4);
        send(reply(false));
        due.run();
        assertThat(row(phone, Channel.SMS)).matches(row -> row.state().equals("FAILED") && row.attempts() == 1);
    }

    @Test
    void theSchedulerPicksWorkUpAfterTheCommitAndNotBefore() {
        scheduler.resume();
        try {
            transaction.executeWithoutResult(status -> {
                notices.send(notice().build());
                scheduler.triggerCheckForDueExecutions();
                assertThat(mails()).isEmpty();
            });
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                scheduler.triggerCheckForDueExecutions();
                assertThat(row(login, Channel.EMAIL).state()).isEqualTo("SENT");
            });
            assertThat(mails()).hasSize(1);
        } finally {
            scheduler.pause();
        }
    }
}
