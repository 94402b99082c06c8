package icl.jobs.progress;

import icl.jobs.json.JsonMappers;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;

/**
 * Reads the heartbeats of all tasks of a run in the driver, and asks the tasks to stop. The files are in the staging folder of the
 * run and are removed with it. They serve progress only: a file that cannot be read is ignored.
 */
public final class HeartbeatReader {
    private static final String FOLDER = "signals";

    private final Folder folder;
    private final Map<String, CachedFile> cached = new HashMap<>();

    /** The content of a file when it was last read. */
    private record CachedFile(long modified, long length, TaskHeartbeat heartbeat) {}

    /** @param staged the staging folder of the run */
    public HeartbeatReader(Folder staged) {
        this.folder = in(staged);
    }

    static Folder in(Folder staged) {
        return staged.in(FOLDER);
    }

    static Folder batch(Folder heartbeats, int batch) {
        return heartbeats.in(Integer.toString(batch));
    }

    static Folder stop(Folder heartbeats) {
        return heartbeats.in("stop");
    }

    /** The heartbeats of a batch by task number. Of several attempts of one task, the one with the most pairs done. */
    public Map<Integer, TaskHeartbeat> of(int batch) throws IOException {
        Map<Integer, TaskHeartbeat> farthest = new HashMap<>();
        Folder heartbeats = batch(folder, batch);
        for (FileStatus file : heartbeats.list()) {
            String name = file.getPath().getName();
            TaskHeartbeat heartbeat = read(heartbeats.in(name), file);
            if (heartbeat != null) {
                int task = Integer.parseInt(name.substring(0, name.indexOf('-')));
                farthest.merge(task, heartbeat, (a, b) -> b.done() > a.done() ? b : a);
            }
        }
        return farthest;
    }

    /** The heartbeat in a file, or the previous one while the file is being replaced; null when there is none. */
    private TaskHeartbeat read(Folder file, FileStatus status) throws IOException {
        CachedFile last = cached.get(file.toString());
        if (last != null && last.modified == status.getModificationTime() && last.length == status.getLen()) {
            return last.heartbeat;
        }
        try {
            TaskHeartbeat heartbeat = JsonMappers.PLAIN.readValue(file.bytes(), TaskHeartbeat.class);
            cached.put(file.toString(), new CachedFile(status.getModificationTime(), status.getLen(), heartbeat));
            return heartbeat;
        } catch (IOException halfWritten) { // or gone, or, as object stores say, changed while it was read
            return last == null ? null : last.heartbeat;
        }
    }

    /** Removes the files of a finished batch. */
    public void forget(int batch) throws IOException {
        Folder heartbeats = batch(folder, batch);
        Set<String> files = new HashSet<>();
        heartbeats
                .list()
                .forEach(file ->
                        files.add(heartbeats.in(file.getPath().getName()).toString()));
        cached.keySet().removeAll(files);
        heartbeats.delete();
    }

    /** Asks the tasks of the run to end early, with the rows that they have. */
    public void stop() throws IOException {
        stop(folder).replace("");
    }
}
