package icl.core.random;

import static icl.core.random.LaneRandom.LANES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chi-squares in lanes against their law, and against each other.
 *
 * <p>Each comparison alarms falsely with probability {@value #FALSE_ALARM}, all of the class with less than 2e-4. Found are, with
 * probability 0.999, an error of 0.013 in the distribution function, of 0.006 standard deviations in the mean, of 0.032 in a
 * correlation.
 */
class ChiSquareTest {
    private static final double FALSE_ALARM = 1e-6;
    private static final double BOUND =
            NormalDistribution.of(0, 1).inverseSurvivalProbability(FALSE_ALARM / 2); // standard errors
    private static final StreamKey KEY = StreamKey.of(20261128).child("chi-squares");

    /** Rows of chi-squares, shape (count, prompts). */
    private static float[][] draw(int degrees, int count, int prompts) {
        LaneRandom random = new LaneRandom(KEY.child(degrees).child(count));
        float[] rows = new float[count * LANES];
        float[][] drawn = new float[count][prompts];
        for (int p = 0; p < prompts; p += LANES) {
            random.start(p);
            random.chiSquares(degrees, count, rows, 0);
            for (int i = 0; i < count; i++) {
                System.arraycopy(rows, i * LANES, drawn[i], p, LANES);
            }
        }
        return drawn;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 20, 1000, 1_000_000})
    void distributionFunctionIsThatOfTheLaw(int degrees) {
        ChiSquaredDistribution law = ChiSquaredDistribution.of(degrees);
        float[] drawn = draw(degrees, 1, 1 << 17)[0];
        assertThat(BoxMullerTest.pValue(drawn, law::cumulativeProbability)).isGreaterThan(FALSE_ALARM);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 20, 1000})
    void meanAndVarianceAreThoseOfTheLaw(int degrees) {
        int prompts = 1 << 21;
        double sum = 0;
        double squares = 0;
        for (float value : draw(degrees, 1, prompts)[0]) {
            double deviation = (value - degrees) / Math.sqrt(2.0 * degrees);
            sum += deviation;
            squares += deviation * deviation - 1;
        }
        assertThat(sum / Math.sqrt(prompts)).isBetween(-BOUND, BOUND);
        double fourth = 3 + 12.0 / degrees;
        assertThat(squares / Math.sqrt(prompts * (fourth - 1))).isBetween(-BOUND, BOUND);
    }

    @Test
    void rowsFallByOneDegreeAndAreIndependent() {
        float[][] drawn = draw(11, 12, 1 << 16);
        for (int i = 0; i < 11; i++) {
            ChiSquaredDistribution law = ChiSquaredDistribution.of(11 - i);
            assertThat(BoxMullerTest.pValue(drawn[i], law::cumulativeProbability))
                    .isGreaterThan(FALSE_ALARM);
            for (int j = 0; j < i; j++) {
                checkUncorrelated(drawn[i], 11 - i, drawn[j], 11 - j, 0);
            }
            for (int apart : new int[] {1, 2, 4, 8, 16, LANES}) {
                checkUncorrelated(drawn[i], 11 - i, drawn[i], 11 - i, apart);
            }
        }
        assertThat(drawn[11]).containsOnly(0f);
    }

    private static void checkUncorrelated(float[] a, int aDegrees, float[] b, int bDegrees, int apart) {
        double sum = 0;
        int count = a.length - apart;
        for (int i = 0; i < count; i++) {
            sum += (a[i] - aDegrees) * (b[i + apart] - bDegrees);
        }
        assertThat(sum / Math.sqrt(4.0 * aDegrees * bDegrees * count)).isBetween(-BOUND, BOUND);
    }

    /**
     * One in a hundred lanes rejects its first normals. Were two rows to share what comes after, their values would be equal in one
     * prompt of three thousand; by chance they are in one of 1e7.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void whatIsDrawnAfterARejectionIsNotShared(int count) {
        LaneRandom random = new LaneRandom(KEY.child("rejections"));
        float[] rows = new float[count * LANES];
        float[] other = new float[LANES];
        int equal = 0;
        for (int p = 0; p < (1 << 16); p += LANES) {
            for (int i = 0; i < count; i++) {
                random.start(p);
                random.chiSquares(count + 3, count, rows, 0);
                random.chiSquares(count + 3 - i, 1, other, 0);
                for (int lane = 0; lane < LANES; lane++) {
                    equal += rows[i * LANES + lane] == other[lane] ? 1 : 0;
                }
            }
        }
        assertThat(equal).isLessThan(10);
    }

    @Test
    void degreesBelowZeroAreRefused() {
        LaneRandom random = new LaneRandom(KEY);
        random.start(0);
        assertThatThrownBy(() -> random.chiSquares(1, 3, new float[3 * LANES], 0))
                .hasMessage("Invalid degrees of freedom: 1 (must be at least 2)");
    }
}
