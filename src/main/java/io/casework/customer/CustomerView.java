package io.casework.customer;

import java.util.List;

/**
 * A customer.
 *
 * @param idRemark what was checked about the identity, never a full document number
 * @param residences where the customer lives or owns now
 */
public record CustomerView(long id, String name, List<String> phones, String idRemark, boolean contactRefused,
        List<Resident> residences) {
}
