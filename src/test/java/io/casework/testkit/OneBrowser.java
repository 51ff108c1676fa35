package io.casework.testkit;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browser of a test class, registered as a static extension: it starts before the first test and closes after the last. */
public final class OneBrowser implements BeforeAllCallback, AfterAllCallback {

    private Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium = Chromium.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** A page of a person who has signed in, in Chinese. */
    public Page signedIn(int port, String login) {
        return signedIn(port, login, "zh-CN");
    }

    /** A page of a person who has signed in, see {@link Chromium#signedIn}. */
    public Page signedIn(int port, String login, String language) {
        return chromium.signedIn(port, login, language);
    }

    /** Adds to the list whatever goes wrong in the scripts of the page and whatever the page writes to its console as an error. */
    public static void note(Page page, List<String> errors) {
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                errors.add(message.text());
            }
        });
    }
}
