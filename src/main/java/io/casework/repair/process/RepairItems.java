package io.casework.repair.process;

import io.casework.customer.WarrantyItems;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** The repair items (维修项目) that forms offer: the warranty items, so that warranty and split orders are judged by the same names. */
@Component
class RepairItems implements ChoiceSource {

    private final WarrantyItems items;

    RepairItems(WarrantyItems items) {
        this.items = items;
    }

    @Override
    public String name() {
        return "repairItems";
    }

    @Override
    public List<Choice> choices(FormRequest request) {
        return items.all().stream().map(item -> new Choice(item.name(), item.code())).toList();
    }
}
