package icl.core.covariance;

import icl.core.check.Invalid;
import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Correlations between the positions of a prompt, the query last: K of design {@code drift}, Cov(beta_i, beta_j) = K_ij
 * S_beta for the tasks at positions i, j = 1..n+1, and C of design {@code sequence}, Cov(x_i, x_j) = C_ij S_x for the
 * features. The matrix is positive semidefinite; its diagonal need not be 1.
 */
public sealed interface TaskCorrelation {
    /** K_ij of a prompt with {@code length} examples; i and j from 0, the query at {@code length}. */
    double at(int i, int j, int length);

    /** The largest K_ii of a prompt with {@code length} examples. */
    default double largest(int length) {
        return 1;
    }

    /** This correlation times 2^exponent; families with K_ii = 1 are returned unchanged. */
    default TaskCorrelation scaled(int exponent) {
        return this;
    }

    /** Whether every K_ij is 1, so that all positions have the same task. */
    default boolean isOne() {
        return false;
    }

    /** Whether K_ij = (-1)^(i - j), so that each task is the negative of the one before it. */
    default boolean alternates() {
        return false;
    }

    /** The Markov chain with these correlations; empty where none is known. */
    default Optional<Chain> chain() {
        return Optional.empty();
    }

    /**
     * A factor F with F F' = K, shape (length + 1, rank); empty where it takes an eigendecomposition.
     *
     * @param length the number of examples
     */
    default Optional<Matrix> factor(int length) {
        return Optional.empty();
    }

    /**
     * The sum of K_ij^2 over all pairs of examples; empty where it has no closed form.
     *
     * @param length the number of examples
     */
    default Optional<DD> sumOfSquares(int length) {
        return Optional.empty();
    }

    /**
     * A Markov chain of tasks: beta_1 = start xi_1, beta_(i+1) = kept beta_i + added xi_(i+1), with independent xi of
     * covariance S_beta.
     *
     * @param start standard deviation of the first task
     * @param kept factor of the previous task
     * @param added standard deviation of the innovation
     */
    record Chain(double start, double kept, double added) {}

    /**
     * Checks the parameters that depend on the length, and throws {@link icl.core.check.Invalid} where they do not fit.
     *
     * @param name the parameter that has this value, for the message
     */
    default void requireFits(String name, int length) {}

    /**
     * Checks that every K_ii is 1, up to the rounding of a matrix.
     *
     * @param name the parameter that has this value, for the message
     */
    default void requireUnitDiagonal(String name, int length) {
        for (int i = 0; i < length; i++) {
            requireUnitVariance(name, i, at(i, i, length));
        }
        requireUnitVariance(name, length, at(length, length, length));
    }

    /** Refuses a position whose K_ii is not 1. */
    private static void requireUnitVariance(String name, int i, double variance) {
        if (!(Math.abs(variance - 1) <= 1e-12)) {
            throw new Invalid(name + " of position " + (i + 1L) + " with itself", variance, "1: a correlation");
        }
    }

    /** {@code {ar1: rho}}: K_ij = rho^|i-j|, |rho| &le; 1. */
    @Kind("ar1")
    record Ar1(double rho) implements TaskCorrelation {
        public Ar1 {
            Require.that(Math.abs(rho) <= 1, "ar1", rho, "in [-1, 1]");
        }

        @Override
        public double at(int i, int j, int length) {
            return Math.pow(rho, Math.abs(i - j));
        }

        @Override
        public boolean isOne() {
            return rho == 1;
        }

        @Override
        public void requireUnitDiagonal(String name, int length) {}

        @Override
        public boolean alternates() {
            return rho == -1;
        }

        @Override
        public Optional<Chain> chain() {
            return Optional.of(new Chain(1, rho, Math.sqrt((1 - rho) * (1 + rho))));
        }

        /** n + 2 [n c / (1 - c) - c (1 - c^n) / (1 - c)^2] with c = rho^2. */
        @Override
        public Optional<DD> sumOfSquares(int length) {
            DD c = DD.ofSquare(rho);
            DD rest = DD.ONE.subtract(c);
            DD n = DD.of(length);
            if (length * rest.hi() < 1e-6) { // the difference cancels: two terms of the series in 1 - c
                DD pairs = n.square().subtract(1).multiply(n).divide(3);
                return Optional.of(n.square().subtract(pairs.multiply(rest)));
            }
            DD odds = c.divide(rest);
            DD far = odds.multiply(DD.ONE.subtract(c.pow(length))).divide(rest);
            return Optional.of(n.add(odds.multiply(n).subtract(far).multiply(2)));
        }
    }

