package io.casework.workspace.call;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.casework.casefile.CaseFiles;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Relation;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A clerk with the telephone in one hand: the whole screen by keyboard, and what happens when the sign-in runs out while typing. */
@CaseworkTest
class CallScreenInTheBrowserTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Pattern DONE = Pattern.compile(".*/pages/call/done/KF-\\d{8}-\\d{4}");

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired Walk walk;
    @Autowired CustomerRegister register;
    @Autowired CaseFiles cases;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @Value("${casework.call.most-drafts}") int mostDrafts;

    private final List<Page> pages = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    @BeforeEach
    void resetClock() {
        walk.resetClock();
        // Only the newest drafts of a person are in sight, and while the clock stands those that other tests left are as new.
        jdbc.update("delete from call_draft where login = ?", CLERK);
    }

    @AfterEach
    void closePages() {
        pages.forEach(page -> page.context().close());
        assertThat(errors).isEmpty();
    }

    private Page signedIn() {
        Page page = BROWSER.signedIn(port, CLERK);
        page.setDefaultTimeout(15_000);
        page.onPageError(errors::add);
        pages.add(page);
        return page;
    }

    /** Two owners of neighbouring units of a building of their own. */
    private void homes(int building, String... names) {
        transaction.executeWithoutResult(status -> {
            long id = register.addBuilding(TestStaff.EAST, building + "栋");
            for (int i = 0; i < names.length; i++) {
                long unit = register.addUnit(id, building + "栋1单元10" + (i + 1), new BigDecimal("89.50"), LocalDate.of(2025, 6, 30), true);
                register.addHousehold(register.addCustomer(names[i], List.of("154" + building + "010" + (i + 1)), ""), unit, Relation.OWNER, LocalDate.of(2025, 6, 30));
            }
        });
    }

    private static String focused(Page page) {
        return (String) page.evaluate("() => document.activeElement.id");
    }

    private void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }

    /** Types one after the other and waits for what the server answers to what was kept. */
    private static void kept(Page page, Runnable typing) {
        Response answer = page.waitForResponse(response -> response.request().method().equals("POST") && response.url().matches(".*/pages/call/drafts/[0-9a-f-]+"), typing);
        assertThat(answer.ok()).isTrue();
    }

    @Test
    @Rule("AS-INT-01")
    void aCallIsTakenByKeyboardAlone() {
        homes(7101, "键盘甲", "键盘乙");
        String earlier = walk.start(CLERK, "contact-intake", Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "键盘乙", "callerPhone", "15471010102",
                "unitText", "7101栋1单元102", "kind", "COMPLAINT", "matter", "楼上噪音", "description", "夜里很吵", "urgency", "NORMAL"));
        Page page = signedIn();
        page.locator("a.button", new Page.LocatorOptions().setHasText("来电登记")).press("Enter");
        page.waitForURL("**/pages/call");
        assertThat(focused(page)).isEqualTo("q");
        assertThat(Accessibility.violations(page)).isEmpty();

        page.keyboard().type("键盘");
        Locator options = page.locator("#match-list [role=option]");
        assertThat(options).hasCount(3);
        assertThat(page.locator("#q")).hasAttribute("aria-expanded", "true");
        assertThat(options.nth(0)).hasAttribute("aria-selected", "true");
        page.keyboard().press("ArrowDown");
        assertThat(options.nth(1)).containsText("键盘乙");
        assertThat(page.locator("#q")).hasAttribute("aria-activedescendant", options.nth(1).getAttribute("id"));
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(page.locator("#page").innerText()).doesNotContain("<a ", "href=");
        picture(page, "call-matches");
        page.keyboard().press("Enter");

        assertThat(page.locator(".who-calls h2")).containsText("键盘乙");
        assertThat(page.locator(".known")).containsText("7101栋1单元102");
        assertThat(page.locator(".known")).containsText("在保，至 2027-06-30");
        assertThat(page.locator(".known .cases").first()).containsText(earlier);
        assertThat(page.locator("#f-callerName")).hasValue("键盘乙");
        assertThat(page.locator("#f-unitText")).hasValue("7101栋1单元102");
        assertThat(focused(page)).isEqualTo("f-kind");
        assertThat((Boolean) page.evaluate("() => document.querySelector('.who-calls h2').getBoundingClientRect().top >= document.querySelector('.finder').getBoundingClientRect().bottom"))
                .as("who calls is in sight").isTrue();
        assertThat(page.locator("[data-key=repairItem]")).isHidden();

        // 投诉: the second kind in the list.
        kept(page, () -> {
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
        });
        assertThat(page.locator("#f-kind")).hasValue("COMPLAINT");
        assertThat(page.locator("[data-key=complaintStated]")).isHidden();
        assertThat(page.locator("#echo")).containsText("可能是重复来电");
        assertThat(page.locator("#echo")).containsText(earlier);
        kept(page, () -> {
            page.locator("#echo input").focus();
            page.keyboard().press("Space");
        });
        page.locator("#f-kind").focus();
        page.keyboard().press("Tab");
        assertThat(focused(page)).isEqualTo("f-matter");
        assertThat(Accessibility.violations(page)).isEmpty();

        page.keyboard().press("F9");
        assertThat(page.locator("#refusal")).containsText("没有立案");
        assertThat(focused(page)).isEqualTo("f-matter");
        assertThat(page.locator("#w-matter")).containsText("事由");
        assertThat(page.locator("#echo input")).isChecked();
        assertThat(Accessibility.violations(page)).isEmpty();
        picture(page, "call-refused");

        page.keyboard().type("楼上噪音又来了");
        page.keyboard().press("Tab");
        kept(page, () -> page.keyboard().type("又吵了一夜"));
        assertThat(page.locator("#kept")).containsText("草稿已保存");
        page.reload();
        assertThat(page.locator("#f-description")).hasValue("又吵了一夜");
        assertThat(page.locator(".who-calls h2")).containsText("键盘乙");
        picture(page, "call-screen");

        page.keyboard().press("Control+Enter");
        page.waitForURL(DONE);
        String number = page.locator(".number").innerText();
        assertThat(cases.view(number).matter()).isEqualTo("楼上噪音又来了");
        assertThat(cases.view(number).customerName()).isEqualTo("键盘乙");
        assertThat(jdbc.queryForObject("select earlier_number from call_repeat where case_number = ?", String.class, number)).isEqualTo(earlier);
        assertThat(page.locator(".call-done a", new Page.LocatorOptions().setHasText("接着办"))).hasAttribute("href", Pattern.compile(".*/camunda/app/tasklist/default/#/\\?task=[0-9a-f-]+"));
        assertThat(Accessibility.violations(page)).isEmpty();
        picture(page, "call-done");
        assertThat(focused(page)).isEqualTo("next-call");

        page.keyboard().press("Enter");
        page.waitForURL("**/pages/call");
        page.locator("#f-matter").focus();
        page.keyboard().press("Alt+1");
        assertThat(focused(page)).isEqualTo("q");
        page.keyboard().press("Alt+2");
        assertThat(focused(page)).isEqualTo("f-callerName");
        assertThat(page.locator("#f-callerName")).hasValue("");
    }

    @Test
    void somebodyWhoIsNotOnRecordIsTakenWithWhatWasTypedIntoTheSearch() {
        Page page = signedIn();
        page.navigate("/pages/call");
        page.keyboard().type("15371020009");
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-callerPhone")).hasValue("15371020009");
        assertThat(focused(page)).isEqualTo("f-callerName");
        page.keyboard().type("路过的人");
        page.keyboard().press("Escape");
        page.locator("#go").focus();
        page.keyboard().press("/");
        assertThat(focused(page)).isEqualTo("q");
        page.keyboard().type("没有这个人的");
        page.keyboard().press("Escape");
        assertThat(page.locator("#match-list")).hasCount(0);
        assertThat(page.locator("#q")).hasValue("");
    }

    @Test
    void whenTheSignInRunsOutThePageSaysSoAndKeepsWhatWasTyped() {
        Page page = signedIn();
        page.navigate("/pages/call");
        page.locator("#f-callerName").fill("半路退出");
        kept(page, () -> page.locator("#f-matter").fill("说到一半"));

        page.context().clearCookies();
        page.locator("#f-description").fill("这一段还没有保存");
        assertThat(page.locator("#trouble")).containsText("登录已失效");
        assertThat(page.locator("#f-description")).hasValue("这一段还没有保存");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.keyboard().press("F9");
        assertThat(page.locator("#trouble")).isVisible();
        assertThat(page.locator("#f-description")).hasValue("这一段还没有保存");
        page.locator("#q").fill("键盘");
        assertThat(page.locator("#match-list")).hasCount(0);
        picture(page, "call-signed-out");

        Page window = page.context().waitForPage(() -> page.locator("#trouble a").click());
        window.fill("[name=username]", CLERK);
        window.fill("[name=password]", TestStaff.PASSWORD);
        window.click("[type=submit]");
        window.waitForURL(address -> !address.endsWith("/login"));
        kept(page, () -> page.locator("#trouble button").click());
        assertThat(page.locator("#trouble")).isHidden();
        assertThat(page.locator("#kept")).containsText("草稿已保存");
        page.reload();
        assertThat(page.locator("#f-description")).hasValue("这一段还没有保存");
        assertThat(page.locator("#f-callerName")).hasValue("半路退出");

        page.navigate("/pages/call");
        assertThat(page.locator(".drafts").first()).containsText("半路退出");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator(".drafts li", new Page.LocatorOptions().setHasText("半路退出")).locator("button").click();
        page.waitForURL("**/pages/call?discarded=*");
        assertThat(page.locator(".put-away-now")).containsText("半路退出");
        assertThat(page.locator(".drafts a", new Page.LocatorOptions().setHasText("半路退出"))).hasCount(0);
    }

    @Test
    void whatWasTypedAMomentBeforeARefreshOrTheWayOutIsStillThere() {
        Page page = signedIn();
        page.navigate("/pages/call");
        kept(page, () -> page.locator("#f-callerName").fill("急性子"));
        page.locator("#f-matter").fill("刚刚输入");
        page.reload();
        assertThat(page.locator("#f-matter")).hasValue("刚刚输入");
        assertThat(page.locator("#f-callerName")).hasValue("急性子");

        page.navigate("/pages/call");
        page.locator("#f-callerName").fill("头一个字就刷新");
        page.reload();
        assertThat(page.locator("#f-callerName")).hasValue("头一个字就刷新");

        page.locator("#f-matter").fill("说完就退出");
        page.locator(".leave button").click();
        page.waitForURL("**/login?out");
        assertThat(page.locator("body")).containsText("您已退出登录");
        page.fill("[name=username]", CLERK);
        page.fill("[name=password]", TestStaff.PASSWORD);
        page.click("[type=submit]");
        page.waitForURL(address -> !address.endsWith("/login"));
        page.navigate("/pages/call");
        for (String name : List.of("急性子", "头一个字就刷新")) {
            assertThat(page.locator(".drafts").first()).containsText(name);
        }
        page.locator(".drafts a", new Page.LocatorOptions().setHasText("头一个字就刷新")).click();
        assertThat(page.locator("#f-matter")).hasValue("说完就退出");
        page.locator("#drop").click();
        page.waitForURL("**/pages/call?discarded=*");
        page.locator(".drafts li", new Page.LocatorOptions().setHasText("急性子")).locator("button").click();
        assertThat(page.locator(".put-away-now")).containsText("急性子");
        assertThat(page.locator(".drafts a", new Page.LocatorOptions().setHasText("急性子"))).hasCount(0);
    }

    @Test
    void whileTheServerIsAwayThePageKeepsTryingAndWhatWasTypedMeanwhileArrives() {
        Page page = signedIn();
        page.navigate("/pages/call");
        kept(page, () -> page.locator("#f-callerName").fill("断线中"));
        page.context().setOffline(true);
        page.locator("#f-matter").fill("断线时输入");
        assertThat(page.locator("#trouble")).containsText("暂时连不上服务器");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.context().setOffline(false);
        assertThat(page.locator("#trouble")).isHidden();
        assertThat(page.locator("#kept")).containsText("草稿已保存");
        page.reload();
        assertThat(page.locator("#f-matter")).hasValue("断线时输入");
        page.locator("#drop").click();
        page.waitForURL("**/pages/call?discarded=*");
    }

    @Test
    void whatIsPastedIsNeverCutOff() {
        Page page = signedIn();
        page.navigate("/pages/call");
        page.locator("#f-callerName").fill("长话");
        kept(page, () -> page.locator("#f-description").fill("长".repeat(5000)));
        assertThat(page.locator("[data-key=description] .over")).hasText("写了 5000 个字，最多 2000 个，请删去 3000 个。");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.keyboard().press("F9");
        assertThat(page.locator("#w-description")).containsText("2000");
        page.reload();
        assertThat(page.locator("#f-description")).hasValue("长".repeat(5000));
        page.locator("#f-description").fill("长话短说");
        assertThat(page.locator("[data-key=description] .over")).isHidden();
        page.locator("#drop").click();
        page.waitForURL("**/pages/call?discarded=*");
    }

    @Test
    void twoWindowsWithTheSameSheetDoNotOverwriteEachOther() {
        Page first = signedIn();
        first.navigate("/pages/call");
        kept(first, () -> first.locator("#f-callerName").fill("两个窗口"));
        walk.turnTo(TurnableClock.START.plusMinutes(1));
        Page second = first.context().newPage();
        second.onPageError(errors::add);
        second.navigate(first.url());
        kept(second, () -> second.locator("#f-matter").fill("第二个窗口写的"));

        first.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(first.locator("#f-matter")).hasValue("第二个窗口写的");
        assertThat(first.locator("#kept")).containsText("已取来另一个窗口里的改动");
        walk.turnTo(TurnableClock.START.plusMinutes(2));
        kept(first, () -> first.locator("#f-description").fill("第一个窗口接着写"));
        second.reload();
        assertThat(second.locator("#f-matter")).hasValue("第二个窗口写的");
        assertThat(second.locator("#f-description")).hasValue("第一个窗口接着写");

        second.locator("#drop").click();
        second.waitForURL("**/pages/call?discarded=*");
    }

    @Test
    void onAPhoneNothingRunsOverTheEdge() {
        homes(7103, "手机甲");
        Page page = signedIn();
        page.setViewportSize(390, 844);
        page.navigate("/pages/call");
        page.keyboard().type("手机甲");
        page.locator("#match-list [role=option]").first().click();
        assertThat(page.locator(".who-calls h2")).containsText("手机甲");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(Accessibility.violations(page)).isEmpty();
        picture(page, "call-screen-phone");
    }

    @Test
    void aSheetPutAwayByMistakeIsTakenBackAndTheOneBesideItStays() {
        jdbc.update("insert into call_draft (id, login, started_at, updated_at, data) select gen_random_uuid(), ?, now(), now(), cast(? as jsonb)", CLERK,
                "{\"values\": {\"callerName\": \"手滑乙\", \"matter\": \"门铃不响\"}}");
        Page page = signedIn();
        page.setViewportSize(390, 844);
        page.navigate("/pages/call");
        kept(page, () -> page.locator("#f-matter").fill("正在写的事由"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("放弃草稿：手滑乙")).click();
        assertThat(page.locator(".put-away-now")).containsText("已放弃：手滑乙 · 未填房号 · 门铃不响");
        assertThat(page.locator("#f-matter")).hasValue("正在写的事由");
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        picture(page, "call-put-away-390");
        page.locator(".put-away-now").getByText("取回").click();
        assertThat(page.locator("#f-matter")).hasValue("门铃不响");
        page.navigate("/pages/call");
        assertThat(page.locator("#open-sheets h2")).containsText("2 份");
        assertThat(page.locator(".put-away")).hasCount(0);
    }

    @Test
    void whoHasBegunTooManyIsToldAndGoesOnAfterPuttingOneAway() {
        jdbc.update("insert into call_draft (id, login, started_at, updated_at, data) select gen_random_uuid(), ?, now(), now(), cast(? as jsonb) from generate_series(1, ?)", CLERK,
                "{\"values\": {\"callerName\": \"堆积丙\"}}", mostDrafts);
        Page page = signedIn();
        page.navigate("/pages/call");
        assertThat(page.locator("#desk .notice.refusal").first()).containsText("到了上限");
        page.locator("#f-matter").fill("满了以后写的");
        assertThat(page.locator("#trouble")).containsText("到了上限");
        assertThat(page.locator("#trouble a")).hasAttribute("href", "/pages/call#open-sheets");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.locator("#open-sheets .drafts").first().getByText("放弃").first().click();
        assertThat(page.locator("#f-matter")).hasValue("满了以后写的");
        assertThat(page.locator("#kept")).containsText("草稿已保存");
        jdbc.update("delete from call_draft where login = ?", CLERK);
    }
}
