package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.Design;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import icl.core.simulation.Ask;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of two risks is larger, over random designs. */
class BoundsTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void riskLiesBetweenNoiseAndZeroRisk() {
        always(random -> {
            Ask ask = random.any();
            double noise = leastNoise(ask);
            for (Question question : List.of(
                    ask.attention(),
                    ask.h3(),
                    ask.weighted(random.weights(ask.design().length())))) {
                Optimum risk = RiskFormulas.exact(question);
                assertThat(risk.risk()).isGreaterThanOrEqualTo(noise * (1 - ROUNDING));
                assertThat(risk.risk()).isLessThanOrEqualTo(risk.zeroRisk() * (1 + ROUNDING));
                assertThat(risk.gain()).isNotNegative();
            }
        });
    }

    /** Of the label that is predicted, on the average. */
    private static double leastNoise(Ask ask) {
        Design design = ask.design();
        int n = design.length();
        if (ask.loss() == Loss.QUERY) {
            return design.noiseVariance().at(n);
        }
        return Vector.from(n + 1, design.noiseVariance()::at).sum() / (n + 1);
    }

    @Test
    void higherRankNeverHurts() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            double[] weights = random.weights(ask.design().length());
            Optimum attention = RiskFormulas.exact(ask.attention(0));
            Optimum h3 = attention;
            Optimum weighted = attention;
            for (int rank = 1; rank <= ask.design().dim(); rank++) {
                attention = notAbove(attention, ask.attention(rank));
                h3 = notAbove(h3, ask.h3(rank));
                weighted = notAbove(weighted, ask.weightedAtRank(rank, weights));
            }
        });
    }

    @Test
    void h3NeverLosesToOtherWeights() {
        always(random -> {
            Ask ask = random.any();
            Optimum attention = RiskFormulas.exact(ask.attention());
            Optimum weighted =
                    RiskFormulas.exact(ask.weighted(random.weights(ask.design().length())));
            notAbove(attention, ask.h3());
            notAbove(weighted, ask.h3());
        });
    }

    @Test
    void moreExamplesNeverHurtWhereTheyAreExchangeable() {
        always(random -> {
            for (Ask ask : List.of(
                    random.anisotropic(random.iid()), random.anisotropic(random.retrieval()), random.aligned())) {
                Optimum risk = RiskFormulas.exact(ask.length(0).attention());
                for (int n = 1; n < 10; n++) {
                    risk = notAbove(risk, ask.length(n).attention());
                }
            }
        });
    }

    @Test
    void moreNoiseNeverHelps() {
        always(random -> {
            Ask ask = random.any();
            Optimum noisier = RiskFormulas.exact(ask.noise(ask.design()
                            .noiseVariance()
                            .values()
                            .map(v -> 2 * v + 0.1)
                            .toArray())
                    .h3());
            notAbove(noisier, ask.h3());
        });
    }

    private static Optimum notAbove(Optimum bound, Question question) {
        Optimum risk = RiskFormulas.exact(question);
        assertThat(risk.risk()).as("%s", question).isLessThanOrEqualTo(bound.risk() + ROUNDING * bound.zeroRisk());
        return risk;
    }

    @Test
    void effectiveLengthIsThatOfTheWeights() {
        always(random -> {
            Ask ask = random.any();
            Optimum risk = RiskFormulas.exact(ask.h3());
            assertThat(risk.effectiveLength()).isBetween(0.0, ask.design().length() * (1 + ROUNDING));
            risk.weights()
                    .ifPresent(w -> assertThat(risk.effectiveLength())
                            .isCloseTo(w.sum() * w.sum() / w.map(v -> v * v).sum(), within(1e-9)));
        });
    }

    @Test
    void chosenWeightsHaveMeanAbsoluteValueOne() {
        always(random -> {
            Ask ask = random.any();
            RiskFormulas.exact(ask.h3())
                    .weights()
                    .ifPresent(
                            w -> assertThat(w.map(Math::abs).sum() / w.size()).isCloseTo(1, within(ROUNDING)));
        });
    }

    /** The weights stay; only the rank changes. */
    @Test
    void halfRankIsTheLeastThatReachesHalfOfTheGain() {
        always(random -> {
            Ask ask = random.anyAtLowRank();
            for (Question question : List.of(ask.attention(), ask.h3(), ask.attention(1), ask.h3(1))) {
                Optimum risk = RiskFormulas.exact(question);
                Vector weights =
                        risk.weights().orElse(Vector.constant(1, ask.design().length()));
                double half = gain(ask, weights, ask.design().dim()) / 2;
                risk.halfRank()
                        .ifPresentOrElse(
                                rank -> {
                                    assertThat(gain(ask, weights, rank))
                                            .as("%s rank %s", question, rank)
                                            .isGreaterThanOrEqualTo(half * (1 - ROUNDING));
                                    assertThat(gain(ask, weights, rank - 1))
                                            .as("%s below rank %s", question, rank)
                                            .isLessThan(half);
                                },
                                () -> assertThat(half).isZero());
            }
        });
    }

    private static double gain(Ask ask, Vector weights, int rank) {
        return RiskFormulas.exact(ask.of(new Predictor.Weighted(weights, Optional.of(rank))))
                .gain();
    }
}
