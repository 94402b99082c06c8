package icl.jobs.progress;

import icl.jobs.progress.Progress.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Follows a run: reads the signals of its tasks, tells a {@link Progress}, and stops the run when too many rows fail, until it
 * is closed.
 */
public final class Meter implements AutoCloseable {
    private final Progress progress;
    private final Standing standing;
    private final Signals signals;
    private final FailureLimit limit;
    private final long total;
    private final Instant start;
    private final InstantSource clock;
    private final Timer timer = new Timer("progress", true);
    private boolean isStopped;
    private boolean isClosed;

    public Meter(
            Progress progress,
            Standing standing,
            Signals signals,
            FailureLimit limit,
            long total,
            Instant start,
            InstantSource clock) {
        this.progress = progress;
        this.standing = standing;
        this.signals = signals;
        this.limit = limit;
        this.total = total;
        this.start = start;
        this.clock = clock;
    }

    /** Tells where the run stands, now and every so many seconds. */
    public synchronized void start(double everySeconds) {
        tell(Phase.RUNNING);
        long millis = (long) (everySeconds * 1000);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        read();
                    }
                },
                millis,
                millis);
    }

    private synchronized void read() {
        if (!isClosed) {
            standing.running().forEach(this::hear);
            stopIfTooManyFail();
            tell(Phase.RUNNING);
        }
    }

    private void hear(int batch) {
        try {
            standing.hear(batch, signals.of(batch), seconds());
        } catch (IOException e) {
            // the next time, or when the batch is over
        }
    }

    /** A batch begins. */
    public void begin(int batch) {
        standing.begin(batch);
    }

    /** A batch was published. */
    public synchronized void end(int batch, List<ShardResult> results) {
        standing.end(batch, results, seconds());
        stopIfTooManyFail();
        try {
            signals.forget(batch);
        } catch (IOException e) {
            // goes away with the staging folder
        }
    }

    private void stopIfTooManyFail() {
        if (!isStopped && limit.isExceeded(standing.failed(), standing.done())) {
            isStopped = true;
            try {
                signals.stop();
            } catch (IOException e) {
                // then the batches under way are the last ones all the same
            }
        }
    }

    /** Whether no more batches shall begin. */
    public synchronized boolean isStopped() {
        return isStopped;
    }

    /** The last word: everything that was done is published. */
    public synchronized void finish() {
        end(standing.done() < total ? Phase.STOPPED : Phase.FINISHED);
    }

    private void end(Phase phase) {
        isClosed = true;
        timer.cancel();
        tell(phase);
    }

    private void tell(Phase phase) {
        double left = standing.done() < total ? standing.secondsLeft(seconds()) : 0;
        progress.update(new Progress.State(phase, standing.done(), standing.failed(), total, seconds(), left));
    }

    private double seconds() {
        return Duration.between(start, clock.instant()).toNanos() / 1e9;
    }

    /** Says that the run failed, unless it is finished. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            end(Phase.FAILED);
        }
    }
}
