package icl.jobs.table;

import java.io.Serializable;
import java.util.Map;

/**
 * What one task wrote: complete files in the staging folder.
 *
 * @param files their names, by the table they belong to
 */
public record Staged(Map<Table, String> files) implements Serializable {
    public Staged {
        files = Map.copyOf(files);
    }
}
