package io.casework.testkit;

import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.organisation.Accounts;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

/** Beans that take the place of the outside world in tests. */
@TestConfiguration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    TurnableClock clock() {
        return new TurnableClock();
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
