package io.casework.procedure.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.casework.organisation.Staffing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The sign-in form inside Tasklist, which comes up when a session has run out in the middle of a form: it signs in to the same
 * session as our own page. The engine's own answer to that form would go past the throttle and could lock accounts.
 */
final class WebappSignIn extends OncePerRequestFilter {

    static final String TOKEN_HEADER = "X-XSRF-TOKEN";

    private final PathPatternRequestMatcher form = PathPatternRequestMatcher.withDefaults()
            .matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/login/{app}");
    private final ObjectMapper json = new ObjectMapper();
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final AuthenticationManager manager;
    private final ProcessEngine engine;
    private final Staffing staffing;

    WebappSignIn(AuthenticationManager manager, ProcessEngine engine, Staffing staffing) {
        this.manager = manager;
        this.engine = engine;
        this.staffing = staffing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!form.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        Map<String, String> path = form.matcher(request).getVariables();
        // The engine's filter that compares the token comes later; a foreign page can send neither this header nor this origin.
        if (request.getHeader(TOKEN_HEADER) == null || SameOriginFilter.isForeign(request) || !engine.getName().equals(path.get("engine"))) {
            Problem.forbidden("请从登录页面登录").write(response);
            return;
        }
        var attempt = UsernamePasswordAuthenticationToken.unauthenticated(request.getParameter("username"), request.getParameter("password"));
        attempt.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        try {
            Authentication signedIn = manager.authenticate(attempt);
            Set<String> apps = EngineIdentityFilter.appsFor(new ArrayList<>(staffing.postsOf(signedIn.getName())));
            if (!apps.contains(path.get("app"))) {
                Problem.forbidden("您的岗位不能使用这个应用").write(response);
                return;
            }
            HttpSession session = request.getSession();
            request.changeSessionId();
            session.removeAttribute("authenticatedUser");
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(signedIn);
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            json.writeValue(response.getOutputStream(), Map.of("userId", signedIn.getName(), "authorizedApps", apps));
        } catch (TooManyAttempts tooMany) {
            response.setHeader("Retry-After", Long.toString(tooMany.seconds()));
            Problem.of(429, "请稍后再试", tooMany.getMessage()).write(response);
        } catch (AuthenticationException refused) {
            Problem.of(HttpServletResponse.SC_UNAUTHORIZED, "登录失败", SignIn.WRONG).write(response);
        }
    }
}
