package io.casework.procedure.access;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Too many wrong passwords for this account from this address: it may be tried again after a while. */
final class TooManyAttempts extends LockedException {

    private final long seconds;

    TooManyAttempts(Duration wait) {
        super("尝试次数过多，请在 " + inWords(wait) + "后再试");
        this.seconds = Math.max(1, wait.toSeconds());
    }

    long seconds() {
        return seconds;
    }

    private static String inWords(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return seconds < 90 ? seconds + " 秒" : (seconds + 59) / 60 + " 分钟";
    }
}
