package io.casework.report;

import io.casework.complaint.ComplaintCause;
import io.casework.complaint.ComplaintGrade;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.platform.EnumCode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The indicators of complaints (AS-CMP-18) by month, site, department, cause and grade, and the cases behind each of them. */
@Service
public class ComplaintFigures {

    static final String NAMES = "received, resolved, closed, callback_due, called, rated, satisfied, score, due, timely, answered, answer_seconds";
    static final String COUNTED = "count(*), count(*) filter (where f.resolved), count(*) filter (where f.closed), count(*) filter (where f.callback_due),"
            + " count(*) filter (where f.called), count(*) filter (where f.rated), count(*) filter (where f.satisfied), coalesce(sum(f.score), 0),"
            + " count(*) filter (where f.due), count(*) filter (where f.timely), count(f.answer_seconds), coalesce(sum(f.answer_seconds), 0)";
    private static final String ADDED = Arrays.stream(NAMES.split(", ")).map(name -> "coalesce(sum(f." + name + "), 0)").collect(Collectors.joining(", "));

    private final FigureFacts facts;
    private final Sites sites;
    private final Posts posts;
    private final JdbcClient jdbc;
    private final Clock clock;

    ComplaintFigures(FigureFacts facts, Sites sites, Posts posts, JdbcClient jdbc, Clock clock) {
        this.facts = facts;
        this.sites = sites;
        this.posts = posts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By what complaints are told apart. */
    public enum Dimension {
        MONTH("月份", "month"), SITE("小区", "site"), DEPARTMENT("责任部门", "post"), CAUSE("原因", "cause"), GRADE("等级", "grade");

        private final String label;
        private final String column;

        Dimension(String label, String column) {
            this.label = label;
            this.column = column;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Which cases of an indicator. */
    public enum Part {
        /** Below the line. */
        COUNTED,
        /** Above the line. */
        REACHED,
        /** Below the line and not above it. */
        MISSED
    }

    /** One value of a dimension. {@code key} is empty for complaints that have none yet; a month is 2026-07. */
    public record Line(String key, String label, ComplaintCounts counts) {
    }

    /** All complaints of the filter together. */
    public ComplaintCounts total(FigureFilter filter) {
        facts.refresh();
        Where where = where(filter);
        return jdbc.sql("select " + (filter.wholeMonths() ? ADDED + " from figure_month f" : COUNTED + " from figure_complaint f") + where.sql())
                .params(where.params()).query((row, n) -> counts(row, 1)).single();
    }

    /** The complaints of the filter by a dimension. Months come without gaps, sites and posts by name, causes and grades in their own order. */
    public List<Line> by(Dimension dimension, FigureFilter filter) {
        facts.refresh();
        Where where = where(filter);
        Map<String, ComplaintCounts> found = new LinkedHashMap<>();
        jdbc.sql("select f." + dimension.column + ", " + (filter.wholeMonths() ? ADDED + " from figure_month f" : COUNTED + " from figure_complaint f")
                        + where.sql() + " group by 1")
                .params(where.params())
                .query((row, n) -> found.put(dimension == Dimension.MONTH ? YearMonth.from(row.getObject(1, LocalDate.class)).toString() : row.getString(1),
                        counts(row, 2)))
                .list();
        if (dimension == Dimension.MONTH) {
            for (YearMonth month = YearMonth.from(filter.from()); !month.atDay(1).isAfter(filter.until()); month = month.plusMonths(1)) {
                found.putIfAbsent(month.toString(), ComplaintCounts.NONE);
            }
        }
        return found.entrySet().stream().map(entry -> new Line(entry.getKey(), label(dimension, entry.getKey()), entry.getValue()))
                .sorted(order(dimension)).toList();
    }

    /** What can be chosen: the responsible posts that complaints of these sites have had, by name. */
    public Map<String, String> departments(java.util.Set<String> sites) {
        Map<String, String> names = new LinkedHashMap<>();
        jdbc.sql("select distinct post from figure_month where site = any (?) and post <> ''").param(sites.toArray(String[]::new)).query(String.class).list()
                .stream().sorted(Comparator.comparing(posts::name)).forEach(post -> names.put(post, posts.name(post)));
        return names;
    }

    /** The cases of an indicator, or of all complaints received where it is {@code null}. */
    public Selection cases(FigureFilter filter, Indicator indicator, Part part) {
        Where where = where(filter, true);
        String condition = indicator == null ? "true" : switch (part) {
            case COUNTED -> indicator.counted();
            case REACHED -> indicator.counted() + " and " + indicator.reached();
            case MISSED -> indicator.counted() + " and not " + indicator.reached();
        };
        String title = indicator == null ? "受理的投诉" : indicator.label() + "：" + switch (part) {
            case COUNTED -> indicator.share() ? "分母" : "已答复的投诉";
            case REACHED -> "分子";
            case MISSED -> "未达到的";
        };
        String words = indicator == null ? "受理的全部投诉，退回分类的和撤诉的除外" : switch (part) {
            case COUNTED -> indicator.denominator();
            case REACHED -> indicator.numerator();
            case MISSED -> "在分母而不在分子的：" + indicator.denominator() + "，其中除去" + indicator.numerator();
        };
        String note = indicator == Indicator.ANSWER ? "round(f.answer_seconds / 3600.0, 1) || ' 工作小时'"
                : indicator == Indicator.SATISFACTION ? "case when f.satisfied then '满意 ' else '不满意 ' end || f.score || ' 分'"
                : indicator == Indicator.TIMELINESS ? "case when f.timely then '及时' when f.resolved then '超期解决' else '超期未解决' end"
                : "case when f.closed then '已关闭' when f.resolved then '已解决' else '处理中' end";
        return new Selection(title, words, "select f.case_number, f.received_at as at, 0::bigint as ref, " + note + " as note from figure_complaint f"
                + where.sql() + " and " + condition, where.params(), filter.wholeMonths() ? number(total(filter), indicator, part) : null);
    }

    private static long number(ComplaintCounts counts, Indicator indicator, Part part) {
        return indicator == null ? counts.received() : switch (part) {
            case COUNTED -> counts.counted(indicator);
            case REACHED -> counts.reached(indicator);
            case MISSED -> counts.missed(indicator);
        };
    }

    /** Reckons first what has changed, so that a list agrees with the figure that led to it. */
    void refresh() {
        facts.refresh();
    }

    private record Where(String sql, Map<String, Object> params) {
    }

    private Where where(FigureFilter filter) {
        return where(filter, !filter.wholeMonths());
    }

    private Where where(FigureFilter filter, boolean byMoment) {
        StringBuilder sql = new StringBuilder(" where f.site = any (:sites)");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("sites", filter.sites().toArray(String[]::new));
        if (byMoment) {
            sql.append(" and f.received_at >= :from and f.received_at < :until");
            params.put("from", Timestamp.from(filter.from().atStartOfDay(clock.getZone()).toInstant()));
            params.put("until", Timestamp.from(filter.until().plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
        } else {
            sql.append(" and f.month >= :from and f.month <= :until");
            params.put("from", Date.valueOf(filter.from()));
            params.put("until", Date.valueOf(filter.until()));
        }
        also("post", filter.post(), sql, params);
        also("cause", filter.cause(), sql, params);
        also("grade", filter.grade(), sql, params);
        return new Where(sql.toString(), params);
    }

    private static void also(String column, String value, StringBuilder sql, Map<String, Object> params) {
        if (value != null) {
            sql.append(" and f.").append(column).append(" = :").append(column);
            params.put(column, value);
        }
    }

    private String label(Dimension dimension, String key) {
        if (key.isEmpty()) {
            return dimension == Dimension.DEPARTMENT ? "尚未定责" : dimension == Dimension.CAUSE ? "尚未评估" : "尚未定级";
        }
        return switch (dimension) {
            case MONTH -> key;
            case SITE -> sites.name(key);
            case DEPARTMENT -> posts.name(key);
            case CAUSE -> EnumCode.find(ComplaintCause.class, key).map(ComplaintCause::label).orElse(key);
            case GRADE -> EnumCode.find(ComplaintGrade.class, key).map(ComplaintGrade::label).orElse(key);
        };
    }

    private static Comparator<Line> order(Dimension dimension) {
        Comparator<Line> unknownLast = Comparator.comparing(line -> line.key().isEmpty());
        return unknownLast.thenComparing(switch (dimension) {
            case MONTH -> Comparator.comparing(Line::key);
            case CAUSE -> Comparator.comparing(line -> position(ComplaintCause.class, line.key()));
            case GRADE -> Comparator.comparing(line -> position(ComplaintGrade.class, line.key()));
            default -> Comparator.comparing(Line::label);
        });
    }

    private static <E extends Enum<E>> int position(Class<E> type, String key) {
        return EnumCode.find(type, key).map(Enum::ordinal).orElse(-1);
    }

    private static ComplaintCounts counts(ResultSet row, int first) throws SQLException {
        long[] numbers = new long[12];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = row.getLong(first + i);
        }
        return new ComplaintCounts(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8], numbers[9],
                numbers[10], numbers[11]);
    }
}
