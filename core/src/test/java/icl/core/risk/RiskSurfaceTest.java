package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Objective;
import icl.core.risk.formula.RiskSurface;
import icl.core.simulation.Ask;
import icl.core.simulation.Differences;
import icl.core.simulation.RandomCases;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The risk as a function of preconditioner and weights: right in value and gradient. */
class RiskSurfaceTest {

    private interface Draw extends Function<RandomCases, Ask> {}

    /** Every kind of design whose surface is known. */
    static List<Named<Draw>> designs() {
        return List.of(
                Named.of("iid", random -> random.anisotropic(random.iid())),
                Named.of("iid or drift", RandomCases::linear),
                Named.of(
                        "iid, positions",
                        random -> random.anisotropic(random.iid()).overPositions()),
                Named.of("iid or drift, positions", random -> random.linear().overPositions()),
                Named.of("retrieval", RandomCases::retrieval),
                Named.of("ranked retrieval", RandomCases::ranked),
                Named.of("anisotropic retrieval", random -> random.anisotropic(random.ranked())),
                Named.of("sequence", RandomCases::sequence),
                Named.of("anisotropic sequence", random -> random.anisotropic(random.sequence())),
                Named.of("sequence, independent query", RandomCases::independentSequence),
                Named.of("aligned", RandomCases::aligned),
                Named.of("aligned, noise by position", random -> {
                    Ask ask = random.aligned();
                    return ask.noise(random.noises(ask.design().length()));
                }));
    }

    @ParameterizedTest
    @MethodSource("designs")
    void valueIsTheExactRisk(Draw draw) {
        always(random -> {
            Ask ask = draw.apply(random);
            int d = ask.design().dim();
            double[][] w = random.matrix(d, d);
            double[] weights = random.weights(ask.design().length());
            double exact = RiskFormulas.exact(ask.given(w, weights)).risk();
            double value = surface(ask).at(flat(w), weights, new double[d * d], new double[weights.length]);
            assertThat(value).isCloseTo(exact, within(1e-11 * exact));
        });
    }

    @ParameterizedTest
    @MethodSource("designs")
    void gradientIsWhatDifferencesApproach(Draw draw) {
        always(random -> {
            Ask ask = draw.apply(random);
            int n = ask.design().length();
            int d = ask.design().dim();
            double[] at = joined(flat(random.matrix(d, d)), random.weights(n));
            Objective risk = objective(surface(ask), d * d);
            Differences.check(risk, at, joined(flat(random.matrix(d, d)), random.weights(n)));
            Differences.check(risk, at, joined(flat(random.matrix(d, d)), new double[n]));
            Differences.check(risk, at, joined(new double[d * d], random.weights(n)));
        });
    }

    @ParameterizedTest
    @MethodSource("designs")
    void descentFromZeroEndsAtTheOptimum(Draw draw) {
        always(random -> {
            Ask ask = draw.apply(random);
            int d = ask.design().dim();
            double[] weights = random.weights(ask.design().length());
            RiskSurface surface = surface(ask);
            BreezeKernel.Minimum found = BreezeKernel.minimise(
                    (w, gradient) -> surface.at(w, weights, gradient, new double[weights.length]),
                    new double[d * d],
                    2 * d,
                    5000,
                    1e-13);
            double least = RiskFormulas.exact(ask.weighted(weights)).risk();
            assertThat(found.value()).as("%s", found).isCloseTo(least, within(1e-9 * least));
            assertThat(found.converged()).as("%s", found).isTrue();
        });
    }

    @Test
    void thereIsNoneWithoutAClosedForm() {
        Ask aligned = Ask.aligned(2, 3, 0.5);
        assertThat(RiskFormulas.surface(
                        aligned.features(new Covariance.PowerLaw(1)).design(), aligned.loss()))
                .isEmpty();
        for (Ask ask :
                new Ask[] {aligned.overPositions(), Ask.retrieval(2, 3, 0.5).overPositions()}) {
            assertThat(RiskFormulas.surface(ask.design(), ask.loss())).isEmpty();
        }
    }

    private static RiskSurface surface(Ask ask) {
        return RiskFormulas.surface(ask.design(), ask.loss()).orElseThrow();
    }

    /** Of W by rows, the weights behind. */
    private static Objective objective(RiskSurface surface, int split) {
        return (parameters, gradient) -> {
            double[] byW = new double[split];
            double[] byWeights = new double[parameters.length - split];
            double risk = surface.at(
                    Arrays.copyOf(parameters, split),
                    Arrays.copyOfRange(parameters, split, parameters.length),
                    byW,
                    byWeights);
            System.arraycopy(joined(byW, byWeights), 0, gradient, 0, gradient.length);
            return risk;
        };
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
