package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.PastCases;
import io.casework.contact.ContactRegister;
import io.casework.contact.ContactView;
import io.casework.contact.MatterKind;
import io.casework.customer.Customers;
import io.casework.customer.Resident;
import io.casework.customer.Unit;
import io.casework.customer.UnitView;
import io.casework.platform.RuleViolation;
import io.casework.report.Imports.About;
import io.casework.report.imports.Uploads;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.Rule;
import io.casework.testkit.SqlCount;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Old registers, customers and units come in from files, after a dry run and once only. */
@CaseworkTest
class ImportsTest {

    private static final Actor CLERK = new Actor(TestStaff.login("records-clerk", TestStaff.EAST), "东苑资料员");
    private static final AtomicInteger NEXT = new AtomicInteger(5000);

    @Autowired Imports imports;
    @Autowired Customers customers;
    @Autowired CaseFiles cases;
    @Autowired PastCases past;
    @Autowired ContactRegister register;
    @Autowired DueDeliveries due;
    @Autowired Walk walk;
    @Autowired JdbcClient jdbc;

    /** A building that no other test has. */
    private int building;

    @BeforeEach
    void begin() {
        walk.resetClock();
        building = NEXT.incrementAndGet();
    }

    private long upload(ImportKind kind, Path file, String name) {
        return upload(kind, file, name, false);
    }

    private long upload(ImportKind kind, Path file, String name, boolean allOrNothing) {
        long run = imports.receive(kind, TestStaff.EAST, allOrNothing, "REPAIR", name, file, CLERK);
        due.run();
        return run;
    }

    private ImportRun run(long id) {
        return imports.run(id).orElseThrow();
    }

    private ImportRun confirm(long id) {
        imports.confirm(id, CLERK);
        due.run();
        return run(id);
    }

    private ImportRun bring(ImportKind kind, List<List<Object>> rows) {
        return confirm(upload(kind, Uploads.workbook(rows), "表.xlsx"));
    }

    private String phone(int number) {
        return "155%04d%04d".formatted(building % 10_000, number);
    }

    private String unit(int room) {
        return building + "栋1单元" + room;
    }

    private void units(int... rooms) {
        List<List<Object>> rows = new ArrayList<>(List.of(List.of("房号", "交付日期")));
        for (int room : rooms) {
            rows.add(List.of(unit(room), LocalDate.of(2024, 6, 30)));
        }
        assertThat(bring(ImportKind.UNITS, rows).imported()).isEqualTo(rooms.length);
    }

    private List<ImportFinding> findings(long id, About about) {
        return imports.findings(run(id), about, 0, 1000);
    }

