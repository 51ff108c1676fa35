package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Repairs that an external unit owes (AS-EXT): put on file, urged within the unit's own time, answered to the customer. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ExternalMatters {

    private final CategoryRecords records;
    private final CaseFiles cases;
    private final Notices notices;
    private final Clock clock;

    ExternalMatters(CategoryRecords records, CaseFiles cases, Notices notices, Clock clock) {
        this.records = records;
        this.cases = cases;
        this.notices = notices;
        this.clock = clock;
    }

    /** Fills the other-category record (AS-EXT-02) with the unit's own time, which must lie ahead (AS-EXT-03); field {@code stipulatedTime}. */
    public void open(String caseNumber, Answers answers, Actor actor) {
        Instant time = FutureTime.required("stipulatedTime", "外联单位规定的上门时间", answers, clock);
        records.open(caseNumber, new CategoryRecords.Entry(CategoryKind.EXTERNAL, answers.text("matterContent"), null, answers.text("externalKind"),
                answers.text("externalUnit"), answers.textIfAny("externalContact").orElse(null), time), actor);
    }

    /**
     * What the unit did (AS-EXT-04).
     *
     * @return the unit's time that now counts: a new one where one was named, otherwise the one that stands; field {@code newTime}
     */
    public Instant progress(String caseNumber, Answers answers, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.EXTERNAL);
        Instant time = record.stipulatedTime();
        if (answers.has("newTime")) {
            time = newTime(record, answers);
        }
        records.track(record.id(), answers.text("progress"), answers.has("newTime") ? time : null, actor);
        cases.note(caseNumber, actor, "TRACKED", "外联单位（" + record.externalUnit() + "）：" + answers.text("progress"), "AS-EXT-04");
        return time;
    }

    /** The unit let its own time pass: noted, and the supervisor is told (AS-EXT-03). */
    public void delay(String caseNumber, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.EXTERNAL);
        records.markOverdue(record.id());
        CaseView view = cases.view(caseNumber);
        cases.note(caseNumber, actor, "EXTERNAL_OVERDUE", record.externalUnit() + " 超过规定时间 " + ChineseTime.minute(record.stipulatedTime()), "AS-EXT-03");
        notices.send(NoticeRequest.of("task-overdue", "external-overdue:" + record.id() + ":" + record.stipulatedTime())
                .about(caseNumber, view.site()).toPosts("service-supervisor", "clerk")
                .with("taskName", "督促外联单位上门").with("unitName", view.home())
                .with("matter", view.matter()).with("dueAt", ChineseTime.minute(record.stipulatedTime())).build());
    }

    /** The supervisor decides what follows on a refusal; gives the time that now counts; field {@code newTime}. */
    public Instant decide(String caseNumber, Answers answers, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.EXTERNAL);
        String decision = switch (answers.text("refusalDecision")) {
            case "PRESS" -> "继续督促";
            case "COMPANY" -> "改由公司处理";
            default -> "如实告知客户";
        };
        records.track(record.id(), decision + "：" + answers.text("decisionReason"), null, actor);
        cases.note(caseNumber, actor, "DECIDED", "外联单位不配合，" + decision + "：" + answers.text("decisionReason"), "AS-EXT-04");
        return answers.has("newTime") ? newTime(record, answers) : record.stipulatedTime();
    }

    /** The customer has been answered (AS-EXT-04); where the customer does not agree, the unit is urged again by a new time; field {@code newTime}. */
    public Instant answer(String caseNumber, Answers answers, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.EXTERNAL);
        cases.handling(caseNumber, answers.text("replyText"));
        cases.note(caseNumber, actor, "REPLIED", (answers.yes("customerAgrees") ? "答复客户，客户认可：" : "答复客户，客户不认可：") + answers.text("replyText"),
                "AS-EXT-04 AS-INT-04");
        return answers.has("newTime") ? newTime(record, answers) : record.stipulatedTime();
    }

    /** Closes the record with what the customer was told. */
    public void close(String caseNumber, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.EXTERNAL);
        records.close(record.id(), cases.view(caseNumber).handling(), actor);
    }

    /** The company takes the matter over: back to classification. */
    public void giveBack(String caseNumber, Actor actor) {
        CategoryRecord record = records.required(caseNumber, CategoryKind.EXTERNAL);
        records.close(record.id(), "改由公司处理", actor);
    }

    private Instant newTime(CategoryRecord record, Answers answers) {
        Instant time = FutureTime.required("newTime", "新的上门时间", answers, clock);
        records.stipulate(record.id(), time);
        return time;
    }
}
