package io.casework.workspace;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.procedure.SiteScope;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The cases that exist for the person who asks: those of the person's sites, as far as the page is open to the person there. */
@Component
public class VisibleCases {

    private final CaseFiles cases;
    private final SiteScope scope;

    VisibleCases(CaseFiles cases, SiteScope scope) {
        this.cases = cases;
        this.scope = scope;
    }

    /** The case; empty where there is none, or it belongs to a site that is not the person's. */
    public Optional<CaseView> find(String number) {
        return cases.find(number).filter(found -> scope.includes(found.site()));
    }

    /** @throws ResponseStatusException 404 where there is no such case, or it belongs to a site that is not the person's */
    public CaseView required(String number) {
        return find(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有编号为 " + number + " 的案件，或不属于您的小区"));
    }
}
