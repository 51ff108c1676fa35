package io.casework.workspace.administration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.casework.procedure.DecisionTables;
import io.casework.procedure.Decisions;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DueDeliveries;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.worktime.CalendarAdministration;
import io.casework.worktime.Worktime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An administrator's way through the pages in a browser: every part can be read by everybody, and what is changed there takes effect. */
@CaseworkTest
class AdministrationInTheBrowserTest {

    private static final LocalDate DAY = LocalDate.of(2045, 3, 9);

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired TestHomes homes;
    @Autowired Worktime worktime;
    @Autowired CalendarAdministration calendar;
    @Autowired DueDeliveries scheduler;
    @Autowired Decisions decisions;
    @Autowired DecisionTables tables;

    private final List<String> errors = new ArrayList<>();

    @AfterEach
    void undo() {
        if (worktime.newestCalendar().day(DAY).isPresent()) {
            calendar.removeDay(DAY, "test");
            scheduler.run();
        }
    }

    private Page signedIn(String login) {
        Page page = BROWSER.signedIn(port, login);
        page.onPageError(errors::add);
        // What the browser keeps from a page for its content policy stands there too. The status of an answer is for the test that asks for it.
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                errors.add(message.text());
            }
        });
        return page;
    }

    @Test
    void everyPartIsReadableForEverybodyOnWideAndNarrowScreens() {
        List<String> found = new ArrayList<>();
        Page page = signedIn("camunda-admin");
        long unit = homes.unit(TestStaff.EAST, "1栋1单元101");
        for (String path : List.of("", "/calendar?from=2026-09-30T16:00&limit=3wd", "/decisions", "/decisions/cost-approval", "/decisions/cost-approval/edit", "/templates",
                "/templates/task-overdue", "/staff", "/staff/new", "/staff/camunda-admin", "/substitutes", "/homes?q=1-1-101", "/homes/sites/t-east", "/homes/units/" + unit,
                "/warranty", "/warranty/heating", "/agreements", "/contractors/new", "/homes/units/" + unit + "/delivery?never=true", "/exports", "/supervision", "/changes", "/procedures/complaint")) {
            for (int width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                page.navigate("/pages/administration" + path);
                if (path.equals("/decisions/cost-approval")) {
                    assertThat(page.locator("#dmn")).isHidden();
                    page.locator("#original summary").click();
                    assertThat(page.locator("#dmn .tjs-table")).containsText("service-manager");
                }
                String where = path + " at " + width + ": ";
                Accessibility.violations(page).forEach(violation -> found.add(where + violation));
                if ((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0) {
                    found.add(where + "wider than the screen");
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void thePartsStandAtTheSideOrFoldedAndNeverPushThePageDown() {
        Page page = signedIn("camunda-admin");
        for (int width : new int[] {1440, 1000, 390}) {
            page.setViewportSize(width, 900);
            page.navigate("/pages/administration/homes");
            boolean side = width > 1200;
            assertThat(page.locator(".parts-side")).isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(side));
            assertThat(page.locator(".parts-fold")).isVisible(new LocatorAssertions.IsVisibleOptions().setVisible(!side));
            assertThat(page.locator("#q").boundingBox().y).as("first field at " + width).isLessThan(330);
            if (!side) {
                assertThat(page.locator(".parts-fold summary")).containsText("小区与房号");
                page.locator(".parts-fold summary").focus();
                page.keyboard().press("Enter");
            }
            page.getByRole(com.microsoft.playwright.options.AriaRole.LINK, new Page.GetByRoleOptions().setName("保修项目").setExact(true)).click();
            assertThat(page.locator("h1")).containsText("保修项目");
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void aDayIsChosenInTheYearChangedAndThePassOverTheDeadlinesIsTold() {
        Page page = signedIn("service-manager");
        page.navigate("/pages/administration");
        page.getByRole(com.microsoft.playwright.options.AriaRole.LINK, new Page.GetByRoleOptions().setName("工作日历").setExact(true)).first().click();
        page.navigate("/pages/administration/calendar?year=2045");
        page.locator("a.day[title^='2045-03-09']").click();
        assertThat(page.locator("#day-date")).hasValue("2045-03-09");
        page.fill("#day-name", "厂庆");
        page.locator("#edit button[type=submit]").click();
        assertThat(page.locator("#day-source-wrong")).hasText("请填写依据");
        assertThat(page.locator("#day-name")).hasValue("厂庆");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.fill("#day-source", "公司通知");
        page.locator("#edit button[type=submit]").click();
        assertThat(page.locator("#moved")).containsText("正在按新的日历核对");
        scheduler.run();
        assertThat(page.locator("#moved")).containsText("核对了", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));
        assertThat(worktime.newestCalendar().isWorkingDay(DAY)).isFalse();
        assertThat(errors).isEmpty();
    }

    @Test
    void aLimitIsChangedInTheFormAndBroughtBackFromTheOldVersion() {
        int before = tables.versions("settings").get(0).number();
        Page page = signedIn("procedure-admin");
        page.navigate("/pages/administration/decisions");
        page.getByText("参数表", new Page.GetByTextOptions().setExact(true)).click();
        page.getByText("修改", new Page.GetByTextOptions().setExact(true)).click();
        int rows = page.locator("fieldset.rule").count();
        page.getByText("增加一行").click();
        assertThat(page.locator("#row-" + rows)).isInViewport();
        page.locator("#row-" + rows + " button:has-text('删除')").click();
        assertThat(page.locator("#row-" + (rows - 1))).isInViewport();
        Locator field = page.locator("[name='row.0.out.0']");
        field.fill("zwei");
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='f-row.0.out.0-wrong']")).containsText("第 1 行“值”：应为整数");
        assertThat(page.locator("[name='row.0.out.0']")).hasValue("zwei");
        page.locator("[name='row.0.out.0']").fill("3");
        page.getByText("保存并立即生效").click();
        assertThat(page.locator("[role=status]").first()).containsText("已保存为第 " + (before + 1) + " 版");
        assertThat(decisions.required("settings", Map.of("setting", "comm.minDays"))).containsEntry("value", "3");
        page.getByText("恢复此版本").first().click();
        assertThat(page.locator("[role=status]").first()).containsText("已保存为第 " + (before + 2) + " 版");
        assertThat(decisions.required("settings", Map.of("setting", "comm.minDays"))).containsEntry("value", "2");
        assertThat(errors).isEmpty();
    }
}
