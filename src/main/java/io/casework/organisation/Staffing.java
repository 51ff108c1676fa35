package io.casework.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Who may do what, where. A right is a post at a site; it comes from an own assignment or from a running substitution, which
 * lends all rights that the absent person holds by assignment (borrowed rights are not lent on). People who are not active
 * neither have rights nor lend them.
 *
 * <p>Answers about one login are remembered for a few seconds; a change made on this node is seen at once.
 */
@Service
public class Staffing {

    private static final String PERSON_COLUMNS = "p.login, p.name, p.phone, p.email, p.active";

    /** A right with the time in which it is held; an own right has no bounds. */
    private record HeldRight(Right right, Instant from, Instant until) {

        boolean heldAt(Instant at) {
            return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
        }
    }

    private record File(Optional<Person> person, List<HeldRight> rights) {
    }

    private final JdbcClient jdbc;
    private final Sites sites;
    private final Clock clock;
    private final ShortMemory<String, File> files = new ShortMemory<>(Duration.ofSeconds(5));

    Staffing(JdbcClient jdbc, Sites sites, Clock clock) {
        this.jdbc = jdbc;
        this.sites = sites;
        this.clock = clock;
    }

    /** The member of staff with this login, active or not. */
    public Optional<Person> person(String login) {
        return login == null ? Optional.empty() : file(login).person();
    }

    /** All members of staff, active or not, by login. */
    public List<Person> people() {
        return jdbc.sql("select " + PERSON_COLUMNS + " from staff p order by p.login").query(Staffing::person).list();
    }

