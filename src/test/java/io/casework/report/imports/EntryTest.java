package io.casework.report.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the cells of a line are understood. */
class EntryTest {

    private static Entry entry(String text) {
        return new Entry(2, List.of(new Cell(Cell.Type.TEXT, text)), Map.of("x", 0));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22, 2026-11-22T00:00", "2026/11/22, 2026-11-22T00:00", "2026/1/2, 2026-01-02T00:00", "2026年11月22日, 2026-11-22T00:00",
        "2026.11.22, 2026-11-22T00:00", "20261122, 2026-11-22T00:00", "2026-11-22 14:30, 2026-11-22T14:30", "2026-11-22T14:30:05, 2026-11-22T14:30:05",
        "2026年11月22日14时30分, 2026-11-22T14:30", "2026年11月22日 下午2:30, 2026-11-22T14:30", "2026/11/22 9点, 2026-11-22T09:00",
        "2026年11月22日 14:30, 2026-11-22T14:30"})
    void datesAreReadInTheUsualWritings(String text, String time) {
        Entry entry = entry(text);
        assertThat(entry.time("x")).isEqualTo(LocalDateTime.parse(time));
        assertThat(entry.isBad()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "昨天", "11/22/2026", "45058", "26-11-22", "2026-11-22 25:00"})
    void whatIsNoDateIsRefusedWithAReason(String text) {
        Entry entry = entry(text);
        assertThat(entry.time("x")).isNull();
        assertThat(entry.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.value()).isEqualTo(text);
            assertThat(finding.reason()).isNotBlank();
            assertThat(finding.advice()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"138 1234 5678|13812345678", "138-1234-5678|13812345678", "+86 13812345678|13812345678", "008613812345678|13812345678",
        "(010) 6512-3456|01065123456", "13812345678|13812345678", "13812345678、13900000000|13812345678,13900000000",
        "13812345678/13812345678|13812345678"})
    void phonesAreReadInTheUsualWritings(String text, String digits) {
        Entry entry = entry(text);
        assertThat(entry.phones("x")).containsExactly(digits.split(","));
        assertThat(entry.isBad()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.38E+10|科学记数法", "1.38123E10|科学记数法", "123|只有 3 位", "1381234567|10 位", "138123456789|12 位", "找张师傅|以外的字",
        "65123456转801|以外的字"})
    void whatIsNoPhoneIsRefusedWithAReason(String text, String reason) {
        Entry entry = entry(text);
        assertThat(entry.phones("x")).isEmpty();
        assertThat(entry.findings()).singleElement().satisfies(finding -> assertThat(finding.reason()).contains(reason));
    }

    @Test
    void cellsThatCannotBeUsedAreNamed() {
        Entry entry = new Entry(7, List.of(new Cell(Cell.Type.FORMULA, ""), new Cell(Cell.Type.ERROR, "#REF!"), new Cell(Cell.Type.LONG, "很长…")),
                Map.of("a", 0, "b", 1, "c", 2));
        assertThat(entry.text("a")).isNull();
        assertThat(entry.text("b")).isNull();
        assertThat(entry.text("c")).isNull();
        assertThat(entry.findings()).extracting(Entry.Finding::reason).satisfiesExactly(
                reason -> assertThat(reason).contains("公式"), reason -> assertThat(reason).contains("#REF!"), reason -> assertThat(reason).contains("32767"));
    }

    @ParameterizedTest
    @CsvSource({"是, true", "已入住, true", "√, true", "未入住, false", "空置, false", "N, false"})
    void yesAndNoAreReadInTheUsualWritings(String text, boolean yes) {
        assertThat(entry(text).yes("x")).isEqualTo(yes);
    }

    @Test
    void anAreaIsReadWithItsMeasure() {
        assertThat(entry("1,089.50 ㎡").decimal("x")).isEqualByComparingTo("1089.50");
        Entry wrong = entry("九十");
        assertThat(wrong.decimal("x")).isNull();
        assertThat(wrong.isBad()).isTrue();
    }
}
