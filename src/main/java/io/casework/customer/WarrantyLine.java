package io.casework.customer;

import java.time.LocalDate;

/** One warranty item of a unit with its last day and whether it holds today. */
public record WarrantyLine(String item, String name, LocalDate until, Warranty.Status today) {
}
