package io.casework.workspace.administration;

import io.casework.customer.Customers;
import io.casework.customer.UnitView;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChanges;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A unit in the words of the record of changes, and on its page. */
@Component
class HomeWords {

    private static final int CHANGES = 20;

    private final Customers customers;
    private final AdminChanges changes;
    private final ChangeLines lines;

    HomeWords(Customers customers, AdminChanges changes, ChangeLines lines) {
        this.customers = customers;
        this.changes = changes;
        this.lines = lines;
    }

    /** All that can be changed about a unit, a line for each; empty for one that is not there. */
    String unit(long id) {
        return customers.unitView(id).map(view -> "房号：" + view.unit().label() + "\n建筑面积：" + (view.unit().area() == null ? "" : view.unit().area()) + "\n交付："
                + day(view.unit().deliveredOn()) + "\n" + (view.unit().occupied() ? "已入住" : "未入住") + view.warranties().stream()
                .map(line -> "\n" + line.name() + "保修至：" + day(line.until())).collect(Collectors.joining())).orElse("");
    }

    /** A day, or that none is on record. */
    String day(LocalDate day) {
        return day == null ? "未登记" : day.toString();
    }

    /** What the page of a unit shows. */
    void show(UnitView view, Model model) {
        Map<String, String> items = new LinkedHashMap<>();
        view.warranties().forEach(line -> items.put(line.item(), line.name()));
        model.addAttribute("view", view);
        model.addAttribute("items", items);
        model.addAttribute("households", customers.householdsOfUnit(view.unit().id()));
        model.addAttribute("seen", Desk.fingerprint(unit(view.unit().id())));
        model.addAttribute("changed", lines.of(changes.page(AdminChanges.Filter.of(AdminArea.HOMES, "unit:" + view.unit().id()), null, CHANGES)));
    }
}
