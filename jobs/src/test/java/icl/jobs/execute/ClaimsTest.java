package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.progress.ProgressListener;
import icl.jobs.progress.Summary;
import icl.jobs.schema.Program;
import icl.jobs.schema.Run;
import icl.jobs.schema.Table;
import icl.jobs.storage.Conflict;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {
    private static final String YAML = """
            name: small
            grid: {design: iid, dim: 4, noise_variance: 0.5, length: %s}
            measures: {exact: {}}
            """;
    private static final String EARLIER = "20000101T000000000Z-0";
    private static final String LATER = "99990101T000000000Z-0";

    @TempDir
    Path temporary;

    private ResultTable table() {
        return TableFixture.at(temporary.resolve("table"));
    }

    private static SweepSource source(String lengths) {
        return SweepSource.of("small.yaml", YAML.formatted(lengths));
    }

    private Plan plan(String lengths) {
        return Plan.of(Sweep.of(source(lengths)), PublishedKeys.of(table()));
    }

    private static SweepJob job() {
        return new SweepJob(SharedSpark.session(), InstantSource.system(), ProgressListener.SILENT);
    }

    /** Another run that is about to compute these lengths. */
    private ResultRun enter(String id, String lengths) {
        return table().enter(new Run(id, "small", 0, 1, Program.here()), source(lengths));
    }

    private Plan claim(Plan plan, String id, Duration patience) {
        return new Claims(plan, new Run(id, "small", 0, 1, Program.here()), table(), patience).claim();
    }

    @Test
    void aRunGivesWayToOneThatComputesTheSame() {
        try (ResultRun other = enter(EARLIER, "[10, 20]")) {
            assertThatThrownBy(() -> job().run(plan("[20, 30]"), table()))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("run " + other.run().id() + " is computing 1 of the same risks");
            assertThat(table().liveRuns()).containsExactly(EARLIER);
            assertThat(table().files(Table.SWEEPS)).isEmpty();
        }
        assertThat(job().run(plan("[20, 30]"), table()).ok()).isEqualTo(2);
    }

    @Test
    void aRunOfOtherCellsIsNoHindrance() {
        try (ResultRun other = enter(EARLIER, "[10, 20]")) {
            assertThat(job().run(plan("[30, 40]"), table()).ok()).isEqualTo(2);
            assertThat(table().liveRuns()).containsExactly(other.run().id());
        }
    }

    @Test
    void ofTwoThatBeginTogetherTheFirstWaitsForTheOther() {
        ResultRun other = enter(LATER, "10");
        assertThatThrownBy(() -> claim(plan("10"), EARLIER, Duration.ofMillis(300)))
                .isInstanceOf(Conflict.class);
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(other::close, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        assertThat(claim(plan("10"), EARLIER, Duration.ofMinutes(1)).todo()).isEqualTo(1);
        assertThat(table().liveRuns())
                .doesNotContain(LATER); // its folder is gone, though close() may not have returned
        assertThat(end).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void whatCameSinceThePlanWasMadeIsNotDoneAgain() {
        Plan early = plan("[10, 20, 30]");
        job().run(plan("[10, 20]"), table());
        assertThat(job().run(early, table()).ok()).isEqualTo(1);
        assertThat(job().run(early, table())).isEqualTo(Summary.NOTHING);
        assertThat(table().rows(Table.RESULTS)).isEqualTo(3);
        assertThat(table().rows(Table.SWEEPS)).isEqualTo(2);
    }

    @Test
    void aRetryThatWasPlannedBeforeAnotherEndedGivesWay() throws IOException {
        TableFixture.publishFailed(table(), plan("[10, 20]"));
        Plan early = Plan.ofFailed(Sweep.of(source("[10, 20]")), PublishedKeys.of(table()));
        TableFixture.publishFailed(table(), early, 2);
        assertThatThrownBy(() -> job().asAttempt(2).run(early, table()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("another retry has ended since this one began");
        assertThat(job().asAttempt(3).run(early, table()).ok()).isEqualTo(2);
        assertThat(table().rows(Table.RESULTS)).isEqualTo(6);
        assertThat(table().liveRuns()).isEmpty();
    }

    /** They look at one another at any moment. */
    @RepeatedTest(5)
    void ofManyThatBeginTogetherOneComputes() throws Exception {
        int runs = 4;
        CountDownLatch start = new CountDownLatch(runs);
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            running.add(threads.submit(() -> {
                Plan plan = plan("{from: 1, to: 40, step: 1}");
                start.countDown();
                start.await();
                return computed(plan);
            }));
        }
        long sum = 0;
        for (Future<Long> run : running) {
            sum += run.get();
        }
        threads.shutdown();
        assertThat(sum).isEqualTo(40);
        assertThat(table().rows(Table.RESULTS)).isEqualTo(40);
        assertThat(PublishedKeys.of(table()).size()).isEqualTo(40);
    }

    private long computed(Plan plan) {
        try {
            return job().run(plan, table()).ok();
        } catch (Conflict e) {
            return 0;
        }
    }
}
