package io.casework.recordbook;

/** What a field of the record book takes. */
public enum FieldType {

    /** One line of at most 200 characters. */
    TEXT("短文字", 200),
    /** Several lines, at most 4,000 characters. */
    LONG_TEXT("长文字", 4000),
    /** A whole number that is not negative. */
    NUMBER("整数", 12),
    /** Yuan with two decimals; less than nothing is a reversal. */
    MONEY("金额（元）", 20),
    DAY("日期", 10),
    /** One of the field's options. */
    CHOICE("选项", 60),
    YES_NO("是或否", 3),
    /** A unit as people write it. */
    UNIT("房号", 60),
    /** A contractor by name; those that the house works with are proposed. */
    CONTRACTOR("施工单位", 120);

    private final String label;
    private final int longest;

    FieldType(String label, int longest) {
        this.label = label;
        this.longest = longest;
    }

    /** Whether values of this type come one before the other. */
    public boolean ordered() {
        return this == DAY || this == MONEY || this == NUMBER;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** The most characters that may be typed. */
    public int longest() {
        return longest;
    }
}
