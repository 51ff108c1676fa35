package io.casework.repair;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/** One line of an estimate. */
@Embeddable
class CostLine {

    private String work;
    private BigDecimal amount;

    protected CostLine() {
    }

    CostLine(String work, BigDecimal amount) {
        this.work = work;
        this.amount = amount;
    }

    String work() {
        return work;
    }

    BigDecimal amount() {
        return amount;
    }
}
