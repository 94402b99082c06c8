package icl.jobs.plan;

import icl.core.check.Invalid;
import icl.jobs.sweep.CellId;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What it takes to compute the failed cells of a table again.
 *
 * @param plans of the sweeps that the table was made of; no pair is in two of them
 * @param left failed cells that no sweep asks for in the way that this program computes them
 * @param problems why sweeps could not be read
 */
public record Retries(List<Plan> plans, long left, Set<String> problems) {
    /**
     * The plans for a table.
     *
     * @param sources of its sweeps
     * @param done the keys of its rows; those that are planned become done
     */
    public static Retries of(List<SweepSource> sources, DoneKeys done) {
        long failed = done.counts().stream().mapToLong(DoneKeys.Count::failed).sum();
        List<Plan> plans = new ArrayList<>();
        Set<String> problems = new LinkedHashSet<>();
        for (SweepSource source : sources) {
            try {
                Plan plan = Plan.ofFailed(Sweep.of(source), done);
                if (plan.todo() > 0) {
                    plans.add(plan);
                    settle(plan, done);
                }
            } catch (Invalid e) { // made by another version, or with kinds that are not here
                problems.add(e.getMessage());
            }
        }
        return new Retries(plans, failed - plans.stream().mapToLong(Plan::todo).sum(), problems);
    }

    private static void settle(Plan plan, DoneKeys done) {
        for (Shard shard : plan.shards(1)) {
            shard.forEachPair(pair -> done.settle(
                    CellId.parse(pair.cell().id()),
                    pair.measure().kind(),
                    plan.sweep().measureId(pair.measure())));
        }
    }

    /** Pairs to compute. */
    public long todo() {
        return plans.stream().mapToLong(Plan::todo).sum();
    }
}