    private static List<List<String>> read(byte[] workbook, int sheet) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook)); Stream<Row> rows = book.getSheet(sheet).orElseThrow().openStream()) {
            return rows.map(row -> row.stream().map(cell -> cell == null ? "" : cell.getText()).toList()).toList();
        }
    }

    @Test
    void theTemplateFilledInAndImportedIsFoundAgain() throws IOException {
        units(101);
        ByteArrayOutputStream template = new ByteArrayOutputStream();
        imports.template(ImportKind.CUSTOMERS, template);
        List<List<String>> sheet = read(template.toByteArray(), 0);
        List<String> headers = sheet.get(0);
        assertThat(headers).contains("姓名", "联系电话", "房号", "与房号的关系");
        assertThat(read(template.toByteArray(), 1).stream().flatMap(List::stream)).anyMatch(text -> text.contains("示例"));

        List<Object> mine = new ArrayList<>();
        for (String header : headers) {
            mine.add(switch (header) {
                case "姓名" -> "模板" + building;
                case "联系电话" -> phone(1);
                case "房号" -> building + "-1-101";
                case "与房号的关系" -> "租户";
                default -> "";
            });
        }
        long id = upload(ImportKind.CUSTOMERS, Uploads.workbook(List.of(headers, sheet.get(1), mine)), "导入模板.xlsx");

        ImportRun checked = run(id);
        assertThat(checked.state()).isEqualTo(ImportState.CHECKED);
        assertThat(checked.lines()).as("the example does not count").isEqualTo(1);
        assertThat(checked.fresh()).isEqualTo(1);
        assertThat(customers.search(Set.of(TestStaff.EAST), "模板" + building)).as("a dry run imports nothing").isEmpty();

        ImportRun done = confirm(id);
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(done.imported()).isEqualTo(1);
        assertThat(done.confirmedByName()).isEqualTo("东苑资料员");
        assertThat(customers.search(Set.of(TestStaff.EAST), phone(1))).singleElement().satisfies(resident -> {
            assertThat(resident.name()).isEqualTo("模板" + building);
            assertThat(resident.unit()).isEqualTo(unit(101));
            assertThat(resident.relation().label()).isEqualTo("租户");
        });
    }

    @Test
    void everyTemplateIsReadByItsOwnImport() throws IOException {
        for (ImportKind kind : ImportKind.values()) {
            ByteArrayOutputStream template = new ByteArrayOutputStream();
            imports.template(kind, template);
            List<String> headers = read(template.toByteArray(), 0).get(0);
            assertThat(headers).containsExactlyElementsOf(imports.fields(kind).stream().map(ImportField::label).toList());
            assertThatThrownBy(() -> imports.receive(kind, TestStaff.EAST, false, "REPAIR", "模板.xlsx", Uploads.file(".xlsx", template.toByteArray()), CLERK))
                    .isInstanceOfSatisfying(RuleViolation.class, refusal -> assertThat(refusal.fields().get("file")).contains("没有数据行"));
        }
    }

    @Test
    void unitsComeWithBuildingsAreaAndWarrantyDates() {
        List<List<Object>> rows = List.of(
                List.of("楼栋号", "单元", "房号", "建筑面积(㎡)", "交房日期", "是否入住", "保修期至", "防水保修至"),
                List.of(building + "栋", "1单元", "201", 89.5, LocalDate.of(2024, 6, 30), "是", "2027-06-30", "2030年1月1日"),
                List.of(String.valueOf(building), "2", "201", "", "", "", "", ""));
        ImportRun done = bring(ImportKind.UNITS, rows);
        assertThat(done.imported()).isEqualTo(2);

        Unit unit = customers.units(Set.of(TestStaff.EAST), building + "-1-201").get(0);
        assertThat(unit.label()).isEqualTo(building + "栋1单元201");
        assertThat(unit.building()).isEqualTo(building + "栋");
        assertThat(unit.area()).isEqualByComparingTo("89.50");
        assertThat(unit.deliveredOn()).isEqualTo("2024-06-30");
        assertThat(unit.occupied()).isTrue();
        UnitView view = customers.unitView(unit.id()).orElseThrow();
        assertThat(view.warranties()).anySatisfy(line -> {
            assertThat(line.item()).isEqualTo("waterproofing");
            assertThat(line.until()).isEqualTo("2030-01-01");
        }).anySatisfy(line -> {
            assertThat(line.item()).isEqualTo("plumbing-electrical");
            assertThat(line.until()).as("by the default period").isEqualTo("2026-06-30");
        });
        assertThat(unit.warrantyUntil()).isEqualTo("2027-06-30");
        assertThat(customers.units(Set.of(TestStaff.EAST), building + "-2-201")).singleElement()
                .satisfies(other -> assertThat(other.label()).isEqualTo(building + "栋2单元201"));
        assertThat(jdbc.sql("select count(*) from building where site_code = ? and label like ?").params(TestStaff.EAST, building + "%")
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        List<List<Object>> homes = List.of(List.of("房号", "面积", "交付日期"), List.of(unit(301), 100, LocalDate.of(2023, 1, 1)), List.of(unit(302), 90, ""));
        List<List<Object>> people = List.of(List.of("业主姓名", "手机", "单元"),
                List.of("同一人" + building, phone(1) + "、" + phone(2), unit(301)), List.of("同一人" + building, phone(2), unit(302)),
                List.of("另一人" + building, phone(1), unit(302)));
        List<List<Object>> calls = List.of(List.of("编号", "日期", "客户姓名", "电话", "房号", "反映内容", "完成情况"),
                List.of("A-" + building, LocalDate.of(2023, 5, 12), "同一人" + building, phone(1), unit(301), "水管漏水", "已完成"));
        for (ImportKind kind : ImportKind.values()) {
            List<List<Object>> rows = kind == ImportKind.UNITS ? homes : kind == ImportKind.CUSTOMERS ? people : calls;
            Path file = Uploads.workbook(rows);
            ImportRun first = confirm(upload(kind, file, "表.xlsx"));
            assertThat(first.imported()).as(kind.label()).isEqualTo(rows.size() - 1);
            ImportRun again = run(upload(kind, file, "表.xlsx"));
            assertThat(again.unchanged()).as(kind.label()).isEqualTo(rows.size() - 1);
            assertThat(again.good() + again.bad()).as(kind.label()).isZero();
            assertThat(imports.sameFile(again)).get().extracting(ImportRun::id).isEqualTo(first.id());
            assertThatThrownBy(() -> imports.confirm(again.id(), CLERK)).isInstanceOf(RuleViolation.class).hasMessageContaining("没有可以导入的行");
        }
        assertThat(customers.byPhone(Set.of(TestStaff.EAST), phone(2))).extracting(Resident::name, Resident::unit)
                .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("同一人" + building, unit(301)),
                        org.assertj.core.groups.Tuple.tuple("同一人" + building, unit(302)));
        assertThat(customers.byPhone(Set.of(TestStaff.EAST), phone(2))).extracting(Resident::customerId).containsOnly(
                customers.byPhone(Set.of(TestStaff.EAST), phone(2)).get(0).customerId());
    }

    @Test
    void whatChangedIsChangedAndWhatIsLeftEmptyStays() {
        units(401);
        bring(ImportKind.CUSTOMERS, List.of(List.of("姓名", "电话", "房号", "关系"), List.of("变" + building, phone(1), unit(401), "业主")));
        ImportRun checked = run(upload(ImportKind.CUSTOMERS, Uploads.workbook(List.of(List.of("姓名", "电话", "房号", "关系", "备注"),
                List.of("变" + building, phone(1) + "、" + phone(9), unit(401), "家属", "已核对身份证"))), "表.xlsx"));
        assertThat(checked.changed()).isEqualTo(1);
        confirm(checked.id());
        Resident resident = customers.byPhone(Set.of(TestStaff.EAST), phone(9)).get(0);
        assertThat(resident.phones()).containsExactly(phone(1), phone(9));
        assertThat(resident.relation().label()).isEqualTo("家属");
        assertThat(customers.customer(resident.customerId()).orElseThrow().idRemark()).isEqualTo("已核对身份证");

        ImportRun area = bring(ImportKind.UNITS, List.of(List.of("房号", "面积", "交付日期"), List.of(building + "-1-401", 77.25, "")));
        assertThat(area.imported()).isEqualTo(1);
        Unit unit = customers.units(Set.of(TestStaff.EAST), unit(401)).get(0);
        assertThat(unit.area()).isEqualByComparingTo(new BigDecimal("77.25"));
        assertThat(unit.deliveredOn()).isEqualTo("2024-06-30");
        assertThat(unit.label()).isEqualTo(unit(401));
    }

    @Test
    @Rule({"AS-INT-01", "AS-INT-14"})
    void finishedLinesOfTheOldRegisterBecomeClosedCasesWithoutAProcedure() {
        units(501);
        bring(ImportKind.CUSTOMERS, List.of(List.of("姓名", "电话", "房号"), List.of("旧客" + building, phone(1), unit(501))));
        ImportRun done = bring(ImportKind.CALLS, List.of(
                List.of("2023年来电来访登记表"),
                List.of("登记号", "来电时间", "方式", "客户姓名", "联系电话", "房号", "类别", "反映内容", "处理情况", "完成情况", "完成时间", "记录人", "备注"),
                List.of("N" + building, LocalDateTime.of(2023, 5, 12, 14, 30), "来访", "旧客先生", phone(1), building + "-1-501", "投诉", "=cmd|calc\n第二行", "已回访",
                        "已完成", "2023/5/13", "李娜", "沟通类")));
        assertThat(done.imported()).isEqualTo(1);
        assertThat(done.headerLine()).isEqualTo(2);

        PastCases.Known known = past.known(TestStaff.EAST, List.of("N" + building)).get("N" + building);
        CaseView file = cases.view(known.caseNumber());
        assertThat(file.number()).startsWith("LS-20230512-");
        assertThat(file.state()).isEqualTo(CaseState.CLOSED);
        assertThat(file.matter()).isEqualTo("=cmd|calc");
        assertThat(file.description()).isEqualTo("=cmd|calc\n第二行");
        assertThat(file.handling()).isEqualTo("已回访");
        assertThat(file.completion()).isEqualTo("已完成");
        assertThat(file.customerName()).isEqualTo("旧客" + building);
        assertThat(file.unitName()).isEqualTo(unit(501));
        assertThat(file.unitId()).isNotNull();
        assertThat(file.openedAt()).isEqualTo(Instant.parse("2023-05-12T06:30:00Z"));
        assertThat(file.closedAt()).isEqualTo(Instant.parse("2023-05-12T16:00:00Z"));
        assertThat(past.legacyNumber(file.number())).contains("N" + building);
        assertThat(cases.timeline(file.number())).singleElement().satisfies(line -> {
            assertThat(line.text()).contains("从旧登记表导入", "原编号 N" + building, "2023-05-12 14:30", "李娜");
            assertThat(line.actorName()).isEqualTo("东苑资料员");
        });
        ContactView line = register.find(file.number()).orElseThrow();
        assertThat(line.kind()).isEqualTo(MatterKind.COMPLAINT);
        assertThat(line.channel()).isEqualTo("VISIT");
        assertThat(line.remark()).isEqualTo("沟通类");
        assertThat(line.registeredByName()).isEqualTo("李娜");
        assertThat(jdbc.sql("select count(*) from act_hi_procinst where business_key_ = ?").param(file.number()).query(Integer.class).single()).isZero();
    }

    @Test
    void theCallerIsTiedToTheCustomerOnRecordWhenNameAndPhoneFit() {
        units(511);
        bring(ImportKind.CUSTOMERS, List.of(List.of("姓名", "电话", "房号"), List.of("欧阳" + building, phone(1), unit(511))));
        bring(ImportKind.CALLS, List.of(List.of("编号", "日期", "姓名", "电话", "房号", "内容", "完成情况"),
                List.of("C1-" + building, "2024-01-02", "欧阳女士", "+86 " + phone(1), "", "一", "已完成"),
                List.of("C2-" + building, "2024-01-02", "别人", phone(1), unit(511), "二", "√"),
                List.of("C3-" + building, "2024-01-02", "", "", "", "三", "办结")));
        Map<String, PastCases.Known> known = past.known(TestStaff.EAST, List.of("C1-" + building, "C2-" + building, "C3-" + building));
        CaseView tied = cases.view(known.get("C1-" + building).caseNumber());
        assertThat(tied.customerName()).isEqualTo("欧阳" + building);
        assertThat(tied.customerId()).isNotNull();
        assertThat(tied.unitName()).isEqualTo(unit(511));
        CaseView other = cases.view(known.get("C2-" + building).caseNumber());
        assertThat(other.customerId()).as("another person at the same phone").isNull();
        assertThat(other.unitId()).isEqualTo(tied.unitId());
        ContactView nobody = register.find(known.get("C3-" + building).caseNumber()).orElseThrow();
        assertThat(nobody.anonymous()).isTrue();
        assertThat(nobody.callerName()).isEqualTo("匿名客户");
    }

    @Test
    void openLinesOfTheOldRegisterAreListedToBeRegisteredAnew() {
        long id = upload(ImportKind.CALLS, Uploads.workbook(List.of(List.of("编号", "日期", "内容", "完成情况"),
                List.of("B1-" + building, "2023-05-12", "已完成的", "已完成"), List.of("B2-" + building, "2023-05-12", "没完成的", "未完成"),
                List.of("B3-" + building, "2023-05-12", "空着的", ""), List.of("B4-" + building, "2023-05-12", "看不出的", "转工程部"))), "旧表.xlsx");
        ImportRun checked = run(id);
        assertThat(checked.fresh()).isEqualTo(1);
        assertThat(checked.again()).isEqualTo(2);
        assertThat(checked.bad()).isEqualTo(1);
        assertThat(findings(id, About.AGAIN)).extracting(ImportFinding::line).containsExactly(3, 4);
        assertThat(findings(id, About.AGAIN)).allSatisfy(finding -> assertThat(finding.advice()).contains("不导入", "来电登记", "重新登记"));
        ImportRun done = confirm(id);
        assertThat(done.imported()).isEqualTo(1);
        assertThat(past.known(TestStaff.EAST, List.of("B2-" + building, "B3-" + building))).isEmpty();
        assertThat(findings(id, About.AGAIN)).as("the list stays").hasSize(2);
    }

    @Test
    void badLinesAreListedWithLineColumnValueReasonAndAdviceAndAsAWorkbook() throws IOException {
        units(601);
        long id = upload(ImportKind.CUSTOMERS, Uploads.workbook(List.of(List.of("姓名", "电话", "房号"),
                List.of("好" + building, phone(1), unit(601)),
                List.of("坏" + building, "1.38E+10", unit(601)),
                List.of("=坏" + building, "", "9999栋9单元9999"),
                List.of("公式" + building, new Uploads.Formula("A1"), unit(601)),
                List.of("好" + building, phone(1), building + "-1-601"))), "客户.xlsx");
        ImportRun checked = run(id);
        assertThat(checked.fresh()).isEqualTo(1);
        assertThat(checked.bad()).isEqualTo(4);
        List<ImportFinding> bad = findings(id, About.BAD);
        assertThat(bad).extracting(ImportFinding::line).containsExactly(3, 4, 5, 6);
        assertThat(bad.get(0)).satisfies(finding -> {
            assertThat(finding.column()).isEqualTo("电话");
            assertThat(finding.value()).isEqualTo("1.38E+10");
            assertThat(finding.reason()).contains("科学记数法");
            assertThat(finding.advice()).contains("文本");
        });
        assertThat(bad.get(2).reason()).contains("公式");
        assertThat(bad.get(3).reason()).isEqualTo("与第 2 行重复");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        imports.leftOver(run(id), out);
        List<List<String>> rows = read(out.toByteArray(), 0);
        assertThat(rows.get(0)).containsExactly("行号", "原因", "怎么办", "姓名", "电话", "房号");
        assertThat(rows).hasSize(5);
        assertThat(rows.get(1)).contains("坏" + building, "1.38E+10");
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray())); Stream<Row> all = book.getFirstSheet().openStream()) {
            assertThat(all.flatMap(Row::stream).filter(cell -> cell != null).map(cell -> cell.getType().name())).doesNotContain("FORMULA");
        }
        assertThat(part(out.toByteArray(), "xl/sharedStrings.xml")).as("the texts of all lines would be held in memory").doesNotContain("坏" + building);
        confirm(id);
        assertThat(customers.byPhone(Set.of(TestStaff.EAST), phone(1))).hasSize(1);
    }

    private static String part(byte[] workbook, String name) throws IOException {
        Path file = Files.createTempFile("left-over", ".xlsx");
        try {
            Files.write(file, workbook);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void allOrNothingImportsNothingWhileALineIsBad() {
        Path file = Uploads.workbook(List.of(List.of("房号", "面积"), List.of(unit(701), 80), List.of(unit(702), "八十")));
        long id = upload(ImportKind.UNITS, file, "房号.xlsx", true);
        assertThat(run(id).confirmable()).isFalse();
        assertThatThrownBy(() -> imports.confirm(id, CLERK)).isInstanceOf(RuleViolation.class).hasMessageContaining("1 行有问题");
        assertThat(customers.units(Set.of(TestStaff.EAST), unit(701))).isEmpty();

        long good = upload(ImportKind.UNITS, Uploads.workbook(List.of(List.of("房号", "交付日期"), List.of(unit(703), ""), List.of(unit(704), "2024-01-01"))), "房号.xlsx", true);
        bring(ImportKind.UNITS, List.of(List.of("房号", "交付日期"), List.of(unit(704), "2020-01-01")));
        ImportRun stopped = confirm(good);
        assertThat(stopped.state()).as("what was good at the dry run is not any more").isEqualTo(ImportState.CHECKED);
        assertThat(stopped.failure()).contains("第 3 行", "没有导入任何一行");
        assertThat(customers.units(Set.of(TestStaff.EAST), unit(703))).isEmpty();
    }

    @Test
    void aLineThatWentBadAfterTheDryRunIsLeftOutAndTold() {
        long id = upload(ImportKind.UNITS, Uploads.workbook(List.of(List.of("房号", "交付日期"), List.of(unit(711), ""), List.of(unit(712), "2024-01-01"))), "房号.xlsx");
        assertThat(run(id).fresh()).isEqualTo(2);
        bring(ImportKind.UNITS, List.of(List.of("房号", "交付日期"), List.of(unit(712), "2020-01-01")));
        ImportRun done = confirm(id);
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(done.imported()).isEqualTo(1);
        assertThat(done.fresh()).isEqualTo(1);
        assertThat(done.bad()).isEqualTo(1);
        assertThat(findings(id, About.BAD)).singleElement().satisfies(finding -> assertThat(finding.reason()).contains("2020-01-01"));
    }

    @Test
    void missingColumnsAreNamedAndCanBeMappedByHand() {
        units(801);
        long id = upload(ImportKind.CUSTOMERS, Uploads.workbook(List.of(List.of("称呼", "号码", "房 号"), List.of("手" + building, phone(1), unit(801)))), "客户.xlsx");
        ImportRun waiting = run(id);
        assertThat(waiting.state()).isEqualTo(ImportState.MAPPING);
        assertThat(waiting.headers()).containsExactly("称呼", "号码", "房 号");
        assertThat(imports.missing(waiting)).extracting(ImportField::label).containsExactly("姓名", "联系电话");
        assertThat(imports.columns(waiting)).extracting(Imports.Column::samples).contains(List.of("手" + building));
        assertThatThrownBy(() -> imports.map(id, Map.of("name", 0, "unit", 2)))
                .isInstanceOfSatisfying(RuleViolation.class, refusal -> assertThat(refusal.fields()).containsOnlyKeys("phone"));
        assertThatThrownBy(() -> imports.map(id, Map.of("name", 0, "phone", 0, "unit", 2)))
                .isInstanceOfSatisfying(RuleViolation.class, refusal -> assertThat(refusal.fields().toString()).contains("已对应别的栏目"));
        imports.map(id, Map.of("name", 0, "phone", 1, "unit", 2));
        due.run();
        assertThat(run(id).fresh()).isEqualTo(1);
    }

    @Test
    void anImportThatBrokeOffGoesOnWhereItStopped() {
        List<List<Object>> rows = new ArrayList<>(List.of(List.of("房号")));
        for (int i = 1; i <= 1200; i++) {
            rows.add(List.of(building + "栋1单元" + (10_000 + i)));
        }
        long id = upload(ImportKind.UNITS, Uploads.workbook(rows), "房号.xlsx");
        assertThat(run(id).fresh()).isEqualTo(1200);
        // The third batch meets trouble in the database; what the first two did is committed.
        jdbc.sql("""
                create function refuse_unit() returns trigger language plpgsql as $$ begin
                    if new.unit_key = '%d-1-11100' then raise exception 'no more room'; end if; return new; end $$""".formatted(building)).update();
        jdbc.sql("create trigger refuse_unit before insert on unit for each row execute function refuse_unit()").update();
        try {
            imports.confirm(id, CLERK);
            due.run();
        } finally {
            jdbc.sql("drop trigger refuse_unit on unit").update();
            jdbc.sql("drop function refuse_unit()").update();
        }
        ImportRun broken = run(id);
        assertThat(broken.state()).isEqualTo(ImportState.IMPORTING);
        assertThat(broken.failure()).contains("可以继续");
        assertThat(broken.imported()).isEqualTo(1000);
        imports.proceed(id);
        due.run();
        ImportRun done = run(id);
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(done.imported()).isEqualTo(1200);
        assertThat(jdbc.sql("select count(*) from unit where site_code = ? and unit_key like ?").params(TestStaff.EAST, building + "-1-%")
                .query(Integer.class).single()).isEqualTo(1200);
    }

    /** A text that the workbook holds once may stand in each of its cells. */
    @Test
    @Attack("files that unfold")
    void aSmallWorkbookDoesNotBecomeAHugeTable() {
        String row = "<row r=\"%d\">" + "<c t=\"s\"><v>2</v></c>".repeat(200) + "</row>";
        StringBuilder sheet = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + "<row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>");
        IntStream.rangeClosed(2, 700).forEach(line -> sheet.append(row.formatted(line)));
        Path file = Uploads.rawWorkbook(sheet + "</sheetData></worksheet>", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>房号</t></si>"
                + "<si><t>面积</t></si><si><t>" + "长".repeat(32_767) + "</t></si></sst>");
        assertThat(file.toFile().length()).isLessThan(100_000);
        assertThatThrownBy(() -> imports.receive(ImportKind.UNITS, TestStaff.EAST, false, "REPAIR", "表.xlsx", file, CLERK))
                .isInstanceOfSatisfying(RuleViolation.class, refusal -> assertThat(refusal.fields().get("file")).contains("第 2 行", "太长了"));
    }

    @Test
    @Attack("the same click twice")
    void severalWhoSayYesAtOnceHaveItImportedOnce() {
        long id = upload(ImportKind.UNITS, Uploads.workbook(List.of(List.of("房号"), List.of(unit(1)), List.of(unit(2)))), "表.xlsx");
        List<String> answers = IntStream.range(0, 4).parallel().mapToObj(person -> {
            try {
                imports.confirm(id, CLERK);
                return "yes";
            } catch (RuleViolation refused) {
                return refused.getMessage();
            }
        }).toList();
        assertThat(answers).containsOnlyOnce("yes").filteredOn(answer -> !answer.equals("yes")).allSatisfy(answer -> assertThat(answer).contains("不能确认"));
        due.run();
        assertThat(run(id).imported()).isEqualTo(2);
        assertThat(customers.units(Set.of(TestStaff.EAST), unit(1))).hasSize(1);
    }

    @Test
    void longLinesAreWorkedOnAFewAtATimeAndNoneIsLeftOut() {
        List<List<Object>> rows = new ArrayList<>(List.of(List.of("房号", "面积", "说明一", "说明二", "说明三", "说明四")));
        String text = "x".repeat(32_000);
        for (int room = 1; room <= 150; room++) {
            rows.add(List.of(unit(room), 80, text, text, text, text));
        }
        long id = upload(ImportKind.UNITS, Uploads.workbook(rows), "表.xlsx");
        assertThat(run(id).state()).isEqualTo(ImportState.CHECKED);
        assertThat(run(id).fresh()).isEqualTo(150);
        assertThat(confirm(id).imported()).isEqualTo(150);
    }

    @Test
    void anImportWhoseProcessDiedIsTakenOverByAnother() {
        long id = upload(ImportKind.UNITS, Uploads.workbook(List.of(List.of("房号"), List.of(unit(901)))), "房号.xlsx");
        imports.confirm(id, CLERK);
        jdbc.sql("""
                update scheduled_tasks set picked = true, picked_by = 'dead', last_heartbeat = timestamptz '2020-01-01' where task_name = 'import'
                and task_instance like ?""").param(id + ":%").update();
        due.run();
        assertThat(run(id).state()).isEqualTo(ImportState.IMPORTING);
        due.takeOverFromTheDead();
        due.run();
        assertThat(run(id).state()).isEqualTo(ImportState.DONE);
        assertThat(customers.units(Set.of(TestStaff.EAST), unit(901))).hasSize(1);
    }

    @Test
    void anOldNumberWithOtherContentIsNotTakenForTheSameCase() {
        List<List<Object>> first = List.of(List.of("编号", "日期", "内容", "完成情况"), List.of("7-" + building, "2023-05-12", "灯坏了", "已完成"));
        assertThat(bring(ImportKind.CALLS, first).imported()).isEqualTo(1);
        long id = upload(ImportKind.CALLS, Uploads.workbook(List.of(first.get(0), List.of("7-" + building, "2024-05-12", "门坏了", "已完成"))), "旧表.xlsx");
        assertThat(findings(id, About.BAD)).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).contains("已导入过", "LS-20230512-");
            assertThat(finding.advice()).contains("年份");
        });
    }

    @Test
    void anAbandonedImportKeepsNoLines() {
        long id = upload(ImportKind.UNITS, Uploads.workbook(List.of(List.of("房号"), List.of(unit(911)))), "房号.xlsx");
        imports.abandon(id);
        assertThat(run(id).state()).isEqualTo(ImportState.ABANDONED);
        assertThat(jdbc.sql("select count(*) from import_line where run_id = ?").param(id).query(Integer.class).single()).isZero();
        assertThatThrownBy(() -> imports.confirm(id, CLERK)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void fiftyThousandLinesAreCheckedInBatches() throws Exception {
        units(1001);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add("批%d,%s,%s".formatted(i, "156" + "%04d".formatted(building % 10_000) + "%05d".formatted(i).substring(1), unit(1001)));
        }
        Path file = Uploads.text("姓名,电话,房号\n" + String.join("\n", lines) + "\n", "GBK");
        AtomicLong received = new AtomicLong();
        SqlCount.Counts counted = SqlCount.during(() -> received.set(upload(ImportKind.CUSTOMERS, file, "客户.csv")));
        long id = received.get();
        assertThat(run(id).checked()).isEqualTo(50_000);
        assertThat(run(id).fresh()).isEqualTo(50_000);
        assertThat(counted.roundTrips()).as(counted.toString()).isLessThan(2_000);
        imports.abandon(id);
    }

    @Test
    void aFileOfTwoHundredThousandLinesIsTakenAndALongerOneIsNot() {
        StringBuilder text = new StringBuilder("编号;日期;内容;完成情况\n");
        for (int i = 0; i < 200_000; i++) {
            text.append("H").append(i).append(";2023-05-12;楼道灯不亮;已完成\n");
        }
        Path most = Uploads.text(text.toString(), "UTF-8");
        long id = imports.receive(ImportKind.CALLS, TestStaff.EAST, false, "REPAIR", "大表.csv", most, CLERK);
        assertThat(run(id).lines()).isEqualTo(200_000);
        imports.abandon(id);
        due.run();
        Path more = Uploads.text(text + "X;2023-05-12;一;已完成\n", "UTF-8");
        assertThatThrownBy(() -> imports.receive(ImportKind.CALLS, TestStaff.EAST, false, "REPAIR", "大表.csv", more, CLERK))
                .isInstanceOfSatisfying(RuleViolation.class, refusal -> assertThat(refusal.fields().get("file")).contains("200000 行", "分成几个文件"));
    }
}
