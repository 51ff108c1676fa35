package io.casework.organisation;

import java.time.LocalDate;

/**
 * A community (小区).
 *
 * @param code the engine's tenant id; never changes
 * @param name Chinese name, unique
 * @param developer the developing company (开发企业)
 * @param handoverDate day of the collective handover, or {@code null} where it is not known
 * @param hasRepairTeam whether a repair-team agreement exists: in-warranty repairs then go to a class A dispatch, else to the
 *     rectification slip (AMB-81)
 */
public record Site(
        String code, String name, String developer, String address, LocalDate handoverDate, boolean hasRepairTeam) {
}
