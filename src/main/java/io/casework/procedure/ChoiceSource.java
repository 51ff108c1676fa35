package io.casework.procedure;

import java.util.List;

/** A list that forms offer by name: a select, radio or checklist with the property {@code optionsFrom} shows exactly these entries, and the guard accepts no other. */
public interface ChoiceSource {

    /** The name that forms use. */
    String name();

    /** What this person may choose here and now. */
    List<Choice> choices(FormRequest request);
}
