package io.casework.workspace.rules;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.TestStaff;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody looks up why a task is asked of them, at the desk and on the phone. */
@CaseworkTest
class RulesInTheBrowserTest {

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;

    @Test
    void fromWordsToTheRuleAndToTheTaskThatCarriesItOut() {
        Page page = BROWSER.signedIn(port, TestStaff.login("repair-leader", TestStaff.EAST));
        List<String> errors = new ArrayList<>();
        OneBrowser.note(page, errors);
        page.navigate("/pages/rules");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.getByLabel("查找").fill("三个工作日");
        page.getByLabel("查找").press("Enter");
        assertThat(page.locator("h2").first()).containsText("三个工作日");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator("text=AS-SUR-06").first().click();
        assertThat(page.locator("h1")).hasText("AS-SUR-06");
        assertThat(page.locator(".facts")).containsText("《房地产客户服务管理程序》3.4.5");
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pictures", "rule.png")));
        page.locator("tr", new Page.LocatorOptions().setHasText("维修派工")).locator("a[href*='task=']").first().click();
        assertThat(page.locator("h2").first()).not().isEmpty();
        assertThat(page.locator("table.rules")).containsText("AS-SUR-06");

        page.setViewportSize(390, 844);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as("no sideways scrolling on a phone").isLessThanOrEqualTo(390);
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(errors).isEmpty();
        page.context().close();
    }
}
