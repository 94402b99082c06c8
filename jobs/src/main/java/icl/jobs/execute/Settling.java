package icl.jobs.execute;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** A number that grows for a while, as executors register: asked for again and again until it stays the same. */
final class Settling {
    /** Executors that start together register within a second or two of one another. */
    static final Duration QUIET = Duration.ofSeconds(2);

    static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final IntSupplier number;
    private final Clock clock;

    Settling(IntSupplier number, Clock clock) {
        this.number = number;
        this.clock = clock;
    }

    /** What time is spent by. */
    interface Clock {
        long nanos();

        void pause(Duration pause);
    }

    static int settled(IntSupplier number) {
        return new Settling(number, new Clock() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    public void pause(Duration pause) {
                        LockSupport.parkNanos(pause.toNanos());
                    }
                })
                .settled();
    }

    /** The largest answer. The first may take its time: what follows is counted from there. */
    int settled() {
        int largest = number.getAsInt();
        long first = clock.nanos();
        long grown = first;
        for (long now = first; now - grown < QUIET.toNanos() && now - first < LONGEST.toNanos(); now = clock.nanos()) {
            clock.pause(PAUSE);
            int next = number.getAsInt();
            if (next > largest) {
                largest = next;
                grown = clock.nanos();
            }
        }
        return largest;
    }
}
