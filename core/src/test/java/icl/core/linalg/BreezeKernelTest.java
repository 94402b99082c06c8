package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BreezeKernelTest {
    private static final int BEYOND_SMALL = 140;

    /** Second differences: eigenvalues 2 - 2 cos(k pi / (n + 1)). */
    private static Matrix differences(int n) {
        return Matrix.from(n, n, (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0);
    }

    @Test
    void eigenvaluesOfSecondDifferencesAreKnown() {
        for (int n : new int[] {1, 2, 7, 30, BEYOND_SMALL}) {
            Vector values = BreezeKernel.eigSym(differences(n)).values();
            for (int k = 0; k < n; k++) {
                assertThat(values.get(k)).isCloseTo(2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1)), within(1e-14));
            }
            assertThat(BreezeKernel.leastEigenvalue(differences(n))).isEqualTo(values.get(0));
        }
    }

    @Test
    void rowsOfVectorsDiagonaliseTheMatrix() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n : new int[] {3, 20, BEYOND_SMALL}) {
            Matrix a = Exactly.random(n, n, random).symmetrised().rounded();
            BreezeKernel.Eigen eigen = BreezeKernel.eigSym(a);
            DdMatrix v = DdMatrix.of(eigen.vectors());
            DdMatrix rest = v.times(DdMatrix.of(a)).timesTransposed(v).minus(DdMatrix.diagonal(eigen.values()));
            assertThat(rest.frobeniusSquared().sqrt().hi()).isLessThan(1e-13 * n);
            DdMatrix defect = v.timesTransposed(v).minus(DdMatrix.identity(n));
            assertThat(defect.frobeniusSquared().sqrt().hi()).isLessThan(1e-15 * n);
        }
    }

    @Test
    void asymmetryIsAveragedAway() {
        Matrix tilted = Matrix.of(new double[][] {{1, 0.5}, {-0.5, 3}});
        assertThat(BreezeKernel.leastEigenvalue(tilted)).isEqualTo(1);
    }

    @Test
    void lapackOfTheMachineIsLookedForSilently() throws Exception {
        assertThat(errorsOf(Lapack.class)).isEmpty();
    }

    /** A program that makes the first use of LAPACK. */
    static final class Lapack {
        public static void main(String[] args) {
            if (Math.abs(BreezeKernel.leastEigenvalue(differences(BEYOND_SMALL))) > 1e-3) {
                throw new AssertionError("Wrong eigenvalue");
            }
        }
    }

    private static String errorsOf(Class<?> program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return errors;
    }
}
