package icl.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.linalg.Vector;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.model.H3Layer;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Normalisation;
import icl.core.model.PreconditionedGd;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.risk.layer.LabelEvenRisk;
import icl.core.simulate.EvenPart;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulation.Ask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is trained for seconds is as good as the exact optimum. */
class OptimumReachedTest {
    private static final StreamKey STREAM = StreamKey.of(41);
    private static final int DIM = 3;
    private static final int LENGTH = 8;
    private static final TrainingSettings SETTINGS = new TrainingSettings(
            4000,
            512,
            0.02,
            new Optimiser.Adam(0.9, 0.99, 1e-8),
            Schedule.COSINE,
            100,
            Optional.empty(),
            Optional.empty());

    /** A model and the question that its optimum answers. */
    private record Case(Question question, BilinearModel model) {
        double exact() {
            return RiskFormulas.exact(question).risk();
        }

        /** The least risk of some restarts. */
        double trained(int restarts) {
            double least = Double.POSITIVE_INFINITY;
            for (int restart = 0; restart < restarts; restart++) {
                StreamKey stream = STREAM.child(restart);
                BatchLoss loss = BatchLosses.of(
                        model, question.design(), question.loss(), Sampler.SUFFICIENT, stream.child("prompts"));
                double[] start = model.initial(new CounterRandom(stream.child("start"), 0));
                TrainingRun run = new Trainer(SETTINGS, 10).run(loss, start);
                assertThat(run.stopped()).isEqualTo(TrainingRun.Stop.STEPS);
                least = Math.min(least, risk(model.formOf(run.parameters().toArray())));
            }
            return least;
        }

        private double risk(BilinearForm form) {
            Predictor step = new Predictor.Given(form.preconditioner(), Optional.of(Vector.of(form.filter())));
            double odd = RiskFormulas.exact(new Question(question.design(), step, question.loss()))
                    .risk();
            if (!model.parts().even()) {
                return odd;
            }
            Optional<LabelEvenRisk> even = LabelEvenRisk.of(question.design(), question.loss());
            return odd + (even.isPresent() ? even.get().add(form, form()) : simulated(form));
        }

        private BilinearForm form() {
            return new BilinearForm(model.dim(), model.length());
        }

        private double simulated(BilinearForm form) {
            Precision enough = new Precision(OptionalDouble.of(0.1), OptionalDouble.of(1e-4), 1 << 16);
            EvenPart even = new EvenPart(question.design(), form, model.sees(), STREAM.child("even"));
            return MonteCarlo.mean(even, enough, 0.95).risk();
        }

        @Override
        public String toString() {
            return model.getClass().getSimpleName() + " for " + question;
        }
    }

    private static List<Ask> designs() {
        return List.of(
                Ask.iid(DIM, LENGTH).noise(0.5),
                Ask.retrieval(DIM, LENGTH, 0.5).noise(0.5),
                Ask.aligned(DIM, LENGTH, 0.5).noise(0.5),
                Ask.drift(DIM, LENGTH, new TaskCorrelation.Ar1(0.7)).noise(0.2));
    }

    static Stream<Case> cases() {
        double[] rising = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
        Vector weights = Vector.of(rising);
        return designs().stream()
                .flatMap(ask -> Stream.of(
                        new Case(ask.attention(), new LinearAttention(DIM, LENGTH)),
                        new Case(ask.h3(), new H3Layer(DIM, LENGTH)),
                        new Case(ask.attention(), PreconditionedGd.full(DIM, LENGTH)),
                        new Case(ask.h3(), PreconditionedGd.weighted(DIM, LENGTH)),
                        new Case(ask.attention(1), PreconditionedGd.lowRank(DIM, LENGTH, 1)),
                        new Case(
                                new Question(
                                        ask.design(),
                                        new Predictor.Lora(1, Ask.iid(DIM, 2).design(), Normalisation.SUM),
                                        ask.loss()),
                                lora(Ask.iid(DIM, 2).design())),
                        new Case(
                                ask.weighted(rising),
                                new PreconditionedGd(
                                        DIM,
                                        LENGTH,
                                        PreconditionedGd.full(DIM, LENGTH).shape(),
                                        Optional.of(weights),
                                        false))));
    }

    private static BilinearModel lora(Design base) {
        Question frozen = new Question(base, new Predictor.Attention(Optional.empty()), Loss.QUERY);
        return PreconditionedGd.lora(
                LENGTH, RiskFormulas.optimalPredictor(frozen).preconditioner(), 1);
    }

    /** Never better than the optimum, but for what the even part is simulated to. */
    @ParameterizedTest
    @MethodSource("cases")
    void theBestRestartIsTheOptimum(Case one) {
        double exact = one.exact();
        assertThat(one.trained(2)).isBetween(exact * (1 - 1e-9), exact * 1.01);
    }

    @Test
    void positionsAreTrainedToTheirOptimum() {
        Ask ask = designs().get(3).overPositions();
        Case attention = new Case(ask.attention(), PreconditionedGd.full(DIM, LENGTH));
        Case h3 = new Case(ask.h3(), PreconditionedGd.weighted(DIM, LENGTH));
        for (Case one : List.of(attention, h3)) {
            assertThat(one.trained(1)).isBetween(one.exact() * (1 - 1e-9), one.exact() * 1.01);
        }
    }

    @Test
    void h3IsBetterThanAttentionByAsMuchAsPredictedWhereTasksDrift() {
        Ask ask = Ask.drift(DIM, LENGTH, new TaskCorrelation.Ar1(0.7)).noise(0);
        Case attention = new Case(ask.attention(), new LinearAttention(DIM, LENGTH));
        Case h3 = new Case(ask.h3(), new H3Layer(DIM, LENGTH));
        double margin = attention.exact() - h3.exact();
        assertThat(margin).isGreaterThan(0.05 * h3.exact());
        assertThat(attention.trained(2) - h3.trained(2)).isBetween(0.9 * margin, 1.1 * margin);
    }
}
