package io.casework.procedure.form;

import static io.casework.procedure.form.Forms.form;
import static io.casework.procedure.form.Forms.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormDefinitionTest {

    @Test
    void inputsAreListedInTheOrderOfTheFormWithoutWhatTakesNoValue() {
        FormDefinition form = form(
                "{'type':'text','text':'# 说明'}",
                "{'type':'textfield','key':'matter','label':'事由','properties':{'store':'variable','rank':3}}",
                "{'type':'group','label':'费用','components':[{'type':'number','key':'estimate','label':'费用估算'}]}",
                "{'type':'separator'}", "{'type':'spacer'}", "{'type':'html','content':'<b>x</b>'}", "{'type':'image'}",
                "{'type':'table','dataSource':'=rows'}",
                "{'type':'dynamiclist','path':'items','label':'明细','components':[{'type':'textfield','key':'name','label':'名称'}]}",
                "{'type':'datetime','subtype':'date','key':'visit','dateLabel':'上门日期'}",
                "{'type':'select','key':'trade','label':'工种','properties':{'optionsFrom':'trades'}}",
                "{'type':'radio','key':'grade','label':'等级','values':[{'label':'一般','value':'ordinary'},{'value':'major'},'three']}",
                "{'type':'button','action':'submit','label':'提交','key':'ignored'}");

        assertThat(form.id()).isEqualTo("test-form");
        assertThat(form.schemaVersion()).isEqualTo(16);
        assertThat(form.fields()).extracting(FormField::path)
                .containsExactly("matter", "estimate", "items", "items[].name", "visit", "trade", "grade");
        assertThat(form.field("matter")).get().satisfies(f -> {
            assertThat(f.label()).isEqualTo("事由");
            assertThat(f.type()).isEqualTo("textfield");
            assertThat(f.properties()).containsEntry("store", "variable").containsEntry("rank", "3");
            assertThat(f.isProcessFact()).isTrue();
            assertThat(f.inList()).isFalse();
        });
        assertThat(form.field("items[].name")).get().satisfies(f -> {
            assertThat(f.key()).isEqualTo("name");
            assertThat(f.inList()).isTrue();
            assertThat(f.isProcessFact()).isFalse();
        });
        assertThat(form.field("name")).isEmpty();
        assertThat(form.field("visit").orElseThrow().label()).isEqualTo("上门日期");
        assertThat(form.field("grade").orElseThrow().options())
                .containsExactly(new Option("一般", "ordinary"), new Option("major", "major"), new Option("three", "three"));
        assertThat(form.optionSources()).containsExactly("trades");
    }

    @Test
    void aLabelThatIsComputedInTheBrowserIsReplacedByTheKey() {
        assertThat(form("{'type':'textfield','key':'a','label':'={{x}}'}").field("a").orElseThrow().label()).isEqualTo("a");
        assertThat(form("{'type':'textfield','key':'a','label':'你好 {{name}}'}").field("a").orElseThrow().label()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "1", "'x'", "{", "{} {}", "{'id':'a','id':'b','components':[]}", "{'components':[]}",
            "{'id':'a'}", "{'id':'a','components':{}}", "{'id':'a','type':'form','components':[]}",
            "{'id':'a','schemaVersion':'16','components':[]}", "{'id':'a','components':[1]}", "{'id':'a','components':[null]}"})
    void aFileThatIsNoFormIsRefused(String json) {
        assertThatThrownBy(() -> FormDefinition.parse(quoted(json).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageMatching("(?s).+");
        assertThatThrownBy(() -> FormDefinition.parse(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deepNestingIsRefusedWithoutHarm() {
        String deep = "{'id':'a','components':" + "[{'type':'group','components':".repeat(5_000) + "[]" + "}]".repeat(5_000) + "}";
        assertThatThrownBy(() -> FormDefinition.parse(quoted(deep).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FormDefinition.parse(new byte[1_000_001])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'type':'filepicker','key':'a'} | filepicker",
        "{'type':'documentPreview'} | documentPreview",
        "{'key':'a'} | 没有 type",
        "{'type':'textfield'} | 没有 key",
        "{'type':'textfield','key':' '} | 没有 key",
        "{'type':'textfield','key':'a.b'} | 点号",
        "{'type':'textfield','key':'a'},{'type':'number','key':'a'} | 重复",
        "{'type':'textfield','key':'a'},{'type':'group','components':[{'type':'number','key':'a'}]} | 重复",
        "{'type':'dynamiclist','path':'a','components':[]},{'type':'number','key':'a'} | 重复",
        "{'type':'dynamiclist','path':'a','components':[{'type':'number','key':'b'},{'type':'number','key':'b'}]} | 重复",
        "{'type':'text','id':'x'},{'type':'text','id':'x'} | id“x”重复",
        "{'type':'group','path':'p','components':[]} | path",
        "{'type':'group','components':{}} | 列表",
        "{'type':'dynamiclist','components':[]} | 没有 path",
        "{'type':'dynamiclist','path':'l','isRepeating':false,'components':[]} | isRepeating",
        "{'type':'dynamiclist','path':'l','properties':{'minRows':'x'},'components':[]} | minRows",
        "{'type':'dynamiclist','path':'l','properties':{'maxRows':'201'},'components':[]} | maxRows",
        "{'type':'dynamiclist','path':'l','properties':{'minRows':'5','maxRows':'4'},'components':[]} | minRows 大于 maxRows",
        "{'type':'text','conditional':{'hide':'=a'}},{'type':'textfield','key':'a','conditional':{'hide':'=a and ('}} | conditional.hide",
        "{'type':'textfield','key':'a','conditional':{'hide':'a'}} | 必须以 = 开头",
        "{'type':'textfield','key':'a','readonly':'=('} | readonly",
        "{'type':'textfield','key':'a','validate':{'pattern':'['}} | pattern",
        "{'type':'textfield','key':'a','validate':{'validationType':'url'}} | validationType",
        "{'type':'textfield','key':'a','validate':[]} | validate",
        "{'type':'textfield','key':'a','properties':[]} | properties",
        "{'type':'number','key':'a','validate':{'min':'x'}} | validate.min",
        "{'type':'number','key':'a','validate':{'max':'=('}} | validate.max",
        "{'type':'number','key':'a','decimalDigits':-1} | decimalDigits",
        "{'type':'number','key':'a','increment':0} | increment",
        "{'type':'datetime','key':'a','subtype':'week'} | subtype",
        "{'type':'datetime','key':'a','properties':{'minDate':'tomorrow'}} | minDate",
        "{'type':'datetime','key':'a','properties':{'maxDate':'2026-02-30'}} | maxDate",
        "{'type':'select','key':'a'} | 选项来源",
        "{'type':'select','key':'a','values':[{'label':'x'}]} | 没有值",
        "{'type':'select','key':'a','values':['x','x']} | 重复的选项值",
        "{'type':'select','key':'a','valuesExpression':'x'} | 必须以 = 开头",
        "{'type':'select','key':'a','valuesExpression':'=('} | valuesExpression",
        "{'type':'expression','key':'a','expression':'1'} | 必须以 = 开头",
        "{'type':'expression','key':'a','expression':'= '} | 为空"})
    void aFormThatCannotWorkIsRefusedWithTheReason(String components, String reason) {
        assertThatThrownBy(() -> form(components)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void listsNestTwiceAtMost() {
        String inner = "{'type':'dynamiclist','path':'l','components':[%s]}";
        assertThat(form(inner.formatted(inner.formatted("{'type':'checkbox','key':'c'}"))).field("l[].l[].c")).isPresent();
        assertThatThrownBy(() -> form(inner.formatted(inner.formatted(inner.formatted("")))))
                .hasMessageContaining("最多嵌套 2 层");
    }

    @Test
    void everyReasonIsNamedAtOnce() {
        assertThatThrownBy(() -> form("{'type':'filepicker','key':'photos'}", "{'type':'number','key':'n','validate':{'min':'x'}}"))
                .hasMessageContaining("photos").hasMessageContaining("n：validate.min");
    }
}
