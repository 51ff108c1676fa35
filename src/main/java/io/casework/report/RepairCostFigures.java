package io.casework.report;

import io.casework.procedure.DecisionTable;
import io.casework.procedure.DecisionTables;
import io.casework.procedure.DecisionWords;
import io.casework.report.print.Codes;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final String SEVERAL = "SEVERAL";

    private static final String APPROVED = """
             where c.decision = 'APPROVED' and c.site = any (:sites) and c.approved_at >= :from and c.approved_at < :until
               and not exists (select 1 from repair_cost n where n.case_number = c.case_number and n.decision = 'APPROVED' and n.id > c.id)""";
    private static final String COSTS = """
             from repair_cost c join repair_case r on r.case_number = c.case_number
             cross join lateral (select coalesce(c.tier, ''), case when r.trade_count > 1 then 'SEVERAL' else coalesce(r.trades, '') end,
                                        case when r.executor = 'CONTRACTOR' then coalesce(r.contractor, '') when r.executor = 'REPAIR_TEAM' then '*'
                                             else '' end) k (tier, trade, contractor)""" + " " + APPROVED;

    private final DecisionTables tables;
    private final DecisionWords words;
    private final JdbcClient jdbc;
    private final Clock clock;

    RepairCostFigures(DecisionTables tables, DecisionWords words, JdbcClient jdbc, Clock clock) {
        this.tables = tables;
        this.words = words;
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

        /** By the bits of SQL's grouping(): a column that is not told apart has its bit set. */
        private static Dimension ofGrouping(int bits) {
            return bits == 0b011 ? TIER : bits == 0b101 ? TRADE : CONTRACTOR;
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

    private record Cell(Dimension dimension, Line line) {
    }

    /**
     * The costs approved in the time of the filter, told apart in each way, dearest first; tiers in the order of their table. Department, cause and grade are
     * not asked.
     */
    @Transactional(readOnly = true)
    public Map<Dimension, List<Line>> all(FigureFilter filter) {
        Map<String, String> tiers = tiers();
        List<String> order = List.copyOf(tiers.keySet());
        List<Cell> cells = jdbc.sql("select grouping(k.tier, k.trade, k.contractor), coalesce(k.tier, k.trade, k.contractor), count(*), sum(c.approved_amount),"
                        + " coalesce(sum(r.final_amount), 0), count(r.final_amount) " + COSTS + " group by grouping sets ((k.tier), (k.trade), (k.contractor))")
                .params(params(filter))
                .query((row, n) -> {
                    Dimension dimension = Dimension.ofGrouping(row.getInt(1));
                    return new Cell(dimension, new Line(row.getString(2), label(dimension, row.getString(2), tiers), row.getLong(3), row.getBigDecimal(4),
                            row.getBigDecimal(5), row.getLong(6)));
                })
                .list();
        Map<Dimension, List<Line>> lines = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            lines.put(dimension, cells.stream().filter(cell -> cell.dimension() == dimension).map(Cell::line).sorted(dimension == Dimension.TIER
                    ? Comparator.comparingInt(line -> order.contains(line.key()) ? order.indexOf(line.key()) : order.size())
                    : Comparator.comparing(Line::approved).reversed().thenComparing(Line::label)).toList());
        }
        return lines;
    }

    /** The repairs of one line; of all where the key is {@code null}. */
    public Selection cases(Dimension dimension, String key, FigureFilter filter) {
        Map<String, Object> params = params(filter);
        if (key != null) {
            params.put("key", key);
        }
        // Where nothing is told apart, the repairs themselves need not be looked up to count: a quarter of the time over three years.
        Long total = key != null ? null : jdbc.sql("select count(*) from repair_cost c " + APPROVED).params(params).query(Long.class).single();
        return new Selection("维修费用" + (key == null ? "" : "，" + dimension.label() + "：" + label(dimension, key, tiers())),
                "在所选时间内批准的维修款，每个维修案件计一次，取最近一次批准（超预算重新审批的取新批准）",
                "select c.case_number, c.approved_at as at, c.id as ref, '批准 ' || c.approved_amount || ' 元' || coalesce('，实际 ' || r.final_amount || ' 元', '')"
                        + " as note " + COSTS + (key == null ? "" : " and k." + dimension.column + " = :key"), params, total);
    }

    /** The tiers in the order of their table, with their limits in words: 小额（不超过 1,000 元）. Rows of the same tier are one. */
    private Map<String, String> tiers() {
        Map<String, String> tiers = new LinkedHashMap<>();
        tables.versions(TIERS).stream().findFirst().flatMap(tables::table).ifPresent(table -> {
            int tier = table.outputs().stream().map(DecisionTable.Column::name).toList().indexOf("tier");
            for (DecisionTable.Row row : tier < 0 ? List.<DecisionTable.Row>of() : table.rows()) {
                String code = row.outputs().get(tier).replace("\"", "").trim();
                tiers.putIfAbsent(code, words.codes(table.outputs().get(tier)).getOrDefault(code, code) + "（"
                        + words.condition(table.inputs().get(0), row.inputs().get(0)) + "）");
            }
        });
        return tiers;
    }

    private static String label(Dimension dimension, String key, Map<String, String> tiers) {
        return switch (dimension) {
            case TIER -> tiers.getOrDefault(key, key.isEmpty() ? "未定级" : key);
            case TRADE -> SEVERAL.equals(key) ? "多工种" : key.isEmpty() ? "未填工种" : Codes.TRADES.getOrDefault(key, key);
            case CONTRACTOR -> "*".equals(key) ? "客户服务维修队" : key.isEmpty() ? "未定施工单位" : key;
        };
    }

    private Map<String, Object> params(FigureFilter filter) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("sites", filter.sites().toArray(String[]::new));
        params.put("from", Timestamp.from(filter.from().atStartOfDay(clock.getZone()).toInstant()));
        params.put("until", Timestamp.from(filter.until().plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
        return params;
    }
}
