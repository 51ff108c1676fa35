package io.casework.workspace;

import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.procedure.SiteScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Opens our pages and interfaces to the posts that {@link For} names, at the sites where these posts are held, and to nobody else: what names nobody is shut.
 */
@Component
class PageDoor implements HandlerInterceptor, WebMvcConfigurer {

    private final Staffing staffing;
    private final Posts posts;
    private final SiteScope scope;

    PageDoor(Staffing staffing, Posts posts, SiteScope scope) {
        this.staffing = staffing;
        this.posts = posts;
        this.scope = scope;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/", "/pages/**", "/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Audience audience = audienceOf(method);
            Principal person = request.getUserPrincipal();
            if (person == null || audience == null || !audience.includes(staffing.postsOf(person.getName()))) {
                throw new AccessDeniedException(audience == null ? "这里不对外开放" : "您的岗位不能这样做，可以的岗位：" + names(audience));
            }
            if (audience != Audience.EVERYBODY) {
                scope.openTo(audience.posts());
            }
            refuseWhatNobodyTypes(request);
        }
        return true;
    }

    /** No field holds the character 0, and the database cannot: whoever sends it gets no answer worth logging as a fault of ours. */
    private static void refuseWhatNobodyTypes(HttpServletRequest request) {
        if (request.getParameterMap().values().stream().flatMap(Arrays::stream).anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    private String names(Audience audience) {
        return audience.posts().stream().map(posts::name).sorted().collect(Collectors.joining("、"));
    }

    /** Who may call it; {@code null} when nobody is named. */
    static Audience audienceOf(HandlerMethod method) {
        For own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), For.class);
        For all = own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), For.class);
        return all == null ? null : all.value();
    }
}
