package io.casework.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.Resident;
import io.casework.customer.UnitView;
import io.casework.customer.Warranty;
import io.casework.organisation.Accounts;
import io.casework.organisation.DemoAccounts;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.repair.Contractors;
import io.casework.repair.RepairAgreements;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Rule;
import io.casework.testkit.TurnableClock;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;

/** The demonstration data, made inside a transaction that is rolled back: the shared database stays as it is. */
@CaseworkTest
class DemoTest {

    private static final String PASSWORD = "not-the-real-one";

    @Autowired Sites sites;
    @Autowired Posts posts;
    @Autowired Staffing staffing;
    @Autowired StaffAdministration administration;
    @Autowired Accounts accounts;
    @Autowired CustomerRegister register;
    @Autowired Customers customers;
    @Autowired RepairAgreements agreements;
    @Autowired RecordBook book;
    @Autowired RecordKinds kinds;
    @Autowired Contractors contractors;
    @Autowired EntityManager entities;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;
    @Autowired JdbcClient jdbc;
    @Autowired IdentityService identity;
    @Autowired ObjectProvider<DemoAccounts> demoAccounts;

    @Test
    void thereIsNoDemoOutsideItsProfile() {
        assertThat(demoAccounts.getIfAvailable()).isNull();
        assertThat(sites.site(DemoCast.YUNQI)).isEmpty();
    }

    @Test
    void everyPostIsStaffedAndCanSignIn() {
        inTheDemo(organisation -> {
            for (Post post : posts.all()) {
                assertThat(staffing.holders(post.code(), DemoCast.YUNQI)).as(post.name()).isNotEmpty();
                assertThat(staffing.holders(post.code(), DemoCast.BINJIANG)).as(post.name()).isNotEmpty();
            }
            for (DemoAccounts.DemoAccount account : organisation.accounts()) {
                assertThat(identity.checkPassword(account.login(), PASSWORD)).as(account.login()).isTrue();
                assertThat(staffing.person(account.login())).isPresent();
            }
            assertThat(organisation.accounts()).extracting(DemoAccounts.DemoAccount::site).contains("总部", "云栖花园", "滨江壹号");
            assertThat(organisation.accounts()).extracting(DemoAccounts.DemoAccount::login)
                    .contains("clerk.yunqi", "records.yunqi", "manager", "gm", "dgm", "vce", "repair.binjiang");
        });
    }

    @Test
    void hundredsOfUnitsWithEveryWarrantyAnswer() {
        inTheDemo(organisation -> {
            assertThat(count("select count(*) from unit where site_code in ('yunqi', 'binjiang')")).isEqualTo(528);
            assertThat(count("select count(*) from building where site_code in ('yunqi', 'binjiang')")).isEqualTo(12);
            assertThat(count("""
                    select count(distinct h.unit_id) from household h join unit u on u.id = h.unit_id
                    where u.site_code in ('yunqi', 'binjiang')""")).isBetween(420L, 480L);
            assertThat(count("select count(*) from customer_phone where digits like '1540000%'")).isGreaterThan(450);
            Set<Warranty.Status> answers = new HashSet<>();
            for (String unit : new String[] {"1栋1单元101", "4栋1单元101", "6栋2单元1102"}) {
                for (String site : new String[] {DemoCast.YUNQI, DemoCast.BINJIANG}) {
                    UnitView view = customers.unitView(customers.units(Set.of(site), unit).get(0).id()).orElseThrow();
                    view.warranties().forEach(line -> answers.add(line.today()));
                }
            }
            assertThat(answers).containsExactlyInAnyOrder(Warranty.Status.values());
            Resident first = customers.byPhone(Set.of(DemoCast.YUNQI), "15400000001").get(0);
            assertThat(first.name()).hasSizeBetween(2, 3);
        });
    }

    @Test
    @Rule("AS-DSP-03")
    void theRepairTeamsWorkByAgreementsWithTheContractors() {
        inTheDemo(organisation -> {
            assertThat(agreements.inForce(DemoCast.YUNQI, LocalDate.now(clock))).hasSize(2);
            assertThat(agreements.inForce(DemoCast.BINJIANG, LocalDate.now(clock))).hasSize(1);
        });
    }

    @Test
    void theRecordBookHasEntriesOfBothSitesAndOfTheDepartmentInEveryKind() {
        inTheDemo(organisation -> {
            TurnableClock turnable = (TurnableClock) clock;
            DemoRecords records = new DemoRecords(book, clock, moment -> turnable.set(moment.atZone(clock.getZone()).toLocalDateTime()), turnable::reset, jdbc, transaction);
            turnable.reset();
            records.run(null);
            assertThat(LocalDate.now(clock)).isEqualTo(TurnableClock.START.toLocalDate());
            kinds.all().stream().filter(kind -> !kind.records().isEmpty()).forEach(kind ->
                    assertThat(book.newest(kind, Set.of(DemoCast.YUNQI, DemoCast.BINJIANG), 20)).as(kind.name()).isNotEmpty());
            RecordKind inspections = kinds.find("inspections").orElseThrow();
            assertThat(book.newest(inspections, Set.of(DemoCast.YUNQI), 20)).hasSize(3).anyMatch(entry -> entry.version() > 1 && entry.open()).anyMatch(entry -> entry.doneOn() != null);
            assertThat(book.newest(inspections, Set.of(DemoCast.BINJIANG), 20)).hasSize(2).anyMatch(RecordEntry::voided);
            long before = count("select count(*) from record_entry");
            records.run(null);
            assertThat(count("select count(*) from record_entry")).isEqualTo(before);
        });
    }

    @Test
    void aSecondStartAddsNothing() {
        inTheDemo(organisation -> {
            long before = everything();
            start();
            assertThat(everything()).isEqualTo(before);
        });
    }

    @Test
    void theAnnouncementNamesAddressPasswordAndEveryAccount() {
        inTheDemo(organisation -> {
            String text = new DemoAnnouncement(organisation, new MockEnvironment()).text("8123");
            assertThat(text).contains("http://localhost:8123/", "/camunda/app/tasklist/", PASSWORD);
            assertThat(organisation.accounts()).allSatisfy(account ->
                    assertThat(text).contains(account.login()).contains(account.name()).contains(account.post()));
        });
    }

    private DemoOrganisation start() {
        DemoOrganisation organisation =
                new DemoOrganisation(sites, posts, staffing, administration, accounts, transaction, clock, PASSWORD);
        organisation.run(null);
        new DemoHouseholds(register, customers, entities, transaction, clock).run(null);
        new DemoAgreements(agreements, contractors, transaction, clock).run(null);
        return organisation;
    }

    private void inTheDemo(Consumer<DemoOrganisation> test) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            test.accept(start());
        });
    }

    private long everything() {
        return count("""
                select (select count(*) from site) + (select count(*) from staff) + (select count(*) from assignment)
                     + (select count(*) from unit) + (select count(*) from customer) + (select count(*) from household)
                     + (select count(*) from repair_agreement) + (select count(*) from contractor)""");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
