package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import icl.core.design.Design;
import icl.core.model.AttentionSquares;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Normalisation;
import icl.core.model.Predictor;
import icl.core.model.PromptStrategy;
import icl.core.model.Prompted;
import icl.core.model.Question;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.simulation.Ask;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models of tasks with means, trained: they come to the risks of the formulas. */
class StagedTrainingTest {
    private static final StreamKey STREAM = StreamKey.of(77);
    private static final Design DESIGN = Ask.iid(3, 12)
            .noise(0.2)
            .groups(
                    new TaskGroup(0.3, Profile.common(1.4), Covariance.identity()),
                    new TaskGroup(0.7, Profile.common(-0.6), Covariance.identity()))
            .design();

    private static TrainingRun trained(Model model, long steps) {
        TrainingSettings settings = new TrainingSettings(
                steps,
                256,
                0.02,
                new Optimiser.Adam(0.9, 0.999, 1e-8),
                Schedule.COSINE,
                0,
                Optional.empty(),
                Optional.empty());
        return StagedTraining.run(
                new Trainer(settings, 10),
                model,
                stage -> BatchLosses.of(model, DESIGN, Loss.QUERY, Sampler.SUFFICIENT, STREAM.child(stage)),
                model.initial(new CounterRandom(STREAM.child("start"), 0)));
    }

    private static void assertReachesTheFormula(Predictor predictor) {
        Question question = new Question(DESIGN, predictor, Loss.QUERY);
        Model model = predictor.layer(DESIGN).orElseThrow();
        double[] end = trained(model, 1500).parameters().toArray();
        double risk = RiskFormulas.riskOf(question, model, end).orElseThrow();
        double least = RiskFormulas.exact(question).risk();
        assertThat(risk).as("%s", predictor).isBetween(least * (1 - 1e-12), least * 1.003);
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "JOINT", "DECOUPLED"})
    void whatIsTrainedTogetherReachesTheFormula(PromptStrategy strategy) {
        assertReachesTheFormula(new Prompted(strategy, Normalisation.MEAN));
    }

    @Test
    void aColumnOfSquaredLabelsReachesTheFormula() {
        assertReachesTheFormula(new AttentionSquares(Normalisation.MEAN));
    }

    /** The optimum after W is fixed is no minimum in W: W of finite training may even be better for prompts. */
    @Test
    void promptsAreTunedAfterTheRest() {
        Prompted predictor = new Prompted(PromptStrategy.TUNED, Normalisation.MEAN);
        Model model = predictor.layer(DESIGN).orElseThrow();
        TrainingRun run = trained(model, 1500);
        assertThat(run.steps()).isEqualTo(3000);
        assertThat(run.curve()).extracting(TrainingRun.Point::step).isSorted().endsWith(3000L);
        Question question = new Question(DESIGN, predictor, Loss.QUERY);
        double risk =
                RiskFormulas.riskOf(question, model, run.parameters().toArray()).orElseThrow();
        double exact = RiskFormulas.exact(question).risk();
        assertThat(risk).isCloseTo(exact, within(0.01 * exact));
        Model plain = new Prompted(PromptStrategy.PLAIN, Normalisation.MEAN)
                .layer(DESIGN)
                .orElseThrow();
        double[] first = trained(plain, 1500).parameters().toArray();
        double without = RiskFormulas.riskOf(question, plain, first).orElseThrow();
        assertThat(risk).isLessThan(without);
        assertThat(Arrays.copyOf(run.parameters().toArray(), 9)).containsExactly(first);
    }
}
