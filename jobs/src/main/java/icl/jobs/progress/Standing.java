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

/** How far the tasks of a run are, from the results that have arrived and the signals of those that run. */
public final class Standing {
    private final List<List<Shard>> batches;
    private final LearnedCosts believed;
    private final int cores;
    private final Set<Integer> running = new TreeSet<>();
    private final Map<Task, Told> told = new HashMap<>();
    private final Trail trail = new Trail();

    private record Task(int batch, int number) {}

    /** What is known of a task, since when. */
    private record Told(Signal signal, double since, boolean isEnd) {}

    /** @param believed before anything ran */
    public Standing(List<List<Shard>> batches, LearnedCosts believed, int cores) {
        this.batches = batches;
        this.believed = believed;
        this.cores = cores;
    }

    synchronized void begin(int batch) {
        running.add(batch);
    }

    /** Batches under way. */
    synchronized Set<Integer> running() {
        return new TreeSet<>(running);
    }

    /** Tasks of a batch under way have told something; the time is in seconds, of any clock. */
    synchronized void hear(int batch, Map<Integer, Signal> signals, double now) {
        if (running.contains(batch)) {
            signals.forEach((number, signal) -> hear(new Task(batch, number), signal, now));
        }
    }

    private void hear(Task task, Signal signal, double now) {
        Told last = told.get(task);
        if (last == null || !last.signal.equals(signal)) {
            tell(task, new Told(signal, now, signal.done() == shard(task).pairs()));
        }
    }

    private void tell(Task task, Told news) {
        Told last = told.put(task, news);
        trail.add(last == null ? news.signal.cost() : news.signal.cost().minus(last.signal.cost()));
    }

    /** A batch is over, with these results. */
    synchronized void end(int batch, List<ShardResult> results, double now) {
        running.remove(batch);
        for (int number = 0; number < results.size(); number++) {
            tell(new Task(batch, number), new Told(results.get(number).end(), now, true));
        }
    }

    synchronized long done() {
        return told.values().stream().mapToLong(t -> t.signal.done()).sum();
    }

    synchronized long failed() {
        return told.values().stream().mapToLong(t -> t.signal.failed()).sum();
    }

    /** Predicted seconds until all is done. */
    synchronized double secondsLeft(double now) {
        return TimeLeft.after(trail.lately(), believed, cores).seconds(rests(now));
    }

    private List<TimeLeft.Rest> rests(double now) {
        List<TimeLeft.Rest> started = new ArrayList<>();
        List<TimeLeft.Rest> queued = new ArrayList<>();
        for (int batch = 0; batch < batches.size(); batch++) {
            for (int number = 0; number < batches.get(batch).size(); number++) {
                Task task = new Task(batch, number);
                Told last = told.get(task);
                if (last == null) {
                    queued.add(rest(task, Signal.NOTHING, 0));
                } else if (!last.isEnd) {
                    started.add(rest(task, last.signal, now - last.since));
                }
            }
        }
        started.addAll(queued);
        return started;
    }

    private TimeLeft.Rest rest(Task task, Signal signal, double age) {
        Shard shard = shard(task);
        List<Measure> measures = shard.sweep().measures();
        Map<String, Double> left = new HashMap<>();
        for (int i = 0; i < measures.size(); i++) {
            left.put(measures.get(i).kind(), shard.predicted(i));
        }
        for (MeasureCost done : signal.cost().measures()) {
            left.merge(done.measure(), -done.predictedSeconds(), Double::sum);
        }
        return new TimeLeft.Rest(left, shard.pairs() - signal.done(), age);
    }

    private Shard shard(Task task) {
        return batches.get(task.batch).get(task.number);
    }
}
