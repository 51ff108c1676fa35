package io.casework.procedure.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.TestStaff;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The deploy button of Camunda Modeler: the same requests, over HTTP, as the people who press it. */
@CaseworkTest
class ModelerDeploymentTest {

    @LocalServerPort int port;
    @Autowired ProcessEngine engine;

    private final String key = Models.key();

    @Test
    void theProcedureAdministratorDeploysAndNobodyElse() {
        assertThat(deploy(TestStaff.login("clerk", TestStaff.EAST), files("回访业主")).status()).isEqualTo(403);
        assertThat(deploy("service-manager", files("回访业主")).status()).isEqualTo(403);
        assertThat(new Door(port).anonymous().send("POST", "/engine-rest/deployment/create", "", "multipart/form-data; boundary=x").status())
                .isEqualTo(401);
        assertThat(versions()).isZero();

        Answer answer = deploy("procedure-admin", files("回访业主"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void whatIsUnchangedIsNotDeployedAgain() {
        assertThat(deploy("procedure-admin", files("回访业主")).status()).isEqualTo(200);
        assertThat(deploy("procedure-admin", files("回访业主")).status()).isEqualTo(200);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void anAttackIsAnsweredWithTheElementAndLeavesNothing() {
        int touched = OutsideTheList.TOUCHED.get();
        long deployments = engine.getRepositoryService().createDeploymentQuery().count();
        Answer answer = deploy("procedure-admin", Map.of(key + ".bpmn",
                Models.oneNode(key, Models.serviceTask("camunda:class=\"io.casework.procedure.gate.OutsideTheList\"", ""))));
        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.body()).contains("Task_Step").contains("不能指定 Java 类");
        assertThat(versions()).isZero();
        assertThat(engine.getRepositoryService().createDeploymentQuery().count()).isEqualTo(deployments);
        assertThat(OutsideTheList.TOUCHED).hasValue(touched);
    }

    @Test
    void pressingTheButtonAgainIsTheYesToAWarning() {
        assertThat(deploy("procedure-admin", files("回访业主")).status()).isEqualTo(200);
        Map<String, String> renamed = files("回访业主");
        renamed.computeIfPresent(key + ".bpmn", (name, text) -> text.replace("Task_Step", "Task_CallBack"));
        Answer question = deploy("procedure-admin", renamed);
        assertThat(question.status()).isBetween(400, 422);
        assertThat(question.json().path("message").asText()).contains("再部署一次").contains("Task_Step").contains("回访业主");
        assertThat(versions()).isEqualTo(1);
        assertThat(deploy("procedure-admin", renamed).status()).isEqualTo(200);
        assertThat(versions()).isEqualTo(2);
    }

    private Map<String, String> files(String taskName) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(key + ".bpmn", Models.oneNode(key, Models.userTask(
                "camunda:formRef=\"" + key + "-form\" camunda:formRefBinding=\"deployment\"", "").replace("回访业主", taskName)));
        files.put("call-back.form", Models.form(key + "-form"));
        return files;
    }

    private long versions() {
        return engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(key).count();
    }

    /** As Camunda Modeler sends it. */
    private Answer deploy(String login, Map<String, String> files) {
        String boundary = "----modeler";
        StringBuilder body = new StringBuilder();
        Map.of("deployment-name", key, "deployment-source", "Camunda Modeler", "deploy-changed-only", "true").forEach((name, value) ->
                body.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n")
                        .append(value).append("\r\n"));
        files.forEach((name, content) -> body.append("--").append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"").append(name).append("\"; filename=\"").append(name)
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n").append(content).append("\r\n"));
        body.append("--").append(boundary).append("--\r\n");
        return new Door(port).as(login).send("POST", "/engine-rest/deployment/create", body.toString(),
                "multipart/form-data; boundary=" + boundary);
    }
}
