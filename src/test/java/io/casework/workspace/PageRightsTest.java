package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.Attachments;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.procedure.CaseProcesses;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Csv;
import io.casework.testkit.Door;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of ours, as every post, at the own site and at another, against the table {@code page-rights.csv} of who may see what.
 *
 * <p>The columns of the table: {@code method} and {@code route} as the controller maps them, variables without their patterns; {@code posts} that may
 * call it, apart by blanks, {@code everybody} who is signed in, or {@code public}; {@code site}: {@code yes} where it shows or changes a thing of one site,
 * which does not exist for people of other sites, {@code own} where it is a thing of the person alone, {@code no} else; {@code example}: how to call it,
 * with {@code {case}}, {@code {form}}, {@code {run}}, {@code {task}}, {@code {unit}}, {@code {customer}} and {@code {site}} for a thing of a site. Each GET that is not
 * {@code own} has an example that answers 200 (303, 302 where it leads on), and so has each site-bound POST, which is only ever sent for a thing of another
 * site; JSON that goes along stands after a blank.
 */
@CaseworkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageRightsTest {

    private static final String TABLE = "src/test/resources/page-rights.csv";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort int port;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping;
    @Autowired Posts posts;
    @Autowired Walk walk;
    @Autowired CaseProcesses processes;
    @Autowired TestHomes homes;
    @Autowired Attachments attachments;
    @Autowired JdbcClient jdbc;

    private final Map<String, Right> table = new LinkedHashMap<>();
    private final Map<String, HandlerMethod> routes = new TreeMap<>();
    private final Map<String, Door.Browser> people = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> things = new LinkedHashMap<>();
    private Door door;

    /** A line of the table. */
    private record Right(String method, String route, Set<String> posts, boolean open, String site, String example) {

        boolean allows(String post) {
            return open || posts.contains("everybody") || posts.contains(post);
        }

        boolean get() {
            return "GET".equals(method);
        }

        String name() {
            return method + " " + route;
        }

        /** A path that is mapped to it, whatever it would lead to. */
        String path() {
            return example.isEmpty() ? VARIABLE.matcher(route).replaceAll("1") : example;
        }
    }

    @BeforeAll
    void readTableAndRoutes() {
        for (Csv.Row row : Csv.resource("page-rights.csv")) {
            Set<String> may = new TreeSet<>(Arrays.asList(row.get("posts").split(" +")));
            Right right = new Right(row.get("method"), row.get("route"), may, may.equals(Set.of("public")), row.get("site"), row.get("example"));
            assertThat(table.put(right.name(), right)).as("%s stands twice in %s", right.name(), TABLE).isNull();
        }
        mapping.getHandlerMethods().forEach((info, handler) -> {
            // The page of the errors answers every method, and shows nothing of anybody's.
            if (handler.getBeanType().getName().startsWith("io.casework.") && !ErrorController.class.isAssignableFrom(handler.getBeanType())) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                assertThat(methods).as("%s names its method", handler).isNotEmpty();
                info.getPatternValues().forEach(route -> methods.forEach(method ->
                        assertThat(routes.put(method + " " + plain(route), handler)).as("%s %s twice", method, route).isNull()));
            }
        });
        // An agreement that ended long ago: the repairs of other tests go by those in force.
        jdbc.sql("insert into repair_agreement (site, number, contractor, signed_on, valid_until)"
                + " values (?, 'RIGHTS-1', '旧协议施工单位', date '2001-01-01', date '2001-12-31') on conflict (number) do nothing").param(TestStaff.EAST).update();
        jdbc.sql("insert into contractor (name) values ('旧协议施工单位') on conflict (name) do nothing").update();
        long contractor = jdbc.sql("select id from contractor where name = '旧协议施工单位'").query(Long.class).single();
        for (String site : List.of(TestStaff.EAST, TestStaff.WEST)) {
            String phone = site.equals(TestStaff.EAST) ? "15400010101" : "15400020101";
            Map<String, String> here = new LinkedHashMap<>();
            String number = walk.start(TestStaff.login("clerk", site), "contact-intake", Map.of("site", site, "channel", "VISIT", "callerName", "陈东海",
                    "callerPhone", phone, "kind", "SPECIAL", "matter", "请人清洗地毯", "description", "客厅地毯约二十平方米", "urgency", "NORMAL"));
            here.put("{case}", number);
            here.put("{task}", jdbc.sql("select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ where e.business_key_ = ? limit 1")
                    .param(number).query(String.class).single());
            here.put("{run}", processes.of(List.of(number)).get(0).id());
            here.put("{form}", jdbc.sql("select max(id) from case_submission where case_number = ?").param(number).query(String.class).single());
            jdbc.sql("insert into service_work_order (case_number, repair_requested, agreed_time, first_agreed_time, state, issued_at, issued_by)"
                    + " values (?, '灯不亮', now(), now(), 'OPEN', now(), 'clerk')").param(number).update();
            here.put("{attachment}", Long.toString(attachments.add(number, "照片.png", picture(), Actor.SYSTEM).id()));
            here.put("{unit}", Long.toString(homes.unit(site, "1栋1单元101")));
            here.put("{customer}", Long.toString(homes.resident(site, phone).customerId()));
            here.put("{site}", site);
            here.put("{contractor}", Long.toString(contractor));
            // A week in the future: the reports that are made look back only.
            jdbc.sql("insert into complaint_week (site, week, made_at, received, resolved, closed, open, overdue)"
                    + " values (?, date '2099-01-05', now(), 0, 0, 0, 0, 0) on conflict (site, week) do nothing").param(site).update();
            things.put(site, here);
        }
    }

    private static InputStream picture() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** {@code {number:[A-Z]+}} reads {@code {number}} in the table. */
    private static String plain(String route) {
        return VARIABLE.matcher(route).replaceAll(found -> found.group().replaceAll(":.*", "}"));
    }

    @BeforeEach
    void signIn() {
        door = new Door(port);
    }

    @Test
    void everyAddressStandsInTheTableAndIsOpenToThePostsThatItNames() {
        Set<String> missing = new TreeSet<>(routes.keySet());
        missing.removeAll(table.keySet());
        assertThat(missing).as("new addresses: say in %s who may call each, for example%n%s%nMissing", TABLE,
                missing.stream().map(this::proposal).collect(Collectors.joining("\n"))).isEmpty();
        Set<String> gone = new TreeSet<>(table.keySet());
        gone.removeAll(routes.keySet());
        assertThat(gone).as("addresses in %s that no controller serves any more", TABLE).isEmpty();

        Set<String> known = posts.all().stream().map(Post::code).collect(Collectors.toSet());
        table.values().forEach(right -> {
            Audience audience = PageDoor.audienceOf(routes.get(right.name()));
            assertThat(right.site()).as("%s: column site", right.name()).isIn("yes", "no", "own");
            if (right.open()) {
                assertThat(audience).as("%s is public", right.name()).isNull();
                return;
            }
            assertThat(audience).as("%s carries @For", right.name()).isNotNull();
            assertThat(right.route()).as("an address that the page door watches").matches("/|/(pages|api)/.*");
            if (audience == Audience.EVERYBODY) {
                assertThat(right.posts()).as(right.name()).containsExactly("everybody");
            } else {
                assertThat(right.posts()).as(right.name()).isEqualTo(new TreeSet<>(audience.posts())).isSubsetOf(known);
            }
        });
    }

    private String proposal(String route) {
        Audience audience = PageDoor.audienceOf(routes.get(route));
        String may = audience == null ? "WHO?" : audience == Audience.EVERYBODY ? "everybody" : String.join(" ", new TreeSet<>(audience.posts()));
        int blank = route.indexOf(' ');
        return route.substring(0, blank) + ",\"" + route.substring(blank + 1) + "\"," + may + ",no," + (route.startsWith("GET") ? route.substring(blank + 1) : "");
    }

    @Test
    void whoIsNotSignedInGetsNothing() {
        for (Right right : known()) {
            if (!right.open() && right.get()) {
                Door.Answer answer = door.anonymous().get(at(right.path(), TestStaff.EAST));
                assertThat(answer.status()).as("%s, not signed in", right.name()).isIn(302, 401);
                assertThat(answer.status() == 401 || answer.header("Location").endsWith("/login")).as("%s leads to the sign-in", right.name()).isTrue();
            }
        }
    }

    @Test
    void everyPageOpensForThePostsOfTheTableAndForNobodyElse() {
        List<String> wrong = new ArrayList<>();
        for (Post post : posts.all()) {
            Door.Browser person = browser(post);
            for (Right right : known()) {
                if (right.get() && !right.open()) {
                    boolean called = !"own".equals(right.site());
                    int status = person.get(at(right.path(), TestStaff.EAST)).status();
                    boolean fits = right.allows(post.code()) ? !called && status != 403 || Set.of(200, 302, 303).contains(status) : status == 403;
                    if (!fits) {
                        wrong.add(post.code() + " at the own site: " + right.name() + " answered " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingCanBeSentByAPostOutsideTheTable() {
        // The token that goes along is a good one: with it, those who may do reach the page.
        Door.Browser clerk = people.computeIfAbsent(TestStaff.login("clerk", TestStaff.EAST), login -> door.browser(login));
        assertThat(clerk.form("/pages/notices/read", Map.of("upTo", "0", "_csrf", token(clerk))).status()).isEqualTo(302);

        List<String> wrong = new ArrayList<>();
        for (Post post : posts.all()) {
            Door.Browser person = browser(post);
            String token = token(person);
            for (Right right : known()) {
                if (!right.get() && !right.open() && !right.allows(post.code())) {
                    int status = send(person, right, at(right.path(), TestStaff.EAST), token).status();
                    if (status != 403) {
                        wrong.add(post.code() + ": " + right.name() + " answered " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aThingOfAnotherSiteDoesNotExist() {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Right right : known()) {
            if (!"yes".equals(right.site())) {
                continue;
            }
            assertThat(right.example()).as("%s: the example names a thing of a site", right.name()).matches(".*\\{(case|form|run|task|unit|customer|site)}.*");
            for (Post post : posts.all()) {
                boolean elsewhere = post.scope() == Post.Scope.SITE;
                if (right.allows(post.code()) && (elsewhere || right.get())) {
                    Door.Browser person = browser(post);
                    String path = at(right.example(), TestStaff.WEST);
                    int status = right.get() ? person.get(path).status() : send(person, right, path, token(person)).status();
                    // What is sent without a good token is answered 403: there, only "does not exist" proves that the site was asked.
                    if (elsewhere ? status != 404 && (status != 403 || !right.get()) : status != 200 && status != 302 && status != 303) {
                        wrong.add(post.code() + " of " + (elsewhere ? "another site" : "all sites") + ": " + right.name() + " answered " + status);
                    }
                    asked++;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isPositive();
    }

    /** The lines whose address exists; the others fail in the test of the table itself. */
    private List<Right> known() {
        return table.values().stream().filter(right -> routes.containsKey(right.name())).toList();
    }

    private Door.Browser browser(Post post) {
        String login = post.scope() == Post.Scope.SITE ? TestStaff.login(post.code(), TestStaff.EAST) : post.code();
        return people.computeIfAbsent(login, each -> door.browser(each));
    }

    private static Door.Answer send(Door.Browser person, Right right, String path, String token) {
        int blank = path.indexOf(' ');
        String address = blank < 0 ? path : path.substring(0, blank);
        return person.send(right.method(), address + (address.contains("?") ? "&" : "?") + "_csrf=" + token,
                blank < 0 ? "" : path.substring(blank + 1), blank < 0 ? "application/x-www-form-urlencoded" : "application/json");
    }

    private static String token(Door.Browser person) {
        Matcher token = TOKEN.matcher(person.get("/pages/notices").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private String at(String path, String site) {
        String filled = path;
        for (Map.Entry<String, String> thing : things.get(site).entrySet()) {
            filled = filled.replace(thing.getKey(), thing.getValue());
        }
        return filled;
    }
}
