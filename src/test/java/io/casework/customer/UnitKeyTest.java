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
        assertThat(UnitKey.of("3栋").beginningOnly()).isTrue();
        assertThat(UnitKey.of("1201").beginningOnly()).isFalse();
        assertThat(UnitKey.of("楼下那家").isEmpty()).isTrue();
        assertThat(UnitKey.of(null).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1-1-101,1-1-101", "1栋1单元101,1-1-101", "1-101,1-101", "1栋101室,1-101", "三栋一单元,3-1", "3号楼,3", "101室,101", "1#101,1-101", "a座1201,A-1201",
        "云栖花园3栋1单元1201,3-1-1201", "１－１－１０１,1-1-101", "1/1/101,1-1-101"})
    void whatLooksLikeAHouseIsOne(String text, String key) {
        assertThat(UnitKey.ofHouse(text)).map(UnitKey::value).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101", "漏水", "3栋漏水", "厨房3-1漏水", "13812345678", "KF-20260706-0001", "二层", "", "张伟"})
    void otherTextsAreNoHouses(String text) {
        assertThat(UnitKey.ofHouse(text)).isEmpty();
    }
}
