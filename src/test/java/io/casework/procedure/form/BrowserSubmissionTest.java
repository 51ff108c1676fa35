package io.casework.procedure.form;

import static io.casework.procedure.form.Forms.form;
import static io.casework.procedure.form.Forms.map;
import static io.casework.procedure.form.Forms.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What form-js 1.8.7 submitted for this form in Chromium, zone Asia/Shanghai, recorded word for word. */
class BrowserSubmissionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final FormValidator VALIDATOR = new FormValidator(CLOCK);
    private static final FormDefinition FORM = form(
            "{'type':'text','text':'hi {{fact}}'}", "{'type':'textfield','key':'t','label':'T'}", "{'type':'textarea','key':'ta','label':'T'}",
            "{'type':'number','key':'n','label':'N'}", "{'type':'number','key':'ns','label':'N','serializeToString':true}",
            "{'type':'checkbox','key':'cb','label':'C'}", "{'type':'radio','key':'r','label':'R','values':[{'label':'a','value':'a'}]}",
            "{'type':'select','key':'s','label':'S','valuesKey':'teams'}",
            "{'type':'select','key':'so','label':'S','values':[{'label':'q','value':'q'}],'properties':{'optionsFrom':'z'}}",
            "{'type':'checklist','key':'cl','label':'C','values':[{'label':'a','value':'a'}]}",
            "{'type':'taglist','key':'tl','label':'C','values':[{'label':'a','value':'a'}]}",
            "{'type':'datetime','subtype':'date','key':'d','dateLabel':'D'}",
            "{'type':'datetime','subtype':'time','key':'tm','timeLabel':'D','timeSerializingFormat':'utc_offset'}",
            "{'type':'datetime','subtype':'datetime','key':'dt','dateLabel':'D','timeLabel':'x','timeSerializingFormat':'utc_offset'}",
            "{'type':'datetime','subtype':'datetime','key':'dtz','dateLabel':'D','timeLabel':'x','timeSerializingFormat':'utc_normalized'}",
            "{'type':'datetime','subtype':'datetime','key':'dtn','dateLabel':'D','timeLabel':'x','timeSerializingFormat':'no_timezone'}",
            "{'type':'textfield','key':'ro','label':'R','readonly':true}", "{'type':'textfield','key':'dis','label':'R','disabled':true}",
            "{'type':'number','key':'ron','label':'R','readonly':true}",
            "{'type':'textfield','key':'hid','label':'H','conditional':{'hide':'=cb = false'}}",
            "{'type':'group','label':'G','conditional':{'hide':'=n > 5'},'components':[{'type':'textfield','key':'ing','label':'I'}]}",
            "{'type':'dynamiclist','path':'l','label':'L','components':[{'type':'textfield','key':'x','label':'X','readonly':true},"
                    + "{'type':'number','key':'y','label':'Y'},{'type':'textfield','key':'z','label':'X','disabled':true}]}",
            "{'type':'expression','key':'e','expression':'=n * 2','computeOn':'change'}",
            "{'type':'table','label':'t','dataSource':'=l','columns':[]}", "{'type':'html','content':'<b>x</b>'}",
            "{'type':'separator'}", "{'type':'spacer'}", "{'type':'button','action':'submit','label':'ok'}");
    private static final Map<String, List<Option>> OPTIONS = Map.of("z", List.of(new Option("q", "q")));

    private static CheckedForm check(String recorded, Map<String, Object> context) throws Exception {
        Map<String, Object> submitted = Json.MAPPER.readValue(quoted(recorded), new TypeReference<LinkedHashMap<String, Object>>() {
        });
        CheckedForm checked = VALIDATOR.check(FORM, submitted, context, OPTIONS);
        // Tasklist wraps every list into JSON text.
        Map<String, Object> asText = new LinkedHashMap<>(submitted);
        for (String list : Set.of("cl", "tl", "l")) {
            asText.put(list, Json.MAPPER.writeValueAsString(submitted.get(list)));
        }
        assertThat(VALIDATOR.check(FORM, asText, context, OPTIONS)).isEqualTo(checked);
        return checked;
    }

    @Test
    void anUntouchedFormIsAcceptedAndHoldsNothing() throws Exception {
        CheckedForm checked = check("{'t':'','ta':'','n':null,'ns':null,'cb':false,'r':null,'s':null,'so':null,'cl':[],'tl':[],'d':null,"
                + "'tm':null,'dt':null,'dtz':null,'dtn':null,'ro':'','ron':null,'ing':'','e':null,'l':[{'x':'','y':null}]}", map());
        assertThat(checked.errors()).isEmpty();
        assertThat(checked.values()).isEqualTo(map("cb", false));
    }

    @Test
    void aFilledFormIsAcceptedAndTyped() throws Exception {
        CheckedForm checked = check("{'t':'a  b','ta':'','n':3,'ns':'4.5','cb':true,'r':'a','s':'team1','so':'q','cl':['a'],'tl':['a'],"
                + "'d':'2026-11-22','tm':'09:30+08:00','dt':'2026-11-22T09:30+08:00','dtz':'2026-11-22T01:30Z','dtn':'2026-11-22T09:30',"
                + "'ro':'a  b','ron':1250.5,'hid':'h','ing':'i','l':[{'x':'门','y':1},{'x':'窗','y':2}],'e':6}",
                map("teams", List.of("team1"), "ro", "a\r\nb", "dis", "D", "ron", 1250.5,
                        "l", List.of(map("x", "门", "y", 1, "z", "q"), map("x", "窗", "y", 2, "z", "w"))));
        assertThat(checked.errors()).isEmpty();
        OffsetDateTime moment = OffsetDateTime.parse("2026-11-22T09:30+08:00");
        Map<String, Object> expected = map("t", "a  b", "n", new BigDecimal("3"), "ns", new BigDecimal("4.5"), "cb", true, "r", "a",
                "s", "team1", "so", "q", "cl", List.of("a"), "tl", List.of("a"), "d", LocalDate.of(2026, 11, 22), "tm", LocalTime.of(9, 30),
                "dt", moment, "dtz", moment, "dtn", LocalDateTime.of(2026, 11, 22, 9, 30), "hid", "h", "ing", "i", "e", 6L,
                "l", List.of(map("x", "门", "z", "q", "y", new BigDecimal("1")), map("x", "窗", "z", "w", "y", new BigDecimal("2"))));
        assertThat(checked.values()).isEqualTo(expected);
    }
}
