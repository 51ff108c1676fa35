package io.casework.workspace;

import io.casework.platform.RuleViolation;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What a person reads when a page could not do what was asked and does not say so itself: the reason in words and the way back. */
@ControllerAdvice(basePackageClasses = PageProblems.class, annotations = Controller.class)
class PageProblems {

    /** Of PostgreSQL: a character that is not in the repertoire, one that cannot be translated, a number and a moment out of range. */
    private static final Set<String> NOT_STORABLE = Set.of("22021", "22P05", "22003", "22008");

    @ExceptionHandler(RuleViolation.class)
    @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
    String refused(RuleViolation refusal, Model model) {
        model.addAttribute("title", "没有办成");
        model.addAttribute("detail", refusal.getMessage());
        return "error";
    }

    /** What the database cannot take, such as U+0000 or a number of a thousand digits, was typed by nobody: it needs an answer, not a place in the log of failures. */
    @ExceptionHandler(DataAccessException.class)
    String notStorable(DataAccessException failure, Model model, HttpServletResponse response) {
        if (!isAboutWhatWasSent(failure)) {
            throw failure;
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        model.addAttribute("title", "没有办成");
        model.addAttribute("detail", "填写的内容里有不能保存的字符，或者超出范围的数字、日期。请改过再提交。");
        return "error";
    }

    private static boolean isAboutWhatWasSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NOT_STORABLE.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }
}
