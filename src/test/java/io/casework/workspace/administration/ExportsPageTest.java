package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.report.ExportFormat;
import io.casework.report.RegisterExports;
import io.casework.report.RegisterQuery;
import io.casework.report.Registers;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Managers see who took which register out of the house, and nobody can take a line out of that record. */
@CaseworkTest
class ExportsPageTest {

    private static final String EXPORTS = "/pages/administration/exports";
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);

    @LocalServerPort int port;
    @Autowired Registers registers;
    @Autowired RegisterExports exports;
    @Autowired TurnableClock clock;
    @Autowired JdbcTemplate jdbc;

    private String mark;

    @BeforeEach
    void monday() {
        clock.reset();
        mark = "EP" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void export(Set<String> sites) {
        exports.export(RegisterQuery.of(registers.find("agreements").orElseThrow(), Map.of("c.number", List.of(mark), "open", List.of("yes"))), sites,
                ExportFormat.CSV, RECORDS, ByteArrayOutputStream::new);
    }

    @Test
    void anExportIsSeenWithItsFiltersInWordsByThoseWhoAnswerForItsSite() {
        export(Set.of(TestStaff.EAST));
        Clerk manager = new Clerk(port, "service-manager");
        String line = "有效；签订日期：全部；协议编号：包含“" + mark + "”";
        assertThat(manager.opens(EXPORTS)).contains(line, "东苑资料员", "售后维修补充协议", "2026-07-06 09:00", "<td>CSV</td>");
        assertThat(manager.opens(EXPORTS + "?by=" + RECORDS + "&register=agreements&from=2026-07-06&until=2026-07-06")).contains(line);
        assertThat(manager.opens(EXPORTS + "?register=calls")).doesNotContain(line);
        assertThat(manager.opens(EXPORTS + "?by=nobody")).contains("没有符合条件的导出");
        assertThat(manager.opens(EXPORTS + "?until=2026-07-05")).doesNotContain(line);
        assertThat(manager.opens(EXPORTS + "?from=gestern&before=rubbish")).contains("请填写日期");

        assertThat(new Clerk(port, TestStaff.login("office-director", TestStaff.EAST)).opens(EXPORTS)).contains(line);
        assertThat(new Clerk(port, TestStaff.login("office-director", TestStaff.WEST)).opens(EXPORTS)).doesNotContain(mark);
        assertThat(new Clerk(port, "camunda-admin").opens(EXPORTS)).contains(line);
        assertThat(new Clerk(port, "general-manager").opens("/pages/registers")).contains(EXPORTS);
        assertThat(new Clerk(port, RECORDS).opens("/pages/registers")).doesNotContain(EXPORTS);
        assertThat(new Clerk(port, RECORDS).triesToOpen(EXPORTS)).isEqualTo(403);
    }

    @Test
    void anExportThatWasBrokenOffIsMarked() {
        assertThatThrownBy(() -> exports.export(RegisterQuery.of(registers.find("agreements").orElseThrow(), Map.of("c.number", List.of(mark))), Set.of(TestStaff.EAST),
                ExportFormat.XLSX, RECORDS, () -> {
                    throw new java.io.IOException("gone");
                })).isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(new Clerk(port, "service-manager").opens(EXPORTS + "?by=" + RECORDS)).containsPattern("(?s)" + mark + ".{0,400}没有导完");
    }

    @Test
    void theRecordCannotBeChanged() {
        export(Set.of(TestStaff.EAST));
        String mine = " where filters ->> 'c.number' is not null and filters::text like '%" + mark + "%'";
        assertThatThrownBy(() -> jdbc.update("delete from export_log" + mine)).isInstanceOf(DataAccessException.class).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.update("update export_log set login = 'somebody'" + mine)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.update("update export_log set rows = 1" + mine)).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.execute("truncate export_log")).isInstanceOf(DataAccessException.class);
        assertThat(jdbc.queryForObject("select rows from export_log" + mine, Integer.class)).isZero();
    }
}
