package icl.jobs.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;

/**
 * A lease by a heartbeat: a file that is rewritten every few seconds. Others compare the time of the newest file in the folder with
 * the clock of the file system.
 */
final class HeartbeatLease implements Lease {
    /** Seconds after which a heartbeat means that its writer is dead: the same for all that write to a folder. */
    private static final String LEASE = "icl.lease-seconds";

    private static final int LEASE_SECONDS = 60;

    /** Heartbeats within that time. */
    private static final int BEATS = 12;

    private final Folder file;
    private final Duration longest;
    private final Supplier<Moment> clock;
    private final Timer timer = new Timer("alive", true);
    private Moment last;
    private boolean isLost;
    private boolean isOver;

    /** A time on two clocks: one stops while the machine sleeps, the other can be set. */
    record Moment(long nanos, long millis) {
        static Moment now() {
            return new Moment(System.nanoTime(), System.currentTimeMillis());
        }

        boolean isTooLongAfter(Moment earlier, Duration longest) {
            return nanos - earlier.nanos > longest.toNanos() || millis - earlier.millis > longest.toMillis();
        }
    }

    private HeartbeatLease(Folder file, Supplier<Moment> clock) {
        this.file = file;
        this.longest = longest(file);
        this.clock = clock;
        this.last = clock.get();
    }

    private static Duration longest(Folder folder) {
        return Duration.ofSeconds(folder.hadoop().getInt(LEASE, LEASE_SECONDS));
    }

    static Lease start(Folder staging) throws IOException {
        return start(staging, Moment::now);
    }

    static HeartbeatLease start(Folder staging, Supplier<Moment> clock) throws IOException {
        HeartbeatLease lease = new HeartbeatLease(staging.in(FILE), clock);
        lease.beat();
        lease.timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        lease.tryToBeat();
                    }
                },
                lease.longest.toMillis() / BEATS,
                lease.longest.toMillis() / BEATS);
        return lease;
    }

    synchronized void beat() throws IOException {
        if (!isOver) {
            Moment now = clock.get(); // read before writing, so that it is never later than the file
            file.replace("");
            isLost |= clock.get().isTooLongAfter(last, longest);
            last = now;
        }
    }

    private void tryToBeat() {
        try {
            beat();
        } catch (IOException | RuntimeException e) { // clients of object stores throw both
            // the next heartbeat may succeed; if none does, nothing is published any more
        }
    }

    static boolean isFresh(Folder staging) throws IOException {
        List<FileStatus> inside = staging.list();
        long newest = inside.stream()
                .filter(FileStatus::isFile) // some object stores report the current time for a folder
                .mapToLong(FileStatus::getModificationTime)
                .max()
                .orElse(inside.isEmpty() && staging.exists() ? staging.status().getModificationTime() : 0);
        return now(staging.parent()) - newest <= longest(staging).toMillis();
    }

    /** The current time on the clock of the file system. */
    private static long now(Folder folder) throws IOException {
        Folder probe = folder.in("_now-" + UUID.randomUUID());
        probe.replace("");
        try {
            return probe.status().getModificationTime();
        } finally {
            probe.delete();
        }
    }

    /** Of several processes that want the folder of a dead writer, the one that creates the next file gets it. */
    static Optional<Lease> takeOver(Folder staging) throws IOException {
        long taken = staging.list().stream()
                .filter(file -> file.getPath().getName().startsWith("_taken-"))
                .count();
        Folder next = staging.in("_taken-" + taken);
        byte[] mine = UUID.randomUUID().toString().getBytes(UTF_8);
        return next.putIfAbsent(mine, staging) ? Optional.of(start(staging)) : Optional.empty();
    }

    /** A lease that expired once stays expired, since others may have acted on it. */
    @Override
    public synchronized void require() throws IOException {
        isLost |= clock.get().isTooLongAfter(last, longest);
        if (isLost) {
            throw new IOException("Cannot go on: " + file + " could not be written for " + longest.toSeconds()
                    + " s, so that others may take this run for dead");
        }
    }

    /** Waits for a heartbeat that is being written. None is written afterwards. */
    @Override
    public synchronized void remove(Folder staging) throws IOException {
        isOver = true;
        staging.delete();
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
