package io.casework.procedure.access;

import io.casework.organisation.Staffing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Stands before the engine's REST interface and its web applications' interface: lets through what {@link AllowedCalls} lists, of
 * bounded size and of the right kind of content.
 */
final class RestDoor extends OncePerRequestFilter {

    /** Bytes of an ordinary call. */
    static final int LARGEST_CALL = 1024 * 1024;
    /** Bytes of a deployment. */
    static final int LARGEST_UPLOAD = 20 * 1024 * 1024;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> APPLICATIONS = Set.of("welcome", "tasklist", "cockpit", "admin");
    private static final String ENGINE = "default";

    private final AllowedCalls allowed;
    private final Staffing staffing;

    RestDoor(AllowedCalls allowed, Staffing staffing) {
        this.allowed = allowed;
        this.staffing = staffing;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Not pathWithinApplication(): that would leave out the part of the path that the servlet is mapped to.
        RequestPath whole = ServletRequestPathUtils.parseAndCache(request);
        PathContainer path = whole.subPath(whole.contextPath().elements().size());
        String login = EngineIdentityFilter.signedIn();
        boolean ours = path.value().startsWith("/api/");
        boolean files = path.value().startsWith("/camunda") && !path.value().startsWith("/camunda/api");
        if (ours || login == null) {
            // Without sign-in only the few calls come here that the chain of filters permits.
            chain.doFilter(request, response);
            return;
        }
        Set<String> posts = staffing.postsOf(login);
        if (files) {
            Problem refusal = refusalOfFile(path.value().split("/"), posts);
            if (refusal == null) {
                chain.doFilter(request, response);
            } else {
                refusal.write(response);
            }
            return;
        }
        AllowedCalls.Call call = allowed.allowing(request, path, login, posts);
        if (call == null && !posts.contains(DoorPosts.OPERATOR)) {
            Problem.forbidden("这个操作不对您的岗位开放").write(response);
            return;
        }
        if (call != null && call.answer() != null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().print(call.answer());
            return;
        }
        boolean upload = call == null ? isMultipart(request) : call.body() == AllowedCalls.Body.UPLOAD;
        if (hasBody(request) && !READING.contains(request.getMethod())) {
            MediaType type = contentType(request);
            boolean expected = type != null && (upload
                    ? MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type)
                    : type.isCompatibleWith(MediaType.APPLICATION_JSON) && !type.isWildcardType());
            if (!expected) {
                Problem.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "内容类型不对",
                        upload ? "请以 multipart/form-data 提交" : "请以 application/json 提交").write(response);
                return;
            }
        }
        int most = upload ? LARGEST_UPLOAD : LARGEST_CALL;
        if (request.getContentLengthLong() > most) {
            tooLarge(most).write(response);
            return;
        }
        BoundedRequest bounded = new BoundedRequest(request, most);
        try {
            chain.doFilter(bounded, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            if (!bounded.exceeded()) {
                throw failure;
            }
        }
        if (bounded.exceeded()) {
            tooLarge(most).write(response);
        }
    }

    /** The engine looks at the first page of an application only when its path ends with a slash, and stumbles over a name that it does not know. */
    private static Problem refusalOfFile(String[] parts, Set<String> posts) {
        boolean page = parts.length >= 4 && "app".equals(parts[2]);
        if (page && !APPLICATIONS.contains(parts[3])) {
            return Problem.of(HttpServletResponse.SC_NOT_FOUND, "找不到", "没有这个地址");
        }
        if (page && parts.length >= 5 && ENGINE.equals(parts[4]) && !EngineIdentityFilter.appsFor(List.copyOf(posts)).contains(parts[3])) {
            return Problem.forbidden("您的岗位不能使用这个应用");
        }
        return null;
    }

    private static Problem tooLarge(int most) {
        return Problem.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "内容过大",
                "提交的内容超过 " + most / (1024 * 1024) + " MB，请删减后再提交");
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isMultipart(HttpServletRequest request) {
        MediaType type = contentType(request);
        return type != null && MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type);
    }

    private static MediaType contentType(HttpServletRequest request) {
        try {
            return request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
        } catch (org.springframework.http.InvalidMediaTypeException unreadable) {
            return null;
        }
    }

    /** Counts what is read, because a client need not say beforehand how much it sends. */
    private static final class BoundedRequest extends HttpServletRequestWrapper {

        private final int most;
        private long read;

        BoundedRequest(HttpServletRequest request, int most) {
            super(request);
            this.most = most;
        }

        boolean exceeded() {
            return read > most;
        }

        private void count(int bytes) throws IOException {
            read += Math.max(0, bytes);
            if (exceeded()) {
                throw new IOException("more than " + most + " bytes");
            }
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream in = super.getInputStream();
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    int next = in.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int bytes = in.read(buffer, offset, length);
                    count(bytes);
                    return bytes;
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
