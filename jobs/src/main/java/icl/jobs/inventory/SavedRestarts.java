package icl.jobs.inventory;

import icl.jobs.commit.ResultTable;
import icl.jobs.schema.SavedParameters;
import icl.jobs.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The restarts of trainings, as the table {@code restarts} keeps them. */
public final class SavedRestarts {
    private static final List<String> COLUMNS =
            List.of("cell_id", "measure_id", "restart", "question", "parameters", "run_id");

    private SavedRestarts() {}

    /**
     * The parameters that a restart has left in a table, of the last run that has published its results; empty when it kept none,
     * or there is no such restart.
     */
    public static Optional<SavedParameters> parameters(
            ResultTable table, String cellId, String measureId, int restart) {
        Set<String> runs = runs(table, cellId, measureId);
        TreeMap<String, SavedParameters> found = new TreeMap<>();
        List<String> key = List.of(cellId, measureId, Integer.toString(restart));
        table.readTexts(Table.RESTARTS, COLUMNS, row -> {
            if (row[4] != null && runs.contains(row[5]) && key.equals(List.of(row[0], row[1], row[2]))) {
                found.put(row[5], SavedParameters.of(row[3], row[4]));
            }
        });
        return Optional.ofNullable(found.lastEntry()).map(Map.Entry::getValue);
    }

    /** The runs with a result: others were killed before they had published it. */
    private static Set<String> runs(ResultTable table, String cellId, String measureId) {
        Set<String> runs = new HashSet<>();
        table.readTexts(Table.RESULTS, List.of("cell_id", "measure_id", "run_id"), row -> {
            if (row[0].equals(cellId) && row[1].equals(measureId)) {
                runs.add(row[2]);
            }
        });
        return runs;
    }
}
