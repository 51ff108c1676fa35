package io.casework.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"3栋1单元1201", "3号楼1单元1201室", "3-1-1201", "3幢 1单元 1201", "３栋１单元１２０１", "三栋一单元1201",
        "3#1单元1201", "03栋1单元12层1201室", "云栖花园3栋1单元1201"})
    void allNotationsMeanTheSameUnit(String text) {
        assertThat(UnitKey.of(text).value()).isEqualTo("3-1-1201");
    }

    @ParameterizedTest
    @CsvSource({"十栋1201,10-1201", "十二栋1201,12-1201", "二十栋1201,20-1201", "二十三栋一单元801,23-1-801", "a座1201,A-1201",
        "1201,1201", "别墅12A,12A", "滨江壹号5栋1单元302,5-1-302"})
    void numeralsAndLettersAreUnderstood(String text, String key) {
        assertThat(UnitKey.of(text).value()).isEqualTo(key);
    }

    @Test
    void aBuildingAloneIsKnownByItsWord() {
        assertThat(UnitKey.of("3栋").buildingOnly()).isTrue();
        assertThat(UnitKey.of("1201").buildingOnly()).isFalse();
        assertThat(UnitKey.of("楼下那家").isEmpty()).isTrue();
        assertThat(UnitKey.of(null).isEmpty()).isTrue();
    }
}
