package io.casework.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @ParameterizedTest
    @CsvSource({"3wd, 3个工作日", "8wh, 8个工作小时", "7d, 7天", "24h, 24小时"})
    void readsAndWritesTheFormOfSettings(String written, String label) {
        assertThat(Limit.parse(written).toString()).isEqualTo(written);
        assertThat(Limit.parse(" " + written + " ").label()).isEqualTo(label);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "3", "wd", "3 weeks", "-3wd", "0wd", "1.5wd", "99999wd", "3WD"})
    void refusesWhatIsNoLimit(String written) {
        assertThatThrownBy(() -> Limit.parse(written)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void boundsOfTheAmount() {
        assertThat(new Limit(9999, LimitUnit.WORKING_DAYS).amount()).isEqualTo(9999);
        assertThatThrownBy(() -> new Limit(10_000, LimitUnit.WORKING_DAYS)).hasMessageContaining("1到9999");
        assertThatThrownBy(() -> new Limit(1, null)).hasMessage("期限缺少单位");
    }
}
