package io.casework.organisation;

import java.time.Instant;

/**
 * That somebody stands in for an absent member of staff (代岗) and has all rights of the absent person meanwhile.
 *
 * @param from first moment
 * @param until first moment after it (half-open)
 */
public record Substitution(long id, String absent, String substitute, Instant from, Instant until, String reason) {
}
