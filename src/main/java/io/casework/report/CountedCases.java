package io.casework.report;

import io.casework.organisation.Sites;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the cases behind a figure: exactly those that were counted, newest first. */
@Service
public class CountedCases {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private final ComplaintFigures complaints;
    private final Sites sites;
    private final JdbcClient jdbc;

    CountedCases(ComplaintFigures complaints, Sites sites, JdbcClient jdbc) {
        this.complaints = complaints;
        this.sites = sites;
        this.jdbc = jdbc;
    }

    /** One case. Unit and note may be {@code null}. */
    public record Line(String caseNumber, String siteName, String customerName, String unitName, String matter, String state, Instant at, String note) {
    }

    /**
     * A page of them.
     *
     * @param total all of them, the figure
     * @param next hand this over for the following page; {@code null} on the last one
     */
    public record Page(long total, List<Line> lines, String next) {
    }

    private record Row(Line line, long ref) {
    }

    /**
     * @param after {@code next} of the page before, {@code null} for the first one; what cannot be read counts as none
     * @param size lines on a page
     */
    @Transactional
    public Page page(Selection selection, String after, int size) {
        complaints.refresh();
        long total = selection.total() != null ? selection.total() : jdbc.sql("select count(*) from (" + selection.sql() + ") x").params(selection.params()).query(Long.class).single();
        Map<String, Object> params = new HashMap<>(selection.params());
        String beyond = "";
        String[] parts = after == null ? new String[0] : after.split("~");
        Instant at = parts.length == 3 ? instant(parts[0]) : null;
        if (at != null && parts[2].matches("[0-9]{1,18}")) {
            beyond = " where (x.at, x.case_number, x.ref) < (:beyondAt, :beyondNumber, :beyondRef)";
            params.put("beyondAt", Timestamp.from(at));
            params.put("beyondNumber", parts[1]);
            params.put("beyondRef", Long.parseLong(parts[2]));
        }
        params.put("size", size + 1);
        List<Row> rows = jdbc.sql("select x.case_number, c.site, c.customer_name, c.unit_name, c.matter, c.state, x.at, x.note, x.ref from (select x.* from ("
                        + selection.sql() + ") x" + beyond + " order by x.at desc, x.case_number desc, x.ref desc limit :size) x"
                        + " join case_file c on c.number = x.case_number order by x.at desc, x.case_number desc, x.ref desc")
                .params(params)
                .query((row, n) -> new Row(new Line(row.getString(1), sites.name(row.getString(2)), row.getString(3), row.getString(4), row.getString(5),
                        state(row.getString(6)), row.getTimestamp(7).toInstant(), row.getString(8)), row.getLong(9)))
                .list();
        boolean more = rows.size() > size;
        List<Row> shown = more ? rows.subList(0, size) : rows;
        Row last = more ? shown.get(size - 1) : null;
        return new Page(total, shown.stream().map(Row::line).toList(),
                more ? last.line().at() + "~" + last.line().caseNumber() + "~" + last.ref() : null);
    }

    private static Instant instant(String text) {
        try {
            Instant at = Instant.parse(text);
            return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String state(String code) {
        return switch (code) {
            case "OPEN" -> "办理中";
            case "CLOSED" -> "已办结";
            default -> "已撤回";
        };
    }
}
