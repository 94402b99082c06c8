package icl.jobs.storage;

import java.io.IOException;
import java.util.Optional;

/**
 * Says of a staging folder that its writer lives, by a file in it: on a local file system one that is locked, which the operating
 * system undoes when the process dies; elsewhere one that is written again and again.
 */
public interface Alive extends AutoCloseable {
    String FILE = "_alive";

    /** Begins to say so of a folder that is the caller's own. */
    static Alive in(Folder staging) throws IOException {
        return staging.local().isPresent()
                ? LockedFile.hold(staging.in(FILE).local().orElseThrow())
                : Heartbeat.start(staging);
    }

    /** Whether the writer of the folder lives, as far as others can see. */
    static boolean isIn(Folder staging) throws IOException {
        Optional<Boolean> locked = staging.local().isPresent()
                ? LockedFile.isHeld(staging.in(FILE).local().orElseThrow())
                : Optional.empty();
        return locked.isPresent() ? locked.get() : Heartbeat.isFresh(staging);
    }

    /** Takes the folder of a dead writer over; empty when its writer lives, or another was quicker. */
    static Optional<Alive> takeOver(Folder staging) throws IOException {
        if (!isIn(staging)) {
            return staging.in(FILE).exists() && staging.local().isPresent()
                    ? LockedFile.takeOver(staging.in(FILE).local().orElseThrow())
                    : Heartbeat.takeOver(staging);
        }
        return Optional.empty();
    }

    /** Throws where others may have taken the writer for dead. */
    void require() throws IOException;

    /** Removes the folder in which it says so, which is the last that is done there. */
    void remove(Folder staging) throws IOException;

    @Override
    void close() throws IOException;
}
