package io.casework.workspace;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.casefile.TimelineView;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A case with its timeline for programs. A case of another site does not exist for the caller. */
@RestController
@For(Audience.EVERYBODY)
class CaseResource {

    private final CaseFiles cases;
    private final VisibleCases visible;

    CaseResource(CaseFiles cases, VisibleCases visible) {
        this.cases = cases;
        this.visible = visible;
    }

    /** The case, its timeline and the numbers of the cases that belong to it. */
    record CaseWithStory(CaseView file, List<TimelineView> timeline, List<String> children) {
    }

    @GetMapping("/api/cases/{number}")
    CaseWithStory read(@PathVariable String number) {
        CaseView file = visible.required(number);
        return new CaseWithStory(file, cases.timeline(number), cases.children(number).stream().map(CaseView::number).toList());
    }
}
