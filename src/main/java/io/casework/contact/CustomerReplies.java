package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.AnswerChannel;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.Customers;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.platform.RuleViolation;
import io.casework.procedure.Settings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The end of every matter: the outcome is written back, the customer is told, and only then the matter is written off (AS-INT-04, AS-SWO-03, AS-SWO-04). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CustomerReplies {

    private static final String UNREACHABLE = "UNREACHABLE";

    private final ContactRepository entries;
    private final CaseFiles cases;
    private final Customers customers;
    private final Settings settings;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    CustomerReplies(ContactRepository entries, CaseFiles cases, Customers customers, Settings settings, Notices notices, JdbcClient jdbc, Clock clock) {
        this.entries = entries;
        this.cases = cases;
        this.customers = customers;
        this.settings = settings;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How an attempt to reply ended, for the gateways. */
    public enum State {
        /** The customer has been told. */
        REPLIED,
        /** The customer has been told and does not accept it: the matter goes on. */
        NOT_ACCEPTED,
        /** Nobody was reached; another time of day is tried. */
        TRY_AGAIN,
        /** All attempts are used up, or there is no number: the manager decides. */
        UNREACHABLE
    }

    /** One attempt to reach the customer. {@code channel} is {@code null} where nobody was reached. */
    public record Attempt(Instant at, String byName, State result, String channel, String note) {
    }

    /** Puts the outcome into the handling column where the procedure that handled the matter has not done so (AS-SWO-03). */
    public void writeBack(String caseNumber, String outcome, Actor actor) {
        CaseView view = cases.view(caseNumber);
        if (view.handling() == null || view.handling().isBlank()) {
            ContactView line = entries.required(caseNumber).view();
            cases.handling(caseNumber, (line.category() == null ? "" : line.category().label() + "：") + wording(outcome));
        }
        cases.note(caseNumber, actor, "HANDLING", "处理情况：" + cases.view(caseNumber).handling(), "AS-SWO-03 AS-INT-04");
    }

    /**
     * Records an attempt to reply. A reply by SMS is sent from here.
     *
     * @throws RuleViolation on {@code replyChannel} when SMS is chosen for a customer without a number or who refuses to be contacted
     */
    public State reply(String caseNumber, Answers answers, Actor actor) {
        ContactEntry entry = entries.required(caseNumber);
        CaseView view = cases.view(caseNumber);
        String result = answers.text("replyResult");
        if (result.equals(UNREACHABLE)) {
            attempt(caseNumber, actor, result, null, answers.text("attemptNote"));
            long tried = attempts(caseNumber).stream().filter(attempt -> attempt.result() == State.UNREACHABLE).count();
            boolean noNumber = view.customerPhone() == null || view.customerPhone().isBlank();
            cases.note(caseNumber, actor, "UNREACHABLE", "第 " + tried + " 次联系不上客户：" + answers.text("attemptNote"), "AS-INT-04");
            return noNumber || tried >= settings.integer("callback.attempts") ? State.UNREACHABLE : State.TRY_AGAIN;
        }
        String channel = answers.text("replyChannel");
        String text = answers.text("replyText");
        if (channel.equals("SMS")) {
            requireSms(view);
        }
        boolean accepted = !result.equals(State.NOT_ACCEPTED.name());
        long id = attempt(caseNumber, actor, result, channel, accepted ? text : answers.text("objection"));
        entry.replied(channel, text, clock.instant(), actor.login());
        if (channel.equals("SMS")) {
            notices.send(NoticeRequest.of(NoticeTemplates.CUSTOMER_REPLY, "customer-reply:" + caseNumber + ":" + id)
                    .about(caseNumber, view.site()).toCustomer(view.customerPhone(), false)
                    .with("customerName", view.customerName()).with("matter", view.matter()).with("reply", text).build());
        }
        cases.note(caseNumber, actor, "REPLIED", "已回复客户（" + AnswerChannel.valueOf(channel).label() + "）：" + text, "AS-INT-04");
        return accepted ? State.REPLIED : State.NOT_ACCEPTED;
    }

    /** The customer does not accept the outcome: the same matter goes on without a new registration (AS-INT-16). */
    public void reopen(String caseNumber, Actor actor) {
        String objection = attempts(caseNumber).stream().filter(attempt -> attempt.result() == State.NOT_ACCEPTED)
                .reduce((first, last) -> last).map(Attempt::note).orElse("");
        entries.required(caseNumber).reopened("客户不认可处理结果：" + objection);
        cases.handling(caseNumber, null);
        cases.note(caseNumber, actor, "REOPENED", "客户不认可处理结果，继续办理：" + objection, "AS-INT-16 AS-INT-04");
    }

    /** The manager's word on closing a matter whose customer cannot be reached (AMB-93). */
    public void consent(String caseNumber, Answers answers, Actor actor) {
        boolean consents = answers.yes("consentToClose");
        if (consents) {
            entries.required(caseNumber).unreachableWithConsent(clock.instant(), actor.login());
        }
        cases.note(caseNumber, actor, "UNREACHABLE_DECIDED", (consents ? "同意按联系不上结案：" : "不同意按联系不上结案：") + answers.text("opinion"), "AS-INT-04");
    }

    /** Writes the matter off (AS-SWO-04). */
    public void close(String caseNumber, String outcome, String completion, Actor actor) {
        cases.close(caseNumber, outcome, completion, actor);
    }

    /** All attempts to reach the customer, oldest first. */
    @Transactional(readOnly = true)
    public List<Attempt> attempts(String caseNumber) {
        return jdbc.sql("select at, by_name, result, channel, note from contact_reply_attempt where case_number = ? order by id").param(caseNumber)
                .query((row, index) -> new Attempt(row.getTimestamp(1).toInstant(), row.getString(2), State.valueOf(row.getString(3)),
                        row.getString(4), row.getString(5))).list();
    }

    private long attempt(String caseNumber, Actor actor, String result, String channel, String note) {
        return jdbc.sql("insert into contact_reply_attempt (case_number, at, by_login, by_name, result, channel, note) values (?, ?, ?, ?, ?, ?, ?) returning id")
                .params(caseNumber, Timestamp.from(clock.instant()), actor.login(), actor.name(), result, channel, note).query(Long.class).single();
    }

    private void requireSms(CaseView view) {
        if (view.customerPhone() == null || view.customerPhone().isBlank()) {
            throw new RuleViolation("replyChannel", "客户没有留电话，不能以短信回复，请改用其他方式");
        }
        if (customers.contactRefused(view.customerId())) {
            throw new RuleViolation("replyChannel", "客户不愿接受短信联系，请改用其他方式回复");
        }
    }

    private static String wording(String outcome) {
        return switch (outcome == null ? "" : outcome) {
            case "CANCELLED", "WITHDRAWN" -> "客户取消";
            case "REFUSED", "DECLINED" -> "未能办理";
            default -> "已办结";
        };
    }
}
