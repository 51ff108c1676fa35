package io.casework.testkit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks people's ways through Tasklist in a real browser: each person signs in once and then starts procedures, claims tasks, fills forms by what stands
 * next to the fields, and completes. When a step fails, a picture of the page is left in {@code target/pictures}.
 */
public final class Browser implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String TASKLIST = "/camunda/app/tasklist/default/#/";
    private static final Pattern FILTER_IN_ADDRESS = Pattern.compile("[?&]filter=([0-9a-f-]{36})");
    private static final String TWO_PAINTINGS = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))";
    /** What stands on the screen where a text was not translated. */
    private static final Pattern TEXT_KEY = Pattern.compile("[A-Z]{3,}_[A-Z]{3,}");
    private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

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

    /** What went wrong in the scripts of all pages; to be empty. */
    public List<String> scriptErrors() {
        return people.values().stream().flatMap(person -> person.errors.stream()).toList();
    }

    @Override
    public void close() {
        chromium.close();
    }

    /** What a person has typed into a field. */
    private record Typed(Locator input, String text) {

        void isStillThere() {
            assertThat(input).hasValue(text);
        }
    }

    /** Somebody at the screen. */
    public static final class Person {

        private final String login;
        private final Page page;
        private final List<String> errors = new ArrayList<>();
        /** What was typed last into each field of the form on the screen. */
        private final Map<String, Typed> typed = new LinkedHashMap<>();
        /** Identifier of the list of all tasks of the own posts, once it was opened. */
        private String list;
        private String searched;
        private int pictures;

        private Person(String login, Page page) {
            this.login = login;
            this.page = page;
            page.setDefaultTimeout(15_000);
            page.onPageError(errors::add);
        }

        /** The page, for what this class does not know. */
        public Page page() {
            return page;
        }

        /** A picture of what the person sees now, in {@code target/pictures}. */
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
                page.navigate(TASKLIST);
                list = null;
                searched = null;
                page.locator(".start-process-action a").click();
                Locator dialog = page.locator(".modal-content");
                dialog.locator("a").filter(new Locator.FilterOptions().setHasText(exactly(procedure))).first().click();
                dialog.locator(".fjs-form").waitFor();
                typed.clear();
                fields.forEach((label, value) -> fillIn(dialog, label, value));
                Response answer = page.waitForResponse(response -> response.url().endsWith("/submit-form"),
                        () -> dialog.locator(".modal-footer .btn-primary:not([disabled])").click());
                if (!answer.ok()) {
                    throw new AssertionError("refused: " + answer.text());
                }
                dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                return null;
            });
        }

        /** Opens a task by its id and waits until its form is there. */
        public void open(String taskId) {
            step("open a task", () -> {
                page.navigate("about:blank");
                page.navigate(TASKLIST + "?task=" + taskId);
                page.locator(".fjs-form").first().waitFor();
                return null;
            });
        }

        /**
         * Finds a task in the list of all tasks of the person's posts, by the search for a case number, opens it and waits until its form is there.
         *
         * @param task name of the task as the list shows it
         */
        public void open(String caseNumber, String task) {
            step("open " + task, () -> {
                typed.clear();
                search(caseNumber);
                page.locator("li.task").filter(new Locator.FilterOptions().setHasText(caseNumber))
                        .filter(new Locator.FilterOptions().setHas(page.locator("h4").filter(new Locator.FilterOptions().setHasText(exactly(task)))))
                        .first().click();
                page.locator(".task-card h2.task").filter(new Locator.FilterOptions().setHasText(exactly(task))).waitFor();
                page.locator(".fjs-form", new Page.LocatorOptions().setHasText(caseNumber)).waitFor();
                return null;
            });
        }

        /** Names of the tasks of a case that the person finds in the list of all tasks of the own posts. */
        public List<String> finds(String caseNumber) {
            return step("look for " + caseNumber, () -> {
                search(caseNumber);
                return page.locator("li.task h4").allInnerTexts().stream().map(String::strip).toList();
            });
        }

        /** Follows a link to a task that is none of the person's business: nothing of it is shown. */
        public void isNotShown(String taskId) {
            step("follow a link", () -> {
                page.navigate("about:blank");
                list = null;
                searched = null;
                Response answer = page.waitForResponse(response -> response.url().endsWith("/task/" + taskId),
                        () -> page.navigate(TASKLIST + "?forceDisplayTask=true&task=" + taskId));
                if (answer.ok()) {
                    throw new AssertionError("shown: " + answer.text());
                }
                page.getByText("请在列表中选择任务").waitFor();
                assertThat(page.locator(".fjs-form")).hasCount(0);
                return null;
            });
        }

        /** Turns to the list of all tasks of the own posts, narrowed to a case, and waits until it is up to date. */
        private void search(String caseNumber) {
            if (list == null) {
                page.navigate(TASKLIST);
                page.locator(".task-filters a").filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*全部（本岗位）"))).click();
                page.waitForURL(FILTER_IN_ADDRESS);
                list = FILTER_IN_ADDRESS.matcher(page.url()).results().findFirst().orElseThrow().group(1);
                // The list that was just chosen may still be loading; a page that begins with the narrowed one loads nothing else.
                page.navigate("about:blank");
            }
            String narrowed = TASKLIST + "?filter=" + list + "&searchQuery=" + URLEncoder.encode(
                    "[{\"type\":\"processInstanceBusinessKey\",\"operator\":\"eq\",\"value\":\"" + caseNumber + "\",\"name\":\"\"}]", StandardCharsets.UTF_8);
            if (caseNumber.equals(searched)) {
                // The same address again would load nothing.
                page.waitForResponse(this::isList, () -> page.navigate(TASKLIST + "?filter=" + list));
            }
            Response answer = page.waitForResponse(response -> isList(response) && response.request().postData().contains(caseNumber),
                    () -> page.navigate(narrowed));
            searched = caseNumber;
            Matcher count = COUNT.matcher(answer.text());
            assertThat(page.locator("li.task")).hasCount(count.find() ? Integer.parseInt(count.group(1)) : 0);
            assertThat(page.locator(".column.tasks-list")).not().containsText(TEXT_KEY);
        }

        private boolean isList(Response response) {
            return response.url().contains("/filter/" + list + "/list") && response.request().postData() != null;
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

        /** Fills fields of the form on the screen, in the order of the map, see {@link #fill(String, Object)}. */
        public void fill(Map<String, Object> fields) {
            fields.forEach(this::fill);
        }

        /**
         * Tries to submit the form on the screen and is told why not: by the form itself or by the server. What was typed stays.
         *
         * @return what the person reads about it
         */
        public String refused() {
            return step("be refused", () -> {
                page.locator(".form-actions .btn-primary").click();
                Locator reason = page.locator(".notifications .alert-danger .message, .fjs-form-field-error").locator("visible=true")
                        .filter(new Locator.FilterOptions().setHasText(Pattern.compile("\\S")));
                reason.first().waitFor();
                String read = String.join("\n", reason.allInnerTexts());
                typed.values().forEach(Typed::isStillThere);
                return read;
            });
        }

        /** Puts away what Tasklist reported. */
        public void dismiss() {
            step("dismiss", () -> {
                for (Locator close : page.locator(".notifications .alert button.close").locator("visible=true").all()) {
                    close.click();
                }
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
                typed.clear();
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

        /** Finds the task of a case, claims it, fills the fields and completes. */
        public void work(String caseNumber, String task, Map<String, Object> fields) {
            open(caseNumber, task);
            claim();
            fill(fields);
            complete();
        }

        /** Waits until all of this can be read in the form on the screen. */
        public void reads(String... texts) {
            step("read", () -> {
                for (String text : texts) {
                    assertThat(page.locator(".fjs-form").first()).containsText(text);
                }
                return null;
            });
        }

        /** What can be read in the form on the screen. */
        public String formText() {
            return step("read", () -> page.locator(".fjs-form").first().innerText());
        }

        private void fillIn(Locator where, String label, Object value) {
            if (value instanceof List<?> rows && !rows.isEmpty() && rows.get(0) instanceof Map<?, ?>) {
                rows(where, label, rows);
                return;
            }
            Locator field = where.locator(".fjs-form-field:not(.fjs-form-field-grouplike)")
                    .filter(new Locator.FilterOptions().setHas(labelled(where.page(), label))).first();
            field.waitFor();
            String kind = field.getAttribute("class");
            if (kind.contains("field-datetime")) {
                time(field, value);
            } else if (kind.contains("field-select")) {
                field.locator(".fjs-input-group").click();
                option(field, ".fjs-dropdownlist-item", String.valueOf(value));
            } else if (kind.contains("field-radio") || kind.contains("field-checklist")) {
                for (Object one : value instanceof Collection<?> several ? several : List.of(value)) {
                    option(field, "label:has(input)", String.valueOf(one));
                }
            } else if (kind.contains("field-taglist")) {
                for (Object one : value instanceof Collection<?> several ? several : List.of(value)) {
                    field.locator(".fjs-taglist-input").fill(String.valueOf(one));
                    option(field, ".fjs-dropdownlist-item", String.valueOf(one));
                }
            } else if (kind.contains("field-checkbox")) {
                field.locator("input[type=checkbox]").setChecked((Boolean) value);
            } else {
                type(field.locator("input:not([type=hidden]), textarea").first(), String.valueOf(value));
            }
        }

        /** A list in the form: as many rows as there are maps, each filled by its labels. */
        private void rows(Locator where, String label, List<?> values) {
            Locator whole = where.locator(".fjs-form-field-grouplike").filter(new Locator.FilterOptions().setHas(labelled(where.page(), label))).last();
            Locator rows = whole.locator(".fjs-repeat-row-container");
            rows.first().waitFor();
            for (int there = rows.count(); there != values.size(); there = rows.count()) {
                if (there < values.size()) {
                    whole.locator(".fjs-repeat-render-add").click();
                    rows.nth(there).waitFor();
                } else {
                    rows.last().locator(".fjs-repeat-row-remove").click();
                    rows.nth(there - 1).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
                }
            }
            for (int i = 0; i < values.size(); i++) {
                Locator row = rows.nth(i);
                ((Map<?, ?>) values.get(i)).forEach((name, value) -> fillIn(row, String.valueOf(name), value));
            }
        }

        /** The label of a field or of a group itself, not that of an option in it. */
        private static Locator labelled(Page page, String label) {
            return page.locator(":scope > label:first-child, :scope > .fjs-vertical-group > .fjs-datetime-subsection > label")
                    .filter(new Locator.FilterOptions().setHasText(exactly(label)));
        }

        private void type(Locator input, String text) {
            input.fill(text);
            // Leaving by the tab key would open the choice that comes next.
            input.blur();
            // Date and time are put together by form-js between two paintings; nobody types faster than that.
            page.evaluate(TWO_PAINTINGS);
            typed.put(input.toString(), new Typed(input, text));
        }

        private static void option(Locator field, String options, String text) {
            field.locator(options).filter(new Locator.FilterOptions().setHasText(exactly(text))).first().click();
        }

        private void time(Locator field, Object value) {
            LocalDate day = value instanceof LocalDate d ? d : value instanceof LocalDateTime t ? t.toLocalDate() : null;
            LocalTime time = value instanceof LocalTime t ? t : value instanceof LocalDateTime t ? t.toLocalTime() : null;
            if (day != null) {
                type(field.locator(".fjs-datepicker input.fjs-input"), day.toString());
            }
            if (time != null) {
                type(field.locator(".fjs-timepicker input"), time.format(DateTimeFormatter.ofPattern("HH:mm")));
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
