package icl.jobs.progress;

import icl.jobs.json.JsonMappers;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.util.UUID;

/**
 * Writes the heartbeats of one attempt of a task into a small file in the staging folder of its run. Each heartbeat replaces the
 * last one. Works on any machine of the cluster. For one thread.
 */
public final class HeartbeatWriter {

    private final Folder heartbeats;
    private final Folder file;

    /** @param staged the staging folder of the run */
    public HeartbeatWriter(Folder staged, int batch, int task) {
        this.heartbeats = HeartbeatReader.in(staged);
        this.file = HeartbeatReader.batch(heartbeats, batch).in(task + "-" + UUID.randomUUID());
    }

    /** Replaces the last heartbeat of this attempt. */
    public void write(TaskHeartbeat heartbeat) throws IOException {
        file.replace(JsonMappers.PLAIN.writeValueAsString(heartbeat));
    }

    /** Whether the driver has asked the tasks of the run to end early, with the rows that they have. */
    public boolean isStopped() throws IOException {
        return HeartbeatReader.stop(heartbeats).exists();
    }
}
