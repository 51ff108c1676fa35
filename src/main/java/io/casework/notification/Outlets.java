package io.casework.notification;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The ways out of the house that this installation has. */
@Component
class Outlets {

    private final MailOutlet mail;
    private final SmsGateway sms;

    Outlets(ObjectProvider<JavaMailSender> sender, Environment environment, NotificationProperties properties) {
        // Spring Boot also makes a mail sender for a host that is set but empty.
        boolean hasHost = Optional.ofNullable(environment.getProperty("spring.mail.host")).filter(h -> !h.isBlank()).isPresent();
        this.mail = hasHost ? new MailOutlet(sender.getObject(), properties.mailFrom()) : null;
        this.sms = Sms4jGateway.of(properties.sms());
    }

    /** Why nothing goes out by this channel, or {@code null} where it is open. */
    String reasonOff(Channel channel) {
        return switch (channel) {
            case IN_APP -> null;
            case EMAIL -> mail == null ? "未配置邮件服务器" : null;
            case SMS -> sms == null ? "未配置短信服务" : null;
        };
    }

    /**
     * Hands the message over.
     *
     * @throws PermanentFailure where trying again is useless
     * @throws Exception where it may help
     */
    void send(Outgoing message) throws Exception {
        String off = reasonOff(message.channel());
        if (off != null) {
            // Switched off after the notice was written: the queue must not stay full for that.
            throw new PermanentFailure(off);
        }
        switch (message.channel()) {
            case EMAIL -> mail.send(message);
            case SMS -> sms.send(new SmsGateway.Message(message.stableId(), message.address(), message.body()));
            case IN_APP -> throw new IllegalStateException("站内通知无须发送");
        }
    }
}
