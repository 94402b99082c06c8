package icl.jobs.inventory;

import icl.jobs.commit.ResultTable;
import icl.jobs.plan.DoneKeys;
import icl.jobs.schema.Table;
import icl.jobs.storage.StagedFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a results folder holds, counted from its files without Spark.
 *
 * @param sweep the sweep that owns it
 * @param measures cells by measure
 * @param runs the first one first
 * @param files of published rows
 * @param bytes in these
 */
public record Inventory(String sweep, List<DoneKeys.Count> measures, List<Entry> runs, int files, long bytes) {
    /**
     * A run.
     *
     * @param file of the sweep, as the user named it
     * @param commit of the program; a dash when unknown
     * @param isFinished false where it was killed, or still runs
     */
    public record Entry(String runId, String file, String commit, boolean isFinished) {}

    /**
     * What a table holds.
     *
     * @throws icl.core.check.Invalid when there is no table
     */
    public static Inventory of(ResultTable table) {
        String sweep = table.requireTable();
        List<StagedFile> files = Arrays.stream(Table.values())
                .flatMap(t -> table.batches(t).stream())
                .flatMap(batch -> batch.manifest().files().stream())
                .toList();
        return new Inventory(
                sweep,
                PublishedKeys.of(table).counts(),
                runs(table),
                files.size(),
                files.stream().mapToLong(StagedFile::bytes).sum());
    }

    private static List<Entry> runs(ResultTable table) {
        Set<String> finished = new HashSet<>();
        table.readTexts(Table.ENDS, List.of("run_id"), row -> finished.add(row[0]));
        List<Entry> runs = new ArrayList<>();
        table.readTexts(
                Table.SWEEPS,
                List.of("run_id", "file", "commit"),
                row -> runs.add(new Entry(row[0], row[1], row[2], finished.contains(row[0]))));
        runs.sort(Comparator.comparing(Entry::runId)); // begins with the time
        return runs;
    }
}
