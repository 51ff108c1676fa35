package io.casework.procedure.form;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The component types that the forms of Tasklist 7.24 can draw (form-js 1.8.7). Anything else breaks the whole form there. */
enum ComponentType {
    TEXTFIELD(Kind.INPUT), TEXTAREA(Kind.INPUT), NUMBER(Kind.INPUT), DATETIME(Kind.INPUT), EXPRESSION(Kind.INPUT),
    CHECKBOX(Kind.INPUT), CHECKLIST(Kind.INPUT), RADIO(Kind.INPUT), SELECT(Kind.INPUT), TAGLIST(Kind.INPUT),
    TEXT(Kind.SHOWN), IMAGE(Kind.SHOWN), TABLE(Kind.SHOWN), HTML(Kind.SHOWN), SPACER(Kind.SHOWN), SEPARATOR(Kind.SHOWN),
    IFRAME(Kind.SHOWN), BUTTON(Kind.SHOWN),
    GROUP(Kind.GROUP), DYNAMICLIST(Kind.LIST);

    enum Kind { INPUT, SHOWN, GROUP, LIST }

    private static final Map<String, ComponentType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(ComponentType::typeName, Function.identity()));

    private final Kind kind;

    ComponentType(Kind kind) {
        this.kind = kind;
    }

    static Optional<ComponentType> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    String typeName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Kind kind() {
        return kind;
    }

    boolean isText() {
        return this == TEXTFIELD || this == TEXTAREA;
    }

    /** One choice out of several. */
    boolean isSingleChoice() {
        return this == RADIO || this == SELECT;
    }

    /** Any number of choices out of several. */
    boolean isMultipleChoice() {
        return this == CHECKLIST || this == TAGLIST;
    }

    boolean isChoice() {
        return isSingleChoice() || isMultipleChoice();
    }

    /** What the browser holds for a field of this type that nobody has touched. */
    Object emptyValue() {
        return switch (this) {
            case TEXTFIELD, TEXTAREA -> "";
            case CHECKBOX -> Boolean.FALSE;
            case CHECKLIST, TAGLIST -> java.util.List.of();
            default -> null;
        };
    }
}
