package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.casework.procedure.ProcedureVersions;
import io.casework.procedure.ProcedureVersions.Version;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestDeployments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The versions of a procedure on the pages of the administration. */
@CaseworkTest
class ProceduresPageTest {

    @LocalServerPort int port;
    @Autowired TestDeployments deployments;
    @Autowired ProcedureVersions procedures;
    @Autowired RuntimeService runtime;

    private final String key = "versions-test-" + Long.toString(System.nanoTime(), 36);
    private final String page = "/pages/administration/procedures/" + key;

    @Test
    void showsWhatRunsByWhichVersionAndLeadsBackToAnOlderOne() throws IOException {
        deploy("回访业主", "回访意见");
        runtime.startProcessInstanceByKey(key);
        runtime.startProcessInstanceByKey(key);
        deploy("电话回访业主", "回访结果");
        runtime.startProcessInstanceByKey(key);
        assertThat(procedures.of(key)).extracting(Version::number, Version::running, Version::by)
                .containsExactly(tuple(2, 1L, "procedure-admin"), tuple(1, 2L, "procedure-admin"));

        Clerk person = new Clerk(port, "procedure-admin");
        assertThat(person.opens("/pages/administration")).as("what the company has added is found").contains("href=\"" + page + "\"");
        assertThat(person.opens(page)).contains("第 2 版", "第 1 版", "恢复此版本", page + "/1/files");
        Map<String, String> files = unpacked(procedures.archive(procedures.of(key).get(1)));
        assertThat(files).containsOnlyKeys(key + ".bpmn", key + "-call.form");
        assertThat(files.get(key + ".bpmn")).contains("name=\"回访业主\"");
        assertThat(files.get(key + "-call.form")).contains("回访意见");

        assertThat(person.sends(page + "/restore", Map.of("version", "1", "newest", "2"))).contains("saved");
        assertThat(procedures.of(key)).extracting(Version::number, Version::running)
                .containsExactly(tuple(3, 0L), tuple(2, 1L), tuple(1, 2L));
        assertThat(unpacked(procedures.archive(procedures.of(key).get(0)))).isEqualTo(files);
        person.opens(page);
        assertThat(person.isRefused(page + "/restore", Map.of("version", "1", "newest", "2"))).contains("别人已经部署了新的版本");
        assertThat(procedures.of(key)).hasSize(3);
    }

    @Test
    void theManagerReadsAndOnlyThoseWhoChangeProceduresGoBack() {
        deploy("回访业主", "回访意见");
        deploy("电话回访业主", "回访意见");
        Clerk manager = new Clerk(port, "service-manager");
        assertThat(manager.opens(page)).contains("第 2 版").doesNotContain("恢复此版本");
        assertThat(manager.triesToSend(page + "/restore", Map.of("version", "1", "newest", "2"))).isEqualTo(403);
        assertThat(procedures.of(key)).hasSize(2);
        assertThat(manager.triesToOpen("/pages/administration/procedures/no-such-procedure")).isEqualTo(404);
        assertThat(manager.triesToOpen(page + "/9/files")).isEqualTo(404);
    }

    private void deploy(String task, String field) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(key + ".bpmn", """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x">
                  <bpmn:process id="%1$s" name="试验流程" isExecutable="true" camunda:historyTimeToLive="P3650D" camunda:isStartableInTasklist="false">
                    <bpmn:startEvent id="Start_Begun" name="已开始"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
                    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start_Begun" targetRef="Task_CallBack" />
                    <bpmn:userTask id="Task_CallBack" name="%2$s" camunda:candidateGroups="clerk" camunda:formRef="%1$s-call" camunda:formRefBinding="deployment">
                      <bpmn:incoming>Flow_1</bpmn:incoming><bpmn:outgoing>Flow_2</bpmn:outgoing>
                    </bpmn:userTask>
                    <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_CallBack" targetRef="End_Done" />
                    <bpmn:endEvent id="End_Done" name="已完成"><bpmn:incoming>Flow_2</bpmn:incoming></bpmn:endEvent>
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(key, task));
        files.put(key + "-call.form", """
                {"id": "%s-call", "schemaVersion": 16, "type": "default", "executionPlatform": "Camunda Platform", "executionPlatformVersion": "7.24.0",
                 "components": [{"id": "Field_Note", "type": "textfield", "key": "note", "label": "%s"}]}
                """.formatted(key, field));
        deployments.as("procedure-admin", "procedure-admin", files);
    }

    private static Map<String, String> unpacked(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
