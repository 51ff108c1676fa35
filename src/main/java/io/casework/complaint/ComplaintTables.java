package io.casework.complaint;

import io.casework.procedure.Decisions;
import io.casework.procedure.Settings;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.Limit;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decision tables, settings and topics that complaints ask; every figure that a manager may change stands there. */
@Component
class ComplaintTables {

    /** Row of the table of limits: the responsible department's feedback (AS-CMP-06). */
    static final String FEEDBACK = "complaint-feedback";
    /** Row of the table of limits: solved within a week (AS-CMP-09, AMB-07). */
    static final String WEEK = "complaint-week";
    /** Row of the table of limits: settled after the repair (AMB-34), or after the customer was found dissatisfied. */
    static final String AGAIN = "complaint-again";

    private final Decisions decisions;
    private final Settings settings;
    private final CaseClocks clocks;
    private final JdbcClient jdbc;

    ComplaintTables(Decisions decisions, Settings settings, CaseClocks clocks, JdbcClient jdbc) {
        this.decisions = decisions;
        this.settings = settings;
        this.clocks = clocks;
        this.jdbc = jdbc;
    }

    /** A proposed grade, and why. */
    record Proposal(ComplaintGrade grade, String reason) {
    }

    /** The grade by the table {@code complaint-grade} (AMB-09, AMB-90). */
    Proposal grade(Complaint.Assessment found, int customersOnTopic, boolean repeated) {
        Map<String, Object> row = decisions.required("complaint-grade", Map.of("cannotHandle", found.cannotHandle(), "extremeHarm", found.extremeHarm(),
                "safety", found.safety(), "media", found.media(), "legal", found.legal(), "repeated", repeated, "customersOnTopic", customersOnTopic));
        return new Proposal(ComplaintGrade.valueOf((String) row.get("grade")), (String) row.get("reason"));
    }

    /** The responsible post by the table {@code complaint-responsibility} (AS-CMP-03, AS-CMP-10 to -12). */
    String post(ComplaintCause cause, boolean legal) {
        return (String) decisions.required("complaint-responsibility", Map.of("cause", cause.name(), "legal", legal)).get("post");
    }

    int hotDays() {
        return settings.integer("grade.hot.days");
    }

    int repeatDays() {
        return settings.integer("grade.repeat.days");
    }

    /** How often the customer may be dissatisfied until the manager decides. */
    int rounds() {
        return settings.integer("complaint.rounds");
    }

    /** The end of a limit of a case; {@code opened} is when the case was registered, from which some limits run. */
    Instant due(String caseNumber, String key, Instant opened, Instant now) {
        Map<String, Object> row = decisions.required("deadlines", Map.of("deadline", key));
        return clocks.dueAt(caseNumber, "CASE".equals(row.get("start")) ? opened : now, Limit.parse(String.valueOf(row.get("limit"))));
    }

    /** Whether the topic says enough to be counted; 其他 does not. */
    boolean counted(String topic) {
        return topic != null && jdbc.sql("select counted from complaint_topic where code = ?").param(topic).query(Boolean.class).optional().orElse(false);
    }

    String topicName(String topic) {
        return topic == null ? "" : jdbc.sql("select name from complaint_topic where code = ?").param(topic).query(String.class).optional().orElse(topic);
    }
}
