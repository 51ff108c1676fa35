package io.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.casework.testkit.ModelCoverage;
import io.casework.testkit.ShippedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs last (see {@code junit-platform.properties}) and asks whether the tests before it passed every flow node of every procedure. Says nothing when only some tests are run.
 */
@Order(Integer.MAX_VALUE)
class ModelCoverageTest {

    @Test
    void everyFlowNodeOfEveryProcedureIsPassedByATest() throws IOException {
        assumeTrue(System.getProperty("test") == null, "only a run of all tests can pass every flow node");
        Map<String, Set<String>> missing = new TreeMap<>();
        StringBuilder table = new StringBuilder("| procedure | flow nodes | passed | missing |\n|---|---|---|---|\n");
        for (ShippedModels.Model model : ShippedModels.all()) {
            Set<String> nodes = new TreeSet<>(model.flowNodeIds());
            Set<String> left = new TreeSet<>(nodes);
            left.removeAll(ModelCoverage.passed(model.processId()));
            table.append("| %s | %d | %d | %s |%n".formatted(model.processId(), nodes.size(), nodes.size() - left.size(), String.join(" ", left)));
            if (!left.isEmpty()) {
                missing.put(model.processId(), left);
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/model-coverage.md"), table);
        System.out.println(table);
        assertThat(missing).as("flow nodes that no test passes").isEmpty();
    }
}
