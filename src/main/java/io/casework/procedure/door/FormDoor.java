package io.casework.procedure.door;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.Submissions;
import io.casework.platform.RuleViolation;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.ModelElements;
import io.casework.procedure.People;
import io.casework.procedure.door.DeployedForms.DeployedForm;
import io.casework.procedure.form.CheckedForm;
import io.casework.procedure.form.FormDefinition;
import io.casework.procedure.form.FormEnricher;
import io.casework.procedure.form.FormField;
import io.casework.procedure.form.FormValidator;
import io.casework.procedure.form.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.impl.cmd.GetStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.form.StartFormData;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Lets a submitted form in: checks it against the deployed form with exactly the data that the person was shown, stores it whole,
 * and hands on only the fields that the form marks as process facts ({@code store=variable}). All in the transaction of the engine's command: a refusal
 * leaves nothing behind.
 */
@Component
class FormDoor {

    /** Kind of the line that the timeline gets for every completed task; its text is the name of the task. */
    static final String TASK_DONE = "TASK_DONE";

    private final DeployedForms forms;
    private final FormValidator validator;
    private final ModelElements elements;
    private final People people;
    private final Submissions submissions;
    private final CaseFiles cases;
    private final ObjectProvider<FormData> data;
    private final ObjectProvider<ChoiceSource> sources;

    FormDoor(DeployedForms forms, FormValidator validator, ModelElements elements, People people, Submissions submissions, CaseFiles cases,
            ObjectProvider<FormData> data, ObjectProvider<ChoiceSource> sources) {
        this.forms = forms;
        this.validator = validator;
        this.elements = elements;
        this.people = people;
        this.submissions = submissions;
        this.cases = cases;
        this.data = data;
        this.sources = sources;
    }

    /** Completes a task with what a person filled in. */
    VariableMap submitTask(CommandContext context, String taskId, Map<String, Object> submitted, boolean returnVariables, boolean deserialize) {
        TaskEntity task = task(context, taskId);
        context.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
        Actor actor = people.current();
        DeployedForm form = taskForm(context, task);
        Map<String, Object> accepted = check(form, SubmittedValues.plain(submitted), form == null ? null : request(form, task, actor));
        ModelElements.Element element = elements.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
        String caseNumber = task.getProcessInstance().getProcessBusinessKey();
        Answers answers = Answers.of(accepted);
        long submission = store(caseNumber, element, taskId, form, actor, answers);
        cases.note(caseNumber, actor, TASK_DONE, element.name(), element.ruleIds(), submission);
        return new Submitted(actor, answers).during(
                () -> new SubmitTaskFormCmd(taskId, facts(form, accepted), returnVariables, deserialize).execute(context));
    }

    private long store(String caseNumber, ModelElements.Element element, String taskId, DeployedForm form, Actor actor, Answers answers) {
        try {
            return submissions.store(caseNumber, element.processKey(), element.id(), element.name(), taskId,
                    form == null ? null : form.definition().id(), form == null ? null : form.version(), actor, answers);
        } catch (DuplicateKeyException twice) {
            // Two submissions of the same task at the same moment: the other one was first.
            throw new OptimisticLockingException("task " + taskId + " was submitted twice at the same time", twice);
        }
    }

