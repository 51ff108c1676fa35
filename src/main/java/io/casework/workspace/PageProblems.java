package io.casework.workspace;

import io.casework.platform.RuleViolation;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What a person reads when a page could not do what was asked and does not say so itself: the reason in words and the way back. */
@ControllerAdvice(basePackageClasses = PageProblems.class, annotations = Controller.class)
class PageProblems {

    @ExceptionHandler(RuleViolation.class)
    @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
    String refused(RuleViolation refusal, Model model) {
        model.addAttribute("title", "没有办成");
        model.addAttribute("detail", refusal.getMessage());
        return "error";
    }
}
