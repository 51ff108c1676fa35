package io.casework.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "building")
class BuildingEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @Column(nullable = false)
    private String siteCode;
    @Column(nullable = false)
    private String label;

    protected BuildingEntity() {
    }

    BuildingEntity(String siteCode, String label) {
        this.siteCode = siteCode;
        this.label = label;
    }

    void rename(String newLabel) {
        this.label = newLabel;
    }

    Long id() {
        return id;
    }

    String siteCode() {
        return siteCode;
    }
}
