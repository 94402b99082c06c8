package icl.jobs.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** For threads that need little memory while others may take all of it for an instant. */
final class Patience {
    private static final long LONGEST_NANOS = 2_000_000_000;
    private static final long PAUSE_NANOS = 10_000_000;

    private Patience() {}

    /**
     * The result of something that can be tried again where it finds no memory.
     *
     * @throws OutOfMemoryError where it finds none for two seconds
     */
    static <T> T retried(Supplier<T> action) {
        long start = 0;
        while (true) {
            try {
                return action.get();
            } catch (OutOfMemoryError e) {
                long now = System.nanoTime();
                start = start == 0 ? now : start;
                if (now - start > LONGEST_NANOS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
