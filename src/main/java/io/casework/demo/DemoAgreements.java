package io.casework.demo;

import io.casework.repair.Contractors;
import io.casework.repair.RepairAgreements;
import io.casework.repair.RepairAgreements.Agreement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The agreements with contractors by which the repair teams of the two sites take over warranty work (REC-015). */
@Component
@Profile("demo")
@Order(DemoOrganisation.ORDER + 1)
class DemoAgreements implements ApplicationRunner {

    private final RepairAgreements agreements;
    private final Contractors contractors;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoAgreements(RepairAgreements agreements, Contractors contractors, TransactionTemplate transaction, Clock clock) {
        this.agreements = agreements;
        this.contractors = contractors;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** All or nothing, and only once. */
    @Override
    public void run(ApplicationArguments arguments) {
        LocalDate signed = LocalDate.now(clock).minusYears(2).withDayOfYear(60);
        List<Agreement> all = List.of(
                new Agreement(DemoCast.YUNQI, "YQ-SH-01", "华城建设工程有限公司", "一至六栋土建、防水和外墙", signed, signed.plusYears(5)),
                new Agreement(DemoCast.YUNQI, "YQ-SH-02", "安居机电安装有限公司", "水电、暖通和弱电", signed.plusDays(20), signed.plusYears(3)),
                new Agreement(DemoCast.BINJIANG, "BJ-SH-01", "江海建筑集团有限公司", "全部土建和门窗", signed.plusMonths(3), null));
        if (agreements.of(all.get(0).number()).isEmpty()) {
            transaction.executeWithoutResult(status -> {
                contractors.add("华城建设工程有限公司", "周立国", "13800001101", "土建、防水和外墙", "");
                contractors.add("安居机电安装有限公司", "何秀英", "13800001102", "水电、暖通和弱电", "夜间抢修另打值班电话");
                contractors.add("江海建筑集团有限公司", "罗建军", "13800001103", "土建和门窗", "");
                all.forEach(agreements::enter);
            });
        }
    }
}
