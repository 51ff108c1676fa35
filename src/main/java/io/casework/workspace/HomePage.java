package io.casework.workspace;

import io.casework.notification.Notices;
import io.casework.organisation.DemoAccounts;
import io.casework.organisation.Staffing;
import io.casework.procedure.CaseTasks;
import io.casework.procedure.TaskLists;
import io.casework.workspace.records.RecordDoor;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what waits for me, how do I begin, what has happened. */
@Controller
@For(Audience.EVERYBODY)
class HomePage {

    private static final int NEWEST_NOTICES = 6;
    private static final int LONGEST_LATE = 6;
    private static final String OVERDUE = "overdue";
    private static final Set<String> REGISTERING_POSTS = Set.of("clerk", "records-clerk", "service-supervisor");

    private final Wording wording;
    private final Staffing staffing;
    private final TaskLists lists;
    private final CaseTasks tasks;
    private final Notices notices;
    private final RecordDoor records;
    private final ObjectProvider<DemoAccounts> demo;

    HomePage(Wording wording, Staffing staffing, TaskLists lists, CaseTasks tasks, Notices notices, RecordDoor records, ObjectProvider<DemoAccounts> demo) {
        this.wording = wording;
        this.staffing = staffing;
        this.lists = lists;
        this.tasks = tasks;
        this.notices = notices;
        this.records = records;
        this.demo = demo;
    }

    @GetMapping("/")
    String page(Principal person, Model model) {
        String login = person.getName();
        Set<String> posts = staffing.postsOf(login);
        model.addAttribute("duties", wording.duties(login));
        Map<String, TaskLists.TaskList> ofTheDay = lists.ofTheDay();
        model.addAttribute("lists", ofTheDay);
        model.addAttribute("late", ofTheDay.containsKey(OVERDUE) && ofTheDay.get(OVERDUE).tasks() == 0 ? List.of() : tasks.longestLate(LONGEST_LATE));
        model.addAttribute("figures", Audience.FIGURE_READERS.includes(posts));
        model.addAttribute("calls", Audience.CALL_DESK.includes(posts));
        model.addAttribute("registers", posts.stream().anyMatch(REGISTERING_POSTS::contains));
        model.addAttribute("records", Audience.RECORD_KEEPERS.includes(posts) && !records.keptAt(login, null).isEmpty());
        model.addAttribute("notices", notices.inbox(login, PageRequest.of(0, NEWEST_NOTICES)).getContent());
        model.addAttribute("demo", demo.getIfAvailable());
        return "pages/home";
    }
}
