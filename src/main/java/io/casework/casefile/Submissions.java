package io.casework.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every form that a person submitted, kept whole beside the typed records, so that a field which an administrator adds is never lost. */
@Service
public class Submissions {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final String COLUMNS =
            "id, case_number, process_key, task_key, task_name, form_id, form_version, submitted_at, submitted_by, submitted_by_name, data";

    private static final RowMapper<SubmittedForm> MAPPER = (row, index) -> new SubmittedForm(
            row.getLong("id"),
            row.getString("case_number"),
            row.getString("process_key"),
            row.getString("task_key"),
            row.getString("task_name"),
            row.getString("form_id"),
            (Integer) row.getObject("form_version"),
            row.getTimestamp("submitted_at").toInstant(),
            new Actor(row.getString("submitted_by"), row.getString("submitted_by_name")),
            read(row.getString("data")));

    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;

    Submissions(NamedParameterJdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores a submission in the transaction of the step it belongs to.
     *
     * @param taskId the engine's task, {@code null} for a start form; one task can be submitted only once
     * @return id of the submission, for the timeline
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long store(String caseNumber, String processKey, String taskKey, String taskName, String taskId, String formId, Integer formVersion,
            Actor by, Answers answers) {
        MapSqlParameterSource parameters = new MapSqlParameterSource()
                .addValue("case", caseNumber).addValue("process", processKey).addValue("key", taskKey).addValue("name", taskName)
                .addValue("task", taskId).addValue("form", formId).addValue("version", formVersion)
                .addValue("at", Timestamp.from(clock.instant())).addValue("by", by.login()).addValue("byName", by.name())
                .addValue("data", write(answers));
        return jdbc.queryForObject("""
                insert into case_submission (case_number, process_key, task_key, task_name, task_id, form_id, form_version,
                                             submitted_at, submitted_by, submitted_by_name, data)
                values (:case, :process, :key, :name, :task, :form, :version, :at, :by, :byName, cast(:data as jsonb))
                returning id""", parameters, Long.class);
    }

    /** The newest submission of a task of a case. */
    @Transactional(readOnly = true)
    public Optional<SubmittedForm> latest(String caseNumber, String taskKey) {
        return jdbc.query("select " + COLUMNS + " from case_submission where case_number = :case and task_key = :key order by id desc limit 1",
                Map.of("case", caseNumber, "key", taskKey), MAPPER).stream().findFirst();
    }

    /** All submissions of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<SubmittedForm> all(String caseNumber) {
        return jdbc.query("select " + COLUMNS + " from case_submission where case_number = :case order by id", Map.of("case", caseNumber), MAPPER);
    }

    /** One submission of a case; empty where the case has none with this id. */
    @Transactional(readOnly = true)
    public Optional<SubmittedForm> find(String caseNumber, long id) {
        return jdbc.query("select " + COLUMNS + " from case_submission where case_number = :case and id = :id", Map.of("case", caseNumber, "id", id), MAPPER)
                .stream().findFirst();
    }

    /** A submission without what was filled in, for lists. */
    public record Heading(long id, String taskName, Instant submittedAt, String submittedByName) {
    }

    /**
     * Headings of a case's submissions, newest first.
     *
     * @param before only older ones than this id; {@link Long#MAX_VALUE} for the newest
     */
    @Transactional(readOnly = true)
    public List<Heading> headings(String caseNumber, long before, int limit) {
        return jdbc.query("""
                select id, task_name, submitted_at, submitted_by_name from case_submission
                 where case_number = :case and id < :before order by id desc limit :limit""",
                Map.of("case", caseNumber, "before", before, "limit", limit),
                (row, index) -> new Heading(row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant(), row.getString(4)));
    }

    /** Whether the person submitted one of the tasks for this case or for the case that it belongs to. */
    @Transactional(readOnly = true)
    public boolean submittedBy(String login, String caseNumber, Collection<String> taskKeys) {
        if (taskKeys.isEmpty()) {
            return false;
        }
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select 1 from case_submission s
                               where s.submitted_by = :login and s.task_key in (:keys)
                                 and s.case_number in (select number from case_file where number = :case
                                                       union all
                                                       select parent_number from case_file where number = :case and parent_number is not null))""",
                Map.of("login", login, "keys", taskKeys, "case", caseNumber), Boolean.class));
    }

    private static String write(Answers answers) {
        try {
            return JSON.writeValueAsString(answers.asMap());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the submitted form cannot be written as JSON", e);
        }
    }

    private static Answers read(String json) {
        try {
            return Answers.of(JSON.readValue(json, new TypeReference<Map<String, Object>>() {
            }));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored submission cannot be read", e);
        }
    }
}
