package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.Customers;
import io.casework.customer.Warranty;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import io.casework.procedure.Decisions;
import io.casework.procedure.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what a registered matter is handled as: the decision table {@code intake-category} proposes, a clerk confirms or changes with a reason, and a
 * matter that was returned too often is decided by the supervisor (AS-INT-05 to AS-INT-12).
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class IntakeCategories {

    /** The decision table with the categories. */
    public static final String TABLE = "intake-category";
    /** The decision table that says to which posts a registered matter is passed on. */
    public static final String PASSING_ON = "intake-passing-on";

    private static final int MAX_REASON = 500;

    private final ContactRepository entries;
    private final CaseFiles cases;
    private final Customers customers;
    private final Sites sites;
    private final Decisions decisions;
    private final Settings settings;
    private final Notices notices;
    private final Clock clock;

    IntakeCategories(ContactRepository entries, CaseFiles cases, Customers customers, Sites sites, Decisions decisions, Settings settings,
            Notices notices, Clock clock) {
        this.entries = entries;
        this.cases = cases;
        this.customers = customers;
        this.sites = sites;
        this.decisions = decisions;
        this.settings = settings;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * What was confirmed.
     *
     * @param repairClass A, B, or empty where the survey decides
     * @param answered the matter was answered on the spot, nobody has to do anything more
     */
    public record Confirmed(Category category, String repairClass, boolean answered) {
    }

    /** Asks the table and keeps its proposal on the register; the warranty is judged for the day on which the customer reported the matter. */
    public Proposal propose(String caseNumber) {
        ContactEntry entry = entries.required(caseNumber);
        Proposal proposal = proposeFor(entry);
        ContactView view = entry.view();
        String warranty = view.warranty() == null ? "" : "；" + view.warranty().label() + (view.warrantyUntil() == null ? "" : "（至 " + view.warrantyUntil() + "）");
        cases.note(caseNumber, Actor.SYSTEM, "CATEGORY_PROPOSED", "建议分类：" + proposal.category().label() + "。" + proposal.reason() + warranty, proposal.ruleId());
        return proposal;
    }

    /** Judges the warranty, asks the table and keeps both on the entry, without a line on the timeline. */
    Proposal proposeFor(ContactEntry entry) {
        entry.inWarranty(warranty(entry.view()));
        Proposal proposal = ask(entry.view());
        entry.proposed(proposal);
        return proposal;
    }

    /** What the table says to the facts of a register line. */
    Proposal ask(ContactView view) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("complaint", view.isComplaint());
        inputs.put("kind", view.kind().name());
        inputs.put("responsibility", view.responsibility() == null ? Responsibility.UNKNOWN.name() : view.responsibility().name());
        inputs.put("warranty", view.warranty() == null ? Warranty.Status.UNKNOWN.name() : view.warranty().name());
        inputs.put("repairTeam", sites.site(view.site()).map(Site::hasRepairTeam).orElse(false));
        inputs.put("coordination", view.coordination() == null ? "UNKNOWN" : view.coordination());
        inputs.put("expectedDays", view.expectedDays() == null ? 0.0 : view.expectedDays().doubleValue());
        inputs.put("minDays", settings.number("comm.minDays").doubleValue());
        Map<String, Object> row = decisions.required(TABLE, inputs);
        return new Proposal(Category.valueOf(text(row, "category")), text(row, "ruleId"), text(row, "remark"), text(row, "repairClass"), text(row, "reason"));
    }

    /**
     * Confirms the category. What the form says anew about responsibility, coordination and duration goes into the table first; a category other than the
     * table's needs a reason.
     *
     * @throws RuleViolation on {@code changeReason} where the category differs from the proposal and no reason is given, on {@code answeredAtOnce}
     *     where only an answer was given to a matter that needs more
     */
    public Confirmed confirm(String caseNumber, Answers answers, Actor actor) {
        ContactEntry entry = entries.required(caseNumber);
        ContactView before = entry.view();
        entry.assessed(
                answers.textIfAny("responsibility").map(Responsibility::valueOf).orElse(before.responsibility()),
                answers.textIfAny("needsCoordination").orElse(before.coordination()),
                answers.decimalIfAny("expectedDays").orElse(before.expectedDays()));
        Proposal proposal = proposeFor(entry);
        Category category = Category.valueOf(answers.text("category"));
        String reason = answers.textIfAny("changeReason").orElse(null);
        boolean changed = category != proposal.category();
        if (changed && reason == null) {
            throw new RuleViolation("changeReason", "所选分类“" + category.label() + "”与建议“" + proposal.category().label() + "”不同，请说明理由");
        }
        boolean answered = category.isAnswerOnly() && answers.yes("answeredAtOnce");
        String repairClass = category != Category.REPAIR ? "" : changed ? classOf(entry.view()) : proposal.repairClass();
        entry.categorised(category, reason, changed ? category.remark() : emptyToNull(proposal.remark()), repairClass, answers.yes("scopeExplained"),
                clock.instant(), actor.login());
        cases.categorise(caseNumber, category.name());
        cases.note(caseNumber, actor, "CATEGORISED", "分类：" + category.label()
                + (entry.view().remark() == null ? "" : "，备注栏写“" + entry.view().remark() + "”")
                + (changed ? "（建议为" + proposal.category().label() + "），理由：" + reason : ""), changed ? "AS-INT-05 AS-INT-12" : proposal.ruleId() + " AS-INT-12");
        if (answered) {
            entry.answered(answers.text("answer"), "LOCAL", clock.instant(), actor.login());
            cases.handling(caseNumber, "已答复：" + answers.text("answer"));
        }
        return new Confirmed(category, repairClass, answered);
    }

    /** A matter that was answered while the caller was on the line has the category that the table gives it; it is passed on like any other (AS-INT-18). */
    void categoriseAnswered(ContactEntry entry, Proposal proposal, Actor actor) {
        entry.categorised(proposal.category(), null, null, "", false, clock.instant(), actor.login());
        cases.categorise(entry.getId(), proposal.category().name());
        passOn(entry.getId());
    }

    /**
     * The matter comes back because it is something else.
     *
     * @param reason as the returning procedure states it; where it states none, what it has written as handling status
     * @return whether it has come back so often that the supervisor decides (setting {@code intake.maxReturns})
     */
    public boolean giveBack(String caseNumber, String reason, Actor actor) {
        ContactEntry entry = entries.required(caseNumber);
        String handled = cases.view(caseNumber).handling();
        String why = reason != null && !reason.isBlank() ? reason : handled != null && !handled.isBlank() ? handled : "不属" + entry.view().category().label();
        entry.sentBack(why.length() > MAX_REASON ? why.substring(0, MAX_REASON) : why);
        cases.note(caseNumber, actor, "RETURNED_TO_CLASSIFICATION",
                "第 " + entry.view().returned() + " 次退回重新分类（原为" + entry.view().category().label() + "）：" + why, "AS-INT-05");
        // What the wrong procedure has written does not stand as the outcome of the matter; the timeline keeps it.
        cases.handling(caseNumber, null);
        return supervisorDecides(caseNumber);
    }

    /** Whether the matter was returned so often that the supervisor decides. */
    @Transactional(readOnly = true)
    public boolean supervisorDecides(String caseNumber) {
        return entries.required(caseNumber).view().returned() >= settings.integer("intake.maxReturns");
    }

    /** Tells the service station and the responsible department of the matter (AS-INT-03, AS-INT-15, AS-INT-18). */
    public void passOn(String caseNumber) {
        ContactEntry entry = entries.required(caseNumber);
        ContactView line = entry.view();
        String[] posts = Arrays.stream(text(decisions.required(PASSING_ON, Map.of("category", line.category().name())), "posts").split(","))
                .map(String::trim).filter(post -> !post.isEmpty()).toArray(String[]::new);
        if (posts.length == 0) {
            return;
        }
        CaseView view = cases.view(caseNumber);
        notices.send(NoticeRequest.of(NoticeTemplates.MATTER_PASSED_ON, "passed-on:" + caseNumber + ":" + line.category() + ":" + line.returned())
                .about(caseNumber, line.site()).toPosts(posts)
                .with("category", line.category().label())
                .with("customerName", view.customerName())
                .with("unitName", Objects.toString(view.unitName(), ""))
                .with("matter", view.matter())
                .with("description", Objects.toString(view.description(), ""))
                .build());
        entry.passedOn(String.join(",", posts), clock.instant());
    }

    private Warranty warranty(ContactView view) {
        Long unit = cases.view(view.caseNumber()).unitId();
        if (unit == null || view.kind() != MatterKind.REPAIR && view.repairItem() == null) {
            return new Warranty(Warranty.Status.UNKNOWN, null);
        }
        LocalDate reported = ChineseTime.date(view.registeredAt());
        return customers.warrantyOn(unit, view.repairItem(), reported);
    }

    private static String classOf(ContactView view) {
        return switch (view.warranty()) {
            case IN -> "A";
            case OUT -> "B";
            case UNKNOWN -> "";
        };
    }

    private static String text(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString().trim();
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
