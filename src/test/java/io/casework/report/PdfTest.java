package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Paper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** PDF of XHTML: the font goes with it, nothing comes from outside. */
@CaseworkTest
class PdfTest {

    @Autowired Pdf pdf;

    private static String page(String body) {
        return "<html lang=\"zh-CN\"><head><title>试验单</title><link rel=\"stylesheet\" href=\"form.css\"/></head><body>" + body + "</body></html>";
    }

    @Test
    void thePaperIsA4AndBringsItsFontTitleAndLanguageWithIt() {
        try (Paper paper = Paper.of(pdf.of(page("<h1>试验单</h1><p>业主反映：厨房渗水。<b>加急</b></p>")))) {
            assertThat(paper.pages()).isEqualTo(1);
            assertThat(paper.isA4()).isTrue();
            assertThat(paper.text()).contains("试验单", "业主反映：厨房渗水。加急");
            assertThat(paper.title()).isEqualTo("试验单");
            assertThat(paper.language()).isEqualTo("zh-CN");
            assertThat(paper.fonts()).hasSize(2).allMatch(name -> name.matches("[A-Z]{6}\\+NotoSansSC-.*"));
            assertThat(paper.fontsLeftOut()).isEmpty();
            assertThat(paper.bytes().length).isLessThan(200_000);
        }
    }

    @Test
    void theSameTextAtTheSameTimeIsTheSamePdf() {
        byte[] paper = pdf.of(page("<p>不变</p>"));
        assertThat(pdf.of(page("<p>不变</p>"))).isEqualTo(paper);
        assertThat(new String(paper, StandardCharsets.ISO_8859_1)).contains("<xmp:CreateDate>2026-07-06T09:00:00+08:00<");
    }

    /** The font has the whole national table of characters, those beyond the first plane too: 𫖯 U+2B5AF, 𬱖 U+2CC56, 𫘜 U+2B61C stand in names. */
    @Test
    void rareCharactersOfNamesPrint() {
        String halves = "前" + '\uD842' + "中" + '\u0000' + '\u000B' + '\uFFFE' + "后";
        try (Paper paper = Paper.of(pdf.of(page("<p>㎡ ① Ⅳ ℃ ABC ｱｲｳ １２３ 㙓 龘 𫖯𬱖𫘜 䶮 喆 堃 㛃</p><p>" + halves + "</p>")))) {
            assertThat(paper.text()).contains("㎡ ① Ⅳ ℃ ABC", "１２３", "前中后", "㙓 龘 𫖯𬱖𫘜 䶮 喆 堃 㛃").doesNotContain("手写");
            assertThat(paper.fontsLeftOut()).isEmpty();
        }
    }

    @Test
    void whatTheFontLacksPrintsAsItsNumberAndIsToBeWrittenByHand() {
        String foot = "<div class=\"page-foot\">第一行</div>";
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69";
        try (Paper paper = Paper.of(pdf.of(page(foot + "<p>𠮷田 缺[\uE000] 🏠\uFE0F " + family + " 葛\uDB40\uDD00城 𠮷</p><p style=\"page-break-before: always\">第二页</p>")))) {
            assertThat(paper.pages()).isEqualTo(2);
            assertThat(paper.text(1)).contains("〔U+20BB7〕田 缺[〔U+E000〕] 〔U+1F3E0〕 〔U+1F468〕〔U+1F469〕 葛城 〔U+20BB7〕").doesNotContain("□");
            for (int page = 1; page <= 2; page++) {
                assertThat(paper.text(page)).contains("请照原字手写：〔U+20BB7〕、〔U+E000〕、〔U+1F3E0〕、〔U+1F468〕、〔U+1F469〕");
            }
            assertThat(paper.isInsideTheMargins()).isTrue();
            assertThat(paper.fontsLeftOut()).isEmpty();
        }
        try (Paper paper = Paper.of(pdf.of(page("<p>没有页脚 𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇</p>")))) {
            assertThat(paper.text()).contains("手写：〔U+20000〕", " 等 8 个字");
        }
    }

    @Test
    void aFamilyThatIsNotThereFallsBackOnTheOneThatIs() {
        try (Paper paper = Paper.of(pdf.of("<html><head><title>t</title></head><body><p style=\"font-family: Courier, monospace\">宋体 code</p></body></html>"))) {
            assertThat(paper.text()).contains("宋体 code");
            assertThat(paper.fontsLeftOut()).isEmpty();
        }
    }

