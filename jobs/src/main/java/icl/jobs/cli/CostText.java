package icl.jobs.cli;

import icl.jobs.commit.MeasureCost;
import icl.jobs.frame.Frame;
import icl.jobs.inventory.CostHistory;
import java.util.List;

/** What is said of the costs of tasks. */
final class CostText {
    private CostText() {}

    /** One row: how long tasks took, in seconds on the clock. */
    static Frame spread(CostHistory.Spread spread) {
        return new Frame(
                List.of("tasks", "shortest_seconds", "median", "ninety_percent", "longest", "imbalance"),
                List.of("int", "double", "double", "double", "double", "double"),
                List.of(List.of(
                        spread.tasks(),
                        spread.shortest(),
                        spread.median(),
                        spread.ninety(),
                        spread.longest(),
                        spread.imbalance())),
                true);
    }

    /** One row for each measure: processor time predicted and taken, and how far the prediction is off. */
    static Frame measures(CostHistory costs) {
        return new Frame(
                List.of("measure", "rows", "predicted_seconds", "cpu_seconds", "factor"),
                List.of("string", "bigint", "double", "double", "double"),
                costs.measures().stream().map(CostText::row).toList(),
                true);
    }

    private static List<Object> row(MeasureCost cost) {
        double factor = cost.predictedSeconds() > 0 ? cost.cpuSeconds() / cost.predictedSeconds() : 1;
        return List.of(cost.measure(), cost.rows(), cost.predictedSeconds(), cost.cpuSeconds(), factor);
    }
}
