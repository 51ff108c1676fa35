package io.casework.casefile;

/** How a customer was answered. */
public enum AnswerChannel {
    CALL("电话"), VISIT("当面"), SMS("短信"), WECHAT("微信"), LETTER("书面"), NONE("无法答复");

    private final String label;

    AnswerChannel(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
