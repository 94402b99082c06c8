package icl.jobs.execute;

import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import java.util.ArrayList;
import java.util.List;

/** Cuts a plan into batches of shards: a batch is published at once, a shard is a task and a file. */
final class Batches {
    /** Seconds that a batch should take: what a crash can cost. */
    private static final double BATCH = 30;

    /** Seconds of one core that are worth a task: each costs some 0.04 for every file, and trainings write three. */
    private static final double TASK = 1;

    /** Tasks for each core, so that a slow one does not make the others wait long. */
    private static final int TASKS_PER_CORE = 4;

    private Batches() {}

    /** The batches, none empty; the shards of each the longest first. */
    static List<List<Shard>> of(Plan plan, int cores) {
        double seconds = plan.seconds() + TimeLeft.ROW * plan.todo();
        int batches = (int) Math.max(1, Math.round(seconds / cores / BATCH));
        int tasks = tasks(seconds / batches, plan.todo() / batches, cores);
        List<Shard> shards = plan.shards(batches * tasks);
        List<List<Shard>> cut = new ArrayList<>();
        for (int from = 0; from < shards.size(); from += tasks) {
            cut.add(List.copyOf(shards.subList(from, Math.min(from + tasks, shards.size()))));
        }
        return cut;
    }

    private static int tasks(double seconds, long rows, int cores) {
        long least = Math.max(1, Math.min(cores, rows / 100)); // predictions can be wrong
        return (int) Math.max(least, Math.min((long) TASKS_PER_CORE * cores, (long) (seconds / TASK)));
    }
}
