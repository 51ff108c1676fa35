package io.casework.workspace.administration;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.platform.AdminArea;
import io.casework.platform.RuleViolation;
import io.casework.procedure.SiteScope;
import io.casework.repair.Contractors;
import io.casework.repair.RepairAgreements;
import io.casework.repair.RepairAgreements.Agreement;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Contractors and the after-sales repair supplementary agreements with them (售后维修补充协议, REC-015). */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/agreements")
class AgreementsPage {

    private final RepairAgreements agreements;
    private final Contractors contractors;
    private final Sites sites;
    private final SiteScope scope;
    private final Desk desk;
    private final Clock clock;

    AgreementsPage(RepairAgreements agreements, Contractors contractors, Sites sites, SiteScope scope, Desk desk, Clock clock) {
        this.agreements = agreements;
        this.contractors = contractors;
        this.sites = sites;
        this.scope = scope;
        this.desk = desk;
        this.clock = clock;
    }

    /** An agreement in the list. */
    record Line(Agreement agreement, String siteName, boolean inForce) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        return show(q, model);
    }

    @PostMapping
    String enter(Principal person, @RequestParam String site, @RequestParam String number, @RequestParam String contractor, @RequestParam("scope") String scopeText,
            @RequestParam String signedOn, @RequestParam String validUntil, HttpServletRequest request, HttpServletResponse response, Model model) {
        return Refused.orAgain("new", () -> {
            if (!site.isEmpty()) {
                requireSite(site);
            }
            Agreement agreement = read(site, number, contractor, scopeText, signedOn, validUntil);
            desk.change(subject(agreement), person.getName(), "登记维修补充协议", Sight.NOTHING, () -> words(agreement.number().strip()), () -> agreements.enter(agreement));
            return "redirect:/pages/administration/agreements";
        }, () -> show("", model), request, response, model);
    }

    @GetMapping("/one")
    String one(@RequestParam String number, Model model) {
        return showOne(number, model);
    }

    @PostMapping("/one")
    String change(Principal person, @RequestParam String number, @RequestParam String contractor, @RequestParam("scope") String scopeText, @RequestParam String signedOn,
            @RequestParam String validUntil, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        Agreement before = known(number);
        return Refused.orAgain("agreement", () -> {
            Agreement agreement = read(before.site(), number, contractor, scopeText, signedOn, validUntil);
            desk.change(subject(agreement), person.getName(), "修改维修补充协议", new Sight(seen, () -> words(number)), () -> words(number),
                    () -> agreements.change(agreement));
            return "redirect:/pages/administration/agreements";
        }, () -> showOne(number, model), request, response, model);
    }

    private static Agreement read(String site, String number, String contractor, String scopeText, String signedOn, String validUntil) {
        return new Agreement(site, number, contractor, Inputs.orNull(scopeText), Inputs.dateOrNull("signedOn", signedOn), Inputs.dateOrNull("validUntil", validUntil));
    }

    private String show(String q, Model model) {
        LocalDate today = LocalDate.now(clock);
        List<Line> found = agreements.search(scope.sites(), q).stream().map(agreement -> new Line(agreement, sites.name(agreement.site()),
                !agreement.signedOn().isAfter(today) && (agreement.validUntil() == null || !agreement.validUntil().isBefore(today)))).toList();
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "请选择");
        sites.all().stream().filter(site -> scope.includes(site.code())).forEach(site -> choices.put(site.code(), site.name()));
        model.addAttribute("q", q);
        model.addAttribute("agreements", found);
        model.addAttribute("contractors", contractors.all());
        model.addAttribute("work", contractors.work());
        model.addAttribute("siteChoices", choices);
        return "pages/administration/agreements";
    }

    private String showOne(String number, Model model) {
        Agreement agreement = known(number);
        model.addAttribute("agreement", agreement);
        model.addAttribute("contractors", contractors.all());
        model.addAttribute("siteName", sites.name(agreement.site()));
        model.addAttribute("seen", Desk.fingerprint(words(number)));
        return "pages/administration/agreement";
    }

    private Agreement known(String number) {
        return agreements.of(number).filter(agreement -> scope.includes(agreement.site())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void requireSite(String site) {
        sites.site(site).map(Site::code).filter(scope::includes).orElseThrow(() -> new RuleViolation("site", "请选择小区"));
    }

    private static Subject subject(Agreement agreement) {
        return new Subject(AdminArea.AGREEMENTS, agreement.number().strip(), "协议 " + agreement.number().strip());
    }

    private String words(String number) {
        return agreements.of(number).map(agreement -> "小区：" + sites.name(agreement.site()) + "\n施工单位：" + agreement.contractor() + "\n范围："
                + (agreement.scope() == null ? "" : agreement.scope()) + "\n签订：" + agreement.signedOn() + "\n有效至："
                + (agreement.validUntil() == null ? "长期" : agreement.validUntil())).orElse("");
    }
}
