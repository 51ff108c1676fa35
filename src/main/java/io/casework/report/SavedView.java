package io.casework.report;

import java.util.List;
import java.util.Map;

/**
 * Filters and order of a register under a name.
 *
 * @param params as {@link RegisterQuery} reads them
 * @param sharedPost code of the post whose holders see it too, {@code null} for the owner alone
 * @param usual whether its owner's register opens with it
 * @param own whether it belongs to the person who asks
 */
public record SavedView(long id, String owner, String ownerName, String register, String name, Map<String, List<String>> params, String sharedPost,
        boolean usual, boolean own) {
}
