package io.casework.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the attacks on the door that a test replays, as they are listed in {@code src/test/resources/attacks.csv}: {@code @Attack("crafted approve")}. An
 * attack that is not in the list, and one in the list that no test replays, fails {@code AttackTableTest}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Attack {

    /** Names of attacks, as in the list. */
    String[] value();
}
