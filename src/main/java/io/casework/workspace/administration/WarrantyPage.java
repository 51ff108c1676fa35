package io.casework.workspace.administration;

import io.casework.customer.WarrantyItem;
import io.casework.customer.WarrantyItems;
import io.casework.platform.AdminArea;
import io.casework.platform.RuleViolation;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.administration.Desk.Sight;
import io.casework.workspace.administration.Desk.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The warranty items with their default periods. */
@Controller
@For(Audience.ADMINISTRATORS)
@RequestMapping("/pages/administration/warranty")
class WarrantyPage {

    private static final String MONTHS = "MONTHS";
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");

    private final WarrantyItems items;
    private final Desk desk;

    WarrantyPage(WarrantyItems items, Desk desk) {
        this.items = items;
        this.desk = desk;
    }

    /** An item in the list. */
    record Line(String code, String name, String period, String basis) {
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("items", items.all().stream().map(item -> new Line(item.code(), item.name(), period(item), item.basis())).toList());
        return "pages/administration/warranty";
    }

    @GetMapping("/{code}")
    String item(@PathVariable String code, Model model) {
        show(known(code), model);
        return "pages/administration/warranty-item";
    }

    @PostMapping("/{code}")
    String change(Principal person, @PathVariable String code, @RequestParam String unit, @RequestParam String count, @RequestParam String start,
            @RequestParam String end, @RequestParam String basis, @RequestParam String seen, HttpServletRequest request, HttpServletResponse response, Model model) {
        WarrantyItem item = known(code);
        try {
            desk.change(new Subject(AdminArea.WARRANTY, code, item.name()), person.getName(), "修改默认保修期", new Sight(seen, () -> words(known(code))),
                    () -> words(known(code)), () -> write(code, unit, count, start, end, basis));
            return "redirect:/pages/administration/warranty";
        } catch (RuleViolation refusal) {
            show(known(code), model);
            Refused.show(model, "item", atFields(refusal), request, response);
            return "pages/administration/warranty-item";
        }
    }

    private void write(String code, String unit, String count, String start, String end, String basis) {
        int number = Inputs.number("count", count, "请填写数字");
        if (unit.equals(MONTHS)) {
            items.changePeriod(code, number, basis);
        } else {
            items.changeSeasons(code, number, monthDay("start", start), monthDay("end", end), basis);
        }
    }

    /** The room tells months and seasons apart, the form has one field for both. */
    private static RuleViolation atFields(RuleViolation refusal) {
        var fields = new java.util.LinkedHashMap<String, String>();
        refusal.fields().forEach((field, message) -> fields.put(switch (field) {
            case "months", "seasons" -> "count";
            case "season" -> "start";
            default -> field;
        }, message));
        return fields.isEmpty() ? refusal : new RuleViolation(fields);
    }

    private void show(WarrantyItem item, Model model) {
        model.addAttribute("item", item);
        model.addAttribute("unit", item.months() != null ? MONTHS : "SEASONS");
        model.addAttribute("count", item.months() != null ? item.months() : item.seasons());
        model.addAttribute("start", item.seasonStart() == null ? "" : MONTH_DAY.format(item.seasonStart()));
        model.addAttribute("end", item.seasonEnd() == null ? "" : MONTH_DAY.format(item.seasonEnd()));
        model.addAttribute("seen", Desk.fingerprint(words(item)));
    }

    private WarrantyItem known(String code) {
        return items.all().stream().filter(item -> item.code().equals(code)).findFirst().orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static MonthDay monthDay(String field, String text) {
        try {
            return MonthDay.from(MONTH_DAY.parse(text.strip()));
        } catch (DateTimeException noDay) {
            throw new RuleViolation(field, "请写成 月-日，如 11-15");
        }
    }

    private static String words(WarrantyItem item) {
        return "保修期：" + period(item) + "\n依据：" + item.basis();
    }

    private static String period(WarrantyItem item) {
        if (item.months() != null) {
            return item.months() % 12 == 0 ? item.months() / 12 + " 年" : item.months() + " 个月";
        }
        return item.seasons() + " 个完整的期（每期 " + MONTH_DAY.format(item.seasonStart()) + " 至 " + MONTH_DAY.format(item.seasonEnd()) + "）";
    }
}
