package io.casework.procedure.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps the pages of the engine's web applications from staying white. Their content policy names a nonce in the header, and the
 * page has to carry the same; but the engine keeps the last nonce of all requests in one place for everybody, so a call of another
 * person that comes between header and page makes the browser refuse every script of the page. Here the page gets the nonce of its
 * own header.
 */
final class OneNoncePerPage extends OncePerRequestFilter {

    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([\\w-]+)'");
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"[\\w-]*\"");

    /** Pages only: their addresses end in a slash or a name without a dot; scripts and styles are large and carry no nonce. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith(request.getContextPath() + "/camunda/app/") || path.substring(path.lastIndexOf('/')).contains(".");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        String policy = page.getHeader("Content-Security-Policy");
        Matcher nonce = IN_HEADER.matcher(policy == null ? "" : policy);
        if (page.getContentSize() > 0 && nonce.find()) {
            // One byte, one character: what is not a nonce passes unchanged, whatever the encoding.
            String html = new String(page.getContentAsByteArray(), StandardCharsets.ISO_8859_1);
            page.resetBuffer();
            page.getOutputStream().write(IN_PAGE.matcher(html).replaceAll("nonce=\"" + nonce.group(1) + "\"")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        page.copyBodyToResponse();
    }
}
