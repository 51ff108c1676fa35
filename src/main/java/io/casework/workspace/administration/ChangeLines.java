package io.casework.workspace.administration;

import io.casework.organisation.Staffing;
import io.casework.platform.AdminChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lines of the record of changes as people read them. */
@Component
class ChangeLines {

    private final Staffing staffing;

    ChangeLines(Staffing staffing) {
        this.staffing = staffing;
    }

    /** A line with the person's name. */
    record Line(long id, Instant at, String by, String area, String subject, String what, String before, String after) {
    }

    List<Line> of(List<AdminChange> changes) {
        Map<String, String> names = staffing.namesOf(changes.stream().map(AdminChange::by).toList());
        return changes.stream().map(change -> new Line(change.id(), change.at(), name(change.by(), names), change.area().label(), change.subject(), change.what(),
                change.before(), change.after())).toList();
    }

    /** Who did it: a person's name, or that the software brought it. */
    static String name(String login, Map<String, String> names) {
        return AdminChange.SYSTEM.equals(login) ? "随软件发布" : names.getOrDefault(login, login);
    }
}
