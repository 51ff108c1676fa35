package io.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.casework.testkit.Attack;
import io.casework.testkit.Csv;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Every attack on the door that is known is replayed by a test. Prints the table and writes it to {@code target/attacks.md}; one command shows it:
 * {@code mvn -q test -Dtest=AttackTableTest}.
 */
class AttackTableTest {

    /** Attack to what it tries. */
    private static final Map<String, String> KNOWN = new LinkedHashMap<>();
    /** Attack to the tests that replay it. */
    private static final Map<String, Set<String>> TESTS = new TreeMap<>();
    private static final List<String> NOT_TESTS = new ArrayList<>();

    @BeforeAll
    static void read() {
        for (Csv.Row row : Csv.resource("attacks.csv")) {
            assertThat(KNOWN.put(row.get("attack"), row.get("tries"))).as("%s twice", row.get("attack")).isNull();
        }
        for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages("io.casework")) {
            if (type.getMethods().stream().noneMatch(method -> method.isAnnotatedWith(Attack.class))) {
                continue;
            }
            Class<?> test = type.reflect();
            for (Method method : test.getDeclaredMethods()) {
                Attack attack = method.getAnnotation(Attack.class);
                if (attack == null) {
                    continue;
                }
                String name = test.getSimpleName() + "." + method.getName();
                Set.of(attack.value()).forEach(replayed -> TESTS.computeIfAbsent(replayed, a -> new TreeSet<>()).add(name));
                if (!AnnotationSupport.isAnnotated(method, Testable.class) || method.isAnnotationPresent(Disabled.class)
                        || test.isAnnotationPresent(Disabled.class)) {
                    NOT_TESTS.add(name);
                }
            }
        }
    }

    @Test
    void everyAttackIsReplayedByATest() throws IOException {
        StringBuilder page = new StringBuilder("| attack | tries | replayed by |\n|---|---|---|\n");
        KNOWN.forEach((attack, tries) -> {
            System.out.printf("%-45s %s%n", attack, String.join(", ", TESTS.getOrDefault(attack, Set.of("OPEN"))));
            page.append("| %s | %s | %s |%n".formatted(attack, tries, String.join(", ", TESTS.getOrDefault(attack, Set.of("OPEN")))));
        });
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/attacks.md"), page);
        assertThat(TESTS.keySet()).as("attacks that tests replay").containsAll(KNOWN.keySet());
    }

    @Test
    void testsNameOnlyAttacksOfTheList() {
        assertThat(KNOWN.keySet()).containsAll(TESTS.keySet());
        assertThat(NOT_TESTS).as("methods that name an attack and are not run as tests").isEmpty();
    }
}
