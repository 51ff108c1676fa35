package io.casework.workspace.records;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A records clerk keeps the book in the browser: from the registers to the form, the entry, its correction and back to the register; wide and on a phone. */
@CaseworkTest
class RecordsInTheBrowserTest {

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired TurnableClock clock;

    private final List<String> errors = new ArrayList<>();
    private final String mark = UUID.randomUUID().toString().substring(0, 6);

    @BeforeEach
    void monday() {
        clock.reset();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void fits(Page page) {
        assertThat(Accessibility.violations(page)).as(page.url()).isEmpty();
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).as("nothing sticks out of a phone's screen at %s", page.url()).isEqualTo(390);
        assertThat(Accessibility.violations(page)).as("%s on a phone", page.url()).isEmpty();
        page.setViewportSize(1440, 900);
    }

    @Test
    @Rule("AS-PMC-04")
    void anInspectionIsWrittenCorrectedAndDone() {
        Page page = BROWSER.signedIn(port, TestStaff.login("records-clerk", TestStaff.EAST));
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            // A refused form is answered 422, which the browser reports.
            if ("error".equals(message.type()) && !message.text().contains("422")) {
                errors.add(message.text());
            }
        });
        page.navigate("/pages/registers");
        fits(page);
        page.locator(".actions").getByText("资料簿").click();
        assertThat(page.locator("h1")).hasText("资料簿");
        fits(page);
        page.getByText("巡查记录表", new Page.GetByTextOptions().setExact(true)).click();
        fits(page);
        page.getByText("登记一条", new Page.GetByTextOptions().setExact(true)).click();
        fits(page);

        page.getByLabel("部位").fill("三栋大堂" + mark);
        page.getByLabel("巡查人员").fill("吴佳怡");
        button(page, "登记").click();
        assertThat(page.locator(".notice.refusal")).containsText("有 3 处需要补充或改正");
        assertThat(page.getByLabel("部位")).hasValue("三栋大堂" + mark);
        assertThat(page.getByLabel("巡查情况")).hasAttribute("aria-invalid", "true");
        fits(page);
        page.getByLabel("巡查内容").selectOption("公共设施");
        page.getByLabel("巡查情况").fill("顶灯两盏不亮\n门禁失灵");
        page.getByLabel("发现问题").selectOption("yes");
        page.getByLabel("办结期限").fill("2026-07-20");
        button(page, "登记").click();
        assertThat(page.locator(".notice[role=status]")).containsText("已登记，编号 ZL-");
        assertThat(page.locator("h1 .badge")).hasText("未办结");
        fits(page);

        page.getByText("更正", new Page.GetByTextOptions().setExact(true)).click();
        page.getByLabel("巡查情况").fill("顶灯三盏不亮\n门禁失灵");
        page.getByLabel("更正的理由").fill("少写一盏");
        fits(page);
        button(page, "保存更正").click();
        assertThat(page.locator(".story > li")).hasCount(2);
        assertThat(page.locator(".story > li").first()).containsText("少写一盏");
        page.getByLabel("结果").fill("已修复");
        button(page, "办结").click();
        assertThat(page.locator("h1 .badge")).hasText("2026-07-06 办结");
        page.getByText("作废这条记录").click();
        fits(page);
        page.getByLabel("作废的理由").fill("登记重复");
        button(page, "作废").click();
        assertThat(page.locator("h1 .badge")).hasText("作废");
        fits(page);

        page.navigate("/pages/registers/record-inspections?c.xlocation=" + mark);
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr a")).hasText(java.util.regex.Pattern.compile("ZL-20260706-\\d{4}"));
        fits(page);
        page.locator("tbody tr a").click();
        assertThat(page.locator("h1")).containsText("巡查记录表");
        assertThat(errors).isEmpty();
        page.context().close();
    }

    @Test
    void anAdministratorAddsAKindAndItsFieldsByTheKeyboardAndLabels() {
        Page page = BROWSER.signedIn(port, "service-manager");
        page.onPageError(errors::add);
        page.navigate("/pages/administration/records");
        fits(page);
        String name = "借用登记" + mark.toUpperCase(java.util.Locale.ROOT);
        page.getByLabel("名称", new Page.GetByLabelOptions().setExact(true)).fill(name);
        button(page, "增加").click();
        assertThat(page.locator(".refusal")).containsText("请至少选择一个登记的岗位");
        assertThat(page.getByLabel("名称", new Page.GetByLabelOptions().setExact(true))).hasValue(name);
        fits(page);
        page.getByLabel("归在哪一组").fill("试验");
        page.getByLabel("用途").fill("谁借了什么，何时还");
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("谁登记")).getByLabel("资料员").check();
        button(page, "增加").click();
        assertThat(page.locator("h1")).containsText(name);
        for (String label : List.of("物品", "借用人")) {
            page.getByLabel("栏目名称").fill(label);
            button(page, "增加栏目").click();
            assertThat(page.locator("#fields tbody tr", new Page.LocatorOptions().setHasText(label))).hasCount(1);
        }
        fits(page);
        button(page, "借用人上移").click();
        assertThat(page.locator("#fields tbody tr").first()).containsText("借用人");
        page.locator("#fields").getByText("物品", new Locator.GetByTextOptions().setExact(true)).click();
        fits(page);
        page.getByLabel("类型").selectOption("CHOICE");
        page.getByLabel("选项").fill("钥匙\n梯子");
        button(page, "保存").click();
        assertThat(page.locator("#fields tbody tr", new Page.LocatorOptions().setHasText("物品"))).containsText("钥匙、梯子");

        page.navigate("/pages/registers");
        page.getByText(name, new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h1")).hasText(name);
        assertThat(page.getByText("登记一条")).hasCount(0);
        assertThat(errors).isEmpty();
        page.context().close();
    }
}
