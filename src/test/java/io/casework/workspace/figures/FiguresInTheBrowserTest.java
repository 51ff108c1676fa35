package io.casework.workspace.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.casework.complaint.WeeklyComplaints;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.FigureRows;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.Rule;
import io.casework.testkit.Walk;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The board in a browser: charts are drawn under the policy of the pages, each says what it shows, and a value leads to its cases. */
@CaseworkTest
class FiguresInTheBrowserTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 6, 1, 9, 0);

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    @LocalServerPort int port;
    @Autowired FigureRows rows;
    @Autowired ProbeCases probes;
    @Autowired WeeklyComplaints weekly;
    @Autowired Walk walk;

    private final List<String> problems = new ArrayList<>();
    private String site;
    private Page page;

    @BeforeEach
    void aSiteWithComplaints() {
        walk.resetClock();
        site = rows.site();
        for (int i = 0; i < 8; i++) {
            LocalDateTime received = MONDAY.minusMonths(i % 4).plusDays(i);
            rows.complaint(site, received, FigureRows.closed(received.plusDays(9), "due_at", received.plusDays(7), "resolved_at", received.plusDays(4 + i),
                    "answered_at", received.plusHours(2), "called_back_at", received.plusDays(8), "callback_result", i == 3 ? "DISSATISFIED" : "SATISFIED",
                    "satisfaction", i == 3 ? 2 : 4, "responsible_post", i % 2 == 0 ? "engineering" : "property-staff", "cause",
                    i % 2 == 0 ? "ENGINEERING" : "PROPERTY", "grade", "ORDINARY", "topic", "LEAK"));
        }
        rows.complaint(site, LocalDateTime.of(2026, 6, 30, 9, 0), "due_at", LocalDateTime.of(2026, 7, 8, 0, 0));
        probes.handTo("complaint", probes.open(site, "王芳", ProbeCases.phone(), "外墙渗水"), Map.of());
        weekly.reportWhenOpen();
        walk.turnTo(LocalDateTime.of(2026, 7, 7, 9, 0));
        page = BROWSER.signedIn(port, rows.member("service-supervisor", site));
        OneBrowser.note(page, problems);
    }

    @AfterEach
    void turnBack() {
        walk.resetClock();
        page.context().close();
    }

    private void open(String path, int charts) {
        page.navigate(path);
        assertThat(page.locator(".chart").count()).as(path).isEqualTo(charts);
        for (int i = 0; i < charts; i++) {
            Locator chart = page.locator(".chart").nth(i);
            chart.locator("canvas").waitFor();
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            assertThat(chart.getAttribute("aria-label")).startsWith("图").contains("表");
            assertThat(chart.locator("canvas").boundingBox().width).as("drawn over the width of its place")
                    .isCloseTo(chart.boundingBox().width, org.assertj.core.data.Offset.offset(2.0));
            assertThat((Boolean) chart.locator("canvas").evaluate("canvas => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size > 20"))
                    .as("something is drawn on %s", path).isTrue();
        }
        assertThat(Accessibility.violations(page)).as(path).isEmpty();
    }

    @Test
    @Rule("AS-CMP-18")
    void chartsAreDrawnWithTheirTablesAndNothingIsBlocked() {
        String months = "from=2026-01&until=2026-07";
        for (String by : List.of("month", "site", "department", "cause", "grade")) {
            open("/pages/figures?" + months + "&by=" + by, 2);
            assertThat(page.locator("table.figures-table tbody tr").count()).isPositive();
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("figures.png")).setFullPage(true));
        open("/pages/figures/open", 2);
        open("/pages/figures/cost?" + months, 0);
        open("/pages/figures/warnings", 0);
        open("/pages/figures/weeks", 0);
        open("/pages/figures/weeks/" + site + "/2026-06-29", 0);
        open("/pages/figures/statements?period=2026-Q2", 0);
        open("/pages/figures/targets", 0);
        open("/pages/figures/cases?figure=complaints&" + months, 0);
        assertThat(problems).isEmpty();
    }

    @Test
    void aFigureLeadsToItsCasesByKeyboard() {
        page.navigate("/pages/figures?from=2026-01&until=2026-07");
        Locator figure = page.locator(".tile:has-text('满意率') .parts a.figure").nth(1);
        figure.focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/pages/figures/cases?**");
        assertThat(page.locator("#total").textContent()).isEqualTo("8");
        assertThat(page.locator("a.case").count()).isEqualTo(8);
        assertThat(page.locator("h1").textContent()).contains("满意率");
    }

    @Test
    void onAPhoneNothingRunsOutOfThePage() {
        page.setViewportSize(390, 844);
        for (String path : List.of("/pages/figures?from=2026-01&until=2026-07&by=department", "/pages/figures/open", "/pages/figures/cost", "/pages/figures/warnings",
                "/pages/figures/weeks", "/pages/figures/weeks/" + site + "/2026-06-29", "/pages/figures/statements", "/pages/figures/targets")) {
            page.navigate(path);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(path).isLessThanOrEqualTo(390);
        }
        assertThat(problems).isEmpty();
    }
}
