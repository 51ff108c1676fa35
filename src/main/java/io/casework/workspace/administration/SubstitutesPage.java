package io.casework.workspace.administration;

import io.casework.organisation.Person;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.organisation.Substitution;
import io.casework.platform.AdminArea;
import io.casework.platform.RuleViolation;
import io.casework.procedure.AssignedTasks;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
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

/**
 * Who stands in for whom. A substitute has all rights of the absent person, so the manager of customer service arranges it only for the people of the
 * sites and for himself: nobody lends himself the rights of a director or of an administrator.
 */
@Controller
@For(Audience.SUBSTITUTE_ARRANGERS)
@RequestMapping("/pages/administration/substitutes")
class SubstitutesPage {

    private final StaffAdministration administration;
    private final Staffing staffing;
    private final Posts posts;
    private final AssignedTasks tasks;
    private final Desk desk;
    private final Clock clock;

    SubstitutesPage(StaffAdministration administration, Staffing staffing, Posts posts, AssignedTasks tasks, Desk desk, Clock clock) {
        this.administration = administration;
        this.staffing = staffing;
        this.posts = posts;
        this.tasks = tasks;
        this.desk = desk;
        this.clock = clock;
    }

    /** A substitution with people's names. */
    record Line(long id, String absentLogin, String absent, String substitute, Instant from, Instant until, String reason) {

        static Line of(Substitution one, Staffing staffing) {
            return new Line(one.id(), one.absent(), staffing.nameOf(one.absent()), staffing.nameOf(one.substitute()), one.from(), one.until(), one.reason());
        }
    }

    @GetMapping
    String page(Principal person, Model model) {
        return show(person.getName(), model);
    }

    @PostMapping
    String arrange(Principal person, @RequestParam String absent, @RequestParam String substitute, @RequestParam String from, @RequestParam String until,
            @RequestParam String reason, @RequestParam(defaultValue = "false") boolean release, HttpServletRequest request, HttpServletResponse response, Model model) {
        return Refused.orAgain("new", () -> {
            requireRight(person.getName(), absent);
            Instant begin = Inputs.moment("from", from).atZone(clock.getZone()).toInstant();
            Instant end = Inputs.moment("until", until).atZone(clock.getZone()).toInstant();
            desk.change(new Subject(AdminArea.SUBSTITUTES, absent, staffing.nameOf(absent)), person.getName(), "安排代岗", Sight.NOTHING, () -> words(absent),
                    () -> {
                        administration.substitute(absent, substitute, begin, end, reason);
                        if (release && !begin.isAfter(clock.instant())) {
                            tasks.release(absent, "缺勤，由" + staffing.nameOf(substitute) + "代岗");
                        }
                    });
            return "redirect:/pages/administration/substitutes";
        }, () -> show(person.getName(), model), request, response, model);
    }

    @PostMapping("/{id}/end")
    String end(Principal person, @PathVariable long id, HttpServletRequest request, HttpServletResponse response, Model model) {
        Substitution one = staffing.substitutions().stream().filter(candidate -> candidate.id() == id).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return Refused.orAgain("list", () -> {
            requireRight(person.getName(), one.absent());
            desk.change(new Subject(AdminArea.SUBSTITUTES, one.absent(), staffing.nameOf(one.absent())), person.getName(), "结束代岗", Sight.NOTHING,
                    () -> words(one.absent()), () -> administration.endSubstitution(id));
            return "redirect:/pages/administration/substitutes";
        }, () -> show(person.getName(), model), request, response, model);
    }

    private void requireRight(String arranger, String absent) {
        if (!mayArrangeFor(arranger, absent, staffing.assignmentsOf(absent).stream().map(assignment -> assignment.post()).toList())) {
            throw new RuleViolation("absent", "总部岗位的代岗由系统管理员安排；您可以为各小区的人员和您自己安排代岗");
        }
    }

    private boolean mayArrangeFor(String arranger, String absent, List<String> held) {
        return Audience.SYSTEM_ADMINISTRATORS.includes(staffing.postsOf(arranger)) || absent.equals(arranger)
                || held.stream().allMatch(post -> posts.post(post).filter(known -> known.scope() == Post.Scope.SITE).isPresent());
    }

    private String show(String arranger, Model model) {
        var assignments = staffing.assignments();
        Map<String, String> absents = new LinkedHashMap<>();
        Map<String, String> substitutes = new LinkedHashMap<>();
        absents.put("", "请选择");
        substitutes.put("", "请选择");
        for (Person person : staffing.people()) {
            if (!person.active()) {
                continue;
            }
            List<String> held = assignments.getOrDefault(person.login(), List.of()).stream().map(assignment -> assignment.post()).toList();
            String label = person.name() + "（" + (held.isEmpty() ? "没有岗位" : held.stream().map(posts::name).distinct().collect(Collectors.joining("、"))) + "，"
                    + person.login() + "）";
            if (!held.isEmpty() && mayArrangeFor(arranger, person.login(), held)) {
                absents.put(person.login(), label);
            }
            substitutes.put(person.login(), label);
        }
        model.addAttribute("absents", absents);
        model.addAttribute("substitutes", substitutes);
        model.addAttribute("now", clock.instant());
        model.addAttribute("from", clock.instant().atZone(clock.getZone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString());
        model.addAttribute("substitutions", staffing.substitutions().stream().map(one -> Line.of(one, staffing)).toList());
        model.addAttribute("mayEnd", absents.keySet());
        return "pages/administration/substitutes";
    }

    private String words(String absent) {
        return staffing.substitutions().stream().filter(one -> one.absent().equals(absent))
                .map(one -> "由" + staffing.nameOf(one.substitute()) + "代岗，" + one.from().atZone(clock.getZone()).toLocalDateTime().toString().replace('T', ' ') + " 至 "
                        + one.until().atZone(clock.getZone()).toLocalDateTime().toString().replace('T', ' ') + "，原因：" + one.reason())
                .collect(Collectors.joining("\n"));
    }
}
