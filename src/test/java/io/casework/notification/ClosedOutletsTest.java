package io.casework.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo, and any installation without mail server and SMS supplier. */
@CaseworkTest
class ClosedOutletsTest {

    @Autowired TemplateStore templates;
    @Autowired DeliveryLedger ledger;
    @Autowired Recipients recipients;
    @Autowired DeliveryQueue queue;
    @Autowired ObjectProvider<JavaMailSender> mailSender;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    @Test
    void withoutMailServerAndSupplierNoticesAreInAppOnlyAndTheRecordSaysWhy() {
        Outlets closed = new Outlets(mailSender, new MockEnvironment().withProperty("spring.mail.host", ""),
                new NotificationProperties("casework@localhost", List.of(Duration.ofMinutes(1)),
                        new NotificationProperties.Sms("", "", "", "", "", Duration.ofSeconds(1))));
        Notices notices = new Notices(templates, ledger, recipients, closed, queue);
        String key = "closed/" + UUID.randomUUID();

        transaction.executeWithoutResult(status -> notices.send(
                NoticeRequest.of(NoticeTemplates.MAJOR_COMPLAINT, key).about("TS1", TestStaff.EAST).toPosts("general-manager")
                        .with("customerName", "王芳").with("unitName", "1").with("matter", "2").with("reason", "3").build()));

        assertThat(jdbc.sql("""
                select d.channel || ' ' || d.state || ' ' || coalesce(d.last_error, '-')
                  from notice_delivery d join notice n on n.id = d.notice_id where n.notice_key = ? order by 1
                """).param(key).query(String.class).list())
                .containsExactly("EMAIL SUPPRESSED 未配置邮件服务器", "IN_APP SENT -", "SMS SUPPRESSED 未配置短信服务");
        assertThat(notices.inbox("general-manager", PageRequest.of(0, 200))).anyMatch(line -> line.subject().contains("王芳（TS1）"));
    }
}
