package io.casework.workspace.registers.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.customer.Customers;
import io.casework.report.ImportKind;
import io.casework.report.imports.Uploads;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of imports, over HTTP as real people. */
@CaseworkTest
class ImportPagesTest {

    private static final String HOME = "/pages/registers/import";
    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    private static final String WEST = TestStaff.login("records-clerk", TestStaff.WEST);
    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final AtomicInteger NEXT = new AtomicInteger(7000);

    @LocalServerPort int port;
    @Autowired Customers customers;
    @Autowired DueDeliveries due;
    @Autowired Walk walk;
    private Door door;
    private int building;

    @BeforeEach
    void open() {
        walk.resetClock();
        door = new Door(port);
        building = NEXT.incrementAndGet();
    }

    private static String token(Door.Browser browser) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(browser.get("/").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private static Door.Answer upload(Door.Browser browser, String kind, String site, String name, byte[] file) {
        String boundary = "----import-test";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map.of("_csrf", token(browser), "kind", kind, "site", site, "allOrNothing", "false", "matter", "REPAIR")
                .forEach((field, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return browser.sendBytes("POST", HOME, body.toByteArray(), "multipart/form-data; boundary=" + boundary);
    }

    private byte[] units(String... rooms) {
        StringBuilder text = new StringBuilder("房号,面积\n");
        for (String room : rooms) {
            text.append(building).append("栋1单元").append(room).append(",88.5\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Door.Answer press(Door.Browser browser, String path) {
        return browser.form(path, Map.of("_csrf", token(browser)));
    }

    private static String address(Door.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return answer.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void importsAreForThosePostsThatBringRegistersIn() {
        for (String path : List.of(HOME, HOME + "/1", HOME + "/templates/UNITS.xlsx", HOME + "/1/left-over.xlsx", HOME + "/1/progress")) {
            assertThat(door.browser(CLERK).get(path).status()).as(path).isEqualTo(403);
        }
        Door.Browser clerk = door.browser(CLERK);
        assertThat(upload(clerk, "UNITS", TestStaff.EAST, "房号.csv", units("101")).status()).isEqualTo(403);
        assertThat(press(clerk, HOME + "/1/confirm").status()).isEqualTo(403);
        assertThat(door.browser(RECORDS).get(HOME).status()).isEqualTo(200);
        assertThat(door.browser("service-manager").get(HOME).body()).contains("东苑", "西苑");
        assertThat(door.browser(RECORDS).get(HOME).body()).contains("东苑").doesNotContain("西苑");
    }

    @Test
    void aRecordsClerkUploadsLooksAndConfirms() {
        Door.Browser browser = door.browser(RECORDS);
        String run = address(upload(browser, "UNITS", TestStaff.EAST, "房号.csv", units("101", "102")));
        assertThat(browser.get(run).body()).contains("正在检查", "已检查 0 行，共 2 行");
        assertThat(browser.get(run + "/progress").header("HX-Refresh")).isNull();
        due.run();
        assertThat(browser.get(run + "/progress").header("HX-Refresh")).isEqualTo("true");
        assertThat(browser.get(run).body()).contains("还没有导入任何内容", "确认导入 2 行", "CSV（UTF-8，逗号分隔）");
        assertThat(customers.units(Set.of(TestStaff.EAST), building + "栋1单元101")).isEmpty();

        assertThat(address(press(browser, run + "/confirm"))).isEqualTo(run);
        assertThat(browser.get(run).body()).contains("正在导入");
        due.run();
        assertThat(browser.get(run).body()).contains("已导入 <strong>2</strong> 行");
        assertThat(customers.units(Set.of(TestStaff.EAST), building + "栋1单元101")).hasSize(1);
        assertThat(press(browser, run + "/confirm").status()).isEqualTo(422);
        assertThat(browser.get(HOME).body()).contains("房号.csv", "已导入");
    }

    @Test
    void anImportOfAnotherSiteDoesNotExist() {
        String run = address(upload(door.browser(RECORDS), "UNITS", TestStaff.EAST, "房号.csv", units("201")));
        due.run();
        Door.Browser west = door.browser(WEST);
        for (String path : List.of(run, run + "/progress", run + "/left-over.xlsx")) {
            assertThat(west.get(path).status()).as(path).isEqualTo(404);
        }
        for (String step : List.of("/confirm", "/abandon", "/check", "/proceed", "/columns")) {
            assertThat(press(west, run + step).status()).as(step).isEqualTo(404);
        }
        Door.Answer refused = upload(west, "UNITS", TestStaff.EAST, "房号.csv", units("202"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("请选择小区");
        assertThat(door.browser("service-manager").get(run).status()).isEqualTo(200);
    }

    @Test
    void aRefusedFileLeavesWhatWasChosenAndSaysWhatToDo() {
        Door.Answer refused = upload(door.browser("service-manager"), "CUSTOMERS", TestStaff.WEST, "客户<b>.xlsx", new byte[] {1, 2, 3});
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("没有读取", "不是 Excel 工作簿", "另存为").doesNotContain("客户<b>");
        assertThat(refused.body()).containsPattern("value=\"CUSTOMERS\"[^>]*checked").containsPattern("value=\"" + TestStaff.WEST + "\"[^>]*selected");
        Door.Answer nothing = upload(door.browser(RECORDS), "", TestStaff.EAST, "", new byte[0]);
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("请选择要导入什么", "请选择文件");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedInWords() {
        Door.Answer large = upload(door.browser(RECORDS), "UNITS", TestStaff.EAST, "房号.csv", new byte[22 * 1024 * 1024]);
        assertThat(large.status()).isEqualTo(302);
        assertThat(door.browser(RECORDS).get(address(large)).body()).contains("文件超过 20 MB");
    }

    @Test
    void columnsThatAreMissingAreAskedFor() {
        Door.Browser browser = door.browser(RECORDS);
        String run = address(upload(browser, "CUSTOMERS", TestStaff.EAST, "客户.csv", "称呼,手机,备忘\n赵,15500000000,x\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(browser.get(run).body()).contains("有的必填列没有认出来", "称呼、手机、备忘", "赵");
        Door.Answer refused = browser.form(run + "/columns", Map.of("_csrf", token(browser), "column.name", "0", "column.phone", "1", "column.unit", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("请指定哪一列是“房号”");
        assertThat(browser.form(run + "/columns", Map.of("_csrf", token(browser), "column.name", "0", "column.phone", "1", "column.unit", "2")).status()).isEqualTo(302);
        due.run();
        assertThat(browser.get(run).body()).contains("第 2 行", "房号应包含楼栋和房间", "下载没有导入的行");
        assertThat(browser.get(run + "/left-over.xlsx").header("Content-Type")).contains("spreadsheetml");
    }

    @Test
    void templatesAreHandedOutUnderAChineseName() {
        for (ImportKind kind : ImportKind.values()) {
            Door.Answer template = door.browser(RECORDS).get(HOME + "/templates/" + kind + ".xlsx");
            assertThat(template.status()).isEqualTo(200);
            assertThat(template.header("Content-Disposition")).contains("attachment").contains("%E6%A8%A1%E6%9D%BF");
        }
    }

    @Test
    void anUploadFromElsewhereIsRefused() {
        String boundary = "x";
        assertThat(door.browser(RECORDS).send("POST", HOME, "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nUNITS\r\n--x--\r\n",
                "multipart/form-data; boundary=" + boundary).status()).isEqualTo(403);
    }

    @Test
    void aWorkbookIsTakenOverHttpAsItIs() {
        byte[] file = Uploads.bytes(List.of(List.of("房号"), List.of(building + "栋1单元301")));
        Door.Browser browser = door.browser(RECORDS);
        String run = address(upload(browser, "UNITS", TestStaff.EAST, "房号.xlsx", file));
        due.run();
        assertThat(browser.get(run).body()).contains("工作表“数据”", "确认导入 1 行");
        assertThat(address(press(browser, run + "/abandon"))).isEqualTo(run);
        assertThat(browser.get(run).body()).contains("这次导入已放弃");
    }

    @Test
    void anImportedCaseStandsOnItsPageInTheRegisterAndIsFoundByItsOldNumber() {
        Door.Browser browser = door.browser(RECORDS);
        String old = "Alt-" + building + "/7";
        String run = address(upload(browser, "CALLS", TestStaff.EAST, "旧表.csv",
                ("编号,日期,内容,完成情况,备注\n" + old + ",2011-03-04,旧楼道灯不亮,已完成,沟通类\n").getBytes(StandardCharsets.UTF_8)));
        due.run();
        press(browser, run + "/confirm");
        due.run();
        String found = browser.get("/pages/cases?q=" + java.net.URLEncoder.encode(old.toUpperCase(), StandardCharsets.UTF_8)).body();
        Matcher number = Pattern.compile("/pages/cases/(LS-20110304-\\d{4,})").matcher(found);
        assertThat(number.find()).as(found).isTrue();
        String page = browser.get("/pages/cases/" + number.group(1)).body();
        assertThat(page).contains("原编号", old, "旧楼道灯不亮", "从旧登记表导入", "已关闭");
        assertThat(browser.get("/pages/registers/calls?period=all").status()).isEqualTo(200);
        assertThat(browser.get("/pages/registers").body()).contains("/pages/registers/import");
        assertThat(door.browser(CLERK).get("/pages/registers").body()).doesNotContain("/pages/registers/import");
    }
}
