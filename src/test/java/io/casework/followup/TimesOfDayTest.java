package io.casework.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.worktime.Worktime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@CaseworkTest
class TimesOfDayTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired Worktime worktime;

    @ParameterizedTest
    @CsvSource({
        "2026-07-06T09:00, 2026-07-06T13:30",
        "2026-07-06T11:59, 2026-07-06T13:30",
        "2026-07-06T12:00, 2026-07-07T09:00",
        "2026-07-06T13:30, 2026-07-07T09:00",
        "2026-07-06T19:30, 2026-07-07T09:00",
        "2026-07-06T07:30, 2026-07-06T13:30",
        "2026-07-10T16:00, 2026-07-13T09:00",
        "2026-07-11T10:00, 2026-07-13T13:30",
        "2026-09-30T16:00, 2026-10-08T09:00"})
    @Rule("AS-CBK-02")
    void theNextAttemptIsInTheOtherHalfOfAWorkingDay(LocalDateTime attempt, LocalDateTime next) {
        assertThat(LocalDateTime.ofInstant(TimesOfDay.next(worktime.calendar(), attempt.atZone(ZONE).toInstant()), ZONE)).isEqualTo(next);
    }
}
