package io.casework.contact;

/** What a call or visit is handled as (AS-INT-05 to AS-INT-12). The code stands on the case and in the decision table {@code intake-category}. */
public enum Category {
    /** A question that is answered (AS-CNS). */
    ENQUIRY("咨询", null),
    /** An opinion that is answered without further ado; no category word is written (AMB-33). */
    DIRECT("直接答复", null),
    /** Work of the property company itself (AS-SWO). */
    WORK_ORDER("服务工作单", null),
    /** Warranty work of contractor or developer (AS-REC). */
    RECTIFICATION("整改类", "整改类"),
    /** Work that an external unit owes (AS-EXT). */
    EXTERNAL("其他类", "其他类"),
    /** An opinion that needs others and lasts (AS-COM). */
    COMMUNICATION("沟通类", "沟通类"),
    /** A complaint (AS-CMP). */
    COMPLAINT("投诉", null),
    /** Specially agreed service (AS-SPC). */
    SPECIAL("特约服务", null),
    /** A repair for the company's own team (AS-DSP). */
    REPAIR("维修派工", null);

    private final String label;
    private final String remark;

    Category(String label, String remark) {
        this.label = label;
        this.remark = remark;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** The category word for the remarks column 备注栏 (AS-INT-12), {@code null} where the source prescribes none. */
    public String remark() {
        return remark;
    }

    /** Whether an answer is all that the matter needs. */
    public boolean isAnswerOnly() {
        return this == ENQUIRY || this == DIRECT;
    }
}
