package io.casework.procedure.access;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers failures of our own REST interface as {@link Problem}s. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> anything(Exception failure) {
        return answer(EngineProblems.of(failure), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException failure, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(ofFields(failure), headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception failure, Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(status.value(), EngineProblems.titleOf(status.value()), EngineProblems.detailOf(status.value())), headers);
    }

    private static Problem ofFields(BindException failure) {
        return new Problem(422, "填写的内容不符合要求", "填写的内容不符合要求，请按各字段的提示修改", failure.getFieldErrors().stream()
                .map(error -> new Problem.FieldError(error.getField(), error.getDefaultMessage())).toList());
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status()).headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.body());
    }
}
