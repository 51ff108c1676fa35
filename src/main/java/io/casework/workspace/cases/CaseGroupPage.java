package io.casework.workspace.cases;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseLinks;
import io.casework.casefile.CaseView;
import io.casework.contact.GroupReplies;
import io.casework.organisation.Staffing;
import io.casework.platform.EnumCode;
import io.casework.platform.RuleViolation;
import io.casework.procedure.CaseUrges;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.security.Principal;
import java.text.Normalizer;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What those who answer for a case do with it beside its procedure: urge it, group it with others, answer the group at once. */
@Controller
@For(Audience.CASE_LEADERS)
class CaseGroupPage {

    private static final String CASE = "/pages/cases/{number:[A-Z]{2,4}-\\d{8}-\\d{4,}}";

    private final CaseDoor door;
    private final CasePage page;
    private final CaseUrges urges;
    private final CaseLinks links;
    private final GroupReplies replies;
    private final Staffing staffing;

    CaseGroupPage(CaseDoor door, CasePage page, CaseUrges urges, CaseLinks links, GroupReplies replies, Staffing staffing) {
        this.door = door;
        this.page = page;
        this.urges = urges;
        this.links = links;
        this.replies = replies;
        this.staffing = staffing;
    }

    @PostMapping(CASE + "/urge")
    String urge(@PathVariable String number, @RequestParam(defaultValue = "") String urgeReason, Principal person, Model model, RedirectAttributes done) {
        CaseView file = door.visible(number);
        try {
            int times = urges.urge(number, urgeReason, actor(person));
            done.addFlashAttribute("done", "已催办（第 " + times + " 次）：待办任务的优先级已提高，办理人已收到通知。");
        } catch (RuleViolation refusal) {
            model.addAttribute("urgeReason", urgeReason);
            return page.refused(file, refusal, "urge", person, model);
        }
        return "redirect:/pages/cases/" + number;
    }

    @PostMapping(CASE + "/group")
    String add(@PathVariable String number, @RequestParam(defaultValue = "") String member, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String reason, Principal person, Model model, RedirectAttributes done) {
        CaseView file = door.visible(number);
        String wanted = Normalizer.normalize(member, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
        try {
            links.link(number, wanted, EnumCode.find(CaseLinks.Kind.class, kind).orElse(null), reason,
                    actor(person));
            done.addFlashAttribute("done", "案件 " + wanted + " 已归并。");
        } catch (RuleViolation refusal) {
            model.addAttribute("groupMember", member);
            model.addAttribute("groupKind", kind);
            model.addAttribute("groupReason", reason);
            return page.refused(file, refusal, "group", person, model);
        }
        return "redirect:/pages/cases/" + number + "#group";
    }

    @PostMapping(CASE + "/group/remove")
    String remove(@PathVariable String number, @RequestParam(defaultValue = "") String member, Principal person, Model model, RedirectAttributes done) {
        CaseView file = door.visible(number);
        try {
            links.unlink(number, member, actor(person));
            done.addFlashAttribute("done", "案件 " + member + " 已解除归并。");
        } catch (RuleViolation refusal) {
            return page.refused(file, refusal, "group", person, model);
        }
        return "redirect:/pages/cases/" + number + "#group";
    }

    @PostMapping(CASE + "/group/reply")
    String reply(@PathVariable String number, @RequestParam(defaultValue = "") String reply, Principal person, Model model, RedirectAttributes done) {
        CaseView file = door.visible(number);
        try {
            int told = replies.reply(number, reply, actor(person));
            done.addFlashAttribute("done", "统一答复已写入 " + told + " 个案件，经办人已收到通知。案件不会因此关闭。");
        } catch (RuleViolation refusal) {
            model.addAttribute("groupReply", reply);
            return page.refused(file, refusal, "reply", person, model);
        }
        return "redirect:/pages/cases/" + number + "#group";
    }

    private Actor actor(Principal person) {
        return new Actor(person.getName(), staffing.nameOf(person.getName()));
    }
}
