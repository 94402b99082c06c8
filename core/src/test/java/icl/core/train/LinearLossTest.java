package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.Design;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.SmallModels;
import icl.core.model.SquaredLabels;
import icl.core.model.TwoSteps;
import icl.core.prompt.PromptSource;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.records.Samples;
import icl.core.simulation.Ask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that are linear in the query, bilinear or not, in lanes. */
class LinearLossTest {
    private static final int LENGTH = 5;

    /** Relative to the largest entry of a gradient, or to a loss; to 1 where that is smaller, since labels are not small. */
    private static final double SINGLE_PRECISION = 1e-5;

    private static final StreamKey STREAM = StreamKey.of(23);

    private static Map<String, LinearInQuery> models() {
        return SmallModels.linearInQuery(3, LENGTH);
    }

    private static List<Design> designs() {
        List<Design> designs = new ArrayList<>(TrainingDesigns.all(LENGTH));
        designs.addAll(Samples.of(Design.class));
        return designs;
    }

    private static double[] parameters(LinearInQuery model) {
        return new SplittableRandom(3).doubles(model.size(), -1, 1).toArray();
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void lanesComputeWhatPromptsOneByOneDo(Loss loss) {
        for (Design design : designs()) {
            models().forEach((name, model) -> {
                BatchLoss lanes = new LinearLoss(model, loss, design.whole().open(STREAM));
                BatchLoss single = new PromptLoss(model, loss, new PromptSource(design.whole(), STREAM));
                for (int batch : new int[] {1, 64, 65}) {
                    assertSame(lanes, single, parameters(model), batch, name + " on " + design);
                }
            });
        }
    }

    private static void assertSame(BatchLoss lanes, BatchLoss single, double[] at, int batch, String what) {
        double[] one = new double[at.length];
        double[] other = new double[at.length];
        for (long first : new long[] {0, 64}) {
            Arrays.fill(one, Double.NaN);
            double value = single.at(at, first, batch, other);
            assertThat(lanes.at(at, first, batch, one))
                    .as(what)
                    .isCloseTo(value, within(SINGLE_PRECISION * Math.max(1, value)));
            double scale = Arrays.stream(other).map(Math::abs).max().orElse(0);
            assertThat(one).as(what).containsExactly(other, within(SINGLE_PRECISION * Math.max(1, scale)));
        }
    }

    @Test
    void whatIsNotBilinearIsTrainedInLanesOnWhatItSees() {
        Design design = Ask.iid(3, 40).noise(0.2).design();
        for (LinearInQuery model : new LinearInQuery[] {new TwoSteps(3, 40), new SquaredLabels(3, 40)}) {
            BatchLoss loss = BatchLosses.of(model, design, Loss.QUERY, Sampler.SUFFICIENT, STREAM);
            assertThat(loss).isInstanceOf(LinearLoss.class);
            TrainingSettings settings = new TrainingSettings(
                    600,
                    256,
                    0.02,
                    new Optimiser.Adam(0.9, 0.999, 1e-8),
                    Schedule.COSINE,
                    0,
                    Optional.empty(),
                    Optional.empty());
            TrainingRun run =
                    new Trainer(settings, 10).run(loss, model.initial(new CounterRandom(STREAM.child("start"), 0)));
            // both are at least as good as one step, whose least risk is 0.2 + 3 - 3 * 40 / (40 + 4.2) = 0.485
            assertThat(run.curve().get(9).loss()).isBetween(0.2, 0.53);
        }
    }
}
