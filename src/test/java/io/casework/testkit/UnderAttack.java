package io.casework.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * While the tests of this class walk a procedure, {@link FormAttacker} attacks each form that they come to for the first time, as the person at the task,
 * before the walk goes on.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UnderAttack.Switch.class)
public @interface UnderAttack {

    /** Turns the attacks on for the length of a test. */
    class Switch implements BeforeEachCallback, AfterEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            FormAttacker.active = true;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            FormAttacker.active = false;
        }
    }
}
