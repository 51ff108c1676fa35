package io.casework.complaint;

import io.casework.casefile.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.data.domain.Persistable;

/** What is special about a major complaint: measures, meeting, report. */
@Entity
@Table(name = "complaint_major")
class MajorComplaint implements Persistable<String> {

    @Id
    private String caseNumber;

    private Instant reportedAt;
    private String measures;
    private String directedPosts;
    private String measuresBy;
    private String measuresByName;
    private Instant measuresAt;
    private LocalDate meetingOn;
    private String participants;
    private String minutes;
    private String minutesBy;
    private String minutesByName;
    private Instant minutesAt;
    private String report;
    private String reportBy;
    private String reportByName;
    private Instant reportAt;

    @Version
    @Column(nullable = false)
    private int version;

    @jakarta.persistence.Transient
    private boolean fresh;

    protected MajorComplaint() {
    }

    MajorComplaint(String caseNumber, Instant reportedAt) {
        this.caseNumber = caseNumber;
        this.reportedAt = reportedAt;
        this.fresh = true;
    }

    void measures(String measures, String directedPosts, Actor by, Instant now) {
        this.measures = measures;
        this.directedPosts = directedPosts;
        this.measuresBy = by.login();
        this.measuresByName = by.name();
        this.measuresAt = now;
    }

    void minutes(LocalDate meetingOn, String participants, String minutes, Actor by, Instant now) {
        this.meetingOn = meetingOn;
        this.participants = participants;
        this.minutes = minutes;
        this.minutesBy = by.login();
        this.minutesByName = by.name();
        this.minutesAt = now;
    }

    void report(String report, Actor by, Instant now) {
        this.report = report;
        this.reportBy = by.login();
        this.reportByName = by.name();
        this.reportAt = now;
    }

    MajorView view() {
        return new MajorView(caseNumber, reportedAt, measures, directedPosts, measuresByName, measuresAt, meetingOn, participants, minutes, minutesByName,
                report, reportByName, reportAt);
    }

    @Override
    public String getId() {
        return caseNumber;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    @jakarta.persistence.PostPersist
    @jakarta.persistence.PostLoad
    void stored() {
        fresh = false;
    }
}
