package icl.jobs.execute;

import icl.jobs.plan.LearnedCosts;
import icl.jobs.table.CostHistory;
import icl.jobs.table.MeasureCost;
import icl.jobs.table.TaskCost;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Predicts how long a run still takes: what its tasks were predicted to take, corrected by what its cells have taken so far, on
 * the cores there are, in the order in which the tasks start.
 */
final class TimeLeft {
    /** Seconds to write a row, measured; predicted costs leave it out. */
    static final double ROW = 4e-6;

    /** Seconds of tasks that have to be seen before their clock counts as much as their processor time. */
    private static final double DOUBT = 2;

    private final LearnedCosts costs;
    private final double pace;
    private final int cores;

    /** What is left of a task. Times begin with its last signal, {@code age} seconds ago. */
    record Rest(Map<String, Double> predicted, long pairs, double age) {}

    private TimeLeft(LearnedCosts costs, double pace, int cores) {
        this.costs = costs;
        this.pace = pace;
        this.cores = cores;
    }

    /** After all that tasks of this run have spent, finished or not. */
    static TimeLeft after(List<TaskCost> spent, LearnedCosts believed, int cores) {
        LearnedCosts costs = new CostHistory(spent).after(believed);
        return new TimeLeft(costs, pace(spent, costs), cores);
    }

    /** Seconds on the clock for each second that the costs explain: other programs, collections of garbage, files. */
    private static double pace(List<TaskCost> spent, LearnedCosts costs) {
        double clock = spent.stream().mapToDouble(TaskCost::wallSeconds).sum();
        double explained = 0;
        for (TaskCost task : spent) {
            for (MeasureCost m : task.measures()) {
                explained += m.predictedSeconds() * costs.factor(m.measure()) + ROW * m.rows();
            }
        }
        return explained > 0 ? Math.pow(clock / explained, clock / (clock + DOUBT)) : 1;
    }

    /** Seconds until the last of these tasks is done; started ones first, then in the order in which they will start. */
    double seconds(List<Rest> tasks) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int core = 0; core < cores; core++) {
            free.add(0.0);
        }
        double last = 0;
        for (Rest task : tasks) {
            double end = free.remove() + seconds(task);
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }

    private double seconds(Rest task) {
        double cells = 0;
        for (Map.Entry<String, Double> part : task.predicted.entrySet()) {
            cells += Math.max(0, part.getValue()) * costs.factor(part.getKey());
        }
        double all = pace * (cells + ROW * task.pairs);
        double others = task.pairs > 0 ? all * (task.pairs - 1) / task.pairs : 0;
        return Math.max(others, all - task.age); // it is within one cell since its last signal
    }
}
