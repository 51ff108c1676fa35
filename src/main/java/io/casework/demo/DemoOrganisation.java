package io.casework.demo;

import io.casework.organisation.Accounts;
import io.casework.organisation.DemoAccounts;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import io.casework.organisation.Staffing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The two sites and everybody who works there, made at the first start of the demonstration. */
@Component
@Profile("demo")
@Order(DemoOrganisation.ORDER)
class DemoOrganisation implements ApplicationRunner, DemoAccounts {

    /** Households come after it, cases after those. */
    static final int ORDER = 1000;

    private final Sites sites;
    private final Posts posts;
    private final Staffing staffing;
    private final StaffAdministration administration;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String password;

    DemoOrganisation(Sites sites, Posts posts, Staffing staffing, StaffAdministration administration, Accounts accounts,
            TransactionTemplate transaction, Clock clock, @Value("${casework.demo.password}") String password) {
        this.sites = sites;
        this.posts = posts;
        this.staffing = staffing;
        this.administration = administration;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
        this.password = password;
    }

    /** All or nothing, and only once: what has been changed since the first start stays changed. */
    @Override
    public void run(ApplicationArguments arguments) {
        if (sites.site(DemoCast.YUNQI).isPresent()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            DemoCast.sites(LocalDate.now(clock)).forEach(administration::addSite);
            for (DemoCast.Member member : DemoCast.members()) {
                // Whoever is there already, like an administrator from the environment, keeps name and password.
                if (staffing.person(member.login()).isEmpty()) {
                    administration.addStaff(member.login(), member.name(), "", member.login() + "@demo.example");
                    accounts.setPassword(member.login(), password);
                }
                administration.assign(member.login(), member.post(), member.site());
            }
        });
    }

    @Override
    public List<DemoAccount> accounts() {
        return DemoCast.members().stream()
                .map(member -> new DemoAccount(member.login(), member.name(), posts.name(member.post()),
                        member.site() == null ? "总部" : sites.name(member.site())))
                .toList();
    }

    @Override
    public String password() {
        return password;
    }
}
