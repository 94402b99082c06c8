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

class OdometerTest {
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
            Odometer odometer = new Odometer(new SignalWriter(run.staging().open(), 0, 0), NEVER);
            ResultRow exact = TableFixture.ok(3, 1);
            odometer.add(exact);
            odometer.add(TableFixture.failed(4, "No form"));
            odometer.add(TableFixture.paper(3, 1));
            Signal end = odometer.end();
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
            Odometer odometer = new Odometer(new SignalWriter(run.staging().open(), 0, 4), 0);
            odometer.begin(5);
            assertThat(new Signals(run.staged()).of(0).get(4).done()).isZero();
            odometer.add(TableFixture.ok(3, 1));
            assertThat(new Signals(run.staged()).of(0).get(4).done()).isEqualTo(1);
        }
    }

    @Test
    void shortTasksTellNothing() throws IOException {
        try (ResultRun run = run()) {
            Odometer odometer = new Odometer(new SignalWriter(run.staging().open(), 0, 4), NEVER);
            odometer.begin(5);
            odometer.add(TableFixture.ok(3, 1));
            odometer.end();
            assertThat(new Signals(run.staged()).of(0)).isEmpty();
        }
    }

    @Test
    void aRunThatStopsIsNoticedAtTheStartAndOnTheWay() throws IOException {
        try (ResultRun run = run()) {
            Odometer running = new Odometer(new SignalWriter(run.staging().open(), 0, 0), 0);
            running.begin(1);
            running.add(TableFixture.ok(3, 1));
            assertThat(running.isStopped()).isFalse();
            new Signals(run.staged()).stop();
            running.add(TableFixture.ok(4, 1));
            assertThat(running.isStopped()).isTrue();
            Odometer next = new Odometer(new SignalWriter(run.staging().open(), 0, 1), NEVER);
            next.begin(1);
            assertThat(next.isStopped()).isTrue();
        }
    }
}
