package io.casework.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Takes a register out of the house as a file, as it is filtered and sorted, without ever holding more of it than a few hundred rows. Each export is put on
 * record before its first row goes out: who, when, which register, which filters, and afterwards how many rows.
 */
@Service
public class RegisterExports {

    /** More rows than this no sheet takes. */
    static final int MOST_ROWS = 1_000_000;

    private static final int MOST_AT_ONCE = 3;

    private final Registers registers;
    private final Staffing staffing;
    private final Sites sites;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    RegisterExports(Registers registers, Staffing staffing, Sites sites, JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.registers = registers;
        this.staffing = staffing;
        this.sites = sites;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Where the file goes; asked for only when its first byte is ready. */
    @FunctionalInterface
    public interface Target {
        OutputStream open() throws IOException;
    }

    /**
     * Writes all rows that fit.
     *
     * @param login who exports
     * @return how many rows
     * @throws RuleViolation before anything has been written, when too many export at the same moment or the query takes too long
     */
    public int export(RegisterQuery query, Collection<String> sitesOfPerson, ExportFormat format, String login, Target target) {
        if (!places.tryAcquire()) {
            throw new RuleViolation("同时导出的人太多，请过一会儿再导出。");
        }
        try {
            long record = record(query, sitesOfPerson, format, login);
            Writing writing = new Writing(query, sitesOfPerson, format, login, target);
            registers.stream(query, sitesOfPerson, writing);
            writing.end();
            jdbc.sql("update export_log set rows = ?, finished_at = ? where id = ?").params(writing.rows, clock.instant().atOffset(ZoneOffset.UTC), record).update();
            return writing.rows;
        } catch (QueryTimeoutException tooLong) {
            throw new RuleViolation("条件太宽，查了太久。请缩短日期范围或加上小区、状态等条件再导出。");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            places.release();
        }
    }

    /** The file's name, 维修款审批-2026-11-22.xlsx. */
    public String fileName(Register register, ExportFormat format) {
        return register.title().replaceAll("[\\\\/:*?\"<>|]", " ") + "-" + java.time.LocalDate.now(clock) + "." + format.ending();
    }

    private long record(RegisterQuery query, Collection<String> sitesOfPerson, ExportFormat format, String login) {
        try {
            return jdbc.sql("""
                            insert into export_log (asked_at, login, name, register, format, filters, sites)
                            values (?, ?, ?, ?, ?, cast(? as jsonb), ?) returning id""")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), login, staffing.nameOf(login), query.register().key(), format.name(),
                            json.writeValueAsString(query.params()), String.join(",", sitesOfPerson))
                    .query(Long.class).single();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Opens the file with the first row, so that whatever goes wrong before it can still be said on a page. */
    private final class Writing implements Registers.RowTaker {

        private final RegisterQuery query;
        private final Collection<String> sitesOfPerson;
        private final ExportFormat format;
        private final String login;
        private final Target target;
        private ExportFile file;
        private int rows;

        Writing(RegisterQuery query, Collection<String> sitesOfPerson, ExportFormat format, String login, Target target) {
            this.query = query;
            this.sitesOfPerson = sitesOfPerson;
            this.format = format;
            this.login = login;
            this.target = target;
        }

        @Override
        public boolean take(List<Object> row) {
            try {
                begin();
                file.row(row);
                return ++rows < MOST_ROWS;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private void begin() throws IOException {
            if (file == null) {
                file = format == ExportFormat.CSV ? new CsvFile(target.open()) : new ExcelFile(target.open(), query.register().title());
                file.header(query.register().columns());
            }
        }

        void end() throws IOException {
            begin();
            file.finish(List.of("登记表", query.register().title(), "导出人", staffing.nameOf(login), "导出时间",
                    ChineseTime.minute(clock.instant()), "小区", sitesOfPerson.stream().map(sites::name).sorted().collect(Collectors.joining("、")),
                    "条件", query.inWords(), "行数", rows < MOST_ROWS ? String.valueOf(rows) : "只导出前 " + MOST_ROWS + " 行"));
        }
    }
}
