package io.casework.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.organisation.Sites;
import io.casework.platform.RuleViolation;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CaseworkTest
class CustomersTest {

    private static final AtomicInteger NUMBER = new AtomicInteger(500);
    private static final Set<String> EAST = Set.of(TestStaff.EAST);
    private static final Set<String> WEST = Set.of(TestStaff.WEST);
    private static final LocalDate DAY = LocalDate.of(2024, 3, 10);

    @Autowired Customers customers;
    @Autowired CustomerRegister register;
    @Autowired WarrantyItems items;
    @Autowired TestHomes homes;
    @Autowired TurnableClock clock;
    @Autowired Sites sites;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aPhoneIsFoundInAnyNotation() {
        for (String phone : List.of("15400010101", "154 0001 0101", "+86 154-0001-0101", "0086154００010101")) {
            assertThat(customers.byPhone(EAST, phone)).as(phone).extracting(Resident::name).containsExactly("陈东海");
        }
        assertThat(customers.byPhone(EAST, "1540001010")).as("a part is not the number").isEmpty();
        assertThat(customers.byPhone(EAST, "")).isEmpty();
    }

    @Test
    void aPhoneIsFoundByItsEnding() {
        assertThat(customers.byPhoneEnding(EAST, "0101")).extracting(Resident::name).contains("陈东海");
        assertThat(customers.byPhoneEnding(EAST, "101")).as("too short").isEmpty();
    }

    @Test
    void aNameIsFoundByAnyPartOfIt() {
        assertThat(customers.byName(EAST, "东海")).extracting(Resident::name).containsExactly("陈东海");
        assertThat(customers.byName(EAST, "陈")).extracting(Resident::name).contains("陈东海");
        assertThat(customers.byName(EAST, "海东")).isEmpty();
        assertThat(customers.byName(EAST, "陈东海洋")).isEmpty();
        assertThat(customers.byName(EAST, "%")).isEmpty();
    }

