package io.casework.testkit;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory a piece of work holds: a second thread collects the garbage again and again while it runs and looks at what remains. Slows the work down;
 * its time is to be measured apart.
 */
public final class LiveHeap {

    private static final long BETWEEN_MILLISECONDS = 100;
    private static final double MEGABYTE = 1024 * 1024;

    private LiveHeap() {
    }

    /**
     * What was held, in megabytes.
     *
     * @param before what the application held before
     * @param most the most that it held while the work ran
     * @param looks how often it was looked at
     */
    public record Held(double before, double most, int looks) {

        /** What the work held on top, in megabytes. */
        public double growth() {
            return Math.max(0, most - before);
        }
    }

    /** Runs the work and looks at what it holds. */
    public static Held during(Callable<?> work) throws Exception {
        long before = remains();
        AtomicLong most = new AtomicLong(before);
        CountDownLatch done = new CountDownLatch(1);
        int[] looks = new int[1];
        Thread looking = new Thread(() -> {
            try {
                while (!done.await(BETWEEN_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    most.accumulateAndGet(remains(), Math::max);
                    looks[0]++;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "live-heap");
        looking.start();
        try {
            work.call();
        } finally {
            done.countDown();
            looking.join();
        }
        return new Held(before / MEGABYTE, most.get() / MEGABYTE, looks[0]);
    }

    /** What the collection left over; not what is in use, for the work goes on meanwhile. */
    private static long remains() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
    }
}
