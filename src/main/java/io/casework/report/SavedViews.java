package io.casework.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The views that people save of registers: their own, and those that others share with a post they hold. A view holds filters only, never rows or sites' rights. */
@Service
public class SavedViews {

    /** Longest name of a view. */
    public static final int LONGEST_NAME = 20;
    /** Views that one person may keep of one register. */
    public static final int MOST_VIEWS = 20;

    private static final String VIEW = """
            select v.id, v.owner, coalesce(s.name, v.owner), v.register, v.name, v.filters, v.shared_post, v.usual
            from saved_view v left join staff s on s.login = v.owner
            where (v.owner = :login or v.shared_post = any(:posts))""";

    private final JdbcClient jdbc;
    private final Staffing staffing;
    private final ObjectMapper json;
    private final Clock clock;

    SavedViews(JdbcClient jdbc, Staffing staffing, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.staffing = staffing;
        this.json = json;
        this.clock = clock;
    }

    /** The views of a register that this person may use, the own ones first. */
    @Transactional(readOnly = true)
    public List<SavedView> of(String login, Register register) {
        return jdbc.sql(VIEW + " and v.register = :register order by v.owner <> :login, v.name").param("login", login)
                .param("posts", staffing.postsOf(login).toArray(String[]::new)).param("register", register.key()).query((row, n) -> view(row, login)).list();
    }

    /** One of them. */
    @Transactional(readOnly = true)
    public Optional<SavedView> find(String login, Register register, long id) {
        return of(login, register).stream().filter(view -> view.id() == id).findFirst();
    }

    /**
     * Saves the filters under a name; an own view of this name is replaced.
     *
     * @param sharedPost a post that the owner holds, or blank for nobody else
     * @param usual whether the register opens with it from now on
     * @return id of the view
     * @throws RuleViolation on {@code name} when it is empty, too long, or one too many; on {@code sharedPost} when the owner does not hold it
     */
    @Transactional
    public long save(String login, RegisterQuery query, String name, String sharedPost, boolean usual) {
        String called = name == null ? "" : name.replace("\0", "").strip();
        String post = sharedPost == null || sharedPost.isBlank() ? null : sharedPost;
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw new RuleViolation("name", "请给视图起个名称，不超过 " + LONGEST_NAME + " 个字。");
        }
        if (post != null && !staffing.postsOf(login).contains(post)) {
            throw new RuleViolation("sharedPost", "只能与自己的岗位共享。");
        }
        String register = query.register().key();
        // Two windows of one person save one after the other.
        jdbc.sql("select 1 from staff where login = ? for update").param(login).query(Integer.class).optional();
        if (jdbc.sql("select count(*) from saved_view where owner = ? and register = ? and name <> ?").params(login, register, called).query(Integer.class).single()
                >= MOST_VIEWS) {
            throw new RuleViolation("name", "每个登记表最多保存 " + MOST_VIEWS + " 个视图，请先删去不用的。");
        }
        if (usual) {
            jdbc.sql("update saved_view set usual = false where owner = ? and register = ? and usual").params(login, register).update();
        }
        return jdbc.sql("""
                        insert into saved_view (owner, register, name, filters, shared_post, usual, saved_at) values (?, ?, ?, cast(? as jsonb), ?, ?, ?)
                        on conflict (owner, register, name) do update
                            set filters = excluded.filters, shared_post = excluded.shared_post, usual = excluded.usual, saved_at = excluded.saved_at
                        returning id""")
                .params(login, register, called, write(query.params()), post, usual, clock.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /**
     * Gives an own view another name; its filters, its sharing and whether it is the usual one stay.
     *
     * @return whether the person owns such a view
     * @throws RuleViolation on {@code rename} when the name is empty, too long, or taken by another own view
     */
    @Transactional
    public boolean rename(String login, Register register, long id, String name) {
        String called = name == null ? "" : name.replace("\0", "").strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw new RuleViolation("rename", "请给视图起个名称，不超过 " + LONGEST_NAME + " 个字。");
        }
        jdbc.sql("select 1 from staff where login = ? for update").param(login).query(Integer.class).optional();
        if (jdbc.sql("select count(*) from saved_view where owner = ? and register = ? and name = ? and id <> ?").params(login, register.key(), called, id)
                .query(Integer.class).single() > 0) {
            throw new RuleViolation("rename", "您已有名为“" + called + "”的视图，请换一个名称。");
        }
        return jdbc.sql("update saved_view set name = ? where id = ? and owner = ? and register = ?").params(called, id, login, register.key()).update() > 0;
    }

    /** Deletes an own view; whoever does not own it deletes nothing. */
    @Transactional
    public boolean delete(String login, Register register, long id) {
        return jdbc.sql("delete from saved_view where id = ? and owner = ? and register = ?").params(id, login, register.key()).update() > 0;
    }

    private SavedView view(ResultSet row, String login) throws SQLException {
        return new SavedView(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), read(row.getString(6)), row.getString(7),
                row.getBoolean(8), row.getString(2).equals(login));
    }

    private String write(Map<String, List<String>> params) {
        try {
            return json.writeValueAsString(params);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, List<String>> read(String text) {
        try {
            return json.readValue(text, new TypeReference<Map<String, List<String>>>() {
            });
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a saved view cannot be read", impossible);
        }
    }
}
