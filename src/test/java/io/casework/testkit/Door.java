package io.casework.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the running application over HTTP as a real person: with HTTP Basic, or in a session as a browser does. */
public final class Door {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;

    public Door(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Signs in with each call, with the password of the test staff. */
    public Caller as(String login) {
        return as(login, TestStaff.PASSWORD);
    }

    public Caller as(String login, String password) {
        String credentials = Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Caller(base, client(), new HashMap<>(Map.of("Authorization", "Basic " + credentials)));
    }

    /** Not signed in. */
    public Caller anonymous() {
        return new Caller(base, client(), new HashMap<>());
    }

    /** Signed in to a session through the page, as a browser is. */
    public Browser browser(String login) {
        return browser(login, TestStaff.PASSWORD);
    }

    /** The same with another password. */
    public Browser browser(String login, String password) {
        Browser browser = new Browser(base, client());
        browser.signIn(login, password);
        return browser;
    }

    /** A browser that has not signed in yet. */
    public Browser browser() {
        return new Browser(base, client());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /**
     * @param body as text; {@link #json()} reads it
     */
    public record Answer(int status, String body, Map<String, List<String>> headers) {

        public JsonNode json() {
            try {
                return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JsonProcessingException noJson) {
                throw new AssertionError("no JSON: " + body, noJson);
            }
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst().orElse(null);
        }
    }

    /** Somebody who calls. */
    public static class Caller {

        protected final String base;
        protected final HttpClient client;
        protected final Map<String, String> headers;

        Caller(String base, HttpClient client, Map<String, String> headers) {
            this.base = base;
            this.client = client;
            this.headers = headers;
        }

        /** Adds a header to all calls that follow. */
        public Caller header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Answer get(String path) {
            return send("GET", path, null, null);
        }

        /** The bytes of a file, which must be there. */
        public byte[] bytes(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
            headers.forEach(request::header);
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() != 200) {
                    throw new AssertionError(path + " answered " + response.statusCode());
                }
                return response.body();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** @param body anything that Jackson writes; {@code null} for none */
        public Answer post(String path, Object body) {
            return json("POST", path, body);
        }

        public Answer put(String path, Object body) {
            return json("PUT", path, body);
        }

        public Answer delete(String path) {
            return send("DELETE", path, null, null);
        }

        /** Submits a task's form: each value as the form's client sends it. */
        public Answer submit(String taskId, Map<String, ?> values) {
            return post("/engine-rest/task/" + taskId + "/submit-form", Map.of("variables", variables(values)));
        }

        /** Starts a procedure by its start form. */
        public Answer start(String processKey, Map<String, ?> values) {
            return post("/engine-rest/process-definition/key/" + processKey + "/submit-form", Map.of("variables", variables(values)));
        }

        /** Claims a task for oneself. */
        public Answer claim(String taskId, String login) {
            return post("/engine-rest/task/" + taskId + "/claim", Map.of("userId", login));
        }

        /** Deploys files, name to content, as Camunda Modeler does. */
        public Answer deploy(String name, Map<String, String> files) {
            String boundary = "----casework-test";
            StringBuilder body = new StringBuilder("--" + boundary + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\n" + name + "\r\n");
            files.forEach((file, content) -> body.append("--").append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=\"").append(file).append("\"; filename=\"").append(file)
                    .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n").append(content).append("\r\n"));
            body.append("--").append(boundary).append("--\r\n");
            return send("POST", "/engine-rest/deployment/create", body.toString(), "multipart/form-data; boundary=" + boundary);
        }

        private static Map<String, Object> variables(Map<String, ?> values) {
            Map<String, Object> variables = new LinkedHashMap<>();
            values.forEach((key, value) -> {
                Map<String, Object> dto = new HashMap<>();
                dto.put("value", value);
                variables.put(key, dto);
            });
            return variables;
        }

        public Answer json(String method, String path, Object body) {
            try {
                return send(method, path, body == null ? null : JSON.writeValueAsString(body), "application/json");
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        /** Any call; {@code body} and {@code type} may be {@code null}. */
        public Answer send(String method, String path, String body, String type) {
            return sendBytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), type);
        }

        /** The same with bytes, as a file is sent. */
        public Answer sendBytes(String method, String path, byte[] body, String type) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
            headers.forEach(request::header);
            if (type != null) {
                request.header("Content-Type", type);
            }
            request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
            try {
                HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                received(response);
                return new Answer(response.statusCode(), response.body(), response.headers().map());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        void received(HttpResponse<String> response) {
        }
    }

    /** A session: keeps cookies and sends the CSRF token of the engine's web applications along. */
    public static final class Browser extends Caller {

        private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

        private final Map<String, String> cookies = new LinkedHashMap<>();

        Browser(String base, HttpClient client) {
            super(base, client, new HashMap<>());
        }

        /** Opens the page, fills in the form, sends it. */
        public Answer signIn(String login, String password) {
            Answer page = get("/login");
            Matcher token = TOKEN.matcher(page.body());
            String csrf = token.find() ? token.group(1) : "";
            return form("/login", Map.of("username", login, "password", password, "_csrf", csrf));
        }

        public Answer form(String path, Map<String, String> fields) {
            return send("POST", path, encoded(fields), "application/x-www-form-urlencoded");
        }

        private static String encoded(Map<String, String> fields) {
            StringBuilder body = new StringBuilder();
            fields.forEach((key, value) -> body.append(body.isEmpty() ? "" : "&")
                    .append(java.net.URLEncoder.encode(key, StandardCharsets.UTF_8)).append('=')
                    .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8)));
            return body.toString();
        }

        /**
         * Sends a form with files, as a browser does.
         *
         * @param files name of the file to its content; all in the field {@code files}
         */
        public Answer upload(String path, Map<String, String> fields, Map<String, byte[]> files) {
            String boundary = "----casework-test";
            java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
            fields.forEach((key, value) -> body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + "\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
            files.forEach((name, content) -> {
                body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                body.writeBytes(content);
                body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            });
            body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return sendBytes("POST", path, body.toByteArray(), "multipart/form-data; boundary=" + boundary);
        }

        /** The bytes behind a path, with the headers that came along. */
        public HttpResponse<byte[]> download(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
            headers.forEach(request::header);
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Sends a form and gives the answer while it is still coming. */
        public HttpResponse<InputStream> stream(String path, Map<String, String> fields) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
            headers.forEach(request::header);
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        public String cookie(String name) {
            return cookies.get(name);
        }

        public void setCookie(String name, String value) {
            cookies.put(name, value);
            writeHeaders();
        }

        @Override
        void received(HttpResponse<String> response) {
            for (String cookie : response.headers().allValues("set-cookie")) {
                String pair = cookie.split(";", 2)[0];
                int equals = pair.indexOf('=');
                cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            writeHeaders();
        }

        private void writeHeaders() {
            headers.put("Cookie", String.join("; ", cookies.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList()));
            if (cookies.containsKey("XSRF-TOKEN")) {
                headers.put("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
            }
        }
    }
}
