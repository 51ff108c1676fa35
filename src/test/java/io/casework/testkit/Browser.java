package io.casework.testkit;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Walks people's ways through Tasklist in a real browser: each person signs in once and then starts procedures, claims tasks, fills forms by what stands
 * next to the fields, and completes. When a step fails, a picture of the page is left in {@code target/screenshots}.
 */
public final class Browser implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Chromium chromium;
    private final int port;
    private final Map<String, Person> people = new LinkedHashMap<>();

    private Browser(Chromium chromium, int port) {
        this.chromium = chromium;
        this.port = port;
    }

    /**
     * Starts the browser.
     *
     * @param port port of the running application
     */
    public static Browser on(int port) {
        return new Browser(Chromium.start(), port);
    }

    /** The person with this login, signed in. */
    public Person as(String login) {
        return people.computeIfAbsent(login, l -> new Person(l, chromium.signedIn(port, l, "zh-CN")));
    }

    @Override
    public void close() {
        chromium.close();
    }

    /** Somebody at the screen. */
    public static final class Person {

        private final String login;
        private final Page page;
        private int pictures;

        private Person(String login, Page page) {
            this.login = login;
            this.page = page;
            page.setDefaultTimeout(15_000);
        }

        /** The page, for what this class does not know. */
        public Page page() {
            return page;
        }

        /** A picture of what the person sees now, in {@code target/screenshots}. */
        public void picture(String name) {
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }

        /**
         * Starts a procedure by its start form.
         *
         * @param procedure name as Tasklist shows it
         * @param fields label of the field to value, see {@link #fill}
         */
        public void start(String procedure, Map<String, Object> fields) {
            step("start " + procedure, () -> {
                page.navigate("/camunda/app/tasklist/default/#/");
                page.locator(".start-process-action a").click();
                Locator dialog = page.locator(".modal-content");
                dialog.locator("a").filter(new Locator.FilterOptions().setHasText(exactly(procedure))).first().click();
                dialog.locator(".fjs-form").waitFor();
                fields.forEach((label, value) -> fillIn(dialog, label, value));
                dialog.locator(".modal-footer .btn-primary:not([disabled])").click();
                dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                return null;
            });
        }

        /** Opens a task by its id and waits until its form is there. */
        public void open(String taskId) {
            step("open a task", () -> {
                page.navigate("about:blank");
                page.navigate("/camunda/app/tasklist/default/#/?task=" + taskId);
                page.locator(".fjs-form").first().waitFor();
                return null;
            });
        }

        /** Claims the task that is open on the screen, when nobody has it yet. */
        public void claim() {
            step("claim", () -> {
                page.locator("button.claim, button.unclaim, .reset-assignee, .assignee").locator("visible=true").first().waitFor();
                if (page.locator("button.claim").isVisible()) {
                    page.locator("button.claim").click();
                }
                page.locator("button.unclaim").waitFor();
                page.locator(".disabled-form").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                return null;
            });
        }

        /**
         * Fills one field of the form on the screen.
         *
         * @param label what stands next to the field
         * @param value text or number as typed; label of the option for a choice, a collection of them for several; Boolean for a check box; LocalDate,
         *     LocalTime or LocalDateTime
         */
        public void fill(String label, Object value) {
            step("fill " + label, () -> {
                fillIn(page.locator("body"), label, value);
                return null;
            });
        }

        /** Submits the form on the screen and waits until Tasklist says that it is done. */
        public void complete() {
            step("complete", () -> {
                Response answer = page.waitForResponse(response -> response.url().endsWith("/submit-form"),
                        () -> page.locator(".form-actions .btn-primary:not([disabled])").click());
                if (!answer.ok()) {
                    throw new AssertionError("refused: " + answer.text());
                }
                page.locator(".form-actions").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                return null;
            });
        }

        /** Opens the task, claims it, fills the fields and completes. */
        public void work(String taskId, Map<String, Object> fields) {
            open(taskId);
            claim();
            fields.forEach(this::fill);
            complete();
        }

        /** What can be read in the form on the screen. */
        public String formText() {
            return step("read", () -> page.locator(".fjs-form").first().innerText());
        }

        private static void fillIn(Locator where, String label, Object value) {
            Locator field = where.locator(".fjs-form-field:not(.fjs-form-field-group):not(.fjs-form-field-grouplike)")
                    .filter(new Locator.FilterOptions().setHas(where.page().locator("label, legend").filter(new Locator.FilterOptions().setHasText(exactly(label)))))
                    .first();
            field.waitFor();
            String kind = field.getAttribute("class");
            if (kind.contains("field-datetime")) {
                time(field, value);
            } else if (kind.contains("field-select")) {
                field.locator(".fjs-input-group").click();
                option(field, ".fjs-dropdownlist-item", String.valueOf(value));
            } else if (kind.contains("field-radio") || kind.contains("field-checklist")) {
                for (Object one : value instanceof Collection<?> several ? several : List.of(value)) {
                    option(field, "label", String.valueOf(one));
                }
            } else if (kind.contains("field-taglist")) {
                for (Object one : value instanceof Collection<?> several ? several : List.of(value)) {
                    field.locator(".fjs-taglist-input").fill(String.valueOf(one));
                    option(field, ".fjs-dropdownlist-item", String.valueOf(one));
                }
            } else if (kind.contains("field-checkbox")) {
                field.locator("input[type=checkbox]").setChecked((Boolean) value);
            } else {
                Locator input = field.locator("input:not([type=hidden]), textarea").first();
                input.fill(String.valueOf(value));
                input.press("Tab");
            }
        }

        private static void option(Locator field, String options, String text) {
            field.locator(options).filter(new Locator.FilterOptions().setHasText(exactly(text))).first().click();
        }

        private static void time(Locator field, Object value) {
            LocalDate day = value instanceof LocalDate d ? d : value instanceof LocalDateTime t ? t.toLocalDate() : null;
            LocalTime time = value instanceof LocalTime t ? t : value instanceof LocalDateTime t ? t.toLocalTime() : null;
            if (day != null) {
                Locator input = field.locator(".fjs-datepicker input.fjs-input");
                input.fill(day.toString());
                input.press("Tab");
            }
            if (time != null) {
                Locator input = field.locator(".fjs-timepicker input");
                input.fill(time.format(DateTimeFormatter.ofPattern("HH:mm")));
                input.press("Tab");
            }
        }

        private static Pattern exactly(String text) {
            // The browser reads the pattern, and it does not know \Q and \E.
            return Pattern.compile("^\\s*" + text.replaceAll("[\\\\.*+?^${}()|\\[\\]/]", "\\\\$0") + "\\s*\\*?\\s*$");
        }

        private <T> T step(String what, Supplier<T> action) {
            try {
                return action.get();
            } catch (RuntimeException | AssertionError failed) {
                String name = "%s-%02d-%s".formatted(login, ++pictures, what.replaceAll("[\\s/\\\\:?*]+", "-"));
                try {
                    picture(name);
                } catch (RuntimeException noPicture) {
                    failed.addSuppressed(noPicture);
                }
                throw new AssertionError("%s could not %s at %s, see %s".formatted(login, what, page.url(), PICTURES.resolve(name + ".png")), failed);
            }
        }
    }
}
