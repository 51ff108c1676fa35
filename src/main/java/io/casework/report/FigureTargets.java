package io.casework.report;

import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The targets of the indicators. The rules are silent about them (AS-CMP-18), so managers set them; each change is kept. */
@Service
public class FigureTargets {

    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(999);

    private final JdbcClient jdbc;
    private final Clock clock;

    FigureTargets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One change. {@code value} is {@code null} where the target was taken away. */
    public record Change(Indicator indicator, BigDecimal value, Instant at, String by) {
    }

    /** The targets in force; an indicator without one is missing. */
    @Transactional(readOnly = true)
    public Map<Indicator, BigDecimal> all() {
        Map<Indicator, BigDecimal> targets = new EnumMap<>(Indicator.class);
        jdbc.sql("select distinct on (indicator) indicator, value from figure_target order by indicator, id desc").query((row, n) -> {
            BigDecimal value = row.getBigDecimal(2);
            if (value != null) {
                targets.put(Indicator.valueOf(row.getString(1)), value.stripTrailingZeros());
            }
            return 0;
        }).list();
        return targets;
    }

    /** The newest changes. */
    @Transactional(readOnly = true)
    public List<Change> changes(int most) {
        return jdbc.sql("select indicator, value, changed_at, changed_by from figure_target order by id desc limit ?").param(most)
                .query((row, n) -> new Change(Indicator.valueOf(row.getString(1)), row.getBigDecimal(2), row.getTimestamp(3).toInstant(), row.getString(4)))
                .list();
    }

    /**
     * Sets a target, or takes it away where the value is {@code null}; nothing happens where it is that already.
     *
     * @param value per cent from 0 to 100, or working hours
     * @throws RuleViolation where the value is out of range
     */
    @Transactional
    public void set(Indicator indicator, BigDecimal value, String by) {
        BigDecimal most = indicator.share() ? MOST_PERCENT : MOST_HOURS;
        if (value != null && (value.signum() < 0 || value.compareTo(most) > 0 || value.stripTrailingZeros().scale() > 2)) {
            throw new RuleViolation(indicator.name(), indicator.label() + "的目标应在 0 到 " + most + " 之间，最多两位小数");
        }
        BigDecimal now = all().get(indicator);
        if (value == null ? now == null : now != null && now.compareTo(value) == 0) {
            return;
        }
        jdbc.sql("insert into figure_target (indicator, value, changed_at, changed_by) values (?, ?, ?, ?)")
                .params(indicator.name(), value, Timestamp.from(clock.instant()), by).update();
    }
}
