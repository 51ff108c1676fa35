package io.casework.workspace.administration;

import io.casework.organisation.Accounts;
import io.casework.organisation.Assignment;
import io.casework.organisation.Person;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.procedure.AssignedTasks;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Members of staff, their posts and their accounts. */
@Controller
@For(Audience.SYSTEM_ADMINISTRATORS)
@RequestMapping("/pages/administration/staff")
class StaffPage {

    private static final int SHOWN = 200;
    private static final int CHANGES_SHOWN = 10;
    private static final String ALL_SITES = "*";

    private final StaffAdministration administration;
    private final Accounts accounts;
    private final Staffing staffing;
    private final Posts posts;
    private final Sites sites;
    private final AssignedTasks tasks;
    private final AdminChanges changes;
    private final ChangeLines lines;
    private final Desk desk;

    StaffPage(StaffAdministration administration, Accounts accounts, Staffing staffing, Posts posts, Sites sites, AssignedTasks tasks, AdminChanges changes,
            ChangeLines lines, Desk desk) {
        this.administration = administration;
        this.accounts = accounts;
        this.staffing = staffing;
        this.posts = posts;
        this.sites = sites;
        this.tasks = tasks;
        this.changes = changes;
        this.lines = lines;
        this.desk = desk;
    }

    /** A person in the list. */
    record Line(Person person, String duties) {
    }

