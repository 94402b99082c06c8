package icl.core.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;
import icl.core.records.Samples;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every registered covariance, correlation along the prompt and law of features. */
class EveryLawTest {
    private static final int DIM = Samples.DIM;
    private static final int LENGTH = Samples.LENGTH;
    private static final double ROUNDING = 1e-12;

    static List<Covariance> covariances() {
        return Samples.of(Covariance.class);
    }

    static List<TaskCorrelation> correlations() {
        return Samples.of(TaskCorrelation.class);
    }

    static List<FeatureLaw> laws() {
        return Samples.of(FeatureLaw.class);
    }

    @ParameterizedTest
    @MethodSource("covariances")
    void aCovarianceIsOneMatrixInAllItsForms(Covariance covariance) {
        Matrix matrix = covariance.matrix(DIM);
        requirePositiveSemidefinite(matrix, covariance);
        assertThat(covariance.of("covariance", DIM).matrix(DIM)).isEqualTo(matrix);
        assertThat(covariance.of("covariance", DIM).of("covariance", DIM)).isEqualTo(covariance.of("covariance", DIM));
        assertThat(covariance.scaled(DIM, 4).matrix(DIM)).isEqualTo(times(16, matrix));
        assertThat(covariance.diagonal(DIM).isPresent() || covariance.isDense(DIM))
                .isTrue();
        covariance
                .diagonal(DIM)
                .ifPresent(diagonal -> assertThat(Matrix.diagonal(diagonal)).isEqualTo(matrix));
        double largest = Math.max(matrix.get(0, 0), Math.max(matrix.get(1, 1), matrix.get(2, 2)));
        boolean isMeanOne = Math.abs(matrix.get(0, 0) + matrix.get(1, 1) + matrix.get(2, 2) - DIM) < ROUNDING;
        assertThat(covariance.magnitude(DIM)).isIn(largest, isMeanOne ? 1.0 : largest);
        covariance.multipleOfIdentity(DIM).ifPresent(c -> assertThat(matrix).isEqualTo(times(c, Matrix.identity(DIM))));
    }

    /** Sigma is the covariance itself where the other one is the identity. */
    @ParameterizedTest
    @MethodSource("covariances")
    void aCovarianceHasItsSpectrum(Covariance covariance) {
        Matrix matrix = covariance.matrix(DIM);
        for (Spectrum spectrum : List.of(
                SpectrumCache.spectrum(covariance.of("c", DIM), Covariance.identity(), DIM),
                SpectrumCache.spectrum(Covariance.identity(), covariance.of("c", DIM), DIM))) {
            double trace = 0;
            double squares = 0;
            double eigenvalues = 0;
            for (int i = 0; i < DIM; i++) {
                trace += matrix.get(i, i);
                eigenvalues += spectrum.get(i) * spectrum.get(i);
                for (int j = 0; j < DIM; j++) {
                    squares += matrix.get(i, j) * matrix.get(i, j);
                }
            }
            assertThat(spectrum.trace()).isCloseTo(trace, within(ROUNDING * (1 + trace)));
            assertThat(eigenvalues).isCloseTo(squares, within(ROUNDING * (1 + squares)));
        }
    }

