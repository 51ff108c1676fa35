package io.casework.workspace;

import io.casework.procedure.TaskWhereabouts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tells Tasklist what became of a task that it cannot show. A task in a case of another site does not exist for the caller. */
@RestController
@For(Audience.EVERYBODY)
class TaskResource {

    private final TaskWhereabouts whereabouts;
    private final VisibleCases visible;

    TaskResource(TaskWhereabouts whereabouts, VisibleCases visible) {
        this.whereabouts = whereabouts;
        this.visible = visible;
    }

    @GetMapping("/api/tasks/{id}/whereabouts")
    TaskWhereabouts.Whereabouts whereabouts(@PathVariable String id) {
        return whereabouts.of(id).filter(found -> visible.find(found.caseNumber()).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这个任务，或不属于您的小区"));
    }
}
