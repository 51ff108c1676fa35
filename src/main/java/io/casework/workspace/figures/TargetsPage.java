package io.casework.workspace.figures;

import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import io.casework.report.FigureTargets;
import io.casework.report.Indicator;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The targets of the indicators: read by all readers of figures, set by managers. */
@Controller
@For(Audience.FIGURE_READERS)
class TargetsPage {

    private static final int CHANGES = 30;

    private final FigureTargets targets;
    private final Staffing staffing;
    private final TransactionTemplate transaction;

    TargetsPage(FigureTargets targets, Staffing staffing, TransactionTemplate transaction) {
        this.targets = targets;
        this.staffing = staffing;
        this.transaction = transaction;
    }

    /** A change with the name of who made it. */
    record Changed(String indicator, String value, Instant at, String by) {
    }

    @GetMapping("/pages/figures/targets")
    String page(Principal person, Model model) {
        Map<String, String> typed = new LinkedHashMap<>();
        targets.all().forEach((indicator, value) -> typed.put(indicator.name(), value.toPlainString()));
        return page(person, typed, Map.of(), model);
    }

    @PostMapping("/pages/figures/targets")
    @For(Audience.FIGURE_MANAGERS)
    String set(Principal person, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        Map<String, String> wrong = new LinkedHashMap<>();
        transaction.executeWithoutResult(status -> {
            for (Indicator indicator : Indicator.values()) {
                try {
                    targets.set(indicator, number(indicator, typed.getOrDefault(indicator.name(), "")), person.getName());
                } catch (RuleViolation e) {
                    wrong.put(indicator.name(), e.getMessage());
                }
            }
            if (!wrong.isEmpty()) {
                status.setRollbackOnly();
            }
        });
        if (wrong.isEmpty()) {
            return "redirect:/pages/figures/targets";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page(person, typed, wrong, model);
    }

    private String page(Principal person, Map<String, String> typed, Map<String, String> wrong, Model model) {
        model.addAttribute("indicators", Indicator.values());
        model.addAttribute("typed", typed);
        model.addAttribute("wrong", wrong);
        model.addAttribute("manages", Audience.FIGURE_MANAGERS.includes(staffing.postsOf(person.getName())));
        model.addAttribute("changes", targets.changes(CHANGES).stream().map(change -> new Changed(change.indicator().label(),
                change.value() == null ? "不设目标" : change.value().stripTrailingZeros().toPlainString() + " " + change.indicator().unit(), change.at(),
                staffing.nameOf(change.by()))).toList());
        return "pages/figures/targets";
    }

    private static BigDecimal number(Indicator indicator, String text) {
        String trimmed = text.trim().replace("%", "").replace("％", "");
        try {
            if (trimmed.length() > 20) {
                throw new NumberFormatException("too long");
            }
            return trimmed.isEmpty() ? null : new BigDecimal(trimmed);
        } catch (NumberFormatException e) {
            throw new RuleViolation(indicator.name(), "请填数字，如 " + (indicator.share() ? "90" : "8") + "；不设目标则留空");
        }
    }
}
