package io.casework.procedure;

import io.casework.casefile.SubmittedForm;
import io.casework.platform.ChineseTime;
import io.casework.procedure.form.FormDefinition;
import io.casework.procedure.form.FormField;
import io.casework.procedure.form.Option;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Submitted forms in the words that the person saw: labels and choices come from the very version of the form that was filled in, so that a field which an
 * administrator added, renamed or took away later still reads as it did. A value without a field in that version is shown under its own key.
 */
@Service
public class ReadableForms {

    private static final int MOST_FORMS = 500;
    private static final Pattern MOMENT = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?");

    private final JdbcClient jdbc;
    private final List<ChoiceSource> sources;
    private final Map<String, Optional<FormDefinition>> forms = new ConcurrentHashMap<>();

    ReadableForms(JdbcClient jdbc, List<ChoiceSource> sources) {
        this.jdbc = jdbc;
        this.sources = sources;
    }

    /**
     * One line of a form.
     *
     * @param label what the field is called; the key itself for a value that the form has no field for
     * @param value the answer as people read it; {@code null} for a list of rows
     * @param rows the rows of a list, each with its lines; empty for a plain field
     * @param known whether the form has the field
     */
    public record Line(String label, String value, List<List<Line>> rows, boolean known) {
    }

    /**
     * The answers in the order of the form, then those that it has no field for. Fields that were left empty or hidden are left out.
     *
     * @param site site of the case, for choices that depend on it
     * @param login the person who reads
     */
    @Transactional(readOnly = true)
    public List<Line> read(SubmittedForm submitted, String site, String login) {
        Map<String, Object> answers = new LinkedHashMap<>(submitted.answers().asMap());
        List<Line> lines = new ArrayList<>();
        FormRequest request = new FormRequest(submitted.formId(), null, submitted.taskKey(), submitted.caseNumber(), site, login, name -> null);
        List<FormField> fields = definition(submitted.formId(), submitted.formVersion()).map(FormDefinition::fields).orElse(List.of());
        for (FormField field : fields) {
            if (!field.inList() && answers.containsKey(field.key())) {
                add(lines, field, fields, answers.remove(field.key()), request);
            }
        }
        answers.forEach((key, value) -> {
            if (!isEmpty(value)) {
                lines.add(new Line(key, text(value, List.of()), List.of(), false));
            }
        });
        return lines;
    }

    private void add(List<Line> lines, FormField field, List<FormField> all, Object value, FormRequest request) {
        if (isEmpty(value)) {
            return;
        }
        if (value instanceof Collection<?> rows && rows.stream().allMatch(Map.class::isInstance)) {
            List<FormField> inside = all.stream().filter(other -> other.path().startsWith(field.path() + "[].")).toList();
            List<List<Line>> read = new ArrayList<>();
            for (Object row : rows) {
                read.add(row((Map<?, ?>) row, field, inside, all, request));
            }
            lines.add(new Line(field.label(), null, read, true));
            return;
        }
        lines.add(new Line(field.label(), text(value, options(field, request)), List.of(), true));
    }

    private List<Line> row(Map<?, ?> row, FormField list, List<FormField> inside, List<FormField> all, FormRequest request) {
        Map<Object, Object> left = new LinkedHashMap<>(row);
        List<Line> lines = new ArrayList<>();
        for (FormField field : inside) {
            if (field.path().equals(list.path() + "[]." + field.key()) && left.containsKey(field.key())) {
                add(lines, field, all, left.remove(field.key()), request);
            }
        }
        left.forEach((key, value) -> {
            if (!isEmpty(value)) {
                lines.add(new Line(String.valueOf(key), text(value, List.of()), List.of(), false));
            }
        });
        return lines;
    }

    private List<Option> options(FormField field, FormRequest request) {
        if (!field.options().isEmpty()) {
            return field.options();
        }
        String source = field.properties().get("optionsFrom");
        return source == null ? List.of() : sources.stream().filter(candidate -> candidate.name().equals(source)).findFirst()
                .map(found -> found.choices(request).stream().map(choice -> new Option(choice.label(), choice.value())).toList())
                .orElse(List.of());
    }

    private static boolean isEmpty(Object value) {
        return value == null || value instanceof String text && text.isBlank() || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static String text(Object value, List<Option> options) {
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        if (value instanceof Collection<?> list) {
            return String.join("、", list.stream().map(entry -> text(entry, options)).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return String.join("，", map.entrySet().stream().map(entry -> entry.getKey() + "：" + text(entry.getValue(), List.of())).toList());
        }
        String plain = value instanceof java.math.BigDecimal number ? number.toPlainString() : Objects.toString(value, "");
        for (Option option : options) {
            if (option.value().equals(plain)) {
                return option.label();
            }
        }
        return MOMENT.matcher(plain).matches() ? moment(plain) : plain;
    }

    private static String moment(String text) {
        try {
            TemporalAccessor moment = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return moment instanceof OffsetDateTime there ? ChineseTime.minute(there.toInstant()) : ChineseTime.minute((LocalDateTime) moment);
        } catch (DateTimeParseException notATime) {
            return text;
        }
    }

    private Optional<FormDefinition> definition(String formId, Integer version) {
        if (formId == null || version == null) {
            return Optional.empty();
        }
        if (forms.size() > MOST_FORMS) {
            forms.clear();
        }
        return forms.computeIfAbsent(formId + "/" + version, key -> load(formId, version));
    }

    private Optional<FormDefinition> load(String formId, int version) {
        return jdbc.sql("""
                select b.bytes_ from act_re_camformdef f
                  join act_ge_bytearray b on b.deployment_id_ = f.deployment_id_ and b.name_ = f.resource_name_
                 where f.key_ = ? and f.version_ = ?
                """).params(formId, version).query(byte[].class).optional().map(FormDefinition::parse);
    }
}
