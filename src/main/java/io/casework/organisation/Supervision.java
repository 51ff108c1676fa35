package io.casework.organisation;

import io.casework.platform.RuleViolation;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which posts answer for the tasks of which others (督办): they see them, put them back and hand them on, each within the sites of the own post. Kept by an
 * administrator; remembered for a few seconds.
 */
@Service
public class Supervision {

    private static final String ALL = "all";

    private final JdbcClient jdbc;
    private final Posts posts;
    private final ShortMemory<String, Map<String, Set<String>>> memory = new ShortMemory<>(Duration.ofSeconds(5));

    Supervision(JdbcClient jdbc, Posts posts) {
        this.jdbc = jdbc;
        this.posts = posts;
    }

    /** Codes of the posts that this post answers for; empty for most. */
    public Set<String> postsUnder(String supervisor) {
        return all().getOrDefault(supervisor, Set.of());
    }

    /** Codes of the posts that answer for this post. */
    public Set<String> supervisorsOf(String post) {
        return all().entrySet().stream().filter(entry -> entry.getValue().contains(post)).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Says anew for which posts a post answers.
     *
     * @throws RuleViolation on {@code posts} when one of them does not exist
     */
    @Transactional
    public void set(String supervisor, Collection<String> under) {
        if (!posts.exists(supervisor) || under.stream().anyMatch(post -> !posts.exists(post))) {
            throw new RuleViolation("posts", "没有这个岗位，请重新选择");
        }
        jdbc.sql("delete from post_supervision where supervisor = ?").param(supervisor).update();
        new LinkedHashSet<>(under).forEach(post -> jdbc.sql("insert into post_supervision (supervisor, post) values (?, ?)").params(supervisor, post).update());
        memory.forget();
    }

    private Map<String, Set<String>> all() {
        return memory.get(ALL, key -> {
            Map<String, Set<String>> found = new LinkedHashMap<>();
            jdbc.sql("select supervisor, post from post_supervision").query((row, n) -> found.computeIfAbsent(row.getString(1), post -> new TreeSet<>()).add(row.getString(2)))
                    .list();
            return found;
        });
    }
}
