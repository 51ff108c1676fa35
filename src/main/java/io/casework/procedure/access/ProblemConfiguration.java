package io.casework.procedure.access;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** How problems reach people, wherever they arise: REST of the engine, our own interface, and what the server itself refuses. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

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
                int status = code instanceof Integer number ? number : 500;
                return Problem.of(status, EngineProblems.titleOf(status), EngineProblems.detailOf(status)).body();
            }
        };
    }
}
