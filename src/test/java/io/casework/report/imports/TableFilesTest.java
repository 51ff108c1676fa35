package io.casework.report.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import io.casework.testkit.Attack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files people upload, and what they read when a file is none. */
class TableFilesTest {

    private static final String EMPTY_TEXTS = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>";

    private static List<Table.Row> read(Path file, String name) {
        List<Table.Row> rows = new ArrayList<>();
        try (Table table = TableFiles.open(file, name)) {
            table.read(rows::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static String source(Path file, String name) throws IOException {
        try (Table table = TableFiles.open(file, name)) {
            return table.source();
        }
    }

    private static List<String> texts(Table.Row row) {
        return row.cells().stream().map(Cell::text).toList();
    }

    private static void refused(Path file, String name, String... words) {
        assertThatThrownBy(() -> read(file, name)).isInstanceOfSatisfying(RuleViolation.class,
                refusal -> assertThat(refusal.fields().get("file")).contains(words));
    }

    @Test
    void aWorkbookIsReadWithItsTextsNumbersDatesAndTimes() throws IOException {
        Path file = Uploads.workbook(List.of(List.of("房号", "电话", "面积", "交付", "登记", "入住"),
                List.of("3栋 & <1>单元", 13812345678L, 89.5, LocalDate.of(2024, 6, 30), LocalDateTime.of(2023, 5, 12, 14, 30), true),
                List.of(), List.of("=SUM(1)", "", 100, "", "", false)));

        List<Table.Row> rows = read(file, "房号.xlsx");
        assertThat(rows).extracting(Table.Row::line).containsExactly(1, 2, 4);
        assertThat(texts(rows.get(1))).containsExactly("3栋 & <1>单元", "13812345678", "89.5", "2024-06-30", "2023-05-12 14:30", "是");
        assertThat(texts(rows.get(2)).get(0)).isEqualTo("=SUM(1)");
        assertThat(rows.get(2).cells().get(0).type()).isEqualTo(Cell.Type.TEXT);
        assertThat(source(file, "房号.xlsx")).isEqualTo("工作表“数据”");
    }

    @Test
    void aFormulaIsNotComputedAndItsStoredValueNotBelieved() {
        List<Table.Row> rows = read(Uploads.rawWorkbook("""
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
                <c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>HYPERLINK("http://x","y")</f><v>y</v></c><c r="C1" t="e"><v>#REF!</v></c></row>
                </sheetData></worksheet>""", EMPTY_TEXTS), "表.xlsx");
        assertThat(rows.get(0).cells()).extracting(Cell::type).containsExactly(Cell.Type.FORMULA, Cell.Type.FORMULA, Cell.Type.ERROR);
        assertThat(rows.get(0).cells().get(0).text()).isEmpty();
    }

    @Test
    void aCellOfTenMegabytesIsMarkedAndNotKept() {
        String long10 = "长".repeat(3_500_000) + "x".repeat(1_000_000);
        List<Table.Row> rows = read(Uploads.rawWorkbook("""
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">
                <c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData></worksheet>""".formatted("乱".repeat(40_000) + noise(500_000)),
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>" + noise(1_000_000) + "</t></si><si><t>短</t></si></sst>"), "表.xlsx");
        assertThat(rows.get(0).cells()).allSatisfy(cell -> {
            assertThat(cell.type()).isEqualTo(Cell.Type.LONG);
            assertThat(cell.text().length()).isLessThan(100);
        });
        List<Table.Row> csv = read(Uploads.text("编号,内容\n1," + long10 + "\n", "UTF-8"), "表.csv");
        assertThat(csv.get(1).cells().get(1).type()).isEqualTo(Cell.Type.LONG);
    }

    /** Text that does not pack well, so that it is judged by its length and not taken for a bomb. */
    private static String noise(int length) {
        java.util.Random random = new java.util.Random(7);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('一' + random.nextInt(20_000)));
        }
        return text.toString();
    }

    @Test
    void aZipBombIsRefusedBeforeItIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : Uploads.parts("<worksheet/>", EMPTY_TEXTS).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet2.xml"));
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bytes.size()).isLessThan(100_000);
        refused(Uploads.file(".xlsx", bytes.toByteArray()), "表.xlsx", "压缩炸弹");
    }

    @Test
    @Attack("files that unfold")
    void aWorkbookWithADamagedPartIsRefusedInWords() throws IOException {
        byte[] good = Files.readAllBytes(Uploads.rawWorkbook("<worksheet><sheetData>" + "<row/>".repeat(500) + "</sheetData></worksheet>", EMPTY_TEXTS));
        for (int at = 40; at < good.length - 30; at += 7) {
            byte[] damaged = good.clone();
            damaged[at] ^= 0x5A;
            try (Table table = TableFiles.open(Uploads.file(".xlsx", damaged), "表.xlsx")) {
                table.read(row -> { });
            } catch (RuleViolation refusal) {
                assertThat(refusal.fields()).containsKey("file");
            }
        }
    }

    /** What is held in memory as a whole, and so may not be as large as the file: a tag, what stands inside of what, a list of parts, a line. */
    @Test
    @Attack("files that unfold")
    void whatIsHeldInMemoryAsAWholeIsBounded() {
        String sheet = "<worksheet xmlns=\"x\"><sheetData><row r=\"1\"><c r=\"A1\" %s/></row></sheetData></worksheet>";
        refused(Uploads.rawWorkbook(sheet.formatted("x=\"" + noise(400_000) + "\""), EMPTY_TEXTS), "表.xlsx", "压缩炸弹");
        refused(Uploads.rawWorkbook(sheet.formatted("x='>" + noise(400_000) + "'"), EMPTY_TEXTS), "表.xlsx", "压缩炸弹");
        refused(Uploads.rawWorkbook("<worksheet xmlns=\"x\"><sheetData>" + "<row>".repeat(100), EMPTY_TEXTS), "表.xlsx", "已损坏");
        Map<String, String> parts = Uploads.parts(sheet.formatted(""), EMPTY_TEXTS);
        parts.put("xl/_rels/workbook.xml.rels", parts.get("xl/_rels/workbook.xml.rels").replace("</Relationships>",
                "") + ("<!--" + noise(300_000) + "-->").repeat(20) + "</Relationships>");
        refused(Uploads.zip(parts), "表.xlsx", "压缩炸弹");
        refused(Uploads.text("房号,面积\n" + ",".repeat(20_000), "UTF-8"), "表.csv", "16384 列");

        // An apostrophe in a comment opens no attribute, and a long text is no tag.
        List<Table.Row> rows = read(Uploads.rawWorkbook("""
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><!-- it's > "so --><sheetData><row r="1">
                <c r="A1" t="inlineStr"><is><t>%s</t></is></c><c r="B1" t="inlineStr"><is><t>'a' > "b"</t></is></c></row></sheetData></worksheet>"""
                .formatted(noise(20_000)), EMPTY_TEXTS), "表.xlsx");
        assertThat(rows.get(0).cells().get(0).text()).hasSize(20_000);
        assertThat(rows.get(0).cells().get(1).text()).isEqualTo("'a' > \"b\"");
    }

    @Test
    void aPackageOfTooManyPartsIsRefused() {
        Map<String, String> parts = Uploads.parts("<worksheet/>", EMPTY_TEXTS);
        for (int i = 0; i < Workbook.MOST_PARTS; i++) {
            parts.put("xl/media/" + i, "");
        }
        refused(Uploads.zip(parts), "表.xlsx", "压缩炸弹");
    }

    @Test
    void documentTypesAndTheirEntitiesAreNeverRead() {
        String laughs = """
                <?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
                <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>""";
        String sheet = "<worksheet xmlns=\"x\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
        refused(Uploads.rawWorkbook(sheet, laughs.formatted("&b;")), "表.xlsx", "已损坏");
        refused(Uploads.rawWorkbook(sheet, laughs.formatted("&f;")), "表.xlsx", "已损坏");
        refused(Uploads.rawWorkbook(sheet, laughs.formatted("nothing")), "表.xlsx", "已损坏");
    }

    @Test
    void aCellFarToTheRightDoesNotFillTheMemory() {
        List<Table.Row> rows = read(Uploads.rawWorkbook("""
                <worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="ZZZZZZZ1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>
                <row r="2"><c r="A2"><v>1E999999999</v></c></row></sheetData></worksheet>""", EMPTY_TEXTS), "表.xlsx");
        assertThat(texts(rows.get(0))).containsExactly("甲");
        assertThat(texts(rows.get(1))).containsExactly("1E999999999");
    }

    @Test
    void macrosAreRefusedByNameAndByContent() {
        Map<String, String> parts = Uploads.parts("<worksheet/>", EMPTY_TEXTS);
        parts.put("xl/vbaProject.bin", "Sub Auto_Open()");
        refused(Uploads.zip(parts), "旧表.xlsx", "有宏", "另存为");
        refused(Uploads.workbook(List.of(List.of("房号"))), "旧表.XLSM", "宏");
    }

    @Test
    void oldBinaryAndLockedWorkbooksAreRefusedWithAHintHowToSave() {
        byte[] ole = new byte[4096];
        System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1}, 0, ole, 0, 8);
        refused(Uploads.file(".xls", ole), "旧表.xls", ".xls", "另存为", "Excel 工作簿（*.xlsx）");
        byte[] locked = ole.clone();
        byte[] mark = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(mark, 0, locked, 1777, mark.length);
        refused(Uploads.file(".xlsx", locked), "旧表.xlsx", "密码", "清空密码");
    }

    @Test
    void anotherThingUnderTheNameOfAWorkbookIsRefused() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};
        refused(Uploads.file(".xlsx", png), "登记表.xlsx", "不是 Excel 工作簿", "图片");
        refused(Uploads.file(".csv", png), "登记表.csv", "不是文本文件");
        refused(Uploads.file(".pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)), "登记表.pdf", "只接受");
        refused(Uploads.zip(Map.of("word/document.xml", "<w/>")), "登记表.xlsx", "不是 Excel 工作簿");
        refused(Uploads.file(".xlsx", new byte[] {'P', 'K', 3, 4, 0, 0, 0}), "登记表.xlsx", "已损坏");
        refused(Uploads.file(".csv", new byte[0]), "登记表.csv", "空的");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void theEncodingOfACsvFileIsFound(String charset) throws IOException {
        Path file = Uploads.text("姓名,电话,房号\n张伟,138 1234 5678,3栋1单元1201\n镕基,13900000000,\"3栋,2单元\"\n", charset);
        List<Table.Row> rows = read(file, "客户.csv");
        assertThat(texts(rows.get(0))).containsExactly("姓名", "电话", "房号");
        assertThat(texts(rows.get(2))).containsExactly("镕基", "13900000000", "3栋,2单元");
        assertThat(source(file, "客户.csv")).contains(charset.equals("UTF-8") ? "UTF-8" : "GB18030", "逗号");
    }

    @Test
    void aMarkAtTheBeginningAndOtherSeparatorsAreUnderstood() throws IOException {
        Path marked = Uploads.text("\uFEFF姓名;电话\n张伟;=\"13812345678\"\n", "UTF-8");
        assertThat(texts(read(marked, "客户.csv").get(0))).containsExactly("姓名", "电话");
        assertThat(texts(read(marked, "客户.csv").get(1))).containsExactly("张伟", "13812345678");
        assertThat(source(marked, "客户.csv")).contains("分号");
        Path unicode = Uploads.text("\uFEFF姓名\t电话\r\n张伟\t13812345678\r\n", "UTF-16LE");
        assertThat(texts(read(unicode, "客户.txt").get(1))).containsExactly("张伟", "13812345678");
        assertThat(source(unicode, "客户.txt")).contains("制表符");
    }

    @Test
    void aCsvFileInNoKnownEncodingIsRefused() {
        refused(Uploads.file(".csv", new byte[] {'a', ',', (byte) 0xFF, (byte) 0xFF, '\n'}), "客户.csv", "编码", "CSV UTF-8");
    }

    @Test
    void quotesThatDoNotCloseAreNamedWithTheirLine() {
        refused(Uploads.text("姓名,电话\n张伟,1\n\"李,2\n", "UTF-8"), "客户.csv", "第 3 行", "引号");
    }

    @Test
    void aHugeRegisterIsReadWithoutHoldingIt() throws IOException {
        Path file = Files.createTempFile("huge", ".csv");
        file.toFile().deleteOnExit();
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 200_000; i++) {
                out.write(i + ",内容" + i + "\n");
            }
        }
        int[] rows = new int[1];
        try (Table table = TableFiles.open(file, "大表.csv")) {
            table.read(row -> rows[0]++);
        }
        assertThat(rows[0]).isEqualTo(200_000);
    }
}
