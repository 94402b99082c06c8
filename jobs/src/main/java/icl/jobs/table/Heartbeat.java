package icl.jobs.table;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;

/** A file that is written again and again. Others see by the clock of the file system how old the newest file beside it is. */
final class Heartbeat implements Alive {
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Older than this is dead. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Folder file;
    private final Timer timer = new Timer("alive", true);
    private volatile long last;

    private Heartbeat(Folder file) {
        this.file = file;
    }

    static Alive start(Folder staging) throws IOException {
        Heartbeat heart = new Heartbeat(staging.in(FILE));
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

    private void beat() throws IOException {
        long now = System.nanoTime(); // before, so that it is never younger than the file
        file.replace("");
        last = now;
    }

    private void tryToBeat() {
        try {
            beat();
        } catch (IOException e) {
            // the next one may succeed; if none does, nothing is published any more
        }
    }

    static boolean isFresh(Folder staging) throws IOException {
        long newest = staging.list().stream()
                .mapToLong(FileStatus::getModificationTime)
                .max()
                .orElse(staging.exists() ? staging.status().getModificationTime() : 0);
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

    @Override
    public void require() throws IOException {
        if (System.nanoTime() - last > LONGEST.toNanos()) {
            throw new IOException("Cannot go on: " + file + " could not be written for " + LONGEST.toSeconds()
                    + " s, so that others may take this run for dead");
        }
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
