package io.casework.demo;

import io.casework.demo.process.DemoWalk.Doer;
import io.casework.worktime.PauseReason;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What happens with one case of the demonstration: who calls from where, and what people then do, each after some working time. */
final class DemoStory {

    /** One thing that happens. {@code after}: working time since the thing before it. */
    record Turn(Duration after, Act act) {
    }

    /** What people do. */
    sealed interface Act permits Complete, Withdraw, Pause, Resume {
    }

    /** A task is completed by somebody who may. */
    record Complete(String task, Function<Moment, Map<String, Object>> form) implements Act {
    }

    /** The customer takes the matter back. */
    record Withdraw(String reason) implements Act {
    }

    /** A clerk stops the clock. */
    record Pause(PauseReason reason, String note) implements Act {
    }

    /** A clerk lets the clock run again. */
    record Resume() implements Act {
    }

    /** What a form may need to know. */
    interface Moment {

        LocalDateTime now();

        /** After so many working hours, on a quarter of an hour. */
        LocalDateTime later(double workingHours);

        Doer doer();

        /** The class that the survey proposes for the repair. */
        String proposedClass();

        /** Who is proposed to do the repair. */
        String proposedExecutor();

        /** The grade that is proposed for the complaint. */
        String proposedGrade();

        /** The post that is proposed as responsible for the complaint. */
        String proposedPost();
    }

    private final String site;
    private final int building;
    private final int daysAgo;
    private final LocalTime time;
    private final Map<String, Object> registration = new LinkedHashMap<>();
    private final List<Turn> turns = new ArrayList<>();

    private DemoStory(String site, int building, int daysAgo, LocalTime time) {
        this.site = site;
        this.building = building;
        this.daysAgo = daysAgo;
        this.time = time;
    }

    /**
     * Somebody of this building calls.
     *
     * @param daysAgo working days before today
     */
    static DemoStory call(String site, int building, int daysAgo, String time, String kind, String matter, String description) {
        DemoStory story = new DemoStory(site, building, daysAgo, LocalTime.parse(time));
        return story.with("channel", "CALL").with("kind", kind).with("matter", matter).with("description", description).with("urgency", "NORMAL");
    }

    /** Sets or changes what is entered at the registration; {@code null} takes it away. */
    DemoStory with(String field, Object value) {
        if (value == null) {
            registration.remove(field);
        } else {
            registration.put(field, value);
        }
        return this;
    }

    /** The task is completed so many working minutes after what was before. */
    DemoStory then(int minutes, String task, Map<String, Object> form) {
        return then(minutes, task, moment -> form);
    }

    DemoStory then(int minutes, String task, Function<Moment, Map<String, Object>> form) {
        return turn(minutes, new Complete(task, form));
    }

    DemoStory withdrawn(int minutes, String reason) {
        return turn(minutes, new Withdraw(reason));
    }

    DemoStory paused(int minutes, PauseReason reason, String note) {
        return turn(minutes, new Pause(reason, note));
    }

    DemoStory resumed(int minutes) {
        return turn(minutes, new Resume());
    }

    private DemoStory turn(int minutes, Act act) {
        turns.add(new Turn(Duration.ofMinutes(minutes), act));
        return this;
    }

    String site() {
        return site;
    }

    int building() {
        return building;
    }

    int daysAgo() {
        return daysAgo;
    }

    LocalTime time() {
        return time;
    }

    Map<String, Object> registration() {
        return registration;
    }

    List<Turn> turns() {
        return turns;
    }
}
