package io.casework.workspace;

import io.casework.notification.Notices;
import io.casework.organisation.Staffing;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the bar at the top of every page shows. */
@ControllerAdvice(basePackageClasses = Frame.class, annotations = Controller.class)
class Frame {

    private final Staffing staffing;
    private final Notices notices;

    Frame(Staffing staffing, Notices notices) {
        this.staffing = staffing;
        this.notices = notices;
    }

    @ModelAttribute
    void fill(Principal person, HttpServletRequest request, Model model) {
        if (person != null) {
            model.addAttribute("name", staffing.nameOf(person.getName()));
            model.addAttribute("unread", notices.unreadCount(person.getName()));
            model.addAttribute("menu", MenuEntry.of(staffing.postsOf(person.getName())));
            model.addAttribute("here", request.getRequestURI());
        }
    }
}
