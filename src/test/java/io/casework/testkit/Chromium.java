package io.casework.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a window, for tests that walk a person's way. It is Chromium or Chrome as installed on the machine; where
 * there is none, the test is left out on a developer's machine and fails in CI.
 */
public final class Chromium implements AutoCloseable {

    /** Environment variable that names the browser's executable file. */
    public static final String EXECUTABLE = "CASEWORK_CHROMIUM";

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser. */
    public static Chromium start() {
        Path executable = Stream.concat(Stream.of(System.getenv(EXECUTABLE)), PLACES.stream()).filter(Objects::nonNull).map(Path::of)
                .filter(Files::isExecutable).findFirst().orElse(null);
        if (executable == null) {
            String message = "No Chromium found; name its executable in " + EXECUTABLE;
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(message);
            }
            Assumptions.abort(message);
        }
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync"))));
    }

    /**
     * A page of a person who has signed in.
     *
     * @param language the browser's language, for instance {@code zh-CN}
     */
    public Page signedIn(int port, String login, String language) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + port)
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai")
                .setViewportSize(1440, 900));
        Page page = context.newPage();
        page.navigate("/login");
        page.fill("[name=username]", login);
        page.fill("[name=password]", TestStaff.PASSWORD);
        page.click("[type=submit]");
        page.waitForURL(address -> !address.endsWith("/login"));
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
