package io.casework.workspace.administration;

import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.recordbook.FieldType;
import io.casework.recordbook.RecordField;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** The kinds of the record book and their fields: added, renamed, put in another order, taken out of use. What entries hold is never lost by it. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/records")
class RecordKindsPage {

    private static final String LIST = "/pages/administration/records";
    private static final int MOST_CHANGES = 20;
    private static final Map<String, String> YES_NO = new TreeMap<>(Map.of("true", "是", "false", "否")).descendingMap();

    private final RecordKinds kinds;
    private final Posts posts;
    private final AdminChanges changes;
    private final ChangeLines lines;
    private final Desk desk;

    RecordKindsPage(RecordKinds kinds, Posts posts, AdminChanges changes, ChangeLines lines, Desk desk) {
        this.kinds = kinds;
        this.posts = posts;
        this.changes = changes;
        this.lines = lines;
        this.desk = desk;
    }

    /** What the form of a kind sends. */
    record KindForm(String name, String group, String purpose, String dayLabel, String scope, boolean tracked, boolean ofCases, boolean active, String rules, String records,
            Set<String> keepers, Set<String> readers) {

        RecordKind kind(String code) {
            RecordKind.Scope of = Arrays.stream(RecordKind.Scope.values()).filter(one -> one.name().equals(scope)).findFirst()
                    .orElseThrow(() -> new RuleViolation("scope", "请选择归谁"));
            return new RecordKind(code, name == null ? "" : name, group, purpose, ids(records), ids(rules), of, dayLabel, tracked, ofCases, keepers == null ? Set.of() : keepers,
                    readers == null ? Set.of() : readers, 0, active, List.of());
        }

        private static List<String> ids(String text) {
            return text == null ? List.of() : Arrays.stream(text.toUpperCase(java.util.Locale.ROOT).split("[,，、\\s]+")).filter(id -> !id.isEmpty()).toList();
        }
    }

    /** What the form of a field sends. */
    record FieldForm(String label, String type, String options, boolean required, String hint, String rule, String atMost, String remindPost, String remindDays) {

        RecordField field(String key) {
            FieldType of = Arrays.stream(FieldType.values()).filter(one -> one.name().equals(type)).findFirst().orElseThrow(() -> new RuleViolation("type", "请选择类型"));
            return new RecordField(key, label, of, options == null ? List.of() : options.lines().toList(), required, hint == null ? "" : hint,
                    rule == null ? "" : rule.strip().toUpperCase(java.util.Locale.ROOT), atMost == null ? "" : atMost, reminder(), 0, false);
        }

        private RecordField.Reminder reminder() {
            if (remindPost == null || remindPost.isEmpty()) {
                return null;
            }
            String days = remindDays == null ? "" : remindDays.strip();
            if (!days.matches("[0-9]{1,3}")) {
                throw new RuleViolation("remindDays", "请填写提前几天，如 30；到期当天提醒填 0。");
            }
            return new RecordField.Reminder(Integer.parseInt(days), remindPost);
        }
    }

    @GetMapping
    String list(Model model) {
        return showList(null, model);
    }

    @PostMapping
    String add(Principal person, KindForm form, HttpServletRequest request, HttpServletResponse response, Model model) {
        return Refused.orAgain("kind", () -> {
            RecordKind kind = form.kind(kinds.nextCode());
            desk.change(subject(kind), person.getName(), "增加资料种类", Sight.NOTHING, () -> kinds.find(kind.code()).isPresent() ? words(kind.code()) : "", () -> kinds.add(kind));
            return "redirect:" + LIST + "/" + kind.code();
        }, () -> showList(form, model), request, response, model);
    }

    @GetMapping("/{code}")
    String kind(@PathVariable String code, Model model) {
        return showKind(code, null, model);
    }

    @PostMapping("/{code}")
    String change(Principal person, @PathVariable String code, KindForm form, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        RecordKind before = known(code);
        return Refused.orAgain("kind", () -> {
            desk.change(subject(before), person.getName(), "修改资料种类", new Sight(seen, () -> words(code)), () -> words(code), () -> kinds.change(form.kind(code)));
            return "redirect:" + LIST + "/" + code;
        }, () -> showKind(code, form, model), request, response, model);
    }

