package io.casework.contact.process;

import io.casework.customer.WarrantyItems;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** The warranty items (保修项目) as an administrator keeps them. */
@Component
class WarrantyItemChoices implements ChoiceSource {

    private final WarrantyItems items;

    WarrantyItemChoices(WarrantyItems items) {
        this.items = items;
    }

    @Override
    public String name() {
        return "warrantyItems";
    }

    @Override
    public List<Choice> choices(FormRequest request) {
        return items.all().stream().map(item -> new Choice(item.name(), item.code())).toList();
    }
}
