package io.casework.customer;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "customer")
class CustomerEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @Column(nullable = false)
    private String name;
    @Column(nullable = false)
    private String idRemark;
    private boolean contactRefused;
    @Column(nullable = false)
    private String contactRefusedReason = "";
    private LocalDate contactRefusedOn;
    @ElementCollection
    @CollectionTable(name = "customer_phone", joinColumns = @JoinColumn(name = "customer_id"))
    @OrderColumn(name = "position")
    @Column(name = "digits")
    private List<String> phones = new ArrayList<>();

    protected CustomerEntity() {
    }

    CustomerEntity(String name, List<String> phones, String idRemark) {
        change(name, phones, idRemark);
    }

    final void change(String name, List<String> phones, String idRemark) {
        this.name = name;
        this.idRemark = idRemark;
        this.phones.clear();
        this.phones.addAll(phones);
    }

    void refuseContact(String reason, LocalDate since) {
        this.contactRefused = true;
        this.contactRefusedReason = reason;
        this.contactRefusedOn = since;
    }

    void acceptContact() {
        this.contactRefused = false;
        this.contactRefusedReason = "";
        this.contactRefusedOn = null;
    }

    boolean contactRefused() {
        return contactRefused;
    }

    Long id() {
        return id;
    }
}
