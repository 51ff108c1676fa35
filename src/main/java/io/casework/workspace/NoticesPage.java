package io.casework.workspace;

import io.casework.notification.Notices;
import java.security.Principal;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The person's notices, newest first. */
@Controller
@For(Audience.EVERYBODY)
class NoticesPage {

    private static final int PAGE_SIZE = 20;
    private static final int LAST_PAGE = 100_000;

    private final Notices notices;

    NoticesPage(Notices notices) {
        this.notices = notices;
    }

    @GetMapping("/pages/notices")
    String page(Principal person, @RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("page", notices.inbox(person.getName(), PageRequest.of(Math.max(0, Math.min(page, LAST_PAGE)), PAGE_SIZE)));
        return "pages/notices";
    }

    /** To the case that the notice is about; what somebody has opened is read, but not by a link on a page from elsewhere. */
    @GetMapping("/pages/notices/{id}")
    String open(Principal person, @PathVariable long id, @RequestHeader(name = "Sec-Fetch-Site", required = false) String from, RedirectAttributes address) {
        if ("cross-site".equals(from)) {
            return "redirect:/pages/notices";
        }
        return notices.open(person.getName(), id).map(number -> {
            address.addAttribute("number", number);
            return "redirect:/pages/cases/{number}";
        }).orElse("redirect:/pages/notices");
    }

    @PostMapping("/pages/notices/{id}/read")
    String read(Principal person, @PathVariable long id, @RequestParam(defaultValue = "0") int page) {
        notices.markRead(person.getName(), id);
        return "redirect:/pages/notices?page=" + Math.max(0, page);
    }

    @PostMapping("/pages/notices/read")
    String readAll(Principal person, @RequestParam long upTo) {
        notices.markAllRead(person.getName(), upTo);
        return "redirect:/pages/notices";
    }
}
