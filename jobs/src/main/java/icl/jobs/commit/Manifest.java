package icl.jobs.commit;

import icl.jobs.schema.Table;
import icl.jobs.storage.StagedFile;
import java.util.List;

/**
 * What a batch holds: the file {@code _batch.json} beside its files.
 *
 * @param format that of the table
 * @param published how: {@link #RENAMED} or {@link #PUT}
 * @param attempts the largest number of an attempt in its rows
 * @param costs of the tasks that wrote it
 * @param merged names of the batches whose rows it took over, when it is one of a later generation
 */
public record Manifest(
        int format,
        String table,
        String batch,
        String published,
        int attempts,
        List<StagedFile> files,
        List<TaskCost> costs,
        List<String> merged) {
    static final String FILE = "_batch.json";

    /** The one file of a batch that is put. */
    static final String SINGLE = "part-00000.parquet";

    /** The whole folder at once: a file that is not there was lost. */
    static final String RENAMED = "renamed";

    /** This file first and the one file it names after it: without that, the publication did not come about. */
    static final String PUT = "put";

    public Manifest {
        files = List.copyOf(files);
        costs = List.copyOf(costs);
        merged = List.copyOf(merged);
    }

    static Manifest of(Table table, String batch, String published, Content content) {
        return new Manifest(
                Marker.FORMAT,
                table.folder(),
                batch,
                published,
                content.attempts(),
                content.files(),
                content.costs(),
                content.merged());
    }

    /** What is to be published. */
    record Content(List<StagedFile> files, int attempts, List<TaskCost> costs, List<String> merged) {
        static Content of(StagedFile file) {
            return new Content(List.of(file), 0, List.of(), List.of());
        }

        /** The files of one table that tasks have staged. */
        static Content of(Table table, List<Staged> tasks) {
            List<Staged> those = tasks.stream()
                    .filter(task -> task.files().containsKey(table))
                    .toList();
            return new Content(
                    those.stream().map(task -> task.files().get(table)).toList(),
                    those.stream().mapToInt(Staged::attempts).max().orElse(0),
                    table == Table.RESULTS ? those.stream().map(Staged::cost).toList() : List.of(),
                    List.of());
        }

        /** One of the files alone. */
        Content file(int i) {
            return new Content(
                    List.of(files.get(i)), attempts, costs.isEmpty() ? List.of() : costs.subList(i, i + 1), merged);
        }

        Content named(List<StagedFile> others) {
            return new Content(others, attempts, costs, merged);
        }
    }
}
