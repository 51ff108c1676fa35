package io.casework.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A clerk's way through Tasklist, in a browser whose language is not Chinese: all that is read on the way is Chinese. */
@CaseworkTest
class TasklistInTheBrowserTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{3,}");

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired TaskService tasks;
    @Autowired FilterService filters;
    @Autowired AuthorizationService authorizations;

    private final List<Page> pages = new ArrayList<>();
    private Filter filter;
    private Authorization mayReadFilter;
    private String caseNumber;

    @BeforeEach
    void openACaseAndAListWithIt() {
        walk.resetClock();
        if (repository.createDecisionDefinitionQuery().decisionDefinitionKey("deadlines").count() == 0) {
            repository.createDeployment().name("tables").addClasspathResource("processes/decisions/deadlines.dmn").deploy();
        }
        if (repository.createProcessDefinitionQuery().processDefinitionKey("tasklist-probe").count() == 0) {
            walk.as("procedure-admin", () -> repository.createDeployment().name("tasklist-probe")
                    .addClasspathResource("probe/tasklist-probe.bpmn")
                    .addClasspathResource("probe/door-probe-start.form")
                    .addClasspathResource("probe/tasklist-probe-call-back.form")
                    .deploy());
        }
        caseNumber = walk.start(CLERK, "tasklist-probe", Map.of("site", TestStaff.EAST, "customerName", "张伟", "matter", "厨房水管漏水"));
        filter = filters.newTaskFilter("试验的任务");
        filter.setQuery(tasks.createTaskQuery().processInstanceBusinessKey(caseNumber));
        filter.setProperties(Map.of("priority", -1000, "variables", List.of(
                Map.of("name", "caseNumber", "label", "案件编号"),
                Map.of("name", "customerName", "label", "客户"),
                Map.of("name", "unitName", "label", "房号"))));
        filters.saveFilter(filter);
        mayReadFilter = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        mayReadFilter.setUserId(CLERK);
        mayReadFilter.setResource(Resources.FILTER);
        mayReadFilter.setResourceId(filter.getId());
        mayReadFilter.addPermission(Permissions.READ);
        authorizations.saveAuthorization(mayReadFilter);
    }

    @AfterEach
    void putAway() {
        pages.forEach(page -> page.context().close());
        authorizations.deleteAuthorization(mayReadFilter.getId());
        filters.deleteFilter(filter.getId());
    }

    @Test
    void theListShowsCaseCustomerUnitAndDueDateInChinese() {
        Page page = tasklist("en-US");

        Locator card = page.locator("li.task").first();
        assertThat(card).containsText(caseNumber);
        assertThat(card).containsText("张伟");
        assertThat(card).containsText("1栋1单元101");
        assertThat(card.locator(".due-date [data-date]")).hasAttribute("data-date", Pattern.compile("2026-\\d\\d-\\d\\d \\d\\d:\\d\\d"));
        assertThat(page.locator(".ce-eol-banner")).isHidden();
        assertThat(page.locator(".casework-start-page a")).hasAttribute("href", "/");
        assertThat(page.locator(".casework-notices a")).hasText(" 通知");
        card.click();
        page.locator(".fjs-form-field-select").waitFor();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("tasklist.png")));
        assertThat(page.locator("body").innerText().replace(caseNumber, "").replaceAll("Asia/Shanghai|Camunda Platform|AS-CBK-01", ""))
                .doesNotContainPattern(ENGLISH);
        assertThat(page.locator("text=新建筛选器")).isHidden();
        assertThat(page.locator("text=设置跟进日期")).isHidden();
        page.locator(".start-process-action a").click();
        page.locator("ul.processes a, .modal-body .well").locator("visible=true").first().waitFor();
        assertThat(page.locator(".modal-content").innerText()).contains("启动流程").doesNotContainPattern(ENGLISH);
    }

    @Test
    void onATelephoneWhoeverOpensATaskIsBroughtToIt() {
        String inSight = "() => { const head = document.querySelector('.task-card h2.task'); return head && head.getBoundingClientRect().top > 40"
                + " && head.getBoundingClientRect().bottom < 300 && document.querySelector('.fjs-form-field-select'); }";
        Page page = tasklist("zh-CN");
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.querySelector('.task-filters').offsetHeight < 200")).as("the filters leave room for the list").isEqualTo(true);
        page.locator("li.task").first().click();
        page.waitForFunction(inSight);
        String task = page.url();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("tasklist-390.png")));
        page.navigate("/pages/notices");
        page.navigate(task);
        page.waitForFunction(inSight);
        page.mouse().wheel(0, -5000);
        page.locator(".task-filters h4").first().click();
        page.waitForFunction("() => document.querySelector('.task-filters').getBoundingClientRect().top >= 0");
    }

    @Test
    void theHeadOfAFormLeadsToTheRulesInATabOfItsOwn() {
        Page page = tasklist("zh-CN");
        page.locator("li.task").first().click();
        Locator head = page.locator(".fjs-form-field-text", new Page.LocatorOptions().setHasText("制度依据"));
        assertThat(head).containsText("AS-CBK-01");
        assertThat(head.locator("a", new Locator.LocatorOptions().setHasText("案件全貌"))).hasAttribute("href", "/pages/cases/" + caseNumber);
        Locator rules = head.locator("a", new Locator.LocatorOptions().setHasText("打开"));
        assertThat(rules).hasAttribute("rel", "noopener");

        Page opened = page.context().waitForPage(rules::click);
        assertThat(opened.locator("h1")).containsText("制度");
        assertThat(opened.locator("table.rules")).containsText("完工后 1 个工作日内");
        assertThat(page.locator(".fjs-form-field-select")).isVisible();
    }

    @Test
    void aLinkToATaskThatIsDoneTellsWhoHasDoneItAndLeadsToItsCase() {
        String task = tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).singleResult().getId();
        Page page = tasklist("zh-CN");
        walk.complete(CLERK, caseNumber, "Task_CallBack", Map.of("person", "李四"));
        page.navigate("about:blank");
        page.navigate("/camunda/app/tasklist/default/#/?task=" + task);
        Locator told = page.locator(".no-task .casework-whereabouts");
        assertThat(told).containsText("已由东苑客服人员于");
        assertThat(told.locator("a")).hasAttribute("href", "/pages/cases/" + caseNumber);
        assertThat(page.locator(".notifications .alert")).hasCount(0);

        page.navigate("about:blank");
        page.navigate("/camunda/app/tasklist/default/#/?task=there-is-none");
        assertThat(page.locator(".notifications .alert")).containsText("打不开这个任务");
        assertThat(page.locator(".notifications .alert")).not().containsText("<");
        assertThat(told).isEmpty();
    }

    @Test
    void aFormSpeaksChineseAboutEveryMistake() {
        Page page = claimed("en-US");

        assertThat(page.locator(".fjs-select-display")).hasText("请选择");
        assertThat(page.locator(".fjs-taglist-input")).hasAttribute("placeholder", "搜索");
        assertThat(page.locator(".fjs-datepicker input.fjs-input")).hasAttribute("placeholder", "年-月-日");
        assertThat(page.locator(".fjs-timepicker input")).hasAttribute("placeholder", "时:分");
        mistake(page, "接听人", "甲", "至少填写 2 个字。");
        mistake(page, "接听人", "一二三四五六", "最多填写 5 个字。");
        mistake(page, "接听人", "", "此项必填。");
        mistake(page, "电话", "110", "格式不正确。");
        mistake(page, "邮箱", "张三", "电子邮箱格式不正确。");
        mistake(page, "通话分钟", "0", "不得小于 1。");
        mistake(page, "通话分钟", "61", "不得大于 60。");
        mistake(page, "通话分钟", "1.5", "请填写整数。");
        page.locator(".fjs-taglist-input").fill("没有");
        assertThat(page.locator(".fjs-dropdownlist-empty")).hasText("没有符合的选项");
        page.locator(".fjs-form-field-select .fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item", new Page.LocatorOptions().setHasText("不满意")).click();
        assertThat(page.locator(".fjs-select-display")).hasText("不满意");
        page.locator(".fjs-select-cross").click();
        assertThat(page.locator(".fjs-select-display")).hasText("请选择");
    }

    @Test
    void datesInFormsReadTheSameInEveryBrowser() {
        for (String language : List.of("en-US", "zh-CN")) {
            Page page = claimed(language);
            Locator day = page.locator(".fjs-datepicker input.fjs-input");
            day.fill("2026/12/5");
            day.press("Tab");
            assertThat(day).hasValue("2026-12-05");
            day.click();
            Locator calendar = page.locator(".flatpickr-calendar.open");
            assertThat(calendar.locator(".flatpickr-weekday").first()).hasText("一");
            assertThat(calendar.locator(".flatpickr-monthDropdown-months option").first()).hasText("1月");
            calendar.locator(".flatpickr-day:not(.prevMonthDay)").first().click();
            assertThat(day).hasValue("2026-12-01");
        }
    }

    @Test
    void aRefusalOfTheServerIsReadableAndNothingTypedIsLost() {
        Page page = claimed("en-US");
        page.getByLabel("接听人").fill("李四");
        page.getByLabel("接听人").press("Tab");
        // Past the form's own checks, as a manipulated browser would do it.
        page.route("**/submit-form", route -> route.resume(new Route.ResumeOptions()
                .setPostData(route.request().postData().replace("\"李四\"", "\"一二三四五六\""))));

        complete(page);

        Locator refusal = page.locator(".notifications .alert-danger");
        assertThat(refusal).containsText("任务未能提交");
        assertThat(refusal).containsText("接听人");
        assertThat(refusal).containsText("5");
        assertThat(refusal.innerText()).doesNotContainPattern(ENGLISH);
        assertThat(page.getByLabel("接听人")).hasValue("李四");
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("tasklist-refusal.png")));
        assertThat(walk.openTasks(caseNumber)).containsExactly("Task_CallBack");

        page.unroute("**/submit-form");
        complete(page);
        assertThat(page.locator("li.task")).hasCount(0);
        assertThat(walk.running(caseNumber)).isFalse();
    }

    @Test
    void theOtherApplicationsAreChineseToo() {
        Page page = BROWSER.signedIn(port, "camunda-admin", "en-US");
        pages.add(page);
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        for (String application : List.of("welcome", "admin", "cockpit")) {
            page.navigate("/camunda/app/" + application + "/default/");
            page.locator(".section-title").locator("visible=true").first().waitFor();
            assertThat(page.locator("[cam-widget-header] .account")).containsText("总部系统管理员");
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(application + ".png")));
            assertThat(page.locator("body").innerText().replaceAll("Asia/Shanghai|Camunda Platform|\\S+@\\S+", ""))
                    .as(application).contains("客户服务案件管理").doesNotContainPattern(ENGLISH);
            assertThat(page.locator(".ce-eol-banner")).isHidden();
        }
        assertThat(errors).isEmpty();
    }

    private Page tasklist(String language) {
        Page page = BROWSER.signedIn(port, CLERK, language);
        pages.add(page);
        page.navigate("/camunda/app/tasklist/default/#/?filter=" + filter.getId());
        page.locator("li.task").first().waitFor();
        return page;
    }

    private Page claimed(String language) {
        Page page = tasklist(language);
        page.locator("li.task").first().click();
        page.locator(".fjs-form-field-select").waitFor();
        if (page.locator("button.claim").isVisible()) {
            page.locator("button.claim").click();
        }
        page.locator("button.unclaim").waitFor();
        page.locator(".disabled-form").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        return page;
    }

    private static void mistake(Page page, String label, String value, String message) {
        Locator field = page.getByLabel(label);
        field.fill(value);
        field.press("Tab");
        assertThat(page.locator(".fjs-form-field-error").filter(new Locator.FilterOptions().setHasText(message))).hasCount(1);
    }

    private static void complete(Page page) {
        page.locator(".form-actions .btn-primary").click();
    }
}
