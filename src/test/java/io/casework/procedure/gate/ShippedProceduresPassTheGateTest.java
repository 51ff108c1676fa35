package io.casework.procedure.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Everything below processes/ and forms/ keeps the rules that the gate holds administrators to, warnings included. */
@CaseworkTest
class ShippedProceduresPassTheGateTest {

    @Autowired DeploymentGate gate;
    @Autowired ReleaseFiles files;

    @TestFactory
    java.util.stream.Stream<DynamicTest> eachPassesWithoutErrorOrWarning() {
        return files.bundles().stream().map(bundle -> DynamicTest.dynamicTest(bundle.key(), () -> {
            GateReport report = gate.check(bundle.resources(), DeploymentGate.Mode.RELEASE);
            assertThat(report.isClean()).as(report.text()).isTrue();
        }));
    }

    @Test
    void noFormIsLeftOver() {
        Set<String> used = new LinkedHashSet<>();
        files.bundles().forEach(bundle -> used.addAll(bundle.resources().keySet()));
        Map<String, byte[]> forms = files.forms();
        assertThat(forms.keySet()).allSatisfy(form -> assertThat(used).as("forms that no process uses").contains(form));
    }
}
