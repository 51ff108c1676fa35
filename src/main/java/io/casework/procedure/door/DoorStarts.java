package io.casework.procedure.door;

import io.casework.platform.RuleViolation;
import io.casework.procedure.CaseStarts;
import io.casework.procedure.FormView;
import io.casework.procedure.People;
import io.casework.procedure.door.FormDoor.StartForm;
import io.casework.procedure.form.FormLook;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The door's own side of {@link CaseStarts}. */
@Service
class DoorStarts implements CaseStarts {

    private final ObjectProvider<ProcessEngine> engine;
    private final FormDoor door;
    private final People people;
    private final FormLook look;

    DoorStarts(ObjectProvider<ProcessEngine> engine, FormDoor door, People people, Clock clock) {
        this.engine = engine;
        this.door = door;
        this.people = people;
        this.look = new FormLook(clock);
    }

    @Override
    @Transactional(readOnly = true)
    public FormView form(String processKey, Map<String, Object> values) {
        StartForm form = startForm(processKey, true);
        return look.view(form.form().json(), form.form().definition(), form.form().version(), form.title(), values, form.options());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> read(String processKey, Function<String, List<String>> posted) {
        return look.read(startForm(processKey, false).form().definition(), posted);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public String start(String processKey, Map<String, Object> values) {
        StartForm form = startForm(processKey, false);
        try {
            return engine.getObject().getFormService().submitStartForm(form.definitionId(), look.shownOnly(form.form().definition(), values)).getBusinessKey();
        } catch (AuthorizationException refused) {
            throw new AccessDeniedException("您的岗位不能发起“" + form.title() + "”", refused);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<NextTask> nextTask(String caseNumber) {
        String login = people.currentLogin();
        if (login == null) {
            return Optional.empty();
        }
        List<Task> mine = new ArrayList<>(engine.getObject().getTaskService().createTaskQuery().processInstanceBusinessKey(caseNumber)
                .taskAssignee(login).list());
        mine.addAll(engine.getObject().getTaskService().createTaskQuery().processInstanceBusinessKey(caseNumber).taskCandidateUser(login).taskUnassigned().list());
        return mine.stream().min(Comparator.comparing(Task::getDueDate, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(task -> new NextTask(task.getId(), task.getName(), task.getDueDate() == null ? null : task.getDueDate().toInstant()));
    }

    private StartForm startForm(String processKey, boolean withChoices) {
        ProcessEngineConfigurationImpl configuration = (ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration();
        StartForm form = configuration.getCommandExecutorTxRequired().execute((Command<StartForm>) context -> door.startForm(context, processKey, withChoices));
        if (form == null) {
            throw new RuleViolation("流程 " + processKey + " 没有开始表单，请联系流程管理员");
        }
        return form;
    }
}
