package icl.jobs.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;

/** A file that is written again and again. Others see by the clock of the file system how old the newest file beside it is. */
final class Heartbeat implements Alive {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Older than this is dead. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Folder file;
    private final Supplier<Moment> clock;
    private final Timer timer = new Timer("alive", true);
    private Moment last;
    private boolean isLost;
    private boolean isOver;

    /** By two clocks: one stands still while the machine sleeps, the other can be set. */
    record Moment(long nanos, long millis) {
        static Moment now() {
            return new Moment(System.nanoTime(), System.currentTimeMillis());
        }

        boolean isTooLongAfter(Moment earlier) {
            return nanos - earlier.nanos > LONGEST.toNanos() || millis - earlier.millis > LONGEST.toMillis();
        }
    }

    private Heartbeat(Folder file, Supplier<Moment> clock) {
        this.file = file;
        this.clock = clock;
        this.last = clock.get();
    }

    static Alive start(Folder staging) throws IOException {
        return start(staging, Moment::now);
    }

    static Heartbeat start(Folder staging, Supplier<Moment> clock) throws IOException {
        Heartbeat heart = new Heartbeat(staging.in(FILE), clock);
        heart.beat();
        heart.timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        heart.tryToBeat();
                    }
                },
                EVERY.toMillis(),
                EVERY.toMillis());
        return heart;
    }

    synchronized void beat() throws IOException {
        if (!isOver) {
            Moment now = clock.get(); // before, so that it is never younger than the file
            file.replace("");
            isLost |= clock.get().isTooLongAfter(last);
            last = now;
        }
    }

    private void tryToBeat() {
        try {
            beat();
        } catch (IOException e) {
            // the next one may succeed; if none does, nothing is published any more
        }
    }

    static boolean isFresh(Folder staging) throws IOException {
        List<FileStatus> inside = staging.list();
        long newest = inside.stream()
                .filter(FileStatus::isFile) // some stores say of a folder that it is from now
                .mapToLong(FileStatus::getModificationTime)
                .max()
                .orElse(inside.isEmpty() && staging.exists() ? staging.status().getModificationTime() : 0);
        return now(staging.parent()) - newest <= LONGEST.toMillis();
    }

    /** By the clock that dates the files. */
    private static long now(Folder folder) throws IOException {
        Folder probe = folder.in("_now-" + UUID.randomUUID());
        probe.replace("");
        try {
            return probe.status().getModificationTime();
        } finally {
            probe.delete();
        }
    }

    /** Of those who want the folder of a dead writer, one makes the next file. */
    static Optional<Alive> takeOver(Folder staging) throws IOException {
        long taken = staging.list().stream()
                .filter(file -> file.getPath().getName().startsWith("_taken-"))
                .count();
        Folder next = staging.in("_taken-" + taken);
        return next.putIfAbsent(new byte[0], staging) ? Optional.of(start(staging)) : Optional.empty();
    }

    /** Once taken for dead is for good: others may have acted on it, though the file be fresh again. */
    @Override
    public synchronized void require() throws IOException {
        isLost |= clock.get().isTooLongAfter(last);
        if (isLost) {
            throw new IOException("Cannot go on: " + file + " could not be written for " + LONGEST.toSeconds()
                    + " s, so that others may take this run for dead");
        }
    }

    /** A beat under way has ended before, and none comes after. */
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
