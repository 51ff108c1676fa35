package io.casework.notification;

import io.casework.platform.RuleViolation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The wording of notices, for administrators. Saving makes a new version, old ones are kept; what has been sent stays as it was.
 * Which placeholders a template may use is fixed by what its senders give, so new ones cannot be invented here.
 */
@Service
public class Templates {

    private static final int MAX_SUBJECT = 300;
    private static final int MAX_BODY = 4000;

    private final TemplateStore store;

    Templates(TemplateStore store) {
        this.store = store;
    }

    /** The versions in force, by key. */
    @Transactional(readOnly = true)
    public List<NoticeTemplate> list() {
        return store.allActive();
    }

    /** All versions of one template, newest first; empty for an unknown key. */
    @Transactional(readOnly = true)
    public List<NoticeTemplate> versions(String key) {
        return store.versions(key);
    }

    /** How a notice would read with the template's sample values. */
    public record Preview(String subject, String body) {
    }

    /**
     * Shows a wording that is not saved yet.
     *
     * @param overrides values that replace the samples; names the template does not declare are ignored
     * @throws RuleViolation as {@link #save}
     */
    @Transactional(readOnly = true)
    public Preview preview(String key, String subject, String body, Map<String, String> overrides) {
        NoticeTemplate current = active(key);
        check(current, current.channels(), subject, body);
        Map<String, String> values = new LinkedHashMap<>(current.sample());
        values.putAll(overrides);
        return new Preview(TemplateText.subject(subject, values), TemplateText.body(body, values));
    }

    /**
     * Saves a new version and puts it in force.
     *
     * @param basedOn the version that the administrator edited
     * @param channels at least one
     * @param login who saves it
     * @return the new version; the one in force where it says the same already, because the form was sent twice
     * @throws RuleViolation where nothing is different, a placeholder is not declared by the template, braces do not match, a text is empty or too long,
     *     the key is unknown, or somebody else has saved a version meanwhile
     */
    @Transactional
    public NoticeTemplate save(String key, int basedOn, Set<Channel> channels, String subject, String body, String login) {
        NoticeTemplate current = active(key);
        check(current, channels, subject, body);
        if (current.subject().equals(subject.strip()) && current.body().equals(body.strip()) && current.channels().equals(channels)) {
            if (current.version() != basedOn) {
                // The same form sent twice: what it asks for is done.
                return current;
            }
            throw new RuleViolation("没有任何改动，没有保存新版本");
        }
        if (current.version() != basedOn || !store.replace(current, channels, subject.strip(), body.strip(), login)) {
            throw new RuleViolation("您打开这一页之后，别人已经改过这个模板。您填写的内容还在；请与下面历次版本里的新措辞核对后再保存。");
        }
        return active(key);
    }

    private NoticeTemplate active(String key) {
        return store.active(key).orElseThrow(() -> new RuleViolation("key", "没有这个通知模板：" + key));
    }

    private static void check(NoticeTemplate template, Set<Channel> channels, String subject, String body) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (channels == null || channels.isEmpty()) {
            errors.put("channels", "请至少选择一种发送方式");
        }
        checkText(template, "subject", "标题", subject, MAX_SUBJECT, errors);
        checkText(template, "body", "正文", body, MAX_BODY, errors);
        if (subject != null && subject.strip().contains("\n")) {
            errors.put("subject", "标题不能换行");
        }
        if (!errors.isEmpty()) {
            throw new RuleViolation(errors);
        }
    }

    private static void checkText(
            NoticeTemplate template, String field, String label, String text, int limit, Map<String, String> errors) {
        if (text == null || text.isBlank()) {
            errors.put(field, label + "不能为空");
            return;
        }
        if (text.length() > limit) {
            errors.put(field, label + "不能超过 " + limit + " 个字");
            return;
        }
        Set<String> unknown = new TreeSet<>(TemplateText.placeholders(text));
        unknown.removeAll(template.sample().keySet());
        if (!unknown.isEmpty()) {
            errors.put(field, label + "中有未知的占位符：" + String.join("、", unknown) + "；可用的有："
                    + String.join("、", template.sample().keySet()));
        } else if (TemplateText.hasStrayBraces(text)) {
            errors.put(field, label + "中的花括号不成对，占位符应写成 {{名称}}");
        }
    }
}
