package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.isolation.Limits;
import icl.jobs.plan.Plan;
import icl.jobs.progress.ProgressListener;
import icl.jobs.progress.Summary;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark can kill a task in the midst of a cell, and that is no result. */
class CancelTest {
    private static final String YAML = """
            name: long
            grid: {design: iid, dim: 5, noise_variance: 0.5, length: 10}
            measures: {%s}
            """;

    @TempDir
    Path folder;

    private final SparkContext spark = SharedSpark.session().sparkContext();
    private final Tasks tasks = new Tasks();

    /** Tells of the first task. */
    private static final class Tasks extends SparkListener {
        private final CompletableFuture<Void> started = new CompletableFuture<>();
        private final CompletableFuture<TaskEndReason> ended = new CompletableFuture<>();

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            started.complete(null);
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            ended.complete(end.reason());
        }
    }

    @BeforeEach
    void listen() {
        spark.addSparkListener(tasks);
    }

    @AfterEach
    void hush() {
        spark.removeSparkListener(tasks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trained: {steps: 1000000000, restarts: 1, learning_rate: 1e-9}",
                "poison: {every: 1, poison: endless}"
            })
    void aCancelledTaskEndsInTheMidstOfACell(String measure) throws Exception {
        ResultTable table = TableFixture.at(folder.resolve("table"));
        Plan plan = Plan.of(Sweep.of(SweepSource.of("long.yaml", YAML.formatted(measure))), PublishedKeys.of(table));
        SweepJob job = new SweepJob(SharedSpark.session(), InstantSource.system(), ProgressListener.SILENT)
                .within(new Limits(Duration.ofMinutes(5)));
        ExecutorService alone = Executors.newSingleThreadExecutor(); // the common pool may have one thread
        Future<Summary> running = alone.submit(() -> job.run(plan, table));
        alone.shutdown();
        tasks.started.get(60, TimeUnit.SECONDS);
        CompletableFuture.runAsync(spark::cancelAllJobs, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS))
                .get();
        assertThat(tasks.ended.get(20, TimeUnit.SECONDS)).isInstanceOf(TaskKilled.class);
        assertThatThrownBy(running::get).isInstanceOf(ExecutionException.class);
        assertThat(table.files(Table.RESULTS)).isEmpty();
    }
}
