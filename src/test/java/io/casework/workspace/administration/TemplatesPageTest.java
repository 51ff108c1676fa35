package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.notification.NoticeTemplate;
import io.casework.notification.Templates;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The wording of notices on the pages of the administration. */
@CaseworkTest
class TemplatesPageTest {

    private static final String KEY = "substitute-started";
    private static final String PAGE = "/pages/administration/templates/" + KEY;

    @LocalServerPort int port;
    @Autowired Templates templates;
    @Autowired AdminChanges changes;

    private NoticeTemplate before;

    @BeforeEach
    void remember() {
        before = active();
    }

    @AfterEach
    void putBack() {
        NoticeTemplate now = active();
        if (!now.subject().equals(before.subject()) || !now.body().equals(before.body()) || !now.channels().equals(before.channels())) {
            templates.save(KEY, now.version(), before.channels(), before.subject(), before.body(), "test");
        }
    }

    private NoticeTemplate active() {
        return templates.list().stream().filter(template -> template.key().equals(KEY)).findFirst().orElseThrow();
    }

    private Map<String, String> fields(String subject, String body) {
        return new LinkedHashMap<>(Map.of("subject", subject, "body", body, "channels", "IN_APP", "act", "save"));
    }

    @Test
    void isForAdministratorsOnly() {
        assertThat(new Clerk(port, "service-manager").triesToOpen(PAGE)).isEqualTo(200);
        assertThat(new Clerk(port, "procedure-admin").triesToOpen("/pages/administration/templates")).isEqualTo(200);
        Clerk clerk = new Clerk(port, TestStaff.login("clerk", TestStaff.EAST));
        assertThat(clerk.triesToOpen(PAGE)).isEqualTo(403);
        clerk.opens("/");
        Map<String, String> fields = fields("x", "y");
        fields.put("version", String.valueOf(before.version()));
        assertThat(clerk.triesToSend(PAGE, fields)).isEqualTo(403);
        assertThat(active()).isEqualTo(before);
        assertThat(new Clerk(port, "camunda-admin").triesToOpen("/pages/administration/templates/none")).isEqualTo(404);
    }

    @Test
    void everyPlaceholderOfEveryTemplateIsExplainedInChinese() {
        assertThat(templates.list()).isNotEmpty().allSatisfy(template -> assertThat(TemplatesPage.PLACEHOLDERS.keySet()).containsAll(template.sample().keySet()));
        assertThat(new Clerk(port, "service-manager").opens(PAGE)).contains("{{absentName}}", "缺勤人", "{{substituteName}}");
        assertThat(new Clerk(port, "service-manager").opens("/pages/administration/templates")).contains(before.title(), "/pages/rules/AS-CMP-06", "随软件发布");
    }

    @Test
    void aPreviewShowsTheSampleAndSavesNothing() {
        Clerk manager = new Clerk(port, "service-manager");
        manager.opens(PAGE);
        Map<String, String> fields = fields("{{absentName}}不在", "由{{substituteName}}代岗\r\n<b>请知悉</b>");
        fields.put("act", "preview");
        String page = manager.tries(PAGE, fields).body();
        assertThat(page).contains("<b>" + before.sample().get("absentName") + "不在</b>", "由" + before.sample().get("substituteName") + "代岗", "&lt;b&gt;请知悉",
                "value=\"{{absentName}}不在\"").doesNotContain("<b>请知悉");
        assertThat(active()).isEqualTo(before);
    }

    @Test
    void aNewWordingIsSentFromNowOnAndAnOldOneCanComeBack() {
        Clerk manager = new Clerk(port, "service-manager");
        manager.opens(PAGE);
        manager.sends(PAGE, fields("{{absentName}}由{{substituteName}}代岗", before.body()));
        assertThat(active().version()).isEqualTo(before.version() + 1);
        assertThat(active().subject()).isEqualTo("{{absentName}}由{{substituteName}}代岗");
        AdminChange line = changes.page(AdminChanges.Filter.of(AdminArea.TEMPLATES, KEY), null, 1).get(0);
        assertThat(line.by()).isEqualTo("service-manager");
        assertThat(line.before()).contains("标题：" + before.subject()).doesNotContain("正文");
        assertThat(line.after()).contains("标题：{{absentName}}由{{substituteName}}代岗");

        assertThat(manager.opens(PAGE)).contains("第 " + (before.version() + 1) + " 版", "恢复此版本");
        manager.sends(PAGE + "/restore", Map.of("version", String.valueOf(before.version()), "newest", String.valueOf(before.version() + 1)));
        assertThat(active()).extracting(NoticeTemplate::version, NoticeTemplate::subject, NoticeTemplate::body, NoticeTemplate::channels)
                .containsExactly(before.version() + 2, before.subject(), before.body(), before.channels());
    }

    @Test
    void unknownPlaceholdersAreNamedAndWhatWasTypedStays() {
        Clerk manager = new Clerk(port, "camunda-admin");
        manager.opens(PAGE);
        assertThat(manager.isRefused(PAGE, fields("{{kunde}}不在", "正文{{absentName}}、{{wetter}}")))
                .contains("标题中有未知的占位符：kunde", "正文中有未知的占位符：wetter", "可用的有", "value=\"{{kunde}}不在\"", "正文{{absentName}}、{{wetter}}</textarea>");
        Map<String, String> silent = fields("标题", "正文");
        silent.remove("channels");
        assertThat(manager.isRefused(PAGE, silent)).contains("请至少选择一种发送方式");
        assertThat(manager.isRefused(PAGE, fields("", "正文"))).contains("标题不能为空");
        assertThat(active()).isEqualTo(before);
    }

    @Test
    void theSecondOfTwoAdministratorsIsToldAndKeepsWhatWasTyped() {
        Clerk first = new Clerk(port, "service-manager");
        Clerk second = new Clerk(port, "camunda-admin");
        first.opens(PAGE);
        second.opens(PAGE);
        first.sends(PAGE, fields("甲的标题", before.body()));
        assertThat(second.isRefused(PAGE, fields("乙的标题", before.body()))).contains("别人已经改过这个模板", "value=\"乙的标题\"");
        assertThat(active().subject()).isEqualTo("甲的标题");
    }

    @Test
    void savingWhatIsThereMakesNoVersionAndSendingTwiceMakesOne() {
        Clerk manager = new Clerk(port, "camunda-admin");
        manager.opens(PAGE);
        manager.sends(PAGE, fields("一次的标题", before.body()));
        assertThat(manager.sends(PAGE, fields("一次的标题", before.body()))).as("the double click").contains("saved");
        assertThat(active().version()).isEqualTo(before.version() + 1);
        manager.opens(PAGE);
        assertThat(manager.isRefused(PAGE, fields("一次的标题", before.body()))).contains("没有任何改动");
        assertThat(active().version()).isEqualTo(before.version() + 1);
    }
}
