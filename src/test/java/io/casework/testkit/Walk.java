package io.casework.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.casefile.NewCase;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Walks a case through its procedure as real people: each action runs as the person's login, with the person's groups and sites, through the same services
 * that Tasklist and REST use. Timers and jobs are fired by hand.
 */
@Component
public class Walk {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final FormService forms;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final IdentityService identity;
    private final HistoryService history;
    private final CaseFiles cases;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;
    private final FormAttacker attacker;
    private final JdbcTemplate jdbc;

    Walk(FormService forms, TaskService tasks, RuntimeService runtime, ManagementService management, RepositoryService repository,
            IdentityService identity, HistoryService history, CaseFiles cases, TransactionTemplate transaction, TurnableClock clock,
            FormAttacker attacker, JdbcTemplate jdbc) {
        this.forms = forms;
        this.tasks = tasks;
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.identity = identity;
        this.history = history;
        this.cases = cases;
        this.transaction = transaction;
        this.clock = clock;
        this.attacker = attacker;
        this.jdbc = jdbc;
    }

    /** Runs something as a person. */
    public <T> T as(String login, Supplier<T> action) {
        List<String> groups = identity.createGroupQuery().groupMember(login).list().stream().map(Group::getId).toList();
        List<String> sites = identity.createTenantQuery().userMember(login).includingGroupsOfUser(true).list().stream().map(Tenant::getId).toList();
        identity.setAuthentication(login, groups, sites);
        try {
            return action.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Starts a procedure by its start form and gives the case number. */
    public String start(String login, String processKey, Map<String, Object> form) {
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey(processKey).latestVersion().singleResult().getId();
        return as(login, () -> {
            attacker.atStart(login, processKey, definition, form);
            return forms.submitStartForm(definition, form);
        }).getBusinessKey();
    }

    /** Opens a case and puts it straight into a procedure that other procedures call, as the calling procedure would. */
    public String enter(String processKey, String site, Map<String, Object> moreFacts) {
        CaseView opened = transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, site, "CALL", null, "王芳", "13900000009", null,
                "3栋2单元502", "试验事项", "试验", null), Actor.SYSTEM));
        Map<String, Object> facts = new LinkedHashMap<>(Map.of("caseNumber", opened.number(), "site", site, "customerName", opened.customerName(),
                "unitName", opened.unitName(), "matter", opened.matter()));
        facts.putAll(moreFacts);
        runtime.startProcessInstanceByKey(processKey, opened.number(), facts);
        return opened.number();
    }

    /** Element ids that the case has passed or stands in, in the order in which it came to them. */
    public List<String> passed(String caseNumber) {
        return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .flatMap(instance -> history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId())
                        .orderPartiallyByOccurrence().asc().list().stream())
                .map(HistoricActivityInstance::getActivityId).toList();
    }

    /** Keys of the notices about the case, in the order in which they were sent. */
    public List<String> notices(String caseNumber) {
        return jdbc.queryForList("select template_key from notice where case_number = ? order by id", String.class, caseNumber);
    }

    /** Claims the one open task with this element id and completes it with the form. */
    public void complete(String login, String caseNumber, String taskKey, Map<String, Object> form) {
        Task task = task(caseNumber, taskKey);
        as(login, () -> {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), login);
            }
            attacker.atTask(login, caseNumber, task, form);
            forms.submitTaskForm(task.getId(), new LinkedHashMap<>(form));
            return null;
        });
    }

    /** The one open task with this element id; fails and says what is open instead. */
    public Task task(String caseNumber, String taskKey) {
        List<Task> open = open(caseNumber);
        List<Task> found = open.stream().filter(task -> task.getTaskDefinitionKey().equals(taskKey)).toList();
        assertThat(found).as("open task %s of %s; open are %s", taskKey, caseNumber, keys(open)).hasSize(1);
        return found.get(0);
    }

    /** Element ids of the open tasks of a case, sorted. */
    public List<String> openTasks(String caseNumber) {
        return keys(open(caseNumber));
    }

    /** The open tasks of a case. */
    public List<Task> open(String caseNumber) {
        return tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).list();
    }

    /** Posts that may take the task. */
    public List<String> posts(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream().filter(link -> link.getGroupId() != null).map(link -> link.getGroupId()).sorted().toList();
    }

    /** Due date of a task as wall-clock time. */
    public LocalDateTime due(String caseNumber, String taskKey) {
        Date due = task(caseNumber, taskKey).getDueDate();
        return due == null ? null : LocalDateTime.ofInstant(due.toInstant(), ZONE);
    }

    /** When the timer with this element id (boundary event, or the task that carries a timeout listener) is due. */
    public LocalDateTime timerDue(String caseNumber, String elementId) {
        return LocalDateTime.ofInstant(timer(caseNumber, elementId).getDuedate().toInstant(), ZONE);
    }

    /** Fires the one open timer with this element id, whatever the time is. */
    public void fire(String caseNumber, String elementId) {
        management.executeJob(timer(caseNumber, elementId).getId());
    }

    /** Runs everything that waits to be run in the background (asynchronous continuations) until nothing is left. */
    public void runJobs(String caseNumber) {
        List<Job> waiting;
        do {
            waiting = jobs(caseNumber).stream().filter(job -> job.getDuedate() == null).toList();
            waiting.forEach(job -> management.executeJob(job.getId()));
        } while (!waiting.isEmpty());
    }

    /** Whether any instance of the case still runs. */
    public boolean running(String caseNumber) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).count() > 0;
    }

    /** A process fact of the running instance of this procedure. */
    public Object fact(String caseNumber, String processKey, String name) {
        ProcessInstance instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).processDefinitionKey(processKey).singleResult();
        assertThat(instance).as("running instance of %s for %s", processKey, caseNumber).isNotNull();
        return runtime.getVariable(instance.getId(), name);
    }

    /** Turns the clock of the application and of the engine. */
    public void turnTo(LocalDateTime time) {
        clock.set(time);
        ClockUtil.setCurrentTime(Date.from(time.atZone(ZONE).toInstant()));
    }

    /** Both clocks back to the Monday morning on which tests begin. */
    public void resetClock() {
        turnTo(TurnableClock.START);
    }

    private Job timer(String caseNumber, String elementId) {
        List<Job> found = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (Job job : jobs(caseNumber)) {
            JobDefinition definition = management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult();
            all.add(definition.getActivityId());
            if (definition.getActivityId().equals(elementId) && job.getDuedate() != null) {
                found.add(job);
            }
        }
        assertThat(found).as("open timer %s of %s; open jobs are %s", elementId, caseNumber, all).isNotEmpty();
        return found.stream().min(java.util.Comparator.comparing(Job::getDuedate)).orElseThrow();
    }

    private List<Job> jobs(String caseNumber) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .flatMap(instance -> management.createJobQuery().processInstanceId(instance.getId()).list().stream()).toList();
    }

    private static List<String> keys(List<Task> open) {
        return open.stream().map(Task::getTaskDefinitionKey).sorted().toList();
    }
}
