package io.casework.workspace.registers.imports;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in words that a file is too large. Left to the server, the form would come apart and its token be missing, and the person would read that the page
 * is forbidden.
 */
class UploadLimit extends OncePerRequestFilter {

    static final String MESSAGE = "文件超过 20 MB。请只留下有数据的行列，或分成几个文件。";

    /** The file of 20 MB and the form around it; the attachments of cases may be more at once, so the server itself lets more in. */
    private static final DataSize MOST = DataSize.ofMegabytes(21);
    /** Before the filters that read the form. */
    private static final int ORDER = -200;
    /** A browser reads no answer before it has sent all; beyond this the connection may break. */
    private static final long SWALLOWED = 200L * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;

    private final long most;

    UploadLimit(long most) {
        this.most = most;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (!"POST".equals(request.getMethod()) || request.getContentLengthLong() <= most) {
            chain.doFilter(request, response);
            return;
        }
        byte[] block = new byte[BLOCK];
        long swallowed = 0;
        InputStream body = request.getInputStream();
        for (int read = body.read(block); read >= 0 && swallowed < SWALLOWED; read = body.read(block)) {
            swallowed += read;
        }
        response.sendRedirect(request.getContextPath() + "/pages/registers/import?tooLarge");
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        FilterRegistrationBean<UploadLimit> importUploadLimit() {
            FilterRegistrationBean<UploadLimit> registration = new FilterRegistrationBean<>(new UploadLimit(MOST.toBytes()));
            registration.addUrlPatterns("/pages/registers/import");
            registration.setOrder(ORDER);
            return registration;
        }
    }
}
