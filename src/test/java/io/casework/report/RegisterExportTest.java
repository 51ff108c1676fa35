package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Exports are opened and read back: the same rows, real dates and numbers, no formulas, on record, and no more memory for many rows than for few. */
@CaseworkTest
class RegisterExportTest {

    private static final Set<String> EAST = Set.of(TestStaff.EAST);
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);

    private static final AtomicInteger SERIAL = new AtomicInteger(1000);

    @Autowired Registers registers;
    @Autowired RegisterExports exports;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @TempDir Path folder;

    private String mark;

    @BeforeEach
    void monday() {
        clock.reset();
        mark = "EX" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void agreement(String number, String contractor, String scope, LocalDate until) {
        jdbc.sql("insert into repair_agreement (site, number, contractor, scope, signed_on, valid_until) values ('t-east', ?, ?, ?, '2026-07-01', ?)")
                .params(mark + number, contractor, scope, until).update();
    }

    private RegisterQuery agreements() {
        return RegisterQuery.of(registers.find("agreements").orElseThrow(), Map.of("c.number", List.of(mark)));
    }

    private byte[] export(RegisterQuery query, ExportFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exports.export(query, EAST, format, RECORDS, () -> out);
        return out.toByteArray();
    }

    private static List<Row> rows(byte[] workbook, int sheet) {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return book.getSheet(sheet).orElseThrow().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theWorkbookHoldsWhatThePageShowsWithRealDatesAndNumbers() {
        String number = "KF-19980706-" + SERIAL.incrementAndGet();
        jdbc.sql("""
                        insert into case_file (number, kind, site, channel, customer_name, matter, category, state, opened_at, opened_by)
                        values (?, 'CONTACT', 't-east', 'CALL', '王芳', '导出试验', 'COMPLAINT', 'OPEN', '2026-07-06T09:30:00+08:00', 'clerk.t-east')""")
                .param(number).update();
        RegisterQuery query = RegisterQuery.of(registers.find("cases").orElseThrow(), Map.of("q", List.of(number)));
        List<Row> rows = rows(export(query, ExportFormat.XLSX), 0);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).stream().map(Cell::getText).toList()).isEqualTo(query.register().columns().stream().map(RegisterColumn::label).toList());
        Row row = rows.get(1);
        assertThat(row.getCellText(0)).isEqualTo(number);
        assertThat(row.getCell(1).getType()).isEqualTo(CellType.NUMBER);
        assertThat(row.getCellAsDate(1)).contains(LocalDateTime.of(2026, 7, 6, 9, 30));
        assertThat(row.stream().filter(cell -> cell != null).map(Cell::getText).toList()).contains("东苑", "王芳", "导出试验", "投诉", "处理中", "东苑客服人员");
        List<Row> about = rows(export(query, ExportFormat.XLSX), 1);
        assertThat(about.stream().map(line -> line.getCellText(0) + "=" + line.getCellText(1)).toList())
                .contains("登记表=案件一览表", "导出人=东苑资料员", "导出时间=2026-07-06 09:00", "小区=东苑", "行数=1").anyMatch(line -> line.contains(number));
    }

    @Test
    void amountsAreNumbersInBothFiles() {
        String number = "KF-19980706-" + SERIAL.incrementAndGet();
        jdbc.sql("insert into case_file (number, kind, site, customer_name, matter, state, opened_at, opened_by)"
                + " values (?, 'CONTACT', 't-east', '王芳', '导出试验', 'OPEN', '2026-07-06T09:30:00+08:00', 'clerk.t-east')").param(number).update();
        jdbc.sql("insert into repair_case (case_number, site, opened_at) values (?, 't-east', '2026-07-06T09:30:00+08:00')").param(number).update();
        jdbc.sql("""
                        insert into repair_cost (case_number, kind, site, unit_key, item_code, item, amount, requested_by, requested_at, decision)
                        values (?, 'ESTIMATE', 't-east', '1', 'other', '重做防水', 12345.6, 'repair-leader.t-east', '2026-07-06T10:00:00+08:00', 'PENDING')""")
                .param(number).update();
        RegisterQuery query = RegisterQuery.of(registers.find("cost-approvals").orElseThrow(), Map.of("q", List.of(number)));
        int amount = query.register().columns().stream().map(RegisterColumn::key).toList().indexOf("amount");
        Row row = rows(export(query, ExportFormat.XLSX), 0).get(1);
        assertThat(row.getCell(amount).getType()).isEqualTo(CellType.NUMBER);
        assertThat(row.getCellAsNumber(amount).orElseThrow()).isEqualByComparingTo(new BigDecimal("12345.60"));
        assertThat(csv(export(query, ExportFormat.CSV)).get(1).get(amount)).isEqualTo("12345.60");
        assertThat(query.register().columns().get(amount).print(new BigDecimal("12345.6"))).isEqualTo("12,345.60");
    }

    @Test
    void aTextThatLooksLikeAFormulaStaysAText() {
        List<String> evil = List.of("=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "=cmd|' /C calc'!A0");
        for (int i = 0; i < evil.size(); i++) {
            agreement("-" + i, evil.get(i), evil.get(i), null);
        }
        RegisterQuery query = RegisterQuery.of(registers.find("agreements").orElseThrow(), Map.of("c.number", List.of(mark), "sort", List.of("signed")));
        List<Row> rows = rows(export(query, ExportFormat.XLSX), 0);
        List<CSVRecord> records = csv(export(query, ExportFormat.CSV));
        int contractor = query.register().columns().stream().map(RegisterColumn::key).toList().indexOf("contractor");
        assertThat(rows).hasSize(evil.size() + 1);
        for (int i = 0; i < evil.size(); i++) {
            Cell cell = rows.get(i + 1).getCell(contractor);
            assertThat(cell.getType()).isEqualTo(CellType.STRING);
            assertThat(cell.getFormula()).isNull();
            assertThat(cell.getText().strip()).isEqualTo(evil.get(i).strip());
            assertThat(records.get(i + 1).get(contractor)).isEqualTo("'" + evil.get(i));
        }
    }

    @Test
    void whatNoFileCanHoldIsLeftOutAndOddTextsSurvive() {
        String odd = "一行\n两行 <b>&\"引号\"，逗号；\u0001\u0008 \ud840\udc0b野家 " + "长".repeat(100);
        agreement("-odd", "测试公司", odd, LocalDate.of(2027, 12, 31));
        String clean = odd.replace("\u0001", "").replace("\u0008", "");
        Row row = rows(export(agreements(), ExportFormat.XLSX), 0).get(1);
        assertThat(row.getCellText(4)).isEqualTo(clean);
        assertThat(row.getCellAsDate(5)).contains(LocalDate.of(2027, 12, 31).atStartOfDay());
        List<CSVRecord> records = csv(export(agreements(), ExportFormat.CSV));
        assertThat(records).hasSize(2);
        assertThat(records.get(1).get(4)).isEqualTo(clean);
        assertThat(records.get(1).get(5)).isEqualTo("2027-12-31");
        byte[] file = export(agreements(), ExportFormat.CSV);
        assertThat(new byte[] {file[0], file[1], file[2]}).containsExactly(0xEF, 0xBB, 0xBF);
    }

    @Test
    void anExportWithoutRowsIsATableWithItsHeadOnly() {
        assertThat(rows(export(agreements(), ExportFormat.XLSX), 0)).hasSize(1);
        assertThat(csv(export(agreements(), ExportFormat.CSV))).hasSize(1);
    }

    @Test
    void eachExportIsOnRecord() {
        agreement("-1", "甲公司", "全部", null);
        export(agreements(), ExportFormat.XLSX);
        Map<String, Object> line = jdbc.sql("select * from export_log where filters ->> 'c.number' like ? order by id desc limit 1").param("%" + mark + "%").query().singleRow();
        assertThat(line).containsEntry("login", RECORDS).containsEntry("name", "东苑资料员").containsEntry("register", "agreements").containsEntry("format", "XLSX")
                .containsEntry("sites", TestStaff.EAST).containsEntry("rows", 1);
        assertThat(line.get("finished_at")).isNotNull();
    }

    @Test
    void anExportThatBreaksOffStaysOnRecordAsUnfinishedAndMakesRoomForOthers() {
        agreement("-1", "甲公司", "全部", null);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> exports.export(agreements(), EAST, ExportFormat.XLSX, RECORDS, () -> {
                throw new IOException("the browser has gone");
            })).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(jdbc.sql("select count(*) from export_log where filters ->> 'c.number' like ? and rows is null").param("%" + mark + "%").query(Long.class).single()).isEqualTo(5);
        assertThat(rows(export(agreements(), ExportFormat.XLSX), 0)).hasSize(2);
    }

    /** 100,000 rows with texts of their own, some 60 MB of them, while less than a quarter of that is ever held. */
    @Test
    void aHundredThousandRowsGoOutWithoutBeingHeld() throws IOException {
        int count = 100_000;
        Path file = folder.resolve("many.xlsx");
        List<Long> held = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into repair_agreement (site, number, contractor, scope, signed_on)
                            select 't-east', :mark || lpad(i::text, 7, '0'), '施工单位' || i, repeat(md5(i::text), 10), date '2020-01-01' + i % 2000 from generate_series(1, :count) i""")
                    .param("mark", mark).param("count", count).update();
            try (OutputStream out = new Watched(Files.newOutputStream(file), held)) {
                assertThat(exports.export(RegisterQuery.of(registers.find("agreements").orElseThrow(),
                        Map.of("c.number", List.of(mark), "sort", List.of("signed"))), EAST, ExportFormat.XLSX, RECORDS, () -> out)).isEqualTo(count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            status.setRollbackOnly();
        });
        assertThat(held).hasSizeGreaterThan(3);
        assertThat(held.get(held.size() - 1) - held.get(0)).as("bytes held beyond the first rows, %s", held).isLessThan(15_000_000L);
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile())) {
            Sheet sheet = book.getFirstSheet();
            int read = 0;
            LocalDate before = LocalDate.MIN;
            try (var rows = sheet.openStream()) {
                Iterator<Row> all = rows.iterator();
                all.next();
                while (all.hasNext()) {
                    Row row = all.next();
                    LocalDate signed = row.getCellAsDate(1).orElseThrow().toLocalDate();
                    assertThat(signed).isAfterOrEqualTo(before);
                    before = signed;
                    int i = Integer.parseInt(row.getCellText(0).substring(mark.length()));
                    assertThat(row.getCellText(3)).isEqualTo("施工单位" + i);
                    read++;
                }
            }
            assertThat(read).isEqualTo(count);
        }
    }

    /** Looks from time to time at how much is held after a collection. */
    private static final class Watched extends OutputStream {

        private static final long EVERY = 500_000;

        private final OutputStream out;
        private final List<Long> held;
        private long written;
        private long next = 200_000;

        Watched(OutputStream out, List<Long> held) {
            this.out = out;
            this.held = held;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count(length);
        }

        private void count(int length) {
            written += length;
            if (written >= next) {
                next = written + EVERY;
                System.gc();
                held.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static List<CSVRecord> csv(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8).substring(1);
        try (CSVParser parser = CSVFormat.EXCEL.parse(new StringReader(text))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
