package icl.core.random;

import static icl.core.random.LaneRandom.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/** Each comparison alarms falsely with probability {@value #FALSE_ALARM}, all of the class with less than 1e-4. */
class CounterRandomTest {
    private static final double FALSE_ALARM = 1e-6;
    private static final StreamKey KEY = StreamKey.of(20261127).child("counters");

    @Test
    void bytesOfWordsAreUniform() {
        int prompts = 1 << 16;
        int[][] counts = new int[32][256];
        for (int p = 0; p < prompts; p++) {
            CounterRandom random = new CounterRandom(KEY, p);
            for (int word = 0; word < 8; word++) {
                int value = random.nextInt();
                for (int b = 0; b < 4; b++) {
                    counts[4 * word + b][(value >>> (8 * b)) & 0xFF]++;
                }
            }
        }
        double expected = prompts / 256.0;
        for (int[] count : counts) {
            double chiSquare = Arrays.stream(count)
                    .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                    .sum();
            ChiSquaredDistribution law = ChiSquaredDistribution.of(255);
            assertThat(law.survivalProbability(chiSquare)).isBetween(FALSE_ALARM, 1 - FALSE_ALARM);
        }
    }

    @Test
    void normalsAndUniformsHaveTheirLaw() {
        double[] normals = new double[200_000];
        double[] uniforms = new double[normals.length];
        for (int i = 0; i < normals.length; i += 4) {
            CounterRandom random = new CounterRandom(KEY.child(1), (1L << 32) - 1000 + i);
            for (int k = i; k < i + 4; k++) {
                normals[k] = random.nextGaussian();
                uniforms[k] = random.nextDouble();
            }
        }
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.withDefaults();
        assertThat(test.test(normals, NormalDistribution.of(0, 1)::cumulativeProbability)
                        .getPValue())
                .isGreaterThan(FALSE_ALARM);
        assertThat(test.test(uniforms, x -> x).getPValue()).isGreaterThan(FALSE_ALARM);
    }

    @Test
    void promptsOfStreamsDoNotOverlap() {
        StreamKey[] keys = {KEY, KEY.child(0), KEY.child(1), KEY.child("0"), StreamKey.of(0), StreamKey.of(1)};
        long[] first = {0, 1, 2, LANES, (1L << 32) - 2, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE};
        int each = 10_000;
        long[] drawn = new long[keys.length * first.length * each];
        int at = 0;
        for (StreamKey key : keys) {
            for (long prompt : first) {
                CounterRandom random = new CounterRandom(key, prompt);
                for (int i = 0; i < each; i++) {
                    drawn[at++] = random.nextLong();
                }
            }
        }
        assertThat(Arrays.stream(drawn).distinct().count()).isEqualTo(drawn.length);
    }
}
