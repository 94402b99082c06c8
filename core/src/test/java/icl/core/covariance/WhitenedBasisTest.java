package icl.core.covariance;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.linalg.DdMatrix;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.simulation.Dense;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;

class WhitenedBasisTest {
    private static final Covariance SKEW =
            new Covariance.Full(Matrix.of(new double[][] {{2, 0.5, 0}, {0.5, 1, 0.3}, {0, 0.3, 0.7}}));

    @Test
    void whatEntersAfterLeavingIsTheSame() {
        always(random -> {
            int d = 1 + random.random().nextInt(5);
            WhitenedBasis basis = WhitenedBasis.of(random.covariance(d), random.covariance(d), d);
            DD[] scales = IntStream.range(0, basis.size())
                    .mapToObj(i -> DD.of(random.random().nextGaussian()))
                    .toArray(DD[]::new);
            Preconditioner back = basis.whiten(basis.unwhiten(scales));
            for (int i = 0; i < basis.size(); i++) {
                for (int j = 0; j < basis.size(); j++) {
                    double expected = i == j ? scales[i].hi() : 0;
                    assertThat(back.get(i, j).hi()).isCloseTo(expected, within(1e-11));
                }
            }
        });
    }

    @Test
    void traceIsThatOfTheProduct() {
        always(random -> {
            int d = 1 + random.random().nextInt(5);
            Covariance x = random.covariance(d);
            Covariance beta = random.covariance(d);
            double expected = Dense.trace(Dense.times(Dense.of(x.matrix(d)), Dense.of(beta.matrix(d))));
            WhitenedBasis basis = WhitenedBasis.of(x, beta, d);
            assertThat(basis.trace().hi()).isCloseTo(expected, within(1e-13 * (1 + expected)));
            assertThat(basis.spectrum(d).trace()).isCloseTo(expected, within(1e-13 * (1 + expected)));
        });
    }

    @Test
    void eigenvaluesDescend() {
        always(random -> {
            int d = 1 + random.random().nextInt(5);
            WhitenedBasis basis = WhitenedBasis.of(random.covariance(d), random.covariance(d), d);
            for (int i = 1; i < basis.size(); i++) {
                assertThat(basis.eigenvalue(i).hi())
                        .isBetween(0.0, basis.eigenvalue(i - 1).hi());
            }
        });
    }

    @Test
    void coordinatesAreAsManyAsFeaturesVary() {
        Covariance flat = new Covariance.Diagonal(Vector.of(0, 2, 0));
        Covariance line = new Covariance.Full(Matrix.from(3, 3, (i, j) -> (i + 1) * (j + 1)));
        assertThat(WhitenedBasis.of(flat, SKEW, 3).size()).isEqualTo(1);
        assertThat(WhitenedBasis.of(line, SKEW, 3).size()).isEqualTo(1);
        assertThat(WhitenedBasis.of(SKEW, flat, 3).size()).isEqualTo(3);
        assertThat(WhitenedBasis.of(SKEW, flat, 3).spectrum(3).support()).isEqualTo(1);
        assertThat(WhitenedBasis.of(SKEW, line, 3).eigenvalue(1).hi()).isCloseTo(0, within(1e-15));
    }

    @Test
    void diagonalCovariancesKeepTheirPreconditionersDiagonal() {
        WhitenedBasis basis = WhitenedBasis.of(new Covariance.PowerLaw(1), new Covariance.Geometric(0.5), 3);
        assertThat(basis.unwhiten(new DD[] {DD.ONE, DD.ONE, DD.ONE}).isDiagonal())
                .isTrue();
        assertThat(basis.whiten(Preconditioner.diagonal(3, i -> DD.ONE)).isDiagonal())
                .isTrue();
        assertThat(basis.whiten(Preconditioner.of(DdMatrix.identity(3))).isDiagonal())
                .isFalse();
    }

    @Test
    void spectrumIsSortedAndNotNegative() {
        Spectrum spectrum = Spectrum.of(0, 3, -1e-17, 5);
        assertThat(spectrum.values()).isEqualTo(Vector.of(5, 3, 0, 0));
        assertThat(spectrum.support()).isEqualTo(2);
        assertThat(spectrum.trace()).isEqualTo(8);
        assertThat(spectrum.dim()).isEqualTo(4);
    }
}
