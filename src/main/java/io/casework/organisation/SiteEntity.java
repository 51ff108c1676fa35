package io.casework.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

@Entity
@Table(name = "site")
class SiteEntity {

    @Id
    private String code;
    @Column(nullable = false)
    private String name;
    @Column(nullable = false)
    private String developer;
    @Column(nullable = false)
    private String address;
    private LocalDate handoverDate;
    private boolean hasRepairTeam;

    protected SiteEntity() {
    }

    SiteEntity(Site site) {
        this.code = site.code();
        change(site);
    }

    final void change(Site site) {
        this.name = site.name().strip();
        this.developer = site.developer().strip();
        this.address = site.address() == null ? "" : site.address().strip();
        this.handoverDate = site.handoverDate();
        this.hasRepairTeam = site.hasRepairTeam();
    }
}
