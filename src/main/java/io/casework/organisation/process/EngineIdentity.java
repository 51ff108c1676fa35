package io.casework.organisation.process;

import io.casework.organisation.Accounts;
import io.casework.organisation.Person;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Right;
import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.organisation.StaffingChanged;
import io.casework.platform.RuleViolation;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the organisation over into the engine's identity tables: staff as users, posts as groups, sites as tenants, and who
 * belongs to which. It compares and writes only differences, so it may run at any time and on any node; an advisory lock makes
 * two nodes take turns. It never touches groups, tenants and users that are none of ours.
 *
 * <p>A substitute is a member of the absent person's groups and tenants while the substitution runs. The engine knows group and
 * tenant apart, not together: that a right is held at exactly this site is for the door to judge by {@link Staffing#holds}.
 */
@Component
class EngineIdentity implements SmartInitializingSingleton, Accounts {

    private static final long ONE_AT_A_TIME = 0x6964656e74697479L;
    private static final int UNKNOWN_PASSWORD_LENGTH = 40;

    private record Membership(String user, String of) {
    }

    private final IdentityService identity;
    private final Posts posts;
    private final Sites sites;
    private final Staffing staffing;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    EngineIdentity(IdentityService identity, Posts posts, Sites sites, Staffing staffing, JdbcClient jdbc,
            TransactionTemplate transaction, Clock clock) {
        this.identity = identity;
        this.posts = posts;
        this.sites = sites;
        this.staffing = staffing;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Before the first request is served. */
    @Override
    public void afterSingletonsInstantiated() {
        synchronise();
    }

    /** In the transaction of the change, so that both commit or neither. */
    @EventListener
    void on(StaffingChanged change) {
        synchronise();
    }

    void synchronise() {
        asTheSystem(() -> {
            jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", ONE_AT_A_TIME).query().listOfRows();
            List<Person> people = staffing.people();
            Map<String, Set<Right>> rights = staffing.allRights(clock.instant());
            Set<String> groups = carryPosts();
            Set<String> tenants = carrySites();
            Set<String> users = carryPeople(people);

            Set<Membership> posted = new HashSet<>();
            Set<Membership> sited = new HashSet<>();
            rights.forEach((login, held) -> {
                held.forEach(right -> posted.add(new Membership(login, right.post())));
                staffing.sitesReachedBy(held).forEach(site -> sited.add(new Membership(login, site)));
            });
            adjust(memberships("select user_id_, group_id_ from act_id_membership", users, groups), posted,
                    identity::createMembership, identity::deleteMembership);
            adjust(memberships("select user_id_, tenant_id_ from act_id_tenant_member where user_id_ is not null", users, tenants),
                    sited, (user, tenant) -> identity.createTenantUserMembership(tenant, user),
                    (user, tenant) -> identity.deleteTenantUserMembership(tenant, user));
        });
    }

    @Override
    public void setPassword(String login, String password) {
        if (staffing.person(login).filter(Person::active).isEmpty()) {
            throw new RuleViolation("login", "没有登录名为“" + login + "”的在职工作人员");
        }
        if (password == null || password.length() < SHORTEST_PASSWORD) {
            throw new RuleViolation("password", "密码至少要有 " + SHORTEST_PASSWORD + " 个字符");
        }
        if (password.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
            throw new RuleViolation("password", "密码里不能含有登录名");
        }
        asTheSystem(() -> {
            User user = identity.createUserQuery().userId(login).singleResult();
            if (!identity.checkPasswordAgainstPolicy(password, user).isValid()) {
                throw new RuleViolation("password", "密码里不能含有姓名或邮箱");
            }
            user.setPassword(password);
            identity.saveUser(user);
            identity.unlockUser(login);
        });
    }

    private Set<String> carryPosts() {
        Map<String, Group> known = byId(identity.createGroupQuery().list(), Group::getId);
        for (Post post : posts.all()) {
            Group group = known.get(post.code());
            if (group == null) {
                group = identity.newGroup(post.code());
                group.setType("WORKFLOW");
            } else if (post.name().equals(group.getName())) {
                continue;
            }
            group.setName(post.name());
            identity.saveGroup(group);
        }
        return posts.all().stream().map(Post::code).collect(Collectors.toSet());
    }

    private Set<String> carrySites() {
        Map<String, Tenant> known = byId(identity.createTenantQuery().list(), Tenant::getId);
        for (Site site : sites.all()) {
            Tenant tenant = known.get(site.code());
            if (tenant == null) {
                tenant = identity.newTenant(site.code());
            } else if (site.name().equals(tenant.getName())) {
                continue;
            }
            tenant.setName(site.name());
            identity.saveTenant(tenant);
        }
        return sites.all().stream().map(Site::code).collect(Collectors.toSet());
    }

    /** Former staff lose their engine user and with it the password; the history keeps their login as text. */
    private Set<String> carryPeople(List<Person> people) {
        Map<String, User> known = byId(identity.createUserQuery().list(), User::getId);
        for (Person person : people) {
            User user = known.get(person.login());
            if (!person.active()) {
                if (user != null) {
                    identity.deleteUser(person.login());
                }
                continue;
            }
            if (user == null) {
                user = identity.newUser(person.login());
                // The engine fails on a user without a password instead of refusing the sign-in: give one that nobody knows.
                user.setPassword(unknownPassword(person));
            } else if (person.name().equals(user.getFirstName()) && person.email().equals(Objects.toString(user.getEmail(), ""))) {
                continue;
            }
            user.setFirstName(person.name());
            user.setLastName("");
            user.setEmail(person.email());
            identity.saveUser(user);
        }
        return people.stream().filter(Person::active).map(Person::login).collect(Collectors.toSet());
    }

    private Set<Membership> memberships(String sql, Set<String> users, Set<String> ours) {
        return new HashSet<>(jdbc.sql(sql)
                .query((row, n) -> new Membership(row.getString(1), row.getString(2)))
                .list().stream()
                .filter(membership -> users.contains(membership.user()) && ours.contains(membership.of()))
                .toList());
    }

    private static void adjust(Set<Membership> are, Set<Membership> shouldBe,
            BiConsumer<String, String> create, BiConsumer<String, String> delete) {
        are.stream().filter(membership -> !shouldBe.contains(membership)).forEach(m -> delete.accept(m.user(), m.of()));
        shouldBe.stream().filter(membership -> !are.contains(membership)).forEach(m -> create.accept(m.user(), m.of()));
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        Map<String, T> map = new HashMap<>();
        all.forEach(one -> map.put(id.apply(one), one));
        return map;
    }

    /** None of its characters occurs in the person's own data, which the password policy would refuse to find in it. */
    private String unknownPassword(Person person) {
        String own = (person.login() + person.name() + Objects.toString(person.email(), "")).toLowerCase(Locale.ROOT);
        String alphabet = IntStream.rangeClosed('!', '~').filter(sign -> own.indexOf(Character.toLowerCase(sign)) < 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return random.ints(UNKNOWN_PASSWORD_LENGTH, 0, alphabet.length()).map(alphabet::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** The administrator who changes staff in our pages needs no rights on the engine's tables. */
    private void asTheSystem(Runnable work) {
        Authentication current = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            transaction.executeWithoutResult(status -> work.run());
        } finally {
            if (current != null) {
                identity.setAuthentication(current);
            }
        }
    }
}
