package io.casework.procedure.access;

import io.casework.organisation.Person;
import io.casework.organisation.Staffing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * The one way to sign in, for pages, Tasklist and REST alike. Rights are not part of it: they are asked for at each request, so
 * that a substitution or a change of post holds at once.
 */
final class SignIn implements AuthenticationProvider {

    /** What is said to whoever gives a wrong name or password, whichever of the two. */
    static final String WRONG = "用户名或密码不正确";

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final AccountPasswords passwords;
    private final Staffing staffing;
    private final SignInThrottle throttle;

    SignIn(AccountPasswords passwords, Staffing staffing, SignInThrottle throttle) {
        this.passwords = passwords;
        this.staffing = staffing;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String login = attempt.getName();
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        Duration wait = throttle.waitFor(login, address);
        if (!wait.isZero()) {
            throw new TooManyAttempts(wait);
        }
        Optional<AccountPasswords.SignedInWith> proof = passwords.match(login, attempt.getCredentials() == null ? null : attempt.getCredentials().toString());
        if (proof.isEmpty() || staffing.person(login).filter(Person::active).isEmpty()) {
            throttle.failed(login, address);
            log.info("登录失败：账号“{}”，来自 {}", printable(login), address);
            throw new BadCredentialsException(WRONG);
        }
        throttle.succeeded(login, address);
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(login, null, List.of(new SimpleGrantedAuthority("ROLE_STAFF")));
        signedIn.setDetails(proof.get());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** What comes from outside must not break the lines of the log. */
    private static String printable(String text) {
        String cut = text == null ? "" : text.substring(0, Math.min(64, text.length()));
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
