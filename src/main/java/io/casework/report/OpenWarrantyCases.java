package io.casework.report;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The open cases of a unit with the warranty as it was judged for each: whoever corrects a day of delivery is told which judgements rested on it. */
@Service
public class OpenWarrantyCases {

    /** More than so many open cases of one unit are not listed. */
    public static final int MOST = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenWarrantyCases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * An open case with its judgement.
     *
     * @param reported day on which it was registered: the day that the judgement is about (AS-INT-06)
     * @param item code of the warranty item, {@code other} where none was named
     * @param warranty IN, OUT or UNKNOWN as judged then
     * @param until last day as it was known then, or {@code null}
     */
    public record Judged(String number, String matter, LocalDate reported, String item, String warranty, LocalDate until) {
    }

    /** The open cases of a unit for which the warranty has been judged, the newest first; at a repair the survey's judgement goes before the intake's. */
    @Transactional(readOnly = true)
    public List<Judged> of(long unit) {
        return jdbc.sql("""
                        select f.number, f.matter, cast(f.opened_at at time zone :zone as date), coalesce(p.item_code, r.repair_item, 'other'),
                               coalesce(p.warranty, r.warranty), case when p.warranty is not null then p.warranty_until else r.warranty_until end
                        from case_file f left join contact_register r on r.case_number = f.number left join repair_case p on p.case_number = f.number
                        where f.unit_id = :unit and f.state = 'OPEN'
                          and (p.warranty is not null or r.warranty is not null and (r.kind = 'REPAIR' or r.repair_item is not null))
                        order by f.opened_at desc, f.number desc limit :most""")
                .param("zone", clock.getZone().getId()).param("unit", unit).param("most", MOST)
                .query((row, n) -> new Judged(row.getString(1), row.getString(2), row.getObject(3, LocalDate.class), row.getString(4), row.getString(5),
                        row.getObject(6, LocalDate.class)))
                .list();
    }
}
