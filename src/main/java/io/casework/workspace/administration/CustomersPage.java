package io.casework.workspace.administration;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.CustomerRegister;
import io.casework.customer.CustomerView;
import io.casework.customer.Customers;
import io.casework.customer.Household;
import io.casework.customer.PhoneNumber;
import io.casework.customer.Relation;
import io.casework.customer.Unit;
import io.casework.customer.UnitView;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.platform.EnumCode;
import io.casework.platform.RuleViolation;
import io.casework.procedure.SiteScope;
import io.casework.report.CallerFile;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Added;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The particulars of a customer and the homes: kept by whoever has a home of the customer at one of the own sites. Name, telephone numbers and the refusal of
 * contact hold for the customer at all sites; homes at sites of others are neither shown nor changed. Whoever has moved out to a site of others is kept there.
 */
@Controller
@For(Audience.CUSTOMER_KEEPERS)
@RequestMapping("/pages/customers")
class CustomersPage {

    private static final int NEWEST = 20;
    private static final int LONGEST_UNIT = 100;
    private static final Pattern BETWEEN_PHONES = Pattern.compile("[\\r\\n,，、;；]+");

    private final CustomerRegister register;
    private final Customers customers;
    private final CallerFile cases;
    private final CaseFiles files;
    private final Staffing staffing;
    private final Sites sites;
    private final SiteScope scope;
    private final AdminChanges changes;
    private final ChangeLines lines;
    private final Desk desk;
    private final Clock clock;

