package icl.jobs.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Timer;
import java.util.TimerTask;

/** Reads the counters a few times a second and tells a {@link Progress}, until it is closed. */
final class Meter implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final Progress progress;
    private final Counters counters;
    private final long total;
    private final Instant start;
    private final InstantSource clock;
    private final Timer timer = new Timer("progress", true);
    private boolean isClosed;

    Meter(Progress progress, Counters counters, long total, Instant start, InstantSource clock) {
        this.progress = progress;
        this.counters = counters;
        this.total = total;
        this.start = start;
        this.clock = clock;
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        read();
                    }
                },
                EVERY_MILLIS,
                EVERY_MILLIS);
    }

    private synchronized void read() {
        long done = counters.done().value(); // a task that was run twice counts twice
        if (!isClosed && done < total) {
            tell(done, Math.min(counters.failed().value(), done));
        }
    }

    /** The last word, from what was published. */
    synchronized void finish(Summary summary) {
        close();
        tell(summary.rows(), summary.failed());
    }

    private void tell(long done, long failed) {
        double seconds = Duration.between(start, clock.instant()).toNanos() / 1e9;
        progress.update(new Progress.State(done, failed, total, seconds));
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        timer.cancel();
    }
}
