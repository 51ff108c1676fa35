package io.casework.workspace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.procedure.RulePlaces;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The written procedures over HTTP. */
@CaseworkTest
class RulesPageTest {

    @LocalServerPort int port;
    @Autowired RulePlaces places;
    @Autowired RuleCatalogue catalogue;
    @Autowired TestDeployments deployments;
    private Door.Browser clerk;

    @BeforeEach
    void signIn() {
        clerk = new Door(port).browser(TestStaff.login("clerk", TestStaff.EAST));
    }

    @Test
    void theProceduresAreListedAndEachShowsItsRules() {
        assertThat(clerk.get("/pages/rules").body()).contains("维修款审批", "section=AS-COS", "投诉处理");
        assertThat(clerk.get("/pages/rules?section=AS-COS").body()).contains("AS-COS-01", "1000 元以内", "客户服务部经理", "《房地产客户服务管理程序》3.6.1");
        assertThat(clerk.get("/pages/rules?section=AS-XXX").status()).isEqualTo(404);
    }

    @Test
    void wordsThatAreTypedComeBackAsText() {
        String page = clerk.get("/pages/rules?q=%3Cscript%3Ealert(1)").body();
        assertThat(page).contains("没有找到", "&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(clerk.get("/pages/rules?q=%E5%8A%A0%E7%9B%96").body()).contains("没有找到");
        assertThat(clerk.get("/pages/rules?q=%E5%AE%8C%E5%B7%A5%E5%90%8E").body()).contains("AS-CBK-01");
    }

    @Test
    void aRuleShowsItsSourceTheAgreementsAndWhatCarriesItOut() {
        String page = clerk.get("/pages/rules/AS-COS-02").body();
        assertThat(page).contains("副总经理审批", "《房地产客户服务管理程序》3.6.1", "AMB-02", "AMB-03", "维修款审批权限", "决策表", "task=cost-approval/");
        assertThat(clerk.get("/pages/rules/AS-COS-9").status()).isEqualTo(404);
    }

    @Test
    void aTaskShowsItsRules() {
        RulePlaces.Place task = places.all().stream().filter(place -> place.kind() == RulePlaces.Kind.TASK && place.modelKey().equals("cost-approval")
                && place.rules().contains("AS-SUR-09")).findFirst().orElseThrow();
        String page = clerk.get("/pages/rules?task=cost-approval/" + task.element()).body();
        assertThat(page).contains(task.name(), "AS-SUR-09", catalogue.find("AS-COS-02").orElseThrow().sentence());
        assertThat(clerk.get("/pages/rules?task=cost-approval/Task_Unknown").status()).isEqualTo(404);
        assertThat(clerk.get("/pages/rules?task=cost-approval").status()).isEqualTo(404);
    }

    @Test
    void everyTaskOfAProcedureInForceOpensItsRules() throws IOException {
        Set<String> shipped;
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            shipped = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".bpmn")).map(name -> name.replace(".bpmn", "")).collect(Collectors.toSet());
        }
        assertThat(places.all().stream().filter(place -> place.kind() == RulePlaces.Kind.TASK && shipped.contains(place.modelKey())))
                .hasSizeGreaterThan(40)
                .allSatisfy(task -> assertThat(clerk.get("/pages/rules?task=" + task.modelKey() + "/" + task.element()).body()).as(task.modelKey() + "/" + task.element())
                        .contains("/pages/rules/").doesNotContain("没有写明制度编号"));
        assertThat(clerk.get("/pages/rules?task=service-work-order/service-work-order").body()).as("a procedure names whole chapters").contains("AS-SWO-01", "AS-OVD-02");
    }

    /** A case goes on by the version with which it began; its forms lead to the rules even after that step has left the procedure. */
    @Test
    void aStepThatOnlyAnEarlierVersionHasStillShowsItsRules() {
        String key = "rules-probe-" + Long.toString(System.nanoTime(), 36);
        deployments.pastTheGate(key + ".bpmn", model(key, "Task_Former"));
        deployments.pastTheGate(key + ".bpmn", model(key, "Task_New"));
        assertThat(clerk.get("/pages/rules?task=" + key + "/Task_New").body()).contains("AS-CBK-01");
        assertThat(clerk.get("/pages/rules?task=" + key + "/Task_Former").body()).contains("AS-CBK-01");
        assertThat(clerk.get("/pages/rules?task=" + key + "/Task_Never").status()).isEqualTo(404);
    }

    private static String model(String key, String task) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D" targetNamespace="x">
                  <bpmn:process id="%s" name="试验流程" isExecutable="true" camunda:historyTimeToLive="P1D" camunda:isStartableInTasklist="false">
                    <bpmn:startEvent id="Start_Begun" name="开始" /><bpmn:sequenceFlow id="F1" sourceRef="Start_Begun" targetRef="%s" />
                    <bpmn:userTask id="%s" name="回访业主" camunda:candidateGroups="clerk"><bpmn:documentation>AS-CBK-01</bpmn:documentation></bpmn:userTask>
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(key, task, task);
    }
}
