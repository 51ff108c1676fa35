package io.casework.testkit;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.task.Task;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.organisation.Accounts;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

/** Beans that take the place of the outside world in tests. */
@TestConfiguration(proxyBeanMethods = false)
@Import({Walk.class, FormAttacker.class, DatabaseState.class, OpenProbeCase.class, ProbeCases.class, FigureRows.class})
class TestBeans {

    /** All statements are counted, see {@link SqlCount}. */
    @Bean
    static BeanPostProcessor countedDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource dataSource && name.equals("dataSource") ? SqlCount.counting(dataSource) : bean;
            }
        };
    }

    @Bean
    TurnableClock clock() {
        return new TurnableClock();
    }

    /** Notes which flow nodes the tests pass. */
    @Bean
    ModelCoverage modelCoverage() {
        return new ModelCoverage();
    }

    /** A real SMTP server on a free port. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    GreenMail mailServer() {
        return new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    }

    @Bean
    DynamicPropertyRegistrar mailServerPort(GreenMail server) {
        return registry -> registry.add("spring.mail.port", () -> server.getSmtp().getPort());
    }

    /** Takes SMS where the supplier would. */
    @Bean(destroyMethod = "stop")
    SmsSupplier smsSupplier() {
        return new SmsSupplier();
    }

    @Bean
    DynamicPropertyRegistrar smsSupplierAddress(SmsSupplier supplier) {
        return registry -> registry.add("casework.notification.sms.url", supplier::url);
    }

    /** The scheduler is there but does not look for work: tests run {@link DueDeliveries}, or resume it for themselves. */
    @Bean
    DbSchedulerStarter pausedScheduler(Scheduler scheduler) {
        scheduler.pause();
        scheduler.start();
        return () -> { };
    }

    @Bean
    DueDeliveries dueDeliveries(DataSource dataSource, List<Task<?>> tasks, TurnableClock clock) {
        return new DueDeliveries(dataSource, tasks, clock);
    }

    @Bean
    TestStaff testStaff(Sites sites, Posts posts, StaffAdministration administration, Accounts accounts,
            TransactionTemplate transaction) {
        return new TestStaff(sites, posts, administration, accounts, transaction);
    }

    @Bean
    TestHomes testHomes(CustomerRegister register, Customers customers, TransactionTemplate transaction) {
        return new TestHomes(register, customers, transaction);
    }
}
