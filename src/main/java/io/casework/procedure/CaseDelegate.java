package io.casework.procedure;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.procedure.door.Submitted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a model calls with {@code camunda:delegateExpression}: as a service task, as an execution listener, or as the
 * {@code complete} listener of a user task, where it records what the person has just filled in. A delegate has a few lines: it hands the step to one
 * service method and returns the facts that gateways read.
 */
public abstract class CaseDelegate implements JavaDelegate, ExecutionListener, TaskListener {

    /** A fact with this name becomes the business key of the process instance: the case has just been opened. */
    public static final String CASE_NUMBER = "caseNumber";

    private static final Set<Class<?>> ALLOWED = Set.of(String.class, Boolean.class, Integer.class, Long.class, Double.class, Date.class);
    private static final int MAX_TEXT = 255;

    private ModelElements elements;
    private People people;

    @Autowired
    final void wire(ModelElements elements, People people) {
        this.elements = elements;
        this.people = people;
    }

    /**
     * Carries out the step.
     *
     * @return facts to be set as process variables: short texts, numbers, yes/no, instants; never entities or long texts. May be empty, not {@code null}
     */
    protected abstract Map<String, Object> carryOut(Step step);

    @Override
    public final void execute(DelegateExecution execution) {
        run(execution, execution.getCurrentActivityId());
    }

    @Override
    public final void notify(DelegateExecution execution) {
        run(execution, execution.getCurrentActivityId());
    }

    @Override
    public final void notify(DelegateTask task) {
        run(task.getExecution(), task.getTaskDefinitionKey());
    }

    private void run(DelegateExecution execution, String elementId) {
        ModelElements.Element element = elements.of(execution.getProcessDefinitionId(), elementId);
        Submitted submitted = Submitted.current();
        Actor actor = submitted != null ? submitted.actor() : people.current();
        String caseNumber = execution.getProcessBusinessKey();
        Object site = execution.getVariable("site");
        Step step = new Step(caseNumber, site == null ? execution.getTenantId() : site.toString(), element.processKey(), elementId, element.name(),
                actor, submitted == null ? Answers.none() : submitted.answers(), element.properties(), element.ruleIds(), execution::getVariable);
        carryOut(step).forEach((name, value) -> set(execution, name, value));
    }

    private static void set(DelegateExecution execution, String name, Object value) {
        Object fact = asFact(name, value);
        if (CASE_NUMBER.equals(name) && execution.getProcessBusinessKey() == null) {
            execution.setProcessBusinessKey((String) fact);
        }
        execution.setVariable(name, fact);
    }

    private static Object asFact(String name, Object value) {
        Object fact = value;
        if (value instanceof BigDecimal amount) {
            fact = amount.doubleValue();
        } else if (value instanceof Instant instant) {
            fact = Date.from(instant);
        } else if (value instanceof Enum<?> constant) {
            fact = constant.name();
        }
        Object checked = fact;
        if (checked != null && ALLOWED.stream().noneMatch(type -> type.isInstance(checked))) {
            throw new IllegalStateException("fact " + name + " may not become a process variable: " + checked.getClass().getName());
        }
        if (checked instanceof String text && text.length() > MAX_TEXT) {
            throw new IllegalStateException("fact " + name + " is longer than " + MAX_TEXT + " characters; long texts belong in a record");
        }
        return checked;
    }
}
