package icl.jobs.commit;

import icl.jobs.parquet.Column;
import icl.jobs.parquet.RowWriter;
import icl.jobs.schema.Run;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Where the tasks of one run write their files, on whatever machine they run.
 *
 * @param folder full path
 * @param hadoop entries of the Hadoop configuration that differ from its defaults
 * @param run goes into the footer of every file
 */
public record Staging(String folder, Map<String, String> hadoop, Run run) implements Serializable {
    private static final Configuration DEFAULTS = new Configuration(); // read once, which takes some 10 ms

    /** The files of one more task. */
    public RowFiles rows() {
        return new RowFiles(this);
    }

    /** Starts a file. Its name must not exist. */
    <R> RowWriter<R> writer(String file, List<Column<R>> columns, Set<String> distinct) throws IOException {
        return new RowWriter<>(open().in(file), columns, distinct, metadata());
    }

    /** The folder, as this process sees it. */
    public Folder open() throws IOException {
        Configuration configuration = new Configuration(DEFAULTS);
        hadoop.forEach(configuration::set);
        return Folder.of(folder, configuration);
    }

    /** Without the configuration, which may hold secrets. */
    @Override
    public String toString() {
        return folder;
    }

    private Map<String, String> metadata() {
        return Map.of(
                "icl.format", Integer.toString(Marker.FORMAT),
                "icl.sweep", run.sweep(),
                "icl.run_id", run.id(),
                "icl.version", run.program().version(),
                "icl.commit", run.program().commit());
    }
}