    @PostMapping("/{code}/move")
    String move(Principal person, @PathVariable String code, @RequestParam boolean up) {
        desk.change(subject(known(code)), person.getName(), "调整资料种类的次序", Sight.NOTHING, () -> words(code), () -> kinds.move(code, up));
        return "redirect:" + LIST + "#" + code;
    }

    @PostMapping("/{code}/fields")
    String addField(Principal person, @PathVariable String code, FieldForm form, HttpServletRequest request, HttpServletResponse response, Model model) {
        RecordKind kind = known(code);
        return Refused.orAgain("field", () -> {
            desk.change(subject(kind), person.getName(), "增加栏目", Sight.NOTHING, () -> words(code), () -> kinds.addField(code, form.field(null)));
            return "redirect:" + LIST + "/" + code + "#fields";
        }, () -> showKind(code, null, model), request, response, model);
    }

    @GetMapping("/{code}/fields/{key}")
    String field(@PathVariable String code, @PathVariable String key, Model model) {
        return showField(code, key, model);
    }

    @PostMapping("/{code}/fields/{key}")
    String changeField(Principal person, @PathVariable String code, @PathVariable String key, FieldForm form, @RequestParam String seen, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        RecordKind kind = known(code, key);
        return Refused.orAgain("field", () -> {
            desk.change(subject(kind), person.getName(), "修改栏目", new Sight(seen, () -> words(code)), () -> words(code), () -> kinds.changeField(code, form.field(key)));
            return "redirect:" + LIST + "/" + code + "#fields";
        }, () -> showField(code, key, model), request, response, model);
    }

    @PostMapping("/{code}/fields/{key}/move")
    String moveField(Principal person, @PathVariable String code, @PathVariable String key, @RequestParam boolean up) {
        desk.change(subject(known(code, key)), person.getName(), "调整栏目的次序", Sight.NOTHING, () -> words(code), () -> kinds.moveField(code, key, up));
        return "redirect:" + LIST + "/" + code + "#fields";
    }

    @PostMapping("/{code}/fields/{key}/retire")
    String retireField(Principal person, @PathVariable String code, @PathVariable String key) {
        desk.change(subject(known(code, key)), person.getName(), "停用栏目", Sight.NOTHING, () -> words(code), () -> kinds.retireField(code, key));
        return "redirect:" + LIST + "/" + code + "#fields";
    }

    @PostMapping("/{code}/fields/{key}/restore")
    String restoreField(Principal person, @PathVariable String code, @PathVariable String key) {
        desk.change(subject(known(code, key)), person.getName(), "恢复栏目", Sight.NOTHING, () -> words(code), () -> kinds.restoreField(code, key));
        return "redirect:" + LIST + "/" + code + "#fields";
    }

    private String showList(KindForm typed, Model model) {
        List<RecordKind> all = kinds.all();
        model.addAttribute("kinds", all);
        model.addAttribute("postNames", all.stream().collect(Collectors.toMap(RecordKind::code, kind -> names(kind.keepers()))));
        choices(typed == null ? null : typed.keepers(), typed == null ? null : typed.readers(), model);
        return "pages/administration/records";
    }

    private String showKind(String code, KindForm typed, Model model) {
        RecordKind kind = known(code);
        model.addAttribute("kind", kind);
        model.addAttribute("held", kinds.withValues(code));
        model.addAttribute("bounds", bounds(kind, null));
        model.addAttribute("remindPosts", remindPosts(kind));
        model.addAttribute("seen", Desk.fingerprint(words(code)));
        model.addAttribute("history", lines.of(changes.page(AdminChanges.Filter.of(AdminArea.RECORDS, code), null, MOST_CHANGES)));
        choices(typed == null ? kind.keepers() : typed.keepers(), typed == null ? kind.readers() : typed.readers(), model);
        return "pages/administration/record-kind";
    }

    private String showField(String code, String key, Model model) {
        RecordKind kind = known(code, key);
        model.addAttribute("kind", kind);
        model.addAttribute("field", kind.field(key).orElseThrow());
        model.addAttribute("held", kinds.withValues(code).contains(key));
        model.addAttribute("bounds", bounds(kind, key));
        model.addAttribute("remindPosts", remindPosts(kind));
        model.addAttribute("seen", Desk.fingerprint(words(code)));
        model.addAttribute("types", types());
        model.addAttribute("yesNo", YES_NO);
        model.addAttribute("lineBreak", "\n");
        return "pages/administration/record-field";
    }

