package icl.jobs.progress;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.TaskCost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighted average of the costs of tasks. A piece weighs in proportion to the time at which it came: the first cells of a JVM take
 * several times as long as later ones, and the load of the machine changes.
 */
final class WeightedCostAverage {
    private final Map<String, Sum> sums = new LinkedHashMap<>();
    private double clock;
    private double weighted;

    private static final class Sum {
        private double rows;
        private double predicted;
        private double taken;
    }

    void add(TaskCost piece) {
        if (piece.wallSeconds() > 0) {
            clock += piece.wallSeconds();
            weighted += clock * piece.wallSeconds();
            piece.measures().forEach(this::add);
        }
    }

    private void add(MeasureCost cost) {
        Sum sum = sums.computeIfAbsent(cost.measure(), measure -> new Sum());
        sum.rows += clock * cost.rows();
        sum.predicted += clock * cost.predictedSeconds();
        sum.taken += clock * cost.cpuSeconds();
    }

    /** The total wall time, divided among the measures by the weighted average. */
    TaskCost average() {
        double scale = weighted > 0 ? clock / weighted : 0;
        List<MeasureCost> measures = new ArrayList<>();
        sums.forEach((measure, sum) -> measures.add(
                new MeasureCost(measure, Math.round(scale * sum.rows), scale * sum.predicted, scale * sum.taken)));
        return new TaskCost(clock, measures);
    }
}
