package io.casework.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class TemplatesTest {

    /** Changed by these tests and by nobody else. */
    private static final String KEY = NoticeTemplates.EXTENSION_CONSENTED;

    @Autowired Templates templates;
    @Autowired Notices notices;
    @Autowired TransactionTemplate transaction;

    @Test
    void everyKeyHasASeededTemplateWhosePlaceholdersAreAllDeclaredAndUsed() throws Exception {
        Map<String, NoticeTemplate> seeded = new java.util.TreeMap<>();
        templates.list().forEach(template -> seeded.put(template.key(), template));
        for (Field field : NoticeTemplates.class.getFields()) {
            String key = (String) field.get(null);
            NoticeTemplate first = templates.versions(key).stream().filter(v -> v.version() == 1).findFirst().orElseThrow();
            Set<String> used = new TreeSet<>(TemplateText.placeholders(first.subject() + first.body()));
            assertThat(used).as(key).isEqualTo(new TreeSet<>(first.sample().keySet()));
            assertThat(TemplateText.hasStrayBraces(first.subject() + first.body())).as(key).isFalse();
            assertThat(first.ruleId()).as(key).matches("(AS-[A-Z]{3}|AMB)-\\d\\d");
            assertThat(first.title()).as(key).matches(".*\\p{IsHan}.*");
            assertThat(seeded).containsKey(key);
        }
        assertThat(seeded).hasSizeGreaterThanOrEqualTo(NoticeTemplates.class.getFields().length);
    }

    @Test
    void everySeededTemplateReadsWithItsSampleValues() {
        for (NoticeTemplate template : templates.list()) {
            Templates.Preview preview = templates.preview(template.key(), template.subject(), template.body(), Map.of());
            assertThat(preview.subject() + preview.body()).as(template.key()).doesNotContain("{{").doesNotContain("}}")
                    .doesNotContain("\\n");
        }
    }

    @Test
    void aNewVersionIsSentFromNowOnAndTheOldOneIsKept() {
        NoticeTemplate before = current();
        String wording = "版本" + UUID.randomUUID();
        NoticeTemplate after = templates.save(KEY, before.version(), Set.of(Channel.IN_APP), wording + " {{ caseNumber }}",
                "延期至 {{dueAt}}", "procedure-admin");

        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.createdBy()).isEqualTo("procedure-admin");
        assertThat(after.ruleId()).isEqualTo(before.ruleId());
        assertThat(templates.versions(KEY)).extracting(NoticeTemplate::version).contains(1, before.version(), after.version());
        assertThat(templates.versions(KEY)).filteredOn(NoticeTemplate::active).hasSize(1);

        String login = "t" + UUID.randomUUID().toString().substring(0, 8);
        transaction.executeWithoutResult(status -> notices.send(NoticeRequest.of(KEY, "ext/" + login).about("TS1", TestStaff.EAST)
                .toLogins(login).with("unitName", "1").with("matter", "2").with("dueAt", "2026-07-20").with("consentedAt", "3").build()));
        assertThat(notices.inbox(login, PageRequest.of(0, 5))).singleElement()
                .matches(line -> line.subject().equals(wording + " TS1") && line.body().equals("延期至 2026-07-20"));
    }

    private NoticeTemplate current() {
        return templates.list().stream().filter(template -> template.key().equals(KEY)).findFirst().orElseThrow();
    }

    @Test
    void unknownPlaceholdersAndBrokenBracesAreRefusedAndNothingChanges() {
        NoticeTemplate before = current();
        for (String body : Arrays.asList("{{customerPhone}}", "{{dueAt}", "{{到期}}", "dueAt}}", "", "x".repeat(4001))) {
            assertThatThrownBy(() -> templates.save(KEY, before.version(), Set.of(Channel.IN_APP), "标题", body, "procedure-admin"))
                    .as(body).isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.fields()).containsKey("body"));
        }
        assertThatThrownBy(() -> templates.preview(KEY, "{{secret}}", "正文", Map.of()))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.fields().get("subject")).contains("secret")
                        .contains("dueAt"));
        assertThatThrownBy(() -> templates.save(KEY, before.version(), Set.of(), "标题", "正文", "procedure-admin"))
                .isInstanceOfSatisfying(RuleViolation.class, refused -> assertThat(refused.fields()).containsKey("channels"));
        assertThatThrownBy(() -> templates.save("no-such", 1, Set.of(Channel.IN_APP), "标题", "正文", "procedure-admin"))
                .isInstanceOf(RuleViolation.class);
        assertThat(current()).isEqualTo(before);
    }

    @Test
    void twoAdministratorsDoNotOverwriteEachOther() {
        NoticeTemplate before = current();
        templates.save(KEY, before.version(), Set.of(Channel.IN_APP), "甲", "甲", "a");
        assertThatThrownBy(() -> templates.save(KEY, before.version(), Set.of(Channel.IN_APP), "乙", "乙", "b"))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("别人已经改过这个模板");
        assertThat(current().subject()).isEqualTo("甲");
    }
}
