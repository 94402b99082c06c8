package icl.jobs.progress;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.TaskCost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tasks of a run have taken, piece by piece. What came late weighs more, in proportion to all that came before it: the
 * first cells of a JVM take several times as long as the others, and other programs come and go.
 */
final class Trail {
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

    /** The same time on the clock, spent as lately. */
    TaskCost lately() {
        double scale = weighted > 0 ? clock / weighted : 0;
        List<MeasureCost> measures = new ArrayList<>();
        sums.forEach((measure, sum) -> measures.add(
                new MeasureCost(measure, Math.round(scale * sum.rows), scale * sum.predicted, scale * sum.taken)));
        return new TaskCost(clock, measures);
    }
}
