package io.casework.repair;

/** Whose repair it is, as the survey finds (AS-SUR-05). */
public enum ResponsibleParty {
    /** The developing company bears it. */
    COMPANY("本公司", true),
    /** The contractor owes it, within the warranty. */
    CONTRACTOR("施工单位", true),
    PROPERTY("物业公司", false),
    EXTERNAL("外联单位", false),
    CUSTOMER("客户自身", false);

    private final String label;
    private final boolean ours;

    ResponsibleParty(String label, boolean ours) {
        this.label = label;
        this.ours = ours;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether the company has the repair done, at whoever's cost. */
    public boolean isOurs() {
        return ours;
    }
}
