package io.casework.report;

import java.util.List;

/**
 * One page of a register.
 *
 * @param rows values in the order of the register's columns
 * @param count how many there are, at most {@value Registers#MOST_COUNTED} + 1, which means more than that
 * @param page from 0 on
 */
public record RegisterPage(List<List<Object>> rows, int count, int page) {

    public boolean more() {
        return count > Registers.MOST_COUNTED;
    }

    public int pages() {
        return (Math.min(count, Registers.MOST_COUNTED) + Registers.PAGE_SIZE - 1) / Registers.PAGE_SIZE;
    }
}
