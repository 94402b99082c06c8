package icl.bench;

import icl.core.covariance.Covariance;
import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * The eigendecomposition of a pair of dense covariances, refined to double-double, compared with the one of LAPACK in
 * doubles.
 */
final class SpectrumBench implements Benchmark {

    @Override
    public String name() {
        return "spectrum";
    }

    @Override
    public String purpose() {
        return "seconds for the spectrum of one pair of full covariances, beside plain LAPACK";
    }

    @Override
    public Map<String, String> options() {
        return Benchmark.options("dim", "20", "runs", "7");
    }

    @Override
    public Map<String, Object> run(Options options) {
        int dim = options.positive("dim");
        int runs = options.positive("runs");
        Covariance features = new Covariance.Full(random(dim, 1));
        Covariance tasks = new Covariance.Full(random(dim, 2));
        Matrix plain = tasks.matrix(dim);
        int repeats = Math.max(1, 4_000_000 / (dim * dim * dim));
        double refined =
                Clock.medianCpuSeconds(runs, () -> repeat(repeats, () -> WhitenedBasis.of(features, tasks, dim)));
        double identity = Clock.medianCpuSeconds(
                runs, () -> repeat(repeats, () -> WhitenedBasis.of(Covariance.identity(), tasks, dim)));
        double lapack = Clock.medianCpuSeconds(runs, () -> repeat(repeats, () -> BreezeKernel.eigSym(plain)));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("two_full_covariances_seconds", refined / repeats);
        line.put("one_full_covariance_seconds", identity / repeats);
        line.put("plain_lapack_seconds", lapack / repeats);
        return line;
    }

    private static void repeat(int times, Runnable work) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    /** G G' / dim with normal entries: positive definite with probability one. */
    private static Matrix random(int dim, long seed) {
        Random random = new Random(seed);
        double[][] g = new double[dim][dim];
        for (double[] row : g) {
            for (int j = 0; j < dim; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return Matrix.from(dim, dim, (i, j) -> {
            double sum = 0;
            for (int k = 0; k < dim; k++) {
                sum += g[Math.max(i, j)][k] * g[Math.min(i, j)][k] / dim;
            }
            return sum;
        });
    }
}
