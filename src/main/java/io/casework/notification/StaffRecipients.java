package io.casework.notification;

import io.casework.organisation.Person;
import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds recipients among the staff. Among the holders of a post the substitute comes in the place of an absent person; who is named is told in person. */
@Component
class StaffRecipients implements Recipients {

    private final Staffing staffing;
    private final Posts posts;

    StaffRecipients(Staffing staffing, Posts posts) {
        this.staffing = staffing;
        this.posts = posts;
    }

    @Override
    public List<Addressee> holders(String post, String site) {
        Post known = posts.post(post).orElseThrow(() -> new NoticeError("没有这个岗位：" + post));
        if (known.scope() == Post.Scope.SITE && site == null) {
            // Without a site the holders at every site would be meant, and no site may see another's cases.
            throw new NoticeError("岗位“" + known.name() + "”属于小区，通知必须指明小区");
        }
        return staffing.holders(post, known.scope() == Post.Scope.SITE ? site : null).stream().map(StaffRecipients::of).toList();
    }

    /** People who have left are reached by nothing but the list that nobody reads. */
    @Override
    public Optional<Addressee> person(String login) {
        return staffing.person(login).filter(Person::active).map(StaffRecipients::of);
    }

    private static Addressee of(Person person) {
        return new Addressee(person.login(), person.name(), person.email(), person.phone());
    }
}
