package io.casework.procedure.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.casework.procedure.Choice;
import io.casework.procedure.FormView;
import io.casework.procedure.form.FormNode.Group;
import io.casework.procedure.form.FormNode.Input;
import io.casework.procedure.form.FormNode.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Draws start forms for pages of our own: what is shown is worked out by the same conditions that judge the submission. Holds no state. */
public final class FormLook {

    private static final String ANY_STEP = "any";
    /** The text that names the rules behind a start form in Tasklist; pages of ours show them below, with their sentences. */
    private static final String RULES = "Text_Rules";

    private final Clock clock;
    private final Feel feel;

    /** @param clock says what today is and in which zone the company works */
    public FormLook(Clock clock) {
        this.clock = clock;
        this.feel = new Feel(clock);
    }

    /**
     * The form as it looks at these values.
     *
     * @param json    the form as it is deployed
     * @param values  what has been filled in, by key, hidden fields included; {@code null} for the defaults of the form
     * @param options option source name to what it offers
     */
    public FormView view(byte[] json, FormDefinition form, int version, String title, Map<String, Object> values, Map<String, List<Option>> options) {
        Map<String, Object> filled = values == null ? defaults(form.nodes(), new LinkedHashMap<>()) : values;
        Visibility visibility = new Visibility(form.nodes(), Map.of(), feel, clock.getZone());
        Visibility.Scope scope = visibility.workOut(filled);
        Drawing drawing = new Drawing(inputs(form.nodes(), new LinkedHashMap<>()), visibility, scope, filled, options);
        try {
            drawing.draw(Json.MAPPER.readTree(json).path("components"), false);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("不是有效的 JSON：" + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drawing.endSection();
        return new FormView(form.id(), version, title, List.copyOf(drawing.sections), List.copyOf(drawing.undrawable));
    }

    /** What was posted, in the types of the fields; see {@link io.casework.procedure.CaseStarts#read}. */
    public Map<String, Object> read(FormDefinition form, Function<String, List<String>> posted) {
        Map<String, Object> values = new LinkedHashMap<>();
        inputs(form.nodes(), new LinkedHashMap<>()).forEach((key, input) -> {
            Object value = read(input, posted.apply(key));
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }

    /** The values without those of fields that the form hides at them, which a submission must not carry. */
    public Map<String, Object> shownOnly(FormDefinition form, Map<String, Object> values) {
        Visibility visibility = new Visibility(form.nodes(), Map.of(), feel, clock.getZone());
        visibility.workOut(values);
        Map<String, Object> shown = new LinkedHashMap<>(values);
        shown.keySet().removeIf(visibility::isHidden);
        return shown;
    }

    private Object read(Input input, List<String> posted) {
        if (input.type() == ComponentType.CHECKBOX) {
            return !posted.isEmpty();
        }
        List<String> given = posted.stream().filter(text -> !Texts.isBlank(text)).toList();
        if (given.isEmpty() || input.type() == ComponentType.EXPRESSION) {
            return null;
        }
        if (input.type().isMultipleChoice()) {
            return given;
        }
        String text = given.get(0);
        return switch (input.type()) {
            case NUMBER -> {
                BigDecimal number = input.numberAsText() ? null : Numbers.of(text.strip());
                yield number == null ? text : number;
            }
            case DATETIME -> withOffset(input, text.strip());
            default -> text;
        };
    }

    /** A browser's own fields for dates know no offset; the company's zone is meant. */
    private String withOffset(Input input, String text) {
        if (input.momentKind() != Moments.Kind.DATETIME_WITH_OFFSET || Moments.parse(Moments.Kind.DATETIME, text, clock) == null) {
            return text;
        }
        return text + LocalDateTime.parse(text).atZone(clock.getZone()).getOffset();
    }

    private static Map<String, Object> defaults(List<FormNode> nodes, Map<String, Object> defaults) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                defaults(group.nodes(), defaults);
            } else if (node instanceof Input input && input.defaultValue() != null) {
                defaults.put(input.key(), input.defaultValue());
            }
        }
        return defaults;
    }

    /** The inputs outside of lists, by key. */
    private static Map<String, Input> inputs(List<FormNode> nodes, Map<String, Input> inputs) {
        for (FormNode node : nodes) {
            if (node instanceof Group group) {
                inputs(group.nodes(), inputs);
            } else if (node instanceof Input input) {
                inputs.put(input.key(), input);
            }
        }
        return inputs;
    }

    /** Goes through the components in their order. */
    private final class Drawing {

        private final Map<String, Input> inputs;
        private final Visibility visibility;
        private final Visibility.Scope scope;
        private final Map<String, Object> values;
        private final Map<String, List<Option>> options;
        private final List<FormView.Section> sections = new ArrayList<>();
        private final List<String> undrawable = new ArrayList<>();
        private String label = "";
        private List<FormView.Field> fields = new ArrayList<>();

        private Drawing(Map<String, Input> inputs, Visibility visibility, Visibility.Scope scope, Map<String, Object> values, Map<String, List<Option>> options) {
            this.inputs = inputs;
            this.visibility = visibility;
            this.scope = scope;
            this.values = values;
            this.options = options;
        }

        private void draw(JsonNode components, boolean hidden) {
            for (JsonNode component : components) {
                ComponentType type = ComponentType.of(component.path("type").asText()).orElse(null);
                if (type == ComponentType.GROUP) {
                    endSection();
                    label = plain(component, "label");
                    draw(component.path("components"), hidden || hides(component));
                    endSection();
                } else if (type == ComponentType.DYNAMICLIST) {
                    undrawable.add(plain(component, "label").isEmpty() ? component.path("path").asText() : plain(component, "label"));
                } else if (type == ComponentType.TEXT) {
                    note(component, hidden || hides(component));
                } else if (type != null && type.kind() == ComponentType.Kind.INPUT && type != ComponentType.EXPRESSION) {
                    fields.add(field(component, inputs.get(component.path("key").asText())));
                }
            }
        }

        private void endSection() {
            if (!fields.isEmpty()) {
                sections.add(new FormView.Section(label, fields.stream().allMatch(FormView.Field::hidden), List.copyOf(fields)));
                fields = new ArrayList<>();
            }
            label = "";
        }

        private boolean hides(JsonNode component) {
            String condition = component.path("conditional").path("hide").asText("");
            return Feel.isExpression(condition) && feel.holds(Feel.parse(condition), scope.facts());
        }

        private void note(JsonNode component, boolean hidden) {
            if (RULES.equals(component.path("id").asText())) {
                return;
            }
            String text = plain(component, "text").replaceAll("(?m)^\\s{0,3}(#{1,6}|[-*])\\s+", "").replaceAll("\\*\\*|__|`|</?[a-zA-Z][^>]*>", "").strip();
            if (!text.isEmpty()) {
                fields.add(new FormView.Field("", FormView.Kind.NOTE, text, "", false, hidden, true, List.of(), null, null, null, null, null, ""));
            }
        }

        private FormView.Field field(JsonNode component, Input input) {
            String unit = plain(component.path("appearance"), "suffixAdorner");
            return new FormView.Field(input.key(), kind(input), input.field().label(), plain(component, "description"), input.required(),
                    visibility.isHidden(input.key()), input.disabled() || input.readonly() || feel.holds(input.readonlyWhen(), scope.facts()),
                    choices(input), shown(input), limit(input.min()), limit(input.max()), step(input), longest(input),
                    unit.isEmpty() ? plain(component.path("appearance"), "prefixAdorner") : unit);
        }

        private Object shown(Input input) {
            Object value = values.get(input.key());
            if (value instanceof BigDecimal number) {
                return Numbers.plain(number);
            }
            if (value instanceof String text && input.momentKind() == Moments.Kind.DATETIME_WITH_OFFSET
                    && Moments.parse(input.momentKind(), text, clock) instanceof java.time.OffsetDateTime moment) {
                return moment.toLocalDateTime().toString();
            }
            return value;
        }

        private List<Choice> choices(Input input) {
            FormNode.Choices source = input.choices();
            if (source == null) {
                return List.of();
            }
            List<Option> offered = source.source() != null ? options.getOrDefault(source.source(), List.of())
                    : source.fixed() != null ? source.fixed()
                    : source.expression() != null ? computed(feel.evaluate(source.expression(), scope.facts())) : List.of();
            return offered.stream().map(option -> new Choice(option.label(), option.value())).toList();
        }

        private List<Option> computed(Object list) {
            List<Option> found = new ArrayList<>();
            if (ClientView.of(list, clock.getZone()) instanceof List<?> elements) {
                for (Object element : elements) {
                    Object value = element instanceof Map<?, ?> map ? map.get("value") : element;
                    Object name = element instanceof Map<?, ?> map ? map.get("label") : element;
                    if (value != null) {
                        found.add(new Option(name == null ? null : name.toString(), value.toString()));
                    }
                }
            }
            return found;
        }

        private static FormView.Kind kind(Input input) {
            return switch (input.type()) {
                case TEXTAREA -> FormView.Kind.LONG_TEXT;
                case NUMBER -> FormView.Kind.NUMBER;
                case CHECKBOX -> FormView.Kind.CHECK;
                case SELECT -> FormView.Kind.SELECT;
                case RADIO -> FormView.Kind.RADIO;
                case CHECKLIST, TAGLIST -> FormView.Kind.SEVERAL;
                case DATETIME -> switch (input.momentKind()) {
                    case DATE -> FormView.Kind.DATE;
                    case TIME, TIME_WITH_OFFSET -> FormView.Kind.TIME;
                    case DATETIME, DATETIME_WITH_OFFSET -> FormView.Kind.DATE_TIME;
                };
                default -> FormView.Kind.TEXT;
            };
        }

        private static String limit(FormNode.Bound bound) {
            return bound.fixed() == null ? null : Numbers.plain(bound.fixed());
        }

        private static String step(Input input) {
            if (input.type() != ComponentType.NUMBER) {
                return null;
            }
            return input.step() != null ? Numbers.plain(input.step())
                    : input.decimalDigits() == null ? ANY_STEP : Numbers.plain(BigDecimal.ONE.movePointLeft(input.decimalDigits()));
        }

        private static Integer longest(Input input) {
            if (!input.type().isText()) {
                return null;
            }
            int most = input.type() == ComponentType.TEXTAREA ? FormValidator.MAX_TEXTAREA_LENGTH : FormValidator.MAX_TEXTFIELD_LENGTH;
            return input.maxLength().fixed() == null ? most : Math.min(most, input.maxLength().fixed().intValue());
        }

        /** A text that is neither a template nor an expression; empty otherwise. */
        private static String plain(JsonNode component, String name) {
            String text = component.path(name).asText("").strip();
            return text.startsWith("=") || text.contains("{{") ? "" : text;
        }
    }
}
