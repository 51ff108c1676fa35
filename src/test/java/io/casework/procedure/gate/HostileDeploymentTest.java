package io.casework.procedure.gate;

import static io.casework.testkit.TestStaff.EAST;
import static io.casework.testkit.TestStaff.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.Attack;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.DatabaseState;
import io.casework.testkit.Door;
import io.casework.testkit.Door.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Models that would run code of the deployer's choice, sent over HTTP by somebody who may deploy. The whole database is compared. */
@CaseworkTest
class HostileDeploymentTest {

    private static final String TASK = "<bpmn:userTask id='Task_Step' name='回访业主' camunda:candidateGroups='clerk'>";

    @LocalServerPort int port;
    @Autowired DatabaseState database;

    private final String key = Models.key();
    private Map<String, String> before;
    private int touched;

    @BeforeEach
    void before() {
        before = database.now();
        touched = OutsideTheList.TOUCHED.get();
    }

    private void refused(String node) {
        refused(Map.of(key + ".bpmn", Models.oneNode(key, node.replace('\'', '"'))), "Task_Step");
    }

    private void refused(Map<String, String> files, String element) {
        for (String deployer : List.of("procedure-admin", "camunda-admin")) {
            Answer answer = new Door(port).as(deployer).deploy(key, files);
            assertThat(answer.status()).as(deployer + answer.body()).isEqualTo(422);
            assertThat(answer.body()).as("the element is named").contains(element);
            assertThat(answer.json().path("message").asText()).containsPattern("\\p{IsHan}");
        }
        assertThat(database.now()).isEqualTo(before);
        assertThat(OutsideTheList.TOUCHED).hasValue(touched);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<bpmn:scriptTask id='Task_Step' name='记录结果' scriptFormat='javascript'><bpmn:script>java.lang.Runtime.getRuntime()</bpmn:script></bpmn:scriptTask>",
        "<bpmn:scriptTask id='Task_Step' name='记录结果' scriptFormat='juel'><bpmn:script>${outsideTheList.touch()}</bpmn:script></bpmn:scriptTask>",
        "<bpmn:scriptTask id='Task_Step' name='记录结果' scriptFormat='groovy' camunda:resource='deployment://x.groovy'/>"})
    @Attack("script task")
    void scriptTask(String node) {
        refused(node);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<camunda:executionListener event='start'><camunda:script scriptFormat='juel'>${outsideTheList.touch()}</camunda:script></camunda:executionListener>",
        "<camunda:taskListener event='create'><camunda:script scriptFormat='javascript'>1</camunda:script></camunda:taskListener>",
        "<camunda:taskListener event='complete'><camunda:script scriptFormat='juel' resource='classpath://x.js'/></camunda:taskListener>"})
    @Attack("listener script")
    void listenerScript(String extension) {
        refused(TASK + "<bpmn:extensionElements>" + extension + "</bpmn:extensionElements></bpmn:userTask>");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<camunda:inputParameter name='a'><camunda:script scriptFormat='juel'>${outsideTheList.touch()}</camunda:script></camunda:inputParameter>",
        "<camunda:outputParameter name='a'><camunda:script scriptFormat='javascript'>1</camunda:script></camunda:outputParameter>",
        "<camunda:inputParameter name='a'><camunda:list><camunda:script scriptFormat='juel'>${outsideTheList.touch()}</camunda:script></camunda:list>"
                + "</camunda:inputParameter>",
        "<camunda:inputParameter name='a'><camunda:map><camunda:entry key='b'><camunda:script scriptFormat='juel'>${1}</camunda:script></camunda:entry>"
                + "</camunda:map></camunda:inputParameter>"})
    @Attack("mapping script")
    void mappingScript(String parameter) {
        refused(TASK + "<bpmn:extensionElements><camunda:inputOutput>" + parameter + "</camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:class='io.casework.procedure.gate.OutsideTheList'/>",
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:class='${outsideTheList}'/>",
        "<bpmn:userTask id='Task_Step' name='回访业主' camunda:candidateGroups='clerk'><bpmn:extensionElements><camunda:taskListener event='create' "
                + "class='io.casework.procedure.gate.OutsideTheList'/></bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:userTask id='Task_Step' name='回访业主' camunda:candidateGroups='clerk'><bpmn:extensionElements><camunda:executionListener event='start' "
                + "class='io.casework.procedure.gate.OutsideTheList'/></bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:callActivity id='Task_Step' name='回访业主' calledElement='customer-callback' camunda:variableMappingClass='io.casework.procedure.gate.OutsideTheList'/>"})
    @Attack("camunda:class")
    void javaClass(String node) {
        refused(node);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:delegateExpression='${outsideTheList}'/>",
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:delegateExpression='${dataSource}'/>",
        "<bpmn:userTask id='Task_Step' name='回访业主' camunda:candidateGroups='clerk'><bpmn:extensionElements><camunda:taskListener event='create' "
                + "delegateExpression='${outsideTheList}'/></bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:userTask id='Task_Step' name='回访业主' camunda:candidateGroups='clerk' camunda:dueDate='${outsideTheList.touch()}'/>"})
    @Attack("bean outside the list")
    void beanOutsideTheList(String node) {
        refused(node);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:expression='${execution.processEngineServices}'/>",
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:expression='${&quot;&quot;.class.forName(&quot;java.lang.Runtime&quot;)}'/>",
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:type='external' camunda:topic='x'/>",
        "<bpmn:userTask id='Task_Step' name='${environment.getProperty(&quot;PATH&quot;)}' camunda:candidateGroups='clerk'/>",
        "<bpmn:userTask id='Task_Step' name='回访业主' camunda:candidateGroups='${execution.setVariable(&quot;approved&quot;,true)}'/>",
        "<bpmn:serviceTask id='Task_Step' name='记录结果' camunda:delegateExpression='${gateProbe}'><bpmn:extensionElements><camunda:connector>"
                + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector></bpmn:extensionElements></bpmn:serviceTask>"})
    @Attack("expression in a model")
    void freeExpression(String node) {
        refused(node);
    }

    @Test
    @Attack("expression in a model")
    void expressionInADecision() {
        refused(Map.of(key + ".dmn", Models.decision(key, " expressionLanguage=\"juel\"><text>${outsideTheList.touch()}</text>", "><text>-</text>",
                "><text>\"x\"</text>")), key);
    }

    @Test
    @Attack("deployment by others")
    void nobodyElseDeploysAnything() {
        Map<String, String> harmless = Map.of(key + ".bpmn", Models.oneNode(key, Models.serviceTask("camunda:delegateExpression=\"${gateProbe}\"", "")));
        for (String person : List.of(login("clerk", EAST), login("service-supervisor", EAST), "service-manager", "general-manager")) {
            assertThat(new Door(port).as(person).deploy(key, harmless).status()).as(person).isEqualTo(403);
        }
        assertThat(new Door(port).anonymous().deploy(key, harmless).status()).isEqualTo(401);
        assertThat(database.now()).isEqualTo(before);
    }
}
