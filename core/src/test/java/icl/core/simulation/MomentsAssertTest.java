package icl.core.simulation;

import static icl.core.simulation.MomentsAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsAssertTest {
    /** Ten standard errors of 1 %. */
    private static final Moments TEN = new Moments(10_000, 10, 9_999.0 * 100 * 100 / 100);

    @Test
    void meanWithinTheBoundPasses() {
        assertThat(TEN).hasMean(10.48).withFalseAlarm(1e-6).detecting(0.1, 0.999);
    }

    @Test
    void meanBeyondTheBoundIsRefused() {
        assertThatThrownBy(
                        () -> assertThat(TEN).hasMean(10.5).withFalseAlarm(1e-6).detecting(0.1, 0.999))
                .isInstanceOf(AssertionError.class)
                .hasMessage("mean of 10000 values is 10.0 +- 0.1, not 10.5: -5.00 standard errors away, bound 4.89");
    }

    @Test
    void sampleTooSmallForThePromiseIsRefused() {
        assertThatThrownBy(
                        () -> assertThat(TEN).hasMean(10).withFalseAlarm(1e-6).detecting(0.07, 0.999))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot find a bias of 7.0");
    }

    @Test
    void constantSampleMustBeItsMean() {
        Moments constant = new Moments(100, 3, 0);
        assertThat(constant).hasMean(3).withFalseAlarm(1e-6).detecting(0.01, 0.999);
        assertThatThrownBy(() -> assertThat(constant)
                        .hasMean(3.0001)
                        .withFalseAlarm(1e-6)
                        .detecting(0.01, 0.999))
                .isInstanceOf(AssertionError.class);
    }

    /**
     * Where the closed form is known to be right, deviations in standard errors are standard normal, though sampling stops by
     * the standard error. Kolmogorov-Smirnov over 300 samples of some 15000 prompts: alarms falsely with probability 1e-6; a
     * distribution function that is off by 0.27 anywhere is found with probability 0.999 (bounds of Dvoretzky, Kiefer, Wolfowitz
     * and Massart).
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviationsOfTrueMeansAreNormal(boolean heavyTailed) {
        Question question = heavyTailed
                ? Ask.retrieval(2, 2, 0.7).noise(0.3).attention()
                : Ask.iid(2, 3).noise(0.3).attention();
        double exact = RiskFormulas.exact(question).risk();
        double enough = exact * (heavyTailed ? 0.01 : 0.006);
        Simulation simulation = Simulation.of(question);
        double[] z = new double[300];
        Arrays.setAll(z, i -> {
            Moments sample = simulation.until(enough, i);
            return (sample.mean() - exact) / sample.standardError();
        });

        assertThat(distanceToNormal(z)).isLessThan(Math.sqrt(Math.log(2 / 1e-6) / 2 / z.length));
    }

    /** Largest difference of distribution functions. */
    private static double distanceToNormal(double[] z) {
        Arrays.sort(z);
        double distance = 0;
        for (int i = 0; i < z.length; i++) {
            double expected = 1 - Normal.upperTail(z[i]);
            distance = Math.max(distance, Math.abs(expected - (i + 0.5) / z.length) + 0.5 / z.length);
        }
        return distance;
    }
}
