package icl.jobs.storage;

import java.io.IOException;
import java.util.Optional;

/**
 * Shows that the writer of a staging folder is alive, by a file in the folder. On a local file system the file is locked, and the
 * operating system releases the lock when the process dies. Elsewhere the file is rewritten periodically.
 */
public interface Lease extends AutoCloseable {
    String FILE = "_alive";

    /** Acquires the lease of a folder that belongs to the caller. */
    static Lease in(Folder staging) throws IOException {
        return staging.local().isPresent()
                ? FileLockLease.hold(staging.in(FILE).local().orElseThrow())
                : HeartbeatLease.start(staging);
    }

    /** Whether the folder has a live writer, as far as others can see. */
    static boolean isIn(Folder staging) throws IOException {
        Optional<Boolean> locked = staging.local().isPresent()
                ? FileLockLease.isHeld(staging.in(FILE).local().orElseThrow())
                : Optional.empty();
        return locked.isPresent() ? locked.get() : HeartbeatLease.isFresh(staging);
    }

    /** Takes over the folder of a dead writer. Empty when its writer is alive, or when another process was faster. */
    static Optional<Lease> takeOver(Folder staging) throws IOException {
        if (!isIn(staging)) {
            return staging.in(FILE).exists() && staging.local().isPresent()
                    ? FileLockLease.takeOver(staging.in(FILE).local().orElseThrow())
                    : HeartbeatLease.takeOver(staging);
        }
        return Optional.empty();
    }

    /** Throws when the lease may have expired, so that others may consider the writer dead. */
    void require() throws IOException;

    /** Removes the folder of the lease. Nothing is written there afterwards. */
    void remove(Folder staging) throws IOException;

    @Override
    void close() throws IOException;
}
