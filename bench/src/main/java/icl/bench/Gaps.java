package icl.bench;

import icl.core.kinds.Kinds;
import icl.jobs.schema.ResultRow;
import icl.jobs.sweep.ExactMeasure;
import icl.jobs.sweep.TrainedMeasure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The relative gaps between trained and exact risks, cell by cell. Thread-safe. */
final class Gaps {
    private final boolean isTrained;
    private final Map<Object, Double> exact = new ConcurrentHashMap<>();
    private final Map<Object, Double> trained = new ConcurrentHashMap<>();

    /**
     * Creates an empty set of gaps.
     *
     * @param isTrained whether the sweep trains; if not, rows are ignored
     */
    Gaps(boolean isTrained) {
        this.isTrained = isTrained;
    }

    void clear() {
        exact.clear();
        trained.clear();
    }

    /** Adds a row of results; a failed row stops the benchmark. */
    void add(ResultRow row) {
        if (!isTrained) {
            return;
        }
        if (!row.isOk()) {
            throw new IllegalStateException(
                    Kinds.of(row.measure()) + " failed: " + row.error().orElse(""));
        }
        double risk = row.estimate().orElseThrow().risk();
        if (row.measure() instanceof TrainedMeasure) {
            trained.put(row.cell().id(), risk);
        } else if (row.measure() instanceof ExactMeasure) {
            exact.put(row.cell().id(), risk);
        }
    }

    /** The median and the largest gap, relative to the exact risk; empty where nothing was trained. */
    Map<String, Object> figures() {
        double[] gaps = trained.keySet().stream()
                .filter(exact::containsKey)
                .mapToDouble(cell -> trained.get(cell) / exact.get(cell) - 1)
                .sorted()
                .toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        if (gaps.length > 0) {
            figures.put("median_relative_gap", Clock.median(gaps));
            figures.put("worst_relative_gap", gaps[gaps.length - 1]);
        }
        return figures;
    }
}
