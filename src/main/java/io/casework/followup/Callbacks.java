package io.casework.followup;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.platform.RuleViolation;
import io.casework.procedure.Decisions;
import io.casework.procedure.Settings;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.Limit;
import io.casework.worktime.Worktime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the callback records (REC-021). A customer who could not be reached is tried again at another time of day, up to {@code callback.attempts} times a
 * round; then only a manager may end it, and it never counts as called back (AMB-93).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Callbacks {

    private static final String NOTE = "CALLBACK";

    private final CallbackRepository callbacks;
    private final CallbackAttemptRepository attempts;
    private final CaseFiles cases;
    private final Decisions decisions;
    private final Settings settings;
    private final CaseClocks clocks;
    private final Worktime worktime;
    private final Notices notices;
    private final Clock clock;

    Callbacks(CallbackRepository callbacks, CallbackAttemptRepository attempts, CaseFiles cases, Decisions decisions, Settings settings, CaseClocks clocks,
            Worktime worktime, Notices notices, Clock clock) {
        this.callbacks = callbacks;
        this.attempts = attempts;
        this.cases = cases;
        this.decisions = decisions;
        this.settings = settings;
        this.clocks = clocks;
        this.worktime = worktime;
        this.notices = notices;
        this.clock = clock;
    }

    /** The callback that is being made for a case. */
    @Transactional(readOnly = true)
    public Optional<CallbackView> open(String caseNumber) {
        return callbacks.findByCaseNumberAndClosedAtIsNull(caseNumber).map(Callback::view);
    }

    /** All callbacks of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<CallbackView> ofCase(String caseNumber) {
        return callbacks.findByCaseNumberOrderById(caseNumber).stream().map(Callback::view).toList();
    }

    /** The attempts of a callback, oldest first. */
    @Transactional(readOnly = true)
    public List<AttemptView> attempts(long callbackId) {
        return attempts.findByCallbackIdOrderByAttemptNo(callbackId).stream().map(CallbackAttempt::view).toList();
    }

    /** A callback falls due: one working day from now by the table {@code deadlines} (AS-CBK-01), in the way that the table {@code callback-way} proposes. */
    public CallbackView begin(String caseNumber, CallbackKind kind, Actor actor) {
        if (callbacks.findByCaseNumberAndClosedAtIsNull(caseNumber).isPresent()) {
            throw new RuleViolation("caseNumber", "案件 " + caseNumber + " 已有一次回访尚未结束");
        }
        CaseView view = cases.view(caseNumber);
        Instant now = clock.instant();
        Limit limit = Limit.parse(String.valueOf(decisions.required("deadlines", Map.of("deadline", "callback")).get("limit")));
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("callbackKind", kind.name());
        inputs.put("grade", Objects.toString(view.grade(), ""));
        String way = String.valueOf(decisions.required("callback-way", inputs).get("way"));
        Callback callback = callbacks.save(new Callback(caseNumber, view.site(), kind, way, now, clocks.dueAt(caseNumber, now, limit)));
        cases.note(caseNumber, actor, NOTE, kind.label() + "处理完毕，待回访" + ("VISIT".equals(way) ? "（建议上门）" : ""), "AS-CBK-01");
        return callback.view();
    }

    /**
     * The records clerk has tried to reach the customer.
     *
     * @throws RuleViolation where the customer is said to have left no way to be reached although the case has a phone number
     */
    public AttemptOutcome attempted(String caseNumber, Answers answers, Actor actor) {
        Callback callback = required(caseNumber);
        String outcome = answers.text("contactResult");
        if ("NO_CONTACT".equals(outcome) && phone(caseNumber) != null) {
            throw new RuleViolation("contactResult", "案件上登记有客户电话，请先联系客户；确实打不通的请选“未联系上”");
        }
        Instant now = clock.instant();
        int number = callback.tried();
        String way = "NO_CONTACT".equals(outcome) ? null : answers.text("contactWay");
        String note = answers.textOr("attemptNote", null);
        attempts.save(new CallbackAttempt(callback.id(), number, now, way, outcome, note, actor));
        return switch (outcome) {
            case "ANSWERED" -> answered(callback, answers, number, actor, now);
            case "DECLINED" -> {
                callback.answered(CallbackResult.DECLINED, null, note, actor, now);
                note(caseNumber, actor, "已联系上客户，客户不愿评价：" + note, "AS-CBK-02");
                yield new AttemptOutcome(CallbackResult.DECLINED, null, number, false, null);
            }
            default -> notReached(callback, caseNumber, outcome, note, number, actor, now);
        };
    }

    private AttemptOutcome answered(Callback callback, Answers answers, int number, Actor actor, Instant now) {
        String caseNumber = callback.view().caseNumber();
        int satisfaction = answers.integer("satisfaction");
        CallbackResult result = satisfaction >= settings.integer("callback.satisfied") ? CallbackResult.SATISFIED : CallbackResult.DISSATISFIED;
        callback.answered(result, satisfaction, answers.text("opinion"), actor, now);
        note(caseNumber, actor, "回访：" + result.label() + "（" + satisfaction + " 分），" + answers.text("opinion"), "AS-CBK-01 AS-CBK-02");
        return new AttemptOutcome(result, satisfaction, number, false, null);
    }

    private AttemptOutcome notReached(Callback callback, String caseNumber, String outcome, String note, int number, Actor actor, Instant now) {
        boolean again = !"NO_CONTACT".equals(outcome) && number < callback.rounds() * settings.integer("callback.attempts");
        Instant next = again ? TimesOfDay.next(worktime.calendar(), now) : null;
        note(caseNumber, actor, "第 " + number + " 次回访" + ("NO_CONTACT".equals(outcome) ? "：客户没有留下联系方式" : "未联系上") + (note == null ? "" : "，" + note),
                null);
        return new AttemptOutcome(null, null, number, again, next);
    }

    /** Tells the supervisor and the manager what the dissatisfied customer said (AS-EIG-07). */
    public void reportDissatisfaction(String caseNumber) {
        CaseView view = cases.view(caseNumber);
        Callback callback = callbacks.findByCaseNumberOrderById(caseNumber).stream().reduce((first, second) -> second)
                .orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有回访记录"));
        notices.send(NoticeRequest.of(NoticeTemplates.CALLBACK_DISSATISFIED, "callback-dissatisfied/" + callback.id())
                .about(caseNumber, view.site())
                .toPosts("service-supervisor", "service-manager")
                .with("customerName", view.customerName())
                .with("unitName", view.home())
                .with("matter", view.matter())
                .with("reason", callback.opinion())
                .build());
    }

    /**
     * The manager decides about a customer who could not be reached.
     *
     * @return {@link CallbackResult#UNREACHABLE} where the manager consents to give up; otherwise no result and the time of the first attempt of another round
     */
    public AttemptOutcome decideUnreachable(String caseNumber, Answers answers, Actor actor) {
        Callback callback = required(caseNumber);
        String reason = answers.text("consentReason");
        Instant now = clock.instant();
        if (answers.yes("consentsUnreachable")) {
            callback.giveUp(reason, actor, now);
            note(caseNumber, actor, "同意按“联系不上”结束回访，不计为已回访：" + reason, "AS-CBK-02");
            return new AttemptOutcome(CallbackResult.UNREACHABLE, null, callback.attempts(), false, null);
        }
        callback.anotherRound();
        note(caseNumber, actor, "不同意按“联系不上”结束，再联系一轮：" + reason, "AS-CBK-02");
        return new AttemptOutcome(null, null, callback.attempts(), true, TimesOfDay.next(worktime.calendar(), now));
    }

    /** The procedure ended; a callback that is still open goes with it (the case was withdrawn). */
    public void settle(String caseNumber, Actor actor) {
        callbacks.findByCaseNumberAndClosedAtIsNull(caseNumber).ifPresent(callback -> callback.cancel(clock.instant()));
    }

    private String phone(String caseNumber) {
        String phone = cases.view(caseNumber).customerPhone();
        return phone == null || phone.isBlank() ? null : phone;
    }

    private Callback required(String caseNumber) {
        return callbacks.findByCaseNumberAndClosedAtIsNull(caseNumber)
                .orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 没有正在进行的回访"));
    }

    private void note(String caseNumber, Actor actor, String text, String rules) {
        cases.note(caseNumber, actor, NOTE, text, rules);
    }
}
