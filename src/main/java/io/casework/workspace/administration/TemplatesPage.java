package io.casework.workspace.administration;

import io.casework.notification.Channel;
import io.casework.notification.NoticeTemplate;
import io.casework.notification.Templates;
import io.casework.organisation.Staffing;
import io.casework.platform.AdminArea;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

/** The wording of the notices: subject, text and ways of sending, with a preview; old wordings are kept. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/templates")
class TemplatesPage {

    /** What the placeholders stand for. */
    static final Map<String, String> PLACEHOLDERS = Map.ofEntries(
            Map.entry("caseNumber", "案件编号"), Map.entry("taskName", "任务"), Map.entry("unitName", "房号"), Map.entry("matter", "事由"), Map.entry("dueAt", "期限"),
            Map.entry("department", "责任部门"), Map.entry("customerName", "客户姓名"), Map.entry("reason", "原因"), Map.entry("managerName", "经理姓名"),
            Map.entry("agreedAt", "约定时间"), Map.entry("issuedBy", "签发人"), Map.entry("item", "项目"), Map.entry("amount", "金额（元）"), Map.entry("requestedBy", "申请人"),
            Map.entry("approver", "审批人"), Map.entry("orderClass", "派工类别"), Map.entry("consentedAt", "同意时间"), Map.entry("reply", "答复"), Map.entry("progress", "进展"),
            Map.entry("attempts", "次数"), Map.entry("topic", "主题"), Map.entry("count", "数量"), Map.entry("period", "期间"), Map.entry("outcome", "结果"),
            Map.entry("previousDueAt", "原来的期限"), Map.entry("subject", "标题"), Map.entry("recipient", "收件人"), Map.entry("channel", "发送方式"), Map.entry("absentName", "缺勤人"),
            Map.entry("substituteName", "代岗人"), Map.entry("from", "从何时"), Map.entry("to", "到何时"), Map.entry("category", "分类"), Map.entry("description", "内容"),
            Map.entry("cause", "起因"), Map.entry("customers", "客户数"), Map.entry("day", "日期"), Map.entry("directedBy", "指示人"), Map.entry("grade", "等级"),
            Map.entry("kind", "种类"), Map.entry("lesson", "教训"), Map.entry("list", "清单"), Map.entry("measures", "措施"), Map.entry("mood", "客户情绪"),
            Map.entry("open", "未办结数"), Map.entry("overdue", "超时数"), Map.entry("parties", "参加单位"), Map.entry("plannedAt", "约定时间"),
            Map.entry("preventiveMeasure", "预防措施"), Map.entry("reportedBy", "报告人"), Map.entry("siteName", "小区"), Map.entry("trackerName", "跟踪人"), Map.entry("until", "截至"),
            Map.entry("received", "受理数"), Map.entry("closed", "关闭数"), Map.entry("resolved", "已解决数"), Map.entry("unsolved", "未解决清单"),
            Map.entry("answer", "答复用时"), Map.entry("callback", "回访率"), Map.entry("closure", "封闭率"), Map.entry("satisfaction", "满意率"),
            Map.entry("timeliness", "及时率"), Map.entry("tasks", "待办任务"), Map.entry("times", "第几次"), Map.entry("urgedBy", "催办人"),
            Map.entry("repliedBy", "答复人"), Map.entry("number", "编号"), Map.entry("masterNumber", "主案件编号"));

    private final Templates templates;
    private final Staffing staffing;
    private final Desk desk;

    TemplatesPage(Templates templates, Staffing staffing, Desk desk) {
        this.templates = templates;
        this.staffing = staffing;
        this.desk = desk;
    }

    /** A template in the list. */
    record Line(String key, String title, String ruleId, String subject, String channels, int version, OffsetDateTime since, String by) {
    }

    /** A placeholder that a template may use. */
    record Placeholder(String name, String label, String sample) {
    }

    /** A version of a template. */
    record Step(int version, OffsetDateTime at, String by, String channels, String subject, String body, boolean active) {
    }

    /** What stands in the fields of the form. */
    record Draft(String subject, String body, Set<Channel> channels) {
    }

    @GetMapping
    String list(Model model) {
        List<NoticeTemplate> all = templates.list();
        Map<String, String> names = staffing.namesOf(all.stream().map(NoticeTemplate::createdBy).toList());
        model.addAttribute("templates", all.stream().map(template -> new Line(template.key(), template.title(), template.ruleId(), template.subject(),
                channels(template.channels()), template.version(), template.createdAt(), by(template, names))).toList());
        return "pages/administration/templates";
    }

    @GetMapping("/{key}")
    String template(@PathVariable String key, Model model) {
        NoticeTemplate active = active(key);
        return show(active, new Draft(active.subject(), active.body(), active.channels()), model);
    }

    @PostMapping("/{key}")
    String save(Principal person, @PathVariable String key, @RequestParam String subject, @RequestParam String body, @RequestParam(required = false) List<String> channels,
            @RequestParam int version, @RequestParam(defaultValue = "save") String act, HttpServletRequest request, HttpServletResponse response, Model model) {
        NoticeTemplate active = active(key);
        // A browser sends line breaks as two signs.
        String text = body.replace("\r\n", "\n");
        Draft draft = new Draft(subject, text, read(channels));
        return Refused.orAgain("template", () -> {
            if (act.equals("preview")) {
                model.addAttribute("preview", templates.preview(key, subject, text, Map.of()));
                show(active, draft, model);
                model.addAttribute("version", version);
                return "pages/administration/template";
            }
            change(person, active, "修改措辞", version, draft);
            return "redirect:/pages/administration/templates/" + key + "?saved";
        }, () -> show(active(key), draft, model), request, response, model);
    }

    @PostMapping("/{key}/restore")
    String restore(Principal person, @PathVariable String key, @RequestParam int version, @RequestParam int newest, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        NoticeTemplate old = templates.versions(key).stream().filter(one -> one.version() == version).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        NoticeTemplate active = active(key);
        return Refused.orAgain("template", () -> {
            change(person, active, "恢复第 " + version + " 版的措辞", newest, new Draft(old.subject(), old.body(), old.channels()));
            return "redirect:/pages/administration/templates/" + key + "?saved";
        }, () -> show(active(key), new Draft(active.subject(), active.body(), active.channels()), model), request, response, model);
    }

    private void change(Principal person, NoticeTemplate template, String what, int basedOn, Draft draft) {
        desk.change(new Subject(AdminArea.TEMPLATES, template.key(), template.title()), person.getName(), what, Sight.NOTHING, () -> words(active(template.key())),
                () -> templates.save(template.key(), basedOn, draft.channels(), draft.subject(), draft.body(), person.getName()));
    }

    private String show(NoticeTemplate active, Draft draft, Model model) {
        List<NoticeTemplate> versions = templates.versions(active.key());
        Map<String, String> names = staffing.namesOf(versions.stream().map(NoticeTemplate::createdBy).toList());
        model.addAttribute("template", active);
        model.addAttribute("version", active.version());
        model.addAttribute("draft", draft);
        model.addAttribute("channels", Channel.values());
        model.addAttribute("placeholders", active.sample().entrySet().stream()
                .map(entry -> new Placeholder("{{" + entry.getKey() + "}}", PLACEHOLDERS.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue())).toList());
        model.addAttribute("versions", versions.stream().map(one -> new Step(one.version(), one.createdAt(), by(one, names), channels(one.channels()), one.subject(),
                one.body(), one.active())).toList());
        return "pages/administration/template";
    }

    private NoticeTemplate active(String key) {
        return templates.list().stream().filter(template -> template.key().equals(key)).findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Set<Channel> read(List<String> channels) {
        Set<Channel> read = EnumSet.noneOf(Channel.class);
        for (Channel channel : Channel.values()) {
            if (channels != null && channels.contains(channel.name())) {
                read.add(channel);
            }
        }
        return read;
    }

    private static String words(NoticeTemplate template) {
        return "标题：" + template.subject() + "\n发送方式：" + channels(template.channels()) + "\n正文：\n" + template.body();
    }

    private static String channels(Set<Channel> channels) {
        return channels.stream().sorted().map(Channel::label).collect(Collectors.joining("、"));
    }

    private static String by(NoticeTemplate template, Map<String, String> names) {
        return template.createdBy().equals("casework") ? "随软件发布" : names.getOrDefault(template.createdBy(), template.createdBy());
    }
}
