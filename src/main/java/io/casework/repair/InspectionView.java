package io.casework.repair;

import java.time.Instant;

/**
 * A joint inspection.
 *
 * @param threeParty whether a third party had to take part (AMB-56)
 * @param inspectorParty SERVICE or PROPERTY
 * @param leaderName the team leader, or who answers for the contractor's work
 * @param thirdParty ENGINEERING or PROPERTY, {@code null} where two parties were enough
 */
public record InspectionView(
        boolean threeParty,
        Instant inspectedAt,
        Party inspectorParty,
        String inspector,
        String leaderName,
        Party thirdParty,
        String thirdName,
        boolean passed,
        String defects) {
}
