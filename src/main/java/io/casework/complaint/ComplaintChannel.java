package io.casework.complaint;

/** How a complaint came in. */
public enum ComplaintChannel {
    CALL("电话"), VISIT("来访、上门"), APP("线上平台"), WECHAT("微信"),
    LETTER("书面"), SALES("经营销售部转来"), PROPERTY("物业公司转来"), AUTHORITY("政府部门、媒体转来");

    private final String label;

    ComplaintChannel(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
