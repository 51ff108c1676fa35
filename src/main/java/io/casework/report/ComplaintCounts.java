package io.casework.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.function.ToLongFunction;

/**
 * Complaints counted for the indicators. Sums of such counts are counts again.
 *
 * @param received neither returned to classification nor withdrawn
 * @param resolved of these, solved
 * @param closed of these, through all eight steps
 * @param callbackDue solved, closed, or called back already
 * @param called of these, the customer was really reached
 * @param rated satisfied or dissatisfied at the newest callback
 * @param score sum of the ratings of 1 to 5
 * @param due solved, or past the limit
 * @param timely of these, solved within the limit
 * @param answerSeconds sum of the working time from reception to the first answer
 */
public record ComplaintCounts(long received, long resolved, long closed, long callbackDue, long called, long rated, long satisfied, long score, long due,
        long timely, long answered, long answerSeconds) {

    /** No complaint at all. */
    public static final ComplaintCounts NONE = new ComplaintCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

    /** Cases above the line; for the time to answer the same as below it. */
    public long reached(Indicator indicator) {
        return switch (indicator) {
            case SATISFACTION -> satisfied;
            case TIMELINESS -> timely;
            case CLOSURE -> closed;
            case CALLBACK -> called;
            case ANSWER -> answered;
        };
    }

    /** Cases below the line. */
    public long counted(Indicator indicator) {
        return switch (indicator) {
            case SATISFACTION -> rated;
            case TIMELINESS -> due;
            case CLOSURE -> received;
            case CALLBACK -> callbackDue;
            case ANSWER -> answered;
        };
    }

    /** Cases below the line and not above it. */
    public long missed(Indicator indicator) {
        return counted(indicator) - reached(indicator);
    }

    /** Per cent or working hours with one decimal; {@code null} where nothing is below the line (无数据). */
    public BigDecimal value(Indicator indicator) {
        if (counted(indicator) == 0) {
            return null;
        }
        BigDecimal below = BigDecimal.valueOf(counted(indicator));
        return indicator.share()
                ? BigDecimal.valueOf(reached(indicator)).multiply(HUNDRED).divide(below, 1, RoundingMode.HALF_UP)
                : BigDecimal.valueOf(answerSeconds).divide(HOUR.multiply(below), 1, RoundingMode.HALF_UP);
    }

    /** The value as people read it: 93.3%, 6.5 工作小时, or 无数据. */
    public String words(Indicator indicator) {
        BigDecimal value = value(indicator);
        return value == null ? "无数据" : indicator.share() ? value.toPlainString() + "%" : value.toPlainString() + " 工作小时";
    }

    /** Mean rating of 1 to 5 with one decimal; {@code null} where nobody rated (AMB-49). */
    public BigDecimal meanScore() {
        return rated == 0 ? null : BigDecimal.valueOf(score).divide(BigDecimal.valueOf(rated), 1, RoundingMode.HALF_UP);
    }

    /** The sum. */
    public static ComplaintCounts sum(Collection<ComplaintCounts> all) {
        return new ComplaintCounts(sum(all, ComplaintCounts::received), sum(all, ComplaintCounts::resolved), sum(all, ComplaintCounts::closed),
                sum(all, ComplaintCounts::callbackDue), sum(all, ComplaintCounts::called), sum(all, ComplaintCounts::rated),
                sum(all, ComplaintCounts::satisfied), sum(all, ComplaintCounts::score), sum(all, ComplaintCounts::due), sum(all, ComplaintCounts::timely),
                sum(all, ComplaintCounts::answered), sum(all, ComplaintCounts::answerSeconds));
    }

    private static long sum(Collection<ComplaintCounts> all, ToLongFunction<ComplaintCounts> part) {
        return all.stream().mapToLong(part).sum();
    }
}
