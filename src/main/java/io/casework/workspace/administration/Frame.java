package io.casework.workspace.administration;

import io.casework.organisation.Staffing;
import io.casework.workspace.Audience;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What all pages of the administration show: the tabs, and what was refused with what had been typed. */
@Component("administrationFrame")
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {

    private final Staffing staffing;

    Frame(Staffing staffing) {
        this.staffing = staffing;
    }

    @ModelAttribute
    void fill(Principal person, HttpServletRequest request, Model model) {
        if (person != null) {
            Set<String> posts = staffing.postsOf(person.getName());
            model.addAttribute("tabs", Tab.of(posts));
            model.addAttribute("tab", Tab.at(request.getRequestURI()));
            model.addAttribute("changesProcedures", Audience.PROCEDURE_ADMINISTRATORS.includes(posts));
            model.addAttribute("changesStaff", Audience.SYSTEM_ADMINISTRATORS.includes(posts));
            model.addAttribute(Refused.WRONG, Map.of());
            model.addAttribute(Refused.TYPED, Map.of());
            model.addAttribute(Refused.REASONS, Map.of());
        }
    }
}
