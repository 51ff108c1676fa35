package io.casework.workspace.administration;

import io.casework.customer.Building;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.Unit;
import io.casework.customer.UnitView;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import io.casework.platform.AdminArea;
import io.casework.platform.RuleViolation;
import io.casework.procedure.SiteScope;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

/** Sites, their buildings, and units with the warranty dates of each. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/homes")
class HomesPage {

    private static final int LONGEST_NUMBER = 40;

    private final StaffAdministration organisation;
    private final CustomerRegister register;
    private final Customers customers;
    private final Sites sites;
    private final SiteScope scope;
    private final HomeWords words;
    private final Desk desk;
    private final Clock clock;

    HomesPage(StaffAdministration organisation, CustomerRegister register, Customers customers, Sites sites, SiteScope scope, HomeWords words, Desk desk, Clock clock) {
        this.organisation = organisation;
        this.register = register;
        this.customers = customers;
        this.sites = sites;
        this.scope = scope;
        this.words = words;
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String site, Model model) {
        return showList(q, site, model);
    }

    @For(Audience.SYSTEM_ADMINISTRATORS)
    @PostMapping("/sites")
    String addSite(Principal person, @RequestParam String code, @RequestParam String name, @RequestParam String developer, @RequestParam String address,
            @RequestParam String handoverDate, @RequestParam(defaultValue = "false") boolean hasRepairTeam, HttpServletRequest request, HttpServletResponse response,
            Model model) {
        return Refused.orAgain("site", () -> {
            Site site = new Site(code.strip(), name, developer, address, Inputs.dateOrNull("handoverDate", handoverDate), hasRepairTeam);
            desk.change(new Subject(AdminArea.HOMES, "site:" + site.code(), name.strip()), person.getName(), "新增小区", Sight.NOTHING, () -> siteWords(site.code()),
                    () -> organisation.addSite(site));
            return "redirect:/pages/administration/homes/sites/" + site.code();
        }, () -> showList("", "", model), request, response, model);
    }

    @GetMapping("/sites/{code}")
    String site(@PathVariable String code, Model model) {
        return showSite(code, model);
    }

    @For(Audience.SYSTEM_ADMINISTRATORS)
    @PostMapping("/sites/{code}")
    String changeSite(Principal person, @PathVariable String code, @RequestParam String name, @RequestParam String developer, @RequestParam String address,
            @RequestParam String handoverDate, @RequestParam(defaultValue = "false") boolean hasRepairTeam, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        known(code);
        return Refused.orAgain("site", () -> {
            Site site = new Site(code, name, developer, address, Inputs.dateOrNull("handoverDate", handoverDate), hasRepairTeam);
            desk.change(new Subject(AdminArea.HOMES, "site:" + code, sites.name(code)), person.getName(), "修改小区资料", new Sight(seen, () -> siteWords(code)),
                    () -> siteWords(code), () -> organisation.changeSite(site));
            return "redirect:/pages/administration/homes/sites/" + code;
        }, () -> showSite(code, model), request, response, model);
    }

    @PostMapping("/sites/{code}/buildings")
    String addBuilding(Principal person, @PathVariable String code, @RequestParam String label, HttpServletRequest request, HttpServletResponse response, Model model) {
        known(code);
        return Refused.orAgain("building", () -> {
            desk.change(new Subject(AdminArea.HOMES, "site:" + code, sites.name(code)), person.getName(), "新增楼栋 " + label.strip(), Sight.NOTHING,
                    () -> "楼栋：" + customers.buildings(List.of(code)).stream().map(Building::label).collect(Collectors.joining("、")),
                    () -> register.addBuilding(code, label));
            return "redirect:/pages/administration/homes/sites/" + code;
        }, () -> showSite(code, model), request, response, model);
    }

    @GetMapping("/buildings/{id}")
    String building(@PathVariable long id, Model model) {
        return showBuilding(id, model);
    }

    @PostMapping("/buildings/{id}")
    String renameBuilding(Principal person, @PathVariable long id, @RequestParam String label, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        Building building = knownBuilding(id);
        return Refused.orAgain("building", () -> {
            desk.change(new Subject(AdminArea.HOMES, "building:" + id, sites.name(building.site()) + " " + building.label()), person.getName(), "修改楼栋名称",
                    new Sight(seen, () -> buildingWords(id)), () -> buildingWords(id), () -> register.renameBuilding(id, label));
            return "redirect:/pages/administration/homes/buildings/" + id;
        }, () -> showBuilding(id, model), request, response, model);
    }

    @PostMapping("/buildings/{id}/units")
    String addUnit(Principal person, @PathVariable long id, @RequestParam String label, @RequestParam String area, @RequestParam String deliveredOn,
            @RequestParam(defaultValue = "false") boolean occupied, HttpServletRequest request, HttpServletResponse response, Model model) {
        Building building = knownBuilding(id);
        return Refused.orAgain("unit", () -> {
            long[] added = {0};
            desk.change(new Subject(AdminArea.HOMES, "building:" + id, sites.name(building.site()) + " " + building.label()), person.getName(), "新增房号 " + label.strip(),
                    Sight.NOTHING, () -> added[0] == 0 ? "" : words.unit(added[0]),
                    () -> added[0] = register.addUnit(id, label, area(area), deliveredOn.isBlank() ? null : delivered("deliveredOn", deliveredOn), occupied));
            return "redirect:/pages/administration/homes/units/" + added[0];
        }, () -> showBuilding(id, model), request, response, model);
    }

    @GetMapping("/units/{id}")
    String unit(@PathVariable long id, Model model) {
        return showUnit(id, model);
    }

    @PostMapping("/units/{id}")
    String changeUnit(Principal person, @PathVariable long id, @RequestParam String label, @RequestParam String area,
            @RequestParam(defaultValue = "false") boolean occupied, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, id, "修改房号资料", seen, "unit", () -> {
            register.changeUnit(id, label, area(area));
            register.setOccupied(id, occupied);
        }, request, response, model);
    }

    @PostMapping("/units/{id}/deliver")
    String deliver(Principal person, @PathVariable long id, @RequestParam String day, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        return changing(person, id, "登记交付", seen, "deliver", () -> register.deliver(id, delivered("day", day)), request, response, model);
    }

    @PostMapping("/units/{id}/warranty")
    String warranty(Principal person, @PathVariable long id, @RequestParam String item, @RequestParam String lastDay, @RequestParam String seen,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, id, "修改保修期", seen, "warranty", () -> register.setWarranty(id, item, Inputs.date("lastDay", lastDay)), request, response, model);
    }

    private String changing(Principal person, long id, String what, String seen, String form, Runnable write, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        UnitView view = knownUnit(id);
        return Refused.orAgain(form, () -> {
            desk.change(new Subject(AdminArea.HOMES, "unit:" + id, view.siteName() + " " + view.unit().label()), person.getName(), what,
                    new Sight(seen, () -> words.unit(id)), () -> words.unit(id), write);
            return "redirect:/pages/administration/homes/units/" + id;
        }, () -> showUnit(id, model), request, response, model);
    }

    private String showList(String q, String site, Model model) {
        List<Site> mine = mySites();
        List<String> searched = mine.stream().map(Site::code).filter(code -> site.isEmpty() || code.equals(site)).toList();
        List<Unit> found = q.isBlank() ? List.of() : customers.units(searched, q);
        model.addAttribute("sites", mine);
        model.addAttribute("q", q);
        model.addAttribute("site", site);
        model.addAttribute("units", found);
        model.addAttribute("full", found.size() == Customers.MOST_HITS);
        model.addAttribute("siteNames", mine.stream().collect(Collectors.toMap(Site::code, Site::name)));
        return "pages/administration/homes";
    }

    private String showSite(String code, Model model) {
        model.addAttribute("site", known(code));
        model.addAttribute("buildings", customers.buildings(List.of(code)));
        model.addAttribute("seen", Desk.fingerprint(siteWords(code)));
        return "pages/administration/homes-site";
    }

    private String showBuilding(long id, Model model) {
        Building building = knownBuilding(id);
        model.addAttribute("building", building);
        model.addAttribute("siteName", sites.name(building.site()));
        model.addAttribute("units", customers.unitsOf(id));
        model.addAttribute("seen", Desk.fingerprint(buildingWords(id)));
        return "pages/administration/homes-building";
    }

    private String showUnit(long id, Model model) {
        words.show(knownUnit(id), model);
        return "pages/administration/homes-unit";
    }

    private List<Site> mySites() {
        return sites.all().stream().filter(site -> scope.includes(site.code())).toList();
    }

    private Site known(String code) {
        return sites.site(code).filter(site -> scope.includes(site.code())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Building knownBuilding(long id) {
        return customers.building(id).filter(building -> scope.includes(building.site())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private UnitView knownUnit(long id) {
        return customers.unitView(id).filter(view -> scope.includes(view.unit().site())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Nobody has been given the keys on a day to come: a year typed wrongly would lengthen every warranty. */
    private LocalDate delivered(String field, String text) {
        LocalDate day = Inputs.date(field, text);
        if (day.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation(field, "交付日期不能晚于今天");
        }
        return day;
    }

    private static BigDecimal area(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.length() > LONGEST_NUMBER) {
                throw new NumberFormatException("too long");
            }
            return new BigDecimal(text.strip());
        } catch (NumberFormatException noNumber) {
            throw new RuleViolation("area", "建筑面积应为数字，如 89.50");
        }
    }

    private String siteWords(String code) {
        return sites.site(code).map(site -> "名称：" + site.name() + "\n开发企业：" + site.developer() + "\n地址：" + site.address() + "\n集中交付：" + words.day(site.handoverDate())
                + "\n维修队协议：" + (site.hasRepairTeam() ? "有" : "没有")).orElse("");
    }

    private String buildingWords(long id) {
        return customers.building(id).map(building -> "楼栋：" + building.label()).orElse("");
    }
}
