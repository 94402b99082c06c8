package icl.jobs.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import icl.jobs.storage.Folder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * What the tasks of a run tell while they run, seen from the driver, and the driver's word to them to stop. Lies in the run's
 * staging folder and goes away with it. For progress only: a signal that cannot be read is passed over.
 */
public final class Signals {
    private static final String FOLDER = "signals";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Folder folder;
    private final Map<String, Told> told = new HashMap<>();

    /** What a file held when it was last read. */
    private record Told(long modified, long length, Signal signal) {}

    /** @param staged the staging folder of the run */
    public Signals(Folder staged) {
        this.folder = in(staged);
    }

    static Folder in(Folder staged) {
        return staged.in(FOLDER);
    }

    static Folder batch(Folder signals, int batch) {
        return signals.in(Integer.toString(batch));
    }

    static Folder stop(Folder signals) {
        return signals.in("stop");
    }

    /** How far the tasks of a batch are, by their numbers; of several attempts of one the farthest. */
    public Map<Integer, Signal> of(int batch) throws IOException {
        Map<Integer, Signal> farthest = new HashMap<>();
        Folder signals = batch(folder, batch);
        for (FileStatus file : signals.list()) {
            String name = file.getPath().getName();
            Signal signal = read(signals.in(name), file);
            if (signal != null) {
                int task = Integer.parseInt(name.substring(0, name.indexOf('-')));
                farthest.merge(task, signal, (a, b) -> b.done() > a.done() ? b : a);
            }
        }
        return farthest;
    }

    /** The signal of a file, or the one before while it is being replaced; null when there is none. */
    private Signal read(Folder file, FileStatus status) throws IOException {
        Told last = told.get(file.toString());
        if (last != null && last.modified == status.getModificationTime() && last.length == status.getLen()) {
            return last.signal;
        }
        try {
            Signal signal = JSON.readValue(file.bytes(), Signal.class);
            told.put(file.toString(), new Told(status.getModificationTime(), status.getLen(), signal));
            return signal;
        } catch (JsonProcessingException | FileNotFoundException halfWritten) {
            return last == null ? null : last.signal;
        }
    }

    /** Forgets a batch that is over. */
    public void forget(int batch) throws IOException {
        Folder signals = batch(folder, batch);
        Set<String> files = new HashSet<>();
        signals.list()
                .forEach(file -> files.add(signals.in(file.getPath().getName()).toString()));
        told.keySet().removeAll(files);
        signals.delete();
    }

    /** Asks the tasks of the run to end with what they have. */
    public void stop() throws IOException {
        stop(folder).replace("");
    }
}
