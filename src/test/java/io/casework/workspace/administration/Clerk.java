package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.Door;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the pages of the administration: opens them and sends their forms with the hidden fields that stand in them. */
final class Clerk {

    private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\"[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final Door.Browser browser;
    private String page = "";

    Clerk(int port, String login) {
        this.browser = new Door(port).browser(login);
    }

    /** Opens a page that the person may open. */
    String opens(String path) {
        Door.Answer answer = browser.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        page = answer.body();
        return page;
    }

    /** The status of a page, whatever it is. */
    int triesToOpen(String path) {
        return browser.get(path).status();
    }

    /** Sends the form of the page that was opened last and is led on. */
    String sends(String action, Map<String, String> fields) {
        Door.Answer answer = tries(action, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return answer.header("Location");
    }

    /** Sends the form and reads why it was refused. */
    String isRefused(String action, Map<String, String> fields) {
        Door.Answer answer = tries(action, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.body();
    }

    Door.Answer tries(String action, Map<String, String> fields) {
        Map<String, String> all = hidden(action);
        all.putAll(fields);
        return browser.form(action, all);
    }

    /** Sends what no page offered, with the token of the page that was opened last. */
    int triesToSend(String action, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        Matcher token = HIDDEN.matcher(page);
        while (token.find()) {
            if (token.group(1).equals("_csrf")) {
                all.put("_csrf", token.group(2));
            }
        }
        assertThat(all).containsKey("_csrf");
        return browser.form(action, all).status();
    }

    private Map<String, String> hidden(String action) {
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            if (form.group(1).equals(action)) {
                Map<String, String> fields = new LinkedHashMap<>();
                Matcher field = HIDDEN.matcher(form.group(2));
                while (field.find()) {
                    fields.put(field.group(1), field.group(2));
                }
                return fields;
            }
        }
        throw new AssertionError("no form for " + action + " on the page:\n" + page);
    }
}
