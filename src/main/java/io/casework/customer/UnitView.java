package io.casework.customer;

import java.util.List;

/**
 * All about a unit, for pages and forms.
 *
 * @param siteName Chinese name of the site
 * @param warranties every warranty item in its order; the last one, 其他项目, is the general warranty
 * @param residents who lives there or owns it now, owners first
 */
public record UnitView(Unit unit, String siteName, List<WarrantyLine> warranties, List<Resident> residents) {
}
