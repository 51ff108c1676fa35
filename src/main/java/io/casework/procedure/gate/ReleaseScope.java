package io.casework.procedure.gate;

import java.util.function.Supplier;

/** Marks the deployments of the software's own release on this thread; nothing outside this package can open it. */
final class ReleaseScope {

    private static final ThreadLocal<Boolean> OPEN = new ThreadLocal<>();

    private ReleaseScope() {
    }

    static boolean isOpen() {
        return Boolean.TRUE.equals(OPEN.get());
    }

    static <T> T in(Supplier<T> work) {
        Boolean before = OPEN.get();
        OPEN.set(true);
        try {
            return work.get();
        } finally {
            if (before == null) {
                OPEN.remove();
            } else {
                OPEN.set(before);
            }
        }
    }
}
