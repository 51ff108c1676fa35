package io.casework.workspace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue that people read on the pages. */
class RuleCatalogueTest {

    private static final Pattern NAMED = Pattern.compile("\\b(?:(?:AS|SA|PP|RD|OP)-[A-Z]{3}-\\d{2}|REC-\\d{3}|AMB-\\d{2})\\b");

    private final RuleCatalogue catalogue = new RuleCatalogue();

    @Test
    void everyRuleNamedAnywhereInTheSoftwareHasASentence() throws IOException {
        Map<String, Set<String>> named = new TreeMap<>();
        for (String folder : List.of("processes", "forms", "src/main/java", "src/main/resources/templates", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    collect(Files.readString(file), file.getFileName().toString(), named);
                }
            }
        }
        for (String list : List.of("rules.csv", "guidance-rules.csv")) {
            Csv.resource(list).forEach(row -> collect(row.get("rule"), list, named));
        }
        assertThat(named).as("found in models, code and lists").containsKeys("AS-CMP-06", "AS-COS-02", "REC-016", "AMB-87");
        named.keySet().removeIf(id -> catalogue.find(id).isPresent());
        assertThat(named).as("named, yet without a sentence in src/main/resources/rules/rules.csv").isEmpty();
    }

    /** The pages that carry out no written rule: the list of procedures itself, and what only the software keeps about itself. */
    private static final Set<String> WITHOUT_RULES = Set.of("rules/list.html", "rules/rule.html", "administration/front.html", "administration/decisions.html",
            "administration/procedure.html", "administration/changes.html", "administration/exports.html");

    @Test
    void everyPageShowsTheRulesBehindIt() throws IOException {
        Path pages = Path.of("src", "main", "resources", "templates", "pages");
        try (Stream<Path> files = Files.walk(pages)) {
            List<String> without = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                String name = pages.relativize(file).toString().replace('\\', '/');
                if (text.contains("pages/frame :: frame(") && !text.contains("pages/rules/help :: help(") && !WITHOUT_RULES.contains(name)) {
                    without.add(name);
                }
            }
            assertThat(without).isEmpty();
        }
    }

    @Test
    void whatNamesAWholeProcedureLeadsToAllItsRules() {
        assertThat(catalogue.behind(List.of("AS-OVD", "AMB-27"))).extracting(CatalogueRule::id).containsExactly("AMB-27");
        assertThat(catalogue.behind(List.of("AS-OVD"))).extracting(CatalogueRule::id).containsExactly("AS-OVD-01", "AS-OVD-02");
    }

    private static void collect(String text, String where, Map<String, Set<String>> named) {
        Matcher matcher = NAMED.matcher(text);
        while (matcher.find()) {
            named.computeIfAbsent(matcher.group(), id -> new TreeSet<>()).add(where);
        }
    }

    @Test
    void everySentenceIsChineseAndSaysWhereItComesFrom() {
        assertThat(catalogue.all()).allSatisfy(rule -> {
            assertThat(rule.sentence()).as(rule.id()).matches(".*\\p{IsHan}.*").endsWith("。");
            assertThat(rule.source()).as(rule.id()).matches(rule.id().startsWith("AMB-") ? "[A-Z]{2,3}-.*|全部条文" : "《.*").doesNotContain("D4-P", "D0-P", "null");
            assertThat(rule.section()).as(rule.id()).matches(".*\\p{IsHan}.*");
        });
    }

    @Test
    void runningTextUsesFullWidthPunctuation() {
        Predicate<String> halfWidth = Pattern.compile("\\p{IsHan}[,;:!?()]|[,;!?()]\\p{IsHan}").asPredicate();
        List<String> wrong = new ArrayList<>();
        catalogue.all().forEach(rule -> Stream.of(rule.sentence(), rule.figure(), rule.who(), rule.record()).filter(halfWidth)
                .forEach(text -> wrong.add(rule.id() + " " + text)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void textsNameOnlyRulesOfTheCatalogueAndLinkThem() {
        assertThat(catalogue.pieces("见 AMB-02、ZZ-01。").stream().map(RuleCatalogue.Piece::rule).filter(id -> id != null)).containsExactly("AMB-02");
        assertThat(catalogue.pieces("见 AMB-02、ZZ-01。").stream().map(RuleCatalogue.Piece::text).collect(Collectors.joining())).isEqualTo("见 AMB-02、ZZ-01。");
        assertThat(catalogue.pieces("（AS-COS-01,AMB-02）").stream().map(RuleCatalogue.Piece::text).collect(Collectors.joining())).isEqualTo("（AS-COS-01、AMB-02）");
    }

    @Test
    void aRuleIsFoundByItsIdAndByAllWords() {
        assertThat(catalogue.search("as-cos-0")).extracting(CatalogueRule::id).startsWith("AS-COS-01", "AS-COS-02", "AS-COS-03", "AS-COS-04")
                .as("and the agreements about them").contains("AMB-02").doesNotContain("AS-SUR-01");
        assertThat(catalogue.search("3 个工作日内 反馈")).extracting(CatalogueRule::id).contains("AS-CMP-06");
        assertThat(catalogue.search("反馈 没有这样的词")).isEmpty();
        assertThat(catalogue.search("  ")).isEmpty();
    }

    @Test
    void idsOfAPageComeInTheirOrderAndOnce() {
        assertThat(catalogue.of("AS-RPT-01, AS-CMP-18 AS-RPT-01,XX-1")).extracting(CatalogueRule::id).containsExactly("AS-RPT-01", "AS-CMP-18");
    }
}