    /**
     * A post that a person holds.
     *
     * @param site code of the site, empty for all sites
     */
    record Duty(String post, String postName, String site, String siteName) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String post, @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "false") boolean left, Model model) {
        Map<String, List<Assignment>> assignments = staffing.assignments();
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        List<Line> found = staffing.people().stream()
                .filter(person -> left || person.active())
                .filter(person -> wanted.isEmpty() || person.login().contains(wanted) || person.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || person.phone().contains(wanted))
                .filter(person -> holds(assignments.getOrDefault(person.login(), List.of()), post, site))
                .map(person -> new Line(person, assignments.getOrDefault(person.login(), List.of()).stream().map(this::words).collect(Collectors.joining("、"))))
                .toList();
        model.addAttribute("q", q);
        model.addAttribute("post", post);
        model.addAttribute("site", site);
        model.addAttribute("left", left);
        model.addAttribute("count", found.size());
        model.addAttribute("people", found.subList(0, Math.min(SHOWN, found.size())));
        model.addAttribute("shown", SHOWN);
        choices(model);
        return "pages/administration/staff";
    }

    private static boolean holds(List<Assignment> held, String post, String site) {
        return post.isEmpty() && site.isEmpty() || held.stream().anyMatch(assignment -> (post.isEmpty() || assignment.post().equals(post))
                && (site.isEmpty() || assignment.siteOrNullForAll() == null || assignment.siteOrNullForAll().equals(site)));
    }

    @GetMapping("/new")
    String newPerson(Model model) {
        return showNew(model);
    }

    @PostMapping
    String add(Principal person, @RequestParam String login, @RequestParam String name, @RequestParam String phone, @RequestParam String email,
            @RequestParam String password, @RequestParam String passwordAgain, @RequestParam String post, @RequestParam String site, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        String account = login.strip();
        return Refused.orAgain("new", () -> {
            desk.change(new Subject(AdminArea.STAFF, account, name.strip()), person.getName(), "新增人员", Sight.NOTHING, () -> words(account), () -> {
                administration.addStaff(account, name, phone, email);
                agreeing(password, passwordAgain);
                accounts.setPassword(account, password);
                if (!post.isBlank()) {
                    administration.assign(account, post, site(post, site));
                }
            });
            return "redirect:/pages/administration/staff/" + account;
        }, () -> showNew(model), request, response, model);
    }

    @GetMapping("/{login}")
    String person(@PathVariable String login, Model model) {
        return show(login, model);
    }

    @PostMapping("/{login}")
    String change(Principal person, @PathVariable String login, @RequestParam String name, @RequestParam String phone, @RequestParam String email,
            @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, login, "修改姓名和联系方式", seen, "person", () -> administration.changeStaff(login, name, phone, email), request, response, model);
    }

    @PostMapping("/{login}/posts")
    String assign(Principal person, @PathVariable String login, @RequestParam String post, @RequestParam String site, @RequestParam String seen,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, login, "任岗：" + posts.name(post), seen, "assign", () -> administration.assign(login, post, site(post, site)), request, response,
                model);
    }

    @PostMapping("/{login}/posts/withdraw")
    String withdraw(Principal person, @PathVariable String login, @RequestParam String post, @RequestParam String site, @RequestParam String seen,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, login, "免岗：" + posts.name(post), seen, "posts", () -> administration.unassign(login, post, Inputs.orNull(site)), request, response,
                model);
    }

    @PostMapping("/{login}/leave")
    String leave(Principal person, @PathVariable String login, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, login, "停用账号，任务退回岗位", seen, "service", () -> {
            tasks.release(login, "经办人停用");
            administration.deactivate(login);
        }, request, response, model);
    }

    @PostMapping("/{login}/release")
    String release(Principal person, @PathVariable String login, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, login, "把任务退回岗位", seen, "service", () -> tasks.release(login, "管理员退回"), request, response, model);
    }

    @PostMapping("/{login}/return")
    String takeBack(Principal person, @PathVariable String login, @RequestParam String password, @RequestParam String passwordAgain, @RequestParam String seen,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        return changing(person, login, "重新启用账号", seen, "return", () -> {
            administration.activate(login);
            agreeing(password, passwordAgain);
            accounts.setPassword(login, password);
        }, request, response, model);
    }

    @PostMapping("/{login}/password")
    String password(Principal person, @PathVariable String login, @RequestParam String password, @RequestParam String passwordAgain, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        known(login);
        return Refused.orAgain("password", () -> {
            desk.changeSecret(subject(login), person.getName(), "重设密码", () -> {
                agreeing(password, passwordAgain);
                accounts.setPassword(login, password);
            });
            return "redirect:/pages/administration/staff/" + login + "?done=password";
        }, () -> show(login, model), request, response, model);
    }

    private String changing(Principal person, String login, String what, String seen, String form, Runnable write, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        known(login);
        return Refused.orAgain(form, () -> {
            desk.change(subject(login), person.getName(), what, new Sight(seen, () -> words(login)), () -> words(login), write);
            return "redirect:/pages/administration/staff/" + login;
        }, () -> show(login, model), request, response, model);
    }

    private static void agreeing(String password, String again) {
        if (!password.equals(again)) {
            throw new RuleViolation("passwordAgain", "两次输入的密码不一致");
        }
    }

    private String show(String login, Model model) {
        Person person = known(login);
        model.addAttribute("person", person);
        model.addAttribute("duties", staffing.assignmentsOf(login).stream().map(assignment -> new Duty(assignment.post(), posts.name(assignment.post()),
                assignment.siteOrNullForAll() == null ? "" : assignment.siteOrNullForAll(), where(assignment))).toList());
        model.addAttribute("taskCount", tasks.count(login));
        model.addAttribute("tasks", tasks.of(login));
        model.addAttribute("substitutions", staffing.substitutions().stream().filter(one -> one.absent().equals(login) || one.substitute().equals(login))
                .map(one -> SubstitutesPage.Line.of(one, staffing)).toList());
        model.addAttribute("changes", lines.of(changes.page(AdminChanges.Filter.of(AdminArea.STAFF, login), null, CHANGES_SHOWN)));
        model.addAttribute("seen", Desk.fingerprint(words(login)));
        choices(model);
        return "pages/administration/staff-person";
    }

    private String showNew(Model model) {
        choices(model);
        return "pages/administration/staff-new";
    }

    private void choices(Model model) {
        Map<String, String> postChoices = new LinkedHashMap<>();
        posts.all().forEach(post -> postChoices.put(post.code(), post.name() + (post.scope() == Post.Scope.HEADQUARTERS ? "（总部）" : "（小区）")));
        Map<String, String> siteChoices = new LinkedHashMap<>();
        siteChoices.put("", "请选择（总部岗位不用选）");
        sites.all().forEach(site -> siteChoices.put(site.code(), site.name()));
        siteChoices.put(ALL_SITES, "所有小区");
        model.addAttribute("postChoices", postChoices);
        model.addAttribute("siteChoices", siteChoices);
        model.addAttribute("shortest", Accounts.SHORTEST_PASSWORD);
    }

    /** Where the post is to be held, {@code null} for all sites. That somebody reaches every site is never the answer to a question left open. */
    private String site(String post, String chosen) {
        boolean ofSites = posts.post(post).filter(known -> known.scope() == Post.Scope.SITE).isPresent();
        if (ofSites && chosen.isBlank()) {
            throw new RuleViolation("site", "请选择小区；确实要管所有小区的，选“所有小区”");
        }
        return ALL_SITES.equals(chosen) ? null : Inputs.orNull(chosen);
    }

    private Person known(String login) {
        return staffing.person(login).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Subject subject(String login) {
        return new Subject(AdminArea.STAFF, login, staffing.nameOf(login));
    }

    private String words(String login) {
        return staffing.person(login).map(person -> "姓名：" + person.name() + "\n电话：" + person.phone() + "\n邮箱：" + person.email() + "\n"
                + (person.active() ? "在职" : "已停用") + "\n岗位："
                + staffing.assignmentsOf(login).stream().map(this::words).collect(Collectors.joining("、"))
                + "\n在办任务：" + tasks.count(login) + " 个").orElse("");
    }

    private String words(Assignment assignment) {
        return posts.name(assignment.post()) + "（" + where(assignment) + "）";
    }

    private String where(Assignment assignment) {
        return assignment.siteOrNullForAll() == null ? "所有小区" : sites.site(assignment.siteOrNullForAll()).map(Site::name).orElse(assignment.siteOrNullForAll());
    }
}
