package icl.jobs.inventory;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TaskCost;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.LearnedCosts.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What tasks took: what later predictions learn from. */
public record CostHistory(List<TaskCost> tasks) {
    public CostHistory {
        tasks = List.copyOf(tasks);
    }

    /** Of the results that a table holds. */
    public static CostHistory of(ResultTable table) {
        return new CostHistory(table.taskCosts());
    }

    /**
     * How long tasks took, in seconds on the clock.
     *
     * @param ninety the time that nine tasks of ten stayed below
     * @param imbalance the longest time over the mean: how many times longer a batch takes than it had to at worst
     */
    public record Spread(int tasks, double shortest, double median, double ninety, double longest, double imbalance) {}

    /** The measures, by name, with all their rows. */
    public List<MeasureCost> measures() {
        Map<String, MeasureCost> sums = new TreeMap<>();
        for (TaskCost task : tasks) {
            task.measures().forEach(cost -> sums.merge(cost.measure(), cost, MeasureCost::plus));
        }
        return List.copyOf(sums.values());
    }

    /** What is believed after these tasks. */
    public LearnedCosts after(LearnedCosts believed) {
        Map<String, Seen> seen = new TreeMap<>();
        measures().forEach(cost -> seen.put(cost.measure(), new Seen(cost.predictedSeconds(), cost.cpuSeconds())));
        return believed.after(seen, tasks.size());
    }

    /** Empty where there are no tasks. */
    public Optional<Spread> spread() {
        double[] times =
                tasks.stream().mapToDouble(TaskCost::wallSeconds).sorted().toArray();
        if (times.length == 0) {
            return Optional.empty();
        }
        double mean =
                tasks.stream().mapToDouble(TaskCost::wallSeconds).average().orElseThrow();
        double longest = times[times.length - 1];
        return Optional.of(new Spread(
                times.length, times[0], at(times, 0.5), at(times, 0.9), longest, mean > 0 ? longest / mean : 1));
    }

    /** The least time that this share of the tasks do not exceed. */
    private static double at(double[] times, double share) {
        return times[(int) Math.ceil(share * times.length) - 1];
    }
}
