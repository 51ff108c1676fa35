package io.casework.customer;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Entity
@Table(name = "unit")
class UnitEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;
    @Column(nullable = false)
    private Long buildingId;
    @Column(nullable = false)
    private String siteCode;
    @Column(nullable = false)
    private String label;
    @Column(nullable = false)
    private String unitKey;
    @Column(nullable = false)
    private String roomKey;
    private BigDecimal area;
    private LocalDate deliveredOn;
    private boolean occupied;
    private LocalDate warrantyUntil;
    @ElementCollection
    @CollectionTable(name = "unit_warranty", joinColumns = @JoinColumn(name = "unit_id"))
    @MapKeyColumn(name = "item_code")
    @Column(name = "until_on")
    private Map<String, LocalDate> warranties = new HashMap<>();

    protected UnitEntity() {
    }

    UnitEntity(BuildingEntity building, String label, UnitKey key, BigDecimal area) {
        this.buildingId = building.id();
        this.siteCode = building.siteCode();
        this.label = label;
        this.unitKey = key.value();
        this.roomKey = key.room();
        this.area = area;
    }

    void change(String newLabel, UnitKey key, BigDecimal newArea) {
        this.label = newLabel;
        this.unitKey = key.value();
        this.roomKey = key.room();
        this.area = newArea;
    }

    String siteCode() {
        return siteCode;
    }

    /** Delivery starts every warranty period that has no date of its own yet. */
    void deliver(LocalDate day, List<WarrantyItem> items) {
        this.deliveredOn = day;
        for (WarrantyItem item : items) {
            if (!WarrantyItem.OTHER.equals(item.code())) {
                warranties.putIfAbsent(item.code(), item.lastDay(day));
            } else if (warrantyUntil == null) {
                warrantyUntil = item.lastDay(day);
            }
        }
    }

    /** Another day of delivery, or none; only the items that are named move with it. */
    void correctDelivery(LocalDate day, List<WarrantyItem> moving) {
        this.deliveredOn = day;
        for (WarrantyItem item : moving) {
            LocalDate lastDay = day == null ? null : item.lastDay(day);
            if (WarrantyItem.OTHER.equals(item.code())) {
                warrantyUntil = lastDay;
            } else if (lastDay == null) {
                warranties.remove(item.code());
            } else {
                warranties.put(item.code(), lastDay);
            }
        }
    }

    /** The date on record for an item, {@code null} where there is none. */
    LocalDate warranty(String item) {
        return WarrantyItem.OTHER.equals(item) ? warrantyUntil : warranties.get(item);
    }

    void setWarranty(String item, LocalDate lastDay) {
        if (WarrantyItem.OTHER.equals(item)) {
            this.warrantyUntil = lastDay;
        } else {
            warranties.put(item, lastDay);
        }
    }

    void setOccupied(boolean occupied) {
        this.occupied = occupied;
    }

    Long id() {
        return id;
    }

    LocalDate deliveredOn() {
        return deliveredOn;
    }
}
