package icl.jobs.progress;

import com.fasterxml.jackson.databind.ObjectMapper;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.util.UUID;

/** Tells from a task, wherever it runs, how far it is: one small file for each attempt, replaced each time. For one thread. */
public final class SignalWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Folder signals;
    private final Folder file;

    /** @param staged the staging folder of the run */
    public SignalWriter(Folder staged, int batch, int task) {
        this.signals = Signals.in(staged);
        this.file = Signals.batch(signals, batch).in(task + "-" + UUID.randomUUID());
    }

    /** Replaces what this attempt has told before. */
    public void tell(Signal signal) throws IOException {
        file.replace(JSON.writeValueAsString(signal));
    }

    /** Whether the run asks its tasks to end with what they have. */
    public boolean isStopped() throws IOException {
        return Signals.stop(signals).exists();
    }
}
