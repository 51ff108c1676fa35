package io.casework.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.mail.javamail.JavaMailSender;

/** Plain-text e-mail over SMTP. The Message-ID of a delivery never changes, so that mail programs show a repeated one once. */
class MailOutlet {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final JavaMailSender sender;
    private final String from;
    private final String domain;

    MailOutlet(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
        this.domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    void send(Outgoing message) throws Exception {
        MimeMessage mail = sender.createMimeMessage();
        mail.setFrom(new InternetAddress(from, true));
        mail.setRecipient(MimeMessage.RecipientType.TO, address(message));
        mail.setSubject(CONTROL.matcher(message.subject()).replaceAll(" "), StandardCharsets.UTF_8.name());
        mail.setText(message.body(), StandardCharsets.UTF_8.name());
        mail.setHeader("Message-ID", messageId(message));
        mail.setHeader("Auto-Submitted", "auto-generated");
        sender.send(mail);
    }

    String messageId(Outgoing message) {
        return "<" + message.stableId() + "@" + domain + ">";
    }

    private static InternetAddress address(Outgoing message) {
        String address = message.address().strip();
        try {
            if (CONTROL.matcher(address).find()) {
                throw new AddressException("control character");
            }
            InternetAddress parsed = new InternetAddress(address, true);
            parsed.validate();
            return parsed;
        } catch (AddressException malformed) {
            throw new PermanentFailure("邮箱地址不正确：" + CONTROL.matcher(address).replaceAll("?"));
        }
    }
}
