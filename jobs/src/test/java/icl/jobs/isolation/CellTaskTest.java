package icl.jobs.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Interrupted;
import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.design.IidDesign;
import icl.core.evaluate.Parameterisation;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.formula.NoClosedForm;
import icl.core.train.Optimiser;
import icl.core.train.Sampler;
import icl.core.train.Schedule;
import icl.jobs.schema.ErrorKind;
import icl.jobs.schema.Machine;
import icl.jobs.schema.Program;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Run;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.ExactMeasure;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Start;
import icl.jobs.sweep.TrainedMeasure;
import icl.jobs.sweep.TrainingFailed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CellTaskTest {
    private static final Cell CELL = Cell.of(new Question(
            new IidDesign(5, 20, Profile.common(0.25), Covariance.identity(), Covariance.identity()),
            new Predictor.Attention(Optional.empty()),
            Loss.QUERY));

    private final CellTask task = task(Limits.NONE);

    private static CellTask task(Limits limits) {
        return new CellTask(new Run("run", "sweep", 1, 1, Program.here()), Machine.here(), limits, () -> false);
    }

    @AfterEach
    void close() {
        task.close();
    }

    private ResultRow row(Supplier<Estimate> estimate) {
        return row(task, estimate);
    }

    private static ResultRow row(CellTask task, Supplier<Estimate> estimate) {
        return task.row(CELL, new ExactMeasure(), task.outcome(Stopwatch.start(1), estimate));
    }

    @Test
    void aCellBecomesItsRisk() {
        ResultRow row = row(() -> new ExactMeasure().estimate(CELL, 1));
        assertThat(row.estimate().orElseThrow().risk()).isEqualTo(121 / 84.0);
        assertThat(row.error()).isEmpty();
        assertThat(row.cpuSeconds()).isBetween(0.0, 10.0);
    }

    @Test
    void ourOwnRefusalsAreKeptAsTheyAre() {
        ResultRow row = row(() -> {
            throw new Invalid("alpha", 2, "in [0, 1]");
        });
        assertThat(row.error()).contains("Invalid alpha: 2 (must be in [0, 1])");
        assertThat(row.estimate()).isEmpty();
    }

    @Test
    void otherExceptionsSayWhatAndWhere() {
        ResultRow row = row(() -> {
            throw new ArithmeticException("first\n\tsecond");
        });
        assertThat(row.error().orElseThrow())
                .startsWith("java.lang.ArithmeticException: first second at icl.jobs.isolation.CellTaskTest.")
                .doesNotContain("\n");
    }

    @Test
    void restartsAreKeptWhetherTheCellFailsOrNot() {
        Restart ok = Restart.ok(0, 5, "steps", 2);
        Restart diverged = Restart.diverged(0, 3, "loss is NaN at step 3");
        ResultRow trained = row(() -> Estimate.of(2, "sgd").withRestarts(List.of(ok)));
        assertThat(trained.restarts()).containsExactly(ok);
        ResultRow untrained = row(() -> {
            throw new TrainingFailed("every restart diverged", List.of(diverged));
        });
        assertThat(untrained.error()).contains("every restart diverged");
        assertThat(untrained.restarts()).containsExactly(diverged);
        assertThat(row(() -> new ExactMeasure().estimate(CELL, 1)).restarts()).isEmpty();
    }

    @Test
    void endlessRecursionCostsOnlyItsRow() {
        assertThat(row(CellTaskTest::endless).error().orElseThrow()).startsWith("java.lang.StackOverflowError at ");
    }

    @Test
    void whatDoesNotFitIntoMemoryCostsOnlyItsRow() {
        assertThat(row(() -> Estimate.of(new double[2][Integer.MAX_VALUE].length, "none"))
                        .error()
                        .orElseThrow())
                .startsWith("java.lang.OutOfMemoryError: ");
    }

    @SuppressWarnings("InfiniteRecursion") // meant
    private static Estimate endless() {
        return endless();
    }

    @Test
    void longErrorsAreCut() {
        ResultRow row = row(() -> {
            throw new Invalid("x".repeat(5000));
        });
        assertThat(row.error().orElseThrow()).hasSize(1003).endsWith("x...");
    }

    @Test
    void anExceptionWithoutWordsIsStillNamed() {
        ResultRow row = row(() -> {
            throw new IllegalStateException();
        });
        assertThat(row.error().orElseThrow()).startsWith("java.lang.IllegalStateException at ");
    }

    @Test
    void errorsHaveTheirKind() {
        assertThat(row(() -> Estimate.of(1 / 0.0, "none")).errorKind()).contains(ErrorKind.NOT_FINITE);
        assertThat(row(CellTaskTest::endless).errorKind()).contains(ErrorKind.STACK);
        Map<RuntimeException, ErrorKind> kinds = Map.of(
                new Invalid("alpha", 2, "in [0, 1]"), ErrorKind.INVALID,
                new NoClosedForm("none"), ErrorKind.NO_CLOSED_FORM,
                new TrainingFailed("diverged", List.of()), ErrorKind.DIVERGED,
                new IllegalStateException(), ErrorKind.EXCEPTION);
        kinds.forEach((thrown, kind) -> assertThat(row(() -> {
                            throw thrown;
                        })
                        .errorKind())
                .contains(kind));
        assertThat(row(() -> Estimate.of(1, "none")).errorKind()).isEmpty();
    }

    private static Estimate train() {
        return new TrainedMeasure(
                        1_000_000_000,
                        64,
                        1,
                        1e-9,
                        new Optimiser.Adam(0.9, 0.999, 1e-8),
                        Schedule.CONSTANT,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Parameterisation.FULL,
                        Start.RANDOM,
                        Sampler.SUFFICIENT,
                        false,
                        1)
                .estimate(CELL, 1);
    }

    @Test
    void aTrainingThatTakesTooLongIsStopped() {
        try (CellTask hasty = task(new Limits(Duration.ofMillis(300)))) {
            ResultRow row = row(hasty, CellTaskTest::train);
            assertThat(row.errorKind()).contains(ErrorKind.TIMEOUT);
            assertThat(row.error()).contains("Stopped after 0.3s (the --timeout of a cell)");
            assertThat(row.cpuSeconds()).isLessThan(10);
            assertThat(row(hasty, () -> Estimate.of(2, "next")).estimate()).isPresent();
        }
    }

    @Test
    void anInterruptOfOthersIsNoTimeout() {
        try (CellTask patient = task(new Limits(Duration.ofMinutes(1)))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> row(patient, CellTaskTest::train)).isInstanceOf(Interrupted.class);
        }
    }

    @Test
    void whatEndsAroundTheLimitLeavesNoInterruptBehind() {
        Duration limit = Duration.ofMillis(15);
        try (CellTask hasty = task(new Limits(limit))) {
            for (int i = 0; i < 60; i++) {
                long end = System.nanoTime() + limit.toNanos() + (i % 30) * 1_000_000L;
                ResultRow row = row(hasty, () -> spin(end));
                assertThat(row.estimate()).as("what is there is kept").isPresent();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    private static Estimate spin(long end) {
        long turns = 0;
        while (System.nanoTime() < end) {
            turns++;
        }
        return Estimate.of((double) turns, "turns");
    }
}
