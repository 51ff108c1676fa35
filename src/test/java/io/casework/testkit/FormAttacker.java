package io.casework.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.Submissions;
import io.casework.casefile.SubmittedForm;
import io.casework.platform.RuleViolation;
import io.casework.procedure.form.FormValidator;
import io.casework.procedure.form.ShownForm;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.Door.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Attacks the forms of the real procedures, each once, at the point of a walk where a person is about to submit it with good answers. Over HTTP, as this
 * person: the good answers with one thing wrong, for every field of the form and every kind of wrong; all must be refused and nothing may change. Then the
 * good answers with SQL, HTML, Markdown and expressions in every text: they must be stored to the letter and shown harmless in the forms that follow. That
 * submission is taken back, so that the walk goes on as if nothing had been.
 *
 * @see UnderAttack
 */
@Component
public class FormAttacker {

    /** Text as an attacker would write it. The letters of no other test. */
    static final String HOSTILE = "'\"><script>alert(1)</script><img src=x onerror=alert(2)> '); drop table case_file; -- ${1+1} #{caseNumber} {{caseNumber}} "
            + "[单击](javascript:alert(3)) `a` |b| %s %n \\u0041 &lt;b&gt; =1+1 \uD83D\uDE00 甲";

    static volatile boolean active;

    private static final AtomicInteger REFUSED = new AtomicInteger();
    private static final Set<String> ATTACKED = Collections.synchronizedSet(new TreeSet<>());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHOWN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    private static final Pattern RAW_HTML = Pattern.compile("(?<!\\\\)<\\s*(script|img)|(?<!\\\\)]\\(javascript:", Pattern.CASE_INSENSITIVE);
    /** Variables that would decide a procedure; none of them stands in a form under this name unless the form itself asks for it. */
    private static final List<String> FACTS = List.of("approved", "costApproved", "directorSigns", "approvalDecision", "outcome", "caseNumber", "site",
            "callbackResult", "grade", "category", "__proto__", "caseHead");

    private final FormService forms;
    private final TaskService tasks;
    private final IdentityService identity;
    private final Submissions submissions;
    private final CaseFiles cases;
    private final TransactionTemplate transaction;
    private final DatabaseState database;
    private final Clock clock;
    private final Environment environment;

    FormAttacker(FormService forms, TaskService tasks, IdentityService identity, Submissions submissions, CaseFiles cases,
            TransactionTemplate transaction, DatabaseState database, Clock clock, Environment environment) {
        this.forms = forms;
        this.tasks = tasks;
        this.identity = identity;
        this.submissions = submissions;
        this.cases = cases;
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
        this.environment = environment;
    }

    /** Ids of the forms that were attacked since the tests began. */
    public static Set<String> attacked() {
        return new TreeSet<>(ATTACKED);
    }

    /** How many submissions were refused on the way. */
    public static int refused() {
        return REFUSED.get();
    }

    /** A place where a form is submitted: over HTTP, and from Java inside a transaction that is taken back. */
    private record Target(String path, Supplier<String> submit, Map<String, Object> good, JsonNode form, byte[] json, Map<String, Object> data, Caller person) {
    }

    /** One wrong submission. */
    private record Wrong(String what, Map<String, Object> values) {
    }

    void atTask(String login, String caseNumber, Task task, Map<String, Object> good) {
        if (!active) {
            return;
        }
        Caller person = new Door(Integer.parseInt(environment.getRequiredProperty("local.server.port"))).as(login);
        Answer form = person.get("/engine-rest/task/" + task.getId() + "/deployed-form");
        if (form.status() != 200 || ATTACKED.contains(form.json().path("id").asText())) {
            return;
        }
        Map<String, Object> data = new HashMap<>();
        person.get("/engine-rest/task/" + task.getId() + "/form-variables").json().fields()
                .forEachRemaining(entry -> data.put(entry.getKey(), JSON.convertValue(entry.getValue().path("value"), Object.class)));
        Map<String, Object> current = new LinkedHashMap<>(good);
        attack(new Target("/engine-rest/task/" + task.getId(), () -> {
            forms.submitTaskForm(task.getId(), new LinkedHashMap<>(current));
            return caseNumber;
        }, current, form.json(), form.body().getBytes(StandardCharsets.UTF_8), data, person));
    }

