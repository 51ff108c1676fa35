package io.casework.customer;

import java.time.LocalDate;
import java.util.List;

/**
 * A customer.
 *
 * @param idRemark what was checked about the identity, never a full document number
 * @param refusalReason why the customer does not want to be contacted; empty where it was not said, or contact is not refused
 * @param refusedOn day on which the customer said so, or {@code null}
 * @param residences where the customer lives or owns now
 */
public record CustomerView(long id, String name, List<String> phones, String idRemark, boolean contactRefused, String refusalReason, LocalDate refusedOn,
        List<Resident> residences) {
}
