package io.casework.testkit;

import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.Relation;
import io.casework.customer.Resident;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A few units and households on the sites of {@link TestStaff}, made once for the shared context. Phone numbers begin with 154,
 * which is not given to anybody. A test that changes households makes its own.
 *
 * <table>
 * <caption>What is there, seen from {@link TurnableClock#START}</caption>
 * <tr><td>east 1栋1单元101</td><td>陈东海, owner, 15400010101</td><td>delivered 2025-06-30, everything in warranty</td></tr>
 * <tr><td>east 1栋1单元102</td><td>林秀兰, owner, 15400010102; 周小租, tenant, 15400010112</td><td>delivered 2025-06-30</td></tr>
 * <tr><td>east 2栋1单元201</td><td>郑国强, owner, 15400010201</td><td>delivered 2018-05-01, everything but the structure out</td></tr>
 * <tr><td>east 2栋1单元202</td><td>nobody</td><td>delivered 2018-05-01</td></tr>
 * <tr><td>east 2栋1单元301 and 302</td><td>黄两全, owner of both, 15400010301</td><td>delivered 2023-05-01: waterproofing in, general out</td></tr>
 * <tr><td>east 2栋1单元401</td><td>nobody</td><td>not delivered</td></tr>
 * <tr><td>west 1栋1单元101</td><td>吴西平, owner, 15400020101</td><td>delivered 2025-09-30, in warranty</td></tr>
 * <tr><td>west 1栋1单元102</td><td>何西林, owner, 15400020102, refuses callbacks</td><td>delivered 2019-09-30, out</td></tr>
 * </table>
 */
@Order(TestStaff.ORDER + 1)
public class TestHomes implements ApplicationRunner {

    private static final BigDecimal AREA = new BigDecimal("89.50");

    private final CustomerRegister register;
    private final Customers customers;
    private final TransactionTemplate transaction;

    TestHomes(CustomerRegister register, Customers customers, TransactionTemplate transaction) {
        this.register = register;
        this.customers = customers;
        this.transaction = transaction;
    }

    /** The resident with this phone; the first one by unit where there are several. */
    public Resident resident(String site, String phone) {
        return customers.byPhone(Set.of(site), phone).get(0);
    }

    /** Number of the unit with this label. */
    public long unit(String site, String label) {
        return customers.units(Set.of(site), label).get(0).id();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (customers.units(Set.of(TestStaff.EAST), "1栋1单元101").isEmpty()) {
            transaction.executeWithoutResult(status -> create());
        }
    }

    private void create() {
        long east1 = register.addBuilding(TestStaff.EAST, "1栋");
        long east2 = register.addBuilding(TestStaff.EAST, "2栋");
        long west1 = register.addBuilding(TestStaff.WEST, "1栋");
        LocalDate young = LocalDate.of(2025, 6, 30);
        LocalDate middle = LocalDate.of(2023, 5, 1);
        LocalDate old = LocalDate.of(2018, 5, 1);

        lives("陈东海", "15400010101", Relation.OWNER, unit(east1, "1栋1单元101", young));
        long shared = unit(east1, "1栋1单元102", young);
        lives("林秀兰", "15400010102", Relation.OWNER, shared);
        lives("周小租", "15400010112", Relation.TENANT, shared);
        lives("郑国强", "15400010201", Relation.OWNER, unit(east2, "2栋1单元201", old));
        unit(east2, "2栋1单元202", old);
        long two = lives("黄两全", "15400010301", Relation.OWNER, unit(east2, "2栋1单元301", middle));
        register.addHousehold(two, unit(east2, "2栋1单元302", middle), Relation.OWNER, middle);
        register.addUnit(east2, "2栋1单元401", AREA, null, false);

        lives("吴西平", "15400020101", Relation.OWNER, unit(west1, "1栋1单元101", LocalDate.of(2025, 9, 30)));
        long refuses = lives("何西林", "15400020102", Relation.OWNER, unit(west1, "1栋1单元102", LocalDate.of(2019, 9, 30)));
        register.refuseContact(refuses, "", LocalDate.of(2019, 9, 30));
    }

    private long unit(long building, String label, LocalDate deliveredOn) {
        return register.addUnit(building, label, AREA, deliveredOn, true);
    }

    private long lives(String name, String phone, Relation relation, long unit) {
        long customer = register.addCustomer(name, List.of(phone), "");
        register.addHousehold(customer, unit, relation, LocalDate.of(2018, 5, 1));
        return customer;
    }
}
