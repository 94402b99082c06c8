package icl.jobs.commit;

import icl.jobs.json.JsonMappers;
import icl.jobs.storage.Folder;
import icl.jobs.sweep.SweepSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What a run is about to compute, said to other runs by a file in its staging folder. */
final class Claim {
    private static final String FILE = "_claim.json";

    private Claim() {}

    /** Says it of a staging folder that is the caller's own. */
    static void write(SweepSource source, Folder staging) throws IOException {
        staging.in(FILE).putIfAbsent(JsonMappers.PLAIN.writeValueAsBytes(source), staging);
    }

    /** What the writer of a staging folder has said; empty when it has not yet, or is gone. */
    static Optional<SweepSource> of(Folder staging) {
        try {
            Folder file = staging.in(FILE);
            return file.exists()
                    ? Optional.of(JsonMappers.PLAIN.readValue(file.bytes(), SweepSource.class))
                    : Optional.empty();
        } catch (FileNotFoundException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what " + staging + " computes: " + e.getMessage(), e);
        }
    }
}