    /** The rights at a moment, those lent by a substitution running then included. Empty for an unknown or inactive login. */
    public Set<Right> rightsOf(String login, Instant at) {
        if (login == null) {
            return Set.of();
        }
        return file(login).rights().stream()
                .filter(held -> held.heldAt(at))
                .map(HeldRight::right)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rights now. */
    public Set<Right> rightsOf(String login) {
        return rightsOf(login, clock.instant());
    }

    /** Codes of the posts held now, lent ones included, wherever they are held. */
    public Set<String> postsOf(String login) {
        return rightsOf(login).stream().map(Right::post).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is held now as one of these posts; what the person does elsewhere as another is not among it. */
    public Set<Right> rightsAs(String login, Collection<?> posts) {
        return rightsOf(login).stream().filter(right -> posts.contains(right.post())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Codes of the sites that any right held now reaches: every site for a headquarters post. */
    public Set<String> sitesOf(String login) {
        return sitesReachedBy(rightsOf(login));
    }

    /**
     * Whether a post is held now at a site.
     *
     * @param site code of the site, or {@code null} to ask whether the post is held anywhere
     */
    public boolean holds(String login, String post, String site) {
        return rightsOf(login).stream()
                .anyMatch(right -> right.post().equals(post) && (site == null || right.reaches(site)));
    }

    /**
     * Who is to be turned to at this post now: active people only, by login; in the place of an absent person comes the
     * substitute.
     *
     * @param site code of the site, or {@code null} for the holders at any site
     */
    public List<Person> holders(String post, String site) {
        return jdbc.sql("""
                        select distinct %s
                        from assignment a
                        join staff h on h.login = a.login and h.active
                        left join substitution u on u.absent_login = h.login and u.from_at <= :now and :now < u.until_at
                        left join staff s on s.login = u.substitute_login and s.active
                        join staff p on p.login = coalesce(s.login, h.login)
                        where a.post_code = :post
                          and (a.site_code is null or cast(:site as varchar) is null or a.site_code = :site)
                        order by p.login""".formatted(PERSON_COLUMNS))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("post", post)
                .param("site", site)
                .query(Staffing::person)
                .list();
    }

    /** The person's name, or the login itself where nobody has it. */
    public String nameOf(String login) {
        return person(login).map(Person::name).orElse(login);
    }

    /** Names of many people in one query, for lists; a login that nobody has stands for itself. */
    public Map<String, String> namesOf(Collection<String> logins) {
        Map<String, String> names = new HashMap<>();
        Set<String> asked = logins.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        asked.forEach(login -> names.put(login, login));
        if (!asked.isEmpty()) {
            jdbc.sql("select login, name from staff where login in (:logins)")
                    .param("logins", asked)
                    .query((row, n) -> names.put(row.getString(1), row.getString(2)))
                    .list();
        }
        return names;
    }

    /** Everybody's rights at a moment, by login; people without rights are left out. One query whatever the number of people. */
    public Map<String, Set<Right>> allRights(Instant at) {
        Map<String, Set<Right>> rights = new LinkedHashMap<>();
        jdbc.sql(HELD_RIGHTS.formatted("", ""))
                .query((row, n) -> {
                    HeldRight held = heldRight(row);
                    return held.heldAt(at) ? rights.computeIfAbsent(row.getString(1), l -> new LinkedHashSet<>()).add(held.right())
                            : Boolean.FALSE;
                })
                .list();
        return rights;
    }

    /** Codes of the sites that rights reach. */
    public Set<String> sitesReachedBy(Collection<Right> rights) {
        Set<String> reached = new LinkedHashSet<>();
        for (Right right : rights) {
            if (right.siteOrNullForAll() == null) {
                return new LinkedHashSet<>(sites.byCode().keySet());
            }
            reached.add(right.siteOrNullForAll());
        }
        return reached;
    }

    /** Own assignments, by post and site; substitutions do not show here. */
    public List<Assignment> assignmentsOf(String login) {
        return jdbc.sql("""
                        select a.login, a.post_code, a.site_code from assignment a join post p on p.code = a.post_code
                        where a.login = :login order by p.position, a.site_code nulls first""")
                .param("login", login)
                .query((row, n) -> new Assignment(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Everybody's own assignments by login, in the order of {@link #assignmentsOf}; one query whatever the number of people. */
    public Map<String, List<Assignment>> assignments() {
        return jdbc.sql("""
                        select a.login, a.post_code, a.site_code from assignment a join post p on p.code = a.post_code
                        order by p.position, a.site_code nulls first""")
                .query((row, n) -> new Assignment(row.getString(1), row.getString(2), row.getString(3)))
                .list().stream().collect(Collectors.groupingBy(Assignment::login));
    }

    /** Substitutions that run now or are still to come, by their beginning. */
    public List<Substitution> substitutions() {
        return jdbc.sql("""
                        select id, absent_login, substitute_login, from_at, until_at, reason from substitution
                        where until_at > :now order by from_at, id""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Substitution(row.getLong(1), row.getString(2), row.getString(3),
                        instant(row, 4), instant(row, 5), row.getString(6)))
                .list();
    }

    /** Who stands in for this person now. */
    public Optional<Person> substituteOf(String login) {
        Instant now = clock.instant();
        return substitutions().stream()
                .filter(s -> s.absent().equals(login) && !now.isBefore(s.from()))
                .findFirst()
                .flatMap(s -> person(s.substitute()))
                .filter(Person::active);
    }

    void forget() {
        files.forget();
    }

    private static final String HELD_RIGHTS = """
            select a.login, a.post_code, a.site_code, null::timestamptz, null::timestamptz
            from assignment a
            join staff s on s.login = a.login and s.active
            %s
            union all
            select u.substitute_login, a.post_code, a.site_code, u.from_at, u.until_at
            from substitution u
            join staff s on s.login = u.substitute_login and s.active
            join staff absent on absent.login = u.absent_login and absent.active
            join assignment a on a.login = u.absent_login
            %s
            order by 1, 2, 3""";

    private File file(String login) {
        return files.get(login, key -> {
            Optional<Person> person = jdbc.sql("select " + PERSON_COLUMNS + " from staff p where p.login = :login")
                    .param("login", key)
                    .query(Staffing::person)
                    .optional();
            List<HeldRight> rights = person.isEmpty() || !person.get().active()
                    ? List.of()
                    : jdbc.sql(HELD_RIGHTS.formatted("where a.login = :login", "where u.substitute_login = :login"))
                            .param("login", key)
                            .query((row, n) -> heldRight(row))
                            .list();
            return new File(person, rights);
        });
    }

    private static HeldRight heldRight(ResultSet row) throws SQLException {
        return new HeldRight(new Right(row.getString(2), row.getString(3)), instant(row, 4), instant(row, 5));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static Person person(ResultSet row, int n) throws SQLException {
        return new Person(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
    }
}
