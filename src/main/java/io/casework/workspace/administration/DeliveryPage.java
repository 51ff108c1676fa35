package io.casework.workspace.administration;

import io.casework.casefile.CaseFiles;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.UnitView;
import io.casework.customer.Warranty;
import io.casework.customer.WarrantyShift;
import io.casework.platform.AdminArea;
import io.casework.platform.RuleViolation;
import io.casework.procedure.People;
import io.casework.procedure.SiteScope;
import io.casework.report.OpenWarrantyCases;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Puts a day of delivery right. Since it decides every warranty date, the page first shows what the other day would mean: which dates move, and for which open
 * cases the warranty was judged by the wrong one. Those judgements stay as they are; each such case is told in its story.
 */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/homes/units/{id}/delivery")
class DeliveryPage {

    /** Kind of the line in the story of a case. */
    static final String CORRECTED = "DELIVERY_CORRECTED";

    private static final int LONGEST_REASON = 200;

    private final CustomerRegister register;
    private final Customers customers;
    private final OpenWarrantyCases judged;
    private final CaseFiles cases;
    private final People people;
    private final SiteScope scope;
    private final HomeWords words;
    private final Desk desk;
    private final Clock clock;

    DeliveryPage(CustomerRegister register, Customers customers, OpenWarrantyCases judged, CaseFiles cases, People people, SiteScope scope, HomeWords words, Desk desk,
            Clock clock) {
        this.register = register;
        this.customers = customers;
        this.judged = judged;
        this.cases = cases;
        this.people = people;
        this.scope = scope;
        this.words = words;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * An open case.
     *
     * @param then the warranty as it was judged, in words
     * @param anew what it would be by the date that this page proposes, in words
     */
    record Case(String number, String matter, LocalDate reported, String item, String then, String anew, boolean differs) {
    }

    /** What a day would mean: nothing is changed. */
    @GetMapping
    String preview(@PathVariable long id, @RequestParam(defaultValue = "") String day, @RequestParam(defaultValue = "false") boolean never, Model model,
            HttpServletRequest request, HttpServletResponse response) {
        UnitView view = known(id);
        try {
            LocalDate right = right(view, day, never);
            show(view, right, register.deliveryShifts(id, right).stream().filter(WarrantyShift::follows).map(WarrantyShift::item).collect(Collectors.toSet()), model);
            return "pages/administration/homes-delivery";
        } catch (RuleViolation refusal) {
            words.show(view, model);
            Refused.show(model, "correct", refusal, request, response);
            return "pages/administration/homes-unit";
        }
    }

    @PostMapping
    String correct(Principal person, @PathVariable long id, @RequestParam(defaultValue = "") String day, @RequestParam(defaultValue = "false") boolean never,
            @RequestParam(defaultValue = "") Set<String> moving, @RequestParam(defaultValue = "") String reason, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        UnitView view = known(id);
        try {
            LocalDate right = right(view, day, never);
            String why = reason(reason);
            String before = words.day(view.unit().deliveredOn());
            desk.change(new Subject(AdminArea.HOMES, "unit:" + id, view.siteName() + " " + view.unit().label()), person.getName(), "更正交付日期：" + why,
                    new Sight(seen, () -> words.unit(id)), () -> words.unit(id), () -> {
                        List<WarrantyShift> shifts = register.deliveryShifts(id, right);
                        register.correctDelivery(id, right, moving);
                        cases(id, shifts, moving).stream().filter(Case::differs).forEach(one -> cases.note(one.number(), people.current(), CORRECTED,
                                "房号 " + view.unit().label() + " 的交付日期由 " + before + " 更正为 " + words.day(right) + "：" + why + "。本案登记的质保判断是“" + one.then()
                                        + "”，按更正后的日期应为“" + one.anew() + "”；案件没有自动改动，需要改的请在分类或勘察时重新判断", "AS-INT-06"));
                    });
            return "redirect:/pages/administration/homes/units/" + id;
        } catch (RuleViolation refusal) {
            if (refusal.fields().containsKey("day")) {
                words.show(view, model);
                Refused.show(model, "correct", refusal, request, response);
                return "pages/administration/homes-unit";
            }
            show(known(id), right(view, day, never), moving, model);
            Refused.show(model, "delivery", refusal, request, response);
            return "pages/administration/homes-delivery";
        }
    }

    private LocalDate right(UnitView view, String day, boolean never) {
        LocalDate right = never ? null : Inputs.date("day", day);
        if (right != null && right.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("day", "交付日期不能晚于今天");
        }
        if (view.unit().deliveredOn() == null) {
            throw new RuleViolation("day", "这个房号还没有登记交付，请直接登记交付日期");
        }
        if (view.unit().deliveredOn().equals(right)) {
            throw new RuleViolation("day", "登记的交付日期就是这一天，没有什么要更正");
        }
        return right;
    }

    private static String reason(String text) {
        String reason = text.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new RuleViolation("reason", "请填写更正的理由和依据，不超过 " + LONGEST_REASON + " 个字");
        }
        return reason;
    }

    private void show(UnitView view, LocalDate right, Set<String> moving, Model model) {
        List<WarrantyShift> shifts = register.deliveryShifts(view.unit().id(), right);
        model.addAttribute("view", view);
        model.addAttribute("right", right);
        model.addAttribute("shifts", shifts);
        model.addAttribute("moving", moving);
        model.addAttribute("cases", cases(view.unit().id(), shifts, moving));
        model.addAttribute("seen", Desk.fingerprint(words.unit(view.unit().id())));
    }

    private List<Case> cases(long unit, List<WarrantyShift> shifts, Set<String> moving) {
        Map<String, WarrantyShift> byItem = shifts.stream().collect(Collectors.toMap(WarrantyShift::item, Function.identity()));
        return judged.of(unit).stream().filter(one -> byItem.containsKey(one.item())).map(one -> {
            WarrantyShift shift = byItem.get(one.item());
            Warranty anew = customers.judge(moving.contains(one.item()) ? shift.derived() : shift.now(), one.reported());
            String then = words(Warranty.Status.valueOf(one.warranty()), one.until());
            return new Case(one.number(), one.matter(), one.reported(), shift.name(), then, words(anew.status(), anew.until()),
                    !then.equals(words(anew.status(), anew.until())));
        }).toList();
    }

    private static String words(Warranty.Status status, LocalDate until) {
        return status.label() + (until == null ? "" : "（至 " + until + "）");
    }

    private UnitView known(long id) {
        return customers.unitView(id).filter(view -> scope.includes(view.unit().site())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
