package icl.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Interrupted;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sizes of pilots and means. */
@Timeout(60)
class PilotTest {
    private static final StreamKey STREAM = StreamKey.of(12);

    private interface Law {
        double number(RandomGenerator random);
    }

    /** Remembers how many numbers were asked for. */
    private static final class Counted implements RiskSample {
        private final Law law;
        private long drawn;

        Counted(Law law) {
            this.law = law;
        }

        @Override
        public void at(long first, double[] numbers) {
            assertThat(first).as("each prompt once, in order").isEqualTo(drawn);
            RandomGenerator random = new CounterRandom(STREAM, first);
            Arrays.setAll(numbers, lane -> law.number(random));
            drawn += LANES;
        }
    }

    private static final Law UNIFORM = random -> 1 + random.nextDouble();
    private static final Law HEAVY = random -> Math.exp(2 * random.nextGaussian());

    private static Precision relative(double error, long most) {
        return new Precision(OptionalDouble.of(error), OptionalDouble.empty(), most);
    }

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    /** Variance over squared mean is 1/27 for these numbers: 1.05/27e6 = 38,889 prompts for a relative error of 0.001. */
    @Test
    void lightNumbersTakeTheirVarianceOverTheSquaredTarget() {
        Counted sample = new Counted(UNIFORM);
        SimulatedRisk risk = MonteCarlo.mean(sample, relative(0.001, 1 << 20), 0.95);
        assertThat(risk.reachedTarget()).isTrue();
        assertThat(risk.prompts()).isBetween(37_500L, 40_500L);
        assertThat(risk.standardError() / risk.risk()).isBetween(0.00095, 0.001);
        assertThat(sample.drawn - risk.prompts()).as("pilot").isEqualTo(Precision.LEAST);
    }

    @Test
    void aPilotIsATwentiethOfTheMeanAtLeast() {
        Counted sample = new Counted(UNIFORM);
        SimulatedRisk risk = MonteCarlo.mean(sample, relative(0.0004, 1 << 20), 0.95);
        assertThat((sample.drawn - risk.prompts()) / (double) risk.prompts()).isBetween(0.045, 0.055);
    }

    /** Their skewness is 414, of which a sample shows a part: a mean of 4096 numbers, of skewness 6, is far from normal. */
    @Test
    void skewedNumbersTakeMoreThanTheTargetDoes() {
        Counted sample = new Counted(HEAVY);
        SimulatedRisk risk = MonteCarlo.mean(sample, relative(1, 1 << 20), 0.95);
        assertThat(risk.prompts()).isBetween(1L << 15, 1L << 16);
        assertThat(risk.reachedTarget()).isTrue();
        assertThat(sample.drawn - risk.prompts()).as("pilot").isBetween(1L << 14, 1L << 16);
    }

    @Test
    void theBudgetIsForPilotAndMean() {
        for (long most : new long[] {4096, 8191, 8192, 10_000, 30_000, 100_000, 300_000}) {
            for (Law law : new Law[] {UNIFORM, HEAVY}) {
                Counted sample = new Counted(law);
                SimulatedRisk risk = MonteCarlo.mean(sample, relative(1e-6, most), 0.95);
                assertThat(risk.reachedTarget()).isFalse();
                assertThat(sample.drawn).isEqualTo(most / 64 * 64);
                assertThat(risk.prompts()).isGreaterThanOrEqualTo(Precision.LEAST);
            }
        }
    }

    @Test
    void withoutRoomForAPilotAllPromptsAreOfTheMean() {
        SimulatedRisk risk = MonteCarlo.mean(new Counted(UNIFORM), relative(0.5, 8191), 0.95);
        assertThat(risk.prompts()).isEqualTo(8191 / 64 * 64);
        assertThat(risk.reachedTarget()).isFalse();
    }

    /** The mean does not know the pilot: with other numbers in the pilot that ask for the same size it is the same. */
    @Test
    void theSizeIsAllThatAMeanHasOfThePilot() {
        RiskSample sample = new Counted(UNIFORM);
        RiskSample other = (first, numbers) -> {
            sample.at(first, numbers);
            if (first < Precision.LEAST) {
                Arrays.setAll(numbers, lane -> 3 - numbers[lane]); // the same law
            }
        };
        assertThat(MonteCarlo.mean(other, relative(0.1, 1 << 20), 0.95))
                .isEqualTo(MonteCarlo.mean(new Counted(UNIFORM), relative(0.1, 1 << 20), 0.95));
    }

    @Test
    void aSampleThatIsNeverPreciseEnoughIsInterrupted() {
        RiskSample endless = (first, numbers) -> {
            Arrays.setAll(numbers, lane -> lane);
            if (first > 100_000) {
                Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(() -> MonteCarlo.mean(endless, relative(1e-9, 1L << 50), 0.95))
                .isInstanceOf(Interrupted.class);
    }

    /** A mean of 0 with a relative target asks for more than there is. */
    @Test
    void aMeanOfZeroUsesItsBudget() {
        RiskSample balanced = (first, numbers) -> Arrays.setAll(numbers, lane -> lane % 2 == 0 ? 1 : -1);
        SimulatedRisk risk = MonteCarlo.mean(balanced, relative(0.1, 20_000), 0.95);
        assertThat(risk.reachedTarget()).isFalse();
        assertThat(risk.risk()).isCloseTo(0, within(1e-15));
        SimulatedRisk zero = MonteCarlo.mean((first, numbers) -> Arrays.fill(numbers, 0), relative(0.1, 20_000), 0.95);
        assertThat(zero.reachedTarget()).isTrue();
        assertThat(zero.standardError()).isZero();
    }
}
