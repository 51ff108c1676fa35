package io.casework.report;

/**
 * The five indicators by which the handling of complaints is measured (AS-CMP-18). The rules name them and are silent about how they are reckoned; what is
 * written here is what {@link FigureFacts} counts, in the words that the pages show.
 */
public enum Indicator {

    /** Satisfied customers among those who rated at the callback. */
    SATISFACTION("满意率", "回访结果为满意的投诉", "回访时作了评价的投诉（满意或不满意，按最近一次回访；几分算满意见参数表“回访”）",
            "还没有回访的、联系不上的、客户不愿评价的", "AS-CMP-18 AS-CBK-04 AMB-49"),
    /** Solved within the limit among those of which this can be said. */
    TIMELINESS("及时率", "在办结期限之前或正好在期限时解决的投诉", "已经解决的投诉，加上期限已过仍未解决的投诉（期限按案件现行的办结期限，含改期和暂停）",
            "期限未到、尚未解决的；维修事项尚未起算期限的", "AS-CMP-18 AS-CMP-09 AMB-07 AMB-34"),
    /** Closed among all received. */
    CLOSURE("封闭率", "八步办完、已关闭的投诉", "受理的全部投诉，退回分类的（不是投诉）和客户撤诉的除外", "退回分类的（不是投诉）和客户撤诉的", "AS-CMP-18 AS-EIG-09"),
    /** Really reached among those that are due a callback. */
    CALLBACK("回访率", "真正回访到客户的投诉", "应回访的投诉：已解决、已关闭或已有回访结果的", "还没有解决的；联系不上的留在分母、不算已回访", "AS-CMP-18 AS-CBK-02 AMB-93"),
    /** Mean working time from reception to the first answer. */
    ANSWER("答复时间", "各件从受理到首次答复客户（含中间答复）的工作时间之和，扣除暂停计时", "已经答复客户的投诉", "尚未答复的；匿名客户无法答复的",
            "AS-CMP-18 AS-CMP-16 AMB-94");

    private final String label;
    private final String numerator;
    private final String denominator;
    private final String leftOut;
    private final String rules;

    Indicator(String label, String numerator, String denominator, String leftOut, String rules) {
        this.label = label;
        this.numerator = numerator;
        this.denominator = denominator;
        this.leftOut = leftOut;
        this.rules = rules;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** What is counted above the line, in Chinese. */
    public String numerator() {
        return numerator;
    }

    /** What is counted below the line, in Chinese. */
    public String denominator() {
        return denominator;
    }

    /** What is in neither, in Chinese. */
    public String leftOut() {
        return leftOut;
    }

    /** Rules and resolved ambiguities, separated by blanks. */
    public String rules() {
        return rules;
    }

    /** Whether it is a share of cases; the other one is a time. */
    public boolean share() {
        return this != ANSWER;
    }

    /** Unit of the value: per cent, or working hours. */
    public String unit() {
        return share() ? "%" : "工作小时";
    }

    /** Whether a value reaches a target: a share from below, a time from above. */
    public boolean reaches(java.math.BigDecimal value, java.math.BigDecimal target) {
        return share() ? value.compareTo(target) >= 0 : value.compareTo(target) <= 0;
    }

    /** Condition on {@code figure_complaint} for the cases below the line. */
    String counted() {
        return switch (this) {
            case SATISFACTION -> "f.rated";
            case TIMELINESS -> "f.due";
            case CLOSURE -> "true";
            case CALLBACK -> "f.callback_due";
            case ANSWER -> "f.answer_seconds is not null";
        };
    }

    /** Condition on {@code figure_complaint} for the cases above the line, among those below it. */
    String reached() {
        return switch (this) {
            case SATISFACTION -> "f.satisfied";
            case TIMELINESS -> "f.timely";
            case CLOSURE -> "f.closed";
            case CALLBACK -> "f.called";
            case ANSWER -> "true";
        };
    }
}
