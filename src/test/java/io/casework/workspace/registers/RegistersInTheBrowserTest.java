package io.casework.workspace.registers;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** A records clerk looks for a case, narrows a register, keeps the view, and takes the list out as a workbook; all by keyboard and labels. */
@CaseworkTest
class RegistersInTheBrowserTest {

    private static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired CaseFiles cases;
    @Autowired TurnableClock clock;
    @Autowired TransactionTemplate transaction;
    @Autowired Walk walk;

    private final List<String> errors = new ArrayList<>();
    private String number;
    private String matter;

    @BeforeEach
    void aCase() {
        clock.reset();
        matter = "天窗漏雨" + UUID.randomUUID().toString().substring(0, 6);
        number = transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, "司徒静", ProbeCases.phone(), null,
                "55栋505", matter, "", "EMERGENCY"), Actor.SYSTEM).number());
    }

    private Page signedIn() {
        Page page = BROWSER.signedIn(port, RECORDS, "en-US");
        OneBrowser.note(page, errors);
        return page;
    }

    @Test
    void onATelephoneTheFiltersStepBackUntilTheyAreAskedFor() {
        Page page = signedIn();
        page.navigate("/pages/cases");
        assertThat(page.getByLabel("状态")).isVisible();
        page.setViewportSize(390, 844);
        assertThat(page.getByLabel("状态")).isHidden();
        page.getByLabel("更多条件").check();
        page.getByLabel("状态").selectOption("OPEN");
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查找")).click();
        page.waitForURL("**state=OPEN**");
        assertThat(page.getByLabel("状态")).isVisible();
        assertThat(Accessibility.violations(page)).isEmpty();
        page.context().close();
    }

    /** On a telephone nothing of a list is out of sight: each row is a card. */
    @ParameterizedTest
    @ValueSource(strings = {"/pages/cases?q=55-505", "/pages/registers/calls?period=all"})
    void onATelephoneEachRowOfAListIsACard(String list) {
        walk.start(TestStaff.login("clerk", TestStaff.EAST), "contact-intake", Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "司徒静", "callerPhone", ProbeCases.phone(),
                "unitText", "55栋505", "kind", "COMPLAINT", "matter", matter, "description", "夜里漏得更多", "urgency", "NORMAL"));
        Page page = signedIn();
        page.setViewportSize(390, 844);
        page.navigate(list);
        Locator row = page.locator("tbody tr").first();
        assertThat(row.locator("td.head a")).isVisible();
        assertThat(page.evaluate("[...document.querySelectorAll('.scroll')].every(box => box.scrollWidth <= box.clientWidth)")).isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('tbody td')].every(cell => cell.getBoundingClientRect().right <= 390)")).isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        assertThat(page.evaluate("getComputedStyle(document.querySelector('tbody td[data-label=客户]'), '::before').content")).isEqualTo("\"客户\"");
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(errors).isEmpty();
        page.context().close();
    }

    @Test
    void aCaseIsFoundByAFewWordsAndTheKeyboard() {
        Page page = signedIn();
        page.navigate("/pages/cases");
        page.getByLabel("找什么").focus();
        page.keyboard().type("司徒 " + matter.substring(0, 4));
        page.keyboard().press("Enter");
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText(matter)).locator("a")).hasAttribute("href", "/pages/cases/" + number);
        assertThat(page.getByLabel("找什么")).hasValue("司徒 天窗漏雨");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.getByLabel("状态").selectOption("CLOSED");
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("查找")).click();
        assertThat(page.locator(".empty")).containsText("没有符合条件的案件");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.setViewportSize(390, 844);
        page.getByText("清除条件").click();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).as("nothing sticks out of a phone's screen").isEqualTo(390);
        assertThat(errors).isEmpty();
        page.context().close();
    }

    @Test
    void aRegisterIsNarrowedKeptAsAViewAndTakenOut() throws Exception {
        Page page = signedIn();
        page.navigate("/pages/registers");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.getByText("案件一览表", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h1")).hasText("案件一览表");
        page.getByLabel("找什么").fill(matter);
        page.getByText("按各栏筛选").click();
        page.getByLabel("紧急程度").selectOption("EMERGENCY");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator(".search-line button").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText(number);
        assertThat(page.locator(".asked")).containsText("紧急程度：危急");

        Download download = page.waitForDownload(() -> page.getByText("导出 Excel").click());
        assertThat(download.suggestedFilename()).isEqualTo("案件一览表-2026-07-06.xlsx");
        try (ReadableWorkbook book = new ReadableWorkbook(download.path().toFile())) {
            assertThat(book.getFirstSheet().read()).hasSize(2).last().satisfies(row -> assertThat(row.getCellText(0)).isEqualTo(number));
        }

        page.locator(".save-view summary").click();
        page.getByLabel("名称").fill(matter);
        page.getByLabel("打开这个登记表时先用它").check();
        assertThat(Accessibility.violations(page)).isEmpty();
        page.getByText("保存", new Page.GetByTextOptions().setExact(true)).click();
        page.navigate("/pages/registers/cases");
        assertThat(page.locator(".views [aria-current=page]")).containsText(matter);
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("th a", new Page.LocatorOptions().setHasText("登记时间")).click();
        assertThat(page.locator("th[aria-sort=ascending]")).hasText("登记时间");
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).as("nothing sticks out of a phone's screen").isEqualTo(390);
        page.navigate("/pages/registers/cases");
        page.getByText("删除视图“" + matter + "”").click();
        assertThat(page.locator(".views")).hasCount(0);
        assertThat(errors).isEmpty();
        page.context().close();
    }
}
