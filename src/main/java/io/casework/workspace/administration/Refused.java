package io.casework.workspace.administration;

import io.casework.platform.RuleViolation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.ui.Model;

/** A form that was refused is shown again with all that had been typed and with each message at its field. */
final class Refused {

    /** Model attribute: form and field ("day.date") to message. */
    static final String WRONG = "wrong";
    /** Model attribute: form and field to what was typed. */
    static final String TYPED = "typed";
    /** Model attribute: form to the whole reason. */
    static final String REASONS = "reasons";

    private static final int UNPROCESSABLE = 422;
    private static final String PASSWORD = "password";

    private Refused() {
    }

    /**
     * Does what a form asks for; where it is refused the form is shown again.
     *
     * @param form name of the form in the template
     * @param accept writes and tells where to go on
     * @param again fills the model and names the page of the form
     */
    static String orAgain(String form, Supplier<String> accept, Supplier<String> again, HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            return accept.get();
        } catch (RuleViolation refusal) {
            String page = again.get();
            show(model, form, refusal, request, response);
            return page;
        }
    }

    /**
     * Puts into the model what the template's fields need to show the refusal.
     *
     * @param form name of the form in the template
     */
    static void show(Model model, String form, RuleViolation refusal, HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> wrong = new LinkedHashMap<>();
        refusal.fields().forEach((field, message) -> wrong.put(form + "." + field, message));
        Map<String, String> typed = new LinkedHashMap<>();
        // A password is never sent back.
        request.getParameterMap().forEach((field, values) -> {
            if (!field.toLowerCase(java.util.Locale.ROOT).contains(PASSWORD)) {
                typed.put(form + "." + field, String.join(",", values));
            }
        });
        model.addAttribute(WRONG, wrong);
        model.addAttribute(TYPED, typed);
        model.addAttribute(REASONS, Map.of(form, refusal.getMessage()));
        response.setStatus(UNPROCESSABLE);
    }
}
