package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.Design;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.model.Loss;
import icl.core.model.SmallModels;
import icl.core.prompt.PromptSource;
import icl.core.random.StreamKey;
import icl.core.risk.layer.LayerRisk;
import icl.core.simulation.Normal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BilinearLossTest {
    private static final int LENGTH = 5;

    /** Of the largest entry of a gradient, or of a loss; of 1 where that is small, since labels are not. */
    private static final double SINGLE_PRECISION = 1e-5;

    private static final StreamKey STREAM = StreamKey.of(17);

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 256})
    void lanesComputeWhatPromptsOneByOneDo(int batch) {
        for (Design design : TrainingDesigns.all(LENGTH)) {
            SmallModels.all(3, LENGTH).forEach((name, model) -> {
                BatchLoss lanes = new QueryLoss(model, design.whole().open(STREAM));
                BatchLoss single = new PromptLoss(model, Loss.QUERY, new PromptSource(design.whole(), STREAM));
                assertSame(lanes, single, parameters(model), batch, name + " on " + design);
                BatchLoss all = new PositionsLoss(model, design.whole().open(STREAM));
                BatchLoss each = new PromptLoss(model, Loss.POSITIONS, new PromptSource(design.whole(), STREAM));
                assertSame(all, each, parameters(model), batch, name + " over positions on " + design);
            });
        }
    }

    private static void assertSame(BatchLoss lanes, BatchLoss single, double[] at, int batch, String what) {
        double[] one = new double[at.length];
        double[] other = new double[at.length];
        for (long first : new long[] {0, 64, 64L << 40}) {
            Arrays.fill(one, Double.NaN);
            double value = single.at(at, first, batch, other);
            assertThat(lanes.at(at, first, batch, one))
                    .as(what)
                    .isCloseTo(value, within(SINGLE_PRECISION * Math.max(1, value)));
            double scale = Arrays.stream(other).map(Math::abs).max().orElse(0);
            assertThat(one).as(what).containsExactly(other, within(SINGLE_PRECISION * Math.max(1, scale)));
        }
    }

    private static double[] parameters(BilinearModel model) {
        return new SplittableRandom(3).doubles(model.size(), -1, 1).toArray();
    }

    @Test
    void ofWhichBatchAPromptIsMakesNoDifference() {
        BilinearModel model = SmallModels.all(3, LENGTH).get("attention");
        Design design = TrainingDesigns.all(LENGTH).get(0);
        BatchLoss loss = new QueryLoss(model, design.whole().open(STREAM));
        double[] at = parameters(model);
        double[] gradient = new double[at.length];
        double both = loss.at(at, 0, 128, gradient);
        double first = loss.at(at, 0, 64, gradient);
        double second = loss.at(at, 64, 64, gradient);
        assertThat((first + second) / 2).isCloseTo(both, within(1e-12 * both));
    }

    /**
     * The law that training takes gives the gradient of the exact risk, or, for full layers where that has no closed form, that of
     * whole prompts. All entries of all models on all designs together alarm falsely with probability 1e-4; of the norm of the
     * gradient each finds 30 % with probability 0.99.
     */
    @Test
    void lessThanAPromptHasTheSameMeanGradient() {
        for (int length : new int[] {2, 7}) {
            for (Design design : TrainingDesigns.reduced(length)) {
                SmallModels.withEqualWeights(3, length).forEach((name, model) -> {
                    BatchMeans less = means(model, design, Sampler.SUFFICIENT);
                    Optional<LayerRisk> risk =
                            LayerRisk.of(design, Loss.QUERY, model.parts().even());
                    less.assertAgrees(
                            risk.isPresent() ? exact(model, risk.get()) : means(model, design, Sampler.FEATURES),
                            name + " on " + design);
                });
            }
        }
    }

    private static final double BOUND = Normal.quantile(1e-4 / 2 / 2500);
    private static final double FOUND = 0.3;
    private static final double POWER = Normal.quantile(0.01);

    /** Means over batches and what they vary. */
    private static final class BatchMeans {
        private final double[] mean;
        private final double[] variance;

        BatchMeans(double[] mean, double[] variance) {
            this.mean = mean;
            this.variance = variance;
        }

        void assertAgrees(BatchMeans other, String what) {
            double norm = Math.sqrt(Arrays.stream(other.mean).map(x -> x * x).sum());
            for (int i = 0; i < mean.length; i++) {
                double error = Math.sqrt(variance[i] + other.variance[i]);
                assertThat(mean[i])
                        .as("%s: entry %d, in %d", what, i, mean.length)
                        .isCloseTo(other.mean[i], within(BOUND * error + 1e-6 * norm));
                assertThat((BOUND + POWER) * error).as("power, %s", what).isLessThan(FOUND * norm + 1e-12);
            }
        }
    }

    /** Loss and gradient in one array. */
    private static BatchMeans means(BilinearModel model, Design design, Sampler sampler) {
        int batches = 256;
        int batch = 1024;
        BatchLoss loss = BatchLosses.of(model, design, Loss.QUERY, sampler, STREAM.child(sampler.name()));
        double[] at = parameters(model);
        double[] gradient = new double[at.length];
        double[] sum = new double[at.length + 1];
        double[] squares = new double[at.length + 1];
        for (int b = 0; b < batches; b++) {
            double value = loss.at(at, (long) b * batch, batch, gradient);
            for (int i = 0; i <= gradient.length; i++) {
                double x = i < gradient.length ? gradient[i] : value;
                sum[i] += x;
                squares[i] += x * x;
            }
        }
        double[] variance = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= batches;
            variance[i] = (squares[i] / batches - sum[i] * sum[i]) / (batches - 1);
        }
        return new BatchMeans(sum, variance);
    }

    private static BatchMeans exact(BilinearModel model, LayerRisk risk) {
        double[] at = parameters(model);
        BilinearForm of = new BilinearForm(model.dim(), model.length());
        double value = risk.at(model.formOf(at), of);
        double[] gradient = new double[at.length];
        model.pullBack(at, of, gradient);
        double[] both = Arrays.copyOf(gradient, at.length + 1);
        both[at.length] = value;
        return new BatchMeans(both, new double[both.length]);
    }
}
