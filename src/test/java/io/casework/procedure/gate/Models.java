package io.casework.procedure.gate;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Small models for tests; each has ids of its own, because the database is shared. */
final class Models {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Models() {
    }

    /** A process id that no other test uses. */
    static String key() {
        return "gate-test-" + Long.toString(System.nanoTime(), 36) + "-" + COUNT.incrementAndGet();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A process around the given flow elements. */
    static String process(String key, String inside) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    id="Definitions_1" targetNamespace="http://casework.io/processes">
                  <bpmn:process id="%s" name="测试流程" isExecutable="true" camunda:historyTimeToLive="P3650D"
                      camunda:isStartableInTasklist="false">
                %s
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(key, inside);
    }

    /** Start, one node, end. The node carries the id {@code Step}. */
    static String oneNode(String key, String node) {
        return process(key, """
                <bpmn:startEvent id="Start_Received" name="已受理"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
                <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_Received" targetRef="Task_Step" />
                %s
                <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Step" targetRef="End_Done" />
                <bpmn:endEvent id="End_Done" name="已完成"><bpmn:incoming>Flow_2</bpmn:incoming></bpmn:endEvent>
                """.formatted(node));
    }

    static String serviceTask(String attributes, String inside) {
        return """
                <bpmn:serviceTask id="Task_Step" name="记录结果" %s>%s</bpmn:serviceTask>
                """.formatted(attributes, inside);
    }

    static String userTask(String attributes, String inside) {
        return """
                <bpmn:userTask id="Task_Step" name="回访业主" camunda:candidateGroups="clerk" %s>%s</bpmn:userTask>
                """.formatted(attributes, inside);
    }

    /** A form with one field. */
    static String form(String id) {
        return """
                {
                  "components": [
                    { "key": "note", "label": "说明", "type": "textarea", "id": "Field_note", "validate": { "maxLength": 200 } }
                  ],
                  "type": "default", "id": "%s", "schemaVersion": 16,
                  "executionPlatform": "Camunda Platform", "executionPlatformVersion": "7.24.0"
                }
                """.formatted(id);
    }

    /** A decision table with one input and one output, in the given languages. */
    static String decision(String id, String inputExpression, String inputEntry, String outputEntry) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
                    id="Definitions_%1$s" name="测试决策" namespace="http://casework.io/decisions">
                  <decision id="%1$s" name="由谁审批" camunda:historyTimeToLive="P3650D">
                    <decisionTable id="Table_1" hitPolicy="FIRST">
                      <input id="Input_1" label="金额">
                        <inputExpression id="InputExpression_1" typeRef="double" %2$s</inputExpression>
                      </input>
                      <output id="Output_1" label="岗位" name="post" typeRef="string" />
                      <rule id="Rule_1">
                        <inputEntry id="InputEntry_1" %3$s</inputEntry>
                        <outputEntry id="OutputEntry_1" %4$s</outputEntry>
                      </rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """.formatted(id, inputExpression, inputEntry, outputEntry);
    }

    static String decision(String id) {
        return decision(id, "><text>amount</text>", "><text>&lt;= 1000</text>", "><text>\"service-manager\"</text>");
    }
}
