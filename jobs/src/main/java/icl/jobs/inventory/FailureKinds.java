package icl.jobs.inventory;

import icl.jobs.commit.ResultTable;
import icl.jobs.schema.ResultSchema;
import icl.jobs.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The cells of a table that failed, by the kind of their error: texts that differ in numbers only are of one kind. Read without
 * Spark.
 *
 * @param kinds the most frequent one first
 */
public record FailureKinds(List<Kind> kinds) {
    private static final List<String> COLUMNS =
            List.of("cell_id", "measure", "measure_id", "status", "error", "run_id");

    /**
     * One kind.
     *
     * @param example its first text
     * @param cells that failed with it, each once for each measure
     */
    public record Kind(String example, long cells) {
        private Kind plus(Kind other) {
            return new Kind(example, cells + other.cells);
        }
    }

    /** Failures of all runs that have not been mended since. */
    public static FailureKinds of(ResultTable table) {
        return of(table, run -> true);
    }

    /** Failures of one run that have not been mended since. */
    public static FailureKinds of(ResultTable table, String runId) {
        return of(table, runId::equals);
    }

    private static FailureKinds of(ResultTable table, Predicate<String> runs) {
        Map<List<String>, String> errors = new HashMap<>();
        table.readTexts(Table.RESULTS, COLUMNS, row -> {
            if (!isOk(row) && runs.test(row[5])) {
                errors.put(key(row), row[4]);
            }
        });
        if (!errors.isEmpty()) {
            table.readTexts(Table.RESULTS, COLUMNS, row -> {
                if (isOk(row)) {
                    errors.remove(key(row));
                }
            });
        }
        return count(errors.values());
    }

    private static boolean isOk(String[] row) {
        return ResultSchema.OK.equals(row[3]);
    }

    private static List<String> key(String[] row) {
        return List.of(row[0], row[1], row[2]);
    }

    private static FailureKinds count(Iterable<String> errors) {
        Map<String, Kind> kinds = new HashMap<>();
        for (String error : errors) {
            kinds.merge(error.replaceAll("[0-9][0-9.eE+-]*", "#"), new Kind(error, 1), Kind::plus);
        }
        List<Kind> sorted = new ArrayList<>(kinds.values());
        sorted.sort(Comparator.comparingLong(Kind::cells).reversed().thenComparing(Kind::example));
        return new FailureKinds(sorted);
    }
}
