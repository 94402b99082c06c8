package icl.core.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.random.StreamKey;
import icl.core.simulation.Ask;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * X'X along the axis, given the axis v, is a noncentral chi-square of n degrees with noncentrality n a^2 |v|^2 / c^2, and across it
 * a central one of n (d - 1); c^2 is 1 - a^2 on {@code retrieval}, where v is the query, and 1 on {@code aligned}, where it is the
 * task.
 *
 * <p>Each distribution function turns its variable into a uniform one (Kolmogorov and Smirnov). A comparison alarms falsely with
 * probability {@value #FALSE_ALARM}; an error of 0.035 in a distribution function is found with probability 0.999.
 */
class SharedDirectionTest {
    private static final double FALSE_ALARM = 1e-6;
    private static final int PROMPTS = 16_384;

    static List<Design> designs() {
        return List.of(
                Ask.retrieval(1, 7, 0.5).noise(0).design(),
                Ask.retrieval(3, 7, 0.8).noise(0).design(),
                Ask.retrieval(3, 2, 0.5).noise(0).design(),
                Ask.retrieval(5, 1, 0.3).noise(0).design(),
                Ask.aligned(1, 4, 0.5).noise(0).design(),
                Ask.aligned(3, 7, 0.8).noise(0).design(),
                Ask.aligned(3, 2, 1).noise(0).design());
    }

    @ParameterizedTest
    @MethodSource("designs")
    void featuresAlongAndAcrossTheAxisHaveTheirLaw(Design design) {
        PromptBatch prompts =
                design.secondMoments().orElseThrow().open(StreamKey.of(20261201).child(design.toString()));
        double[] along = new double[PROMPTS];
        double[] across = new double[PROMPTS];
        for (int p = 0; p < PROMPTS; p += PromptBatch.LANES) {
            List<Seen> seen = Seen.of(prompts, p);
            for (int lane = 0; lane < PromptBatch.LANES; lane++) {
                along[p + lane] = along(design, seen.get(lane));
                across[p + lane] = design.dim() > 1 ? across(design, seen.get(lane)) : 0;
            }
        }
        checkUniform(along);
        if (design.dim() > 1) {
            checkUniform(across);
        }
    }

    private static void checkUniform(double[] sample) {
        assertThat(KolmogorovSmirnovTest.withDefaults().test(sample, u -> u).getPValue())
                .isGreaterThan(FALSE_ALARM);
    }

    private static double along(Design design, Seen seen) {
        double[] axis = axis(design, seen);
        double noncentrality = design.length() * square(alpha(design)) * squared(axis) / keptSquare(design);
        return noncentral(design.length(), noncentrality, squaresAlong(axis, seen) / keptSquare(design));
    }

    private static double across(Design design, Seen seen) {
        double trace = 0;
        for (int c = 0; c < design.dim(); c++) {
            trace += seen.gram[c][c];
        }
        double squares = Math.max(trace - squaresAlong(axis(design, seen), seen), 0) / keptSquare(design);
        return ChiSquaredDistribution.of(design.length() * (design.dim() - 1.0)).cumulativeProbability(squares);
    }

    /** The distribution function, as a mixture of central ones. */
    private static double noncentral(int degrees, double noncentrality, double value) {
        PoissonDistribution mixture = PoissonDistribution.of(noncentrality / 2);
        int first = mixture.inverseCumulativeProbability(1e-9);
        int last = mixture.inverseSurvivalProbability(1e-9);
        double sum = 0;
        for (int j = first; j <= last; j++) {
            sum += mixture.probability(j)
                    * ChiSquaredDistribution.of(degrees + 2.0 * j).cumulativeProbability(value);
        }
        return sum;
    }

    /** The query, or beta from gamma beta. */
    private static double[] axis(Design design, Seen seen) {
        if (design instanceof RetrievalDesign) {
            return seen.query;
        }
        double gamma = 1 / Math.sqrt(square(alpha(design)) * design.dim() + 1);
        double[] beta = seen.task.clone();
        for (int c = 0; c < beta.length; c++) {
            beta[c] /= gamma;
        }
        return beta;
    }

    private static double alpha(Design design) {
        return design instanceof RetrievalDesign r ? r.alpha().at(0) : ((AlignedDesign) design).alpha();
    }

    private static double keptSquare(Design design) {
        return design instanceof RetrievalDesign ? 1 - square(alpha(design)) : 1;
    }

    private static double squaresAlong(double[] axis, Seen seen) {
        double form = 0;
        for (int a = 0; a < axis.length; a++) {
            for (int b = 0; b < axis.length; b++) {
                form += axis[a] * seen.gram[a][b] * axis[b];
            }
        }
        return form / squared(axis);
    }

    private static double squared(double[] v) {
        double sum = 0;
        for (double c : v) {
            sum += c * c;
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
