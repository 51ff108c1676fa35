package io.casework.workspace.call;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.procedure.CaseStarts;
import io.casework.procedure.People;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a case out of a sheet: once, whatever the number of times it is sent; draft, case and links in one transaction. */
@Service
class CallCases {

    /** The procedure that every call and visit enters. */
    static final String PROCEDURE = "contact-intake";
    /** Kind of the line on the timelines of both cases. */
    static final String REPEAT = "REPEAT";

    private final CallDrafts drafts;
    private final CaseStarts starts;
    private final CaseFiles cases;
    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;

    CallCases(CallDrafts drafts, CaseStarts starts, CaseFiles cases, People people, JdbcClient jdbc, Clock clock) {
        this.drafts = drafts;
        this.starts = starts;
        this.cases = cases;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Starts the case of a sheet, or gives the number of the case that it has become before.
     *
     * <p>Earlier cases of the same site only are tied to it: a number of another site would tell people there of this case.
     *
     * @throws io.casework.platform.RuleViolation where the form is refused; the draft stays
     */
    @Transactional
    public String start(UUID draftId, String login) {
        CallDraft draft = drafts.lock(draftId, login);
        if (draft.caseNumber() != null) {
            return draft.caseNumber();
        }
        String number = starts.start(PROCEDURE, draft.values());
        Actor actor = people.current();
        List<CaseView> earlier = draft.links().isEmpty() ? List.of() : cases.views(draft.links());
        String site = cases.view(number).site();
        earlier.stream().filter(view -> view.site().equals(site)).forEach(view -> link(number, view.number(), actor));
        drafts.started(draftId, number);
        return number;
    }

    private void link(String number, String earlier, Actor actor) {
        jdbc.sql("insert into call_repeat (case_number, earlier_number, decided_by, decided_at) values (:number, :earlier, :login, :now)")
                .param("number", number).param("earlier", earlier).param("login", actor.login()).param("now", Timestamp.from(clock.instant())).update();
        cases.note(number, actor, REPEAT, "登记时认定为重复来电，与以前的案件 " + earlier + " 有关", null);
        cases.note(earlier, actor, REPEAT, "客户就同一事项再次来电，已登记新案件 " + number, null);
    }
}
