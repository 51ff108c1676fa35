package io.casework.workspace.call;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What clerks have typed and not yet registered, kept on the server from the first letter on. A draft belongs to one person; its identifier comes from the page,
 * so that the same sheet sent twice makes one case.
 */
@Service
class CallDrafts {

    /** So many sheets that were put away are offered to be taken back. */
    static final int MOST_DISCARDED = 20;
    /** The refusal of one sheet too many names this. */
    static final String TOO_MANY = "drafts";

    private static final int MOST_CHARACTERS = 100_000;
    /** For so long a sheet that has become a case is known by its identifier, empty of what was typed, and one that was put away can be taken back. */
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String COLUMNS = "select id, started_at, updated_at, data, case_number, discarded_at from call_draft ";
    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addModule(new SimpleModule().addSerializer(String.class, new Storable())).build();

    /** The database keeps no U+0000. */
    private static final class Storable extends StdScalarSerializer<String> {

        Storable() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.replace("\0", ""));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int most;

    CallDrafts(JdbcClient jdbc, Clock clock, @Value("${casework.call.most-drafts}") int most) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = most;
    }

    /**
     * What a person has begun and not registered.
     *
     * @param open      the newest first; more than the bound only where it has been lowered since, and then not all of them
     * @param discarded put away in the last seven days, the latest first
     * @param most      so many may be open
     */
    record Begun(List<CallDraft> open, List<CallDraft> discarded, int most) {

        /** Whether there is no room for another one. */
        public boolean full() {
            return open.size() >= most;
        }
    }

    /** What this person has begun. */
    @Transactional(readOnly = true)
    public Begun begun(String login) {
        List<CallDraft> all = jdbc.sql("(" + COLUMNS + "where login = :login and case_number is null and discarded_at is null"
                        + " order by updated_at desc, started_at desc, id limit :most) union all"
                        + " (" + COLUMNS + "where login = :login and case_number is null and discarded_at >= :since order by discarded_at desc, id limit :discarded)")
                .param("login", login).param("most", most).param("since", Timestamp.from(clock.instant().minus(REMEMBERED))).param("discarded", MOST_DISCARDED)
                .query(CallDrafts::draft).list();
        return new Begun(all.stream().filter(draft -> draft.discardedAt() == null).toList(), all.stream().filter(draft -> draft.discardedAt() != null).toList(), most);
    }

    /** The draft, started or not; empty for one that was put away and for a draft of somebody else. */
    @Transactional(readOnly = true)
    public Optional<CallDraft> find(UUID id, String login) {
        return jdbc.sql(COLUMNS + "where id = :id and login = :login and discarded_at is null")
                .param("id", id).param("login", login).query(CallDrafts::draft).optional();
    }

    /** Keeps what was typed; who was chosen stays. A draft that has become a case already stays as it is. */
    @Transactional
    public CallDraft keep(UUID id, String login, Map<String, Object> values, List<String> links) {
        return write(id, login, Map.of("values", values, "links", links));
    }

    /** Keeps what was typed and whom the clerk chose; {@code null} for nobody or for no unit. */
    @Transactional
    public CallDraft choose(UUID id, String login, Map<String, Object> values, Long customer, Long unit) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("values", values);
        data.put("links", List.of());
        data.put("customer", customer);
        data.put("unit", unit);
        return write(id, login, data);
    }

    /** The draft, locked until the transaction ends: whoever sends the same sheet at the same moment waits here. */
    @Transactional(propagation = Propagation.MANDATORY)
    public CallDraft lock(UUID id, String login) {
        return jdbc.sql(COLUMNS + "where id = :id and login = :login and discarded_at is null for update")
                .param("id", id).param("login", login).query(CallDrafts::draft).optional().orElseThrow(CallDrafts::gone);
    }

    /** The draft has become a case: what was typed is on the case now and goes from here. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void started(UUID id, String caseNumber) {
        jdbc.sql("update call_draft set case_number = :case, data = '{}', updated_at = :now where id = :id")
                .param("case", caseNumber).param("now", Timestamp.from(clock.instant())).param("id", id).update();
    }

    /** Puts the draft away; it can be taken back for seven days. One that has become a case is left alone. */
    @Transactional
    public void discard(UUID id, String login) {
        jdbc.sql("update call_draft set discarded_at = :now where id = :id and login = :login and case_number is null and discarded_at is null")
                .param("now", Timestamp.from(clock.instant())).param("id", id).param("login", login).update();
    }

    /**
     * Takes a draft back that was put away. One that is open is left alone.
     *
     * @throws RuleViolation when it is gone, or when there is no room
     */
    @Transactional
    public void takeBack(UUID id, String login) {
        CallDraft draft = jdbc.sql(COLUMNS + "where id = :id and login = :login and case_number is null for update").param("id", id).param("login", login)
                .query(CallDrafts::draft).optional().orElseThrow(CallDrafts::gone);
        if (draft.discardedAt() != null && begun(login).full()) {
            throw tooMany();
        }
        jdbc.sql("update call_draft set discarded_at = null where id = :id").param("id", id).update();
    }

    private CallDraft write(UUID id, String login, Map<String, Object> data) {
        Timestamp now = Timestamp.from(clock.instant());
        int written = jdbc.sql("""
                        insert into call_draft (id, login, started_at, updated_at, data)
                        select :id, :login, :now, :now, cast(:data as jsonb)
                        where exists (select 1 from call_draft where id = :id and discarded_at is null)
                           or (select count(*) from call_draft where login = :login and case_number is null and discarded_at is null) < :most
                        on conflict (id) do update set data = call_draft.data || excluded.data, updated_at = excluded.updated_at, discarded_at = null
                        where call_draft.login = excluded.login and call_draft.case_number is null""")
                .param("id", id).param("login", login).param("now", now).param("data", json(data)).param("most", most).update();
        CallDraft draft = find(id, login).orElseThrow(() -> ofAnother(id, login)
                ? new RuleViolation("这份登记是另一位同事登录后填写的，请由填写人登录后保存，或把内容抄到新的登记里") : tooMany());
        if (written > 0 && draft.startedAt().equals(now.toInstant())) {
            jdbc.sql("delete from call_draft where login = :login and (case_number is not null and updated_at < :before or case_number is null and discarded_at < :before)")
                    .param("login", login).param("before", Timestamp.from(clock.instant().minus(REMEMBERED))).update();
        }
        return draft;
    }

    private boolean ofAnother(UUID id, String login) {
        return jdbc.sql("select exists (select 1 from call_draft where id = :id and login <> :login)").param("id", id).param("login", login)
                .query(Boolean.class).single();
    }

    private RuleViolation tooMany() {
        return new RuleViolation(TOO_MANY, "您未完成的登记已有 " + most + " 份，到了上限。请先把其中几份立案或放弃，再保存这一份");
    }

    private static RuleViolation gone() {
        return new RuleViolation("这份草稿不存在，可能已被放弃，或不属于您");
    }

    private static String json(Map<String, Object> data) {
        try {
            String json = JSON.writeValueAsString(data);
            if (json.length() > MOST_CHARACTERS) {
                throw new RuleViolation("填写的内容过长，请删减");
            }
            return json;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private static CallDraft draft(ResultSet row, int number) throws SQLException {
        Map<String, Object> data;
        try {
            data = JSON.readValue(row.getString(4), new TypeReference<>() { });
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("call draft " + row.getString(1), unreadable);
        }
        return new CallDraft(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(), row.getTimestamp(3).toInstant(),
                (Map<String, Object>) data.getOrDefault("values", Map.of()), id(data.get("customer")), id(data.get("unit")),
                (List<String>) data.getOrDefault("links", List.of()), row.getString(5),
                row.getTimestamp(6) == null ? null : row.getTimestamp(6).toInstant());
    }

    private static Long id(Object number) {
        return number instanceof Number id ? Long.valueOf(id.longValue()) : null;
    }
}
