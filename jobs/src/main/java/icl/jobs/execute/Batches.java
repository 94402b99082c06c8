package icl.jobs.execute;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.progress.TimeLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Cuts a plan into batches of shards: a batch is published at once, a shard is a task and a file. For tests and for tuning the
 * properties {@code spark.icl.batchSeconds} and {@code spark.icl.tasks} set the seconds of a batch and its tasks.
 */
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
        int batches = (int)
                Math.max(1, Math.round(seconds / cores / set("batchSeconds").orElse(BATCH)));
        int tasks = (int) set("tasks").orElse(tasks(seconds / batches, plan.todo() / batches, cores));
        List<Shard> shards = plan.shards(batches * tasks);
        List<List<Shard>> cut = new ArrayList<>();
        for (int from = 0; from < shards.size(); from += tasks) {
            cut.add(List.copyOf(shards.subList(from, Math.min(from + tasks, shards.size()))));
        }
        return cut;
    }

    private static OptionalDouble set(String name) {
        String property = "spark.icl." + name;
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(value);
            Require.positive(property, number);
            return OptionalDouble.of(number);
        } catch (NumberFormatException e) {
            throw new Invalid("Invalid " + property + ": '" + value + "' (must be a positive number)");
        }
    }

    private static int tasks(double seconds, long rows, int cores) {
        long least = Math.max(1, Math.min(cores, rows / 100)); // predictions can be wrong
        return (int) Math.max(least, Math.min((long) TASKS_PER_CORE * cores, (long) (seconds / TASK)));
    }
}
