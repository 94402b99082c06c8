package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.Vector;
import icl.core.model.Question;
import icl.core.risk.formula.Optimum;
import icl.core.simulation.Ask;
import icl.core.simulation.Quadratic;
import icl.core.simulation.QuadraticSurface;
import icl.core.simulation.ReportedStep;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches from random starts, which ask for exact risks of given predictors only, end at the reported optimum. */
class SearchTest {
    private static final double TOLERANCE = 1e-8;
    private static final double[][] SKEW = {{1.5, 0.6, 0.1}, {0.6, 0.8, -0.3}, {0.1, -0.3, 0.5}};
    private static final double[][] TURNED = {{0.4, -0.2, 0.3}, {-0.2, 1.2, 0.5}, {0.3, 0.5, 1.7}};
    private static final double[] UNEVEN_NOISE = {0, 0.5, 1, 0.3, 0.2};

    static Stream<Ask> linear() {
        Ask fading = Ask.drift(3, 4, new TaskCorrelation.Ar1(0.7)).noise(UNEVEN_NOISE);
        return Stream.of(
                Ask.iid(3, 6).noise(0.2).features(SKEW).tasks(TURNED),
                fading.features(TURNED).tasks(SKEW),
                fading.tasks(SKEW).overPositions());
    }

    static Stream<Ask> invariant() {
        return Stream.of(
                Ask.retrieval(3, 5, 0.5).noise(0.3),
                Ask.retrieval(3, 4, 1, 0.5, 0, 0.8).noise(UNEVEN_NOISE),
                Ask.aligned(3, 5, 0.6).noise(0.3),
                Ask.aligned(3, 4, 0.6).noise(UNEVEN_NOISE));
    }

    static Stream<Ask> closedAtLowRank() {
        return Stream.concat(linear(), invariant());
    }

    static Stream<Ask> whereWeightsMatter() {
        Ask ranked = Ask.retrieval(3, 4, 1, 0.5, 0, 0.8).noise(0.3);
        return Stream.of(
                Ask.drift(3, 4, new TaskCorrelation.LinearDrift()).tasks(SKEW),
                Ask.drift(3, 4, new TaskCorrelation.Ar1(-0.8)).tasks(SKEW).overPositions(),
                Ask.iid(3, 4).noise(UNEVEN_NOISE).features(SKEW),
                ranked,
                ranked.noise(UNEVEN_NOISE).features(SKEW).tasks(TURNED),
                Ask.aligned(3, 4, 0.6).noise(UNEVEN_NOISE));
    }

    @ParameterizedTest
    @MethodSource("closedAtLowRank")
    void overPreconditionersOfLowRank(Ask ask) {
        QuadraticSurface surface = QuadraticSurface.of(ask);
        for (int rank = 1; rank <= 3; rank++) {
            double[][] found = surface.bestUpdate(new double[3][3], rank, new SplittableRandom(rank));
            endsAt(surface.at(found), ask.attention(rank));
        }
    }

    @ParameterizedTest
    @MethodSource("linear")
    void overUpdatesOfLowRankFromAnyBase(Ask ask) {
        updatesFrom(Ask.iid(3, 12).features(TURNED), ask);
    }

    @ParameterizedTest
    @MethodSource("invariant")
    void overUpdatesOfLowRankFromAnIsotropicBase(Ask ask) {
        updatesFrom(Ask.iid(3, 40), ask);
    }

    private static void updatesFrom(Ask base, Ask ask) {
        double[][] frozen = ReportedStep.carried(base, ask);
        QuadraticSurface surface = QuadraticSurface.of(ask);
        for (int rank = 0; rank <= 3; rank++) {
            double[][] found = surface.bestUpdate(frozen, rank, new SplittableRandom(rank));
            endsAt(surface.at(found), ask.lora(rank, base));
        }
    }

    @ParameterizedTest
    @MethodSource("whereWeightsMatter")
    void overWeightsAndPreconditionerInTurn(Ask ask) {
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < 4; start++) {
            least = Math.min(
                    least,
                    inTurn(ask, new SplittableRandom(start).doubles(4, -1, 2).toArray()));
        }
        endsAt(least, ask.h3());
    }

    private static double inTurn(Ask ask, double[] start) {
        double[] weights = start;
        for (int i = 0; i < 100; i++) {
            double[][] w = ReportedStep.of(ask.weighted(weights)).w();
            weights = Quadratic.of(4, v -> RiskFormulas.exact(ask.given(w, v)).risk())
                    .minimum();
        }
        return RiskFormulas.exact(ask.weighted(weights)).risk();
    }

    /** One copy of the query among 50 similar examples: the best weights have both signs; the best of one sign are 10 % worse. */
    @Test
    void overWeightsOfBothSigns() {
        double[] alphas = Vector.from(51, i -> i == 0 ? 1 : 0.4).toArray();
        Vector lambda = Vector.from(20, i -> i == 0 ? 1 : 2e-4);
        Ask ask = Ask.retrieval(20, 51, alphas).noise(0.05).tasks(new Covariance.Diagonal(lambda));
        Optimum risk = RiskFormulas.exact(ask.h3());

        assertThat(risk.risk()).isCloseTo(0.12517, within(1e-5));
        assertThat(risk.weights().orElseThrow().get(0)).isNegative();
        assertThat(risk.weights().orElseThrow().get(1)).isPositive();
    }

    private static void endsAt(double found, Question question) {
        double reported = RiskFormulas.exact(question).risk();
        assertThat(found).as("%s", question).isCloseTo(reported, within(TOLERANCE * reported));
    }
}
