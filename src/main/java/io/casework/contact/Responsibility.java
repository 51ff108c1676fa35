package io.casework.contact;

/** Who owes a repair, as far as the clerk can tell (AS-INT-05). */
public enum Responsibility {
    /** Contractor or developer within the warranty. */
    DEVELOPER("开发企业或施工单位（保修）"),
    /** The property company's normal service. */
    PROPERTY("物业公司正常维修"),
    /** The company has to bear it, warranty or not. */
    COMPANY("公司须承担"),
    /** Suppliers of telephone, broadband, water heaters, intercoms, security doors and the like (AS-EXT-01). */
    EXTERNAL("外联单位"),
    /** Somebody else, for instance the resident. */
    OTHER("其他"),
    /** Not known yet. */
    UNKNOWN("不确定");

    private final String label;

    Responsibility(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
