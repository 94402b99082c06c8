package icl.jobs.isolation;

import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Pair;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.util.ArrayList;
import java.util.List;

/** Cells of length 1, 2, ... under one measure, as a task sees them. */
final class PoisonedPairs {
    private static final String YAML = """
            name: pairs
            seed: 3
            grid: {design: iid, dim: 2, noise_variance: 0.5, length: {from: 1, to: %d, step: 1}}
            measures: {%s}
            """;

    private PoisonedPairs() {}

    /** @param measure in YAML */
    static List<Pair> of(int count, String measure) {
        Sweep sweep = Sweep.of(SweepSource.of("pairs.yaml", YAML.formatted(count, measure)));
        List<Pair> pairs = new ArrayList<>();
        Plan.of(sweep, DoneKeys.none()).shards(1).get(0).forEachPair(pairs::add);
        return pairs;
    }

    /** The cells of even length take this poison. */
    static List<Pair> poisoned(int count, String poison) {
        return of(count, "poison: {every: 2, poison: " + poison + "}");
    }
}
