package io.casework.procedure.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestDeployments;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The second layer: what holds in the engine when something has come past the gate. */
@CaseworkTest
class WallsTest {

    @Autowired ProcessEngine engine;
    @Autowired GateProbe probe;
    @Autowired BeanCatalogue catalogue;
    @Autowired TestDeployments deployments;

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "${approved}", "${grade == 'MAJOR' and amount > 1000}", "${not empty customerName ? 1 : 2}", "#{execution.processBusinessKey}",
        "${gateProbe.due(execution, 'survey')}", "${currentUser()}", "${currentUserGroups()}", "${now()}",
        "${dateTime().plusDays(1).withTimeAtStartOfDay()}", "${matter.contains('漏水')}", "${facts['grade']}", "${facts.grade}",
        "${items.size() > 0}", "${authenticatedUserId}", "案件 ${caseNumber} 待处理", "${task.name}"
    })
    void expressionsOfOrdinaryModelsPass(String expression) {
        assertThat(configuration().getExpressionManager().createExpression(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "${''.class.forName('java.lang.Runtime')}", "${''.getClass()}", "${''['class']}", "${environment.getProperty('PATH')}",
        "${dataSource.connection}", "${dataSource.getConnection()}", "${outsideTheList.touch()}", "${outsideTheList}",
        "${execution.setVariable('approved', true)}", "${execution.processEngineServices}", "${execution.getProcessEngineServices()}",
        "${execution}", "${task.execution}", "${task.setAssignee('x')}", "${gateProbe.secret()}", "${gateProbe.runs}",
        "${gateProbe.execute(execution)}", "${gateProbe.class}", "${JSON('{}')}", "${XML('<a/>')}", "${variableContext}",
        "${facts['getClass']()}", "${approved.concat('x')}", "${currentUser().getBytes()}", "${systemProperties['user.home']}",
        "text ${dataSource.connection} text", "${a ? dataSource : b}", "${gateProbe.due(dataSource, 'x')}"
    })
    void expressionsThatReachIntoTheProgramDoNotEvenParse(String expression) {
        int touched = OutsideTheList.TOUCHED.get();
        assertThatThrownBy(() -> configuration().getExpressionManager().createExpression(expression))
                .hasMessageContaining("表达式被拒绝");
        assertThat(OutsideTheList.TOUCHED).hasValue(touched);
    }

    @Test
    void theResolverRefusesWhatASyntaxTreeCannotShow() {
        WalledElResolver resolver = new WalledElResolver(catalogue);
        var context = new org.camunda.bpm.impl.juel.SimpleContext(resolver);
        assertThatThrownBy(() -> resolver.getValue(context, "text", "bytes")).hasMessageContaining("不能读取");
        assertThatThrownBy(() -> resolver.invoke(context, "text", "getClass", null, new Object[0])).hasMessageContaining("不能调用");
        assertThatThrownBy(() -> resolver.invoke(context, new StringBuilder(), "toString", null, null)).hasMessageContaining("不能调用");
        assertThatThrownBy(() -> resolver.invoke(context, new ExecutionEntity(), "getBusinessKey", null, null)).hasMessageContaining("引擎对象");
        assertThatThrownBy(() -> resolver.invoke(context, probe, "secret", null, null)).hasMessageContaining("没有供流程调用的方法");
        assertThatThrownBy(() -> resolver.setValue(context, null, "approved", true)).hasMessageContaining("不能赋值");
        assertThat(resolver.getValue(context, null, "dataSource")).isNull();
        assertThat(context.isPropertyResolved()).isFalse();
        assertThat(resolver.getValue(context, Map.of("class", "A"), "class")).isEqualTo("A");
        assertThat(resolver.getValue(context, List.of("a", "b"), 1)).isEqualTo("b");
        assertThat(resolver.invoke(context, "漏水报修", "contains", null, new Object[] {"漏水"})).isEqualTo(true);
    }

    @Test
    void aVariableDoesNotTakeThePlaceOfABean() {
        String key = Models.key();
        pastTheGate(key + ".bpmn", Models.oneNode(key, Models.serviceTask("camunda:delegateExpression=\"${gateProbe}\"", "")));
        int before = probe.runs.get();
        engine.getRuntimeService().startProcessInstanceByKey(key, Variables.putValue("gateProbe", "not a bean"));
        assertThat(probe.runs.get()).isEqualTo(before + 1);
    }

    @Test
    void aDueDateMayComeFromAListedBean() {
        String key = Models.key();
        pastTheGate(key + ".bpmn", Models.oneNode(key, Models.userTask("camunda:dueDate=\"${gateProbe.due(execution, 'x')}\"", "")));
        var instance = engine.getRuntimeService().startProcessInstanceByKey(key);
        assertThat(engine.getTaskService().createTaskQuery().processInstanceId(instance.getId()).singleResult().getDueDate())
                .isEqualTo(new Date(instance.getId().length() * 1000L + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<bpmn:scriptTask id='Task_Step' name='x' scriptFormat='javascript'><bpmn:script>java.lang.Runtime</bpmn:script></bpmn:scriptTask>",
        "<bpmn:serviceTask id='Task_Step' name='x' camunda:class='io.casework.procedure.gate.OutsideTheList'/>",
        "<bpmn:serviceTask id='Task_Step' name='x' camunda:delegateExpression='${outsideTheList}'/>",
        "<bpmn:serviceTask id='Task_Step' name='x' camunda:expression='${outsideTheList.touch()}'/>",
        "<bpmn:serviceTask id='Task_Step' name='x' camunda:type='mail'/>",
        "<bpmn:userTask id='Task_Step' name='x' camunda:formHandlerClass='io.casework.procedure.gate.OutsideTheList'/>",
        "<bpmn:userTask id='Task_Step' name='x' camunda:formKey='http://evil.example/form.html'/>",
        "<bpmn:userTask id='Task_Step' name='x'><bpmn:extensionElements><camunda:taskListener event='create' "
                + "class='io.casework.procedure.gate.OutsideTheList'/></bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:userTask id='Task_Step' name='x'><bpmn:extensionElements><camunda:executionListener event='start'>"
                + "<camunda:script scriptFormat='juel'>${outsideTheList.touch()}</camunda:script></camunda:executionListener>"
                + "</bpmn:extensionElements></bpmn:userTask>",
        "<bpmn:serviceTask id='Task_Step' name='x' camunda:delegateExpression='${gateProbe}'><bpmn:extensionElements>"
                + "<camunda:inputOutput><camunda:inputParameter name='a'><camunda:script scriptFormat='juel'>${outsideTheList.touch()}"
                + "</camunda:script></camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>",
        "<other:scriptTask xmlns:other='urn:other' id='Task_Step' name='x' scriptFormat='juel'/>"
    })
    void aModelPastTheGateIsNotEvenRead(String node) {
        int touched = OutsideTheList.TOUCHED.get();
        long definitions = engine.getRepositoryService().createProcessDefinitionQuery().count();
        String key = Models.key();
        assertThatThrownBy(() -> pastTheGate(key + ".bpmn", Models.oneNode(key, node))).hasMessageContaining("流程文件被拒绝");
        assertThat(engine.getRepositoryService().createProcessDefinitionQuery().count()).isEqualTo(definitions);
        assertThat(OutsideTheList.TOUCHED).hasValue(touched);
    }

    @Test
    void aScriptHasNoEngine() {
        assertThatThrownBy(() -> configuration().getScriptFactory().createScriptFromSource("juel", "${1}")).hasMessageContaining("脚本");
        assertThatThrownBy(() -> configuration().getCommandExecutorTxRequired()
                        .execute(command -> configuration().getScriptingEngines().getScriptEngineForLanguage("javascript")))
                .hasMessageContaining("脚本");
        String id = Models.key();
        pastTheGate(id + ".dmn", Models.decision(id, " expressionLanguage=\"groovy\"><text>1</text>", "><text>-</text>", "><text>\"x\"</text>"));
        assertThatThrownBy(() -> engine.getDecisionService().evaluateDecisionTableByKey(id, Map.of("amount", 1)))
                .hasStackTraceContaining("流程中不能使用脚本");
    }

    @Test
    void aDecisionReachesNoBean() {
        int touched = OutsideTheList.TOUCHED.get();
        String id = Models.key();
        pastTheGate(id + ".dmn",
                Models.decision(id, " expressionLanguage=\"juel\"><text>${outsideTheList.touch()}</text>", "><text>-</text>", "><text>\"x\"</text>"));
        assertThatThrownBy(() -> engine.getDecisionService().evaluateDecisionTableByKey(id, Map.of("amount", 1)))
                .hasStackTraceContaining("表达式被拒绝");
        assertThat(OutsideTheList.TOUCHED).hasValue(touched);
    }

    @Test
    void aDecisionCallsNoJava() {
        String id = Models.key();
        pastTheGate(id + ".dmn", Models.decision(id, "><text>amount</text>", "><text>-</text>", "><text>(function(x) external {java: {class: "
                + "\"java.lang.Math\", method signature: \"abs(int)\"}})(-7)</text>"));
        Object result = null;
        try {
            result = engine.getDecisionService().evaluateDecisionTableByKey(id, Map.of("amount", 1)).getSingleEntry();
        } catch (RuntimeException refused) {
            assertThat(refused).hasStackTraceContaining("xternal");
        }
        assertThat(result).isNull();
    }

    @Test
    void queriesTakeNoExpressionsFromOutside() {
        int touched = OutsideTheList.TOUCHED.get();
        assertThatThrownBy(() -> engine.getTaskService().createTaskQuery().taskAssigneeExpression("${outsideTheList.touch()}").list())
                .hasMessageContaining("不能使用表达式");
        var filter = engine.getFilterService().newTaskFilter("attack " + Models.key())
                .setQuery(engine.getTaskService().createTaskQuery().taskAssigneeExpression("${outsideTheList.touch()}"));
        assertThatThrownBy(() -> engine.getFilterService().saveFilter(filter)).hasMessageContaining("过滤器里只能使用");
        assertThat(OutsideTheList.TOUCHED).hasValue(touched);
    }

    private void pastTheGate(String file, String content) {
        deployments.pastTheGate(file, content);
    }
}
