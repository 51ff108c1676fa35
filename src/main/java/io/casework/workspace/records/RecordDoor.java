package io.casework.workspace.records;

import io.casework.organisation.Staffing;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.workspace.Audience;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who reads and who keeps which kind of the record book, where. Keepers read what they keep; beside them those whom the kind names, or, where it names nobody,
 * whoever reads registers; each at the sites of that post.
 */
@Component
public class RecordDoor {

    private final RecordKinds kinds;
    private final RecordBook book;
    private final Staffing staffing;

    RecordDoor(RecordKinds kinds, RecordBook book, Staffing staffing) {
        this.kinds = kinds;
        this.book = book;
        this.staffing = staffing;
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
