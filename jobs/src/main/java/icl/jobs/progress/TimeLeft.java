package icl.jobs.progress;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.TaskCost;
import icl.jobs.inventory.CostHistory;
import icl.jobs.plan.LearnedCosts;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Predicts how long a run still takes: what its tasks were predicted to take, corrected by what its cells have taken so far, on
 * the cores there are, in the order in which the tasks start.
 */
public final class TimeLeft {
    /** Seconds to write a row, measured; predicted costs leave it out. */
    public static final double ROW = 4e-6;

    /** Seconds of tasks that have to be seen before their clock counts as much as their processor time. */
    private static final double DOUBT = 2;

    private final LearnedCosts costs;
    private final double clock;
    private final double explained;
    private final int cores;

    /** What is left of a task whose last news are {@code age} seconds old. */
    record Rest(Map<String, Double> predicted, long pairs, double age) {}

    /** @param explained seconds of the clock that the costs explain */
    private TimeLeft(LearnedCosts costs, double clock, double explained, int cores) {
        this.costs = costs;
        this.clock = clock;
        this.explained = explained;
        this.cores = cores;
    }

    /** After what tasks of this run have spent, finished or not. */
    static TimeLeft after(TaskCost spent, LearnedCosts believed, int cores) {
        LearnedCosts costs = new CostHistory(List.of(spent)).after(believed);
        double explained = 0;
        for (MeasureCost m : spent.measures()) {
            explained += m.predictedSeconds() * costs.factor(m.measure()) + ROW * m.rows();
        }
        return new TimeLeft(costs, spent.wallSeconds(), explained, cores);
    }

    /** Seconds until the last of these tasks is done; started ones first, then in the order in which they will start. */
    double seconds(List<Rest> tasks) {
        double pace = pace(tasks);
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int core = 0; core < cores; core++) {
            free.add(0.0);
        }
        double last = 0;
        for (Rest task : tasks) {
            double end = free.remove() + seconds(task, pace);
            free.add(end);
            last = Math.max(last, end);
        }
        return last;
    }

    /**
     * Seconds on the clock for each second that the costs explain: other programs, collections of garbage, files. A cell that
     * takes longer than it should counts as if it ended now.
     */
    private double pace(List<Rest> tasks) {
        double seen = clock;
        double understood = explained;
        for (Rest task : tasks) {
            double cell = task.pairs > 0 ? cost(task) / task.pairs : 0;
            if (task.age > cell) {
                seen += task.age;
                understood += cell;
            }
        }
        return understood > 0 ? Math.pow(seen / understood, seen / (seen + DOUBT)) : 1;
    }

    private double seconds(Rest task, double pace) {
        double all = pace * cost(task);
        double others = task.pairs > 0 ? all * (task.pairs - 1) / task.pairs : 0;
        return Math.max(others, all - task.age); // it is within one cell of its last heartbeat
    }

    private double cost(Rest task) {
        double cells = 0;
        for (Map.Entry<String, Double> part : task.predicted.entrySet()) {
            cells += Math.max(0, part.getValue()) * costs.factor(part.getKey());
        }
        return cells + ROW * task.pairs;
    }
}
