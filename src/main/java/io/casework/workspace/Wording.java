package io.casework.workspace;

import io.casework.organisation.Posts;
import io.casework.organisation.Right;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who the signed-in person is, in words. */
@Component
class Wording {

    private final Staffing staffing;
    private final Posts posts;
    private final Sites sites;

    Wording(Staffing staffing, Posts posts, Sites sites) {
        this.staffing = staffing;
        this.posts = posts;
        this.sites = sites;
    }

    /** A post that the person holds, with where and what for. */
    record Duty(String code, String post, String where, String description) {
    }

    List<Duty> duties(String login) {
        return staffing.rightsOf(login).stream().map(this::duty).sorted(Comparator.comparing(Duty::where).thenComparing(Duty::post)).toList();
    }

    private Duty duty(Right right) {
        return new Duty(right.post(), posts.name(right.post()),
                right.siteOrNullForAll() == null ? "全部小区" : sites.name(right.siteOrNullForAll()),
                posts.post(right.post()).map(post -> post.description()).orElse(""));
    }
}
