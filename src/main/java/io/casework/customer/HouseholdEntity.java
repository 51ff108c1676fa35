package io.casework.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

@Entity
@Table(name = "household")
class HouseholdEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @Column(nullable = false)
    private Long customerId;
    @Column(nullable = false)
    private Long unitId;
    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private Relation relation;
    @Column(nullable = false)
    private LocalDate fromOn;
    private LocalDate untilOn;

    protected HouseholdEntity() {
    }

    HouseholdEntity(Long customerId, Long unitId, Relation relation, LocalDate fromOn) {
        this.customerId = customerId;
        this.unitId = unitId;
        this.relation = relation;
        this.fromOn = fromOn;
    }

    void end(LocalDate lastDay) {
        this.untilOn = lastDay;
    }

    Long id() {
        return id;
    }

    LocalDate fromOn() {
        return fromOn;
    }

    boolean ended() {
        return untilOn != null;
    }
}
