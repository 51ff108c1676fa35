package io.casework.contact;

/** What the customer called or came for, as the clerk hears it; the category is decided afterwards. */
public enum MatterKind {
    REPAIR("报修"),
    COMPLAINT("投诉"),
    SUGGESTION("建议、意见"),
    ENQUIRY("咨询"),
    SPECIAL("特约服务");

    private final String label;

    MatterKind(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
