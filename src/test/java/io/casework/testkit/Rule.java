package io.casework.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the rules of the catalogue that a test proves, for example {@code @Rule("AS-COS-02")} or {@code @Rule({"AS-COS-02", "AS-COS-03"})}.
 * The rules are listed in {@code src/test/resources/rules.csv}; an id that is not there fails {@code RuleTraceabilityTest}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Rules.class)
public @interface Rule {

    /** Rule ids, as in the catalogue. */
    String[] value();
}
