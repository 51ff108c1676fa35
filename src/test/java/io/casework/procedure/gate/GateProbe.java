package io.casework.procedure.gate;

import io.casework.procedure.ProcedureBean;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** A bean on the list, for models in tests. */
@Component("gateProbe")
@ProcedureBean("测试用处理程序")
class GateProbe implements JavaDelegate, ExecutionListener, TaskListener {

    final AtomicInteger runs = new AtomicInteger();

    @Override
    public void execute(DelegateExecution execution) {
        runs.incrementAndGet();
    }

    @Override
    public void notify(DelegateExecution execution) {
        runs.incrementAndGet();
    }

    @Override
    public void notify(DelegateTask task) {
        runs.incrementAndGet();
    }

    /** A method that models may call. */
    @ProcedureBean.Callable
    public Date due(DelegateExecution execution, String what) {
        return new Date(execution.getProcessInstanceId().length() * 1000L + what.length());
    }

    /** The same bean offers more to Java than to models. */
    public String secret() {
        runs.incrementAndGet();
        return "secret";
    }
}
