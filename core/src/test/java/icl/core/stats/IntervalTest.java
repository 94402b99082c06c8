package icl.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.core.simulation.Normal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /** Mean, variance and skewness by two passes. */
    private static void assertSame(Moments moments, double... values) {
        double n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        double second = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double third = Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean) * (x - mean))
                .sum();
        double deviation = Math.sqrt(second / n);
        assertThat(moments.count()).isEqualTo(values.length);
        assertThat(moments.mean()).isCloseTo(mean, within(1e-13 * Math.abs(mean)));
        assertThat(moments.variance()).isCloseTo(second / (n - 1), within(1e-8 * second));
        assertThat(moments.standardError()).isCloseTo(Math.sqrt(second / (n - 1) / n), within(1e-8 * deviation));
        assertThat(moments.skewness()).isCloseTo(third / n / Math.pow(deviation, 3), within(1e-8));
        assertThat(moments.smallest()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(moments.largest()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    }

    @Test
    void momentsAreThoseOfTwoPasses() {
        RandomGenerator random = new SplittableRandom(1);
        for (int size : new int[] {2, 3, 10, 1000}) {
            for (double shift : new double[] {0, 1, -1e6}) {
                double[] values =
                        random.doubles(size).map(u -> shift - Math.log(u)).toArray();
                assertSame(of(values), values);
            }
        }
    }

    @Test
    void momentsOfKnownNumbers() {
        Moments moments = of(1, 1, 1, 5);
        assertThat(moments.mean()).isEqualTo(2);
        assertThat(moments.variance()).isEqualTo(4);
        assertThat(moments.standardError()).isEqualTo(1);
        assertThat(moments.skewness()).isCloseTo(2 / Math.sqrt(3), within(1e-15));
    }

    @Test
    void aNumberOfWholeWeightIsThatManyNumbers() {
        Moments twice = of(0.3, -1, 2).plus(2, 2);
        assertSame(twice, 0.3, -1, 2, 2, 2);
    }

    @Test
    void equalNumbersHaveAnIntervalOfNoLength() {
        Interval interval = Interval.ofMean(of(2, 2, 2), 0.95);
        assertThat(interval).isEqualTo(new Interval(2, 2));
        assertThat(interval.contains(2)).isTrue();
    }

    @Test
    void symmetricNumbersHaveAlmostTheNormalInterval() {
        double[] values = new SplittableRandom(2).doubles(100_000, -1, 1).toArray();
        double[] both = Arrays.copyOf(values, 200_000);
        for (int i = 0; i < values.length; i++) {
            both[values.length + i] = -values[i];
        }
        Interval interval = Interval.ofMean(of(both), 0.9);
        double reach = Normal.quantile(0.05) * of(both).standardError();
        assertThat(interval.upper()).isCloseTo(reach, within(0.01 * reach));
        assertThat(interval.lower()).isCloseTo(-interval.upper(), within(1e-9));
    }

    @Test
    void moreConfidenceIsALongerInterval() {
        Moments moments =
                of(new SplittableRandom(3).doubles(100).map(u -> u * u).toArray());
        Interval last = new Interval(moments.mean(), moments.mean());
        for (double confidence : new double[] {0.01, 0.5, 0.9, 0.99, 0.999999}) {
            Interval interval = Interval.ofMean(moments, confidence);
            assertThat(interval.lower()).isLessThan(last.lower());
            assertThat(interval.upper()).isGreaterThan(last.upper());
            last = interval;
        }
    }

    @Test
    void confidenceIsAProbability() {
        for (double confidence : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> Interval.ofMean(of(1, 2), confidence))
                    .isInstanceOf(Invalid.class)
                    .hasMessageStartingWith("Invalid confidence: ");
        }
    }

    /**
     * Nominal 95 % for the mean of 100 exponential and 200 lognormal numbers: of 4000 intervals 95 to 99 % hold it (false alarm 1e-6
     * if they do with a probability from 0.967 to 0.975).
     */
    @Test
    void intervalsOfSkewedNumbersHoldTheMean() {
        RandomGenerator random = new SplittableRandom(4);
        int exponential = 0;
        int lognormal = 0;
        for (int i = 0; i < 4000; i++) {
            Moments one = of(random.doubles(100).map(u -> -Math.log(u)).toArray());
            Moments other = new Moments();
            for (int k = 0; k < 200; k++) {
                other.add(Math.exp(1.2 * random.nextGaussian()));
            }
            exponential += Interval.ofMean(one, 0.95).contains(1) ? 1 : 0;
            lognormal += Interval.ofMean(other, 0.95).contains(Math.exp(0.72)) ? 1 : 0;
        }
        assertThat(exponential / 4000.0).isBetween(0.95, 0.99);
        assertThat(lognormal / 4000.0).isBetween(0.95, 0.99);
    }
}
