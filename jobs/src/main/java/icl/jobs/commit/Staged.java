package icl.jobs.commit;

import icl.jobs.schema.Table;
import icl.jobs.storage.StagedFile;
import java.io.Serializable;
import java.util.Map;

/**
 * What one task wrote: complete files in the staging folder.
 *
 * @param files by the table they belong to
 * @param cost what the task took
 * @param attempts the largest number of an attempt in its rows
 */
public record Staged(Map<Table, StagedFile> files, TaskCost cost, int attempts) implements Serializable {
    public Staged {
        files = Map.copyOf(files);
    }
}
