package icl.jobs.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Retries an action that needs little memory while other threads may take all of it for a moment. */
final class MemoryRetry {
    private static final long LONGEST_NANOS = 2_000_000_000;
    private static final long PAUSE_NANOS = 10_000_000;

    private MemoryRetry() {}

    /**
     * The result of an action that can be repeated after an {@link OutOfMemoryError}.
     *
     * @throws OutOfMemoryError when it fails for two seconds
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