    void atStart(String login, String processKey, String definitionId, Map<String, Object> good) {
        if (!active) {
            return;
        }
        Caller person = new Door(Integer.parseInt(environment.getRequiredProperty("local.server.port"))).as(login);
        Answer form = person.get("/engine-rest/process-definition/key/" + processKey + "/deployed-start-form");
        if (form.status() != 200 || ATTACKED.contains(form.json().path("id").asText())) {
            return;
        }
        Map<String, Object> current = new LinkedHashMap<>(good);
        attack(new Target("/engine-rest/process-definition/key/" + processKey,
                () -> forms.submitStartForm(definitionId, new LinkedHashMap<>(current)).getBusinessKey(),
                current, form.json(), form.body().getBytes(StandardCharsets.UTF_8), Map.of(), person));
    }

    private void attack(Target target) {
        if (!goesThrough(target)) {
            // The walk itself tries something that is to be refused.
            return;
        }
        List<JsonNode> fields = fields(target.form());
        Set<String> hidden = ShownForm.hidden(target.json(), target.data(), target.good(), clock);
        Map<String, String> before = database.now();
        for (Wrong wrong : wrongs(target, fields, hidden)) {
            refused(target, "submit-form", wrong);
        }
        if (target.path().startsWith("/engine-rest/task/")) {
            Map<String, Object> crafted = new LinkedHashMap<>(target.good());
            crafted.put("approved", true);
            refused(target, "complete", new Wrong("unknown key approved", crafted));
        }
        hostileTexts(target, fields, hidden);
        assertThat(database.now()).as("what is stored after all attacks on " + target.form().path("id").asText()).isEqualTo(before);
        ATTACKED.add(target.form().path("id").asText());
    }

    private boolean goesThrough(Target target) {
        return takenBack(() -> {
            try {
                target.submit().get();
                return true;
            } catch (RuntimeException refused) {
                return false;
            }
        });
    }

