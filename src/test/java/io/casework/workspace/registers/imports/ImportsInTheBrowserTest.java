package io.casework.workspace.registers.imports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.casework.report.imports.Uploads;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A records clerk brings an old register in, in a browser. */
@CaseworkTest
class ImportsInTheBrowserTest {

    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired DueDeliveries due;
    @Autowired Walk walk;
    private Page page;

    @BeforeEach
    void signIn() {
        walk.resetClock();
        page = BROWSER.signedIn(port, RECORDS);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private void choose(String kind, FilePayload file) {
        page.navigate("/pages/registers/import");
        page.getByLabel(kind, new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("文件", new Page.GetByLabelOptions().setExact(true)).setInputFiles(file);
    }

    private void accessible() {
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    void fromTheUploadToTheResult() {
        byte[] file = Uploads.bytes(List.of(List.of("编号", "日期", "房号", "电话", "内容", "完成情况"),
                List.of("W-1", "2023-05-12", "", "", "楼道灯不亮", "已完成"),
                List.of("W-2", "2023年5月13日", "", "1.38E+10", "门禁失灵", "已完成"),
                List.of("W-3", "2023-05-14", "", "", "水管漏水", "未完成"),
                List.of("W-4", "2023-05-15", "不在册1栋9单元9", "", "电梯异响", "已完成")));
        choose("旧来电来访登记表", new FilePayload("2023年登记表.xlsx", "application/octet-stream", file));
        assertThat(page.getByLabel("没有写类别的行，按什么登记")).isVisible();
        accessible();
        page.getByText("上传并检查").click();

        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.HEADING, new Page.GetByRoleOptions().setName("正在检查"))).isVisible();
        accessible();
        due.run();
        // The page asks by itself how far the work is, and shows the result when it is done.
        assertThat(page.getByText("还没有导入任何内容")).isVisible();
        accessible();
        Locator table = page.locator("table.findings");
        assertThat(table).containsText("第 3 行");
        assertThat(table).containsText("科学记数法");
        page.getByText("需要重新登记（1）").click();
        assertThat(table).containsText("第 4 行");
        assertThat(page.getByText("请客服人员在来电登记里重新登记")).isVisible();
        accessible();
        page.getByText("提示（1）").click();
        assertThat(table).containsText("只按原文保存");
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pictures", "import-checked.png")));

        page.getByText("确认导入 2 行").click();
        assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.HEADING, new Page.GetByRoleOptions().setName("正在导入"))).isVisible();
        due.run();
        assertThat(page.getByText("已导入 2 行；其余 2 行没有导入")).isVisible();
        accessible();
    }

    @Test
    void columnsAreChosenByHand() {
        choose("客户和住户", new FilePayload("客户.csv", "text/csv", "称呼,手机\n赵,15500000000\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByLabel("没有写类别的行，按什么登记")).isHidden();
        page.getByText("上传并检查").click();
        assertThat(page.getByText("有的必填列没有认出来")).isVisible();
        accessible();
        page.getByLabel("姓名（必填）").selectOption("0");
        page.getByText("按这样对应，检查").click();
        assertThat(page.getByText("请指定哪一列是“房号”")).isVisible();
        assertThat(page.getByLabel("姓名（必填）")).hasValue("0");
        accessible();
    }

    @Test
    void aFileThatIsTooLargeIsNotSentAtAll() {
        choose("房号和保修", new FilePayload("大.csv", "text/csv", new byte[21 * 1024 * 1024]));
        assertThat(page.locator("[data-file-message]")).hasText("文件超过 20 MB。请只留下有数据的行列，或分成几个文件。");
        page.getByText("上传并检查").click();
        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/pages/registers/import$"));
        assertThat(page.locator("[data-file-message]")).isVisible();
        accessible();
    }
}
