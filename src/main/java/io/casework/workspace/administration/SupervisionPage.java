package io.casework.workspace.administration;

import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Supervision;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Set;
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

/** Which posts answer for the tasks of which others. It decides who sees and hands on tasks, so only the system administrator changes it. */
@Controller
@For(Audience.SYSTEM_ADMINISTRATORS)
@RequestMapping("/pages/administration/supervision")
class SupervisionPage {

    private static final int CHANGES = 20;
    private static final String KEY = "supervision";

    private final Supervision supervision;
    private final Posts posts;
    private final AdminChanges changes;
    private final ChangeLines lines;
    private final Desk desk;

    SupervisionPage(Supervision supervision, Posts posts, AdminChanges changes, ChangeLines lines, Desk desk) {
        this.supervision = supervision;
        this.posts = posts;
        this.changes = changes;
        this.lines = lines;
        this.desk = desk;
    }

    /**
     * A post.
     *
     * @param under codes of the posts that it answers for
     * @param underNames their names
     * @param overNames names of the posts that answer for it
     */
    record Line(Post post, Set<String> under, String underNames, String overNames, String seen) {
    }

    @GetMapping
    String list(Model model) {
        show(model);
        return "pages/administration/supervision";
    }

    @PostMapping("/{post}")
    String change(Principal person, @PathVariable String post, @RequestParam(defaultValue = "") List<String> under, @RequestParam String seen,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        String name = posts.post(post).map(Post::name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            desk.change(new Subject(AdminArea.STAFF, KEY, "督办关系"), person.getName(), "修改" + name + "督办的岗位", new Sight(seen, () -> words(post)), () -> words(post),
                    () -> supervision.set(post, under));
            return "redirect:/pages/administration/supervision#" + post;
        } catch (RuleViolation refusal) {
            show(model);
            Refused.show(model, post, refusal, request, response);
            return "pages/administration/supervision";
        }
    }

    private void show(Model model) {
        List<Post> all = posts.all();
        model.addAttribute("posts", all);
        model.addAttribute("supervision", all.stream().map(post -> new Line(post, supervision.postsUnder(post.code()), names(supervision.postsUnder(post.code())),
                names(supervision.supervisorsOf(post.code()).stream().filter(one -> !one.equals(post.code())).collect(Collectors.toSet())), Desk.fingerprint(words(post.code())))).toList());
        model.addAttribute("changed", lines.of(changes.page(AdminChanges.Filter.of(AdminArea.STAFF, KEY), null, CHANGES)));
    }

    private String names(Set<String> codes) {
        return posts.all().stream().filter(post -> codes.contains(post.code())).map(Post::name).collect(Collectors.joining("、"));
    }

    private String words(String post) {
        return "督办：" + names(supervision.postsUnder(post));
    }
}
