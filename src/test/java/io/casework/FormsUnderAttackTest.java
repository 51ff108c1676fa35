package io.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.testkit.Attack;
import io.casework.testkit.FormAttacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs last and asks whether every form of every procedure was attacked on the way (see {@link FormAttacker}). Says nothing when only some tests are run.
 */
@Order(Integer.MAX_VALUE)
class FormsUnderAttackTest {

    @Test
    @Attack({"unknown key", "hidden field", "disabled field", "option not offered", "wrong type", "missing field", "out of range", "oversized text",
        "control characters", "SQL in text fields", "HTML in text fields"})
    void everyFormOfEveryProcedureWasAttacked() throws IOException {
        System.out.printf("%d forms were attacked with %d submissions: %s%n", FormAttacker.attacked().size(), FormAttacker.refused(),
                String.join(", ", FormAttacker.attacked()));
        assumeTrue(System.getProperty("test") == null, "only a run of all tests comes to every form");
        Set<String> forms = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("forms"))) {
            files = all.filter(file -> file.toString().endsWith(".form")).toList();
        }
        for (Path file : files) {
            forms.add(new ObjectMapper().readTree(file.toFile()).path("id").asText());
        }
        forms.removeAll(FormAttacker.attacked());
        assertThat(forms).as("forms that were never attacked; name the test that walks their procedure @UnderAttack").isEmpty();
    }
}
