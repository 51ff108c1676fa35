package io.casework.procedure.access;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandler;
import org.camunda.bpm.engine.rest.exception.JsonMappingExceptionHandler;
import org.camunda.bpm.engine.rest.exception.JsonParseExceptionHandler;
import org.camunda.bpm.engine.rest.exception.ProcessEngineExceptionHandler;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.rest.exception.RestExceptionHandler;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;

/**
 * Answers failures of the engine's REST interface, that of the web applications included, as {@link Problem}s, in the place of the
 * engine's own handlers, which would pass on English messages and drop the fields. One mapper per kind of exception, because the
 * most specific one that is registered wins.
 */
public class EngineProblemMapper<E extends Throwable> implements ExceptionMapper<E> {

    /** The JSON library registers mappers for its own exceptions too. */
    private static final int BEFORE_OTHERS = 1;

    @Override
    public Response toResponse(E failure) {
        Problem problem = EngineProblems.of(failure);
        return Response.status(problem.status()).entity(problem.json()).type(Problem.MEDIA_TYPE + ";charset=UTF-8").build();
    }

    /** For the engine's own exceptions. */
    @Provider
    @Priority(BEFORE_OTHERS)
    public static class OfTheEngine extends EngineProblemMapper<ProcessEngineException> {
    }

    /** For those that its REST layer throws. */
    @Provider
    @Priority(BEFORE_OTHERS)
    public static class OfRest extends EngineProblemMapper<RestException> {
    }

    /** For content that does not fit. */
    @Provider
    @Priority(BEFORE_OTHERS)
    public static class OfMapping extends EngineProblemMapper<JsonMappingException> {
    }

    /** For content that cannot be read. */
    @Provider
    @Priority(BEFORE_OTHERS)
    public static class OfParsing extends EngineProblemMapper<JsonParseException> {
    }

    /** For everything else. */
    @Provider
    @Priority(BEFORE_OTHERS)
    public static class OfAnything extends EngineProblemMapper<Throwable> {
    }

    /** Takes the place of the engine's handlers; to be called before the REST interface is put together. */
    static void install() {
        Set<Class<?>> classes = CamundaRestResources.getConfigurationClasses();
        classes.removeAll(Set.of(ExceptionHandler.class, RestExceptionHandler.class, ProcessEngineExceptionHandler.class,
                JsonMappingExceptionHandler.class, JsonParseExceptionHandler.class));
        classes.addAll(Set.of(OfTheEngine.class, OfRest.class, OfMapping.class, OfParsing.class, OfAnything.class));
    }
}
