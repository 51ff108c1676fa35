package io.casework.demo;

import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.Relation;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 528 units in twelve buildings and the people who live there. The buildings were delivered between eight years and a few weeks
 * ago, one not yet, so that every warranty answer occurs. Phone numbers begin with 154, which is not given to anybody.
 */
@Component
@Profile("demo")
@Order(DemoOrganisation.ORDER + 1)
class DemoHouseholds implements ApplicationRunner {

    private static final int ENTRANCES = 2;
    private static final int FLOORS = 11;
    private static final int ROOMS = 2;
    /** Months since delivery of buildings 1 to 6; minus one: not delivered. */
    private static final List<Integer> YUNQI_AGES = List.of(84, 72, 50, 30, 23, 14);
    private static final List<Integer> BINJIANG_AGES = List.of(60, 48, 25, 18, 2, -1);
    private static final List<BigDecimal> AREAS =
            List.of(new BigDecimal("89.36"), new BigDecimal("108.72"), new BigDecimal("126.50"), new BigDecimal("143.18"));

    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢";
    private static final String FIRST = "建志文明国海小春秋雅思佳子宇晓俊伟丽秀玉慧嘉欣梓美振永家德金";
    private static final String SECOND = "华强军平明辉芳燕婷娟玲敏琳洁萍杰涛斌鹏飞龙波宁雪梅兰英萱怡轩";
    private static final long SAME_PEOPLE_EVERY_TIME = 20260706L;

    private final CustomerRegister register;
    private final Customers customers;
    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoHouseholds(CustomerRegister register, Customers customers, EntityManager entities, TransactionTemplate transaction,
            Clock clock) {
        this.register = register;
        this.customers = customers;
        this.entities = entities;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** All or nothing, and only once. */
    @Override
    public void run(ApplicationArguments arguments) {
        if (customers.units(Set.of(DemoCast.YUNQI), "1栋1单元101").isEmpty()) {
            transaction.executeWithoutResult(status -> {
                Settlement settlement = new Settlement();
                settlement.settle(DemoCast.YUNQI, YUNQI_AGES);
                settlement.settle(DemoCast.BINJIANG, BINJIANG_AGES);
            });
        }
    }

    /** One run of settling people, with the dice and the numbers that it needs. */
    private final class Settlement {

        private final Random random = new Random(SAME_PEOPLE_EVERY_TIME);
        private final LocalDate today = LocalDate.now(clock);
        private int people;
        private Long ownerOfTheLast;

        void settle(String site, List<Integer> ages) {
            for (int number = 1; number <= ages.size(); number++) {
                String label = number + "栋";
                long building = register.addBuilding(site, label);
                int age = ages.get(number - 1);
                for (int entrance = 1; entrance <= ENTRANCES; entrance++) {
                    for (int floor = 1; floor <= FLOORS; floor++) {
                        for (int room = 1; room <= ROOMS; room++) {
                            settleUnit(building, "%s%d单元%d%02d".formatted(label, entrance, floor, room),
                                    AREAS.get((entrance - 1) * ROOMS + room - 1), age);
                        }
                    }
                }
                // What has been written need not be watched for changes any longer.
                entities.flush();
                entities.clear();
            }
        }

        private void settleUnit(long building, String label, BigDecimal area, int age) {
            if (age < 0) {
                register.addUnit(building, label, area, null, false);
                return;
            }
            // Delivery of a building takes about three weeks.
            LocalDate delivered = today.minusMonths(age).plusDays(random.nextInt(21));
            boolean settled = chance(93);
            long unit = register.addUnit(building, label, area, delivered, settled);
            if (!settled) {
                return;
            }
            long owner = chance(2) && ownerOfTheLast != null ? ownerOfTheLast : person();
            ownerOfTheLast = owner;
            register.addHousehold(owner, unit, Relation.OWNER, delivered);
            if (chance(1)) {
                register.refuseContact(owner, "不希望接到回访电话", delivered);
            }
            if (chance(20)) {
                register.addHousehold(person(), unit, Relation.FAMILY, delivered);
            } else if (chance(10)) {
                register.addHousehold(person(), unit, Relation.TENANT, delivered.plusDays(30));
            }
        }

        private long person() {
            people++;
            String name = pick(SURNAMES) + (chance(25) ? "" : pick(FIRST)) + pick(SECOND);
            return register.addCustomer(name, List.of("1540000%04d".formatted(people)), "");
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private String pick(String characters) {
            return String.valueOf(characters.charAt(random.nextInt(characters.length())));
        }
    }
}
