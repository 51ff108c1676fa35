package io.casework.report;

import io.casework.procedure.DecisionRules;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.text.DecimalFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What repairs have cost by tier of approval, trade and contractor (AS-COS). A repair counts once, with its newest approval: an approval after an overrun
 * takes the place of the earlier one (AMB-12).
 */
@Service
public class RepairCostFigures {

    /** The decision table that knows the tiers. */
    private static final String TIERS = "cost-approval";
    private static final Map<String, String> TRADES = Map.of("WATERPROOF", "防水", "PLUMBING", "给排水", "ELECTRIC", "电气", "MASONRY", "泥瓦", "CARPENTRY", "木工",
            "PAINT", "油漆涂料", "DOORS", "门窗", "METAL", "五金铁艺", "OTHER", "其他");
    private static final String SEVERAL = "SEVERAL";
    private static final Pattern RANGE = Pattern.compile("([\\[(\\]])\\s*([0-9.]+)\\s*\\.\\.\\s*([0-9.]+)\\s*([\\])\\[])");
    private static final Pattern BOUND = Pattern.compile("(<=|<|>=|>)\\s*([0-9.]+)");

    private static final String COSTS = """
             from repair_cost c join repair_case r on r.case_number = c.case_number
             cross join lateral (select coalesce(c.tier, ''), case when r.trade_count > 1 then 'SEVERAL' else coalesce(r.trades, '') end,
                                        case when r.executor = 'CONTRACTOR' then coalesce(r.contractor, '') when r.executor = 'REPAIR_TEAM' then '*'
                                             else '' end) k (tier, trade, contractor)
             where c.decision = 'APPROVED' and c.site = any (:sites) and c.approved_at >= :from and c.approved_at < :until
               and not exists (select 1 from repair_cost n where n.case_number = c.case_number and n.decision = 'APPROVED' and n.id > c.id)""";

    private final DecisionRules rules;
    private final JdbcClient jdbc;
    private final Clock clock;

    RepairCostFigures(DecisionRules rules, JdbcClient jdbc, Clock clock) {
        this.rules = rules;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By what costs are told apart. */
    public enum Dimension {
        TIER("审批权限", "tier"), TRADE("工种", "trade"), CONTRACTOR("施工单位", "contractor");

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

    /**
     * Costs of one tier, trade or contractor.
     *
     * @param approved yuan
     * @param actual yuan of those that are finished, as finally entered
     * @param finished how many have their final amount
     */
    public record Line(String key, String label, long number, BigDecimal approved, BigDecimal actual, long finished) {
    }

    /** The costs approved in the time of the filter, dearest first; tiers in the order of their table. Department, cause and grade are not asked. */
    @Transactional(readOnly = true)
    public List<Line> by(Dimension dimension, FigureFilter filter) {
        Map<String, String> tiers = tiers();
        List<Line> lines = jdbc.sql("select k." + dimension.column + ", count(*), sum(c.approved_amount), coalesce(sum(r.final_amount), 0), count(r.final_amount) "
                        + COSTS + " group by 1")
                .params(params(filter))
                .query((row, n) -> new Line(row.getString(1), label(dimension, row.getString(1), tiers), row.getLong(2), row.getBigDecimal(3),
                        row.getBigDecimal(4), row.getLong(5)))
                .list();
        List<String> order = new ArrayList<>(tiers.keySet());
        return lines.stream().sorted(dimension == Dimension.TIER
                ? Comparator.comparingInt(line -> order.contains(line.key()) ? order.indexOf(line.key()) : order.size())
                : Comparator.comparing(Line::approved).reversed().thenComparing(Line::label)).toList();
    }

    /** The repairs of one line; of all where the key is {@code null}. */
    public Selection cases(Dimension dimension, String key, FigureFilter filter) {
        Map<String, Object> params = params(filter);
        if (key != null) {
            params.put("key", key);
        }
        return new Selection("维修费用" + (key == null ? "" : "," + dimension.label() + ":" + label(dimension, key, tiers())),
                "在所选时间内批准的维修款，每个维修案件计一次，取最近一次批准（超预算重新审批的取新批准）",
                "select c.case_number, c.approved_at as at, c.id as ref, '批准 ' || c.approved_amount || ' 元' || coalesce('，实际 ' || r.final_amount || ' 元', '')"
                        + " as note " + COSTS + (key == null ? "" : " and k." + dimension.column + " = :key"), params);
    }

    /** The tiers in the order of their table, with their limits in words: 1,000 元及以下. Rows of the same tier are one. */
    Map<String, String> tiers() {
        Map<String, String> tiers = new LinkedHashMap<>();
        rules.of(TIERS).forEach(row -> tiers.putIfAbsent(row.outputs().get("tier"), words(row.inputs().values().iterator().next())));
        return tiers;
    }

    private static String label(Dimension dimension, String key, Map<String, String> tiers) {
        return switch (dimension) {
            case TIER -> tiers.getOrDefault(key, key.isEmpty() ? "未定级" : key);
            case TRADE -> SEVERAL.equals(key) ? "多工种" : key.isEmpty() ? "未填工种" : TRADES.getOrDefault(key, key);
            case CONTRACTOR -> "*".equals(key) ? "客户服务维修队" : key.isEmpty() ? "未定施工单位" : key;
        };
    }

    /** An entry of the table in words; as it stands where it is written in another way. */
    static String words(String entry) {
        Matcher range = RANGE.matcher(entry);
        if (range.matches()) {
            return yuan(range.group(2)) + ("[".equals(range.group(1)) ? "（含）" : "（不含）") + "至 " + yuan(range.group(3)) + " 元"
                    + ("]".equals(range.group(4)) ? "（含）" : "（不含）");
        }
        Matcher bound = BOUND.matcher(entry);
        if (bound.matches()) {
            String yuan = yuan(bound.group(2)) + " 元";
            return switch (bound.group(1)) {
                case "<=" -> yuan + "及以下";
                case "<" -> "不足 " + yuan;
                case ">=" -> yuan + "及以上";
                default -> "超过 " + yuan;
            };
        }
        return entry;
    }

    private static String yuan(String number) {
        return new DecimalFormat("#,##0.##").format(new BigDecimal(number));
    }

    private Map<String, Object> params(FigureFilter filter) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("sites", filter.sites().toArray(String[]::new));
        params.put("from", Timestamp.from(filter.from().atStartOfDay(clock.getZone()).toInstant()));
        params.put("until", Timestamp.from(filter.until().plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
        return params;
    }
}
