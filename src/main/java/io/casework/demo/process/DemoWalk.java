package io.casework.demo.process;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.organisation.Person;
import io.casework.organisation.Staffing;
import io.casework.procedure.FourEyes;
import io.casework.procedure.ModelElements;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.joda.time.DateTimeUtils;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Walks cases through their procedures as the people of the demonstration, through the same services and the same door as Tasklist. The
 * engine goes by the application's clock while it does so.
 */
@Component
@Profile("demo")
public class DemoWalk {

    private final FormService forms;
    private final TaskService tasks;
    private final ManagementService management;
    private final RepositoryService repository;
    private final IdentityService identity;
    private final Staffing staffing;
    private final CaseFiles cases;
    private final ModelElements elements;
    private final FourEyes fourEyes;
    private final Clock clock;

    DemoWalk(FormService forms, TaskService tasks, ManagementService management, RepositoryService repository, IdentityService identity,
            Staffing staffing, CaseFiles cases, ModelElements elements, FourEyes fourEyes, Clock clock) {
        this.forms = forms;
        this.tasks = tasks;
        this.management = management;
        this.repository = repository;
        this.identity = identity;
        this.staffing = staffing;
        this.cases = cases;
        this.elements = elements;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    /** Does something while the engine asks the application's clock for the time: in this thread the played one, in all others the real one. */
    public void byTheApplicationsClock(Runnable work) {
        DateTimeUtils.setCurrentMillisProvider(clock::millis);
        try {
            work.run();
        } finally {
            ClockUtil.reset();
        }
    }

    /** Starts a procedure by its start form and gives the case number. */
    public String start(String login, String procedure, Map<String, Object> form) {
        String definition = repository.createProcessDefinitionQuery().processDefinitionKey(procedure).latestVersion().singleResult().getId();
        return as(login, () -> forms.submitStartForm(definition, new LinkedHashMap<>(form))).getBusinessKey();
    }

    /**
     * Claims and completes the one open task with this element id, of the case or of one that belongs to it, as somebody who may.
     *
     * @param form the answers, made from the number of the case that the task is of
     * @throws IllegalStateException where it is not open, naming what is
     */
    public void complete(String caseNumber, String taskKey, java.util.function.Function<Doer, Map<String, Object>> form) {
        List<Task> open = Stream.concat(Stream.of(caseNumber), cases.children(caseNumber).stream().map(CaseView::number))
                .flatMap(number -> tasks.createTaskQuery().processInstanceBusinessKey(number).list().stream()).toList();
        Task task = open.stream().filter(one -> one.getTaskDefinitionKey().equals(taskKey)).findFirst().orElseThrow(() -> new IllegalStateException(
                "演示案件 " + caseNumber + " 没有任务 " + taskKey + "，现有 " + open.stream().map(Task::getTaskDefinitionKey).toList()));
        String number = numberOf(task);
        Person doer = doer(number, task);
        Map<String, Object> answers = form.apply(new Doer(number, doer.login(), doer.name()));
        as(doer.login(), () -> {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), doer.login());
            }
            forms.submitTaskForm(task.getId(), new LinkedHashMap<>(answers));
            return null;
        });
    }

    /** Who does a task, and of which case it is. */
    public record Doer(String caseNumber, String login, String name) {
    }

    /** Runs what has to be run in the background up to a moment, in the order in which it comes due. {@code turn} turns the clock to each. */
    public void fireUntil(Instant moment, Consumer<Instant> turn) {
        for (Job due = next(moment); due != null; due = next(moment)) {
            if (due.getDuedate() != null && due.getDuedate().toInstant().isAfter(clock.instant())) {
                turn.accept(due.getDuedate().toInstant());
            }
            management.executeJob(due.getId());
        }
    }

    private Job next(Instant moment) {
        List<Job> waiting = management.createJobQuery().messages().active().listPage(0, 1);
        if (waiting.isEmpty()) {
            waiting = management.createJobQuery().timers().active().duedateLowerThan(java.util.Date.from(moment)).orderByJobDuedate().asc().listPage(0, 1);
        }
        return waiting.isEmpty() ? null : waiting.get(0);
    }

    private String numberOf(Task task) {
        return (String) tasks.getVariable(task.getId(), "caseNumber");
    }

    /** The assignee, else somebody of the candidate posts at the site whom no earlier step of the case excludes. */
    private Person doer(String caseNumber, Task task) {
        if (task.getAssignee() != null) {
            return staffing.person(task.getAssignee()).orElseThrow();
        }
        String site = cases.view(caseNumber).site();
        String notBy = elements.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey()).properties().getOrDefault("notBy", "");
        List<String> earlier = Arrays.stream(notBy.split(",")).map(String::trim).filter(key -> !key.isEmpty()).toList();
        List<Person> holders = tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType())).map(IdentityLink::getGroupId).filter(Objects::nonNull).sorted()
                .flatMap(post -> staffing.holders(post, site).stream())
                .filter(person -> earlier.isEmpty() || !fourEyes.excluded(caseNumber, earlier, person.login()))
                .toList();
        if (holders.isEmpty()) {
            throw new IllegalStateException("演示案件 " + caseNumber + " 的任务“" + task.getName() + "”没有人可以办理");
        }
        return holders.get(Math.floorMod(caseNumber.hashCode(), holders.size()));
    }

    private <T> T as(String login, Supplier<T> action) {
        identity.setAuthentication(login, List.copyOf(staffing.postsOf(login)), List.copyOf(staffing.sitesOf(login)));
        try {
            return action.get();
        } finally {
            identity.clearAuthentication();
        }
    }
}
