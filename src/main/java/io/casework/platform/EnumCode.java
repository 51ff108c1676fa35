package io.casework.platform;

import java.util.Arrays;
import java.util.Optional;

/** Values of enumerations by the codes that are stored and sent: their names. */
public final class EnumCode {

    private EnumCode() {
    }

    /** The value with this code; empty for {@code null} and for a code that is none. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String code) {
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.name().equals(code)).findFirst();
    }
}
