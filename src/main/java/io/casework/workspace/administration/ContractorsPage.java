package io.casework.workspace.administration;

import io.casework.organisation.Sites;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.procedure.SiteScope;
import io.casework.repair.Contractors;
import io.casework.repair.Contractors.Contractor;
import io.casework.repair.RepairAgreements;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
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

/** A contractor with its agreements and what has been asked of it: registered, corrected, taken out of use and back. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/contractors")
class ContractorsPage {

    private static final int NEWEST = 20;

    private final Contractors contractors;
    private final RepairAgreements agreements;
    private final Sites sites;
    private final SiteScope scope;
    private final AdminChanges changes;
    private final ChangeLines lines;
    private final Desk desk;

    ContractorsPage(Contractors contractors, RepairAgreements agreements, Sites sites, SiteScope scope, AdminChanges changes, ChangeLines lines, Desk desk) {
        this.contractors = contractors;
        this.agreements = agreements;
        this.sites = sites;
        this.scope = scope;
        this.changes = changes;
        this.lines = lines;
        this.desk = desk;
    }

    @GetMapping("/new")
    String blank() {
        return "pages/administration/contractor-new";
    }

    @PostMapping
    String add(Principal person, @RequestParam String name, @RequestParam String contact, @RequestParam String phone, @RequestParam String trades, @RequestParam String note,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        try {
            desk.change(new Subject(AdminArea.AGREEMENTS, "contractor:" + name.strip(), "施工单位 " + name.strip()), person.getName(), "登记施工单位", Sight.NOTHING,
                    () -> contractors.named(name).map(ContractorsPage::words).orElse(""), () -> contractors.add(name, contact, phone, trades, note));
            return "redirect:/pages/administration/contractors/" + contractors.named(name).orElseThrow().id();
        } catch (RuleViolation refusal) {
            Refused.show(model, "contractor", refusal, request, response);
            return "pages/administration/contractor-new";
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        show(known(id), model);
        return "pages/administration/contractor";
    }

    @PostMapping("/{id}")
    String change(Principal person, @PathVariable long id, @RequestParam String name, @RequestParam String contact, @RequestParam String phone,
            @RequestParam String trades, @RequestParam String note, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, id, "修改施工单位", "contractor", seen, () -> contractors.change(id, name, contact, phone, trades, note), request, response, model);
    }

    @PostMapping("/{id}/retire")
    String retire(Principal person, @PathVariable long id, @RequestParam String reason, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        return changing(person, id, "停用施工单位", "retire", seen, () -> contractors.retire(id, reason), request, response, model);
    }

    @PostMapping("/{id}/return")
    String takeBack(Principal person, @PathVariable long id, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, id, "恢复使用施工单位", "return", seen, () -> contractors.takeBack(id), request, response, model);
    }

    private String changing(Principal person, long id, String what, String form, String seen, Runnable write, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        Contractor before = known(id);
        try {
            desk.change(new Subject(AdminArea.AGREEMENTS, key(id), "施工单位 " + before.name()), person.getName(), what,
                    new Sight(seen, () -> words(known(id))), () -> words(known(id)), write);
            return "redirect:/pages/administration/contractors/" + id;
        } catch (RuleViolation refusal) {
            show(known(id), model);
            Refused.show(model, form, refusal, request, response);
            return "pages/administration/contractor";
        }
    }

    private void show(Contractor contractor, Model model) {
        model.addAttribute("contractor", contractor);
        model.addAttribute("seen", Desk.fingerprint(words(contractor)));
        model.addAttribute("agreements", agreements.search(scope.sites(), contractor.name()).stream().filter(one -> one.contractor().equals(contractor.name())).toList());
        model.addAttribute("asked", contractors.asked(contractor.name(), scope.sites(), NEWEST));
        model.addAttribute("siteNames", sites.all().stream().collect(Collectors.toMap(site -> site.code(), site -> site.name())));
        model.addAttribute("changed", lines.of(changes.page(AdminChanges.Filter.of(AdminArea.AGREEMENTS, key(contractor.id())), null, NEWEST)));
    }

    private Contractor known(long id) {
        return contractors.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String key(long id) {
        return "contractor:" + id;
    }

    private static String words(Contractor one) {
        return "名称：" + one.name() + "\n联系人：" + one.contact() + "\n电话：" + one.phone() + "\n承修范围：" + one.trades() + "\n备注：" + one.note() + "\n状态："
                + (one.retired() ? one.retiredOn() + " 停用，" + one.retiredReason() : "在用");
    }
}
