package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.Attachments;
import io.casework.organisation.Accounts;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.StaffAdministration;
import io.casework.procedure.CaseProcesses;
import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Csv;
import io.casework.testkit.Door;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of ours with what no page of ours would send: it is refused in words, and never a failure of the application. */
@CaseworkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    /** What stands for a thing that does not exist. */
    private static final String NOTHING = "999999999";
    private static final List<String> VALUES = List.of("\0", "a\0b", "-1", "2147483647", "9223372036854775807", "-9223372036854775808", "99999999999999999999",
            "1e999999999", "1e-999999999", "+999999999-12-31", "+1000000000-12-31T23:59:59Z~a~1", "-999999999999999999.2.1", "999999999999999999.2.1", "2026-02-30",
            "{x}", "%", "\\u0000", "__${7*7}__::.x", "'\"--<script>", "长".repeat(400));
    /** Those that have something new to say where many have been tried. */
    private static final List<String> FEW_VALUES = List.of("\0", "-1", "9223372036854775807", "1e999999999", "+1000000000-12-31T23:59:59Z~a~1", "\\u0000", "长".repeat(400));
    /** Names that a page reads from all that was sent. */
    private static final Map<String, List<String>> READ_BY_NAME = Map.of(
            "/pages/cases", List.of("q", "site", "state", "category", "from", "until", "sort", "page"),
            "/pages/registers/{key}", List.of("q", "open", "period", "from", "until", "sort", "page", "view", "c.site", "c.number"),
            "/pages/registers/calls/export", List.of("q", "open", "from", "until", "sort"),
            "/pages/figures/cases", List.of("indicator", "part", "bucket", "category", "dimension", "key", "unit", "kind", "topic", "id", "monday", "count", "after", "x{y}"),
            "/pages/figures/targets", List.of("SATISFACTION", "TIMELINESS", "CLOSURE", "CALLBACK", "ANSWER"),
            "/pages/call/drafts/{id}", List.of("f_site", "f_callerName", "f_kind", "f_matter", "f_unitText", "link", "f_x"));
    private static final List<String> FIGURES = List.of("complaints", "ageing", "cost", "repeat", "topic", "cluster", "week", "late");

    @LocalServerPort int port;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;
    @Autowired Posts posts;
    @Autowired StaffAdministration administration;
    @Autowired Accounts accounts;
    @Autowired TransactionTemplate transaction;
    @Autowired Walk walk;
    @Autowired CaseProcesses processes;
    @Autowired TestHomes homes;
    @Autowired Attachments attachments;
    @Autowired JdbcClient jdbc;

    private final Map<String, HandlerMethod> routes = new TreeMap<>();
    private final Map<String, String> examples = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> things = new LinkedHashMap<>();
    private Door door;
    private Door.Browser everything;
    private String token;

    @BeforeAll
    void prepare() throws IOException {
        door = new Door(port);
        Csv.resource("page-rights.csv").forEach(row -> examples.put(row.get("method") + " " + row.get("route"), row.get("example")));
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("io.casework.workspace.")) {
                for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                    info.getPatternValues().forEach(route -> routes.put(
                            method + " " + VARIABLE.matcher(route).replaceAll(found -> found.group().replaceAll(":.*", "}")), handler));
                }
            }
        });
        for (String site : List.of(TestStaff.EAST, TestStaff.WEST)) {
            String phone = site.equals(TestStaff.EAST) ? "15400010101" : "15400020101";
            String number = walk.start(TestStaff.login("clerk", site), "contact-intake", Map.of("site", site, "channel", "VISIT", "callerName", "敌小楼",
                    "callerPhone", phone, "kind", "SPECIAL", "matter", "请人清洗地毯", "description", "客厅地毯约二十平方米", "urgency", "NORMAL"));
            ByteArrayOutputStream picture = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
            things.put(site, Map.of("{case}", number, "{run}", processes.of(List.of(number)).get(0).id(),
                    "{form}", jdbc.sql("select max(id) from case_submission where case_number = ?").param(number).query(String.class).single(),
                    "{attachment}", Long.toString(attachments.add(number, "照片.png", new ByteArrayInputStream(picture.toByteArray()), Actor.SYSTEM).id()),
                    "{unit}", Long.toString(homes.unit(site, "1栋1单元101")), "{customer}", Long.toString(homes.resident(site, phone).customerId()), "{site}", site));
        }
        everything = door.browser(person("hostile", posts.all(), List.of()));
        token = token(everything);
    }

    /** Somebody with these posts at the east site or headquarters, and others at the west. */
    private String person(String name, List<Post> held, List<String> west) {
        String login = name + UUID.randomUUID().toString().substring(0, 8);
        transaction.executeWithoutResult(status -> {
            administration.addStaff(login, "敌意测试", "", "");
            held.forEach(post -> administration.assign(login, post.code(), post.scope() == Post.Scope.SITE ? TestStaff.EAST : null));
            west.forEach(post -> administration.assign(login, post, TestStaff.WEST));
            accounts.setPassword(login, TestStaff.PASSWORD);
        });
        return login;
    }

    private static String token(Door.Browser person) {
        Matcher found = TOKEN.matcher(person.get("/pages/notices").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** A path to call, of a thing of this site where the table has an example, else of nothing that exists. */
    private String path(String route, String site) {
        String example = examples.getOrDefault(route, "");
        if (example.isEmpty() || route.startsWith("POST /pages/administration")) {
            String plain = route.substring(route.indexOf(' ') + 1);
            String id = plain.startsWith("/pages/call/drafts/") ? UUID.randomUUID().toString() : plain.startsWith("/pages/registers/{key}") ? "calls" : NOTHING;
            return VARIABLE.matcher(VARIABLE.matcher(plain).replaceFirst(id)).replaceAll(NOTHING);
        }
        String filled = example.contains(" ") ? example.substring(0, example.indexOf(' ')) : example;
        for (Map.Entry<String, String> thing : things.get(site).entrySet()) {
            filled = filled.replace(thing.getKey(), thing.getValue());
        }
        filled = VARIABLE.matcher(filled).replaceAll(NOTHING);
        return route.startsWith("POST") ? filled.replaceAll("\\?.*", "") : filled;
    }

    private static Set<String> names(String route, HandlerMethod handler) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
            if (type.isRecord() && parameter.getParameterAnnotations().length == 0) {
                Arrays.stream(type.getRecordComponents()).forEach(component -> names.add(component.getName()));
            } else if (param != null && !Map.class.isAssignableFrom(type)) {
                names.add(param.name().isEmpty() ? parameter.getParameter().getName() : param.name());
            }
        }
        READ_BY_NAME.forEach((of, more) -> {
            if (route.endsWith(" " + of) || route.contains(" " + of + "/") && of.contains("drafts")) {
                names.addAll(more);
            }
        });
        return names;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @Attack("values that no page sends")
    void noValueMakesAPageFail() {
        List<String> failed = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, HandlerMethod> route : routes.entrySet()) {
            boolean get = route.getKey().startsWith("GET");
            String path = path(route.getKey(), TestStaff.EAST);
            Set<String> names = names(route.getKey(), route.getValue());
            for (String name : names) {
                for (String value : get && !path.startsWith("/pages/figures/cases") ? VALUES : FEW_VALUES) {
                    for (String figure : path.startsWith("/pages/figures/cases") ? FIGURES : List.of("")) {
                        Door.Answer answer;
                        if (get) {
                            String bare = path.contains(name + "=") ? path.replaceAll("([?&])" + Pattern.quote(name) + "=[^&]*&?", "$1") : path;
                            String asking = (bare.contains("?") ? "&" : "?") + (figure.isEmpty() ? "" : "figure=" + figure + "&") + encode(name) + "=" + encode(value);
                            answer = everything.get((figure.isEmpty() ? bare : bare.replaceAll("\\?.*", "?")) + asking);
                        } else {
                            Map<String, String> fields = new LinkedHashMap<>();
                            names.forEach(each -> fields.put(each, "?"));
                            fields.put(name, value);
                            fields.put("_csrf", token);
                            answer = everything.form(path, fields);
                        }
                        asked++;
                        if (answer.status() >= 500 || String.valueOf(answer.header("Location")).endsWith("/login")) {
                            failed.add(route.getKey() + " with " + name + "=" + value + " " + figure + ": " + answer.status());
                        }
                    }
                }
            }
        }
        System.out.println("hostile values sent: " + asked);
        assertThat(asked).isGreaterThan(3000);
        assertThat(failed).isEmpty();
    }

    @Test
    @Attack("forms that came apart")
    void aFormThatCameApartIsRefusedInWords() {
        List<String> failed = new ArrayList<>();
        Map<String, String> bodies = Map.of("multipart/form-data", "x", "multipart/form-data; boundary=", "x", "multipart/form-data; boundary=b", "--b\r\nbroken",
                "application/json", "{\"a\":[[[", "text/plain", "x", "application/xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "application/x-www-form-urlencoded", "a=%zz&%=&=%", "application/x-www-form-urlencoded; charset=nowhere", "a=1");
        for (String route : routes.keySet()) {
            if (route.startsWith("POST")) {
                bodies.forEach((type, body) -> {
                    String path = path(route, TestStaff.EAST);
                    for (String address : List.of(path + "?_csrf=" + encode(token), path + "?x=%7By%7D&z=%00")) {
                        int status = everything.send("POST", address, body, type).status();
                        if (status >= 500) {
                            failed.add("POST " + address + " as " + type + ": " + status);
                        }
                    }
                });
            }
        }
        assertThat(failed).isEmpty();
        Door.Answer broken = everything.send("POST", "/pages/registers/import?_csrf=" + encode(token), "--b\r\nbroken", "multipart/form-data; boundary=b");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body()).contains("表单没有完整传到");
        Door.Answer stale = everything.form("/pages/administration/staff/nobody/password", Map.of("password", "口令 secret", "name", "张 三"));
        assertThat(stale.status()).isEqualTo(403);
        assertThat(stale.body()).contains(">张 三<").as("a password is not shown").doesNotContain(">口令 secret<");
        assertThat(door.anonymous().send("POST", "/login", "x", "multipart/form-data").status()).isIn(400, 403);
        assertThat(door.anonymous().get("/error").status()).as("the page of failures is no address").isEqualTo(403);
    }

    @Test
    @Attack("foreign page")
    void nothingIsDoneWithoutTheTokenOfAPage() {
        List<String> taken = new ArrayList<>();
        for (String route : routes.keySet()) {
            if (!route.startsWith("GET")) {
                String method = route.substring(0, route.indexOf(' '));
                for (String type : List.of("application/x-www-form-urlencoded", "text/plain", "application/json")) {
                    int status = everything.send(method, path(route, TestStaff.EAST), "", type).status();
                    if (status != 403) {
                        taken.add(route + " as " + type + ": " + status);
                    }
                }
            }
        }
        assertThat(taken).isEmpty();
    }

    @Test
    @Attack("what is left in a browser")
    void nothingThatAPersonSawIsShownByTheBrowserAfterwards() {
        List<String> kept = new ArrayList<>();
        for (String route : routes.keySet()) {
            if (route.startsWith("GET")) {
                Door.Answer answer = everything.get(path(route, TestStaff.EAST));
                String control = String.valueOf(answer.header("Cache-Control"));
                if (answer.status() == 200 && !control.contains(route.contains("/attachments/{id}") ? "no-cache" : "no-store")) {
                    kept.add(route + ": " + control);
                }
            }
        }
        assertThat(kept).isEmpty();
        assertThat(everything.get("/camunda/api/engine/engine/default/task").header("Cache-Control")).contains("no-store");

        String picture = path("GET /pages/cases/{number}/attachments/{id}", TestStaff.EAST);
        String tag = everything.get(picture).header("ETag");
        assertThat(tag).isNotEqualTo(everything.get(picture + "/small").header("ETag"));
        Door.Browser again = door.browser(TestStaff.login("clerk", TestStaff.EAST));
        again.header("If-None-Match", tag);
        assertThat(again.get(picture).status()).isEqualTo(304);
        Door.Browser stranger = door.browser(TestStaff.login("clerk", TestStaff.WEST));
        stranger.header("If-None-Match", tag);
        assertThat(stranger.get(picture).status()).as("the right is asked before the tag").isEqualTo(404);
    }

    @Test
    @Attack("posts of another site")
    void aPostAtOneSiteOpensNothingOfTheSiteWhereAnotherIsHeld() {
        Door.Browser halves = door.browser(person("halves", posts.all().stream().filter(post -> post.scope() == Post.Scope.SITE).toList(), List.of("equipment")));
        String mine = token(halves);
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, HandlerMethod> route : routes.entrySet()) {
            For own = AnnotatedElementUtils.findMergedAnnotation(route.getValue().getMethod(), For.class);
            For audience = own == null ? AnnotatedElementUtils.findMergedAnnotation(route.getValue().getBeanType(), For.class) : own;
            boolean ofASite = examples.getOrDefault(route.getKey(), "").matches(".*\\{(case|unit|customer|site)}.*");
            if (!ofASite || audience.value() == Audience.EVERYBODY || audience.value().includes(List.of("equipment"))) {
                continue;
            }
            boolean open = posts.all().stream().anyMatch(post -> post.scope() == Post.Scope.SITE && audience.value().includes(List.of(post.code())));
            String path = path(route.getKey(), TestStaff.WEST);
            int status = route.getKey().startsWith("GET") ? halves.get(path).status()
                    : halves.send("POST", path + "?_csrf=" + encode(mine), "{}", path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded").status();
            if (status != (open ? 404 : 403)) {
                wrong.add(route.getKey() + ": " + status);
            }
            asked++;
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(10);

        String west = things.get(TestStaff.WEST).get("{case}");
        String east = things.get(TestStaff.EAST).get("{case}");
        assertThat(halves.get("/pages/cases/" + east + "/print/contact-register").status()).isEqualTo(200);
        assertThat(halves.get("/pages/cases/" + west + "/print/contact-register").status()).as("the register of the west").isEqualTo(403);
        assertThat(halves.get("/pages/cases/" + west).body()).contains(west).doesNotContain("/print/contact-register");
        assertThat(halves.get("/pages/cases/" + east).body()).contains("/print/contact-register");
    }

    @Test
    @Attack("a session that should have ended")
    void anotherPasswordEndsTheSessionsOfTheOldOne() {
        String login = person("session", List.of(), List.of("clerk"));
        Door.Browser thief = door.browser(login);
        assertThat(thief.get("/pages/cases").status()).isEqualTo(200);
        assertThat(thief.get("/camunda/api/engine/engine/default/filter").status()).isEqualTo(200);

        transaction.executeWithoutResult(status -> accounts.setPassword(login, "Another-2026-word"));
        assertThat(thief.get("/camunda/api/engine/engine/default/filter").status()).isEqualTo(401);

        Door.Browser second = door.browser();
        second.signIn(login, "Another-2026-word");
        assertThat(second.get("/pages/cases").status()).isEqualTo(200);
        transaction.executeWithoutResult(status -> accounts.setPassword(login, "Third-2026-word"));
        Door.Answer page = second.get("/pages/cases");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.header("Location")).endsWith("/login");
        assertThat(second.get("/login").body()).contains("密码已更改，请用新密码登录");
        assertThat(second.get("/pages/cases").header("Location")).endsWith("/login");
    }

    @Test
    @Attack("a session that should have ended")
    void aPostThatIsTakenAwayAndAPersonWhoLeavesAreOutWithTheNextClick() {
        String login = person("mover", List.of(), List.of("clerk"));
        Door.Browser browser = door.browser(login);
        String west = "/pages/cases/" + things.get(TestStaff.WEST).get("{case}");
        assertThat(browser.get(west).status()).isEqualTo(200);
        assertThat(browser.get("/pages/call").status()).isEqualTo(200);
        transaction.executeWithoutResult(status -> {
            administration.assign(login, "clerk", TestStaff.EAST);
            administration.unassign(login, "clerk", TestStaff.WEST);
        });
        assertThat(browser.get(west).status()).isEqualTo(404);
        assertThat(door.as(login).get("/api/cases/" + things.get(TestStaff.WEST).get("{case}")).status()).isEqualTo(404);
        transaction.executeWithoutResult(status -> administration.unassign(login, "clerk", TestStaff.EAST));
        assertThat(browser.get("/pages/call").status()).isEqualTo(403);
        transaction.executeWithoutResult(status -> administration.deactivate(login));
        assertThat(browser.get("/pages/cases").header("Location")).endsWith("/login");
        assertThat(browser.get("/login").body()).contains("该账号已停用");
        assertThat(door.as(login).get("/api/cases/" + things.get(TestStaff.WEST).get("{case}")).status()).isEqualTo(401);
    }

    @Test
    @Attack("HTML in text fields")
    void whatACustomerSaidIsTextOnEveryPage() throws IOException {
        String attack = "<svg/onload=alert(1)>'\"{{7*7}}[[${7*7}]]";
        String number = walk.start(TestStaff.login("clerk", TestStaff.EAST), "contact-intake", Map.of("site", TestStaff.EAST, "channel", "VISIT", "callerName", "敌大楼" + attack,
                "callerPhone", "15400010101", "kind", "SPECIAL", "matter", "事由" + attack, "description", "说明" + attack, "urgency", "NORMAL"));
        String page = "/pages/cases/" + number;
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_BGR), "png", picture);
        long file = attachments.add(number, attack + ".png", new ByteArrayInputStream(picture.toByteArray()), Actor.SYSTEM).id();
        for (Map.Entry<String, Map<String, String>> done : Map.of("/urge", Map.of("urgeReason", attack), "/pause", Map.of("reason", "PARTS", "note", attack),
                "/group", Map.of("member", things.get(TestStaff.EAST).get("{case}"), "kind", "GROUP", "reason", attack)).entrySet()) {
            Map<String, String> fields = new LinkedHashMap<>(done.getValue());
            fields.put("_csrf", token);
            assertThat(everything.form(page + done.getKey(), fields).status()).as(done.getKey()).isEqualTo(302);
        }
        List<String> paths = new ArrayList<>(List.of("/", "/pages/notices", "/pages/cases?q=" + encode("敌大楼"), "/pages/cases?q=" + encode(attack), "/pages/call/search?q=" + encode(attack),
                "/pages/rules?q=" + encode(attack), "/pages/administration/homes?q=" + encode(attack), "/pages/administration/staff?q=" + encode(attack),
                "/pages/administration/agreements?q=" + encode(attack), "/pages/figures?post=" + encode(attack) + "&site=" + encode(attack), "/pages/figures/open?site=" + encode(attack),
                "/pages/registers/cases?q=" + encode(attack) + "&c.site=" + encode(attack), page + "?kind=" + encode(attack) + "&run=" + encode(attack), page + "/story?order=oldest"));
        routes.keySet().stream().filter(route -> route.matches("GET /pages/cases/\\{number}(/print|/forms|/attachments|/diagram)?")).forEach(route ->
                paths.add(route.substring(4).replace("{number}", number)));
        paths.add(page + "/forms/" + jdbc.sql("select max(id) from case_submission where case_number = ?").param(number).query(String.class).single());
        List<String> run = new ArrayList<>();
        int shown = 0;
        for (String path : paths) {
            Door.Answer answer = everything.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            if (answer.body().contains("<svg/onload")) {
                run.add(path);
            }
            shown += answer.body().contains("&lt;svg/onload") ? 1 : 0;
        }
        assertThat(run).isEmpty();
        assertThat(shown).isGreaterThan(8);
        assertThat(everything.get(page).body()).contains("{{7*7}}[[${7*7}]]");
        Door.Answer kept = everything.get(page + "/attachments/" + file + "?download=true");
        assertThat(kept.header("Content-Disposition")).startsWith("attachment").doesNotContain("\r", "\n");
        assertThat(kept.header("Content-Security-Policy")).contains("sandbox");
        assertThat(everything.bytes(page + "/print/contact-register")).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theRoutesThatAreWalkedAreThoseOfTheTable() {
        assertThat(examples.keySet().stream().filter(route -> !route.equals("GET /login")).collect(Collectors.toSet())).containsAll(routes.keySet());
    }
}
