package io.casework.procedure.form;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a form looks like to the person who fills it in, for tests that need to know which of its fields are hidden. */
public final class ShownForm {

    private ShownForm() {
    }

    /**
     * Keys of the fields that are hidden when the form holds these answers.
     *
     * @param data what the form was shown with
     */
    public static Set<String> hidden(byte[] form, Map<String, Object> data, Map<String, Object> answers, Clock clock) {
        FormReader.Result read = FormReader.read(form);
        Visibility visibility =
                new Visibility(read.nodes(), ClientView.of(data, read.contextNames(), clock.getZone()), new Feel(clock), clock.getZone());
        visibility.workOut(answers);
        Set<String> hidden = new TreeSet<>();
        List<FormField> fields = read.fields();
        fields.stream().filter(field -> !field.inList() && visibility.isHidden(field.key())).forEach(field -> hidden.add(field.key()));
        return hidden;
    }
}
