package io.casework.workspace.cases;

import io.casework.casefile.PastCases;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** The number that a case of the time before had in the old register, for the head of its page; nothing for a case of this system. */
@ControllerAdvice(assignableTypes = CasePage.class)
class LegacyNumber {

    private final PastCases past;

    LegacyNumber(PastCases past) {
        this.past = past;
    }

    @ModelAttribute("legacyNumber")
    String of(@PathVariable(required = false) String number) {
        return number == null ? null : past.legacyNumber(number).orElse(null);
    }
}