    private static void requirePositiveSemidefinite(Matrix matrix, Object of) {
        RandomGenerator random = new SplittableRandom(1);
        for (int k = 0; k < 1000; k++) {
            double[] x = random.doubles(matrix.rows(), -1, 1).toArray();
            double form = 0;
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    assertThat(matrix.get(i, j)).isEqualTo(matrix.get(j, i));
                    form += x[i] * matrix.get(i, j) * x[j];
                }
            }
            assertThat(form).as("%s", of).isGreaterThan(-ROUNDING);
        }
    }

    private static Matrix times(double c, Matrix matrix) {
        return Matrix.from(matrix.rows(), matrix.columns(), (i, j) -> c * matrix.get(i, j));
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void aCorrelationIsOneMatrixInAllItsForms(TaskCorrelation correlation) {
        Matrix k = matrix(correlation);
        requirePositiveSemidefinite(k, correlation);
        correlation
                .factor(LENGTH)
                .ifPresent(f ->
                        assertClose(Matrix.from(LENGTH + 1, LENGTH + 1, (i, j) -> dot(f, i, j)), k, correlation));
        correlation.chain().ifPresent(chain -> assertClose(matrix(chain), k, correlation));
        double squares = 0;
        double largest = 0;
        boolean isOne = true;
        boolean alternates = true;
        for (int i = 0; i <= LENGTH; i++) {
            largest = Math.max(largest, k.get(i, i));
            for (int j = 0; j <= LENGTH; j++) {
                squares += i < LENGTH && j < LENGTH ? k.get(i, j) * k.get(i, j) : 0;
                isOne &= k.get(i, j) == 1;
                alternates &= k.get(i, j) == ((i - j) % 2 == 0 ? 1 : -1);
            }
        }
        Optional<DD> known = correlation.sumOfSquares(LENGTH);
        if (known.isPresent()) {
            assertThat(known.get().doubleValue()).isCloseTo(squares, within(ROUNDING * squares));
        }
        assertThat(correlation.largest(LENGTH)).isEqualTo(largest);
        assertThat(correlation.isOne()).isEqualTo(isOne);
        assertThat(correlation.alternates()).isEqualTo(alternates);
    }

    private static Matrix matrix(TaskCorrelation correlation) {
        return Matrix.from(LENGTH + 1, LENGTH + 1, (i, j) -> correlation.at(i, j, LENGTH));
    }

    private static double dot(Matrix f, int i, int j) {
        double sum = 0;
        for (int c = 0; c < f.columns(); c++) {
            sum += f.get(i, c) * f.get(j, c);
        }
        return sum;
    }

    /** Cov(beta_i, beta_j) of beta_1 = start xi_1, beta_(i+1) = kept beta_i + added xi_(i+1). */
    private static Matrix matrix(TaskCorrelation.Chain chain) {
        double[] variances = new double[LENGTH + 1];
        variances[0] = chain.start() * chain.start();
        for (int i = 1; i <= LENGTH; i++) {
            variances[i] = chain.kept() * chain.kept() * variances[i - 1] + chain.added() * chain.added();
        }
        return Matrix.from(
                LENGTH + 1, LENGTH + 1, (i, j) -> Math.pow(chain.kept(), Math.abs(i - j)) * variances[Math.min(i, j)]);
    }

    private static void assertClose(Matrix one, Matrix other, Object of) {
        for (int i = 0; i < other.rows(); i++) {
            for (int j = 0; j < other.columns(); j++) {
                assertThat(one.get(i, j)).as("%s at %d, %d", of, i, j).isCloseTo(other.get(i, j), within(ROUNDING));
            }
        }
    }

    /** H0: the moments are those of the law. A false alarm of 1e-9 each where the mean of fourth powers is nearly normal. */
    @ParameterizedTest
    @MethodSource("laws")
    void featuresHaveTheMomentsOfTheirLaw(FeatureLaw law) {
        int blocks = 4000;
        LaneRandom random = new LaneRandom(StreamKey.of(20261130).child(law.toString()));
        FeatureLaw.NormalTransform shaping = law.transform(DIM, 1);
        float[] z = LaneAlgebra.rows(LaneRandom.paddedRows(DIM));
        double[] sums = new double[4]; // |z|^2, |z|^4, |z|^8, z_1 z_2
        for (int block = 0; block < blocks; block++) {
            random.start((long) block * LaneAlgebra.LANES);
            random.normals(z, DIM);
            shaping.apply(z, 1, random);
            for (int lane = 0; lane < LaneAlgebra.LANES; lane++) {
                double square = 0;
                for (int c = 0; c < DIM; c++) {
                    square += Math.pow(z[c * LaneAlgebra.LANES + lane], 2);
                }
                sums[0] += square;
                sums[1] += square * square;
                sums[2] += Math.pow(square, 4);
                sums[3] += z[lane] * z[LaneAlgebra.LANES + lane];
            }
        }
        double count = (double) blocks * LaneAlgebra.LANES;
        double fourth = law.kurtosis(DIM).doubleValue() * DIM * (DIM + 2);
        double error = 6.5 / Math.sqrt(count);
        assertThat(sums[0] / count).isCloseTo(DIM, within(1e-5 + error * Math.sqrt(Math.max(0, fourth - DIM * DIM))));
        assertThat(sums[3] / count).isCloseTo(0, within(1e-5 + error * Math.sqrt(fourth)));
        assertThat(sums[1] / count)
                .isCloseTo(fourth, within(1e-4 + error * Math.sqrt(Math.max(0, sums[2] / count - fourth * fourth))));
    }
}
