package io.casework.customer;

import io.casework.platform.RuleViolation;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The warranty items (保修项目) with their default periods, which an administrator may change. */
@Service
public class WarrantyItems {

    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");

    private final JdbcClient jdbc;

    WarrantyItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All items in their order; 其他项目 comes last. */
    public List<WarrantyItem> all() {
        return jdbc.sql("""
                        select code, name, period_months, seasons, season_start, season_end, basis from warranty_item
                        order by code = 'other', position""")
                .query((row, n) -> new WarrantyItem(row.getString(1), row.getString(2), row.getObject(3, Integer.class),
                        row.getObject(4, Integer.class), monthDay(row.getString(5)), monthDay(row.getString(6)), row.getString(7)))
                .list();
    }

    /** The item of this code or of this Chinese name. */
    public Optional<WarrantyItem> item(String codeOrName) {
        return all().stream().filter(item -> item.code().equals(codeOrName) || item.name().equals(codeOrName)).findFirst();
    }

    /**
     * Changes the default period of an item, for units delivered from now on; units already delivered keep their dates.
     *
     * @param months 1 to 1200
     * @throws RuleViolation for an unknown item, a period out of range, or without a basis
     */
    @Transactional
    public void changePeriod(String code, int months, String basis) {
        if (months < 1 || months > 1200) {
            throw new RuleViolation("months", "保修期应为 1 到 1200 个月");
        }
        if (basis == null || basis.isBlank()) {
            throw new RuleViolation("basis", "请填写保修期的依据");
        }
        int changed = jdbc.sql("""
                        update warranty_item set period_months = :months, seasons = null, season_start = null, season_end = null,
                            basis = :basis
                        where code = :code""")
                .param("months", months).param("basis", basis.strip()).param("code", code)
                .update();
        if (changed == 0) {
            throw new RuleViolation("code", "没有编码为“" + code + "”的保修项目");
        }
    }

    /**
     * Changes the default period of an item to complete seasons.
     *
     * @param seasons 1 to 10
     * @param start first day of a season
     * @param end last day of a season; may lie in the following year
     */
    @Transactional
    public void changeSeasons(String code, int seasons, MonthDay start, MonthDay end, String basis) {
        if (seasons < 1 || seasons > 10) {
            throw new RuleViolation("seasons", "保修期应为 1 到 10 个采暖期或供冷期");
        }
        if (start == null || end == null || start.equals(end)) {
            throw new RuleViolation("season", "请填写采暖期或供冷期的起止日");
        }
        if (basis == null || basis.isBlank()) {
            throw new RuleViolation("basis", "请填写保修期的依据");
        }
        int changed = jdbc.sql("""
                        update warranty_item set period_months = null, seasons = :seasons, season_start = :start, season_end = :end,
                            basis = :basis
                        where code = :code""")
                .param("seasons", seasons).param("start", MONTH_DAY.format(start)).param("end", MONTH_DAY.format(end))
                .param("basis", basis.strip()).param("code", code)
                .update();
        if (changed == 0) {
            throw new RuleViolation("code", "没有编码为“" + code + "”的保修项目");
        }
    }

    private static MonthDay monthDay(String text) {
        try {
            return text == null ? null : MonthDay.from(MONTH_DAY.parse(text));
        } catch (DateTimeException wrong) {
            throw new IllegalStateException("Not a day of the year: " + text, wrong);
        }
    }
}
