package icl.bench;

import icl.core.kinds.Kinds;
import icl.jobs.schema.ResultRow;
import icl.jobs.sweep.ExactMeasure;
import icl.jobs.sweep.TrainedMeasure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far trained risks lie above the exact ones, cell by cell; for several threads. */
final class Gaps {
    private final boolean isTrained;
    private final Map<Object, Double> exact = new ConcurrentHashMap<>();
    private final Map<Object, Double> trained = new ConcurrentHashMap<>();

    /**
     * No gaps yet.
     *
     * @param isTrained whether anything is trained; else rows are not looked at
     */
    Gaps(boolean isTrained) {
        this.isTrained = isTrained;
    }

    void clear() {
        exact.clear();
        trained.clear();
    }

    /** A row that failed stops the benchmark. */
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

    /** Median and largest gap, relative to the exact risk; none where nothing was trained. */
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
