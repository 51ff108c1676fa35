package io.casework.procedure.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TurnableClock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The first layer: what the gate lets into the engine, from whom, and what it says. */
@CaseworkTest
class DeploymentGateTest {

    private static final String ADMIN = "procedure-admin";

    @Autowired ProcessEngine engine;
    @Autowired TestDeployments deployments;
    @Autowired DeploymentGate gate;
    @Autowired JdbcTemplate jdbc;
    @Autowired AdminChanges changes;
    @Autowired TurnableClock clock;

    // --- Attacks -------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "<bpmn:scriptTask id='Task_Step' name='脚本' scriptFormat='groovy'><bpmn:script>1</bpmn:script></bpmn:scriptTask>|脚本任务",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:class='io.casework.procedure.gate.OutsideTheList'/>|不能指定 Java 类",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:delegateExpression='${outsideTheList}'/>|不在允许清单内",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:delegateExpression='${noSuchBean}'/>|不在允许清单内",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:delegateExpression='${deploymentGate}'/>|不在允许清单内",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:expression='${outsideTheList.touch()}'/>|不能调用方法",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:expression='${gateProbe.secret()}'/>|没有供流程调用的方法",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:type='external' camunda:topic='x'/>|外部任务",
        "<bpmn:serviceTask id='Task_Step' name='记录' camunda:type='shell'/>|Shell",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk' camunda:formKey='http://evil.example/f.html'/>|外部或嵌入式表单",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk' camunda:formKey='embedded:app:f.html'/>|外部或嵌入式表单",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk' camunda:formKey='app:f.jsf'/>|外部或嵌入式表单",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateUsers='mallory'/>|岗位而不是个人",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk' camunda:assignee='mallory'/>|不能固定交给某一个人",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk' camunda:assignee='${outsideTheList.touch()}'/>|只能是固定值或一个流程变量",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk' camunda:dueDate='${environment.getProperty(\"a\")}'/>|environment",
        "<bpmn:userTask id='Task_Step' name='回访 ${dataSource.connection}' camunda:candidateGroups='clerk'/>|dataSource",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='clerk'><bpmn:documentation>${dataSource}</bpmn:documentation></bpmn:userTask>|dataSource",
        "<bpmn:userTask id='Task_Step' name='回访' camunda:candidateGroups='${\"\".class.forName(\"x\")}'/>|只能是固定值或一个流程变量",
        "<bpmn:callActivity id='Task_Step' name='转办' calledElement='${outsideTheList.touch()}'/>|被调用流程只能写流程编号",
        "<bpmn:callActivity id='Task_Step' name='转办' calledElement='x' camunda:variableMappingClass='io.casework.procedure.gate.OutsideTheList'/>|不能指定 Java 类",
        "<bpmn:businessRuleTask id='Task_Step' name='定岗' camunda:decisionRef='${x}' camunda:resultVariable='r' camunda:mapDecisionResult='singleEntry'/>|只能是固定值",
        "<bpmn:transaction id='Task_Step' name='事务'/>|不支持事务子流程"
    })
    void nodesThatCouldDoHarmAreRefused(String node, String because) {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn", Models.oneNode(key, node)), because, "Task_Step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "<camunda:executionListener event='start'><camunda:script scriptFormat='juel'>${outsideTheList.touch()}</camunda:script></camunda:executionListener>|脚本",
        "<camunda:executionListener event='start' class='io.casework.procedure.gate.OutsideTheList'/>|不能指定 Java 类",
        "<camunda:executionListener event='start' expression='${outsideTheList.touch()}'/>|监听器不能用表达式",
        "<camunda:executionListener event='start' delegateExpression='${outsideTheList}'/>|不在允许清单内",
        "<camunda:executionListener event='start'/>|没有处理程序",
        "<camunda:inputOutput><camunda:inputParameter name='a'><camunda:script scriptFormat='juel'>${outsideTheList.touch()}</camunda:script></camunda:inputParameter></camunda:inputOutput>|脚本",
        "<camunda:inputOutput><camunda:outputParameter name='a'>${outsideTheList.touch()}</camunda:outputParameter></camunda:inputOutput>|outsideTheList",
        "<camunda:inputOutput><camunda:inputParameter name='a'>${''.class.forName('x')}</camunda:inputParameter></camunda:inputOutput>|通向程序内部",
        "<camunda:inputOutput><camunda:inputParameter name='a'><camunda:list><camunda:script scriptFormat='juel'>${1}</camunda:script></camunda:list></camunda:inputParameter></camunda:inputOutput>|脚本",
        "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>|不能使用连接器",
        "<camunda:field name='x'><camunda:expression>${outsideTheList.touch()}</camunda:expression></camunda:field>|不能注入字段",
        "<camunda:errorEventDefinition id='e' errorRef='x' expression='${outsideTheList.touch()}'/>|不允许使用扩展",
        "<other:script xmlns:other='urn:other'>x</other:script>|不认识的扩展元素"
    })
    void extensionsThatCouldDoHarmAreRefused(String extension, String because) {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn", Models.oneNode(key, Models.serviceTask(
                "camunda:delegateExpression=\"${gateProbe}\"",
                "<bpmn:extensionElements>" + extension + "</bpmn:extensionElements>"))), because, "Task_Step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression' language='juel'>${true}</bpmn:conditionExpression>|脚本语言",
        "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression' camunda:resource='x.js'/>|外部脚本",
        "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>${outsideTheList.touch() == 'touched'}</bpmn:conditionExpression>|outsideTheList"
    })
    void conditionsThatCouldDoHarmAreRefused(String condition, String because) {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn", Models.process(key, """
                <bpmn:startEvent id="Start_Received" name="已受理"/>
                <bpmn:sequenceFlow id="Flow_Approved" sourceRef="Start_Received" targetRef="End_Done">%s</bpmn:sequenceFlow>
                <bpmn:endEvent id="End_Done" name="已完成"/>
                """.formatted(condition))), because, "Flow_Approved");
    }

    @Test
    void aDocumentTypeIsRefused() {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                + Models.oneNode(key, Models.serviceTask("camunda:delegateExpression=\"${gateProbe}\"", "")).lines().skip(1)
                        .reduce("", (a, b) -> a + b + "\n")), "DOCTYPE", null);
    }

    @Test
    void anOutsideSchemaIsRefused() {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn",
                Models.oneNode(key, Models.serviceTask("camunda:delegateExpression=\"${gateProbe}\"", ""))
                        .replace("id=\"Definitions_1\"", "id=\"Definitions_1\" xsi:schemaLocation=\"urn:x http://evil.example/x.xsd\"")),
                "外部的 XML 架构", null);
    }

    @Test
    void anOversizedFileIsRefused() {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn", Models.oneNode(key, "<!-- " + "x".repeat(DeploymentGate.MAX_FILE) + " -->")),
                "文件过大", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.js", "evil.groovy", "evil.cmmn", "evil.jar", "evil.html", "evil.bpmn20.xml", "evil.BPMN", "evil"})
    void otherFilesAreRefused(String name) {
        refusedWithoutTrace(key -> {
            Map<String, String> files = new LinkedHashMap<>(legitimate(key));
            files.put(name, "x");
            return files;
        }, "只接受 .bpmn、.dmn 和 .form", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.bpmn", "/etc/evil.bpmn", "a\\b.bpmn", "a\u0000.bpmn"})
    void namesThatPointElsewhereAreRefused(String name) {
        refusedWithoutTrace(key -> Map.of(name, legitimate(key).get(key + ".bpmn")), "文件名不合规范", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        " expressionLanguage=\"groovy\"><text>1</text>|><text>-</text>|><text>\"x\"</text>|groovy",
        " expressionLanguage=\"javascript\"><text>1</text>|><text>-</text>|><text>\"x\"</text>|javascript",
        "><text>amount</text>|><text>-</text>| expressionLanguage=\"java\"><text>x</text>|java",
        " expressionLanguage=\"juel\"><text>${outsideTheList.touch()}</text>|><text>-</text>|><text>\"x\"</text>|outsideTheList",
        " expressionLanguage=\"juel\"><text>''.class</text>|><text>-</text>|><text>\"x\"</text>|通向程序内部",
        "><text>amount</text>|><text>-</text>|><text>(function(x) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}})(1)</text>|函数",
        "><text>amount</text>|><text>-</text>|><text>(`a\"`, function(x) x)(`b\"`)</text>|函数",
        "><text>amount</text>|><text>&lt;= = 3</text>|><text>\"x\"</text>|写法有误"
    })
    void decisionsThatCouldDoHarmOrCannotBeReadAreRefused(String input, String entry, String output, String because) {
        refusedWithoutTrace(key -> Map.of(key + ".dmn", Models.decision(key, input, entry, output)), because, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "\"type\": \"textarea\"|\"type\": \"filepicker\"|组件",
        "\"type\": \"textarea\"|\"type\": \"iframe\", \"url\": \"http://evil.example\"|iframe",
        "\"schemaVersion\": 16|\"schemaVersion\": 19|16",
        "\"components\"|\"components|编号"
    })
    void formsThatDoNotWorkAreRefused(String from, String to, String because) {
        refusedWithoutTrace(key -> {
            Map<String, String> files = new LinkedHashMap<>(legitimate(key));
            files.computeIfPresent("forms/" + key + ".form", (name, text) -> text.replace(from, to));
            return files;
        }, because, null);
    }

    @Test
    void aTenantOfItsOwnIsRefused() {
        String key = Models.key();
        long before = definitions();
        assertThatThrownBy(() -> deployments.as("pa", ADMIN, () -> {
            var builder = engine.getRepositoryService().createDeployment().name("x").tenantId("yunqi");
            legitimate(key).forEach((name, content) -> builder.addString(name, content));
            return builder.deploy();
        })).isInstanceOf(DeploymentRefused.class).hasMessageContaining("不能指定租户");
        assertThat(definitions()).isEqualTo(before);
    }

    // --- Who -----------------------------------------------------------------------------------------------------------------

    @Test
    void onlyAdministratorsDeployAndDelete() {
        String key = Models.key();
        long before = definitions();
        assertThatThrownBy(() -> deployments.as("li", "clerk", legitimate(key))).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> deployments.as("li", "service-manager", legitimate(key))).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> engine.getRepositoryService().createDeployment().name("x")
                .addString(key + ".bpmn", legitimate(key).get(key + ".bpmn")).deploy()).isInstanceOf(AuthorizationException.class);
        assertThat(definitions()).isEqualTo(before);

        String id = deployments.as("pa", ADMIN, legitimate(key)).getId();
        assertThatThrownBy(() -> deployments.as("li", "clerk", () -> {
            engine.getRepositoryService().deleteDeployment(id);
            return null;
        })).isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> deployments.as("li", "clerk", () -> {
            engine.getRepositoryService().suspendProcessDefinitionByKey(key);
            return null;
        })).isInstanceOf(AuthorizationException.class);
        assertThat(newest(key).isSuspended()).isFalse();
    }

    // --- What belongs together -----------------------------------------------------------------------------------------------

    @Test
    void anAdministratorDeploysAProcedureWithItsFormAndItRuns() {
        String key = Models.key();
        deployments.as("pa", ADMIN, legitimate(key));
        assertThat(newest(key).getVersion()).isEqualTo(1);
        engine.getRuntimeService().startProcessInstanceByKey(key);
        assertThat(engine.getTaskService().createTaskQuery().processDefinitionKey(key).taskCandidateGroup("clerk").count()).isEqualTo(1);
    }

    @Test
    void aProcessDeployedAloneKeepsItsForms() throws Exception {
        String key = Models.key();
        deployments.as("pa", ADMIN, legitimate(key));
        deployments.as("pa", ADMIN, Map.of(key + ".bpmn", legitimate(key).get(key + ".bpmn").replace("回访业主", "回访住户")));
        assertThat(newest(key).getVersion()).isEqualTo(2);
        assertThat(formOfATaskIn(key)).contains("说明");
    }

    @Test
    void aFormDeployedAloneMakesANewVersionOfItsProcess() throws Exception {
        String key = Models.key();
        deployments.as("pa", ADMIN, legitimate(key));
        deployments.as("pa", ADMIN, Map.of("call-back.form", Models.form(key + "-form").replace("说明", "回访意见")));
        assertThat(newest(key).getVersion()).isEqualTo(2);
        assertThat(formOfATaskIn(key)).contains("回访意见");
        assertThat(changes.page(AdminChanges.Filter.of(AdminArea.PROCEDURES, key + "-form"), null, 1)).as("by the id of the form, whatever its file is called")
                .extracting(AdminChange::what, AdminChange::before).containsExactly(tuple("部署表单第 2 版", "第 1 版"));
    }

    @Test
    void aDecisionIsDeployedAlone() {
        String key = Models.key();
        deployments.as("pa", ADMIN, Map.of(key + ".dmn", Models.decision(key)));
        assertThat(engine.getDecisionService().evaluateDecisionTableByKey(key, Map.of("amount", 999.99)).getSingleEntry().toString())
                .isEqualTo("service-manager");
    }

    @Test
    void aWordInATextIsNotAFunction() {
        String key = Models.key();
        GateReport report = gate.check(Map.of(key + ".dmn", Models.utf8(Models.decision(key, "><text>unit</text>",
                "><text>\"external-fill\", \"function(x)\"</text>", "><text>\"a \\\"function\\\" b\"</text>"))),
                DeploymentGate.Mode.ADMINISTRATOR);
        assertThat(report.isClean()).as(report.text()).isTrue();
    }

    @Test
    void deployingAnOldDeploymentAgainGoesThroughTheGate() {
        String key = Models.key();
        String bad = deployments.pastTheGate(key + ".bpmn",
                Models.oneNode(key, "<bpmn:manualTask id='Task_Step' name='no Chinese'/>")).getId();
        long before = definitions();
        assertThatThrownBy(() -> deployments.as("pa", ADMIN,
                () -> engine.getRepositoryService().createDeployment().addDeploymentResources(bad).deploy()))
                .isInstanceOf(DeploymentRefused.class).hasMessageContaining("没有中文名称");
        assertThat(definitions()).isEqualTo(before);
    }

    // --- House rules ---------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "camunda:candidateGroups=\"clerk\"|camunda:candidateGroups=\"clerk,no-such-post\"|没有编码为“no-such-post”的岗位",
        "camunda:candidateGroups=\"clerk\"||没有指定由哪个岗位办理",
        "camunda:formRefBinding=\"deployment\"||表单没有随部署绑定",
        "gateProbe.due(execution, 'x')|deadline.due(execution, 'no-such-limit')|期限表里没有“no-such-limit”这一行",
        "Task_Step|Activity_0abc123|自动生成的",
        "回访业主|Call back|没有中文名称",
        "camunda:historyTimeToLive=\"P3650D\"||历史保留时间",
        "isExecutable=\"true\"|isExecutable=\"false\"|没有可执行的流程",
        "-form\" camunda:formRefBinding|-other\" camunda:formRefBinding|既不在这次部署里，也没有部署过"
    })
    void whatThePeopleNeedIsThere(String from, String to, String because) {
        refusedWithoutTrace(key -> {
            Map<String, String> files = new HashMap<>(legitimate(key));
            files.computeIfPresent(key + ".bpmn", (name, text) -> text.replace(from, to == null ? "" : to));
            return files;
        }, because, null);
    }

    /** Deployed from Camunda Modeler a table must hold what the page of the administration asks of it: the next cost would find nobody to approve it. */
    @Test
    void aTableThatIsSoundForTheEngineButNotForTheProceduresIsRefused() throws IOException {
        GateReport stranger = checkTable("cost-approval", text -> text.replace("\"general-manager\"", "\"boss\""));
        assertThat(stranger.errors()).extracting(Finding::message).anyMatch(message -> message.contains("没有编码为“boss”的岗位"));
        GateReport hole = checkTable("cost-approval", text -> text.replace("&lt;= 1000", "&lt;= 900"));
        assertThat(hole.errors()).isEmpty();
        assertThat(hole.warnings()).as("asks for a yes").extracting(Finding::message).anyMatch(message -> message.contains("没有一行适用"));
        assertThat(checkTable("cost-approval", text -> text).isClean()).isTrue();
    }

    private GateReport checkTable(String key, UnaryOperator<String> change) throws IOException {
        String file = Files.readString(Path.of("processes", "decisions", key + ".dmn"));
        return gate.check(Map.of(key + ".dmn", change.apply(file).getBytes(StandardCharsets.UTF_8)), DeploymentGate.Mode.ADMINISTRATOR);
    }

    @Test
    void aFileThatIsNoModelIsToldFromOneInAnotherEncoding() {
        assertThat(gate.check(Map.of("x.bpmn", new byte[0]), DeploymentGate.Mode.ADMINISTRATOR).text()).isEqualTo("[错误] x.bpmn：文件是空的");
        assertThat(gate.check(Map.of("x.bpmn", "hello".getBytes(StandardCharsets.UTF_8)), DeploymentGate.Mode.ADMINISTRATOR).text()).contains("不是正确的 XML；请用 Camunda Modeler");
        byte[] gbk = Models.oneNode("x", "").replace("encoding=\"UTF-8\"", "").replaceFirst("name=\"[^\"]*\"", "name=\"回访\"").getBytes(Charset.forName("GBK"));
        assertThat(gate.check(Map.of("x.bpmn", gbk), DeploymentGate.Mode.ADMINISTRATOR).text()).contains("不是 UTF-8 编码");
    }

    @Test
    void aProcessIdIsKebabCase() {
        refusedWithoutTrace(key -> Map.of("x.bpmn", Models.oneNode(key, "").replace(key, "Process_1")), "连字符", "Process_1");
    }

    @Test
    void aDecisionThatIsNotThereIsMissed() {
        refusedWithoutTrace(key -> Map.of(key + ".bpmn", Models.oneNode(key, "<bpmn:businessRuleTask id='Task_Step' name='决定岗位' "
                + "camunda:decisionRef='no-such-decision' camunda:resultVariable='post' camunda:mapDecisionResult='singleEntry'/>")),
                "决策表“no-such-decision”", "Task_Step");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PT4H|true", "3 days|false", "${gateProbe.due(execution, 'x')}|true", "P3D|true", "${dataSource}|false"})
    void timersAreReadBeforeACaseDependsOnThem(String duration, boolean fine) {
        String key = Models.key();
        GateReport report = check(key, Models.process(key, """
                <bpmn:startEvent id="Start_Received" name="已受理"/>
                <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_Received" targetRef="Timer_Wait"/>
                <bpmn:intermediateCatchEvent id="Timer_Wait" name="期限已到"><bpmn:timerEventDefinition id="T_1">
                  <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">%s</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>
                <bpmn:sequenceFlow id="Flow_2" sourceRef="Timer_Wait" targetRef="End_Done"/>
                <bpmn:endEvent id="End_Done" name="已完成"/>
                """.formatted(duration)));
        assertThat(report.isRefused()).as(report.text()).isEqualTo(!fine);
    }

    // --- What people stand in ------------------------------------------------------------------------------------------------

    @Test
    void aStepAtWhichCasesWaitCannotBeTakenAway() {
        String key = Models.key();
        deployments.as("pa", ADMIN, legitimate(key));
        engine.getRuntimeService().startProcessInstanceByKey(key);
        Map<String, String> renamed = Map.of(key + ".bpmn", legitimate(key).get(key + ".bpmn").replace("Task_Step", "Task_CallBack"));
        DeploymentRefused refused = catchThrowableOfType(DeploymentRefused.class, () -> deployments.as("pa", ADMIN, renamed));
        assertThat(refused.isQuestion()).isFalse();
        assertThat(refused.report().errors()).singleElement().satisfies(finding -> {
            assertThat(finding.elementId()).isEqualTo("Task_Step");
            assertThat(finding.elementName()).isEqualTo("回访业主");
            assertThat(finding.message()).contains("有 1 个案件正停在这里");
        });
        assertThat(newest(key).getVersion()).isEqualTo(1);
    }

    @Test
    void aStepAtWhichNoCaseWaitsIsTakenAwayAfterAYes() {
        String key = Models.key();
        deployments.as("pa", ADMIN, legitimate(key));
        Map<String, String> renamed = Map.of(key + ".bpmn", legitimate(key).get(key + ".bpmn").replace("Task_Step", "Task_CallBack"));

        DeploymentRefused first = catchThrowableOfType(DeploymentRefused.class, () -> deployments.as("pa", ADMIN, renamed));
        assertThat(first.isQuestion()).isTrue();
        assertThat(first).hasMessageContaining("再部署一次").hasMessageContaining("回访业主");
        assertThat(first.getResorceReports()).singleElement().satisfies(file -> {
            assertThat(file.getResourceName()).isEqualTo(key + ".bpmn");
            assertThat(file.getErrors()).singleElement().satisfies(question -> {
                assertThat(question.getMainElementId()).isEqualTo("Task_Step");
                assertThat(question.getMessage()).contains("原样再部署一次");
            });
        });
        assertThat(newest(key).getVersion()).isEqualTo(1);

        // Another person has not been asked, and a yes that comes too late is none.
        assertThatThrownBy(() -> deployments.as("other", ADMIN, renamed)).isInstanceOf(DeploymentRefused.class);
        clock.advance(Duration.ofMinutes(11));
        try {
            assertThatThrownBy(() -> deployments.as("pa", ADMIN, renamed)).isInstanceOf(DeploymentRefused.class);
        } finally {
            clock.reset();
        }
        clock.advance(Duration.ofMinutes(12));
        try {
            deployments.as("pa", ADMIN, renamed);
        } finally {
            clock.reset();
        }
        assertThat(newest(key).getVersion()).isEqualTo(2);
    }

    @Test
    void aWarningThatTheVersionInForceCarriesIsNotAskedAgain() {
        String key = Models.key();
        Map<String, String> byVariable = new HashMap<>(legitimate(key));
        byVariable.computeIfPresent(key + ".bpmn", (name, text) -> text.replace("Groups=\"clerk\"", "Groups=\"${department}\""));
        assertThatThrownBy(() -> deployments.as("pa", ADMIN, byVariable)).hasMessageContaining("办理岗位由流程变量");
        deployments.as("pa", ADMIN, byVariable);
        byVariable.computeIfPresent(key + ".bpmn", (name, text) -> text.replace("回访业主", "回访住户"));
        deployments.as("pa", ADMIN, byVariable);
        assertThat(newest(key).getVersion()).isEqualTo(2);
    }

    // --- Tools ---------------------------------------------------------------------------------------------------------------

    private static Map<String, String> legitimate(String key) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(key + ".bpmn", Models.oneNode(key, Models.userTask(
                "camunda:formRef=\"" + key + "-form\" camunda:formRefBinding=\"deployment\" camunda:dueDate=\"${gateProbe.due(execution, 'x')}\"",
                "<bpmn:extensionElements><camunda:taskListener event=\"create\" delegateExpression=\"${gateProbe}\"/>"
                        + "<camunda:properties><camunda:property name=\"rule\" value=\"AS-CBK-01 ${not evaluated}\"/></camunda:properties>"
                        + "</bpmn:extensionElements>")));
        files.put("forms/" + key + ".form", Models.form(key + "-form"));
        return files;
    }

    private GateReport check(String key, String model) {
        return gate.check(Map.of(key + ".bpmn", Models.utf8(model)), DeploymentGate.Mode.ADMINISTRATOR);
    }

    private void refusedWithoutTrace(java.util.function.Function<String, Map<String, String>> files, String because, String elementId) {
        String key = Models.key();
        List<Long> before = traces();
        DeploymentRefused refused =
                catchThrowableOfType(DeploymentRefused.class, () -> deployments.as("pa", ADMIN, files.apply(key)));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.isQuestion()).isFalse();
        assertThat(refused.report().errors()).as(refused.getMessage()).anySatisfy(finding -> {
            assertThat(finding.message()).contains(because);
            if (elementId != null) {
                assertThat(finding.elementId()).isEqualTo(elementId);
            }
        });
        assertThat(traces()).isEqualTo(before);
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(key).count()).isZero();
    }

    /** Everything that an attack could leave behind. */
    private List<Long> traces() {
        return List.of(
                count("act_re_deployment"), count("act_ge_bytearray"), count("act_re_procdef"), count("act_re_decision_def"),
                count("act_re_camformdef"), count("act_ru_job"), count("act_ru_event_subscr"), (long) OutsideTheList.TOUCHED.get());
    }

    private long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private long definitions() {
        return count("act_re_procdef");
    }

    private ProcessDefinition newest(String key) {
        return engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(key).latestVersion().singleResult();
    }

    private String formOfATaskIn(String key) throws Exception {
        var instance = engine.getRuntimeService().startProcessInstanceByKey(key);
        var task = engine.getTaskService().createTaskQuery().processInstanceId(instance.getId()).singleResult();
        try (var form = engine.getFormService().getDeployedTaskForm(task.getId())) {
            return new String(form.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
