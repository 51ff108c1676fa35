package io.casework.procedure.form;

import static io.casework.procedure.form.Forms.bytes;
import static io.casework.procedure.form.Forms.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.casework.procedure.form.FormLint.Finding;
import io.casework.procedure.form.FormLint.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormLintTest {

    private static final Path FORMS = Path.of("forms");

    private static List<Finding> lint(String... components) {
        return FormLint.check(bytes(components));
    }

    @Test
    void aFormInTheStyleOfTheHouseIsClean() {
        assertThat(lint("{'type':'text','id':'Text_CaseHead','text':'{{caseHead}}'}",
                "{'type':'textfield','id':'Input_Matter','key':'matter','label':'事由','validate':{'required':true,'maxLength':100},"
                        + "'properties':{'store':'variable'}}",
                "{'type':'textarea','key':'story','label':'经过','readonly':true}",
                "{'type':'textarea','key':'opinion','label':'意见','validate':{'maxLength':2000},'conditional':{'hide':'=agreed'}}",
                "{'type':'select','key':'site','label':'小区','properties':{'optionsFrom':'sites','store':'variable'}}",
                "{'type':'datetime','subtype':'date','key':'visitDay','dateLabel':'上门日期'}",
                "{'type':'expression','key':'total','expression':'=sum(items.amount)','properties':{'store':'variable'}}",
                "{'type':'dynamiclist','path':'items','label':'明细','components':[{'type':'number','key':'amount','label':'金额'}]}",
                "{'type':'button','id':'Button_Done','action':'submit','label':'完成'}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'type':'filepicker','key':'photos'} | filepicker",
        "{'type':'select','key':'a','label':'甲'} | 选项来源",
        "{'type':'select','key':'a','label':'甲','values':[]} | 一个选项也没有",
        "{'type':'textfield','key':'a','label':'甲','validate':{'maxLength':501}} | 最大长度不能超过 500",
        "{'type':'textarea','key':'a','label':'甲','validate':{'maxLength':4001}} | 最大长度不能超过 4000",
        "{'type':'textfield','key':'a','label':'甲','validate':{'minLength':9,'maxLength':5}} | validate.minLength 大于 validate.maxLength",
        "{'type':'number','key':'a','label':'甲','validate':{'min':9,'max':5}} | validate.min 大于 validate.max",
        "{'type':'textarea','key':'a','label':'甲','validate':{'maxLength':50},'properties':{'store':'variable'}} | 短的单个值",
        "{'type':'checklist','key':'a','label':'甲','values':['x'],'properties':{'store':'variable'}} | 短的单个值",
        "{'type':'textfield','key':'a','label':'甲','validate':{'maxLength':256},'properties':{'store':'variable'}} | 最多 255 个字",
        "{'type':'checkbox','key':'a','label':'甲','properties':{'store':'record'}} | 只能是 variable",
        "{'type':'dynamiclist','path':'a','label':'甲','properties':{'store':'variable'},'components':[{'type':'number','key':'b','label':'乙'}]} | 动态列表不能存为流程变量",
        "{'type':'dynamiclist','path':'a','label':'甲','components':[{'type':'number','key':'b','label':'乙','properties':{'store':'variable'}}]} | 动态列表里的组件",
        "{'type':'dynamiclist','path':'a','label':'甲','components':[]} | 没有组件",
        "{'type':'number','key':'a','label':'甲','properties':{'optionsFrom':'sites'}} | optionsFrom",
        "{'type':'text','id':'Text_Head','text':'={{caseHead}}'} | text：表达式无法解析",
        "{'type':'iframe','url':'https://example.com'} | iframe",
        "{'type':'image','source':'https://example.com/a.png'} | 外部网址",
        "{'type':'textfield','key':'a','label':'甲','validate':{'maxLength':5},'conditional':{'hide':'=('}} | conditional.hide"})
    void whatDoesNotWorkIsAnError(String component, String message) {
        assertThat(lint(component)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.toString()).startsWith("错误：").contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'type':'number','key':'a','label':'Amount'} | 没有中文标签",
        "{'type':'number','key':'a'} | 没有中文标签",
        "{'type':'datetime','key':'a','dateLabel':'Date'} | 没有中文标签",
        "{'type':'dynamiclist','path':'a','components':[{'type':'number','key':'b','label':'乙'}]} | 没有中文标签",
        "{'type':'number','key':'a','label':'金额 {{x}}'} | 表达式或模板",
        "{'type':'number','id':'Field_0x1ab2c','key':'a','label':'甲'} | 自动生成",
        "{'type':'number','key':'number_x1y2','label':'甲'} | 驼峰式",
        "{'type':'number','key':'Amount','label':'甲'} | 驼峰式",
        "{'type':'textfield','key':'a','label':'甲'} | maxLength",
        "{'type':'textarea','key':'a','label':'甲'} | maxLength",
        "{'type':'textfield','key':'a','label':'甲','validate':{'maxLength':20,'validationType':'phone'}} | 国际电话号码",
        "{'type':'number','key':'a','label':'甲','disabled':true,'validate':{'required':true}} | 必填",
        "{'type':'number','key':'a','label':'甲','readonly':true,'properties':{'store':'variable'}} | 不会提交",
        "{'type':'select','key':'a','label':'甲','valuesKey':'x','properties':{'optionsFrom':'sites'}} | valuesKey"})
    void whatIsNotInTheStyleOfTheHouseIsAWarning(String component, String message) {
        assertThat(lint(component)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.toString()).startsWith("提示：").contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'id':'a','schemaVersion':17,'components':[]} | schemaVersion 是 17",
        "{'id':'a','executionPlatform':'Camunda Cloud','components':[]} | executionPlatform",
        "{'id':'Form_1ab','components':[]} | 连字符",
        "{'id':'surveySite','components':[]} | 连字符",
        "{'components':[]} | 没有 id",
        "not json | 不是有效的 JSON"})
    void theFormAsAWholeIsChecked(String json, String message) {
        assertThat(FormLint.check(quoted(json).getBytes(StandardCharsets.UTF_8))).singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains(message));
    }

    @Test
    void theIdFollowsFromThePlaceOfTheFile() {
        byte[] json = quoted("{'id':'repair-dispatch-survey-site','components':[]}").getBytes(StandardCharsets.UTF_8);
        assertThat(FormLint.check("forms/repair/repair-dispatch/survey-site.form", json)).isEmpty();
        assertThat(FormLint.check("survey-site.form", json)).isEmpty();
        assertThat(FormLint.check("forms/repair/repair-dispatch/survey.form", json)).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("repair-dispatch-survey"));
    }

    @Test
    void everyFormOfTheApplicationIsCleanAndNoTwoHaveTheSameId() throws IOException {
        if (!Files.isDirectory(FORMS)) {
            return;
        }
        Map<String, List<Finding>> findings = new TreeMap<>();
        Map<String, List<String>> ids = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FORMS)) {
            files.filter(file -> file.toString().endsWith(".form")).forEach(file -> {
                try {
                    byte[] json = Files.readAllBytes(file);
                    List<Finding> found = FormLint.check(file.toString(), json);
                    if (found.isEmpty()) {
                        ids.computeIfAbsent(FormDefinition.parse(json).id(), id -> new java.util.ArrayList<>()).add(file.toString());
                    } else {
                        findings.put(file.toString(), found);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        assertThat(findings).isEmpty();
        assertThat(ids).allSatisfy((id, files) -> assertThat(files).hasSize(1));
    }
}
