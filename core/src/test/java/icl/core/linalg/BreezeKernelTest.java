package icl.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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

    /** As in a process of its own: of classes that were loaded anew. */
    @Test
    void theConstantsOfTheMachineAreThereBeforeTwoThreadsCanAskForThem() throws Exception {
        URL[] all = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
        try (URLClassLoader fresh = new URLClassLoader(all, ClassLoader.getPlatformClassLoader())) {
            Class<?> constants = fresh.loadClass("org.netlib.lapack.Dlamch");
            assertThat(constants.getField("first").getBoolean(null)).isTrue();
            Class.forName(BreezeKernel.class.getName() + "$Lapack", true, fresh);
            assertThat(constants.getField("first").getBoolean(null)).isFalse();
            Object precision = constants.getField("eps").get(null);
            assertThat(precision.getClass().getField("val").getDouble(precision))
                    .isEqualTo(0x1p-53);
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
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

    /** 1 + sum 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2: a bent valley, least at ones. */
    private static double valley(double[] x, double[] gradient) {
        double value = 1;
        Arrays.fill(gradient, 0);
        for (int i = 0; i + 1 < x.length; i++) {
            double off = x[i + 1] - x[i] * x[i];
            double left = 1 - x[i];
            value += 100 * off * off + left * left;
            gradient[i + 1] += 200 * off;
            gradient[i] -= 400 * off * x[i] + 2 * left;
        }
        return value;
    }

    @Test
    void descentEndsWhereTheValleyIsLowest() {
        BreezeKernel.Minimum found =
                BreezeKernel.minimise(BreezeKernelTest::valley, new double[] {0.5, -0.3, 2, 0.1, -0.5}, 10, 500, 1e-12);
        assertThat(found.converged()).isTrue();
        assertThat(found.steps()).isBetween(10, 200);
        assertThat(found.value()).isCloseTo(1, within(1e-15));
        assertThat(found.parameters().toArray()).containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-6));
    }

    @Test
    void descentSaysThatItsStepsRanOut() {
        BreezeKernel.Minimum found =
                BreezeKernel.minimise(BreezeKernelTest::valley, new double[] {-1.2, 1}, 10, 3, 1e-10);
        assertThat(found.converged()).isFalse();
        assertThat(found.steps()).isEqualTo(3);
        assertThat(found.value()).isBetween(1.1, 25.2); // 25.2 at its start
    }

    @Test
    void descentFromTheMinimumStays() {
        BreezeKernel.Minimum found =
                BreezeKernel.minimise(BreezeKernelTest::valley, new double[] {1, 1}, 10, 500, 1e-12);
        assertThat(found.converged()).isTrue();
        assertThat(found.steps()).isZero();
    }

    @Test
    void descentThatIsToldTheWrongSlopeDoesNotConverge() {
        BreezeKernel.Minimum found = BreezeKernel.minimise(Valley::slope, new double[] {1}, 10, 500, 1e-12);
        assertThat(found.converged()).isFalse();
    }

    @Test
    void descentLeavesItsStartAlone() {
        double[] start = {-1.2, 1};
        BreezeKernel.minimise(BreezeKernelTest::valley, start, 10, 3, 1e-10);
        assertThat(start).containsExactly(-1.2, 1);
    }

    @Test
    void descentIsSilent() throws Exception {
        assertThat(outputOf(Valley.class)).isEmpty();
    }

    /** A program that descends, and gives up where a function is steep without end. */
    static final class Valley {
        public static void main(String[] args) {
            BreezeKernel.minimise(BreezeKernelTest::valley, new double[500], 10, 500, 1e-10); // enough for BLAS
            BreezeKernel.minimise(Valley::slope, new double[] {1}, 10, 500, 1e-10);
        }

        private static double slope(double[] x, double[] gradient) {
            gradient[0] = 1;
            return -x[0]; // not its gradient: no step leads downwards
        }
    }

    @Test
    void lapackOfTheMachineIsLookedForSilently() throws Exception {
        assertThat(outputOf(Lapack.class)).isEmpty();
    }

    /** A program that makes the first use of LAPACK. */
    static final class Lapack {
        public static void main(String[] args) {
            if (Math.abs(BreezeKernel.leastEigenvalue(differences(BEYOND_SMALL))) > 1e-3) {
                throw new AssertionError("Wrong eigenvalue");
            }
        }
    }

    private static String outputOf(Class<?> program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
