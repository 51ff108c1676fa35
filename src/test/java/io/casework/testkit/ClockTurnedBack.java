package io.casework.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Each test of the class begins on the Monday morning of {@link TurnableClock#START}, and leaves the clock there for the next. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClockTurnedBack.Turning.class)
public @interface ClockTurnedBack {

    /** Turns the clocks back before and after each test. */
    class Turning implements BeforeEachCallback, AfterEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            turnBack(context);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            turnBack(context);
        }

        private static void turnBack(ExtensionContext context) {
            SpringExtension.getApplicationContext(context).getBean(Walk.class).resetClock();
        }
    }
}
