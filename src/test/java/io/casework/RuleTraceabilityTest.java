package io.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.casework.testkit.Csv;
import io.casework.testkit.Rule;
import io.casework.testkit.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Every rule of the catalogue is proved by a test, or is guidance for people that the software shows them. Prints the table and writes it to
 * {@code target/rules.md}; one command shows it: {@code mvn -q test -Dtest=RuleTraceabilityTest}.
 */
class RuleTraceabilityTest {

    private static final Pattern RULE_ID = Pattern.compile("\\bAS-[A-Z]{3}-\\d{2}\\b");

    private static final Map<String, Csv.Row> CATALOGUE = keyed("rules.csv");
    private static final Map<String, Csv.Row> GUIDANCE = keyed("guidance-rules.csv");
    private static final Set<String> NOT_YET = keyed("rules-not-yet.csv").keySet();

    /** Rule id to the tests that prove it. */
    private static final Map<String, Set<String>> TESTS = new TreeMap<>();
    private static final List<String> NOT_TESTS = new ArrayList<>();
    /** Rule id to the models, decisions and forms that name it. */
    private static final Map<String, Set<String>> MODELS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages("io.casework")) {
            if (!annotated(type)) {
                continue;
            }
            Class<?> test = type.reflect();
            for (String rule : rules(test)) {
                TESTS.computeIfAbsent(rule, r -> new TreeSet<>()).add(test.getSimpleName());
            }
            for (java.lang.reflect.Method method : test.getDeclaredMethods()) {
                for (String rule : rules(method)) {
                    String name = test.getSimpleName() + "." + method.getName();
                    TESTS.computeIfAbsent(rule, r -> new TreeSet<>()).add(name);
                    if (!AnnotationSupport.isAnnotated(method, Testable.class) || method.isAnnotationPresent(Disabled.class)
                            || test.isAnnotationPresent(Disabled.class)) {
                        NOT_TESTS.add(name);
                    }
                }
            }
        }
        for (Path file : files()) {
            Matcher named = RULE_ID.matcher(Files.readString(file));
            while (named.find()) {
                MODELS.computeIfAbsent(named.group(), r -> new TreeSet<>()).add(file.getFileName().toString());
            }
        }
    }

    @Test
    void testsNameOnlyRulesOfTheCatalogue() {
        assertThat(CATALOGUE.keySet()).as("rules named by tests").containsAll(inNamedSections(TESTS.keySet()));
        assertThat(NOT_TESTS).as("methods that name a rule and are not run as tests").isEmpty();
    }

    @Test
    void modelsNameOnlyRulesOfTheCatalogue() {
        Map<String, Set<String>> unknown = new TreeMap<>(MODELS);
        unknown.keySet().removeIf(rule -> CATALOGUE.containsKey(rule) || !inNamedSections(Set.of(rule)).contains(rule));
        assertThat(unknown).as("rules named by models that the catalogue does not know").isEmpty();
    }

    @Test
    void guidanceForPeopleIsShownToThemAndSaysWhyNoMachineCanCheckIt() {
        assertThat(CATALOGUE.keySet()).as("guidance").containsAll(GUIDANCE.keySet());
        assertThat(GUIDANCE.keySet()).as("guidance that a test proves after all").doesNotContainAnyElementsOf(TESTS.keySet());
        GUIDANCE.forEach((rule, row) -> {
            assertThat(row.get("why")).as("why no machine can check %s", rule).hasSizeGreaterThan(10);
            // "file" or "file#words": the file is in the repository and holds the words
            String[] where = row.get("where").split("#", 2);
            Path file = Path.of(where[0]);
            assertThat(file).as("where %s is shown to people", rule).isRegularFile();
            if (where.length == 2) {
                assertThat(file).as("where %s is shown to people", rule).content().contains(where[1]);
            }
        });
    }

    @Test
    void everyRuleIsProvedByATestOrShownAsGuidance() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        Set<String> open = new TreeSet<>();
        for (String rule : CATALOGUE.keySet()) {
            if (TESTS.containsKey(rule)) {
                table.put(rule, "tested     " + String.join(", ", TESTS.get(rule)));
            } else if (GUIDANCE.containsKey(rule)) {
                table.put(rule, "guidance   " + GUIDANCE.get(rule).get("where"));
            } else {
                table.put(rule, "OPEN       " + CATALOGUE.get(rule).get("sentence"));
                open.add(rule);
            }
        }
        print(table);
        open.removeAll(NOT_YET);
        assertThat(open).as("rules that neither a test proves nor the guidance lists").isEmpty();
    }

    private static void print(Map<String, String> table) throws IOException {
        StringBuilder console = new StringBuilder();
        StringBuilder page = new StringBuilder("| rule | state | by | models |\n|---|---|---|---|\n");
        table.forEach((rule, state) -> {
            console.append(rule).append("  ").append(state).append('\n');
            page.append("| ").append(rule).append(" | ").append(state.substring(0, 11).strip()).append(" | ").append(state.substring(11).replace("|", "/"))
                    .append(" | ").append(String.join(", ", MODELS.getOrDefault(rule, Set.of()))).append(" |\n");
        });
        long tested = table.values().stream().filter(s -> s.startsWith("tested")).count();
        long guidance = table.values().stream().filter(s -> s.startsWith("guidance")).count();
        console.append("%d rules: %d tested, %d guidance, %d open%n".formatted(table.size(), tested, guidance, table.size() - tested - guidance));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/rules.md"), page);
        System.out.println(console);
    }

    private static boolean annotated(JavaClass type) {
        return marked(type) || type.getMethods().stream().anyMatch(RuleTraceabilityTest::marked);
    }

    private static boolean marked(JavaClass type) {
        return type.isAnnotatedWith(Rule.class) || type.isAnnotatedWith(Rules.class);
    }

    private static boolean marked(JavaMethod method) {
        return method.isAnnotatedWith(Rule.class) || method.isAnnotatedWith(Rules.class);
    }

    private static Set<String> rules(AnnotatedElement element) {
        return Stream.of(element.getAnnotationsByType(Rule.class)).flatMap(rule -> Stream.of(rule.value())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of the sections that the catalogue holds; other sections come with later procedures. */
    private static Set<String> inNamedSections(Set<String> rules) {
        Set<String> sections = CATALOGUE.values().stream().map(row -> row.get("section")).collect(Collectors.toSet());
        return rules.stream().filter(rule -> rule.length() > 6 && sections.contains(rule.substring(0, 6))).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Csv.Row> keyed(String resource) {
        Map<String, Csv.Row> rows = new LinkedHashMap<>();
        for (Csv.Row row : Csv.resource(resource)) {
            assertThat(rows.put(row.get("rule"), row)).as("%s twice in %s", row.get("rule"), resource).isNull();
        }
        return rows;
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("processes", "forms")) {
            if (Files.isDirectory(Path.of(folder))) {
                try (Stream<Path> all = Files.walk(Path.of(folder))) {
                    all.filter(Files::isRegularFile).sorted().forEach(files::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return files;
    }
}
