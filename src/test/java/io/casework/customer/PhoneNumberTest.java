package io.casework.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How clerks write telephone numbers, and what is not one. */
class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({"138 1234 5678,13812345678", "+86 138-1234-5678,13812345678", "008613812345678,13812345678", "１３８１２３４５６７８,13812345678", "+86 571 8888 8888,057188888888",
            "0571-88888888,057188888888", "8888 8888,88888888", "8613812345678,13812345678"})
    void keepsDigitsOnlyWithoutTheCodeOfTheCountry(String written, String digits) {
        assertThat(PhoneNumber.normalise(written)).isEqualTo(digits);
        assertThat(PhoneNumber.lookedUpAs(written)).containsExactly(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0571-8888 8888 转 801", "0571-88888888转801", "(0571)88888888 分机801", "057188888888#801", "０５７１－８８８８８８８８转８０１", "0571-88888888 EXT 801"})
    void isLookedUpWithItsExtensionAndWithout(String written) {
        assertThat(PhoneNumber.lookedUpAs(written)).containsExactly("057188888888801", "057188888888");
        assertThat(PhoneNumber.isMeant(written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13812345678", "88888888", "8888-8888", "400-820-8820", "+86 138 1234 5678", "10086", "0571-88888888", "１３８１２３４５６７８"})
    void isMeantByWhoeverWritesANumber(String written) {
        assertThat(PhoneNumber.isMeant(written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-909", "12-2-1203", "7101-1-102", "3-1201", "1201", "3栋1201", "张伟", "转", "", "1栋1单元101转角"})
    void isNotMeantByWhoeverWritesAUnitOrAName(String written) {
        assertThat(PhoneNumber.isMeant(written)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"13812345678,true", "1381234567,false", "138123456789,false", "1390000,false", "88888888,true", "057188888888,true", "4008208820,true", "10086123,true", "123456,false"})
    void aMobileNumberThatLacksADigitIsNotComplete(String digits, boolean complete) {
        assertThat(PhoneNumber.isComplete(digits)).isEqualTo(complete);
    }
}
