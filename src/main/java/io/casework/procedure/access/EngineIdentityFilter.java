package io.casework.procedure.access;

import io.casework.organisation.Person;
import io.casework.organisation.Staffing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the engine for the length of a request who is working: login, posts as groups, sites as tenants, those of a running
 * substitution included. The engine's web applications take it from the session, everything else from the thread.
 */
final class EngineIdentityFilter extends OncePerRequestFilter {

    private final ProcessEngine engine;
    private final Staffing staffing;
    private final AccountPasswords passwords;

    EngineIdentityFilter(ProcessEngine engine, Staffing staffing, AccountPasswords passwords) {
        this.engine = engine;
        this.staffing = staffing;
        this.passwords = passwords;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String login = signedIn();
        if (login == null) {
            chain.doFilter(request, response);
            return;
        }
        if (staffing.person(login).filter(Person::active).isEmpty()) {
            end(request, response, "该账号已停用");
            return;
        }
        if (hasAnotherPassword(request, login)) {
            end(request, response, "密码已更改，请用新密码登录");
            return;
        }
        List<String> posts = new ArrayList<>(staffing.postsOf(login));
        List<String> sites = new ArrayList<>(staffing.sitesOf(login));
        if (request.getRequestURI().startsWith(request.getContextPath() + "/camunda")) {
            handOver(request.getSession(), login, posts, sites);
        }
        IdentityService identity = engine.getIdentityService();
        identity.setAuthentication(login, posts, sites);
        try {
            chain.doFilter(request, response);
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Who is signed in, or {@code null}. */
    static String signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || authentication instanceof AnonymousAuthenticationToken || !authentication.isAuthenticated()
                ? null
                : authentication.getName();
    }

    /** Whoever knew the old password is out with it, in all sessions. */
    private boolean hasAnotherPassword(HttpServletRequest request, String login) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean onlyFiles = path.startsWith("/assets/") || path.startsWith("/camunda/") && !path.startsWith("/camunda/api/");
        // Without a session the password came with this very call.
        return !onlyFiles && request.getSession(false) != null
                && SecurityContextHolder.getContext().getAuthentication().getDetails() instanceof AccountPasswords.SignedInWith then
                && !passwords.isStill(login, then);
    }

    private void handOver(HttpSession session, String login, List<String> posts, List<String> sites) {
        Authentications known = AuthenticationUtil.getAuthsFromSession(session);
        UserAuthentication fresh = new UserAuthentication(login, engine.getName());
        fresh.setGroupIds(posts);
        fresh.setTenantIds(sites);
        fresh.setAuthorizedApps(appsFor(posts));
        if (known.getAuthenticationForProcessEngine(engine.getName()) instanceof UserAuthentication before
                && before.getIdentityId().equals(login)
                && posts.equals(before.getGroupIds())
                && sites.equals(before.getTenantIds())) {
            return;
        }
        known.addOrReplace(fresh);
        session.setAttribute("authenticatedUser", known);
    }

    static Set<String> appsFor(List<String> posts) {
        Set<String> apps = new HashSet<>(Set.of("welcome"));
        if (!posts.isEmpty()) {
            apps.add("tasklist");
        }
        if (posts.contains(DoorPosts.OPERATOR)) {
            apps.add("admin");
            apps.add("cockpit");
        }
        return apps;
    }

    /** Ends the session; somebody who looks at a page is led to the sign-in and reads the reason there. */
    private static void end(HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean page = path.equals("/") || path.startsWith("/pages/") || path.startsWith("/camunda/app/");
        if (page && session != null && "GET".equals(request.getMethod()) && request.getHeader("HX-Request") == null) {
            LoginPage.refuse(request, reason);
            response.sendRedirect(request.getContextPath() + "/login");
        } else {
            Problem.of(HttpServletResponse.SC_UNAUTHORIZED, "请重新登录", reason).write(response);
        }
    }
}
