package io.casework.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code notice_template}. */
@Repository
class TemplateStore {

    private static final String SELECT = """
            select template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at
              from notice_template
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    TemplateStore(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    Optional<NoticeTemplate> active(String key) {
        return jdbc.sql(SELECT + " where template_key = ? and active").param(key).query(this::map).optional();
    }

    List<NoticeTemplate> allActive() {
        return jdbc.sql(SELECT + " where active order by template_key").query(this::map).list();
    }

    List<NoticeTemplate> versions(String key) {
        return jdbc.sql(SELECT + " where template_key = ? order by version desc").param(key).query(this::map).list();
    }

    /** Makes the given version the one that is followed, if it still is the newest; false where somebody was faster. */
    boolean replace(NoticeTemplate current, Set<Channel> channels, String subject, String body, String login) {
        int retired = jdbc.sql("update notice_template set active = false where template_key = ? and version = ? and active")
                .param(current.key()).param(current.version()).update();
        if (retired == 0) {
            return false;
        }
        jdbc.sql("""
                insert into notice_template
                       (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
                select template_key, (select max(version) + 1 from notice_template where template_key = :key), title, rule_id,
                       :channels, :subject, :body, sample, true, :login, :now
                  from notice_template where template_key = :key and version = :version
                """)
                .param("key", current.key())
                .param("version", current.version())
                .param("channels", channels.stream().sorted().map(Channel::name).collect(Collectors.joining(",")))
                .param("subject", subject)
                .param("body", body)
                .param("login", login)
                .param("now", OffsetDateTime.now(clock))
                .update();
        return true;
    }

    private NoticeTemplate map(ResultSet row, int number) throws SQLException {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        Arrays.stream(row.getString("channels").split(",")).map(Channel::valueOf).forEach(channels::add);
        LinkedHashMap<String, String> sample;
        try {
            sample = json.readValue(row.getString("sample"), new TypeReference<>() { });
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("通知模板的示例数据损坏：" + row.getString("template_key"), broken);
        }
        return new NoticeTemplate(
                row.getString("template_key"), row.getInt("version"), row.getString("title"), row.getString("rule_id"), channels,
                row.getString("subject"), row.getString("body"), sample, row.getBoolean("active"), row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).atZoneSameInstant(clock.getZone()).toOffsetDateTime());
    }
}