    CustomersPage(CustomerRegister register, Customers customers, CallerFile cases, CaseFiles files, Staffing staffing, Sites sites, SiteScope scope,
            AdminChanges changes, ChangeLines lines, Desk desk, Clock clock) {
        this.register = register;
        this.customers = customers;
        this.cases = cases;
        this.files = files;
        this.staffing = staffing;
        this.sites = sites;
        this.scope = scope;
        this.changes = changes;
        this.lines = lines;
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * A customer as the person may see one.
     *
     * @param homes at the person's sites, of the present and the past
     * @param elsewhere whether there are homes at sites of others
     * @param kept whether the particulars are the person's to change
     */
    record Sheet(CustomerView customer, List<Household> homes, boolean elsewhere, boolean kept) {
    }

    @GetMapping("/new")
    String blank(@RequestParam(defaultValue = "0") long unit, Model model) {
        return showBlank(home(unit), model);
    }

    @PostMapping("/new")
    String add(Principal person, @RequestParam(defaultValue = "0") long unit, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String phones,
            @RequestParam(defaultValue = "") String idRemark, @RequestParam(defaultValue = "") String relation, @RequestParam(defaultValue = "") String from,
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes done) {
        UnitView home = home(unit);
        return Refused.orAgain("resident", () -> {
            List<String> numbers = phones(phones);
            Optional<Long> known = customers.known(scope.sites(), name, numbers);
            if (known.isPresent()) {
                model.addAttribute("known", known.get());
                throw new RuleViolation("name", "已经登记过同名、同电话的客户，请在他的资料里登记这个房号");
            }
            Relation how = relation(relation);
            LocalDate first = notAhead("from", from);
            long[] id = {0};
            desk.add(AdminArea.CUSTOMERS, person.getName(), "登记住户", () -> {
                id[0] = register.addCustomer(name, numbers, idRemark);
                register.addHousehold(id[0], unit, how, first);
                Sheet added = sheet(id[0]);
                return new Added(new Subject(AdminArea.CUSTOMERS, key(id[0]) + ":" + home.unit().site(), added.customer().name()), words(added));
            });
            done.addFlashAttribute("done", "已登记。");
            return "redirect:/pages/customers/" + id[0];
        }, () -> showBlank(home, model), request, response, model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, Model model) {
        return show(sheet(id), model);
    }

    @PostMapping("/{id}")
    String change(Principal person, @PathVariable long id, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String phones,
            @RequestParam(defaultValue = "") String idRemark, @RequestParam(defaultValue = "") String seen, HttpServletRequest request, HttpServletResponse response,
            Model model, RedirectAttributes done) {
        return changing("particulars", person, id, "修改客户资料", seen, () -> {
            List<String> before = sheet(id).customer().phones();
            register.changeCustomer(id, name, phones(phones), idRemark);
            correctOpenCases(person, id, before);
        }, request, response, model, done);
    }

    /** A number that has been taken away must not be written to any longer: the open cases of all sites that have it get the usual one. Without any number they stay. */
    private void correctOpenCases(Principal person, long id, List<String> before) {
        List<String> now = customers.customer(id).map(CustomerView::phones).orElse(List.of());
        if (now.isEmpty() || now.containsAll(before)) {
            return;
        }
        Actor actor = new Actor(person.getName(), staffing.nameOf(person.getName()));
        for (CallerFile.CaseLine line : cases.of(sites.all().stream().map(Site::code).toList(), id, List.of()).open()) {
            CaseView file = files.view(line.number());
            String written = PhoneNumber.normalise(file.customerPhone());
            if (before.contains(written) && !now.contains(written)) {
                files.identify(file.number(), file.customerId(), file.customerName(), now.get(0), file.unitId(), file.unitName());
                files.note(file.number(), actor, "NOTE", "客户资料更正，本案件的客户电话由 " + file.customerPhone() + " 改为 " + now.get(0), null);
            }
        }
    }

    @PostMapping("/{id}/refuse")
    String refuse(Principal person, @PathVariable long id, @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes done) {
        return changing("refuse", person, id, "登记不愿接受联系", seen, () -> register.refuseContact(id, said(reason), LocalDate.now(clock)), request, response, model,
                done);
    }

    @PostMapping("/{id}/accept")
    String accept(Principal person, @PathVariable long id, @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes done) {
        return changing("accept", person, id, "恢复联系：" + reason.strip(), seen, () -> {
            CustomerRegister.requireNoIdentityNumber("reason", "理由", said(reason));
            register.acceptContact(id);
        }, request, response, model, done);
    }

    @PostMapping("/{id}/households")
    String addHome(Principal person, @PathVariable long id, @RequestParam(defaultValue = "") String site, @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String relation, @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes done) {
        Sheet sheet = sheet(id);
        return Refused.orAgain("home", () -> {
            Unit home = meant(site, unit);
            LocalDate first = notAhead("from", from);
            changeHomes(person, sheet, home.site(), "登记住房", seen, () -> register.addHousehold(id, home.id(), relation(relation), first));
            done.addFlashAttribute("done", "已登记 " + home.label() + "。");
            return "redirect:/pages/customers/" + id;
        }, () -> show(sheet(id), model), request, response, model);
    }

    @PostMapping("/{id}/households/{household}/end")
    String endHome(Principal person, @PathVariable long id, @PathVariable long household, @RequestParam(defaultValue = "") String lastDay,
            @RequestParam(defaultValue = "") String seen, HttpServletRequest request, HttpServletResponse response, Model model, RedirectAttributes done) {
        Sheet sheet = sheet(id);
        Household home = sheet.homes().stream().filter(each -> each.id() == household).findFirst().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Refused.orAgain("end" + household, () -> {
            LocalDate last = notAhead("lastDay", lastDay);
            changeHomes(person, sheet, home.site(), "登记迁出 " + home.unit(), seen, () -> register.endHousehold(household, last));
            done.addFlashAttribute("done", "已登记迁出 " + home.unit() + "。");
            return "redirect:/pages/customers/" + id;
        }, () -> show(sheet(id), model), request, response, model);
    }

    private String changing(String form, Principal person, long id, String what, String seen, Runnable write, HttpServletRequest request, HttpServletResponse response,
            Model model, RedirectAttributes done) {
        Sheet sheet = sheet(id);
        return Refused.orAgain(form, () -> {
            if (!sheet.kept()) {
                throw new RuleViolation("这位客户已从您的小区迁出，资料由现在所住小区的客服人员维护");
            }
            desk.change(new Subject(AdminArea.CUSTOMERS, key(id), sheet.customer().name()), person.getName(), what, sight(id, seen), () -> words(sheet(id).customer()), write);
            done.addFlashAttribute("done", "已保存。");
            return "redirect:/pages/customers/" + id;
        }, () -> show(sheet(id), model), request, response, model);
    }

    private void changeHomes(Principal person, Sheet sheet, String site, String what, String seen, Runnable write) {
        long id = sheet.customer().id();
        desk.change(new Subject(AdminArea.CUSTOMERS, key(id) + ":" + site, sheet.customer().name()), person.getName(), what, sight(id, seen), () -> homeWords(id, Set.of(site)), write);
    }

    private Sight sight(long id, String seen) {
        return new Sight(seen, () -> words(sheet(id)));
    }

    private String showBlank(UnitView home, Model model) {
        model.addAttribute("home", home);
        model.addAttribute("residents", customers.householdsOfUnit(home.unit().id()).stream().filter(each -> !each.isOver(LocalDate.now(clock))).toList());
        model.addAttribute("relations", relations());
        model.addAttribute("today", LocalDate.now(clock));
        return "pages/administration/customer-new";
    }

    private String show(Sheet sheet, Model model) {
        Set<String> mine = scope.sites();
        LocalDate today = LocalDate.now(clock);
        long id = sheet.customer().id();
        model.addAttribute("sheet", sheet);
        model.addAttribute("customer", sheet.customer());
        model.addAttribute("present", sheet.homes().stream().filter(each -> !each.isOver(today)).toList());
        model.addAttribute("past", sheet.homes().stream().filter(each -> each.isOver(today)).toList());
        model.addAttribute("phones", String.join("\n", sheet.customer().phones()));
        model.addAttribute("seen", Desk.fingerprint(words(sheet)));
        model.addAttribute("siteNames", sites.all().stream().filter(site -> mine.contains(site.code()))
                .collect(Collectors.toMap(Site::code, Site::name, (one, other) -> one, LinkedHashMap::new)));
        model.addAttribute("relations", relations());
        model.addAttribute("today", today);
        model.addAttribute("file", cases.of(mine, id, List.of()));
        model.addAttribute("changed", lines.of(Stream.concat(Stream.of(key(id)), sheet.homes().stream().map(home -> key(id) + ":" + home.site())).distinct()
                .flatMap(key -> changes.page(AdminChanges.Filter.of(AdminArea.CUSTOMERS, key), null, NEWEST).stream())
                .sorted(Comparator.comparing(AdminChange::id).reversed()).limit(NEWEST).toList()));
        return "pages/administration/customer";
    }

    private Sheet sheet(long id) {
        Set<String> mine = scope.sites();
        LocalDate today = LocalDate.now(clock);
        List<Household> all = customers.households(id);
        List<Household> homes = all.stream().filter(home -> mine.contains(home.site())).toList();
        CustomerView customer = homes.isEmpty() ? null : customers.customer(id).orElse(null);
        if (customer == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        boolean kept = homes.stream().anyMatch(home -> !home.isOver(today)) || all.stream().allMatch(home -> home.isOver(today));
        return new Sheet(customer, homes, homes.size() < all.size(), kept);
    }

    private UnitView home(long unit) {
        return customers.unitView(unit).filter(view -> scope.includes(view.unit().site())).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** The one unit of one of the person's sites that is meant. */
    private Unit meant(String site, String text) {
        if (!scope.includes(site)) {
            throw new RuleViolation("site", "请选择小区");
        }
        if (text.isBlank() || text.length() > LONGEST_UNIT) {
            throw new RuleViolation("unit", "请填写房号，如 3栋1单元1201");
        }
        List<Unit> found = customers.units(Set.of(site), text);
        if (found.size() != 1) {
            throw new RuleViolation("unit", found.isEmpty() ? "这个小区没有房号“" + text.strip() + "”" : "有几个房号都符合，请把房号写全，如 3栋1单元1201");
        }
        return found.get(0);
    }

    /** Whoever comes or goes on a day to come is written down on that day: a year typed wrongly would keep somebody out of every search, or in it. */
    private LocalDate notAhead(String field, String text) {
        LocalDate day = Inputs.date(field, text);
        if (day.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation(field, "日期不能晚于今天");
        }
        return day;
    }

    private static String said(String reason) {
        if (reason.isBlank()) {
            throw new RuleViolation("reason", "请写明客户怎么说的");
        }
        return reason;
    }

    private static List<String> phones(String text) {
        return Arrays.stream(BETWEEN_PHONES.split(text)).map(String::strip).filter(each -> !each.isEmpty()).toList();
    }

    private static Relation relation(String text) {
        return EnumCode.find(Relation.class, text).orElseThrow(() -> new RuleViolation("relation", "请选择业主、家属或租户"));
    }

    private static Map<String, String> relations() {
        Map<String, String> relations = new LinkedHashMap<>();
        relations.put("", "请选择");
        Arrays.stream(Relation.values()).forEach(each -> relations.put(each.name(), each.label()));
        return relations;
    }

    private static String key(long id) {
        return "customer:" + id;
    }

    /** All that the person sees and can change. */
    private String words(Sheet sheet) {
        return words(sheet.customer()) + "\n" + homeWords(sheet.homes());
    }

    private static String words(CustomerView customer) {
        return "姓名：" + customer.name() + "\n电话：" + String.join("、", customer.phones()) + "\n身份备注：" + customer.idRemark() + "\n"
                + (customer.contactRefused() ? "不愿接受联系：" + customer.refusalReason() : "接受联系");
    }

    private String homeWords(long id, Set<String> at) {
        return homeWords(customers.households(id).stream().filter(home -> at.contains(home.site())).toList());
    }

    private String homeWords(List<Household> homes) {
        return homes.stream().sorted(Comparator.comparing(Household::id)).map(home -> "住房：" + sites.name(home.site()) + " " + home.unit() + "，" + home.relation().label() + "，"
                + home.from() + (home.until() == null ? " 起" : " 至 " + home.until())).collect(Collectors.joining("\n"));
    }
}
