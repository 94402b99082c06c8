package icl.jobs.execute;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.check.Invalid;
import icl.core.design.Covariance;
import icl.core.design.IidDesign;
import icl.core.design.Profile;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.risk.Question;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.ExactMeasure;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.TrainingFailed;
import icl.jobs.table.Machine;
import icl.jobs.table.Program;
import icl.jobs.table.ResultRow;
import icl.jobs.table.Run;
import java.util.List;
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
        return new CellTask(new Run("run", "sweep", 1, Program.here()), Machine.here(), limits, () -> false);
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
                .startsWith("java.lang.ArithmeticException: first second at icl.jobs.execute.CellTaskTest.")
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
}
