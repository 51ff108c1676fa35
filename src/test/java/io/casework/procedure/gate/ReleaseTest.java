package io.casework.procedure.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestDeployments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A restart brings what is new and never overwrites what an administrator has changed. */
@CaseworkTest
class ReleaseTest {

    @Autowired ReleaseDeployer deployer;
    @Autowired ReleaseReport report;
    @Autowired ReleaseFiles shipped;
    @Autowired ProcessEngine engine;
    @Autowired TestDeployments deployments;
    @Autowired JdbcTemplate jdbc;

    private final String key = Models.key();

    @Test
    void theFirstStartDeploysAndTheNextDoesNothing() {
        restart(model("回访业主"));
        restart(model("回访业主"));
        restart(model("回访业主").replace("\n", "\r\n"));
        assertThat(version()).isEqualTo(1);
        assertThat(state()).isEqualTo(ReleaseReport.State.IN_FORCE);
    }

    @Test
    void aChangedFileBecomesANewVersion() {
        restart(model("回访业主"));
        restart(model("回访住户"));
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void aChangedFormBecomesANewVersionOfItsProcess() {
        restart(model("回访业主"));
        deployer.bring(List.of(bundle(model("回访业主"), Models.form(key + "-form").replace("说明", "意见"))));
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void anAdministratorsVersionSurvivesARestart() {
        restart(model("回访业主"));
        change("由管理员修改");
        restart(model("回访业主"));
        assertThat(version()).isEqualTo(2);
        assertThat(nameInForce()).isEqualTo("由管理员修改");
        assertThat(state()).isEqualTo(ReleaseReport.State.CHANGED_HERE);
    }

    @Test
    void anAdministratorsVersionSurvivesANewReleaseAndIsReported() {
        restart(model("回访业主"));
        change("由管理员修改");
        restart(model("发布的新版"));
        restart(model("发布的新版"));
        assertThat(version()).isEqualTo(2);
        assertThat(nameInForce()).isEqualTo("由管理员修改");
        assertThat(report.open()).filteredOn(line -> line.key().equals(key)).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(ReleaseReport.State.CONFLICT);
            assertThat(line.detail()).contains("由管理员部署");
            assertThat(line.since()).isNotNull();
        });
    }

    @Test
    void aFormThatAnAdministratorChangedIsAChangeOfItsProcess() {
        restart(model("回访业主"));
        deployments.as("pa", "procedure-admin", Map.of("x.form", Models.form(key + "-form").replace("说明", "管理员的意见")));
        restart(model("发布的新版"));
        assertThat(state()).isEqualTo(ReleaseReport.State.CONFLICT);
    }

    @Test
    void keepingOnesOwnIsRememberedUntilTheReleaseBringsSomethingElse() {
        restart(model("回访业主"));
        change("由管理员修改");
        restart(model("发布的新版"));
        decide("procedure-admin", ReleaseReport.Choice.KEEP_MINE, model("发布的新版"));
        restart(model("发布的新版"));
        assertThat(state()).isEqualTo(ReleaseReport.State.CHANGED_HERE);
        assertThat(nameInForce()).isEqualTo("由管理员修改");
        restart(model("更新的发布"));
        assertThat(state()).isEqualTo(ReleaseReport.State.CONFLICT);
    }

    @Test
    void takingTheReleaseMakesItTheNewestVersion() {
        restart(model("回访业主"));
        change("由管理员修改");
        restart(model("发布的新版"));
        decide("camunda-admin", ReleaseReport.Choice.TAKE_RELEASE, model("发布的新版"));
        assertThat(version()).isEqualTo(3);
        assertThat(nameInForce()).isEqualTo("发布的新版");
        assertThat(state()).isEqualTo(ReleaseReport.State.IN_FORCE);
        restart(model("再下一版"));
        assertThat(nameInForce()).isEqualTo("再下一版");
    }

    @Test
    void onlyAdministratorsDecideAndOnlyWhereThereIsSomethingToDecide() {
        restart(model("回访业主"));
        change("由管理员修改");
        restart(model("发布的新版"));
        assertThatThrownBy(() -> decide("clerk", ReleaseReport.Choice.TAKE_RELEASE, model("发布的新版")))
                .isInstanceOf(AuthorizationException.class);
        assertThat(nameInForce()).isEqualTo("由管理员修改");
        decide("procedure-admin", ReleaseReport.Choice.KEEP_MINE, model("发布的新版"));
        assertThatThrownBy(() -> decide("procedure-admin", ReleaseReport.Choice.KEEP_MINE, model("发布的新版")))
                .isInstanceOf(RuleViolation.class);
    }

