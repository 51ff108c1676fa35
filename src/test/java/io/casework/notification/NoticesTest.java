package io.casework.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class NoticesTest {

    private static final PageRequest FIRST = PageRequest.of(0, 20);

    @Autowired Notices notices;
    @Autowired StaffAdministration staff;
    @Autowired TransactionTemplate transaction;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;

    private String unique;
    private String login;

    @BeforeEach
    void somebody() {
        unique = UUID.randomUUID().toString().substring(0, 8);
        login = "n" + unique;
        transaction.executeWithoutResult(status -> staff.addStaff(login, "通知员" + unique, "13900000000", login + "@casework.test"));
    }

    @AfterEach
    void turnBack() {
        clock.reset();
    }

    private NoticeRequest.Builder reminder() {
        return NoticeRequest.of(NoticeTemplates.TASK_REMINDER, "reminder/" + unique).about("TS" + unique, TestStaff.EAST)
                .toLogins(login)
                .with("taskName", "现场勘察").with("unitName", "东苑 1幢101").with("matter", "渗水").with("dueAt", "2026-07-08 18:00");
    }

    private void send(NoticeRequest.Builder request) {
        transaction.executeWithoutResult(status -> notices.send(request.build()));
    }

    @Test
    void aNoticeStandsInTheInboxAsSoonAsItsTransactionHasCommitted() {
        send(reminder());

        InboxNotice line = notices.inbox(login, FIRST).getContent().get(0);
        assertThat(line.subject()).isEqualTo("任务即将到期：现场勘察（TS" + unique + "）");
        assertThat(line.body()).contains("东苑 1幢101").contains("渗水").contains("2026-07-08 18:00").doesNotContain("{{");
        assertThat(line.caseNumber()).isEqualTo("TS" + unique);
        assertThat(line.site()).isEqualTo(TestStaff.EAST);
        assertThat(line.createdAt().toInstant()).isEqualTo(clock.instant());
        assertThat(line.unread()).isTrue();
        assertThat(notices.unreadCount(login)).isEqualTo(1);
    }

    @Test
    void aRollbackLeavesNeitherNoticeNorDeliveryNorQueueEntry() {
        Long queued = jdbc.sql("select count(*) from scheduled_tasks").query(Long.class).single();
        transaction.executeWithoutResult(status -> {
            notices.send(reminder().build());
            status.setRollbackOnly();
        });

        assertThat(notices.inbox(login, FIRST)).isEmpty();
        assertThat(jdbc.sql("select count(*) from notice where notice_key = ?").param("reminder/" + unique)
                .query(Long.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from scheduled_tasks").query(Long.class).single()).isEqualTo(queued);
    }

    @Test
    void sendingOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> notices.send(reminder().build())).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void theSameKeyTellsNobodyTwiceAndKeepsWhatHasBeenRead() {
        send(reminder());
        long id = notices.inbox(login, FIRST).getContent().get(0).id();
        transaction.executeWithoutResult(status -> notices.markRead(login, id));

        send(reminder().toLogins("other" + unique));

        assertThat(notices.inbox(login, FIRST)).singleElement().matches(line -> !line.unread());
        assertThat(notices.inbox("other" + unique, FIRST)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from notice_delivery where recipient = ? and channel = 'EMAIL'").param(login)
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void twoTransactionsWithTheSameKeyAtOnceMakeOneNotice() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try {
            Future<?> first = pool.submit(() -> transaction.executeWithoutResult(status -> {
                notices.send(reminder().build());
                written.countDown();
                await(commit);
            }));
            await(written);
            Future<?> second = pool.submit(() -> send(reminder()));
            commit.countDown();
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
        } finally {
            pool.shutdownNow();
        }
        assertThat(notices.inbox(login, FIRST)).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void theFirstReadingCountsAndOnlyTheOwnListCanBeMarked() {
        send(reminder());
        long id = notices.inbox(login, FIRST).getContent().get(0).id();

        assertThatThrownBy(() -> notices.markRead("somebody-else", id)).isInstanceOf(RuleViolation.class);
        assertThat(notices.unreadCount(login)).isEqualTo(1);

        notices.markRead(login, id);
        var first = notices.inbox(login, FIRST).getContent().get(0).readAt();
        clock.advance(Duration.ofMinutes(5));
        notices.markRead(login, id);

        assertThat(notices.inbox(login, FIRST).getContent().get(0).readAt()).isEqualTo(first);
        assertThat(notices.unreadCount(login)).isZero();
        assertThat(notices.unread(login, FIRST)).isEmpty();
    }

    @Test
    void markingAllReadSparesWhatCameAfterThePageWasShown() {
        send(reminder());
        long shown = notices.inbox(login, FIRST).getContent().get(0).id();
        send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, "cluster/" + unique).at(TestStaff.EAST).toLogins(login)
                .with("topic", "车库照明").with("count", "5").with("period", "六月"));

        assertThat(notices.markAllRead(login, shown)).isEqualTo(1);

        assertThat(notices.unread(login, FIRST)).singleElement()
                .matches(line -> line.template().equals(NoticeTemplates.OPINION_CLUSTER));
    }

    @Test
    void theInboxIsPagedNewestFirst() {
        for (int i = 1; i <= 5; i++) {
            send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, "cluster/" + unique + "/" + i).at(TestStaff.EAST).toLogins(login)
                    .with("topic", "主题" + i).with("count", "5").with("period", "六月"));
        }
        var page = notices.inbox(login, PageRequest.of(1, 2));
        assertThat(page.getTotalElements()).isEqualTo(5);
        assertThat(page.getContent()).extracting(InboxNotice::subject).containsExactly("意见集中：主题3", "意见集中：主题2");
    }

    @Test
    @Rule("AS-MAJ-01")
    void aMajorComplaintReachesGeneralManagerAndDeputyAtOnceByEveryChannel() {
        send(NoticeRequest.of(NoticeTemplates.MAJOR_COMPLAINT, "major/" + unique).about("TS" + unique, TestStaff.EAST)
                .toPosts("general-manager", "deputy-general-manager")
                .with("customerName", "王芳").with("unitName", "东苑 1幢101").with("matter", "多户渗水").with("reason", "媒体关注"));

        for (String manager : List.of("general-manager", "deputy-general-manager")) {
            assertThat(notices.inbox(manager, PageRequest.of(0, 50)).getContent())
                    .anyMatch(line -> line.subject().equals("【重大投诉】东苑 1幢101 王芳（TS" + unique + "）"));
            assertThat(states(manager)).containsExactlyInAnyOrder("IN_APP SENT null", "EMAIL PENDING null", "SMS SUPPRESSED 未登记手机号");
        }
    }

    private List<String> states(String recipient) {
        return jdbc.sql("""
                select d.channel || ' ' || d.state || ' ' || coalesce(d.last_error, 'null')
                  from notice_delivery d join notice n on n.id = d.notice_id
                 where d.recipient = ? and n.notice_key like ?
                """).params(recipient, "%/" + unique).query(String.class).list();
    }

    @Test
    void aPersonWithSeveralPostsIsToldOnce() {
        transaction.executeWithoutResult(status -> {
            staff.assign(login, "clerk", TestStaff.WEST);
            staff.assign(login, "records-clerk", TestStaff.WEST);
        });
        try {
            send(reminder().about("TS" + unique, TestStaff.WEST).toPosts("clerk", "records-clerk"));
            assertThat(notices.inbox(login, FIRST)).hasSize(1);
            assertThat(notices.inbox(TestStaff.login("clerk", TestStaff.EAST), PageRequest.of(0, 200)).getContent())
                    .as("the other site is told nothing").noneMatch(line -> ("TS" + unique).equals(line.caseNumber()));
        } finally {
            transaction.executeWithoutResult(status -> staff.deactivate(login));
        }
    }

    @Test
    void aVacantPostShowsUpAsFailedAndIsToldOnceFilled() {
        String site = "s" + unique;
        transaction.executeWithoutResult(status -> staff.addSite(
                new Site(site, "通知苑" + unique, "开发公司", "地址", LocalDate.of(2024, 1, 1), false)));
        send(reminder().about("TS" + unique, site).toPosts("steward"));

        assertThat(notices.inbox("procedure-admin", PageRequest.of(0, 200)).getContent())
                .filteredOn(line -> ("TS" + unique).equals(line.caseNumber())).singleElement()
                .matches(line -> line.subject().equals("通知发送失败：steward（站内）") && line.body().contains("岗位无人任职"));
        FailedDelivery failed = notices.failed(PageRequest.of(0, 200)).stream()
                .filter(line -> ("TS" + unique).equals(line.caseNumber())).findFirst().orElseThrow();
        assertThat(failed.recipient()).isEqualTo("steward");
        assertThat(failed.reason()).isEqualTo("岗位无人任职");
        assertThatThrownBy(() -> notices.sendAgain(failed.id())).isInstanceOf(RuleViolation.class).hasMessageContaining("仍无人任职");

        String steward = "g" + unique;
        transaction.executeWithoutResult(status -> {
            staff.addStaff(steward, "管家" + unique, "", "");
            staff.assign(steward, "steward", site);
        });
        notices.sendAgain(failed.id());

        assertThat(notices.inbox(steward, FIRST)).hasSize(1);
        assertThat(states(steward)).containsExactlyInAnyOrder("IN_APP SENT null", "EMAIL SUPPRESSED 未登记邮箱");
        assertThat(notices.failed(PageRequest.of(0, 200))).noneMatch(line -> line.id() == failed.id());
    }

    @Test
    void aSitePostWithoutASiteIsAMistake() {
        assertThatThrownBy(() -> send(reminder().about("TS" + unique, null).toPosts("clerk")))
                .isInstanceOf(NoticeError.class).hasMessageContaining("必须指明小区");
    }

    @Test
    void mistakesOfTheSenderAreNamedAndWriteNothing() {
        assertThatThrownBy(() -> send(NoticeRequest.of("no-such", "k/" + unique).toLogins(login)))
                .isInstanceOf(NoticeError.class).hasMessageContaining("no-such");
        assertThatThrownBy(() -> send(NoticeRequest.of(NoticeTemplates.TASK_REMINDER, "k/" + unique).about("TS1", TestStaff.EAST)
                .toLogins(login).with("taskName", "勘察")))
                .isInstanceOf(NoticeError.class).hasMessageContaining("dueAt、matter、unitName");
        assertThatThrownBy(() -> send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, "k/" + unique)
                .with("topic", "x").with("count", "5").with("period", "y")))
                .isInstanceOf(NoticeError.class).hasMessageContaining("没有收件人");
        assertThatThrownBy(() -> send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, " ").toLogins(login)
                .with("topic", "x").with("count", "5").with("period", "y")))
                .isInstanceOf(NoticeError.class).hasMessageContaining("幂等键");
        assertThat(notices.inbox(login, FIRST)).isEmpty();
    }

    @Test
    void whatACustomerWroteIsTextAndNothingElse() {
        send(reminder().with("matter", "看 {{customerName}} <b>x</b> '; drop table notice; --\u0000\u0007\r\n第二行").with("unitName", " "));

        InboxNotice line = notices.inbox(login, FIRST).getContent().get(0);
        assertThat(line.body()).contains("事由：看 {{customerName}} <b>x</b> '; drop table notice; --\n第二行")
                .contains("房号：（未填写）")
                .doesNotContain("\u0000").doesNotContain("\u0007").doesNotContain("\r");
    }

    @Test
    void oversizedTextsAreCutNotRefused() {
        send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, "big/" + unique).at(TestStaff.EAST).toLogins(login)
                .with("topic", "照明😀".repeat(20_000)).with("count", "5").with("period", "六月"));

        InboxNotice line = notices.inbox(login, FIRST).getContent().get(0);
        assertThat(line.subject().codePointCount(0, line.subject().length())).isEqualTo(150);
        assertThat(line.subject()).endsWith("…");
        assertThat(line.body().codePointCount(0, line.body().length())).isEqualTo(10_000);
    }

    @Test
    void theSubstituteIsToldInPlaceOfTheAbsentPerson() {
        String substitute = "s" + unique;
        transaction.executeWithoutResult(status -> {
            staff.assign(login, "legal", null);
            staff.addStaff(substitute, "代理" + unique, "", "");
            staff.substitute(login, substitute, clock.instant().minusSeconds(60), clock.instant().plusSeconds(3600), "年休假");
        });
        try {
            send(NoticeRequest.of(NoticeTemplates.OPINION_CLUSTER, "cluster/" + unique).toPosts("legal")
                    .with("topic", "合同").with("count", "5").with("period", "六月"));
            assertThat(notices.inbox(substitute, FIRST)).hasSize(1);
            assertThat(notices.inbox(login, FIRST)).isEmpty();
        } finally {
            transaction.executeWithoutResult(status -> staff.deactivate(login));
        }
    }
}
