package io.casework.contact.process;

import io.casework.contact.ContactRegister;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Residents and units of the site that the caller may have meant. */
@Component
class ContactCandidates implements ChoiceSource {

    private final ContactRegister register;

    ContactCandidates(ContactRegister register) {
        this.register = register;
    }

    @Override
    public String name() {
        return "contactCandidates";
    }

    @Override
    public List<Choice> choices(FormRequest request) {
        return register.candidates(request.caseNumber()).stream().map(candidate -> new Choice(candidate.label(), candidate.value())).toList();
    }
}
