package io.casework.procedure.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Right;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random people, rights, substitutions and tasks: every list holds exactly the tasks that the person may open one by one, narrowed by
 * what was asked. The right to a single task is judged by other code, which looks at the task alone.
 */
@CaseworkTest
class InboxOracleTest {

    private static final String KEY = "inbox-probe";
    private static final int TASKS = 40;
    private static final int PEOPLE = 7;

    @Autowired Walk walk;
    @Autowired TurnableClock clock;
    @Autowired TaskService tasks;
    @Autowired RuntimeService runtime;
    @Autowired FilterService filters;
    @Autowired RepositoryService repository;
    @Autowired Staffing staffing;
    @Autowired Posts posts;
    @Autowired StaffAdministration administration;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;

    /** What the test knows about a task. */
    private record Known(Task task, Set<String> groups, String customer) {
    }

    static Stream<Long> seeds() {
        return Stream.of(20260706L, System.nanoTime());
    }

    @BeforeEach
    void theClockAndTheProbe() {
        walk.resetClock();
        if (repository.createProcessDefinitionQuery().processDefinitionKey(KEY).count() == 0) {
            walk.as("procedure-admin", () -> repository.createDeployment().name(KEY)
                    .addClasspathResource("probe/inbox-probe.bpmn")
                    .addClasspathResource("probe/access-probe-step.form")
                    .deploy());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyListHoldsExactlyWhatThePersonMayOpen(long seed) {
        Random random = new Random(seed);
        String run = "o" + UUID.randomUUID().toString().substring(0, 8);
        List<String> sites = sites(run);
        List<String> people = people(run, sites, random);
        List<Known> all = tasks(run, sites, people, random);
        Date now = ClockUtil.getCurrentTime();

        for (String me : people) {
            Set<Right> rights = staffing.rightsOf(me);
            Set<String> own = staffing.postsOf(me);
            Set<String> open = openTo(me, all);
            Predicate<Known> seen = known -> open.contains(known.task().getId());
            Predicate<Known> mine = seen.and(known -> me.equals(known.task().getAssignee()));
            Predicate<Known> unassigned = known -> known.task().getAssignee() == null;
            Predicate<Known> ofMyPosts = known -> known.groups().stream().anyMatch(group -> holds(rights, group, known.task().getTenantId()));

            same(run, me, all, seen, query -> query);
            same(run, me, all, seen.and(known -> !known.task().isSuspended()), TaskQuery::active);
            same(run, me, all, mine, query -> query.taskAssignee(me));
            same(run, me, all, seen.and(unassigned), TaskQuery::taskUnassigned);
            same(run, me, all, seen.and(known -> known.groups().contains("clerk")).and(unassigned), query -> query.taskCandidateGroup("clerk"));
            same(run, me, all, seen.and(known -> known.groups().contains("clerk") || known.groups().contains("finance")),
                    query -> query.taskCandidateGroupIn(List.of("clerk", "finance", "no post' or 1=1")).includeAssignedTasks());
            same(run, me, all, seen.and(known -> known.task().getDueDate() != null && known.task().getDueDate().before(now)),
                    query -> query.dueBefore(now));
            same(run, me, all, seen.and(known -> known.customer().equals("张伟")),
                    query -> query.processVariableValueEquals("customerName", "张伟"));
            same(run, me, all, seen.and(known -> known.task().getPriority() > 60 || known.groups().contains("steward") && known.task().getAssignee() == null),
                    query -> query.or().taskMinPriority(61).taskCandidateGroup("steward").endOr());
            same(run, me, all, seen.and(known -> sites.get(0).equals(known.task().getTenantId())), query -> query.tenantIdIn(sites.get(0)));
            if (!own.isEmpty()) {
                List<String> groups = new ArrayList<>(own);
                same(run, me, all, ofMyPosts.and(unassigned), query -> query.taskCandidateGroupIn(groups));
                same(run, me, all, ofMyPosts, query -> query.taskCandidateGroupIn(groups).includeAssignedTasks());
                stored(run, me, "本岗位待认领", all, ofMyPosts.and(unassigned));
                stored(run, me, "全部（本岗位）", all, ofMyPosts);
            }
            stored(run, me, "我的任务", all, mine);
            stored(run, me, "已超时", all, seen.and(known -> known.task().getDueDate() != null && known.task().getDueDate().before(now)));
            stored(run, me, "今天到期", all, seen.and(known -> known.task().getDueDate() != null
                    && clock.instant().atZone(clock.getZone()).toLocalDate().equals(
                            known.task().getDueDate().toInstant().atZone(clock.getZone()).toLocalDate())));
            stored(run, me, "流程：投诉", all, known -> false);

            for (Known known : all) {
                assertThat(factsSeen(me, known)).as("facts of %s for %s", known, me).isEqualTo(
                        all.stream().filter(other -> other.task().getProcessInstanceId().equals(known.task().getProcessInstanceId())).anyMatch(seen));
            }
        }
    }

    /** List, count and pages agree with each other and with the expectation, in every order. */
    private void same(String run, String me, List<Known> all, Predicate<Known> expected, UnaryOperator<TaskQuery> narrowed) {
        List<String> ids = all.stream().filter(expected).map(known -> known.task().getId()).sorted().toList();
        walk.as(me, () -> {
            assertThat(narrowed.apply(query(run)).list()).extracting(Task::getId).as("%s %s", me, staffing.rightsOf(me))
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(narrowed.apply(query(run)).count()).isEqualTo(ids.size());
            List<UnaryOperator<TaskQuery>> orders = List.of(
                    query -> query.orderByDueDate().asc(), query -> query.orderByTaskCreateTime().desc(), query -> query.orderByTaskPriority().desc(),
                    query -> query.orderByTaskNameCaseInsensitive().asc(), query -> query.orderByTaskAssignee().asc(),
                    query -> query.orderByProcessVariable("customerName", ValueType.STRING).asc().orderByDueDate().desc());
            List<String> paged = new ArrayList<>();
            UnaryOperator<TaskQuery> order = orders.get(Math.floorMod(me.hashCode() + ids.size(), orders.size()));
            for (int first = 0; first <= ids.size(); first += 15) {
                order.apply(narrowed.apply(query(run))).listPage(first, 15).forEach(task -> paged.add(task.getId()));
            }
            assertThat(paged).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
            List<Task> due = narrowed.apply(query(run)).orderByDueDate().asc().list();
            assertThat(due).isSortedAccordingTo(Comparator.comparing(Task::getDueDate, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Task::getId));
            return null;
        });
    }

    private void stored(String run, String me, String name, List<Known> all, Predicate<Known> expected) {
        Filter filter = filters.createFilterQuery().filterName(name).singleResult();
        List<String> ids = all.stream().filter(expected).map(known -> known.task().getId()).toList();
        walk.as(me, () -> {
            if (staffing.postsOf(me).isEmpty()) {
                return null;
            }
            TaskQuery extending = tasks.createTaskQuery().processInstanceBusinessKeyLike(run + "%").orderByTaskCreateTime().desc();
            assertThat(filters.<Task, TaskQuery>listPage(filter.getId(), extending, 0, 100)).extracting(Task::getId).as("%s for %s", name, me)
                    .containsExactlyInAnyOrderElementsOf(ids);
            assertThat(filters.count(filter.getId(), tasks.createTaskQuery().processInstanceBusinessKeyLike(run + "%"))).isEqualTo(ids.size());
            return null;
        });
    }

    private TaskQuery query(String run) {
        return tasks.createTaskQuery().processInstanceBusinessKeyLike(run + "%");
    }

    /** Asks for each task by itself, as opening it does; refusals are what the engine logs as errors. */
    private Set<String> openTo(String me, List<Known> all) {
        Logger log = (Logger) LoggerFactory.getLogger("org.camunda.bpm.engine.context");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        try {
            return walk.as(me, () -> {
                Set<String> open = new HashSet<>();
                for (Known known : all) {
                    try {
                        tasks.getIdentityLinksForTask(known.task().getId());
                        open.add(known.task().getId());
                    } catch (ProcessEngineException refused) {
                        assertThat(refused).hasMessageNotContaining("Cannot find task");
                    }
                }
                return open;
            });
        } finally {
            log.setLevel(before);
        }
    }

    private boolean factsSeen(String me, Known known) {
        List<VariableInstance> facts = walk.as(me, () -> runtime.createVariableInstanceQuery()
                .variableScopeIdIn(known.task().getProcessInstanceId()).variableName("customerName").list());
        return !facts.isEmpty();
    }

    private static boolean holds(Set<Right> rights, String post, String site) {
        return rights.stream().anyMatch(right -> right.post().equals(post)
                && (site == null ? right.siteOrNullForAll() == null : right.reaches(site)));
    }

    private List<String> sites(String run) {
        List<String> sites = List.of(run + "-a", run + "-b", run + "-c");
        transaction.executeWithoutResult(status -> sites.forEach(site ->
                administration.addSite(new Site(site, "小区" + site, "测试开发有限公司", "路 1 号", null, false))));
        return sites;
    }

    private List<String> people(String run, List<String> sites, Random random) {
        List<Post> vocabulary = posts.all().stream().filter(post -> !post.code().equals("camunda-admin")).toList();
        List<Post> busy = vocabulary.stream().filter(post ->
                Set.of("clerk", "steward", "repair-team", "service-supervisor", "service-manager", "office-director").contains(post.code())).toList();
        List<String> people = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < PEOPLE; i++) {
                String login = run + "-p" + i;
                administration.addStaff(login, "人员" + i, "", "");
                people.add(login);
                Set<Right> given = new HashSet<>();
                for (int n = i == 0 ? 0 : 1 + random.nextInt(3); n > 0; n--) {
                    Post post = random.nextInt(4) == 0 ? pick(vocabulary, random) : pick(busy, random);
                    String site = post.scope() == Post.Scope.SITE ? pick(sites, random) : null;
                    if (given.add(new Right(post.code(), site))) {
                        administration.assign(login, post.code(), site);
                    }
                }
            }
            administration.assign(people.get(1), "camunda-admin", null);
            administration.substitute(people.get(2), people.get(3), clock.instant().minus(Duration.ofHours(1)),
                    clock.instant().plus(Duration.ofDays(3)), "年休假");
            administration.substitute(people.get(4), people.get(5), clock.instant().plus(Duration.ofDays(1)),
                    clock.instant().plus(Duration.ofDays(3)), "还没有开始");
            administration.substitute(people.get(6), people.get(0), clock.instant().minus(Duration.ofHours(1)),
                    clock.instant().plus(Duration.ofDays(3)), "没有自己岗位的人");
        });
        return people;
    }

    /** Rows as the engine writes them, then spread over sites, posts, people and days. */
    private List<Known> tasks(String run, List<String> sites, List<String> people, Random random) {
        List<String> groups = List.of("clerk", "clerk", "steward", "repair-team", "service-supervisor", "office-director", "service-manager", "finance",
                "engineering", "camunda-admin");
        List<Known> all = new ArrayList<>();
        Date now = ClockUtil.getCurrentTime();
        for (int i = 0; i < TASKS; i++) {
            String customer = random.nextInt(5) == 0 ? "张伟" : "客户" + i;
            Map<String, Object> facts = new HashMap<>(Map.of("customerName", customer));
            if (random.nextInt(12) > 0) {
                facts.put("site", pick(sites, random));
            }
            ProcessInstance instance = runtime.startProcessInstanceByKey(KEY, run + "-" + i, facts);
            Task task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
            assertThat(task.getTenantId()).isEqualTo(facts.get("site"));
            if (random.nextInt(4) > 0) {
                tasks.deleteCandidateGroup(task.getId(), "clerk");
                for (int n = 1 + random.nextInt(2); n > 0; n--) {
                    tasks.addCandidateGroup(task.getId(), pick(groups, random));
                }
            }
            if (random.nextInt(15) == 0) {
                tasks.addCandidateUser(task.getId(), pick(people, random));
            }
            if (random.nextInt(3) == 0) {
                tasks.setAssignee(task.getId(), pick(people, random));
            }
            if (random.nextInt(5) > 0) {
                tasks.setDueDate(task.getId(), new Date(now.getTime() + (random.nextInt(5) - 2) * 86_400_000L / 2));
            }
            tasks.setPriority(task.getId(), random.nextInt(100));
            if (random.nextInt(10) == 0) {
                runtime.suspendProcessInstanceById(instance.getId());
            }
            Set<String> named = new HashSet<>();
            tasks.getIdentityLinksForTask(task.getId()).stream().map(IdentityLink::getGroupId).filter(java.util.Objects::nonNull).forEach(named::add);
            all.add(new Known(tasks.createTaskQuery().taskId(task.getId()).singleResult(), named, customer));
        }
        assertThat(jdbc.sql("select count(*) from act_ru_identitylink l join act_ru_task t on t.id_ = l.task_id_ "
                + "where l.tenant_id_ is distinct from t.tenant_id_").query(Long.class).single()).as("links know the site of their task").isZero();
        return all;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
