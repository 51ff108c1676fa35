package io.casework.organisation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers answers for a few seconds, because rights are asked for on every request. Forgets at once what this node changes;
 * another node's change is seen when the time is over.
 */
final class ShortMemory<K, V> {

    private static final int MOST_ENTRIES = 20_000;

    private record Entry<V>(V value, long until) {
    }

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    private final long nanos;

    /** The time is real time, whatever the application's clock says: it only bounds how long another node's change stays unseen. */
    ShortMemory(Duration duration) {
        this.nanos = duration.toNanos();
    }

    V get(K key, Function<K, V> loader) {
        Entry<V> known = entries.get(key);
        if (known != null && known.until - System.nanoTime() > 0) {
            return known.value;
        }
        long before = generation.get();
        V value = loader.apply(key);
        // What was read before a change must not be remembered after it.
        if (before == generation.get()) {
            if (entries.size() >= MOST_ENTRIES) {
                entries.clear();
            }
            entries.put(key, new Entry<>(value, System.nanoTime() + nanos));
        }
        return value;
    }

    /** Forgets everything now, and once more when the running transaction has ended either way. */
    void forget() {
        clear();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    clear();
                }
            });
        }
    }

    private void clear() {
        generation.incrementAndGet();
        entries.clear();
    }
}
