package io.casework.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarrantyItemTest {

    @ParameterizedTest
    @CsvSource({"24,2024-03-10,2026-03-10", "24,2024-02-29,2026-02-28", "60,2021-08-31,2026-08-31"})
    void monthsEndOnTheSameDayOfTheMonth(int months, LocalDate deliveredOn, LocalDate lastDay) {
        assertThat(new WarrantyItem("x", "x", months, null, null, null, "").lastDay(deliveredOn)).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"2024-10-01,2026-03-15", "2024-11-15,2026-03-15", "2024-11-16,2027-03-15", "2025-01-10,2027-03-15"})
    void onlyCompleteHeatingSeasonsCount(LocalDate deliveredOn, LocalDate lastDay) {
        WarrantyItem heating = new WarrantyItem("h", "h", null, 2, MonthDay.of(11, 15), MonthDay.of(3, 15), "");
        assertThat(heating.lastDay(deliveredOn)).isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({"2024-05-15,2025-10-15", "2024-05-16,2026-10-15", "2024-12-31,2026-10-15"})
    void onlyCompleteCoolingSeasonsCount(LocalDate deliveredOn, LocalDate lastDay) {
        WarrantyItem cooling = new WarrantyItem("c", "c", null, 2, MonthDay.of(5, 15), MonthDay.of(10, 15), "");
        assertThat(cooling.lastDay(deliveredOn)).isEqualTo(lastDay);
    }
}
