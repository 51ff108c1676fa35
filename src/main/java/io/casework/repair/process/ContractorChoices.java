package io.casework.repair.process;

import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormRequest;
import io.casework.repair.Contractors;
import io.casework.repair.RepairAgreements;
import io.casework.repair.RepairOrders;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The contractors that forms offer: those registered and in use, first those with an agreement at the site; another one only where the settings let it. */
@Component
class ContractorChoices implements ChoiceSource {

    private final Contractors contractors;
    private final RepairAgreements agreements;
    private final RepairOrders orders;
    private final Clock clock;

    ContractorChoices(Contractors contractors, RepairAgreements agreements, RepairOrders orders, Clock clock) {
        this.contractors = contractors;
        this.agreements = agreements;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "contractors";
    }

    /** Labelled with what they repair and whom to call, as registered today; a form that was submitted long ago is read without. */
    @Override
    public List<Choice> choices(FormRequest request) {
        boolean read = request.process() == null;
        List<Choice> choices = new ArrayList<>();
        if (read) {
            contractors.inUse().forEach(one -> choices.add(new Choice(one.name(), one.name())));
        } else {
            Set<String> agreed = agreements.inForce(request.site(), LocalDate.now(clock)).stream().map(RepairAgreements.Agreement::contractor).collect(Collectors.toSet());
            contractors.inUse().stream().sorted(Comparator.comparing(one -> !agreed.contains(one.name())))
                    .forEach(one -> choices.add(new Choice(label(one, agreed.contains(one.name())), one.name())));
        }
        if (read || orders.otherContractorsAllowed()) {
            choices.add(new Choice("其他（没有登记的单位）", RepairOrders.OTHER_CONTRACTOR));
        }
        return choices;
    }

    private static String label(Contractors.Contractor one, boolean agreed) {
        String known = Stream.of(agreed ? "本小区有协议" : "", one.trades(), one.contactAndPhone()).filter(text -> !text.isEmpty()).collect(Collectors.joining("；"));
        return known.isEmpty() ? one.name() : one.name() + "（" + known + "）";
    }
}
