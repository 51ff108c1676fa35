package io.casework.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;

@Entity
@Table(name = "substitution")
class SubstitutionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @Column(nullable = false)
    private String absentLogin;
    @Column(nullable = false)
    private String substituteLogin;
    @Column(nullable = false)
    private Instant fromAt;
    @Column(nullable = false)
    private Instant untilAt;
    @Column(nullable = false)
    private String reason;

    protected SubstitutionEntity() {
    }

    SubstitutionEntity(String absentLogin, String substituteLogin, Instant fromAt, Instant untilAt, String reason) {
        this.absentLogin = absentLogin;
        this.substituteLogin = substituteLogin;
        this.fromAt = fromAt;
        this.untilAt = untilAt;
        this.reason = reason;
    }

    boolean begunAt(Instant now) {
        return fromAt.isBefore(now);
    }

    boolean overAt(Instant now) {
        return !now.isBefore(untilAt);
    }

    void endAt(Instant now) {
        this.untilAt = now;
    }

    Long id() {
        return id;
    }

    String absentLogin() {
        return absentLogin;
    }

    String substituteLogin() {
        return substituteLogin;
    }

    Set<String> logins() {
        return Set.of(absentLogin, substituteLogin);
    }
}
