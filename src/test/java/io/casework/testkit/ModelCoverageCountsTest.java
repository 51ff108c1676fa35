package io.casework.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The judge of the process tests is judged: it counts every kind of flow node, and only those that were passed. */
@CaseworkTest
class ModelCoverageCountsTest {

    private static final String MODEL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="casework">
              <process id="coverage-probe" name="覆盖的试验" isExecutable="true" camunda:historyTimeToLive="P1D">
                <startEvent id="Start_Asked" />
                <sequenceFlow id="Flow_1" sourceRef="Start_Asked" targetRef="Gateway_Known" />
                <exclusiveGateway id="Gateway_Known" default="Flow_3" />
                <sequenceFlow id="Flow_2" sourceRef="Gateway_Known" targetRef="End_Known">
                  <conditionExpression xsi:type="tFormalExpression">${false}</conditionExpression>
                </sequenceFlow>
                <endEvent id="End_Known" />
                <sequenceFlow id="Flow_3" sourceRef="Gateway_Known" targetRef="Sub_Ask" />
                <subProcess id="Sub_Ask">
                  <startEvent id="Start_Ask" />
                  <sequenceFlow id="Flow_4" sourceRef="Start_Ask" targetRef="Task_Ask" />
                  <receiveTask id="Task_Ask" />
                  <boundaryEvent id="Timer_AskLate" attachedToRef="Task_Ask" cancelActivity="false">
                    <timerEventDefinition><timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
                  </boundaryEvent>
                  <sequenceFlow id="Flow_5" sourceRef="Timer_AskLate" targetRef="End_Late" />
                  <endEvent id="End_Late" />
                  <sequenceFlow id="Flow_6" sourceRef="Task_Ask" targetRef="End_Asked" />
                  <endEvent id="End_Asked" />
                </subProcess>
                <sequenceFlow id="Flow_7" sourceRef="Sub_Ask" targetRef="End_Answered" />
                <endEvent id="End_Answered" />
              </process>
            </definitions>
            """;

    @Autowired TestDeployments deployments;
    @Autowired RuntimeService runtime;
    @Autowired ManagementService management;

    @Test
    void everyKindOfFlowNodeIsCountedOnceItWasPassed() {
        deployments.pastTheGate("coverage-probe.bpmn", MODEL);
        String instance = runtime.startProcessInstanceByKey("coverage-probe").getId();
        assertThat(ModelCoverage.passed("coverage-probe")).containsExactlyInAnyOrder("Start_Asked", "Gateway_Known", "Sub_Ask", "Start_Ask", "Task_Ask");

        management.executeJob(management.createJobQuery().processInstanceId(instance).singleResult().getId());
        assertThat(ModelCoverage.passed("coverage-probe")).contains("Timer_AskLate", "End_Late");

        runtime.signal(runtime.createExecutionQuery().processInstanceId(instance).activityId("Task_Ask").singleResult().getId());
        assertThat(ModelCoverage.passed("coverage-probe")).contains("End_Asked", "End_Answered").doesNotContain("End_Known");
    }
}
