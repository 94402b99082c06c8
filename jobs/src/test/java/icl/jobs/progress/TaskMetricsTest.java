package icl.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import icl.jobs.commit.MeasureCost;
import icl.jobs.commit.ResultRun;
import icl.jobs.commit.TableFixture;
import icl.jobs.schema.ResultRow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskMetricsTest {
    /** Seconds longer than a test. */
    private static final double NEVER = 1e6;

    @TempDir
    private Path temporary;

    private ResultRun run() {
        return TableFixture.at(temporary).begin(TableFixture.provenance("small"));
    }

    @Test
    void rowsAreCountedByMeasure() throws IOException {
        try (ResultRun run = run()) {
            TaskMetrics metrics =
                    new TaskMetrics(new HeartbeatWriter(run.staging().open(), 0, 0), NEVER);
            ResultRow exact = TableFixture.ok(3, 1);
            metrics.add(exact);
            metrics.add(TableFixture.failed(4, "No form"));
            metrics.add(TableFixture.paper(3, 1));
            TaskHeartbeat end = metrics.end();
            assertThat(end.done()).isEqualTo(3);
            assertThat(end.failed()).isEqualTo(1);
            assertThat(end.cost().measures())
                    .extracting(MeasureCost::measure, MeasureCost::rows, MeasureCost::cpuSeconds)
                    .containsExactly(tuple("exact", 2L, 0.5), tuple("paper", 1L, 0.25));
            double predicted = exact.measure().cost(exact.cell().question())
                    + exact.measure().cost(TableFixture.failed(4, "x").cell().question());
            assertThat(end.cost().measures().get(0).predictedSeconds()).isCloseTo(predicted, within(1e-15));
        }
    }

    @Test
    void longTasksAreToldFromTheirStart() throws IOException {
        try (ResultRun run = run()) {
            TaskMetrics metrics =
                    new TaskMetrics(new HeartbeatWriter(run.staging().open(), 0, 4), 0);
            metrics.begin(5);
            assertThat(new HeartbeatReader(run.staged()).of(0).get(4).done()).isZero();
            metrics.add(TableFixture.ok(3, 1));
            assertThat(new HeartbeatReader(run.staged()).of(0).get(4).done()).isEqualTo(1);
        }
    }

    @Test
    void shortTasksTellNothing() throws IOException {
        try (ResultRun run = run()) {
            TaskMetrics metrics =
                    new TaskMetrics(new HeartbeatWriter(run.staging().open(), 0, 4), NEVER);
            metrics.begin(5);
            metrics.add(TableFixture.ok(3, 1));
            metrics.end();
            assertThat(new HeartbeatReader(run.staged()).of(0)).isEmpty();
        }
    }

    @Test
    void aRunThatStopsIsNoticedAtTheStartAndOnTheWay() throws IOException {
        try (ResultRun run = run()) {
            TaskMetrics running =
                    new TaskMetrics(new HeartbeatWriter(run.staging().open(), 0, 0), 0);
            running.begin(1);
            running.add(TableFixture.ok(3, 1));
            assertThat(running.isStopped()).isFalse();
            new HeartbeatReader(run.staged()).stop();
            running.add(TableFixture.ok(4, 1));
            assertThat(running.isStopped()).isTrue();
            TaskMetrics next = new TaskMetrics(new HeartbeatWriter(run.staging().open(), 0, 1), NEVER);
            next.begin(1);
            assertThat(next.isStopped()).isTrue();
        }
    }
}
