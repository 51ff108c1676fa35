package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.casefile.NewCase;
import io.casework.customer.Customers;
import io.casework.customer.Match;
import io.casework.customer.PhoneNumber;
import io.casework.customer.Resident;
import io.casework.customer.Unit;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The call and visit register: every matter is entered in full, gets its number, and is tied to customer and unit (AS-INT-01, AS-INT-14; REC-001, REC-007). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ContactRegister {

    /** Name of a customer who does not want to give one. */
    public static final String ANONYMOUS_NAME = "匿名客户";

    private static final String HOUSEHOLD = "household-";
    private static final String UNIT = "unit-";
    private static final int MOST_UNITS = 10;

    private final ContactRepository entries;
    private final CategoryRecords records;
    private final Opinions opinions;
    private final IntakeCategories categories;
    private final CaseFiles cases;
    private final Customers customers;
    private final Notices notices;
    private final Clock clock;

    ContactRegister(ContactRepository entries, CategoryRecords records, Opinions opinions, IntakeCategories categories, CaseFiles cases, Customers customers,
            Notices notices, Clock clock) {
        this.entries = entries;
        this.records = records;
        this.opinions = opinions;
        this.categories = categories;
        this.cases = cases;
        this.customers = customers;
        this.notices = notices;
        this.clock = clock;
    }

    /** Who may be meant: a resident or a unit without one. The value stands for it in forms. */
    public record Candidate(String value, String label) {
    }

    /** Who the caller is, as far as it is known. */
    private record Identity(String how, Long customerId, String name, String phone, Long unitId, String unit) {
    }

    /**
     * Opens the case, enters the register line and looks customer and unit up. The customer is told that the matter was taken (AS-INT-04), unless it has
     * been answered already, there is no number, or contact is refused.
     *
     * @throws RuleViolation on {@code wantedTime} when it does not lie ahead, on {@code answeredAtOnce} when the matter needs more than an answer
     */
    public ContactView register(String site, Answers answers, Actor actor) {
        Instant wanted = answers.dateTimeIfAny("wantedTime").map(ChineseTime::instant).orElse(null);
        if (wanted != null && !wanted.isAfter(clock.instant())) {
            throw new RuleViolation("wantedTime", "“客户希望的时间”必须晚于现在");
        }
        boolean anonymous = answers.yes("anonymous");
        ContactEntry.Caller caller = new ContactEntry.Caller(answers.text("channel"), anonymous, anonymous ? ANONYMOUS_NAME : answers.text("callerName"),
                answers.textIfAny("callerPhone").map(PhoneNumber::written).orElse(null), answers.textIfAny("unitText").orElse(null));
        Identity identity = lookUp(site, caller);
        CaseView opened = cases.open(new NewCase(CaseKind.CONTACT, null, site, caller.channel(), identity.customerId(), identity.name(), identity.phone(),
                identity.unitId(), identity.unit(), answers.text("matter"), answers.text("description"), answers.text("urgency")), actor);
        if (wanted != null) {
            cases.dueAt(opened.number(), wanted);
        }
        MatterKind kind = MatterKind.valueOf(answers.text("kind"));
        ContactEntry entry = new ContactEntry(opened.number(), site, caller, kind, kind == MatterKind.COMPLAINT || answers.yes("complaintStated"),
                answers.textIfAny("repairItem").orElse(null), wanted, clock.instant(), actor.login(), actor.name());
        entry.assessed(answers.textIfAny("responsibility").map(Responsibility::valueOf).orElse(null), answers.textIfAny("needsCoordination").orElse(null),
                answers.decimalIfAny("expectedDays").orElse(null));
        entry.identified(identity.how());
        entry = entries.saveAndFlush(entry);
        if (identity.how() != null) {
            noteIdentity(opened.number(), identity, actor);
        }
        boolean answered = answers.yes("answeredAtOnce");
        if (answered) {
            answeredOnTheLine(entry, answers.text("answer"), actor);
        } else {
            tellReceived(opened, identity);
        }
        return entry.view();
    }

    /**
     * The clerk says who the caller is, or corrects what was heard and looks again.
     *
     * @return whether customer and unit are settled now
     */
    public boolean identify(String caseNumber, Answers answers, Actor actor) {
        ContactEntry entry = entries.required(caseNumber);
        ContactView line = entry.view();
        String choice = answers.text("identification");
        if (choice.equals("SEARCH_AGAIN") || choice.equals("UNKNOWN")) {
            entry.callerIs(answers.textOr("callerName", line.callerName()), answers.textIfAny("callerPhone").map(PhoneNumber::written).orElse(null),
                    answers.textIfAny("unitText").orElse(null));
            line = entry.view();
        }
        Identity identity = switch (choice) {
            case "CHOSEN" -> chosen(line, answers.text("resident"));
            case "SEARCH_AGAIN" -> lookUp(line.site(), caller(line));
            case "ANONYMOUS" -> new Identity("ANONYMOUS", null, ANONYMOUS_NAME, line.callerPhone(), null, line.unitText());
            default -> new Identity("UNKNOWN", null, line.callerName(), line.callerPhone(), null, line.unitText());
        };
        cases.identify(caseNumber, identity.customerId(), identity.name(), identity.phone(), identity.unitId(), identity.unit());
        entry.identified(identity.how());
        if (identity.how() != null) {
            noteIdentity(caseNumber, identity, actor);
        }
        return identity.how() != null;
    }

    /** Residents and units that come into question for the caller, the likeliest first. */
    @Transactional(readOnly = true)
    public List<Candidate> candidates(String caseNumber) {
        ContactView line = entries.required(caseNumber).view();
        List<Resident> residents = customers.match(line.site(), line.callerPhone(), line.anonymous() ? "" : line.callerName(), line.unitText()).candidates();
        List<Candidate> candidates = new ArrayList<>();
        residents.forEach(resident -> candidates.add(new Candidate(HOUSEHOLD + resident.householdId(),
                resident.name() + " · " + resident.unit() + " · " + resident.relation().label() + (resident.phone().isEmpty() ? "" : " · " + masked(resident.phone())))));
        Set<Long> shown = residents.stream().map(Resident::unitId).collect(Collectors.toSet());
        customers.units(Set.of(line.site()), line.unitText()).stream().limit(MOST_UNITS)
                .forEach(unit -> candidates.add(new Candidate(UNIT + unit.id(),
                        unit.label() + (shown.contains(unit.id()) ? " · 来电人不是在册住户" : " · 无在册住户"))));
        return candidates;
    }

    /** The answering task: answered, pointed to a channel, or handed to the group centre (AS-CNS-01 to AS-CNS-03). */
    public void answer(String caseNumber, Answers answers, Actor actor) {
        ContactEntry entry = entries.required(caseNumber);
        if ("CENTRE".equals(answers.text("enquiryResult"))) {
            entry.asked(answers.text("question"));
            cases.note(caseNumber, actor, "REFERRED", "请集团客户关系中心答复：" + answers.text("question"), "AS-CNS-03");
            return;
        }
        boolean channel = "CHANNEL".equals(answers.text("enquiryResult"));
        record(entry, answers.text("answer"), channel ? "CHANNEL" : "LOCAL", actor, channel ? "AS-CNS-03" : "AS-CNS-01 AS-CNS-02");
    }

    /** The group centre has answered the customer, or gives the question back with what it knows (AS-CNS-03). */
    public void answerByCentre(String caseNumber, Answers answers, Actor actor) {
        ContactEntry entry = entries.required(caseNumber);
        if ("REPLIED".equals(answers.text("centreResult"))) {
            record(entry, answers.text("answer"), "CENTRE", actor, "AS-CNS-03");
        } else {
            entry.notedByCentre(answers.text("answer"));
            cases.note(caseNumber, actor, "RETURNED", "集团客户关系中心退回由本地答复：" + answers.text("answer"), "AS-CNS-03");
        }
    }

    /** The customer has taken the matter back: case, children and category records end (open tasks are ended by the procedure). */
    public void withdraw(String caseNumber, String requestedBy, String reason, Actor actor) {
        entries.required(caseNumber).withdrawn(requestedBy, reason, clock.instant());
        for (CategoryKind kind : CategoryKind.values()) {
            records.latest(caseNumber, kind).filter(CategoryRecord::isOpen).ifPresent(record -> records.close(record.id(), "客户撤回", actor));
        }
        opinions.release(caseNumber);
        cases.withdraw(caseNumber, reason + "（" + requestedBy + "要求）", actor);
    }

    /** The register line of a case, if it came by call or visit. */
    @Transactional(readOnly = true)
    public Optional<ContactView> find(String caseNumber) {
        return entries.findById(caseNumber).map(ContactEntry::view);
    }

    /** The register line of a case. */
    @Transactional(readOnly = true)
    public ContactView view(String caseNumber) {
        return entries.required(caseNumber).view();
    }

    /** Register lines of sites, of the days from (inclusive) until (exclusive). */
    @Transactional(readOnly = true)
    public Page<ContactView> lines(Collection<String> sites, LocalDate from, LocalDate until, Pageable page) {
        return entries.findBySiteInAndRegisteredAtGreaterThanEqualAndRegisteredAtLessThan(
                sites, ChineseTime.startOf(from), ChineseTime.startOf(until), page).map(ContactEntry::view);
    }

    private void answeredOnTheLine(ContactEntry entry, String answer, Actor actor) {
        Proposal proposal = categories.proposeFor(entry);
        if (!proposal.category().isAnswerOnly()) {
            throw new RuleViolation("answeredAtOnce", "此事项应按“" + proposal.category().label() + "”办理（" + proposal.reason() + "），不能当场答复即结束");
        }
        record(entry, answer, "LOCAL", actor, proposal.category() == Category.ENQUIRY ? "AS-CNS-01 AS-CNS-02" : "AS-INT-18");
        categories.categoriseAnswered(entry, proposal, actor);
    }

    private void record(ContactEntry entry, String answer, String through, Actor actor, String rules) {
        entry.answered(answer, through, clock.instant(), actor.login());
        cases.handling(entry.getId(), "已答复：" + answer);
        cases.note(entry.getId(), actor, "ANSWERED", switch (through) {
            case "CHANNEL" -> "已指引便捷渠道：";
            case "CENTRE" -> "集团客户关系中心已答复：";
            default -> "已答复客户：";
        } + answer, rules);
    }

    private void tellReceived(CaseView opened, Identity identity) {
        if (identity.phone() == null || identity.phone().isBlank()) {
            cases.note(opened.number(), Actor.SYSTEM, "NOTE", "客户未留电话，未发受理短信", "AS-INT-04");
            return;
        }
        boolean refused = customers.contactRefused(identity.customerId());
        notices.send(NoticeRequest.of(NoticeTemplates.CUSTOMER_RECEIVED, "customer-received:" + opened.number())
                .about(opened.number(), opened.site()).toCustomer(identity.phone(), refused)
                .with("customerName", opened.customerName()).with("matter", opened.matter()).build());
    }

    /** A clear match; an anonymous caller is settled with the unit, if one was named that is there. */
    private Identity lookUp(String site, ContactEntry.Caller caller) {
        if (caller.anonymous()) {
            List<Unit> units = caller.unitText() == null ? List.of() : customers.units(Set.of(site), caller.unitText());
            boolean settled = caller.unitText() == null || units.size() == 1;
            Long unit = units.size() == 1 ? units.get(0).id() : null;
            return new Identity(settled ? "ANONYMOUS" : null, null, ANONYMOUS_NAME, caller.phone(), unit,
                    unit == null ? caller.unitText() : units.get(0).label());
        }
        Match match = customers.match(site, caller.phone(), caller.name(), caller.unitText());
        if (match.kind() != Match.Kind.CLEAR) {
            return new Identity(null, null, caller.name(), caller.phone(), null, caller.unitText());
        }
        return of("MATCHED", match.candidates().get(0), caller.phone());
    }

    private Identity chosen(ContactView line, String value) {
        if (value.startsWith(UNIT)) {
            Unit unit = customers.unit(Long.parseLong(value.substring(UNIT.length()))).filter(found -> found.site().equals(line.site()))
                    .orElseThrow(() -> new RuleViolation("resident", "没有这个房号，请重新选择"));
            return new Identity("UNIT_ONLY", null, line.callerName(), line.callerPhone(), unit.id(), unit.label());
        }
        long household = Long.parseLong(value.substring(HOUSEHOLD.length()));
        Resident resident = customers.match(line.site(), line.callerPhone(), line.anonymous() ? "" : line.callerName(), line.unitText()).candidates().stream()
                .filter(candidate -> candidate.householdId() == household).findFirst()
                .orElseThrow(() -> new RuleViolation("resident", "所选住户已有变化，请重新选择"));
        return of("CHOSEN", resident, line.callerPhone());
    }

    private static Identity of(String how, Resident resident, String saidPhone) {
        String phone = saidPhone != null ? saidPhone : resident.phone().isEmpty() ? null : resident.phone();
        return new Identity(how, resident.customerId(), resident.name(), phone, resident.unitId(), resident.unit());
    }

    private void noteIdentity(String caseNumber, Identity identity, Actor actor) {
        String unit = identity.unit() == null ? "" : "，" + identity.unit();
        cases.note(caseNumber, actor, "IDENTIFIED", switch (identity.how()) {
            case "MATCHED" -> "客户已对上：" + identity.name() + unit;
            case "CHOSEN" -> "选定客户：" + identity.name() + unit;
            case "UNIT_ONLY" -> "选定房号" + unit + "，来电人 " + identity.name() + " 不在册";
            case "ANONYMOUS" -> "按匿名客户登记" + unit;
            default -> "按不在册客户登记：" + identity.name() + unit;
        }, "AS-INT-01");
    }

    private static ContactEntry.Caller caller(ContactView line) {
        return new ContactEntry.Caller(line.channel(), line.anonymous() && line.callerName().equals(ANONYMOUS_NAME), line.callerName(), line.callerPhone(), line.unitText());
    }

    private static String masked(String phone) {
        return phone.length() < 8 ? phone : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
    }
}
