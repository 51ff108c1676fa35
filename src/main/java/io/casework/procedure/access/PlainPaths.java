package io.casework.procedure.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only plainly written paths through: an empty part, {@code .} or {@code ..} as a part, a parameter behind a semicolon, a backslash and a control
 * character mean one thing to one filter or servlet and another to the next. No address of ours has them.
 */
final class PlainPaths extends OncePerRequestFilter {

    private static final Pattern TWISTED = Pattern.compile("//|[;\\\\\\p{Cntrl}]|%(3b|5c|2f|7f|[01][0-9a-f])|(^|/)\\.{1,2}(/|$)");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (TWISTED.matcher(request.getRequestURI().toLowerCase(Locale.ROOT).replace("%2e", ".")).find()) {
            Problem.of(HttpServletResponse.SC_BAD_REQUEST, "地址不对", "没有这个地址").write(response);
            return;
        }
        chain.doFilter(request, response);
    }
}
