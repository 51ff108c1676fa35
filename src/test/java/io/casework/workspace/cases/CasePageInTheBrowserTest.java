package io.casework.workspace.cases;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A clerk's way through the page of a case, on a desk and on a telephone. */
@CaseworkTest
class CasePageInTheBrowserTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final Path PICTURES = Path.of("target", "pictures");

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired Walk walk;

    private final List<String> complaints = new ArrayList<>();
    private Page page;
    private String number;

    @BeforeEach
    void register() {
        walk.resetClock();
        Map<String, Object> form = new HashMap<>(Map.of("site", TestStaff.EAST, "channel", "CALL", "callerName", "陈东海", "callerPhone", "15400010101",
                "unitText", "1-1-101", "kind", "REPAIR", "matter", "厨房水管漏水", "description", "水槽下方水管接头漏水", "urgency", "URGENT"));
        form.putAll(Map.of("repairItem", "plumbing-electrical", "responsibility", "UNKNOWN"));
        number = walk.start(CLERK, "contact-intake", form);
        page = BROWSER.signedIn(port, CLERK);
        OneBrowser.note(page, complaints);
    }

    @AfterEach
    void putAway() {
        page.context().close();
    }

    private void open(int width, int height) {
        page.setViewportSize(width, height);
        page.navigate("/pages/cases/" + number);
        page.locator(".canvas[data-ready]").waitFor();
    }

    @Test
    void theDrawingMarksWhereTheCaseIsAndObeysTheContentPolicy() {
        open(1440, 900);

        String here = walk.open(number).get(0).getTaskDefinitionKey();
        assertThat(page.locator(".djs-element[data-element-id='" + here + "']")).hasClass(java.util.regex.Pattern.compile(".*\\bhere\\b.*"));
        assertThat(page.locator(".djs-element.been").count()).isPositive();
        assertThat(page.locator(".bjs-powered-by")).isVisible();
        page.locator("[data-zoom=in]").click();
        page.locator("[data-zoom=fit]").click();
        page.locator("[data-zoom=here]").click();
        page.locator("details.stops summary").click();
        assertThat(page.locator(".stops li.here")).containsText(walk.open(number).get(0).getName());
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("case-page.png")).setFullPage(true));
        assertThat(complaints).isEmpty();
    }

    @Test
    void aFormIsOpenedInPlaceAndTheClockIsStoppedAndStarted() {
        open(1440, 900);
        Locator form = page.locator("#forms details").first();
        form.locator("summary").click();
        assertThat(form).containsText("客户姓名");
        assertThat(form).containsText("陈东海");

        page.locator("#clock summary").click();
        page.locator("#pause-reason").selectOption("CUSTOMER");
        page.locator("#pause-note").fill("业主出差");
        page.locator("#clock button[type=submit]").click();
        assertThat(page.locator(".case-head")).containsText("暂停计时：等待客户");
        assertThat(page.locator("[role=status]")).containsText("已暂停计时");
        page.locator("#clock button").click();
        assertThat(page.locator("[role=status]")).containsText("已恢复计时");
        assertThat(complaints).isEmpty();
    }

    @Test
    void severalPhotosAreBroughtInAtOnceAndSeenSmall() throws Exception {
        open(390, 844);
        byte[] photo = photo(0x336699);
        page.setInputFiles("#attach-files", new FilePayload[] {new FilePayload("漏水点.jpg", "image/jpeg", photo),
            new FilePayload("伪装.jpg", "image/jpeg", "<html>".getBytes(StandardCharsets.UTF_8)),
            new FilePayload("阀门.jpg", "image/jpeg", photo(0x996633))});
        page.locator(".attach button").click();

        assertThat(page.locator("[role=status]")).containsText("已保存 2 个附件");
        assertThat(page.locator("#attachments [role=alert]").first()).containsText("“伪装.jpg”没有保存");
        Locator small = page.locator(".attachments img");
        assertThat(small).hasCount(2);
        small.first().scrollIntoViewIfNeeded();
        page.waitForFunction("() => [...document.querySelectorAll('.attachments img')].every(image => image.complete && image.naturalWidth > 0)");
        assertThat(Accessibility.violations(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("case-page-attachments.png")).setFullPage(true));

        Locator first = page.locator(".attachments > li").first();
        first.locator("summary").click();
        first.getByLabel("作废原因").fill("拍错了");
        first.locator("button").click();
        assertThat(page.locator(".attachments > li.void")).containsText("已作废：拍错了");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsNamedBeforeItIsSent() {
        open(1440, 900);
        page.evaluate("() => { document.querySelector('form.attach').dataset.megabytes = '0'; }");
        page.setInputFiles("#attach-files", new FilePayload("大.pdf", "application/pdf", new byte[10]));
        assertThat(page.locator(".attach .wrong")).containsText("“大.pdf”超过");
        page.locator(".attach button").click();
        assertThat(page.locator("[role=status]")).hasCount(0);
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    private static byte[] photo(int colour) throws Exception {
        BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 800; x++) {
            for (int y = 0; y < 600; y++) {
                image.setRGB(x, y, colour + (x / 4) + (y / 6 << 8));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    @Test
    void nothingIsHardToReadOrToReachOnAnyWidth() {
        for (int width : new int[] {1440, 390}) {
            open(width, 900);
            page.locator("#forms summary").first().click();
            page.locator("#forms dl").first().waitFor();
            page.locator("#clock summary").click();
            page.locator("details.stops summary").click();
            assertThat(Accessibility.violations(page)).as("at %s pixels", width).isEmpty();
            assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth")).as("no sideways scrolling").isLessThanOrEqualTo(width);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("case-page-phone.png")).setFullPage(true));
        assertThat(complaints).isEmpty();
    }
}
