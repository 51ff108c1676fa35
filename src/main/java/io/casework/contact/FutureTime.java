package io.casework.contact;

import io.casework.casefile.Answers;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.Instant;

/** A time that was promised or agreed and therefore must lie ahead. */
final class FutureTime {

    private FutureTime() {
    }

    /** @throws RuleViolation on the field, when the time does not lie ahead */
    static Instant required(String field, String label, Answers answers, Clock clock) {
        Instant time = ChineseTime.instant(answers.dateTime(field));
        if (!time.isAfter(clock.instant())) {
            throw new RuleViolation(field, "“" + label + "”必须晚于现在");
        }
        return time;
    }
}
