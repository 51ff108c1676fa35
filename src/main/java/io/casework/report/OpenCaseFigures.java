package io.casework.report;

import io.casework.contact.Category;
import io.casework.organisation.Sites;
import io.casework.platform.EnumCode;
import io.casework.procedure.Settings;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long open cases have been open, in working days, so that none is missed or delayed (AS-CMP-21). Pauses are not deducted: the customer waits. */
@Service
public class OpenCaseFigures {

    private static final String REPAIR = "REPAIR_CASE";

    private final Settings settings;
    private final Worktime worktime;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final Clock clock;

    OpenCaseFigures(Settings settings, Worktime worktime, Sites sites, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.worktime = worktime;
        this.sites = sites;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Ages of a site's or a category's cases: one number for each bucket, and all together. */
    public record Line(String key, String label, List<Long> buckets, long total) {
    }

    /** The ages: what the buckets are called, youngest first, and the cases by site and by category. */
    public record Ageing(List<String> buckets, List<Line> bySite, List<Line> byCategory, Line all) {
    }

    private record Cell(String site, String category, int bucket, long number) {
    }

    /** The ages of the cases that are open at these sites. */
    @Transactional(readOnly = true)
    public Ageing ageing(Set<String> at) {
        List<Integer> days = days();
        // width_bucket counts from the oldest: the limits ascend, the buckets are shown youngest first.
        List<Instant> limits = days.stream().map(this::openedFrom).sorted().toList();
        List<Cell> cells = jdbc.sql("select site, case when kind = 'REPAIR' then :repair else coalesce(category, '') end,"
                        + " width_bucket(opened_at, :limits::timestamptz[]), count(*) from case_file where state = 'OPEN' and site = any (:sites) group by 1, 2, 3")
                .param("repair", REPAIR).param("limits", limits.stream().map(Instant::toString).toArray(String[]::new))
                .param("sites", at.toArray(String[]::new))
                .query((row, n) -> new Cell(row.getString(1), row.getString(2), days.size() - row.getInt(3), row.getLong(4))).list();
        List<Line> bySite = at.stream().map(site -> line(site, sites.name(site), cells.stream().filter(cell -> cell.site().equals(site)).toList(), days))
                .sorted(Comparator.comparing(Line::label)).toList();
        List<Line> byCategory = cells.stream().map(Cell::category).distinct()
                .map(category -> line(category, category(category), cells.stream().filter(cell -> cell.category().equals(category)).toList(), days))
                .sorted(Comparator.comparing(Line::total).reversed()).toList();
        return new Ageing(labels(days), bySite, byCategory, line("", "合计", cells, days));
    }

    /**
     * The cases of a bucket.
     *
     * @param bucket position of the bucket, {@code null} for all
     * @param category of the intake, {@code REPAIR_CASE} for repairs, empty text for cases that are not classified yet, {@code null} for all
     */
    public Selection cases(Set<String> at, Integer bucket, String category) {
        List<Integer> days = days();
        StringBuilder sql = new StringBuilder("select f.number as case_number, f.opened_at as at, 0::bigint as ref,"
                + " case when f.due_at < :now then '已超期' end as note from case_file f where f.state = 'OPEN' and f.site = any (:sites)");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("sites", at.toArray(String[]::new));
        params.put("now", Timestamp.from(clock.instant()));
        if (bucket != null && bucket < days.size()) {
            sql.append(" and f.opened_at >= :from");
            params.put("from", Timestamp.from(openedFrom(days.get(Math.max(0, bucket)))));
        }
        if (bucket != null && bucket > 0) {
            sql.append(" and f.opened_at < :before");
            params.put("before", Timestamp.from(openedFrom(days.get(Math.min(bucket, days.size()) - 1))));
        }
        if (category != null) {
            sql.append(REPAIR.equals(category) ? " and f.kind = 'REPAIR'" : " and f.kind <> 'REPAIR' and coalesce(f.category, '') = :category");
            params.put("category", category);
        }
        return new Selection("未结案件" + (bucket == null ? "" : "：" + labels(days).get(Math.min(bucket, days.size())))
                + (category == null ? "" : "，" + category(category)),
                "账龄=受理之日的次日起到今天的工作日数，不扣除暂停计时（AMB-84）；分档见参数表“看板”", sql.toString(), params);
    }

    /** The earliest moment of opening for a case that is at most so many working days old today; the day of opening is not counted (AMB-84). */
    private Instant openedFrom(int workingDays) {
        WorkCalendar calendar = worktime.calendar();
        LocalDate day = calendar.dateOf(clock.instant());
        for (int counted = 0; counted < workingDays || !calendar.isWorkingDay(day); day = day.minusDays(1)) {
            if (calendar.isWorkingDay(day)) {
                counted++;
            }
        }
        return day.atStartOfDay(calendar.zone()).toInstant();
    }

    private List<Integer> days() {
        String text = settings.text("figures.ageing");
        try {
            TreeSet<Integer> days = new TreeSet<>(Arrays.stream(text.split("[,，]")).map(String::trim).map(Integer::valueOf).toList());
            if (days.first() < 1 || days.last() > 1000) {
                throw new NumberFormatException("out of range");
            }
            return List.copyOf(days);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("参数表中 figures.ageing 应为逗号分隔的工作日数（1 到 1000），现为“" + text + "”", e);
        }
    }

    private static List<String> labels(List<Integer> days) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i <= days.size(); i++) {
            int from = i == 0 ? 0 : days.get(i - 1) + 1;
            labels.add(i == days.size() ? "超过 " + days.get(i - 1) + " 个工作日"
                    : from == days.get(i) ? "第 " + from + " 个工作日" : from + "–" + days.get(i) + " 个工作日");
        }
        return labels;
    }

    private static Line line(String key, String label, List<Cell> cells, List<Integer> days) {
        Long[] buckets = new Long[days.size() + 1];
        Arrays.fill(buckets, 0L);
        cells.forEach(cell -> buckets[cell.bucket()] += cell.number());
        return new Line(key, label, List.of(buckets), Arrays.stream(buckets).mapToLong(Long::longValue).sum());
    }

    private static String category(String code) {
        return code.isEmpty() ? "尚未分类" : REPAIR.equals(code) ? "维修案件"
                : EnumCode.find(Category.class, code).map(Category::label).orElse(code);
    }
}
