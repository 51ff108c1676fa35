package io.casework.procedure.access;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/** How problems reach people, wherever they arise: REST of the engine, our own interface, and what the server itself refuses. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    /** Where somebody opens the address of the errors, although nothing went wrong: there is nothing to be seen. */
    private static final int NOTHING_WENT_WRONG = 404;

    /** Before any bean is made: the REST interface reads its list of handlers when it is put together. */
    @Bean
    static BeanFactoryPostProcessor problemsOfTheEngineInChinese() {
        return beans -> EngineProblemMapper.install();
    }

    /** What a filter or the server itself refuses. */
    @Bean
    ErrorAttributes errorAttributes() {
        return new DefaultErrorAttributes() {
            @Override
            public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
                Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE, RequestAttributes.SCOPE_REQUEST);
                int status = code instanceof Integer number ? number : NOTHING_WENT_WRONG;
                return Problem.of(status, EngineProblems.titleOf(status), EngineProblems.chinese(reason(getError(request)), EngineProblems.detailOf(status))).body();
            }

            /** What one of our pages says itself about what is not there or not allowed. */
            private String reason(Throwable failure) {
                return failure instanceof ResponseStatusException answer ? answer.getReason()
                        : failure instanceof AccessDeniedException denied ? denied.getMessage() : null;
            }
        };
    }

    /** Where all these problems are shown: as a page to browsers, as JSON to others. */
    @Bean
    ErrorController errorController(ErrorAttributes attributes, ServerProperties server, ObjectProvider<ErrorViewResolver> views) {
        return new BasicErrorController(attributes, server.getError(), views.orderedStream().toList()) {
            @Override
            protected HttpStatus getStatus(HttpServletRequest request) {
                return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null ? HttpStatus.valueOf(NOTHING_WENT_WRONG) : super.getStatus(request);
            }
        };
    }
}
