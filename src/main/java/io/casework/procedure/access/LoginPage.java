package io.casework.procedure.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in. */
@Controller
class LoginPage {

    private static final String REFUSAL = LoginPage.class.getName() + ".refusal";
    private static final String ACCOUNT = LoginPage.class.getName() + ".account";

    @GetMapping("/login")
    String page(HttpServletRequest request, Model model) {
        if (EngineIdentityFilter.signedIn() != null) {
            return "redirect:/";
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            model.addAttribute("refusal", session.getAttribute(REFUSAL));
            model.addAttribute("account", session.getAttribute(ACCOUNT));
            session.removeAttribute(REFUSAL);
            session.removeAttribute(ACCOUNT);
        }
        model.addAttribute("out", request.getParameter("out") != null);
        return "login";
    }

    /** Keeps the reason why somebody has to sign in again. */
    static void refuse(HttpServletRequest request, String reason) {
        request.getSession().setAttribute(REFUSAL, reason);
    }

    /** Keeps the reason of a refused sign-in for the page that follows. */
    static void remember(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause) throws IOException {
        HttpSession session = request.getSession();
        session.setAttribute(REFUSAL, cause instanceof TooManyAttempts ? cause.getMessage() : SignIn.WRONG);
        String account = request.getParameter("username");
        session.setAttribute(ACCOUNT, account == null ? "" : account.substring(0, Math.min(64, account.length())));
        response.sendRedirect(request.getContextPath() + "/login");
    }
}
