package io.casework.report.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file as rows of cells, read from its beginning to its end without being held in memory. */
interface Table extends Closeable {

    /** One row. */
    record Row(int line, List<Cell> cells) {

        boolean isBlank() {
            return cells.stream().allMatch(Cell::isBlank);
        }
    }

    /** Takes rows in their order. */
    interface Taker {
        void take(Row row);
    }

    /** How the file is read, in words. */
    String source();

    /**
     * Hands over all rows that are not empty.
     *
     * @throws io.casework.platform.RuleViolation on {@code file} when the file cannot be used
     */
    void read(Taker taker) throws IOException;
}
