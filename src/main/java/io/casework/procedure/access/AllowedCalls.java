package io.casework.procedure.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The calls of the engine's REST interface that people may make: what Tasklist and Welcome need, and the same under
 * {@code /engine-rest}. Whatever is not listed is refused, so that a way in that nobody thought of is shut. System administrators
 * are not bound by the list. What a listed call may touch is judged inside the engine, by {@link TaskRights}.
 */
final class AllowedCalls {

    /** Who a line of the list is for. */
    enum For { EVERYBODY, PROCEDURE_ADMIN }

    /** What a call carries. */
    enum Body { NONE, JSON, UPLOAD }

    /** A list with nothing in it, for calls of Tasklist about things that are no part of our procedures. */
    static final String NOTHING = "[]";

    /** A condition beyond method and path; gets the variables of the path. */
    interface Condition {
        boolean holds(HttpServletRequest request, Map<String, String> path, String login);
    }

    /**
     * One line of the list.
     *
     * @param answer what is answered at once, without asking the engine; {@code null} where the engine is asked
     */
    record Call(String method, PathPattern path, For who, Body body, Condition condition, String answer) {
    }

    private static final List<String> PREFIXES =
            List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default");
    private static final Condition ALWAYS = (request, path, login) -> true;
    private static final Condition MYSELF = (request, path, login) -> login.equals(path.get("user"));
    private static final Condition MY_GROUPS = (request, path, login) -> login.equals(request.getParameter("member"));
    private static final Condition ONE_PERSON = (request, path, login) -> request.getParameter("id") != null;

    private final List<Call> calls = new ArrayList<>();
    private final PathPatternParser parser = new PathPatternParser();

    AllowedCalls() {
        // Who am I, what may a password look like
        get("/identity/password-policy");
        json("POST", "/identity/password-policy", ALWAYS);
        line("GET", "/user", For.EVERYBODY, Body.NONE, ONE_PERSON);
        get("/user/{user}/profile");
        json("PUT", "/user/{user}/credentials", MYSELF);
        line("GET", "/group", For.EVERYBODY, Body.NONE, MY_GROUPS);
        line("GET", "/group/count", For.EVERYBODY, Body.NONE, MY_GROUPS);
        // Welcome sends the same question in the body; which posts there are and who holds them is no secret among staff.
        json("POST", "/group", ALWAYS);

        // Lists of tasks
        get("/filter");
        get("/filter/count");
        line("OPTIONS", "/filter", For.EVERYBODY, Body.NONE, ALWAYS);
        line("OPTIONS", "/filter/{id}", For.EVERYBODY, Body.NONE, ALWAYS);
        get("/filter/{id}/list");
        json("POST", "/filter/{id}/list", ALWAYS);
        get("/filter/{id}/count");
        json("POST", "/filter/{id}/count", ALWAYS);
        get("/task");
        json("POST", "/task", ALWAYS);
        get("/task/count");
        json("POST", "/task/count", ALWAYS);

        // One task
        get("/task/{id}");
        get("/task/{id}/form");
        get("/task/{id}/deployed-form");
        get("/task/{id}/form-variables");
        get("/task/{id}/identity-links");
        // What there is to say about a case stands in its timeline; the engine's comments know neither its readers nor its site.
        PREFIXES.forEach(prefix -> calls.add(new Call("GET", parser.parse(prefix + "/task/{id}/comment"),
                For.EVERYBODY, Body.NONE, ALWAYS, NOTHING)));
        get("/history/user-operation");
        get("/history/user-operation/count");
        json("POST", "/task/{id}/claim", ALWAYS);
        json("POST", "/task/{id}/unclaim", ALWAYS);
        json("POST", "/task/{id}/assignee", ALWAYS);
        json("POST", "/task/{id}/submit-form", ALWAYS);
        json("POST", "/task/{id}/complete", ALWAYS);

        // Start of a procedure: only by its form, never at a step in its middle
        get("/process-definition");
        get("/process-definition/count");
        get("/process-definition/{id}");
        get("/process-definition/key/{key}");
        for (String definition : List.of("/process-definition/{id}", "/process-definition/key/{key}")) {
            get(definition + "/startForm");
            get(definition + "/deployed-start-form");
            get(definition + "/form-variables");
            get(definition + "/xml");
            json("POST", definition + "/submit-form", ALWAYS);
        }
        get("/version");
        get("/engine");

        // Those who change procedures: Camunda Modeler's deploy button, and reading what is deployed
        line("POST", "/deployment/create", For.PROCEDURE_ADMIN, Body.UPLOAD, ALWAYS);
        for (String read : List.of("/deployment", "/deployment/**", "/decision-definition", "/decision-definition/**",
                "/decision-requirements-definition", "/decision-requirements-definition/**", "/process-definition/**")) {
            line("GET", read, For.PROCEDURE_ADMIN, Body.NONE, ALWAYS);
        }

        // The web applications themselves
        exactly("GET", "/camunda/api/engine/engine");
        exactly("GET", "/camunda/api/engine/engine/");
        exactly("GET", "/camunda/api/admin/auth/user/{engine}");
        exactly("GET", "/camunda/api/{app}/plugin/{plugin}/static/**");
    }

    /** The first line that lets this call through, or {@code null}. */
    Call allowing(HttpServletRequest request, PathContainer path, String login, Set<String> posts) {
        String method = "HEAD".equals(request.getMethod()) ? "GET" : request.getMethod();
        for (Call call : calls) {
            if (!call.method().equals(method) || call.who() == For.PROCEDURE_ADMIN && !posts.contains(DoorPosts.PROCEDURE_ADMIN)) {
                continue;
            }
            PathPattern.PathMatchInfo match = call.path().matchAndExtract(path);
            if (match != null && call.condition().holds(request, match.getUriVariables(), login)) {
                return call;
            }
        }
        return null;
    }

    private void get(String path) {
        line("GET", path, For.EVERYBODY, Body.NONE, ALWAYS);
    }

    private void json(String method, String path, Condition condition) {
        line(method, path, For.EVERYBODY, Body.JSON, condition);
    }

    private void line(String method, String path, For who, Body body, Condition condition) {
        for (String prefix : PREFIXES) {
            calls.add(new Call(method, parser.parse(prefix + path), who, body, condition, null));
        }
    }

    private void exactly(String method, String path) {
        calls.add(new Call(method, parser.parse(path), For.EVERYBODY, Body.NONE, ALWAYS, null));
    }
}
