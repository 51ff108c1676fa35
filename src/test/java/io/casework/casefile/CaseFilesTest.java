package io.casework.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TurnableClock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class CaseFilesTest {

    private static final Actor CLERK = new Actor("clerk.t-east", "东苑客服人员");

    @Autowired CaseFiles cases;
    @Autowired Submissions submissions;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcTemplate jdbc;
    @Autowired TurnableClock clock;

    @BeforeEach
    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static NewCase contact(String parent, CaseKind kind) {
        return new NewCase(kind, parent, "t-east", "CALL", null, "李娜", "13900000002", null, "2栋502", "电梯异响", "早晚都响", null);
    }

    private String open() {
        return transaction.execute(status -> cases.open(contact(null, CaseKind.CONTACT), CLERK).number());
    }

    @Test
    @Rule("AS-INT-14")
    void numbersAreUniqueAndWithoutGapsWhenManyOpenCasesAtOnce() throws Exception {
        clock.set(LocalDateTime.of(2031, 3, 5, 10, 0));
        ExecutorService clerks = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> calls = IntStream.range(0, 40).<Callable<String>>mapToObj(index -> this::open).toList();
            List<String> numbers = new ArrayList<>();
            for (Future<String> call : clerks.invokeAll(calls)) {
                numbers.add(call.get());
            }
            assertThat(numbers).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(
                    IntStream.rangeClosed(1, 40).mapToObj("KF-20310305-%04d"::formatted).toList());
        } finally {
            clerks.shutdownNow();
        }
    }

    @Test
    void aNumberIsNotUsedUpByACaseThatWasNeverOpened() {
        clock.set(LocalDateTime.of(2031, 3, 6, 10, 0));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            cases.open(contact(null, CaseKind.CONTACT), CLERK);
            throw new IllegalStateException("the step fails");
        })).isInstanceOf(IllegalStateException.class);
        assertThat(open()).isEqualTo("KF-20310306-0001");
    }

    @Test
    void eachKindAndEachDayHasItsOwnSeries() {
        clock.set(LocalDateTime.of(2031, 3, 7, 10, 0));
        String parent = open();
        String child = transaction.execute(status -> cases.open(contact(parent, CaseKind.REPAIR), CLERK).number());
        clock.set(LocalDateTime.of(2031, 3, 8, 0, 0));
        assertThat(List.of(parent, child, open())).containsExactly("KF-20310307-0001", "WX-20310307-0001", "KF-20310308-0001");
    }

    @Test
    void nobodyChangesTheTimelineOrASubmittedFormAfterwards() {
        String number = open();
        long submission = transaction.execute(status ->
                submissions.store(number, "p", "Task_X", "任务", null, "f", 1, CLERK, Answers.of(Map.of("a", 1))));
        assertThatThrownBy(() -> jdbc.update("update case_timeline set text = 'x' where case_number = ?", number)).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.update("delete from case_timeline where case_number = ?", number)).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.update("delete from case_submission where id = ?", submission)).hasMessageContaining("append-only");
    }

    @Test
    void aFullStopThatSomebodyWroteDoesNotStandBeforeASignOfOurs() {
        String number = open();
        transaction.executeWithoutResult(status -> cases.note(number, CLERK, "NOTE", "现场勘察：" + "胶条开裂。" + "；责任单位：本公司；改约。，周五前。", null));
        assertThat(cases.timeline(number)).extracting(TimelineView::text).contains("现场勘察：胶条开裂；责任单位：本公司；改约，周五前。");
    }

    @Test
    void withdrawingACaseTakesItsOpenChildrenAlong() {
        String parent = open();
        String child = transaction.execute(status -> cases.open(contact(parent, CaseKind.REPAIR), CLERK).number());
        transaction.executeWithoutResult(status -> cases.withdraw(parent, "已自行解决", CLERK));

        assertThat(cases.view(parent).state()).isEqualTo(CaseState.WITHDRAWN);
        assertThat(cases.view(child).state()).isEqualTo(CaseState.WITHDRAWN);
        assertThat(cases.timeline(child)).extracting(TimelineView::text).anyMatch(text -> text.contains(parent) && text.contains("已自行解决"));
    }

    @Test
    void aClosedCaseStaysAsItIs() {
        String number = open();
        transaction.executeWithoutResult(status -> cases.close(number, "DONE", "已完成", CLERK));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> cases.categorise(number, "COMPLAINT")))
                .isInstanceOf(RuleViolation.class).hasMessageContaining("已关闭");
        assertThat(cases.view(number).completion()).isEqualTo("已完成");
        assertThat(cases.view(number).category()).isNull();
    }

    @Test
    void aChangeOutsideOfAStepIsRefused() {
        assertThatThrownBy(() -> cases.note("KF-0", CLERK, "NOTE", "x", null))
                .isInstanceOf(org.springframework.transaction.IllegalTransactionStateException.class);
    }

    @Test
    void whoDidAStepOfTheParentCaseCountsForFourEyesOnTheChild() {
        String parent = open();
        String child = transaction.execute(status -> cases.open(contact(parent, CaseKind.REPAIR), CLERK).number());
        transaction.executeWithoutResult(status ->
                submissions.store(parent, "complaint", "Task_Investigate", "调查", null, null, null, CLERK, Answers.none()));
        assertThat(submissions.submittedBy("clerk.t-east", child, List.of("Task_Investigate"))).isTrue();
        assertThat(submissions.submittedBy("clerk2.t-east", child, List.of("Task_Investigate"))).isFalse();
        assertThat(submissions.submittedBy("clerk.t-east", child, List.of("Task_Other"))).isFalse();
    }
}
