package io.casework.demo;

import io.casework.complaint.Complaints;
import io.casework.complaint.WeeklyComplaints;
import io.casework.customer.Customers;
import io.casework.customer.Relation;
import io.casework.customer.Resident;
import io.casework.demo.DemoStory.Complete;
import io.casework.demo.DemoStory.Moment;
import io.casework.demo.DemoStory.Pause;
import io.casework.demo.DemoStory.Resume;
import io.casework.demo.DemoStory.Withdraw;
import io.casework.demo.process.DemoWalk;
import io.casework.repair.Repairs;
import io.casework.report.PeriodStatements;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.WorkCalendar;
import io.casework.worktime.Worktime;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The cases of the past months, played through in the order in which things happened: people do their steps, timers fire between them, and
 * what lies in the future has not happened yet. All in one transaction, and only once.
 */
@Component
@Profile("demo")
@Order(DemoOrganisation.ORDER + 2)
class DemoCases implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoCases.class);
    private static final int QUARTER = 15;

    private final DemoWalk walk;
    private final DemoClock clock;
    private final Worktime worktime;
    private final CaseClocks clocks;
    private final Customers customers;
    private final Repairs repairs;
    private final Complaints complaints;
    private final WeeklyComplaints weekly;
    private final PeriodStatements statements;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DemoCases(DemoWalk walk, DemoClock clock, Worktime worktime, CaseClocks clocks, Customers customers, Repairs repairs, Complaints complaints,
            WeeklyComplaints weekly, PeriodStatements statements, EntityManager entities, JdbcClient jdbc, TransactionTemplate transaction) {
        this.walk = walk;
        this.clock = clock;
        this.worktime = worktime;
        this.clocks = clocks;
        this.customers = customers;
        this.repairs = repairs;
        this.complaints = complaints;
        this.weekly = weekly;
        this.statements = statements;
        this.entities = entities;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (jdbc.sql("select exists (select 1 from case_file where site in (:sites))").param("sites", Set.of(DemoCast.YUNQI, DemoCast.BINJIANG))
                .query(Boolean.class).single()) {
            return;
        }
        long began = System.nanoTime();
        List<DemoStory> stories = DemoStories.all();
        transaction.executeWithoutResult(status -> walk.byTheApplicationsClock(() -> {
            try {
                new Play(clock.instant()).play(stories);
            } finally {
                clock.turnBack();
            }
        }));
        log.info("已生成 {} 个演示案件，用时 {} 秒", stories.size(), (System.nanoTime() - began) / 1_000_000_000);
    }

    /** Something that is to happen to a case. */
    private record Next(Instant at, int story, int turn) {
    }

    private final class Play {

        private final Instant end;
        private final WorkCalendar calendar = worktime.calendar();
        private final Map<Integer, String> numbers = new HashMap<>();
        private final Map<String, List<Resident>> homes = new HashMap<>();
        private final Map<String, Integer> taken = new HashMap<>();
        private Instant reached;

        Play(Instant end) {
            this.end = end;
        }

        void play(List<DemoStory> stories) {
            PriorityQueue<Next> agenda = new PriorityQueue<>(Comparator.comparing(Next::at).thenComparing(Next::story));
            for (int i = 0; i < stories.size(); i++) {
                agenda.add(new Next(began(stories.get(i)), i, -1));
            }
            while (!agenda.isEmpty() && agenda.peek().at().isBefore(end)) {
                Next next = agenda.poll();
                turnTo(next.at());
                DemoStory story = stories.get(next.story());
                try {
                    happen(story, next);
                } catch (RuntimeException wrong) {
                    throw new IllegalStateException("演示案件“" + story.registration().get("matter") + "”的第 " + (next.turn() + 1) + " 步不能办理", wrong);
                }
                // What has been written need not be watched for changes any longer.
                entities.flush();
                entities.clear();
                if (next.turn() + 1 < story.turns().size()) {
                    Duration after = story.turns().get(next.turn() + 1).after();
                    agenda.add(new Next(calendar.plusWorkingTime(next.at(), after), next.story(), next.turn() + 1));
                }
            }
            turnTo(end);
        }

        private void turnTo(Instant moment) {
            for (Instant morning = morningAfter(reached == null ? moment : reached); !morning.isAfter(moment); morning = morningAfter(morning)) {
                advanceTo(morning);
                entities.flush();
                weekly.reportWhenOpen();
                statements.handInWhenDue();
            }
            advanceTo(moment);
        }

        private void advanceTo(Instant moment) {
            walk.fireUntil(moment, clock::turnTo);
            clock.turnTo(moment);
            reached = moment;
        }

        /** Shortly after the opening of the next working day: the reports that are due are handed in. */
        private Instant morningAfter(Instant moment) {
            for (LocalDate day = calendar.dateOf(moment); ; day = day.plusDays(1)) {
                if (calendar.isWorkingDay(day)) {
                    Instant morning = day.atTime(calendar.periodsOn(day).get(0).opens()).plusMinutes(1).atZone(calendar.zone()).toInstant();
                    if (morning.isAfter(moment)) {
                        return morning;
                    }
                }
            }
        }

        private Instant began(DemoStory story) {
            LocalDate day = LocalDate.ofInstant(end, clock.getZone());
            for (int back = 0; back < story.daysAgo(); ) {
                day = day.minusDays(1);
                back += calendar.isWorkingDay(day) ? 1 : 0;
            }
            return day.atTime(story.time()).atZone(clock.getZone()).toInstant();
        }

        private void happen(DemoStory story, Next next) {
            if (next.turn() < 0) {
                numbers.put(next.story(), walk.start(clerk(story, next.story()), "contact-intake", registration(story)));
                return;
            }
            String number = numbers.get(next.story());
            DemoStory.Act act = story.turns().get(next.turn()).act();
            if (act instanceof Complete step) {
                walk.complete(number, step.task(), doer -> step.form().apply(new Now(doer)));
            } else if (act instanceof Withdraw withdrawal) {
                walk.start(clerk(story, next.story()), "case-withdrawal", Map.of("site", story.site(), "caseNumber", number,
                        "requestedBy", "客户本人", "reason", withdrawal.reason()));
            } else if (act instanceof Pause pause) {
                clocks.pause(number, pause.reason(), pause.note(), clerk(story, next.story()));
            } else if (act instanceof Resume) {
                clocks.resume(number, clerk(story, next.story()));
            }
        }

        private static String clerk(DemoStory story, int index) {
            return (index % 3 == 2 ? "clerk2." : "clerk.") + story.site();
        }

        private Map<String, Object> registration(DemoStory story) {
            Map<String, Object> form = new LinkedHashMap<>(Map.of("site", story.site()));
            if (!story.registration().containsKey("callerName") && !story.registration().containsKey("anonymous")) {
                Resident caller = nextResident(story);
                form.put("callerName", caller.name());
                form.put("callerPhone", caller.phone());
                form.put("unitText", caller.unit());
            }
            form.putAll(story.registration());
            return form;
        }

        /** Another household of the building for each story. */
        private Resident nextResident(DemoStory story) {
            String building = story.building() + "栋";
            List<Resident> residents = homes.computeIfAbsent(story.site() + building, key -> alone(customers.byUnit(Set.of(story.site()), building)));
            int turn = taken.merge(story.site() + building, 1, Integer::sum) - 1;
            // Not one door after the other.
            return residents.get(turn * 7 % residents.size());
        }

        /** Owners whom a call identifies at once and who may be called. */
        private static List<Resident> alone(List<Resident> residents) {
            Set<Long> seen = new HashSet<>();
            Set<Long> several = new HashSet<>();
            residents.forEach(resident -> {
                if (!seen.add(resident.customerId())) {
                    several.add(resident.customerId());
                }
            });
            return residents.stream()
                    .filter(resident -> resident.relation() == Relation.OWNER && !resident.contactRefused() && !several.contains(resident.customerId()))
                    .toList();
        }

        /** What the forms of a step may ask, at the moment of the step. */
        private final class Now implements Moment {

            private final DemoWalk.Doer doer;

            Now(DemoWalk.Doer doer) {
                this.doer = doer;
            }

            @Override
            public LocalDateTime now() {
                return LocalDateTime.now(clock).withSecond(0).withNano(0);
            }

            @Override
            public LocalDateTime later(double workingHours) {
                LocalDateTime exact = LocalDateTime.ofInstant(
                        calendar.plusWorkingTime(clock.instant(), Duration.ofMinutes(Math.round(workingHours * 60))), clock.getZone());
                return exact.withSecond(0).withNano(0).minusMinutes(exact.getMinute() % QUARTER);
            }

            @Override
            public DemoWalk.Doer doer() {
                return doer;
            }

            @Override
            public String proposedClass() {
                return repairs.view(doer.caseNumber()).proposedClass();
            }

            @Override
            public String proposedExecutor() {
                return repairs.view(doer.caseNumber()).proposedExecutor().name();
            }

            @Override
            public String proposedGrade() {
                return complaints.view(doer.caseNumber()).proposedGrade().name();
            }

            @Override
            public String proposedPost() {
                return complaints.view(doer.caseNumber()).proposedPost();
            }
        }
    }
}
