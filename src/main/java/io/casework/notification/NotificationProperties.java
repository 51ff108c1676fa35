package io.casework.notification;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code casework.notification}.
 *
 * @param mailFrom sender address of e-mails; its domain also ends the Message-ID
 * @param retryDelays waiting time after the first, second, … failed attempt; after one more attempt than there are delays the
 *     delivery is given up
 * @param sms the SMS supplier
 */
@ConfigurationProperties("casework.notification")
record NotificationProperties(
        @DefaultValue("casework@localhost") String mailFrom,
        @DefaultValue({"1m", "5m", "15m", "1h", "3h"}) List<Duration> retryDelays,
        @DefaultValue Sms sms) {

    int maxAttempts() {
        return retryDelays.size() + 1;
    }

    /**
     * @param supplier {@code emay} or {@code zhutong}; empty switches SMS off
     * @param url address of the supplier's interface, ending in a slash for zhutong
     * @param account account or application id
     * @param secret its key
     * @param signature the registered signature, put in front of the text in 【】 by this application; without the brackets
     * @param timeout longest wait for the supplier's answer
     */
    record Sms(
            @DefaultValue("") String supplier,
            @DefaultValue("") String url,
            @DefaultValue("") String account,
            @DefaultValue("") String secret,
            @DefaultValue("") String signature,
            @DefaultValue("10s") Duration timeout) {
    }
}
