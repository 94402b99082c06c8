package icl.jobs.progress;

import icl.jobs.progress.ProgressListener.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Monitors a run in the driver until it is closed: reads the heartbeats of its tasks, informs a {@link ProgressListener}, and stops
 * the run when too many rows fail.
 */
public final class ProgressMonitor implements AutoCloseable {
    private final ProgressListener listener;
    private final ProgressTracker tracker;
    private final HeartbeatReader heartbeats;
    private final FailureLimit limit;
    private final long total;
    private final Instant start;
    private final InstantSource clock;
    private final Timer timer = new Timer("progress", true);
    private boolean isStopped;
    private boolean isClosed;

    public ProgressMonitor(
            ProgressListener listener,
            ProgressTracker tracker,
            HeartbeatReader heartbeats,
            FailureLimit limit,
            long total,
            Instant start,
            InstantSource clock) {
        this.listener = listener;
        this.tracker = tracker;
        this.heartbeats = heartbeats;
        this.limit = limit;
        this.total = total;
        this.start = start;
        this.clock = clock;
    }

    /** Informs the listener now, and from then on at this interval. */
    public synchronized void start(double everySeconds) {
        inform(Phase.RUNNING);
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
            tracker.running().forEach(this::readHeartbeats);
            stopIfTooManyFail();
            inform(Phase.RUNNING);
        }
    }

    private void readHeartbeats(int batch) {
        try {
            tracker.update(batch, heartbeats.of(batch), seconds());
        } catch (IOException e) {
            // read the next time, or when the batch is over
        }
    }

    /** A batch begins. */
    public void begin(int batch) {
        tracker.begin(batch);
    }

    /** A batch was published. */
    public synchronized void end(int batch, List<ShardResult> results) {
        tracker.end(batch, results, seconds());
        stopIfTooManyFail();
        try {
            heartbeats.forget(batch);
        } catch (IOException e) {
            // removed with the staging folder
        }
    }

    private void stopIfTooManyFail() {
        if (!isStopped && limit.isExceeded(tracker.failed(), tracker.done())) {
            isStopped = true;
            try {
                heartbeats.stop();
            } catch (IOException e) {
                // the batches under way are the last ones anyway
            }
        }
    }

    /** Whether no more batches should begin. */
    public synchronized boolean isStopped() {
        return isStopped;
    }

    /** Informs the listener that the run is over: everything done is published. */
    public synchronized void finish() {
        end(tracker.done() < total ? Phase.STOPPED : Phase.FINISHED);
    }

    private void end(Phase phase) {
        isClosed = true;
        timer.cancel();
        inform(phase);
    }

    private void inform(Phase phase) {
        double left = tracker.done() < total ? tracker.secondsLeft(seconds()) : 0;
        listener.update(new ProgressListener.State(phase, tracker.done(), tracker.failed(), total, seconds(), left));
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
