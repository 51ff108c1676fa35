package io.casework.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "assignment")
class AssignmentEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @Column(nullable = false)
    private String login;
    @Column(nullable = false)
    private String postCode;
    private String siteCode;

    protected AssignmentEntity() {
    }

    AssignmentEntity(String login, String postCode, String siteCode) {
        this.login = login;
        this.postCode = postCode;
        this.siteCode = siteCode;
    }
}
