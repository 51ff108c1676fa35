package io.casework.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Searches among 250,000 customers, each in a unit of its own. Everything is rolled back. */
@CaseworkTest
@Tag("benchmark")
class CustomerSearchBenchmark {

    private static final int CUSTOMERS = 250_000;
    private static final int ROUNDS = 50;
    private static final double MOST_MILLISECONDS = 50;

    @Autowired Customers customers;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void everySearchStaysFastAmongAQuarterOfAMillionCustomers() {
        transaction.executeWithoutResult(status -> {
            fill();
            Set<String> east = Set.of(TestStaff.EAST);
            measure("phone", () -> customers.byPhone(east, "15500123456"));
            measure("phone ending", () -> customers.byPhoneEnding(east, "3456"));
            measure("name, three characters", () -> customers.byName(east, "乙丙丁"));
            measure("name, two characters", () -> customers.byName(east, "乙丙"));
            measure("unit", () -> customers.byUnit(east, "9100栋2单元1203"));
            measure("unit without entrance", () -> customers.byUnit(east, "9100栋1203"));
            measure("match", () -> customers.match(TestStaff.EAST, "15500123456", "甲乙丙", "9100栋2单元1203"));
            status.setRollbackOnly();
        });
    }

    private void fill() {
        jdbc.sql("insert into building (site_code, label) select 't-east', (9000 + b) || '栋' from generate_series(0, 249) b").update();
        jdbc.sql("""
                        insert into unit (building_id, site_code, label, unit_key, room_key, occupied)
                        select id, site_code, label || e || '单元' || r, replace(label, '栋', '-') || e || '-' || r, r::text, true
                        from building, generate_series(1, 10) e, lateral (select f * 100 + d as r
                            from generate_series(1, 25) f, generate_series(1, 4) d) rooms
                        where label ~ '^9[0-2][0-9]{2}栋$' and site_code = 't-east'""").update();
        jdbc.sql("""
                        insert into customer (name, id_remark)
                        select substr('甲乙丙丁戊己庚辛壬癸', 1 + i %% 10, 1) || substr('子丑寅卯辰巳午未申酉戌亥', 1 + (i / 10) %% 12, 1)
                               || chr(19968 + (i / 120) %% 3000), 'benchmark'
                        from generate_series(1, %d) i""".formatted(CUSTOMERS)).update();
        jdbc.sql("""
                        insert into customer_phone (customer_id, position, digits)
                        select id, 0, '155' || lpad((row_number() over (order by id))::text, 8, '0')
                        from customer where id_remark = 'benchmark'""").update();
        jdbc.sql("""
                        insert into household (customer_id, unit_id, relation, from_on)
                        select c.id, u.id, 'OWNER', '2020-01-01'
                        from (select id, row_number() over (order by id) n from customer where id_remark = 'benchmark') c
                        join (select id, row_number() over (order by id) n from unit where unit_key ~ '^9[0-2][0-9]{2}-') u using (n)""")
                .update();
        jdbc.sql("analyze building, unit, customer, customer_phone, household").update();
        assertThat(jdbc.sql("select count(*) from household").query(Long.class).single()).isGreaterThanOrEqualTo(CUSTOMERS);
    }

    private static void measure(String what, Runnable search) {
        double[] milliseconds = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            search.run();
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(milliseconds);
        double high = milliseconds[(int) (ROUNDS * 0.95)];
        System.out.printf("%-24s median %6.2f ms, 95th percentile %6.2f ms%n", what, milliseconds[ROUNDS / 2], high);
        assertThat(high).as(what).isLessThan(MOST_MILLISECONDS);
    }
}
