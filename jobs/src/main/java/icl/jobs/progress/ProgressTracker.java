package icl.jobs.progress;

import icl.jobs.commit.MeasureCost;
import icl.jobs.plan.LearnedCosts;
import icl.jobs.plan.Shard;
import icl.jobs.sweep.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tracks how far the tasks of a run are, from the results that have arrived and the heartbeats of running tasks. Predicts the time
 * left.
 */
public final class ProgressTracker {
    private final List<List<Shard>> batches;
    private final LearnedCosts believed;
    private final int cores;
    private final Set<Integer> running = new TreeSet<>();
    private final Map<Task, TaskState> states = new HashMap<>();
    private final WeightedCostAverage spent = new WeightedCostAverage();

    private record Task(int batch, int number) {}

    /** The last news of a task, and when they came. */
    private record TaskState(TaskHeartbeat heartbeat, double since, boolean isEnd) {}

    /** @param believed costs learned before this run */
    public ProgressTracker(List<List<Shard>> batches, LearnedCosts believed, int cores) {
        this.batches = batches;
        this.believed = believed;
        this.cores = cores;
    }

    synchronized void begin(int batch) {
        running.add(batch);
    }

    /** Running batches. */
    synchronized Set<Integer> running() {
        return new TreeSet<>(running);
    }

    /** Adds heartbeats of a running batch. The time is in seconds of any clock. */
    synchronized void update(int batch, Map<Integer, TaskHeartbeat> heartbeats, double now) {
        if (running.contains(batch)) {
            heartbeats.forEach((number, heartbeat) -> update(new Task(batch, number), heartbeat, now));
        }
    }

    private void update(Task task, TaskHeartbeat heartbeat, double now) {
        TaskState last = states.get(task);
        if (last == null || !last.heartbeat.equals(heartbeat)) {
            record(
                    task,
                    new TaskState(
                            heartbeat, now, heartbeat.done() == shard(task).pairs()));
        }
    }

    private void record(Task task, TaskState news) {
        TaskState last = states.put(task, news);
        spent.add(last == null ? news.heartbeat.cost() : news.heartbeat.cost().minus(last.heartbeat.cost()));
    }

    /** Adds the results of a finished batch. */
    synchronized void end(int batch, List<ShardResult> results, double now) {
        running.remove(batch);
        for (int number = 0; number < results.size(); number++) {
            record(new Task(batch, number), new TaskState(results.get(number).end(), now, true));
        }
    }

    synchronized long done() {
        return states.values().stream().mapToLong(t -> t.heartbeat.done()).sum();
    }

    synchronized long failed() {
        return states.values().stream().mapToLong(t -> t.heartbeat.failed()).sum();
    }

    /** Predicted seconds until all tasks are done. */
    synchronized double secondsLeft(double now) {
        return TimeLeft.after(spent.average(), believed, cores).seconds(rests(now));
    }

    private List<TimeLeft.Rest> rests(double now) {
        List<TimeLeft.Rest> started = new ArrayList<>();
        List<TimeLeft.Rest> queued = new ArrayList<>();
        for (int batch = 0; batch < batches.size(); batch++) {
            for (int number = 0; number < batches.get(batch).size(); number++) {
                Task task = new Task(batch, number);
                TaskState last = states.get(task);
                if (last == null) {
                    queued.add(rest(task, TaskHeartbeat.NOTHING, 0));
                } else if (!last.isEnd) {
                    started.add(rest(task, last.heartbeat, now - last.since));
                }
            }
        }
        started.addAll(queued);
        return started;
    }

    private TimeLeft.Rest rest(Task task, TaskHeartbeat heartbeat, double age) {
        Shard shard = shard(task);
        List<Measure> measures = shard.sweep().measures();
        Map<String, Double> left = new HashMap<>();
        for (int i = 0; i < measures.size(); i++) {
            left.put(measures.get(i).kind(), shard.predicted(i));
        }
        for (MeasureCost done : heartbeat.cost().measures()) {
            left.merge(done.measure(), -done.predictedSeconds(), Double::sum);
        }
        return new TimeLeft.Rest(left, shard.pairs() - heartbeat.done(), age);
    }

    private Shard shard(Task task) {
        return batches.get(task.batch).get(task.number);
    }
}