    @Test
    void aReleaseThatTookOverTheAdministratorsChangeIsNoConflict() {
        restart(model("回访业主"));
        change("由管理员修改");
        restart(model("由管理员修改"));
        assertThat(version()).isEqualTo(2);
        assertThat(state()).isEqualTo(ReleaseReport.State.IN_FORCE);
    }

    @Test
    void whatAnAdministratorDeployedBeforeTheReleaseKnewItIsNotOverwritten() {
        change("管理员自建");
        restart(model("发布的第一版"));
        assertThat(version()).isEqualTo(1);
        assertThat(state()).isEqualTo(ReleaseReport.State.CONFLICT);
    }

    @Test
    void aReleaseThatTakesAwayAStepInUseWaits() {
        restart(model("回访业主"));
        engine.getRuntimeService().startProcessInstanceByKey(key);
        restart(model("回访业主").replace("Task_Step", "Task_Other"));
        assertThat(version()).isEqualTo(1);
        assertThat(state()).isEqualTo(ReleaseReport.State.REFUSED);
        restart(model("回访业主"));
        assertThat(state()).isEqualTo(ReleaseReport.State.IN_FORCE);
    }

    @Test
    void theSoftwareDoesNotStartWithAHole() {
        long before = jdbc.queryForObject("select count(*) from act_re_deployment", Long.class);
        String good = Models.key();
        ReleaseBundle fine = ReleaseBundle.of(ReleaseReport.Kind.DECISION, good, List.of(good),
                Map.of("processes/decisions/" + good + ".dmn", Models.utf8(Models.decision(good))));
        assertThatThrownBy(() -> deployer.bring(List.of(fine, bundle(model("no Chinese"), Models.form(key + "-form")))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("程序不能启动");
        // All or nothing: the good half is not there either.
        assertThat(jdbc.queryForObject("select count(*) from act_re_deployment", Long.class)).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from procedure_release where key in (?, ?)", Long.class, good, key)).isZero();
    }

    @Test
    void twoNodesThatStartAtOnceDeployOnce() throws Exception {
        ReleaseBundle bundle = bundle(model("回访业主"), Models.form(key + "-form"));
        CountDownLatch go = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(4);
        try {
            var nodes = java.util.stream.IntStream.range(0, 4).mapToObj(n -> pool.submit(() -> {
                go.await();
                deployer.bring(List.of(bundle));
                return null;
            })).toList();
            go.countDown();
            for (var node : nodes) {
                node.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(version()).isEqualTo(1);
        assertThat(engine.getRepositoryService().createDeploymentQuery().deploymentName("release:" + key).count()).isEqualTo(1);
    }

    @Test
    void whatIsShippedIsInForceWhenTheApplicationIsUp() {
        assertThat(shipped.bundles()).allSatisfy(bundle ->
                assertThat(report.all()).anySatisfy(line -> assertThat(line.key()).isEqualTo(bundle.key())));
    }

    // --- Tools ---------------------------------------------------------------------------------------------------------------

    private void restart(String model) {
        deployer.bring(List.of(bundle(model, Models.form(key + "-form"))));
    }

    private ReleaseBundle bundle(String model, String form) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("processes/test/" + key + ".bpmn", Models.utf8(model));
        files.put("forms/test/" + key + "/step.form", Models.utf8(form));
        return ReleaseBundle.of(ReleaseReport.Kind.PROCESS, key, List.of(key), files);
    }

    private void change(String name) {
        deployments.as("pa", "procedure-admin", Map.of(key + ".bpmn", model(name), "step.form", Models.form(key + "-form")));
    }

    private void decide(String post, ReleaseReport.Choice choice, String model) {
        deployments.as("pa", post, () -> {
            report.decide(ReleaseReport.Kind.PROCESS, key, choice, List.of(bundle(model, Models.form(key + "-form"))));
            return null;
        });
    }

    private String model(String taskName) {
        return Models.oneNode(key, "<bpmn:userTask id=\"Task_Step\" name=\"" + taskName + "\" camunda:candidateGroups=\"clerk\" camunda:formRef=\""
                + key + "-form\" camunda:formRefBinding=\"deployment\"/>");
    }

    private ReleaseReport.State state() {
        return report.all().stream().filter(line -> line.key().equals(key)).findFirst().orElseThrow().state();
    }

    private int version() {
        return engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(key).latestVersion().singleResult().getVersion();
    }

    private String nameInForce() {
        var definition = engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(key).latestVersion().singleResult();
        return engine.getRepositoryService().getBpmnModelInstance(definition.getId())
                .<org.camunda.bpm.model.bpmn.instance.UserTask>getModelElementById("Task_Step").getName();
    }
}
