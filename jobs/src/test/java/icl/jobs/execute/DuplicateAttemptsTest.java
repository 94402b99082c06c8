package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.Staged;
import icl.jobs.commit.TableFixture;
import icl.jobs.fault.Faults;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.isolation.Limits;
import icl.jobs.plan.Plan;
import icl.jobs.plan.Shard;
import icl.jobs.progress.ProgressListener;
import icl.jobs.progress.ShardResult;
import icl.jobs.query.Query;
import icl.jobs.schema.RunEnd;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import icl.jobs.verification.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tasks that are computed more than once, as where Spark speculates or has lost a result: two attempts side by side, of which
 * one arrives, and another when its batch is published.
 */
class DuplicateAttemptsTest {
    private static final int SHARDS = 20;

    /** Two for each shard. */
    private static final int DUPLICATES = Faults.size(2 * SHARDS, 1000);

    private static final int MOST_ROWS = 10_000;

    private static final String YAML = """
            name: small
            seed: 7
            grid:
              design: [iid, retrieval]
              dim: 3
              length: {from: 1, to: 10, step: 1}
              alpha: [0.1, 0.2]
              noise_variance: %d
            measures:
              exact: {}
              monte_carlo: {relative_error: 0.5, max_prompts: 4096}
              trained: {steps: 2, restarts: 2, batch: 16}
            """;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(20241125);

    @Test
    void whichAttemptArrivesChangesNothing() throws IOException {
        int duplicates = 0;
        long rows = 0;
        for (int sweep = 0; duplicates < DUPLICATES; sweep++) {
            Plan plan = Plan.of(
                    Sweep.of(SweepSource.of("small.yaml", YAML.formatted(1 + sweep))),
                    PublishedKeys.of(TableFixture.at(folder.resolve("none"))));
            ResultTable once = TableFixture.at(folder.resolve("once-" + sweep));
            new SweepJob(SharedSpark.session(), InstantSource.system(), ProgressListener.SILENT)
                    .run(plan, (left, cores) -> List.of(left.shards(SHARDS)), once);
            ResultTable often = TableFixture.at(folder.resolve("often-" + sweep));
            duplicates += computeOften(plan.shards(SHARDS), often);
            assertThat(values(often)).isEqualTo(values(once));
            assertThat(Verification.of(often).problems()).isEmpty();
            rows += plan.todo();
        }
        Faults.report(
                "duplicate attempts",
                duplicates + " attempts of tasks that others had made, 0 of " + rows
                        + " rows doubled or lost, same bits");
    }

    /** All shards as one batch: how many attempts were for nothing. */
    private int computeOften(List<Shard> shards, ResultTable table) throws IOException {
        assertThat(shards).hasSize(SHARDS);
        try (ResultRun run = table.begin(TableFixture.provenance("small"))) {
            ShardTask task = new ShardTask(1, shards, run.staging(), 1, Limits.NONE);
            List<ShardResult> attempts = compute(new Attempts(task, 2), 2 * SHARDS);
            run.publish(arrived(attempts));
            long published = TableFixture.rows(table, Table.RESULTS).size();
            List<ShardResult> late = compute(new Attempts(task, 1), SHARDS);
            assertThat(TableFixture.rows(table, Table.RESULTS)).hasSize((int) published);
            run.finish(new RunEnd(run.run().id(), TableFixture.START, published, 0, 1));
            return attempts.size() + late.size() - SHARDS;
        }
    }

    /** Of both attempts of each shard one. */
    private List<Staged> arrived(List<ShardResult> attempts) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> attempts.get(2 * shard + random.nextInt(2)).rows())
                .toList();
    }

    /** Computes each shard so many times, one attempt after the other. */
    private record Attempts(ShardTask task, int each) implements MapFunction<Long, ShardResult> {
        @Override
        public ShardResult call(Long number) throws IOException {
            return task.call(number / each);
        }
    }

    private static List<ShardResult> compute(Attempts attempts, int tasks) {
        return SharedSpark.session()
                .range(0, tasks, 1, tasks)
                .map(attempts, Encoders.javaSerialization(ShardResult.class))
                .collectAsList();
    }

    /** What was computed, without the time it took. */
    private static List<List<List<Object>>> values(ResultTable table) {
        return Stream.of(
                        "SELECT * EXCEPT (cpu_seconds, run_id) FROM results ORDER BY cell_id, measure",
                        "SELECT * EXCEPT (cpu_seconds, run_id) FROM restarts ORDER BY cell_id, restart",
                        "SELECT * EXCEPT (run_id) FROM curves ORDER BY cell_id, restart, step")
                .map(sql -> Query.of(sql)
                        .run(SharedSpark.session(), table, MOST_ROWS)
                        .rows())
                .toList();
    }
}
