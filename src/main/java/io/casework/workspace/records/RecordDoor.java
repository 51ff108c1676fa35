package io.casework.workspace.records;

import io.casework.organisation.Post;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.workspace.Audience;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who reads and who keeps which kind of the record book, where. Keepers read what they keep; beside them those whom the kind names, or, where it names nobody,
 * whoever reads registers; each at the sites of that post.
 */
@Component
public class RecordDoor {

    private final RecordKinds kinds;
    private final RecordBook book;
    private final Staffing staffing;
    private final Posts posts;

    RecordDoor(RecordKinds kinds, RecordBook book, Staffing staffing, Posts posts) {
        this.kinds = kinds;
        this.book = book;
        this.staffing = staffing;
        this.posts = posts;
    }

    /** Codes of the sites whose entries of the kind this person reads; what belongs to the company is read by whoever reads at any site. */
    public Set<String> sites(String login, RecordKind kind) {
        Set<String> posts = new HashSet<>(kind.readers().isEmpty() ? Audience.REGISTER_READERS.posts() : kind.readers());
        posts.addAll(kind.keepers());
        return sites(login, posts);
    }

    /** Codes of the sites at which this person holds one of these posts. */
    public Set<String> sites(String login, Set<String> posts) {
        return staffing.sitesReachedBy(staffing.rightsAs(login, posts));
    }

    /**
     * The entry with this number.
     *
     * @throws ResponseStatusException not found, where there is none or this person does not read it
     * @throws AccessDeniedException where it is to be changed and this person only reads it
     */
    RecordEntry readable(String login, String number, boolean toChange) {
        RecordEntry entry = book.find(number).filter(found -> reads(login, kinds.find(found.kind()).orElseThrow(), found))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有编号为 " + number + " 的记录，或不属于您的小区"));
        RecordKind kind = kinds.find(entry.kind()).orElseThrow();
        if (toChange && !book.keeps(login, kind, entry.site())) {
            throw new AccessDeniedException("您的岗位不能更改《" + kind.name() + "》，可以的岗位：" + postsInWords(kind.keepers()));
        }
        return entry;
    }

    /** Names of posts in their order. */
    String postsInWords(Collection<String> codes) {
        return posts.all().stream().filter(post -> codes.contains(post.code())).map(Post::name).collect(Collectors.joining("、"));
    }

    /** Whether this person reads the entry. */
    boolean reads(String login, RecordKind kind, RecordEntry entry) {
        Set<String> sites = sites(login, kind);
        return entry.site() == null ? !sites.isEmpty() : sites.contains(entry.site());
    }

    /** The kinds that this person reads, with the sites. */
    Map<RecordKind, Set<String>> readable(String login) {
        Map<RecordKind, Set<String>> readable = new LinkedHashMap<>();
        for (RecordKind kind : kinds.all()) {
            Set<String> sites = sites(login, kind);
            if (!sites.isEmpty()) {
                readable.put(kind, sites);
            }
        }
        return readable;
    }

    /** The kind, if it is in use and this person writes entries of it somewhere. */
    public Optional<RecordKind> kept(String login, String code) {
        return kinds.find(code).filter(kind -> kept(login, kind));
    }

    /** Whether the kind is in use and this person writes entries of it somewhere. */
    public boolean kept(String login, RecordKind kind) {
        return kind.active() && !book.keptSites(login, kind).isEmpty();
    }

    /** Codes of the kinds in use of which this person writes entries; with a site, only those that may name a case, kept there. */
    public Set<String> keptAt(String login, String site) {
        Set<String> kept = new HashSet<>();
        for (RecordKind kind : kinds.all()) {
            if (kind.active() && (site == null ? !book.keptSites(login, kind).isEmpty() : kind.ofCases() && book.keeps(login, kind, kind.ofSites() ? site : null))) {
                kept.add(kind.code());
            }
        }
        return kept;
    }
}
