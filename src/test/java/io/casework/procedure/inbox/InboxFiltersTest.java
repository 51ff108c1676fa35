package io.casework.procedure.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.testkit.CaseworkTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class InboxFiltersTest {

    @Autowired InboxFilters inbox;
    @Autowired FilterCatalogue catalogue;
    @Autowired FilterService filters;
    @Autowired StaffAdministration administration;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    @AfterEach
    void asTheSoftwareWantsIt() {
        inbox.bring(catalogue.all());
    }

    @Test
    void theListsAreThereInTheirOrderWithTheirColumns() {
        List<Filter> ours = ours();
        assertThat(ours).extracting(Filter::getName).startsWith("我的任务", "本岗位待认领", "今天到期", "已超时", "全部（本岗位）",
                "流程：来电来访", "流程：服务工作单").contains("流程：投诉", "流程：维修", "流程：费用审批", "流程：回访", "小区：东苑", "小区：西苑");
        assertThat(ours).allSatisfy(filter -> {
            assertThat(filter.getProperties().get("variables").toString())
                    .contains("caseNumber", "案件编号", "customerName", "客户", "unitName", "房号", "matter", "事项");
            assertThat(filter.getProperties().get("description")).asString().containsPattern("\\p{IsHan}");
            assertThat(((TaskQueryImpl) filter.getQuery()).getOrderingProperties()).hasSize(1);
        });
        assertThat(ours).extracting(filter -> filter.getProperties().get("refresh")).startsWith(true, true, false);
    }

    @Test
    void whatIsThereIsNotWrittenAgain() {
        inbox.bring(catalogue.all());
        Map<String, Object> before = revisions();
        inbox.bring(catalogue.all());
        assertThat(revisions()).isEqualTo(before);
    }

    @Test
    void twoNodesThatStartTogetherMakeEachFilterOnce() throws Exception {
        List<ReadyFilter> wanted = new ArrayList<>(catalogue.all());
        String code = "test:" + UUID.randomUUID();
        wanted.add(named(code, "两个节点同时建立"));
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(nodes.submit(() -> {
                    go.await();
                    inbox.bring(wanted);
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(filters.createFilterQuery().filterName("两个节点同时建立").count()).isEqualTo(1);
    }

    @Test
    void aReleaseChangesItsOwnFilters() {
        String code = "test:" + UUID.randomUUID();
        bring(named(code, "旧名称"));
        String id = filters.createFilterQuery().filterName("旧名称").singleResult().getId();
        bring(named(code, "新名称"));
        assertThat(filters.getFilter(id).getName()).isEqualTo("新名称");
        bring();
        assertThat(filters.getFilter(id)).as("no longer brought").isNull();
    }

    @Test
    void whatAnAdministratorChangedOrDeletedStaysHis() {
        String changed = "test:" + UUID.randomUUID();
        String deleted = "test:" + UUID.randomUUID();
        bring(named(changed, "将被修改"), named(deleted, "将被删除"));
        Filter his = filters.createFilterQuery().filterName("将被修改").singleResult();
        filters.saveFilter(his.setName("管理员的名称"));
        filters.deleteFilter(filters.createFilterQuery().filterName("将被删除").singleResult().getId());

        bring(named(changed, "新版本"), named(deleted, "新版本"));
        assertThat(filters.getFilter(his.getId()).getName()).isEqualTo("管理员的名称");
        assertThat(filters.createFilterQuery().filterName("新版本").count()).isZero();

        bring();
        assertThat(filters.getFilter(his.getId()).getName()).as("his own from now on").isEqualTo("管理员的名称");
        filters.deleteFilter(his.getId());
    }

    @Test
    void anAdministratorsOwnFilterIsNotTouched() {
        Filter own = filters.newTaskFilter("我的任务");
        filters.saveFilter(own.setQuery(new TaskQueryImpl().taskPriority(7)));
        inbox.bring(catalogue.all());
        bring();
        assertThat(filters.getFilter(own.getId())).isNotNull();
        filters.deleteFilter(own.getId());
    }

    @Test
    void aSiteBringsItsFilterAndARenamedSiteRenamesIt() {
        String code = "f-" + UUID.randomUUID().toString().substring(0, 8);
        Site site = new Site(code, "新苑" + code, "测试开发有限公司", "新路 1 号", null, false);
        transaction.executeWithoutResult(status -> administration.addSite(site));
        Filter filter = filters.createFilterQuery().filterName("小区：新苑" + code).singleResult();
        assertThat(filter).isNotNull();
        transaction.executeWithoutResult(status -> administration.changeSite(
                new Site(code, "旧苑" + code, site.developer(), site.address(), null, false)));
        assertThat(filters.getFilter(filter.getId()).getName()).isEqualTo("小区：旧苑" + code);
    }

    @Test
    void sitesAreForTheHeadquartersAndTheRestForEverybody() {
        List<String> forAll = jdbc.sql("select resource_id_ from act_ru_authorization where resource_type_ = 5 and type_ = :global")
                .param("global", Authorization.AUTH_TYPE_GLOBAL).query(String.class).list();
        assertThat(ours()).allSatisfy(filter ->
                assertThat(forAll.contains(filter.getId())).as(filter.getName()).isEqualTo(!filter.getName().startsWith("小区：")));
    }

    @Test
    void everyProcedureOfTheSoftwareIsFoundUnderItsName() throws IOException {
        Set<String> shipped = new TreeSet<>();
        for (Resource model : new PathMatchingResourcePatternResolver().getResources("classpath*:processes/**/*.bpmn")) {
            shipped.add(model.getFilename().replace(".bpmn", ""));
        }
        assertThat(FilterCatalogue.proceduresInFamilies()).containsExactlyInAnyOrderElementsOf(shipped);
    }

    private void bring(ReadyFilter... more) {
        List<ReadyFilter> wanted = new ArrayList<>(catalogue.all());
        wanted.addAll(List.of(more));
        inbox.bring(wanted);
    }

    private static ReadyFilter named(String code, String name) {
        return new ReadyFilter(code, name, true, new TaskQueryImpl().taskPriority(77), Map.of("priority", 999));
    }

    private List<Filter> ours() {
        return jdbc.sql("select filter_id from inbox_filter").query(String.class).list().stream()
                .map(filters::getFilter)
                .sorted(java.util.Comparator.comparing(filter -> ((Number) filter.getProperties().get("priority")).intValue()))
                .toList();
    }

    private Map<String, Object> revisions() {
        Map<String, Object> revisions = new java.util.TreeMap<>();
        jdbc.sql("select id_, rev_ from act_ru_filter").query((row, n) -> revisions.put(row.getString(1), row.getInt(2))).list();
        return revisions;
    }
}
