package io.casework.procedure.access;

import io.casework.organisation.Staffing;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.ViewResolver;

/**
 * One sign-in for pages, Tasklist and REST. Each kind of client has its own chain of filters: the engine's REST interface and calls
 * of {@code /api} with HTTP Basic (no session), the engine's web applications and our pages with a session. What no chain names is
 * refused.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /**
     * Paths of our own pages: everything under {@code /pages}, the first page, the sign-in. {@code /api} is our own interface: with
     * session and CSRF token from our pages, with HTTP Basic from elsewhere.
     */
    static final List<String> PAGES =
            List.of("/", "/pages/**", "/assets/**", "/api/**", "/login", "/logout", "/favicon.ico");

    private static final String PAGE_CONTENT = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
            + "form-action 'self'; frame-ancestors 'self'";
    private static final int THROTTLE_ENTRIES = 20_000;

    @Bean
    AuthenticationManager authenticationManager(AccountPasswords passwords, Staffing staffing, Clock clock) {
        return new ProviderManager(new SignIn(passwords, staffing, new SignInThrottle(clock, THROTTLE_ENTRIES)));
    }

    @Bean
    AllowedCalls allowedCalls() {
        return new AllowedCalls();
    }

    /** The engine's REST interface, and our own for clients that sign in with each call. */
    @Bean
    @Order(1)
    SecurityFilterChain restChain(HttpSecurity http, AuthenticationManager manager, ProcessEngine engine, Staffing staffing,
            AccountPasswords passwords, AllowedCalls allowed) throws Exception {
        RequestMatcher ownWithPassword = new AndRequestMatcher(matcher("/api/**"), SecurityConfiguration::signsInWithTheCall);
        http.securityMatcher(new OrRequestMatcher(matcher("/engine-rest/**"), matcher("/engine-rest"), ownWithPassword))
                .authenticationManager(manager)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(SecurityConfiguration::askForPassword))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(SecurityConfiguration::askForPassword)
                        .accessDeniedHandler(problemWhenDenied()))
                .authorizeHttpRequests(who -> who
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll()
                        .anyRequest().authenticated())
                .addFilterAfter(new EngineIdentityFilter(engine, staffing, passwords), AuthorizationFilter.class)
                .addFilterAfter(new SameOriginFilter(), EngineIdentityFilter.class)
                .addFilterAfter(new RestDoor(allowed, staffing), SameOriginFilter.class);
        headers(http, PAGE_CONTENT);
        return http.build();
    }

    /** Tasklist and the other web applications of the engine. They bring their own CSRF token and content policy. */
    @Bean
    @Order(2)
    SecurityFilterChain webappChain(HttpSecurity http, AuthenticationManager manager, ProcessEngine engine, Staffing staffing,
            AccountPasswords passwords, AllowedCalls allowed) throws Exception {
        WebappSignIn signIn = new WebappSignIn(manager, engine, staffing);
        RequestMatcher calls = matcher("/camunda/api/**");
        http.securityMatcher(new OrRequestMatcher(matcher("/camunda"), matcher("/camunda/**")))
                .authenticationManager(manager)
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(logout -> logout
                        .logoutRequestMatcher(new AndRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout"),
                                request -> !SameOriginFilter.isForeign(request) && request.getHeader(WebappSignIn.TOKEN_HEADER) != null))
                        .logoutSuccessHandler((request, response, who) -> response.setStatus(HttpServletResponse.SC_OK)))
                .exceptionHandling(refusals -> refusals
                        .defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(org.springframework.http.HttpStatus.UNAUTHORIZED), calls)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                        .accessDeniedHandler(problemWhenDenied()))
                .authorizeHttpRequests(who -> who
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        // Creates an administrator for whoever asks first (CVE-2026-77226): shut for everybody, always.
                        .requestMatchers(matcher("/camunda/api/admin/setup/**")).denyAll()
                        // Tasklist's own sign-in after a session has run out: the list of engines, and who is signed in.
                        .requestMatchers(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/camunda/api/engine/engine"),
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/camunda/api/engine/engine/"),
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/camunda/api/admin/auth/user/default"))
                        .permitAll()
                        .anyRequest().authenticated())
                .addFilterBefore(signIn, UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new OneNoncePerPage(), WebappSignIn.class)
                .addFilterAfter(new EngineIdentityFilter(engine, staffing, passwords), AuthorizationFilter.class)
                .addFilterAfter(new RestDoor(allowed, staffing), EngineIdentityFilter.class);
        headers(http, null);
        return http.build();
    }

    /** Our own pages. */
    @Bean
    @Order(3)
    SecurityFilterChain pageChain(HttpSecurity http, AuthenticationManager manager, ProcessEngine engine, Staffing staffing,
            AccountPasswords passwords, @Qualifier("thymeleafViewResolver") ViewResolver views) throws Exception {
        RequestMatcher calls = matcher("/api/**");
        http.securityMatcher(new OrRequestMatcher(PAGES.stream().<RequestMatcher>map(SecurityConfiguration::matcher).toList()))
                .authenticationManager(manager)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(form -> form
                        .loginPage("/login")
                        .failureHandler(LoginPage::remember)
                        .defaultSuccessUrl("/", false)
                        .permitAll())
                .logout(logout -> logout
                        .logoutUrl("/logout")
                        .logoutSuccessUrl("/login?out")
                        .permitAll())
                .exceptionHandling(refusals -> refusals
                        .defaultAuthenticationEntryPointFor(SecurityConfiguration::askForPassword, calls)
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                        .defaultAccessDeniedHandlerFor(problemWhenDenied(), calls)
                        .defaultAccessDeniedHandlerFor(new StaleForms(views), request -> true))
                .authorizeHttpRequests(who -> who
                        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                        .requestMatchers(matcher("/login"), matcher("/assets/**"), matcher("/favicon.ico")).permitAll()
                        .anyRequest().authenticated())
                .addFilterAfter(new EngineIdentityFilter(engine, staffing, passwords), AuthorizationFilter.class);
        headers(http, PAGE_CONTENT);
        return http.build();
    }

    /** Whether the application lives: without sign-in, without details. */
    @Bean
    @Order(4)
    SecurityFilterChain healthChain(HttpSecurity http) throws Exception {
        http.securityMatcher(new OrRequestMatcher(matcher("/actuator/health"), matcher("/actuator/health/**")))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(who -> who
                        .requestMatchers(HttpMethod.GET).permitAll()
                        .anyRequest().denyAll());
        headers(http, PAGE_CONTENT);
        return http.build();
    }

    /** Everything else. */
    @Bean
    @Order(1000)
    SecurityFilterChain nothingElse(HttpSecurity http) throws Exception {
        http.securityMatcher(request -> true)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refusals -> refusals
                        .authenticationEntryPoint((request, response, cause) -> nothingHere(request, response))
                        .accessDeniedHandler((request, response, cause) -> nothingHere(request, response)))
                .authorizeHttpRequests(who -> who
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .anyRequest().denyAll());
        headers(http, PAGE_CONTENT);
        return http.build();
    }

    /** Before everything else, because the filters and servlets behind it would read such a path differently. */
    @Bean
    FilterRegistrationBean<PlainPaths> plainPaths() {
        var registration = new FilterRegistrationBean<>(new PlainPaths());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static void headers(HttpSecurity http, String contentPolicy) throws Exception {
        http.headers(headers -> {
            headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
            headers.permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=(), payment=()"));
            if (contentPolicy == null) {
                headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable);
                // The files of the web applications may be kept; what they ask about cases and people may not.
                headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
                headers.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new OrRequestMatcher(matcher("/camunda/api/engine/**"), matcher("/camunda/api/admin/auth/**")), new CacheControlHeadersWriter()));
            } else {
                headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin);
                headers.contentSecurityPolicy(content -> content.policyDirectives(contentPolicy));
            }
        });
    }

    private static PathPatternRequestMatcher matcher(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    private static boolean signsInWithTheCall(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
    }

    /** A browser is not asked: it would open its own window and remember the password. */
    private static void askForPassword(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (request.getHeader("Sec-Fetch-Mode") == null && request.getHeader("HX-Request") == null) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"casework\", charset=\"UTF-8\"");
        }
        if (cause instanceof TooManyAttempts tooMany) {
            response.setHeader("Retry-After", Long.toString(tooMany.seconds()));
            Problem.of(429, "请稍后再试", tooMany.getMessage()).write(response);
            return;
        }
        boolean tried = signsInWithTheCall(request);
        Problem.of(HttpServletResponse.SC_UNAUTHORIZED, "请先登录", tried ? SignIn.WRONG : "请先登录").write(response);
    }

    /** To somebody who mistyped an address, a page; to anything else, a refusal. */
    private static void nothingHere(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String wanted = request.getHeader(HttpHeaders.ACCEPT);
        if (HttpMethod.GET.matches(request.getMethod()) && wanted != null && wanted.contains(MediaType.TEXT_HTML_VALUE)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            Problem.forbidden("没有这个地址，或者它不对外开放").write(response);
        }
    }

    private static AccessDeniedHandler problemWhenDenied() {
        return (request, response, cause) -> Problem.forbidden("这个操作不对您开放").write(response);
    }
}