    @Test
    void aUnitIsFoundInAnyNotationWithItsOwnerFirst() {
        assertThat(customers.byUnit(EAST, "1号楼1单元102室")).extracting(Resident::name).containsExactly("林秀兰", "周小租");
        assertThat(customers.byUnit(EAST, "1-102")).hasSize(2);
        assertThat(customers.byUnit(EAST, "102")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(customers.byUnit(EAST, "2栋")).extracting(Resident::name).contains("郑国强", "黄两全").doesNotContain("陈东海");
        assertThat(customers.units(EAST, "2栋1单元202")).hasSize(1);
        assertThat(customers.byUnit(EAST, "2栋1单元202")).isEmpty();
    }

    @Test
    void oneBoxFindsPhonesNamesAndUnits() {
        assertThat(customers.search(EAST, "0101")).extracting(Resident::name).contains("陈东海");
        assertThat(customers.search(EAST, "秀兰")).extracting(Resident::name).containsExactly("林秀兰");
        assertThat(customers.search(EAST, "2栋1单元201")).extracting(Resident::name).containsExactly("郑国强");
        assertThat(customers.search(EAST, " ")).isEmpty();
    }

    @Test
    void anotherSitesCustomersAreNotFound() {
        assertThat(customers.byPhone(WEST, "15400010101")).isEmpty();
        assertThat(customers.byName(WEST, "陈东海")).isEmpty();
        assertThat(customers.byUnit(WEST, "2栋1单元201")).isEmpty();
        assertThat(customers.units(WEST, "2栋1单元201")).isEmpty();
        assertThat(customers.search(Set.of(), "陈东海")).isEmpty();
        assertThat(customers.match(TestStaff.WEST, "15400010101", "", "").kind()).isEqualTo(Match.Kind.NONE);
    }

    @Test
    void aCallerIsClearWhenExactlyOneFitsAll() {
        clear("15400010101", "", "");
        clear("15400010101", "陈东海", "1栋1单元101");
        clear("15400010101", "陈先生", "");
        clear("", "陈东海", "");
        clear("", "陈东海", "1-1-101");
        clear("", "", "1栋1单元101");
        assertThat(customers.match(TestStaff.EAST, "15400010112", "", "1栋1单元102").candidates())
                .extracting(Resident::name).containsExactly("周小租");
    }

    @Test
    void aCallerIsUnclearWhenSeveralFitOrSomeFitInPart() {
        unclear("15400010301", "", "", "2栋1单元301", "2栋1单元302");
        unclear("", "", "1栋1单元102", "1栋1单元102", "1栋1单元102");
        unclear("15400010101", "林秀兰", "", "1栋1单元101", "1栋1单元102");
        unclear("15499999999", "陈东海", "1栋1单元101", "1栋1单元101");
        assertThat(customers.match(TestStaff.EAST, "15400010101", "林秀兰", "1栋1单元102").candidates().get(0).name())
                .as("who fits most comes first").isEqualTo("林秀兰");
        assertThat(customers.match(TestStaff.EAST, "", "陈先生", "").kind())
                .as("a surname alone says too little").isEqualTo(Match.Kind.NONE);
    }

    @Test
    void aCallerWhomNothingFitsIsNone() {
        assertThat(customers.match(TestStaff.EAST, "15499999999", "查无此人", "99栋1单元101"))
                .isEqualTo(new Match(Match.Kind.NONE, List.of()));
        assertThat(customers.match(TestStaff.EAST, null, null, null).kind()).isEqualTo(Match.Kind.NONE);
        assertThat(customers.match(TestStaff.EAST, "", "", "楼下").kind()).isEqualTo(Match.Kind.NONE);
    }

    @Test
    void twoUnitsOfOneCustomerAreToldApartByTheUnit() {
        Match match = customers.match(TestStaff.EAST, "15400010301", "", "302");
        assertThat(match.kind()).isEqualTo(Match.Kind.CLEAR);
        assertThat(match.candidates().get(0).unit()).isEqualTo("2栋1单元302");
    }

    @Test
    void theLastDayIsInWarrantyAndTheNextIsNot() {
        long unit = newUnit(DAY);
        LocalDate last = LocalDate.of(2026, 3, 10);
        assertThat(customers.warrantyOn(unit, "doors-windows", last)).isEqualTo(new Warranty(Warranty.Status.IN, last));
        assertThat(customers.warrantyOn(unit, "doors-windows", last.plusDays(1))).isEqualTo(new Warranty(Warranty.Status.OUT, last));
        assertThat(customers.warrantyOn(unit, "门窗", last).status()).isEqualTo(Warranty.Status.IN);
        assertThat(customers.warrantyOn(unit, null, last)).isEqualTo(new Warranty(Warranty.Status.IN, last));
        assertThat(customers.warrantyOn(unit, "other", last.plusDays(1)).status()).isEqualTo(Warranty.Status.OUT);
        assertThat(customers.warrantyOn(unit, "waterproofing", LocalDate.of(2029, 3, 10)).status()).isEqualTo(Warranty.Status.IN);
        assertThat(customers.warrantyOn(unit, "waterproofing", LocalDate.of(2029, 3, 11)).status()).isEqualTo(Warranty.Status.OUT);
        assertThat(customers.warrantyOn(unit, "structure", LocalDate.of(2060, 1, 1)).status()).isEqualTo(Warranty.Status.IN);
    }

    @Test
    void theLastDayCanBeSetToBeOut() {
        Customers strict = new Customers(jdbc, items, sites, clock, false);
        long unit = newUnit(DAY);
        assertThat(strict.warrantyOn(unit, null, LocalDate.of(2026, 3, 10)).status()).isEqualTo(Warranty.Status.OUT);
        assertThat(strict.warrantyOn(unit, null, LocalDate.of(2026, 3, 9)).status()).isEqualTo(Warranty.Status.IN);
    }

    @Test
    void nobodyKnowsTheWarrantyOfWhatIsNotDeliveredOrNotListed() {
        long unit = newUnit(null);
        assertThat(customers.warrantyOn(unit, "doors-windows", DAY)).isEqualTo(new Warranty(Warranty.Status.UNKNOWN, null));
        assertThat(customers.warrantyOn(unit, null, DAY).status()).isEqualTo(Warranty.Status.UNKNOWN);
        assertThat(customers.warrantyOn(unit, "no-such-item", DAY).status()).isEqualTo(Warranty.Status.UNKNOWN);
        assertThat(customers.warrantyOn(-1, null, DAY).status()).isEqualTo(Warranty.Status.UNKNOWN);
        register.deliver(unit, DAY);
        assertThat(customers.warrantyOn(unit, "doors-windows", DAY).status()).isEqualTo(Warranty.Status.IN);
        refused("day", () -> register.deliver(unit, DAY));
    }

    @Test
    void aContractMaySetItsOwnDates() {
        long unit = newUnit(DAY);
        register.setWarranty(unit, "waterproofing", LocalDate.of(2032, 3, 10));
        register.setWarranty(unit, WarrantyItem.OTHER, LocalDate.of(2025, 3, 10));
        assertThat(customers.warrantyOn(unit, "waterproofing", LocalDate.of(2032, 3, 10)).status()).isEqualTo(Warranty.Status.IN);
        assertThat(customers.warrantyOn(unit, null, LocalDate.of(2025, 3, 11)).status()).isEqualTo(Warranty.Status.OUT);
        refused("item", () -> register.setWarranty(unit, "no-such-item", DAY));
    }

    @Test
    void changedDefaultPeriodsConcernLaterDeliveriesOnly() {
        transaction.executeWithoutResult(status -> {
            long before = newUnit(DAY);
            items.changePeriod("doors-windows", 36, "本项目合同");
            items.changeSeasons("heating", 3, MonthDay.of(11, 1), MonthDay.of(3, 31), "本项目合同");
            long after = newUnit(DAY);
            assertThat(customers.warrantyOn(before, "doors-windows", DAY).until()).isEqualTo(LocalDate.of(2026, 3, 10));
            assertThat(customers.warrantyOn(after, "doors-windows", DAY).until()).isEqualTo(LocalDate.of(2027, 3, 10));
            assertThat(customers.warrantyOn(after, "heating", DAY).until()).isEqualTo(LocalDate.of(2027, 3, 31));
            status.setRollbackOnly();
        });
        refused("months", () -> items.changePeriod("doors-windows", 0, "x"));
        refused("code", () -> items.changePeriod("nothing", 12, "x"));
        refused("basis", () -> items.changePeriod("doors-windows", 12, ""));
    }

    @Test
    void theViewOfAUnitShowsAllAboutIt() {
        UnitView view = customers.unitView(homes.unit(TestStaff.EAST, "2栋1单元301")).orElseThrow();
        assertThat(view.siteName()).isEqualTo("东苑");
        assertThat(view.unit().building()).isEqualTo("2栋");
        assertThat(view.residents()).extracting(Resident::name).containsExactly("黄两全");
        assertThat(view.warranties()).hasSize(items.all().size());
        assertThat(view.warranties()).filteredOn(line -> line.today() == Warranty.Status.IN).extracting(WarrantyLine::item)
                .containsExactly("waterproofing", "structure");
        assertThat(view.warranties().get(view.warranties().size() - 1).item()).isEqualTo(WarrantyItem.OTHER);
        assertThat(customers.unitView(-1)).isEmpty();
    }

    @Test
    void whoHasMovedOutIsNoLongerFound() {
        long unit = newUnit(DAY);
        long customer = register.addCustomer("搬家人", List.of("15400090001"), "已核对身份证");
        LocalDate today = LocalDate.now(clock);
        long household = register.addHousehold(customer, unit, Relation.TENANT, DAY);
        refused("unit", () -> register.addHousehold(customer, unit, Relation.OWNER, DAY));
        refused("lastDay", () -> register.endHousehold(household, DAY.minusDays(1)));
        register.endHousehold(household, today);
        assertThat(customers.byPhone(EAST, "15400090001")).as("the last day still counts").hasSize(1);
        clock.advance(java.time.Duration.ofDays(1));
        assertThat(customers.byPhone(EAST, "15400090001")).isEmpty();
        assertThat(customers.customer(customer)).get().satisfies(view -> {
            assertThat(view.residences()).isEmpty();
            assertThat(view.phones()).containsExactly("15400090001");
            assertThat(view.idRemark()).isEqualTo("已核对身份证");
        });
        refused("household", () -> register.endHousehold(household, today));
    }

    @Test
    void whoRefusesCallbacksIsMarked() {
        Resident refuses = homes.resident(TestStaff.WEST, "15400020102");
        assertThat(refuses.contactRefused()).isTrue();
        assertThat(customers.contactRefused(refuses.customerId())).isTrue();
        assertThat(customers.contactRefused(homes.resident(TestStaff.WEST, "15400020101").customerId())).isFalse();
        assertThat(customers.contactRefused(-1L)).isFalse();
        assertThat(customers.contactRefused(null)).isFalse();
    }

    @Test
    void whatIsEnteredIsChecked() {
        refused("name", () -> register.addCustomer(" ", List.of(), ""));
        refused("phones", () -> register.addCustomer("张三", List.of("123"), ""));
        refused("idRemark", () -> register.addCustomer("张三", List.of(), "长".repeat(201)));
        refused("idRemark", () -> register.addCustomer("张三", List.of(), "身份证11010519491231002x已核对"));
        refused("site", () -> register.addBuilding("nowhere", "1栋"));
        refused("label", () -> register.addBuilding(TestStaff.EAST, "1栋"));
        long building = newBuilding();
        refused("label", () -> register.addUnit(building, "1201", null, null, false));
        refused("label", () -> register.addUnit(building, "1号楼1单元101室", null, null, false));
        refused("area", () -> register.addUnit(building, "77栋1单元1", new BigDecimal("-1"), null, false));
        refused("area", () -> register.addUnit(building, "77栋1单元1", new BigDecimal("1.234"), null, false));
        refused("relation", () -> register.addHousehold(1, 1, null, DAY));
        refused("customer", () -> register.addHousehold(-1, 1, Relation.OWNER, DAY));
    }

    @Test
    void customerDataCanBeChanged() {
        long customer = register.addCustomer("旧名", List.of("15400090010", "154 0009 0010", "0591-88000000"), "");
        assertThat(customers.customer(customer).orElseThrow().phones()).containsExactly("15400090010", "059188000000");
        register.changeCustomer(customer, "新名", List.of("15400090011"), "备注");
        assertThat(customers.customer(customer).orElseThrow())
                .isEqualTo(new CustomerView(customer, "新名", List.of("15400090011"), "备注", false, "", null, List.of()));
        assertThat(customers.customer(-1)).isEmpty();
    }

    private void clear(String phone, String name, String unit) {
        Match match = customers.match(TestStaff.EAST, phone, name, unit);
        assertThat(match.kind()).as(phone + name + unit).isEqualTo(Match.Kind.CLEAR);
        assertThat(match.candidates()).extracting(Resident::name).containsExactly("陈东海");
    }

    private void unclear(String phone, String name, String unit, String... candidates) {
        Match match = customers.match(TestStaff.EAST, phone, name, unit);
        assertThat(match.kind()).as(phone + name + unit).isEqualTo(Match.Kind.UNCLEAR);
        assertThat(match.candidates()).extracting(Resident::unit).containsExactlyInAnyOrder(candidates);
    }

    private long newBuilding() {
        return register.addBuilding(TestStaff.EAST, NUMBER.incrementAndGet() + "栋");
    }

    private long newUnit(LocalDate deliveredOn) {
        long building = newBuilding();
        return register.addUnit(building, NUMBER.incrementAndGet() + "栋1单元101", new BigDecimal("100.00"), deliveredOn, true);
    }

    private static void refused(String field, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(RuleViolation.class,
                violation -> assertThat(violation.fields()).containsKey(field));
    }
}
