package io.casework.workspace;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.casefile.TimelineView;
import io.casework.procedure.SiteScope;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A case with its timeline for programs. A case of another site does not exist for the caller. */
@RestController
@For(Audience.EVERYBODY)
class CaseResource {

    private final CaseFiles cases;
    private final SiteScope scope;

    CaseResource(CaseFiles cases, SiteScope scope) {
        this.cases = cases;
        this.scope = scope;
    }

    /** The case, its timeline and the numbers of the cases that belong to it. */
    record CaseWithStory(CaseView file, List<TimelineView> timeline, List<String> children) {
    }

    @GetMapping("/api/cases/{number}")
    CaseWithStory read(@PathVariable String number) {
        CaseView file = cases.find(number).filter(found -> scope.includes(found.site()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有编号为 " + number + " 的案件，或不属于您的小区"));
        return new CaseWithStory(file, cases.timeline(number), cases.children(number).stream().map(CaseView::number).toList());
    }
}
