package io.casework.organisation;

import java.util.Set;

/**
 * Published inside the transaction that changes who may do what: staff, assignments, substitutions (also when one begins or
 * ends by the clock), posts or sites.
 *
 * @param logins whose rights or data may have changed
 */
public record StaffingChanged(Set<String> logins) {
}
