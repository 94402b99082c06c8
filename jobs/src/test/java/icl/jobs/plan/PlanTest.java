package icl.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final String YAML = """
            name: small
            grid:
              design: [iid, retrieval]
              dim: 5
              length: [10, 20]
              alpha: [0, 0.5, 1]
              noise_variance: 0
              rank: [1, 5]
            measures:
              exact: {}
            """;

    @Test
    void cellsThatMeanTheSameAreOne() {
        Plan plan = Plan.of(sweep(), DoneKeys.none());
        assertThat(plan.points()).isEqualTo(24);
        assertThat(plan.cells()).isEqualTo(4 + 12);
        assertThat(plan.todo()).isEqualTo(16);
    }

    @Test
    void shardsHoldEachPairOnce() {
        Plan plan = Plan.of(sweep(), DoneKeys.none());
        for (int n = 1; n < 20; n++) {
            List<String> ids = new ArrayList<>();
            List<Shard> shards = plan.shards(n);
            shards.forEach(shard -> shard.forEach((cell, measure) -> ids.add(cell.id())));
            assertThat(shards).hasSize(Math.min(n, 16));
            assertThat(ids).hasSize(16).doesNotHaveDuplicates();
        }
    }

    private static Sweep sweep() {
        return Sweep.of(SweepSource.of("small.yaml", YAML));
    }
}