    /** {@code linear_drift}: beta_i is a linear interpolation between two independent tasks. */
    @Kind("linear_drift")
    record LinearDrift() implements TaskCorrelation {
        @Override
        public double at(int i, int j, int length) {
            double s = (i + 1.0) / (length + 1.0);
            double t = (j + 1.0) / (length + 1.0);
            return (1 - s) * (1 - t) + s * t;
        }

        @Override
        public Optional<Matrix> factor(int length) {
            return Optional.of(Matrix.from(length + 1, 2, (i, m) -> {
                double s = (i + 1.0) / (length + 1.0);
                return m == 0 ? 1 - s : s;
            }));
        }
    }

    /**
     * {@code {change_point: {after: m, correlation: c}}}: one task at positions 1..m, another one of correlation c with
     * it after them.
     */
    @Kind("change_point")
    record ChangePoint(int after, double correlation) implements TaskCorrelation {
        public ChangePoint {
            Require.nonNegative("after", after);
            Require.that(Math.abs(correlation) <= 1, "correlation", correlation, "in [-1, 1]");
        }

        @Override
        public double at(int i, int j, int length) {
            return (i < after) == (j < after) ? 1 : correlation;
        }

        @Override
        public boolean isOne() {
            return correlation == 1;
        }

        @Override
        public void requireUnitDiagonal(String name, int length) {}

        @Override
        public Optional<Matrix> factor(int length) {
            double own = Math.sqrt((1 - correlation) * (1 + correlation));
            return Optional.of(Matrix.from(length + 1, 2, (i, m) -> {
                double first = i < after ? 1 : correlation;
                double second = i < after ? 0 : own;
                return m == 0 ? first : second;
            }));
        }

        @Override
        public Optional<DD> sumOfSquares(int length) {
            DD first = DD.of(after);
            DD second = DD.of(length - after);
            DD across = first.multiply(second).multiply(DD.ofSquare(correlation));
            return Optional.of(first.square().add(second.square()).add(across.multiply(2)));
        }

        @Override
        public void requireFits(String name, int length) {
            Require.that(after <= length, "change_point after", after, "at most length = " + length);
        }
    }

    /** {@code {random_walk: {initial: v0, step: v}}}: K_ij = v0 + v min(i, j), positions from 1. */
    @Kind("random_walk")
    record RandomWalk(double initial, double step) implements TaskCorrelation {
        public RandomWalk {
            Require.nonNegative("initial", initial);
            Require.nonNegative("step", step);
        }

        @Override
        public double at(int i, int j, int length) {
            return initial + step * (Math.min(i, j) + 1.0);
        }

        /** Checks the first and the last variance; those between them are between these. */
        @Override
        public void requireUnitDiagonal(String name, int length) {
            requireUnitVariance(name, 0, at(0, 0, length));
            requireUnitVariance(name, length, at(length, length, length));
        }

        @Override
        public double largest(int length) {
            return at(length, length, length);
        }

        @Override
        public TaskCorrelation scaled(int exponent) {
            return new RandomWalk(Math.scalb(initial, exponent), Math.scalb(step, exponent));
        }

        @Override
        public Optional<Chain> chain() {
            return Optional.of(new Chain(Math.sqrt(initial + step), 1, Math.sqrt(step)));
        }
    }

    /** {@code {matrix: [[...]]}}: any positive semidefinite matrix, shape (length + 1, length + 1), the query last. */
    @Kind("matrix")
    record Full(Matrix values) implements TaskCorrelation {
        public Full {
            PositiveSemidefinite.require("matrix", values);
        }

        @Override
        public double at(int i, int j, int length) {
            return i == j ? Math.max(0, values.get(i, i)) : values.get(i, j); // rounding may leave less than 0
        }

        @Override
        public double largest(int length) {
            double largest = 0;
            for (int i = 0; i < values.rows(); i++) {
                largest = Math.max(largest, values.get(i, i));
            }
            return largest;
        }

        @Override
        public TaskCorrelation scaled(int exponent) {
            return new Full(
                    Matrix.from(values.rows(), values.rows(), (i, j) -> Math.scalb(values.get(i, j), exponent)));
        }

        @Override
        public void requireFits(String name, int length) {
            String size = "a " + values.rows() + "x" + values.columns() + " matrix";
            Require.that(values.rows() == length + 1, name, size, "of size length + 1 = " + (length + 1));
        }
    }
}
