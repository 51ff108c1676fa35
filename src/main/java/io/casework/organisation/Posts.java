package io.casework.organisation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The posts (岗位): the vocabulary that models use as candidate groups. Remembered for a few seconds. */
@Service
public class Posts {

    private static final String ALL = "all";

    private final JdbcClient jdbc;
    private final ShortMemory<String, Map<String, Post>> memory = new ShortMemory<>(Duration.ofSeconds(5));

    Posts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All posts in their order of display. */
    public List<Post> all() {
        return List.copyOf(byCode().values());
    }

    /** The post of this code. */
    public Optional<Post> post(String code) {
        return Optional.ofNullable(byCode().get(code));
    }

    /** Whether a post of this code exists, so that a task given to it can reach somebody. */
    public boolean exists(String code) {
        return byCode().containsKey(code);
    }

    /** The Chinese name, or the code itself where no such post exists. */
    public String name(String code) {
        return post(code).map(Post::name).orElse(code);
    }

    void forget() {
        memory.forget();
    }

    private Map<String, Post> byCode() {
        return memory.get(ALL, key -> {
            Map<String, Post> posts = new LinkedHashMap<>();
            jdbc.sql("""
                            select p.code, p.name, p.scope, d.name, p.description
                            from post p join department d on d.code = p.department_code
                            order by p.position""")
                    .query((row, n) -> new Post(row.getString(1), row.getString(2), Post.Scope.valueOf(row.getString(3)),
                            row.getString(4), row.getString(5)))
                    .list()
                    .forEach(post -> posts.put(post.code(), post));
            return Collections.unmodifiableMap(posts);
        });
    }
}
