package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.formula.NoClosedForm;
import icl.core.simulation.Ask;
import icl.core.simulation.Dense;
import icl.core.simulation.ReportedStep;
import icl.core.simulation.Step;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The predictor whose risk is reported has that risk, and the rank that was asked for. */
class OptimalPredictorTest {

    @Test
    void chosenPredictorHasTheReportedRisk() {
        always(random -> {
            Ask ask = random.any();
            for (Predictor predictor : random.predictors(ask.design())) {
                hasTheReportedRisk(ask, predictor);
            }
        });
    }

    @Test
    void adaptedPredictorHasTheReportedRisk() {
        always(random -> {
            Ask linear = random.linear();
            int d = linear.design().dim();
            for (Ask ask : new Ask[] {linear, linear.overPositions()}) {
                for (int rank = 0; rank <= d; rank++) {
                    hasTheReportedRisk(
                            ask, new Predictor.Lora(rank, random.base(d).design()));
                }
            }
        });
    }

    @Test
    void adaptedPredictorHasTheReportedRiskOnInvariantDesigns() {
        always(random -> {
            for (Ask ask : new Ask[] {random.retrieval(), random.ranked(), random.aligned()}) {
                int d = ask.design().dim();
                for (Ask base : new Ask[] {Ask.iid(d, 7), Ask.retrieval(d, 3, 0.4), Ask.aligned(d, 9, 0.8)}) {
                    hasTheReportedRisk(ask, new Predictor.Lora(random.rank(ask.design()), base.design()));
                }
            }
        });
    }

    @Test
    void ofFullRankOnAnisotropicRetrievalForgetsItsBase() {
        always(random -> {
            Ask ask = random.anisotropic(random.ranked());
            int d = ask.design().dim();
            hasTheReportedRisk(ask, new Predictor.Lora(d, random.base(d).design()));
        });
    }

    private static void hasTheReportedRisk(Ask ask, Predictor predictor) {
        Question question = ask.of(predictor);
        double reported = RiskFormulas.exact(question).risk();
        Predictor.Given given = RiskFormulas.optimalPredictor(question);
        assertThat(RiskFormulas.exact(ask.of(given)).risk())
                .as("%s", predictor)
                .isCloseTo(reported, within(1e-11 * reported));
    }

    @Test
    void rankIsRespected() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            int rank = random.rank(ask.design());
            for (Question question : new Question[] {ask.attention(rank), ask.h3(rank)}) {
                double[][] w = w(RiskFormulas.optimalPredictor(question));
                assertThat(rank(w, w)).isLessThanOrEqualTo(rank);
            }
        });
    }

    @Test
    void rankOfAnUpdateIsRespected() {
        always(random -> {
            Ask ask = random.linear();
            int d = ask.design().dim();
            int rank = random.rank(ask.design());
            Ask base = random.base(d);
            double[][] before = ReportedStep.carried(base, ask);
            double[][] after = w(RiskFormulas.optimalPredictor(ask.lora(rank, base)));
            assertThat(rank(Dense.plus(after, -1, before), before)).isLessThanOrEqualTo(rank);
        });
    }

    @Test
    void itIsTheOneFoundFromTheEigenvalues() {
        always(random -> {
            Ask ask = random.any();
            for (Question question : new Question[] {ask.attention(), ask.h3()}) {
                Step other = ReportedStep.of(question);
                Predictor.Given given = RiskFormulas.optimalPredictor(question);
                Vector weights = given.weights()
                        .orElse(Vector.constant(1, other.weights().size()));
                assertThat(weights).isEqualTo(other.weights());
                double[] entries = given.preconditioner().toArray();
                double largest = other.preconditioner().largest();
                assertThat(entries).containsExactly(other.preconditioner().toArray(), within(1e-9 * largest));
            }
        });
    }

    @Test
    void givenPredictorIsItself() {
        Question question = Ask.iid(2, 3).given(new double[][] {{1, 2}, {3, 4}}, 1, 2, 3);
        assertThat(RiskFormulas.optimalPredictor(question)).isEqualTo(question.predictor());
    }

    @Test
    void thereIsNoneWithoutAClosedForm() {
        Ask aligned = Ask.aligned(2, 3, 0.5).features(new Covariance.PowerLaw(1));
        assertThatThrownBy(() -> RiskFormulas.optimalPredictor(aligned.attention()))
                .isInstanceOf(NoClosedForm.class);
    }

    private static double[][] w(Predictor.Given given) {
        return Dense.of(given.preconditioner());
    }

    /** How many singular values are above 1e-7 of the size of W or of another matrix, whichever is larger. */
    private static int rank(double[][] w, double[][] other) {
        double size = Math.max(squares(w), squares(other));
        Dense.Eigen eigen = Dense.Eigen.of(Dense.times(Dense.transposed(w), w));
        return (int) IntStream.range(0, w.length)
                .filter(i -> eigen.value(i) > 1e-14 * size)
                .count();
    }

    private static double squares(double[][] w) {
        return Dense.trace(Dense.times(Dense.transposed(w), w));
    }
}