    @Test
    void aTextOfFourThousandCharactersRunsOverPagesAndLosesNone() {
        String text = "厨房天花板渗水，业主要求尽快处理。".repeat(240).substring(0, 4000);
        String words = "A".repeat(600);
        try (Paper paper = Paper.of(pdf.of(page("<table class=\"ruled\"><tr class=\"long\"><th class=\"label\">内容</th><td class=\"pre\">" + text + words
                + "</td></tr></table>")))) {
            assertThat(paper.pages()).isBetween(3, 5);
            assertThat(paper.text().replaceAll("\\s", "")).contains(text.substring(0, 1000)).satisfies(all ->
                    assertThat(all.chars().filter(c -> c == '渗').count()).isEqualTo(text.chars().filter(c -> c == '渗').count()));
            assertThat(paper.text().chars().filter(c -> c == 'A').count()).isEqualTo(600);
            assertThat(paper.isInsideTheMargins()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "<script>alert(1)</script> | 不允许使用 <script>",
            "<img src=\"file:///etc/passwd\" alt=\"\"/> | 不能引用外部地址：file:///etc/passwd",
            "<img src=\"http://127.0.0.1:1/x.png\" alt=\"\"/> | 不能引用外部地址",
            "<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"\"/> | 图片只能以 data：",
            "<img src=\"data:image/png;base64,AAAA\" alt=\"\"/> | 图片读不出来",
            "<link rel=\"stylesheet\" href=\"http://example.org/a.css\"/> | <link> 只能引用",
            "<link rel=\"stylesheet\" href=\"../application.yaml\"/> | <link> 只能引用",
            "<link rel=\"attachment\" href=\"form.css\"/> | <link> 只能引用",
            "<style>p { background: url(file:///etc/passwd) }</style> | 不能引用外部资源",
            "<p style=\"background:url( 'http://example.org/' )\">a</p> | 不能引用外部资源",
            "<style>p { background: u\\72l(http://example.org/) }</style> | 不允许反斜杠",
            "<style>@import 'http://example.org/a.css';</style> | 不允许 @import",
            "<style>@font-face { font-family: x; src: url(x.ttf) }</style> | 不允许 @font-face",
            "<a href=\"javascript:alert(1)\">a</a> | 链接只能指向网页地址",
            "<a href=\"http://a\" download=\"x\">a</a> | 不允许属性 download",
            "<p onclick=\"x()\">a</p> | 不允许脚本属性 onclick",
            "<object data=\"file:///etc/passwd\"></object> | 不允许使用 <object>",
            "<iframe src=\"http://example.org\"></iframe> | 不允许使用 <iframe>",
            "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"/> | 不允许使用 <svg:svg>",
            "<?xml-stylesheet href=\"http://example.org/a.css\"?> | 不允许处理指令",
            "<p>没有结束 | 标签 <p> 没有正确结束",
            "<p class=a>值没有引号</p> | 属性值要放在引号里",
            "<p>&lt;&hellip;</p> | 不认识的实体",
            "<p>a & b</p> | 字符 & 要写成 &amp;"})
    void whatIsUnsafeOrBrokenIsRefusedInWords(String body, String message) {
        assertThatThrownBy(() -> pdf.of(page(body))).isInstanceOf(RuleViolation.class).hasMessageContaining(message)
                .satisfies(refused -> assertThat(((RuleViolation) refused).fields()).containsOnlyKeys("html"));
    }

    @Test
    void anEntityThatReadsAFileIsRefused() {
        String attack = "<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + page("<p>&x;</p>");
        assertThatThrownBy(() -> pdf.of(attack)).isInstanceOf(RuleViolation.class).hasMessageContaining("不允许文档类型声明");
        String laughs = "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + page("<p>&b;</p>");
        assertThatThrownBy(() -> pdf.of(laughs)).isInstanceOf(RuleViolation.class).hasMessageContaining("不允许文档类型声明");
        assertThat(pdf.of("<!DOCTYPE html>" + page("<p>a&nbsp;b</p>"))).isNotEmpty();
    }

    @Test
    void aSmallFileThatUnpacksToAHugePictureIsRefused() {
        String head = java.util.Base64.getEncoder().encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                0, 0, 0x7F, (byte) 0xFF, 0, 0, 0x7F, (byte) 0xFF, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'I', 'D', 'A', 'T', 0, 0, 0, 0});
        assertThatThrownBy(() -> pdf.of(page("<img alt=\"\" src=\"data:image/png;base64," + head + "\"/>"))).isInstanceOf(RuleViolation.class)
                .hasMessageContaining("万像素");
    }
}
