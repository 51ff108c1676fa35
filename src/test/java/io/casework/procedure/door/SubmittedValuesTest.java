package io.casework.procedure.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.Test;

class SubmittedValuesTest {

    @Test
    void aBrowserSendsValuesWithoutATypeAndTheyAreTaken() {
        VariableMap submitted = Variables.createVariables()
                .putValueTyped("person", Variables.untypedValue("李四"))
                .putValueTyped("minutes", Variables.untypedValue(12.5))
                .putValueTyped("agreed", Variables.untypedValue(true))
                .putValueTyped("opinion", Variables.untypedValue(null))
                .putValueTyped("topics", SpinValues.jsonValue("[\"REPAIR\"]").create());
        Map<String, Object> expected = new HashMap<>(Map.of("person", "李四", "minutes", 12.5, "agreed", true, "topics", List.of("REPAIR")));
        expected.put("opinion", null);

        assertThat(SubmittedValues.plain(submitted)).isEqualTo(expected);
    }

    @Test
    void anObjectWithoutATypeIsNotLetIn() {
        VariableMap submitted = Variables.createVariables().putValueTyped("person", Variables.untypedValue(new Thread()));

        assertThatThrownBy(() -> SubmittedValues.plain(submitted)).isInstanceOf(RuleViolation.class).hasMessageContaining("person");
    }
}
