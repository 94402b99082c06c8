package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.Design;
import icl.core.linalg.Vector;
import icl.core.model.BilinearModel;
import icl.core.model.Loss;
import icl.core.model.SmallModels;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final StreamKey STREAM = StreamKey.of(23);

    private final List<Long> firsts = new ArrayList<>();

    private static TrainingSettings settings(long steps, int batch, double rate) {
        return new TrainingSettings(
                steps,
                batch,
                rate,
                new Optimiser.Adam(0.9, 0.999, 1e-8),
                Schedule.COSINE,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private static TrainingSettings over(TrainingSettings s, long trainingSet) {
        return new TrainingSettings(
                s.steps(),
                s.batch(),
                s.learningRate(),
                s.optimiser(),
                s.schedule(),
                s.warmUp(),
                Optional.of(trainingSet),
                s.patience());
    }

    private static TrainingSettings patient(TrainingSettings s, int patience) {
        return new TrainingSettings(
                s.steps(),
                s.batch(),
                s.learningRate(),
                s.optimiser(),
                s.schedule(),
                s.warmUp(),
                s.trainingSet(),
                Optional.of(patience));
    }

    /** Losses from a list, the last one again and again, at a gradient of one; notes the batches. */
    private BatchLoss losses(double... values) {
        return (parameters, first, count, gradient) -> {
            gradient[0] = 1;
            firsts.add(first);
            return values[Math.min(firsts.size(), values.length) - 1];
        };
    }

    private TrainingRun run(TrainingSettings settings, int points, double... losses) {
        return new Trainer(settings, points).run(losses(losses), new double[1]);
    }

    @Test
    void batchesBeginAtMultiplesOfTheLanes() {
        run(settings(4, 64, 0.1), 1, 1);
        assertThat(firsts).containsExactly(0L, 64L, 128L, 192L);
        firsts.clear();
        run(settings(3, 65, 0.1), 1, 1);
        assertThat(firsts).containsExactly(0L, 128L, 256L);
    }

    @Test
    void aTrainingSetIsUsedAgainAndAgain() {
        run(over(settings(7, 64, 0.1), 64 * 3 + 63), 1, 1);
        assertThat(firsts).containsExactly(0L, 64L, 128L, 0L, 64L, 128L, 0L);
        firsts.clear();
        run(over(settings(3, 10, 0.1), 20), 1, 1);
        assertThat(firsts).containsExactly(0L, 64L, 0L);
    }

    @Test
    void aCurveHasTheMeansOfItsStretches() {
        TrainingRun run = run(settings(10, 1, 0.1), 3, 8, 7, 6, 5, 4, 3, 2, 1, 9, 11);
        assertThat(run.curve())
                .containsExactly(
                        new TrainingRun.Point(4, 6.5), new TrainingRun.Point(8, 2.5), new TrainingRun.Point(10, 10));
        assertThat(run.stopped()).isEqualTo(TrainingRun.Stop.STEPS);
        assertThat(run.steps()).isEqualTo(10);
    }

    @Test
    void aCurveHasNoMorePointsThanAskedFor() {
        for (int points : new int[] {1, 2, 6, 7, 10, 100}) {
            List<TrainingRun.Point> curve = run(settings(10, 1, 0.1), points, 1).curve();
            assertThat(curve).hasSizeBetween(1, points);
            assertThat(curve.get(curve.size() - 1).step()).isEqualTo(10);
        }
    }

    @Test
    void patienceCountsPointsWithoutABetterOne() {
        TrainingRun run = run(patient(settings(100, 1, 0.1), 3), 50, 9, 9, 8, 8, 8.5, 8.5, 7, 7, 7, 7, 7.5, 7.5, 8, 8);
        assertThat(run.stopped()).isEqualTo(TrainingRun.Stop.PATIENCE);
        assertThat(run.steps()).isEqualTo(14);
        assertThat(run.curve()).hasSize(7);
        assertThat(run.parameters().get(0)).as("14 steps, none after").isNotEqualTo(0);
    }

    @Test
    void aLossThatIsNoNumberEndsTheRun() {
        TrainingRun run = run(settings(100, 1, 0.1), 10, 5, 6, Double.NaN);
        assertThat(run.stopped()).isEqualTo(TrainingRun.Stop.DIVERGED);
        assertThat(run.steps()).as("updates made").isEqualTo(2);
        assertThat(run.curve()).hasSize(1);
        assertThat(run.curve().get(0).step()).isEqualTo(3);
    }

    @Test
    void aLossFarAboveTheFirstEndsTheRun() {
        TrainingRun run = run(settings(100, 1, 0.1), 1, 1, 9e5, 2e6);
        assertThat(run.stopped()).isEqualTo(TrainingRun.Stop.DIVERGED);
        assertThat(run.steps()).isEqualTo(2);
        assertThat(run.curve()).containsExactly(new TrainingRun.Point(3, (1 + 9e5 + 2e6) / 3));
    }

    @Test
    void parametersThatAreNoNumbersAreADivergence() {
        TrainingRun run = new Trainer(settings(1, 1, 0.1), 1)
                .run(
                        (parameters, first, count, gradient) -> {
                            gradient[0] = Double.NaN;
                            return 1;
                        },
                        new double[1]);
        assertThat(run.stopped()).isEqualTo(TrainingRun.Stop.DIVERGED);
    }

    @Test
    void aHugeRateDiverges() {
        SmallModels.all(3, 5).forEach((name, model) -> {
            TrainingSettings huge = new TrainingSettings(
                    1000, 64, 1e4, new Optimiser.Sgd(0), Schedule.CONSTANT, 0, Optional.empty(), Optional.empty());
            TrainingRun run = new Trainer(huge, 20).run(loss(model, design()), start(model, 1));
            assertThat(run.stopped() == TrainingRun.Stop.DIVERGED).as(name).isEqualTo(model.size() > 0);
            assertThat(run.curve()).as(name).isNotEmpty();
        });
    }

    private static Design design() {
        return TrainingDesigns.reduced(5).get(1);
    }

    private static BatchLoss loss(BilinearModel model, Design design) {
        return BatchLosses.of(model, design, Loss.QUERY, Sampler.SUFFICIENT, STREAM.child("prompts"));
    }

    private static double[] start(BilinearModel model, int restart) {
        return model.initial(new CounterRandom(STREAM.child("start").child(restart), 0));
    }

    private static Vector trained(BilinearModel model, Design design, int restart) {
        return new Trainer(settings(50, 100, 0.01), 5)
                .run(loss(model, design), start(model, restart))
                .parameters();
    }

    @Test
    void aRunIsRepeatedToTheBitOnAnyThread() {
        for (Design design : TrainingDesigns.all(5)) {
            SmallModels.all(3, 5).forEach((name, model) -> {
                Vector once = trained(model, design, 0);
                assertThat(trained(model, design, 0)).as(name).isEqualTo(once);
                assertThat(CompletableFuture.supplyAsync(() -> trained(model, design, 0))
                                .join())
                        .as(name)
                        .isEqualTo(once);
                if (model.size() > 0) {
                    assertThat(trained(model, design, 1)).as(name).isNotEqualTo(once);
                }
            });
        }
    }

    @Test
    void aFixedTrainingSetIsLearntByHeart() {
        BilinearModel model = SmallModels.all(3, 5).get("attention");
        TrainingSettings settings = over(settings(3000, 8, 0.01), 16);
        TrainingRun run = new Trainer(settings, 30).run(loss(model, design()), start(model, 1));
        double[] gradient = new double[model.size()];
        double[] at = run.parameters().toArray();
        double seen = (loss(model, design()).at(at, 0, 8, gradient)
                        + loss(model, design()).at(at, 64, 8, gradient))
                / 2;
        double fresh = loss(model, design()).at(at, 1 << 20, 4096, gradient);
        assertThat(run.curve().get(29).loss()).isCloseTo(seen, within(0.02 * seen));
        assertThat(seen).isLessThan(0.5 * fresh);
    }
}
