package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import icl.core.simulation.Ask;
import icl.core.simulation.Dense;
import icl.core.simulation.RandomCases;
import icl.core.simulation.ReportedStep;
import icl.core.simulation.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reported optimum has the reported risk, and nothing nearby or found by search has less. */
class OptimumTest {

    @Test
    void reportedPredictorHasTheReportedRisk() {
        always(random -> {
            Ask ask = random.any();
            for (Predictor predictor : random.predictors(ask.design())) {
                Optimum reported = RiskFormulas.exact(ask.of(predictor));
                if (reported.scales().isPresent()) {
                    double given = risk(ask, ReportedStep.of(ask.of(predictor)));
                    assertThat(given).as("%s", predictor).isCloseTo(reported.risk(), within(1e-12 * reported.risk()));
                }
            }
        });
    }

    @Test
    void noPerturbationOfThePreconditionerIsBetter() {
        always(random -> {
            Ask ask = random.any();
            double[] weights = random.weights(ask.design().length());
            notBeatenNearby(ask, ask.attention(), random, 0);
            notBeatenNearby(ask, ask.weighted(weights), random, 0);
        });
    }

    @Test
    void noPerturbationOfH3IsBetter() {
        always(random -> {
            Ask ask = random.any();
            notBeatenNearby(ask, ask.h3(), random, 1);
        });
    }

    @Test
    void noPerturbationOfTheSameRankIsBetter() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            int rank = random.rank(ask.design());
            notBeatenNearby(ask, ask.attention(rank), random, 0);
            notBeatenNearby(ask, ask.h3(rank), random, 1);
        });
    }

    /** (I + e A) W (I + e B) has the rank of W; a random matrix is added only where the rank is free. */
    private static void notBeatenNearby(Ask ask, Question question, RandomCases random, double weightStep) {
        Step best = ReportedStep.of(question);
        Optimum least = RiskFormulas.exact(question);
        int d = ask.design().dim();
        boolean anyRank = question.equals(ask.attention()) || question.equals(ask.h3());
        for (double step : List.of(0.3, 1e-2, 1e-4)) {
            double[][] left = Dense.plus(Dense.identity(d), step, random.matrix(d, d));
            double[][] right = Dense.plus(Dense.identity(d), step, random.matrix(d, d));
            double[][] w = Dense.times(Dense.times(left, best.w()), right);
            double[][] moved = anyRank ? Dense.plus(w, step / 100, random.matrix(d, d)) : w;
            double[] shift = random.weights(ask.design().length());
            Vector weights =
                    Vector.from(shift.length, i -> best.weights().get(i) + weightStep * step * (shift[i] - 0.5));
            assertThat(risk(ask, new Step(Matrix.of(moved), weights)))
                    .as("%s moved by %s", question, step)
                    .isGreaterThanOrEqualTo(least.risk() - 1e-14 * least.zeroRisk());
        }
    }

    private static double risk(Ask ask, Step step) {
        return RiskFormulas.exact(ask.of(new Predictor.Given(step.preconditioner(), Optional.of(step.weights()))))
                .risk();
    }
}
