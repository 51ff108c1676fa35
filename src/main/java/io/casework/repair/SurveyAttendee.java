package io.casework.repair;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** One person at a survey and whether he or she has countersigned. */
@Embeddable
class SurveyAttendee {

    @Enumerated(EnumType.STRING)
    private Party party;
    private String name;
    private boolean signed;

    protected SurveyAttendee() {
    }

    SurveyAttendee(Party party, String name, boolean signed) {
        this.party = party;
        this.name = name;
        this.signed = signed;
    }

    Party party() {
        return party;
    }

    String name() {
        return name;
    }

    boolean signed() {
        return signed;
    }
}
