package io.casework.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "staff")
class StaffEntity {

    @Id
    private String login;
    @Column(nullable = false)
    private String name;
    @Column(nullable = false)
    private String phone;
    @Column(nullable = false)
    private String email;
    private boolean active;

    protected StaffEntity() {
    }

    StaffEntity(String login, String name, String phone, String email) {
        this.login = login;
        this.active = true;
        change(name, phone, email);
    }

    final void change(String name, String phone, String email) {
        this.name = name;
        this.phone = phone;
        this.email = email;
    }

    void setActive(boolean active) {
        this.active = active;
    }

    String login() {
        return login;
    }

    String name() {
        return name;
    }

    boolean active() {
        return active;
    }
}
