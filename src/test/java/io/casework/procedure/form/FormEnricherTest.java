package io.casework.procedure.form;

import static io.casework.procedure.form.Forms.bytes;
import static io.casework.procedure.form.Forms.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormEnricherTest {

    private static final Map<String, List<Option>> OPTIONS =
            Map.of("sites", List.of(new Option("云栖花园", "yunqi"), new Option("滨江\"壹号\"", "binjiang")));

    @Test
    void theChoicesOfASourceBecomeFixedValuesWhereverTheComponentStands() throws Exception {
        byte[] enriched = FormEnricher.enrich(bytes("{'type':'text','text':'说明'}",
                "{'type':'group','components':[{'type':'dynamiclist','path':'l','components':[{'type':'select','key':'site','label':'小区',"
                        + "'valuesKey':'x','searchable':true,'properties':{'optionsFrom':'sites'}}]}]}"), OPTIONS);

        assertThat(Json.MAPPER.readTree(enriched)).isEqualTo(Json.MAPPER.readTree(Forms.json("{'type':'text','text':'说明'}",
                "{'type':'group','components':[{'type':'dynamiclist','path':'l','components':[{'type':'select','key':'site','label':'小区',"
                        + "'searchable':true,'properties':{'optionsFrom':'sites'},'values':[{'label':'云栖花园','value':'yunqi'},"
                        + "{'label':'滨江`壹号`','value':'binjiang'}]}]}]}")));
        FormDefinition form = FormDefinition.parse(enriched);
        assertThat(form.field("l[].site").orElseThrow().options()).isEqualTo(OPTIONS.get("sites"));
        assertThat(form.optionSources()).containsExactly("sites");
    }

    @Test
    void aFormWithoutSuchComponentsComesBackAsItIs() {
        byte[] json = bytes("{'type':'select','key':'a','values':['x']}", "{'type':'textfield','key':'b','properties':{'optionsFrom':'sites'}}");
        assertThat(FormEnricher.enrich(json, OPTIONS)).isSameAs(json);
    }

    @Test
    void aSourceThatIsMissingOffersNothing() {
        byte[] enriched = FormEnricher.enrich(
                bytes("{'type':'radio','key':'a','values':['old'],'properties':{'optionsFrom':'gone'}}"), OPTIONS);
        assertThat(FormDefinition.parse(enriched).field("a").orElseThrow().options()).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> FormEnricher.enrich(quoted("{'a'").getBytes(StandardCharsets.UTF_8), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
