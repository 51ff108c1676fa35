package io.casework.testkit;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What axe finds on a page that is open in the browser: missing labels, weak contrast, wrong landmarks (WCAG 2.1 A and AA). */
public final class Accessibility {

    private static final Path AXE = Path.of("src", "main", "frontend", "node_modules", "axe-core", "axe.min.js");
    private static final String RUN = """
            async () => {
              const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
              return found.violations.flatMap(v => v.nodes.map(n => ({ rule: v.id, help: v.help, where: n.html })));
            }""";

    private Accessibility() {
    }

    /** One line per violation: rule, what it asks, and the element. Empty when there is none. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        page.evaluate(script());
        return ((List<Map<String, Object>>) page.evaluate(RUN)).stream()
                .map(found -> found.get("rule") + ": " + found.get("help") + " – " + found.get("where")).toList();
    }

    private static String script() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core is not installed: npm --prefix src/main/frontend run bundle", e);
        }
    }
}
