package io.casework.organisation;

import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator changes: sites, posts, staff, who holds which post and who stands in for whom. Every operation checks
 * what it is given, writes, and publishes {@link StaffingChanged} in the same transaction; changes happen one after the other.
 * Who may call it is for the caller to decide (post {@code camunda-admin}).
 *
 * <p>All operations throw {@link RuleViolation} when what was entered cannot be.
 */
@Service
@Transactional
public class StaffAdministration {

    /** The post whose last holder cannot be taken away: without one the engine would offer to create an administrator. */
    static final String ADMINISTRATOR = "camunda-admin";

    private static final long CHANGES_ONE_BY_ONE = 0x6f7267616e697361L;
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
    private static final Pattern POST_CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PHONE = Pattern.compile("[0-9+ -]{3,30}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final int LONGEST_CODE = 64;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 200;
    private static final int LONGEST_TEXT = 300;

    private final SiteRepository sites;
    private final StaffRepository staff;
    private final AssignmentRepository assignments;
    private final SubstitutionRepository substitutions;
    private final Posts posts;
    private final Sites siteDirectory;
    private final Staffing staffing;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StaffAdministration(SiteRepository sites, StaffRepository staff, AssignmentRepository assignments,
            SubstitutionRepository substitutions, Posts posts, Sites siteDirectory, Staffing staffing, JdbcClient jdbc,
            Clock clock, ApplicationEventPublisher events) {
        this.sites = sites;
        this.staff = staff;
        this.assignments = assignments;
        this.substitutions = substitutions;
        this.posts = posts;
        this.siteDirectory = siteDirectory;
        this.staffing = staffing;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Adds a site; headquarters staff reach it at once. */
    public void addSite(Site site) {
        oneByOne();
        checkSite(site);
        if (sites.existsById(site.code())) {
            throw new RuleViolation("code", "小区编码“" + site.code() + "”已经存在");
        }
        sites.saveAndFlush(new SiteEntity(site));
        changed(assignments.loginsReaching(site.code()));
    }

    /** Changes everything about a site but its code. */
    public void changeSite(Site site) {
        oneByOne();
        checkSite(site);
        SiteEntity entity = sites.findById(site.code())
                .orElseThrow(() -> new RuleViolation("code", "没有编码为“" + site.code() + "”的小区"));
        entity.change(site);
        sites.flush();
        changed(assignments.loginsReaching(site.code()));
    }

    /**
     * Adds a post, which models can then name as candidate group.
     *
     * @param post its department is the Chinese name of an existing department
     */
    public void addPost(Post post) {
        oneByOne();
        Map<String, String> errors = new LinkedHashMap<>();
        if (post.code() == null || post.code().length() > LONGEST_CODE || !POST_CODE.matcher(post.code()).matches()) {
            errors.put("code", "岗位编码只能用小写字母、数字和连字符");
        } else if (posts.exists(post.code())) {
            errors.put("code", "岗位编码“" + post.code() + "”已经存在");
        }
        required(errors, "name", "岗位名称", post.name(), LONGEST_NAME);
        required(errors, "description", "岗位说明", post.description(), LONGEST_TEXT);
        if (post.scope() == null) {
            errors.put("scope", "请选择岗位属于小区还是总部");
        }
        Optional<String> department = jdbc.sql("select code from department where name = :name")
                .param("name", post.department()).query(String.class).optional();
        if (department.isEmpty()) {
            errors.put("department", "没有名为“" + post.department() + "”的部门");
        }
        if (posts.all().stream().anyMatch(known -> known.name().equals(post.name()))) {
            errors.put("name", "已有名为“" + post.name() + "”的岗位");
        }
        refuse(errors);
        jdbc.sql("""
                        insert into post (position, code, name, scope, department_code, description)
                        select max(position) + 1, :code, :name, :scope, :department, :description from post""")
                .param("code", post.code())
                .param("name", post.name().strip())
                .param("scope", post.scope().name())
                .param("department", department.get())
                .param("description", post.description().strip())
                .update();
        changed(Set.of());
    }

    /**
     * Adds a member of staff, active and without a post. The account cannot be used before {@link Accounts#setPassword}.
     *
     * @param phone may be empty
     * @param email may be empty
     */
    public void addStaff(String login, String name, String phone, String email) {
        oneByOne();
        Map<String, String> errors = new LinkedHashMap<>();
        if (login == null || login.length() > LONGEST_CODE || !CODE.matcher(login).matches()) {
            errors.put("login", "登录名只能用小写字母、数字和 . _ -，以字母或数字开头和结尾");
        } else if (staff.existsById(login)) {
            errors.put("login", "登录名“" + login + "”已经存在");
        }
        checkPerson(errors, name, phone, email);
        refuse(errors);
        staff.saveAndFlush(new StaffEntity(login, name.strip(), blankless(phone), blankless(email)));
        changed(Set.of(login));
    }

    /** Changes name, phone and e-mail. */
    public void changeStaff(String login, String name, String phone, String email) {
        oneByOne();
        StaffEntity person = known("login", login);
        Map<String, String> errors = new LinkedHashMap<>();
        checkPerson(errors, name, phone, email);
        refuse(errors);
        person.change(name.strip(), blankless(phone), blankless(email));
        staff.flush();
        changed(Set.of(login));
    }

    /** Ends the service of a member of staff: the account is closed, all posts rest, running and coming substitutions end. */
    public void deactivate(String login) {
        oneByOne();
        StaffEntity person = known("login", login);
        keepAnAdministrator(login);
        Set<String> touched = new HashSet<>(Set.of(login));
        for (SubstitutionEntity substitution : substitutions.notOverFor(login, clock.instant())) {
            touched.addAll(substitution.logins());
            end(substitution);
        }
        person.setActive(false);
        staff.flush();
        changed(touched);
    }

    /** Takes a former member of staff back, with the posts held before; a new password has to be set. */
    public void activate(String login) {
        oneByOne();
        known("login", login).setActive(true);
        staff.flush();
        changed(Set.of(login));
    }

    /**
     * Gives a post to a member of staff; giving it twice changes nothing.
     *
     * @param siteOrNullForAll code of the site; {@code null} for all sites, which is the only possibility for a headquarters post
     */
    public void assign(String login, String post, String siteOrNullForAll) {
        oneByOne();
        StaffEntity person = active("login", login);
        Post known = posts.post(post).orElseThrow(() -> new RuleViolation("post", "没有编码为“" + post + "”的岗位"));
        if (siteOrNullForAll != null) {
            if (known.scope() == Post.Scope.HEADQUARTERS) {
                throw new RuleViolation("site", "“" + known.name() + "”是总部岗位，面向所有小区，不能限于一个小区");
            }
            if (!sites.existsById(siteOrNullForAll)) {
                throw new RuleViolation("site", "没有编码为“" + siteOrNullForAll + "”的小区");
            }
        }
        if (held(login, post, siteOrNullForAll).isEmpty()) {
            assignments.saveAndFlush(new AssignmentEntity(person.login(), post, siteOrNullForAll));
            changed(concernedWith(login));
        }
    }

    /** Takes a post away. */
    public void unassign(String login, String post, String siteOrNullForAll) {
        oneByOne();
        AssignmentEntity assignment = held(login, post, siteOrNullForAll)
                .orElseThrow(() -> new RuleViolation("post", staffing.nameOf(login) + "没有担任这个岗位"));
        if (ADMINISTRATOR.equals(post)) {
            keepAnAdministrator(login);
        }
        assignments.delete(assignment);
        assignments.flush();
        changed(concernedWith(login));
    }

    /**
     * Arranges that somebody stands in for an absent member of staff.
     *
     * @param from first moment; may lie in the past
     * @param until first moment after it, in the future
     * @return the number of the substitution
     * @throws RuleViolation for oneself, for a time that is no time, when the absent person already has a substitute then, or
     *     when rights would be lent on: the substitute is absent too, or the absent person stands in for somebody
     */
    public long substitute(String absent, String substitute, Instant from, Instant until, String reason) {
        oneByOne();
        Map<String, String> errors = new LinkedHashMap<>();
        required(errors, "reason", "缺勤原因", reason, LONGEST_TEXT);
        if (from == null) {
            errors.put("from", "请填写开始时间");
        }
        if (until == null) {
            errors.put("until", "请填写结束时间");
        }
        refuse(errors);
        StaffEntity away = active("absent", absent);
        StaffEntity stand = active("substitute", substitute);
        if (absent.equals(substitute)) {
            throw new RuleViolation("substitute", "不能由本人为自己代岗");
        }
        if (!from.isBefore(until)) {
            throw new RuleViolation("until", "结束时间应晚于开始时间");
        }
        if (!until.isAfter(clock.instant())) {
            throw new RuleViolation("until", "结束时间已经过去");
        }
        for (SubstitutionEntity other : substitutions.inTheWay(absent, substitute, from, until)) {
            if (other.absentLogin().equals(absent)) {
                throw new RuleViolation("from", away.name() + "在此期间已由" + staffing.nameOf(other.substituteLogin()) + "代岗，请先结束原来的安排");
            }
            if (other.absentLogin().equals(substitute)) {
                throw new RuleViolation("substitute", stand.name() + "在此期间也缺勤，不能代岗");
            }
            throw new RuleViolation("absent", away.name() + "在此期间正为" + staffing.nameOf(other.absentLogin()) + "代岗，请先另行安排");
        }
        SubstitutionEntity saved =
                substitutions.saveAndFlush(new SubstitutionEntity(absent, substitute, from, until, reason.strip()));
        changed(saved.logins());
        return saved.id();
    }

    /** Ends a running substitution now, or calls off one that has not begun. */
    public void endSubstitution(long id) {
        oneByOne();
        SubstitutionEntity substitution = substitutions.findById(id)
                .orElseThrow(() -> new RuleViolation("id", "没有这条代岗安排"));
        if (substitution.overAt(clock.instant())) {
            throw new RuleViolation("id", "这条代岗安排已经结束");
        }
        end(substitution);
        substitutions.flush();
        changed(substitution.logins());
    }

    private void end(SubstitutionEntity substitution) {
        Instant now = clock.instant();
        if (substitution.begunAt(now)) {
            substitution.endAt(now);
        } else {
            substitutions.delete(substitution);
        }
    }

    /** Whose rights change with somebody's posts: the person and whoever stands in for him or her. */
    private Set<String> concernedWith(String login) {
        Set<String> logins = new HashSet<>(Set.of(login));
        substitutions.notOverFor(login, clock.instant()).forEach(substitution -> logins.addAll(substitution.logins()));
        return logins;
    }

    private Optional<AssignmentEntity> held(String login, String post, String siteOrNullForAll) {
        return siteOrNullForAll == null
                ? assignments.findByLoginAndPostCodeAndSiteCodeIsNull(login, post)
                : assignments.findByLoginAndPostCodeAndSiteCode(login, post, siteOrNullForAll);
    }

    private void keepAnAdministrator(String login) {
        if (assignments.countHeld(ADMINISTRATOR, login) > 0 && assignments.activeHoldersBesides(ADMINISTRATOR, login) == 0) {
            throw new RuleViolation("login", "至少要有一名在职的系统管理员，请先指定另一名");
        }
    }

    private StaffEntity known(String field, String login) {
        return Optional.ofNullable(login).flatMap(staff::findById)
                .orElseThrow(() -> new RuleViolation(field, "没有登录名为“" + login + "”的工作人员"));
    }

    private StaffEntity active(String field, String login) {
        StaffEntity person = known(field, login);
        if (!person.active()) {
            throw new RuleViolation(field, person.name() + "已停用");
        }
        return person;
    }

    private void checkSite(Site site) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (site.code() == null || site.code().length() > LONGEST_CODE || !CODE.matcher(site.code()).matches()) {
            errors.put("code", "小区编码只能用小写字母、数字和 . _ -，以字母或数字开头和结尾");
        }
        required(errors, "name", "小区名称", site.name(), LONGEST_NAME);
        required(errors, "developer", "开发企业", site.developer(), 2 * LONGEST_NAME);
        if (site.address() != null && site.address().length() > LONGEST_TEXT) {
            errors.put("address", "地址不能超过 " + LONGEST_TEXT + " 个字");
        }
        refuse(errors);
        if (sites.existsByNameAndCodeNot(site.name().strip(), site.code())) {
            throw new RuleViolation("name", "已有名为“" + site.name() + "”的小区");
        }
    }

    private static void checkPerson(Map<String, String> errors, String name, String phone, String email) {
        required(errors, "name", "姓名", name, LONGEST_NAME);
        if (!blankless(phone).isEmpty() && !PHONE.matcher(blankless(phone)).matches()) {
            errors.put("phone", "电话号码只能有数字、空格和连字符");
        }
        if (!blankless(email).isEmpty() && (email.length() > LONGEST_EMAIL || !EMAIL.matcher(blankless(email)).matches())) {
            errors.put("email", "邮箱地址不对，应如 name@example.com");
        }
    }

    private static void required(Map<String, String> errors, String field, String label, String text, int longest) {
        if (text == null || text.isBlank()) {
            errors.put(field, "请填写" + label);
        } else if (text.length() > longest) {
            errors.put(field, label + "不能超过 " + longest + " 个字");
        }
    }

    private static void refuse(Map<String, String> errors) {
        if (!errors.isEmpty()) {
            throw new RuleViolation(errors);
        }
    }

    private static String blankless(String text) {
        return text == null ? "" : text.strip();
    }

    private void oneByOne() {
        jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", CHANGES_ONE_BY_ONE).query().listOfRows();
    }

    private void changed(Collection<String> logins) {
        posts.forget();
        siteDirectory.forget();
        staffing.forget();
        events.publishEvent(new StaffingChanged(Set.copyOf(logins)));
    }
}
