package io.casework.report.print;

import io.casework.report.PrintForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The templates: those that the application brings, and the company's own versions in {@code print_template}, which no release ever touches. */
@Repository
public class PrintTemplateStore {

    /** A line of a supplied template in whose place a part stands that it shares with others. */
    private static final Pattern PART = Pattern.compile("(?m)^\\{\\{>([a-z-]+)}}\\R");
    /** Where a part names the form. */
    private static final String TITLE = "{{>title}}";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, String> supplied = new ConcurrentHashMap<>();

    PrintTemplateStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A version of the company's own. */
    public record Version(int number, boolean active, String createdBy, Instant createdAt) {
    }

    /** The template that the application brings. */
    public String supplied(String form) {
        return supplied.computeIfAbsent(form, PrintTemplateStore::read);
    }

    /** The supplied template with the parts that several forms share put in: the company sees and replaces the whole form. */
    private static String read(String form) {
        String title = PrintForm.of(form).orElseThrow(() -> new IllegalStateException("no form " + form)).label();
        return PART.matcher(resource(form)).replaceAll(part -> Matcher.quoteReplacement(resource("parts/" + part.group(1)))).replace(TITLE, title);
    }

    private static String resource(String name) {
        try (InputStream in = PrintTemplateStore.class.getResourceAsStream("/printing/" + name + ".html")) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the template " + name + " cannot be read", e);
        }
    }

    /** The company's own version in use; empty where the supplied one is. */
    public Optional<String> own(String form) {
        return jdbc.sql("select html from print_template where form = ? and active").param(form).query(String.class).optional();
    }

    /** One of the company's own versions. */
    public Optional<String> own(String form, int version) {
        return jdbc.sql("select html from print_template where form = ? and version = ?").params(form, version).query(String.class).optional();
    }

    /** The company's own versions, newest first. */
    public List<Version> versions(String form) {
        return jdbc.sql("select version, active, created_by, created_at from print_template where form = ? order by version desc").param(form)
                .query((row, n) -> new Version(row.getInt(1), row.getBoolean(2), row.getString(3), row.getTimestamp(4).toInstant())).list();
    }

    /** Number of the company's own version in use, 0 where the supplied one is. */
    public int versionInUse(String form) {
        return jdbc.sql("select version from print_template where form = ? and active").param(form).query(Integer.class).optional().orElse(0);
    }

    /** The versions in use of all forms. */
    public Map<String, Version> inUse() {
        return jdbc.sql("select form, version, active, created_by, created_at from print_template where active")
                .query((row, n) -> Map.entry(row.getString(1), new Version(row.getInt(2), row.getBoolean(3), row.getString(4), row.getTimestamp(5).toInstant())))
                .list().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Takes a new version into use and gives its number; the caller lets one person at a time. */
    public int add(String form, String html, String login) {
        int version = jdbc.sql("select coalesce(max(version), 0) + 1 from print_template where form = ?").param(form).query(Integer.class).single();
        rest(form);
        jdbc.sql("insert into print_template (form, version, html, active, created_by, created_at) values (?, ?, ?, true, ?, ?)")
                .params(form, version, html, login, Timestamp.from(clock.instant())).update();
        return version;
    }

    /** Takes an older version into use again; false where there is none of this number. */
    public boolean use(String form, int version) {
        rest(form);
        return jdbc.sql("update print_template set active = true where form = ? and version = ?").params(form, version).update() == 1;
    }

    /** Back to the supplied template; the company's versions are kept. */
    public void rest(String form) {
        jdbc.sql("update print_template set active = false where form = ? and active").param(form).update();
    }
}
