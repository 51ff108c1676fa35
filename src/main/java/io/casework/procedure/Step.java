package io.casework.procedure;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One step of a procedure as a delegate sees it, free of engine types so that it can be handed to a service.
 */
public final class Step {

    private final String caseNumber;
    private final String site;
    private final String processKey;
    private final String elementId;
    private final String elementName;
    private final Actor actor;
    private final Answers answers;
    private final Map<String, String> properties;
    private final String ruleIds;
    private final Function<String, Object> facts;

    Step(String caseNumber, String site, String processKey, String elementId, String elementName, Actor actor, Answers answers,
            Map<String, String> properties, String ruleIds, Function<String, Object> facts) {
        this.caseNumber = caseNumber;
        this.site = site;
        this.processKey = processKey;
        this.elementId = elementId;
        this.elementName = elementName;
        this.actor = actor;
        this.answers = answers;
        this.properties = properties;
        this.ruleIds = ruleIds;
        this.facts = facts;
    }

    /** Number of the case, which is the business key; {@code null} only before the case has been opened. */
    public String caseNumber() {
        return caseNumber;
    }

    /** Code of the site; {@code null} only before the case has been opened. */
    public String site() {
        return site;
    }

    /** Id of the process, for instance {@code repair-dispatch}. */
    public String processKey() {
        return processKey;
    }

    /** Id of the element in the model, for instance {@code Task_SurveySite}. */
    public String elementId() {
        return elementId;
    }

    /** Chinese name of the element. */
    public String elementName() {
        return elementName;
    }

    /** The person whose action led here, or {@link Actor#SYSTEM} for timers and jobs. */
    public Actor actor() {
        return actor;
    }

    /** The form that was submitted in this very transaction; empty after a timer or a job. */
    public Answers answers() {
        return answers;
    }

    /** An extension property of the element ({@code camunda:property}), by which an administrator steers a general delegate. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).filter(value -> !value.isBlank());
    }

    /** Rules that the element carries out, as its documentation names them; {@code null} where it names none. */
    public String ruleIds() {
        return ruleIds;
    }

    /** A process fact, {@code null} where it has not been set. */
    public Object fact(String name) {
        return facts.apply(name);
    }

    /** A process fact as text, {@code null} where it has not been set. */
    public String textFact(String name) {
        Object value = fact(name);
        return value == null ? null : value.toString();
    }

    /** A process fact that says yes or no; no where it has not been set. */
    public boolean isFact(String name) {
        return Boolean.TRUE.equals(fact(name));
    }
}
