package io.casework.repair;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** A joint inspection of finished work; never changed afterwards. */
@Entity
class RepairInspection {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    private Long orderId;
    private boolean threeParty;
    private Instant inspectedAt;
    private String recordedBy;
    @Enumerated(EnumType.STRING)
    private Party inspectorParty;
    private String inspector;
    private String leaderName;
    @Enumerated(EnumType.STRING)
    private Party thirdParty;
    private String thirdName;
    private boolean passed;
    private String defects;

    protected RepairInspection() {
    }

    RepairInspection(Long orderId, boolean threeParty, Instant inspectedAt, String recordedBy, Party inspectorParty, String inspector, String leaderName,
            Party thirdParty, String thirdName, boolean passed, String defects) {
        this.orderId = orderId;
        this.threeParty = threeParty;
        this.inspectedAt = inspectedAt;
        this.recordedBy = recordedBy;
        this.inspectorParty = inspectorParty;
        this.inspector = inspector;
        this.leaderName = leaderName;
        this.thirdParty = thirdParty;
        this.thirdName = thirdName;
        this.passed = passed;
        this.defects = defects;
    }

    InspectionView view() {
        return new InspectionView(threeParty, inspectedAt, inspectorParty, inspector, leaderName, thirdParty, thirdName, passed, defects);
    }
}
