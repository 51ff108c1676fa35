package io.casework.procedure.gate;

import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** A bean that models may not name, and a class whose creation leaves a mark. */
@Component("outsideTheList")
public class OutsideTheList implements JavaDelegate {

    /** How often something of this class was created or run. */
    public static final AtomicInteger TOUCHED = new AtomicInteger();

    public OutsideTheList() {
        TOUCHED.incrementAndGet();
    }

    @Override
    public void execute(DelegateExecution execution) {
        TOUCHED.incrementAndGet();
    }

    /** A method that an attacker would call. */
    public String touch() {
        TOUCHED.incrementAndGet();
        return "touched";
    }
}