    /** Starts a procedure with what a person filled into its start form; the first step opens the case and so gives the business key. */
    ProcessInstance submitStart(CommandContext context, String processDefinitionId, Map<String, Object> submitted) {
        ProcessDefinitionEntity definition =
                context.getProcessEngineConfiguration().getDeploymentCache().findDeployedProcessDefinitionById(processDefinitionId);
        if (definition == null) {
            throw new NotFoundException("没有这个流程");
        }
        context.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkCreateProcessInstance(definition));
        Actor actor = people.current();
        DeployedForm form = startForm(context, processDefinitionId);
        if (form == null) {
            throw new RuleViolation("流程“" + definition.getName() + "”没有开始表单，只能由其他流程转入");
        }
        Map<String, Object> accepted = check(form, SubmittedValues.plain(submitted), startRequest(form, processDefinitionId, actor));
        Answers answers = Answers.of(accepted);
        ProcessInstance instance = new Submitted(actor, answers).during(
                () -> new SubmitStartFormCmd(processDefinitionId, null, facts(form, accepted)).execute(context));
        String caseNumber = instance.getBusinessKey();
        if (caseNumber == null) {
            throw new IllegalStateException("流程 " + definition.getKey() + " 的第一步没有登记案件");
        }
        String startId = definition.getInitial().getId();
        ModelElements.Element element = elements.of(processDefinitionId, startId);
        submissions.store(caseNumber, element.processKey(), startId, element.name(), null, form.definition().id(), form.version(), actor, answers);
        return instance;
    }

    /** Adds what the rooms have to show to the variables that the engine would show. */
    VariableMap shown(CommandContext context, String taskId, VariableMap variables) {
        TaskEntity task = task(context, taskId);
        DeployedForm form = taskForm(context, task);
        if (form == null) {
            return variables;
        }
        VariableMap shown = Variables.createVariables();
        shown.putAll(variables);
        shownData(request(form, task, people.current())).forEach((name, value) -> shown.putValueTyped(name, SubmittedValues.typed(value)));
        return shown;
    }

    /** The deployed form of a task, with the entries of its lists filled in; {@code null} where the task has no Camunda Form. */
    byte[] taskFormJson(CommandContext context, String taskId) {
        TaskEntity task = task(context, taskId);
        context.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkReadTask(task));
        DeployedForm form = taskForm(context, task);
        return form == null ? null : enriched(form, request(form, task, people.current()));
    }

    /** The deployed start form, with the entries of its lists filled in; {@code null} where there is none. */
    byte[] startFormJson(CommandContext context, String processDefinitionId) {
        DeployedForm form = startForm(context, processDefinitionId);
        return form == null ? null : enriched(form, startRequest(form, processDefinitionId, people.current()));
    }

    /**
     * The start form of the newest version of a procedure, for pages of our own.
     *
     * @param title name of the procedure
     */
    record StartForm(String definitionId, String title, DeployedForm form, Map<String, List<Option>> options) {
    }

    /** The start form with its choices for the person who asks; {@code null} where the procedure has none. */
    StartForm startForm(CommandContext context, String processKey, boolean withChoices) {
        ProcessDefinitionEntity definition =
                context.getProcessEngineConfiguration().getDeploymentCache().findDeployedLatestProcessDefinitionByKey(processKey);
        DeployedForm form = startForm(context, definition.getId());
        return form == null ? null : new StartForm(definition.getId(), definition.getName(), form,
                withChoices ? options(form.definition(), startRequest(form, definition.getId(), people.current())) : Map.of());
    }

    private byte[] enriched(DeployedForm form, FormRequest request) {
        return form.definition().optionSources().isEmpty() ? form.json() : FormEnricher.enrich(form.json(), options(form.definition(), request));
    }

    private Map<String, Object> check(DeployedForm form, Map<String, Object> submitted, FormRequest request) {
        if (form == null) {
            if (!submitted.isEmpty()) {
                throw new RuleViolation(submitted.keySet().iterator().next(), "此任务没有表单，不接受任何数据");
            }
            return Map.of();
        }
        Map<String, Object> context = new FactsAndData(shownData(request), request.facts());
        CheckedForm checked = validator.check(form.definition(), submitted, context, options(form.definition(), request));
        if (!checked.accepted()) {
            throw new RuleViolation(checked.errors());
        }
        return checked.values();
    }

    private Map<String, Object> shownData(FormRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        data.orderedStream().filter(bean -> bean.serves(request.formId())).forEach(bean -> shown.putAll(bean.data(request)));
        return shown;
    }

    private Map<String, List<Option>> options(FormDefinition form, FormRequest request) {
        Map<String, List<Option>> options = new LinkedHashMap<>();
        for (String name : form.optionSources()) {
            ChoiceSource source = sources.stream().filter(candidate -> candidate.name().equals(name)).findFirst()
                    .orElseThrow(() -> new IllegalStateException("表单 " + form.id() + " 使用了不存在的选项来源 " + name));
            options.put(name, source.choices(request).stream().map((Choice choice) -> new Option(choice.label(), choice.value())).toList());
        }
        return options;
    }

    private static Map<String, Object> facts(DeployedForm form, Map<String, Object> accepted) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (form != null) {
            for (FormField field : form.definition().fields()) {
                if (field.isProcessFact()) {
                    // A field that was left empty or hidden takes an older value away: the newest form is the truth.
                    facts.put(field.key(), SubmittedValues.fact(accepted.get(field.key())));
                }
            }
        }
        return facts;
    }

    private DeployedForm taskForm(CommandContext context, TaskEntity task) {
        if (task.getTaskDefinition() == null) {
            return null;
        }
        CamundaFormRef ref = task.getTaskDefinition().getTaskFormHandler().createTaskForm(task).getCamundaFormRef();
        ProcessDefinitionEntity definition =
                context.getProcessEngineConfiguration().getDeploymentCache().findDeployedProcessDefinitionById(task.getProcessDefinitionId());
        return forms.find(context, ref, definition.getDeploymentId());
    }

    private DeployedForm startForm(CommandContext context, String processDefinitionId) {
        StartFormData start = context.runWithoutAuthorization(() -> new GetStartFormCmd(processDefinitionId).execute(context));
        return start == null ? null : forms.find(context, start.getCamundaFormRef(), start.getDeploymentId());
    }

    private FormRequest request(DeployedForm form, TaskEntity task, Actor actor) {
        Function<String, Object> facts = name -> task.getExecution().getVariable(name);
        return new FormRequest(form.definition().id(), task.getProcessDefinitionId(), task.getTaskDefinitionKey(), task.getProcessInstance().getProcessBusinessKey(),
                task.getTenantId() != null ? task.getTenantId() : (String) task.getExecution().getVariable("site"), actor.login(), facts);
    }

    private static FormRequest startRequest(DeployedForm form, String processDefinitionId, Actor actor) {
        return new FormRequest(form.definition().id(), processDefinitionId, null, null, null, actor.login(), name -> null);
    }

    private static TaskEntity task(CommandContext context, String taskId) {
        TaskEntity task = context.getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw new NotFoundException("任务不存在，可能已被完成或撤回，请刷新任务列表");
        }
        return task;
    }
}
