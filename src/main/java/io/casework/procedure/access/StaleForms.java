package io.casework.procedure.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * What a person reads whose page is older than the sign-in: a form with the token of a session that is over. Nothing is done then, but what was typed stands on
 * the page that answers, and can be sent again after a new sign-in. To a page from elsewhere this shows nothing: it is refused as ever.
 */
final class StaleForms implements AccessDeniedHandler {

    private static final String TOKEN = "_csrf";
    /** Where Tomcat says why it did not read a form. */
    private static final String UNREAD = "org.apache.catalina.parameter_parse_failed_reason";
    /** What a person wrote, unlike the codes and numbers that go with it. */
    private static final Pattern WRITTEN = Pattern.compile("[^\\x00-\\x7F]|\\s");

    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();
    private final ViewResolver views;

    StaleForms(ViewResolver views) {
        this.views = views;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException, ServletException {
        boolean asked = request.getHeader("X-Part") != null || request.getHeader("HX-Request") != null;
        if (!(denied instanceof CsrfException) || asked || SameOriginFilter.isForeign(request) || response.isCommitted()) {
            others.handle(request, response, denied);
            return;
        }
        if ("POST_TOO_LARGE".equals(String.valueOf(request.getAttribute(UNREAD)))) {
            // Nothing of the form was read, its token neither: the sign-in is not what is wrong with it.
            show("error", HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, Map.of("title", "内容太大", "detail", "内容超过 2 MB，没有提交。请退回，缩短后再提交"), request, response);
            return;
        }
        switch (request.getServletPath()) {
            case "/logout" -> {
                new SecurityContextLogoutHandler().logout(request, response, signedIn());
                response.sendRedirect(request.getContextPath() + "/login?out");
            }
            case "/login" -> {
                Map<String, Object> model = new HashMap<>();
                model.put("refusal", "登录页打开得太久，已经失效。请再登录一次");
                model.put("account", request.getParameter("username"));
                model.put("out", false);
                show("login", HttpServletResponse.SC_FORBIDDEN, model, request, response);
            }
            default -> show("stale", HttpServletResponse.SC_FORBIDDEN, model(request), request, response);
        }
    }

    private static Map<String, Object> model(HttpServletRequest request) {
        Map<String, Object> model = new HashMap<>();
        Authentication person = signedIn();
        model.put("person", person == null ? null : person.getName());
        model.put("withFiles", request.getContentType() != null && request.getContentType().startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
        model.put("target", request.getRequestURI().substring(request.getContextPath().length()) + (request.getQueryString() == null ? "" : "?" + request.getQueryString()));
        model.put("origin", origin(request));
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals(TOKEN)) {
                fields.put(name, List.of(values));
            }
        });
        model.put("fields", fields);
        // A password is sent again, but not shown.
        model.put("written", fields.entrySet().stream().filter(field -> !field.getKey().startsWith("password")).flatMap(field -> field.getValue().stream()).filter(value -> WRITTEN.matcher(value).find()).toList());
        return model;
    }

    /** The page that the form stood on, where the browser says so. */
    private static String origin(HttpServletRequest request) {
        try {
            URI page = URI.create(String.valueOf(request.getHeader(HttpHeaders.REFERER)));
            String host = page.getPort() < 0 ? page.getHost() : page.getHost() + ":" + page.getPort();
            return host != null && host.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST)) && page.getRawPath().startsWith("/pages/")
                    ? page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()) : "/";
        } catch (IllegalArgumentException none) {
            return "/";
        }
    }

    private static Authentication signedIn() {
        return SecurityContextHolder.getContext().getAuthentication();
    }

    private void show(String page, int status, Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        response.setStatus(status);
        // The new token has to be in its session before a long page is on its way.
        ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
        try {
            View view = views.resolveViewName(page, Locale.SIMPLIFIED_CHINESE);
            view.render(model, request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new ServletException(failure);
        }
    }
}
