package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import io.casework.platform.RuleViolation;
import io.casework.report.print.FormTemplate;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Chromium;
import io.casework.testkit.Door;
import io.casework.testkit.Paper;
import io.casework.testkit.TestStaff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The templates of printed forms: what is supplied, and what an administrator may make of it. */
@CaseworkTest
class PrintTemplatesTest {

    private static final PrintForm FORM = PrintForm.CONTACT_SLIP;
    private static final String LIST = "/pages/administration/printing";
    private static final String PATH = LIST + "/" + FORM.code();
    private static final String ADMINISTRATOR = "procedure-admin";
    private static final String CODE = "<img src=\"{{code}}\" alt=\"\"/>";

    @LocalServerPort int port;
    @Autowired PrintTemplates templates;
    @Autowired PrintedForms forms;
    @Autowired JdbcTemplate jdbc;

    @AfterEach
    void backToTheSuppliedOne() {
        templates.useSupplied(FORM, templates.versionInUse(FORM), ADMINISTRATOR);
    }

    private static String page(String body) {
        return "<html lang=\"zh-CN\">\n<head><title>联系单</title></head>\n<body>" + body + "</body>\n</html>";
    }

    @ParameterizedTest
    @EnumSource(PrintForm.class)
    void eachSuppliedTemplatePrintsItsExampleAndItsBlankForm(PrintForm form) throws IOException {
        try (Paper example = Paper.of(templates.preview(form, templates.supplied(form), ADMINISTRATOR));
                Paper blank = Paper.of(forms.blank(form, TestStaff.EAST, "service-manager").pdf())) {
            Files.createDirectories(Path.of("target/printed"));
            Files.write(Path.of("target/printed", form.code() + ".pdf"), example.bytes());
            Files.write(Path.of("target/printed", form.code() + "-blank.pdf"), blank.bytes());
            for (Paper paper : List.of(example, blank)) {
                assertThat(paper.isA4()).isTrue();
                assertThat(paper.fontsLeftOut()).isEmpty();
                assertThat(paper.isInsideTheMargins()).isTrue();
                assertThat(paper.words()).contains(Paper.words(form.label()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PrintForm.class)
    void eachSuppliedTemplateMayBeSavedAsItIs(PrintForm form) {
        int version = templates.save(form, templates.supplied(form), templates.versionInUse(form), ADMINISTRATOR);
        assertThat(templates.versionInUse(form)).isEqualTo(version);
        templates.useSupplied(form, version, ADMINISTRATOR);
        assertThat(templates.text(form)).isEqualTo(templates.supplied(form));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{{customer}} | 第 3 行：不认识的占位符 {{customer}}",
            "{{matter.class.name}} | 不认识的占位符 {{matter.class.name}}",
            "{{getClass}} | 不认识的占位符 {{getClass}}",
            "{{class}} | 不认识的占位符 {{class}}",
            "{{-index}} | 不认识的占位符",
            "{{.}} | 不认识的占位符",
            "${T(java.lang.Runtime)} {{T(java.lang.Runtime)}} | 不认识的占位符 {{T(java.lang.Runtime)}}",
            "{{{matter}}} | 不允许 {{{…}}} 和 {{&…}}",
            "{{&matter}} | 不允许 {{{…}}} 和 {{&…}}",
            "{{>form}} | 不允许 {{>…}}",
            "{{=<% %>=}} | 不允许 {{=…}}",
            "{{<parent}}{{/parent}} | 不允许 {{<…}}",
            "{{#matter}}a | {{#matter}} 没有结束，缺 {{/matter}}",
            "{{^matter}}a{{/subject}} | {{/subject}} 与第 3 行的 {{#matter}} 不配对",
            "{{/matter}} | {{/matter}} 没有开始",
            "{{matter | 有 {{ 没有对应的 }}",
            "<p class=\"{{matter}}\">a</p> | 标签里面不能有占位符",
            "<a href=\"{{matter}}\">a</a> | 标签里面不能有占位符",
            "<style>p { color: {{matter}} }</style> | 样式里不能有占位符",
            "<p>没有结束 | 标签 <p> 没有正确结束",
            "<script>alert(1)</script> | 不允许使用 <script>",
            "<img src=\"http://127.0.0.1:1/a.png\" alt=\"\"/> | 不能引用外部地址",
            "<img src=\"file:///etc/passwd\" alt=\"\"/> | 不能引用外部地址",
            "<style>@import url(http://example.org/a.css);</style> | 不能引用外部资源",
            "<p style=\"height: 90000mm\">a</p> | 超过 20 页"})
    void aTemplateThatIsWrongIsRefusedInWordsAndNothingIsSaved(String body, String message) {
        int before = templates.versions(FORM).size();
        assertThatThrownBy(() -> templates.save(FORM, page(CODE + body), 0, ADMINISTRATOR)).isInstanceOf(RuleViolation.class).hasMessageContaining(message)
                .satisfies(refused -> assertThat(((RuleViolation) refused).fields()).containsOnlyKeys("html"));
        assertThat(templates.versions(FORM)).hasSize(before);
        assertThat(templates.versionInUse(FORM)).isZero();
    }

    @Test
    void theCodeMustStayAndTheSizeIsLimited() {
        assertThatThrownBy(() -> templates.save(FORM, page("<p>{{matter}}</p>"), 0, ADMINISTRATOR)).hasMessageContaining("请保留案件二维码");
        assertThatThrownBy(() -> templates.save(FORM, page(CODE + "汉".repeat(70_000)), 0, ADMINISTRATOR)).hasMessageContaining("模板不能超过 200 KB");
        assertThatThrownBy(() -> templates.save(FORM, "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + page(CODE + "&x;"), 0, ADMINISTRATOR))
                .hasMessageContaining("不允许文档类型声明");
        assertThatThrownBy(() -> templates.save(FORM, "", 0, ADMINISTRATOR)).isInstanceOf(RuleViolation.class);
    }

    /** Something that a template must not reach. */
    public static final class Secret {

        public final String field = "the secret";

        public String getValue() {
            return field;
        }

        public String value() {
            return field;
        }

        @Override
        public String toString() {
            return "closed";
        }
    }

    @Test
    void aTemplateReachesMapsListsAndTextsAndNoObject() {
        Map<String, Object> model = Map.of("secret", new Secret(), "text", "<b>", "rows", List.of(Map.of("a", "1"), Map.of("a", "2")), "array", new Secret[] {new Secret()});
        for (String path : List.of("secret.field", "secret.value", "secret.getValue", "secret.class", "secret.class.name", "text.class", "text.bytes", "text.length",
                "rows.size", "rows.0", "rows.class", "entrySet", "array.0.value", "text.getClass.getClassLoader")) {
            assertThat(FormTemplate.of("[{{" + path + "}}]").filled(model)).as(path).isEqualTo("[]");
            assertThat(FormTemplate.of("{{#" + path + "}}x{{field}}{{value}}{{/" + path + "}}").filled(model)).as(path).isEmpty();
        }
        assertThat(FormTemplate.of("{{#secret}}{{field}}{{value}}{{getValue}}{{/secret}}{{#array}}{{value}}{{/array}}").filled(model)).isEmpty();
        assertThat(FormTemplate.of("{{text}}{{#rows}}{{a}}{{/rows}}{{^none}}leer{{/none}}").filled(model)).isEqualTo("&lt;b&gt;12leer");
        assertThat(FormTemplate.of("{{text}}").filled(Map.of("text", "{{secret}}"))).as("what is filled in is not read again").isEqualTo("{{secret}}");
    }

    @Test
    void aVersionIsTakenIntoUseKeptAndLeftAgain() {
        int first = templates.save(FORM, page(CODE + "<h1>本公司联系单</h1><p>{{matter}}</p>"), 0, ADMINISTRATOR);
        try (Paper paper = Paper.of(forms.blank(FORM, TestStaff.EAST, ADMINISTRATOR).pdf())) {
            assertThat(paper.text()).contains("本公司联系单", "测试开发有限公司　东苑", "案件编号：").doesNotContain("致：开发企业项目部");
        }
        int second = templates.save(FORM, page(CODE + "<h1>本公司联系单乙</h1>"), first, ADMINISTRATOR);
        assertThat(second).isEqualTo(first + 1);
        assertThat(templates.versions(FORM)).filteredOn(PrintTemplates.Version::active).extracting(PrintTemplates.Version::number).containsExactly(second);
        assertThatThrownBy(() -> templates.save(FORM, page(CODE), first, ADMINISTRATOR)).hasMessageContaining("别人已经换了模板（现在是第 " + second + " 版）");

        templates.use(FORM, first, second, ADMINISTRATOR);
        assertThat(templates.text(FORM)).contains("本公司联系单<");
        assertThatThrownBy(() -> templates.use(FORM, 999, first, ADMINISTRATOR)).hasMessageContaining("没有第 999 版");
        templates.useSupplied(FORM, first, ADMINISTRATOR);
        assertThat(templates.text(FORM)).isEqualTo(templates.supplied(FORM));
        assertThat(templates.text(FORM, first)).as("it is kept").contains("本公司联系单<");
        assertThat(jdbc.queryForList("select what from admin_change where area = 'PRINTING' and subject_key = ? order by id desc limit 4", String.class, FORM.code()))
                .containsExactly("恢复软件自带的模板", "启用旧版本", "保存并启用新版本", "保存并启用新版本");
    }

    @Test
    void anAdministratorChangesATemplateOnThePageAndKeepsWhatWasTypedWhenItIsRefused() {
        Door.Browser administrator = new Door(port).browser(ADMINISTRATOR);
        assertThat(administrator.get(LIST).body()).contains("《工作联系单》", "软件自带", "《客户服务部投诉处理周报》");
        String editor = administrator.get(PATH).body();
        assertThat(editor).contains("致：开发企业项目部", "{{requestedBy}}", "要求完成日期", "正在使用的模板");

        Door.Answer refused = administrator.form(PATH, Map.of("_csrf", token(editor), "seen", "0", "html", page(CODE + "<p>{{nobody}}</p><script/>")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("没有保存", "不认识的占位符 {{nobody}}", "&lt;p&gt;{{nobody}}&lt;/p&gt;").doesNotContain("<script/>");

        Door.Answer preview = administrator.form(PATH + "/preview", Map.of("_csrf", token(editor), "html", page(CODE + "<h1>预览的单子</h1>")));
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(administrator.form(PATH + "/preview", Map.of("_csrf", token(editor), "html", page("<p>"))).status()).isEqualTo(422);
        assertThat(templates.versionInUse(FORM)).as("a preview saves nothing").isZero();

        Door.Answer saved = administrator.form(PATH, Map.of("_csrf", token(editor), "seen", "0", "html", page(CODE + "<h1>改过的单子</h1>")));
        assertThat(saved.status()).isEqualTo(302);
        String after = administrator.get(PATH).body();
        int version = templates.versionInUse(FORM);
        assertThat(after).contains("改过的单子", "本公司第 " + version + " 版", "使用中");
        assertThat(administrator.form(PATH + "/use", Map.of("_csrf", token(after), "seen", String.valueOf(version), "version", "0")).status()).isEqualTo(302);
        assertThat(templates.versionInUse(FORM)).isZero();
    }

    private static String token(String page) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @Test
    void templatesAreForAdministratorsOnly() {
        Door.Browser clerk = new Door(port).browser(TestStaff.login("clerk", TestStaff.EAST));
        assertThat(clerk.get(LIST).status()).isEqualTo(403);
        assertThat(clerk.get(PATH).status()).isEqualTo(403);
        String own = clerk.get("/pages/printing").body();
        assertThat(clerk.form(PATH, Map.of("_csrf", token(own), "seen", "0", "html", page(CODE))).status()).isEqualTo(403);
        assertThat(clerk.form(PATH, Map.of("seen", "0", "html", page(CODE))).status()).isEqualTo(403);
        assertThat(new Door(port).browser(ADMINISTRATOR).get(LIST + "/no-such-form").status()).isEqualTo(404);
    }

    @Test
    void thePagesCanBeUsedByEverybody() {
        try (Chromium chromium = Chromium.start(); Page page = chromium.signedIn(port, ADMINISTRATOR, "zh-CN")) {
            for (String path : List.of(LIST, PATH, "/pages/printing")) {
                page.navigate("http://127.0.0.1:" + port + path);
                assertThat(Accessibility.violations(page)).as(path).isEmpty();
                page.setViewportSize(390, 844);
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(path + " on a telephone").isTrue();
                page.setViewportSize(1440, 900);
            }
        }
    }
}
