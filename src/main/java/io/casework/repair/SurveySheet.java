package io.casework.repair;

import io.casework.platform.RuleViolation;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** 《现场勘察会签表》 (REC-010): planned by the clerk, filled on site. */
@Entity
@Table(name = "repair_survey")
class SurveySheet {

    enum Result { PLANNED, HELD, NO_ACCESS }

    enum Waiver { WAIVED, REPEAT }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    private String caseNumber;
    private int round;
    private String arrangedBy;
    private Instant arrangedAt;
    private Instant plannedAt;
    private String lateReason;
    private BigDecimal roughEstimate;
    private String demandedParties;
    @Enumerated(EnumType.STRING)
    private Result result;
    private Instant heldAt;
    private String filledBy;
    private String findings;
    private String cause;
    private BigDecimal estimate;
    private String noAccessReason;
    private String missingParties;
    private String waiverReason;
    @Enumerated(EnumType.STRING)
    private Waiver waiverDecision;
    private String waivedBy;
    private Instant waivedAt;
    @Version
    private int version;

    @ElementCollection
    @CollectionTable(name = "repair_survey_attendee", joinColumns = @JoinColumn(name = "survey_id"))
    @OrderColumn(name = "position")
    private List<SurveyAttendee> attendees = new ArrayList<>();

    protected SurveySheet() {
    }

    SurveySheet(String caseNumber, int round, Instant plannedAt, String lateReason, BigDecimal roughEstimate, List<Party> demanded, String by, Instant now) {
        this.caseNumber = caseNumber;
        this.round = round;
        this.plannedAt = plannedAt;
        this.lateReason = lateReason;
        this.roughEstimate = roughEstimate;
        this.demandedParties = Party.codes(demanded);
        this.arrangedBy = by;
        this.arrangedAt = now;
        this.result = Result.PLANNED;
    }

    void noAccess(String reason, String by, Instant now) {
        ensurePlanned();
        this.result = Result.NO_ACCESS;
        this.noAccessReason = reason;
        this.filledBy = by;
        this.heldAt = now;
    }

    void held(Instant at, List<SurveyAttendee> present, String findings, String cause, BigDecimal estimate, List<Party> missing, String waiverReason,
            String by) {
        ensurePlanned();
        this.result = Result.HELD;
        this.heldAt = at;
        this.attendees.addAll(present);
        this.findings = findings;
        this.cause = cause;
        this.estimate = estimate;
        this.missingParties = missing.isEmpty() ? null : Party.codes(missing);
        this.waiverReason = missing.isEmpty() ? null : waiverReason;
        this.filledBy = by;
    }

    void waiver(Waiver decision, String by, Instant now) {
        if (missingParties == null || waiverDecision != null) {
            throw new RuleViolation("这份会签表没有待定的缺席事项");
        }
        this.waiverDecision = decision;
        this.waivedBy = by;
        this.waivedAt = now;
    }

    private void ensurePlanned() {
        if (result != Result.PLANNED) {
            throw new RuleViolation("第 " + round + " 次勘察已经登记过结果");
        }
    }

    int round() {
        return round;
    }

    List<Party> demanded() {
        return Party.parse(demandedParties);
    }

    Instant plannedAt() {
        return plannedAt;
    }

    SurveyView view() {
        return new SurveyView(round, plannedAt, lateReason, roughEstimate, demanded(), result.name(), heldAt, findings, cause, estimate, noAccessReason,
                Party.parse(missingParties), waiverReason, waiverDecision == null ? null : waiverDecision.name(),
                attendees.stream().map(one -> new SurveyView.Attendee(one.party(), one.name(), one.signed())).toList());
    }
}
