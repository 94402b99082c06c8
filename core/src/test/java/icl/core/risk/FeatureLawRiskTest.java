package icl.core.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.FeatureLaw;
import icl.core.model.Predictor;
import icl.core.simulation.Ask;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features that are spherically symmetric and not Gaussian. */
class FeatureLawRiskTest {
    private static final FeatureLaw SPHERE = new FeatureLaw.Sphere();

    private static double risk(Ask ask) {
        return RiskFormulas.exact(ask.attention()).risk();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "2, 1", "2, 1000000", "5, 20", "20, 3", "1000, 40"})
    void onTheSphereWithoutNoiseTheRiskIsAFraction(int dim, int length) {
        double d = dim;
        double expected = d * (d - 1) / (length + d - 1);
        double risk = risk(Ask.iid(dim, length).noise(0).law(SPHERE));
        assertThat(risk).isBetween(0.0, Double.MAX_VALUE).isCloseTo(expected, within(2e-14 * expected));
    }

    /** A student with more and more degrees of freedom is Gaussian. */
    @Test
    void studentsApproachTheNormalLaw() {
        Ask gaussian = Ask.iid(4, 9).noise(0.5);
        double limit = risk(gaussian);
        double before = Double.MAX_VALUE;
        for (double degrees : new double[] {4.1, 5, 10, 100, 1e4}) {
            double risk = risk(gaussian.law(new FeatureLaw.Student(degrees)));
            assertThat(risk).isBetween(limit, before);
            before = risk;
        }
        assertThat(risk(gaussian.law(new FeatureLaw.Student(1e12)))).isCloseTo(limit, within(1e-11));
        assertThat(risk(gaussian.law(SPHERE))).isLessThan(limit);
    }

    @Test
    void filtersByChannelAndLowRankKnowOtherLaws() {
        Ask ask = Ask.iid(3, 5).noise(0.1).law(SPHERE);
        double attention = risk(ask);
        double channels = RiskFormulas.exact(ask.of(new Predictor.H3Channels())).risk();
        assertThat(channels).isCloseTo(attention, within(1e-13));
        assertThat(RiskFormulas.exact(ask.of(new Predictor.Attention(Optional.of(1))))
                        .risk())
                .isBetween(attention, 3.1);
    }

    @Test
    void theEvenPartHasNoClosedForm() {
        assertThat(Ask.iid(3, 5).law(SPHERE).design().gaussianTasks()).isEmpty();
        assertThat(Ask.iid(3, 5).law(FeatureLaw.gaussian()).design().gaussianTasks())
                .isPresent();
        assertThat(Ask.iid(3, 5).law(SPHERE).design().prefixesArePrompts()).isTrue();
    }
}