    private void choices(Set<String> keepers, Set<String> readers, Model model) {
        model.addAttribute("keepersChosen", keepers == null ? Set.of() : keepers);
        model.addAttribute("readersChosen", readers == null ? Set.of() : readers);
        model.addAttribute("posts", posts.all().stream().filter(post -> Audience.RECORD_KEEPERS.posts().contains(post.code())).toList());
        model.addAttribute("groups", kinds.all().stream().map(RecordKind::group).distinct().collect(Collectors.joining("、")));
        model.addAttribute("scopes", Arrays.stream(RecordKind.Scope.values()).collect(Collectors.toMap(Enum::name, RecordKind.Scope::label, (one, other) -> one, LinkedHashMap::new)));
        model.addAttribute("types", types());
        model.addAttribute("yesNo", YES_NO);
        model.addAttribute("lineBreak", "\n");
    }

    /** The fields that may bound another one, with nothing to choose first. */
    private static Map<String, String> bounds(RecordKind kind, String except) {
        Map<String, String> bounds = new LinkedHashMap<>();
        bounds.put("", "（不比较）");
        kind.used().stream().filter(field -> field.type().ordered() && !field.key().equals(except)).forEach(field -> bounds.put(field.key(), field.label() + "（" + field.type().label() + "）"));
        return bounds;
    }

    /** The posts that may be reminded, with nobody first. */
    private Map<String, String> remindPosts(RecordKind kind) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "（不提醒）");
        posts.all().stream().filter(post -> kind.keepers().contains(post.code())).forEach(post -> choices.put(post.code(), post.name()));
        return choices;
    }

    private static Map<String, String> types() {
        return Arrays.stream(FieldType.values()).collect(Collectors.toMap(Enum::name, FieldType::label, (one, other) -> one, LinkedHashMap::new));
    }

    private RecordKind known(String code) {
        return kinds.find(code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这种资料"));
    }

    private RecordKind known(String code, String key) {
        RecordKind kind = known(code);
        kind.field(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个栏目"));
        return kind;
    }

    private static Subject subject(RecordKind kind) {
        return new Subject(AdminArea.RECORDS, kind.code(), "《" + kind.name() + "》");
    }

    /** The kind in Chinese words, a line for each thing that can change. */
    private String words(String code) {
        RecordKind kind = known(code);
        StringBuilder words = new StringBuilder();
        words.append("名称：").append(kind.name()).append("\n组：").append(kind.group()).append("\n次序：").append(kinds.all().stream().map(RecordKind::code).toList().indexOf(code) + 1)
                .append("\n用途：").append(kind.purpose()).append("\n归谁：").append(kind.scope().label()).append("\n日期的叫法：").append(kind.dayLabel())
                .append("\n跟踪到办结：").append(yes(kind.tracked())).append("\n可写相关案件：").append(yes(kind.ofCases())).append("\n登记的岗位：").append(names(kind.keepers()))
                .append("\n查阅的岗位：").append(kind.readers().isEmpty() ? "能看登记表的都可以" : names(kind.readers())).append("\n条文：").append(String.join("、", kind.rules()))
                .append("\n所载记录：").append(String.join("、", kind.records())).append("\n状态：").append(kind.active() ? "在用" : "停用");
        int n = 0;
        for (RecordField field : kind.fields()) {
            words.append("\n栏目").append(field.retired() ? "（停用）" : " " + ++n).append("：").append(field.label()).append("，").append(field.type().label())
                    .append(field.required() ? "，必填" : "").append(field.options().isEmpty() ? "" : "（" + String.join("、", field.options()) + "）")
                    .append(field.hint().isEmpty() ? "" : "，说明：" + field.hint()).append(field.rule().isEmpty() ? "" : "，" + field.rule())
                    .append(kind.field(field.atMost()).map(bound -> "，不大于（不晚于）：" + bound.label()).orElse(""))
                    .append(field.reminder() == null ? "" : "，到期前 " + field.reminder().days() + " 天提醒" + names(List.of(field.reminder().post())));
        }
        return words.toString();
    }

    private static String yes(boolean answer) {
        return answer ? "是" : "否";
    }

    private String names(Collection<String> codes) {
        return posts.all().stream().filter(post -> codes.contains(post.code())).map(Post::name).collect(Collectors.joining("、"));
    }
}