    private <T> T takenBack(Supplier<T> work) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }

    private void refused(Target target, String call, Wrong wrong) {
        Map<String, Object> variables = new LinkedHashMap<>();
        wrong.values().forEach((key, value) -> variables.put(key, Collections.singletonMap("value", value)));
        Answer answer = target.person().post(target.path() + "/" + call, Map.of("variables", variables));
        String attempt = target.form().path("id").asText() + ": " + wrong.what();
        assertThat(answer.status()).as(attempt + " " + answer.body()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).as(attempt).startsWith("application/problem+json");
        assertThat(answer.json().path("errors").size()).as(attempt + " names no field").isPositive();
        REFUSED.incrementAndGet();
        answer.json().path("errors").forEach(error -> assertThat(error.path("message").asText()).as(attempt).containsPattern("\\p{IsHan}"));
    }

    private static List<JsonNode> fields(JsonNode component) {
        List<JsonNode> fields = new ArrayList<>();
        for (JsonNode child : component.path("components")) {
            if (child.hasNonNull("key")) {
                fields.add(child);
            } else if ("dynamiclist".equals(child.path("type").asText())) {
                fields.add(child);
            } else {
                fields.addAll(fields(child));
            }
        }
        return fields;
    }

    private static String key(JsonNode field) {
        return field.path(field.hasNonNull("key") ? "key" : "path").asText();
    }

    private static List<Wrong> wrongs(Target target, List<JsonNode> fields, Set<String> hidden) {
        List<Wrong> wrongs = new ArrayList<>();
        Set<String> keys = new TreeSet<>(fields.stream().map(FormAttacker::key).toList());
        FACTS.stream().filter(fact -> !keys.contains(fact)).forEach(fact -> add(wrongs, target, fact, true, "unknown key"));
        for (JsonNode field : fields) {
            String key = key(field);
            String type = field.path("type").asText();
            Object good = target.good().get(key);
            if (hidden.contains(key)) {
                if (!"expression".equals(type)) {
                    add(wrongs, target, key, plausible(field), "hidden field");
                }
                continue;
            }
            if (field.path("disabled").asBoolean() || field.path("readonly").asBoolean()) {
                add(wrongs, target, key, plausible(field), "disabled field");
                continue;
            }
            if (field.path("validate").path("required").asBoolean() && good != null) {
                add(wrongs, target, key, null, "missing");
            }
            if (good != null || Set.of("textfield", "textarea").contains(type)) {
                wrongValues(field, good).forEach((what, value) -> add(wrongs, target, key, value, what));
            }
        }
        return wrongs;
    }

    private static void add(List<Wrong> wrongs, Target target, String key, Object value, String what) {
        Map<String, Object> values = new LinkedHashMap<>(target.good());
        values.put(key, value);
        wrongs.add(new Wrong(what + " " + key, values));
    }

    private static Object plausible(JsonNode field) {
        return switch (field.path("type").asText()) {
            case "number" -> 7;
            case "checkbox" -> true;
            case "datetime" -> "date".equals(field.path("subtype").asText()) ? "2026-07-20" : "2026-07-20T10:00:00";
            case "checklist", "taglist" -> List.of(field.path("values").path(0).path("value").asText("X"));
            case "select", "radio" -> field.path("values").path(0).path("value").asText("X");
            case "dynamiclist" -> List.of(Map.of("x", 1));
            default -> "不该有的内容";
        };
    }

    private static Map<String, Object> wrongValues(JsonNode field, Object good) {
        Map<String, Object> wrong = new LinkedHashMap<>();
        switch (field.path("type").asText()) {
            case "textfield", "textarea" -> {
                wrong.put("too long", "长".repeat(longest(field) + 1));
                wrong.put("far too long", "长".repeat(100_000));
                wrong.put("control character NUL", "甲\u0000乙");
                wrong.put("control character ESC", "甲\u001B[31m乙");
                wrong.put("control character BEL", "\u0007");
                wrong.put("number for text", 7);
                wrong.put("list for text", List.of("甲"));
                wrong.put("map for text", Map.of("value", "甲"));
            }
            case "select", "radio" -> {
                wrong.put("option not offered", "'; drop table case_file; --");
                wrong.put("list for option", List.of(good));
                wrong.put("yes for option", true);
            }
            case "checklist", "taglist" -> {
                wrong.put("option not offered", List.of("NOT_OFFERED"));
                wrong.put("map for options", Map.of("a", 1));
            }
            case "number" -> {
                wrong.put("text for number", "一千");
                wrong.put("yes for number", true);
                wrong.put("too large", new BigDecimal("1e300"));
                wrong.put("not written as a number", "NaN");
                JsonNode validate = field.path("validate");
                if (validate.path("max").isNumber()) {
                    wrong.put("above the largest", validate.path("max").decimalValue().add(BigDecimal.ONE));
                }
                if (validate.path("min").isNumber()) {
                    wrong.put("below the smallest", validate.path("min").decimalValue().subtract(BigDecimal.ONE));
                }
            }
            case "checkbox" -> {
                wrong.put("text for yes", "yes");
                wrong.put("number for yes", 1);
            }
            case "datetime" -> {
                wrong.put("day that is not", "date".equals(field.path("subtype").asText()) ? "2026-02-30" : "2026-02-30T10:00:00");
                wrong.put("word for day", "昨天");
                wrong.put("number for day", 5);
            }
            case "dynamiclist" -> {
                List<Object> many = new ArrayList<>(Collections.nCopies(1_000, ((List<?>) good).get(0)));
                wrong.put("too many rows", many);
                Map<String, Object> row = new LinkedHashMap<>();
                ((Map<?, ?>) ((List<?>) good).get(0)).forEach((key, value) -> row.put(key.toString(), value));
                row.put("approved", true);
                wrong.put("unknown key in a row of", List.of(row));
                wrong.put("text for rows", "甲");
            }
            default -> { }
        }
        return wrong;
    }

    private static int longest(JsonNode field) {
        JsonNode limit = field.path("validate").path("maxLength");
        int ceiling = "textarea".equals(field.path("type").asText()) ? FormValidator.MAX_TEXTAREA_LENGTH : FormValidator.MAX_TEXTFIELD_LENGTH;
        return limit.isNumber() ? Math.min(limit.asInt(), ceiling) : ceiling;
    }

    private static boolean isFreeText(JsonNode field) {
        JsonNode validate = field.path("validate");
        return Set.of("textfield", "textarea").contains(field.path("type").asText()) && !validate.hasNonNull("pattern")
                && !validate.hasNonNull("validationType") && !field.path("disabled").asBoolean() && !field.path("readonly").asBoolean();
    }

    /** Cut to the length that the field allows; what it does not allow has been tried before. */
    private static String hostile(JsonNode field) {
        int length = Math.min(longest(field), HOSTILE.length());
        return HOSTILE.substring(0, Character.isHighSurrogate(HOSTILE.charAt(length - 1)) ? length - 1 : length).strip();
    }

    private void hostileTexts(Target target, List<JsonNode> fields, Set<String> hidden) {
        Map<String, Object> good = new LinkedHashMap<>(target.good());
        Map<String, String> written = new LinkedHashMap<>();
        for (JsonNode field : fields) {
            String key = key(field);
            if (isFreeText(field) && !hidden.contains(key)) {
                written.put(key, hostile(field));
            } else if ("dynamiclist".equals(field.path("type").asText()) && good.get(key) instanceof List<?> rows) {
                target.good().put(key, rows.stream().map(row -> hostileRow(field, row)).toList());
            }
        }
        target.good().putAll(written);
        try {
            for (int attempt = 0; attempt <= written.size(); attempt++) {
                RuleViolation refusal = takenBack(() -> submitHostile(target, written));
                if (refusal == null) {
                    return;
                }
                // A field in which a text must mean something, such as a case number, refuses it by name; the others still have to take it.
                assertThat(written.keySet()).as("hostile texts refused: " + refusal.getMessage()).containsAnyElementsOf(refusal.fields().keySet());
                refusal.fields().keySet().forEach(key -> {
                    written.remove(key);
                    target.good().put(key, good.get(key));
                });
            }
        } finally {
            target.good().clear();
            target.good().putAll(good);
        }
    }

    private static Map<String, Object> hostileRow(JsonNode list, Object row) {
        Map<String, Object> hostile = new LinkedHashMap<>();
        ((Map<?, ?>) row).forEach((key, value) -> hostile.put(key.toString(), value));
        for (JsonNode field : list.path("components")) {
            if (isFreeText(field)) {
                hostile.put(key(field), hostile(field));
            }
        }
        return hostile;
    }

    private RuleViolation submitHostile(Target target, Map<String, String> written) {
        String form = target.form().path("id").asText();
        String number;
        try {
            number = target.submit().get();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof RuleViolation refusal) {
                    return refusal;
                }
            }
            throw new AssertionError("hostile texts in " + form + " are neither taken nor refused", failure);
        }
        List<SubmittedForm> stored = submissions.all(number).stream().filter(submission -> form.equals(submission.formId())).toList();
        assertThat(stored).as("stored submission of " + form).isNotEmpty();
        Map<String, Object> answers = stored.get(stored.size() - 1).answers().asMap();
        written.forEach((key, text) -> assertThat(answers.get(key)).as(form + "." + key + " to the letter").isEqualTo(text));
        Authentication person = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            for (Task next : tasks.createTaskQuery().processInstanceBusinessKey(number).list()) {
                shownHarmless(form, next);
            }
            cases.children(number).forEach(child -> tasks.createTaskQuery().processInstanceBusinessKey(child.number()).list()
                    .forEach(next -> shownHarmless(form, next)));
        } finally {
            identity.setAuthentication(person);
        }
        return null;
    }

    /** The texts that the next form shows read Markdown and HTML; what people wrote before must be neither in them. */
    private void shownHarmless(String after, Task next) {
        VariableMap shown = forms.getTaskFormVariables(next.getId());
        try (InputStream json = forms.getDeployedTaskForm(next.getId())) {
            for (String text : texts(JSON.readTree(json))) {
                Matcher name = SHOWN_NAME.matcher(text);
                while (name.find()) {
                    if (shown.get(name.group()) instanceof String value) {
                        assertThat(value).as("%s as %s shows it after %s", name.group(), next.getTaskDefinitionKey(), after).doesNotContainPattern(RAW_HTML);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode component) {
        List<String> texts = new ArrayList<>();
        for (String member : List.of("text", "content", "label", "description")) {
            if (component.path(member).isTextual()) {
                texts.add(component.path(member).asText());
            }
        }
        component.path("components").forEach(child -> texts.addAll(texts(child)));
        return texts;
    }
}
