package io.casework.testkit;

import io.casework.organisation.Accounts;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.StaffAdministration;
import java.time.LocalDate;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people that tests work with, made once for the shared context: two sites, for each site post one holder per site
 * ({@code clerk.t-east}), for each headquarters post one holder whose login is the post's code ({@code service-manager}), and a
 * second one where four eyes are wanted. All sign in with {@link #PASSWORD}. A test that changes staff makes people of its own.
 */
@Order(TestStaff.ORDER)
public class TestStaff implements ApplicationRunner {

    /** Runs before other runners of the tests. */
    static final int ORDER = 100;

    /** The password of all of them. */
    public static final String PASSWORD = "test-Passw0rd!";
    /** Site 东苑: has a repair team. */
    public static final String EAST = "t-east";
    /** Site 西苑: has no repair team. */
    public static final String WEST = "t-west";

    private final Sites sites;
    private final Posts posts;
    private final StaffAdministration administration;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    TestStaff(Sites sites, Posts posts, StaffAdministration administration, Accounts accounts, TransactionTemplate transaction) {
        this.sites = sites;
        this.posts = posts;
        this.administration = administration;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    /** Login of the holder of a site post: {@code login("clerk", EAST)} is {@code clerk.t-east}. */
    public static String login(String post, String site) {
        return post + "." + site;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (sites.site(EAST).isEmpty()) {
            transaction.executeWithoutResult(status -> create());
        }
    }

    private void create() {
        administration.addSite(new Site(EAST, "东苑", "测试开发有限公司", "测试市东路 1 号", LocalDate.of(2024, 6, 30), true));
        administration.addSite(new Site(WEST, "西苑", "测试开发有限公司", "测试市西路 2 号", LocalDate.of(2021, 9, 30), false));
        for (Post post : posts.all()) {
            if (post.scope() == Post.Scope.SITE) {
                member(login(post.code(), EAST), "东苑" + post.name(), post.code(), EAST);
                member(login(post.code(), WEST), "西苑" + post.name(), post.code(), WEST);
            } else {
                member(post.code(), "总部" + post.name(), post.code(), null);
            }
        }
        member(login("clerk2", EAST), "东苑客服人员乙", "clerk", EAST);
        member(login("records-clerk2", EAST), "东苑资料员乙", "records-clerk", EAST);
        member("service-manager2", "总部客户服务部经理乙", "service-manager", null);
    }

    private void member(String login, String name, String post, String site) {
        administration.addStaff(login, name, "", login + "@casework.test");
        administration.assign(login, post, site);
        accounts.setPassword(login, PASSWORD);
    }
}
