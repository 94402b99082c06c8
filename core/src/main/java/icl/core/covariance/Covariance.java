package icl.core.covariance;

import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.records.Default;
import java.util.Optional;

/**
 * A covariance of features or tasks, before its size is known. The named families have trace {@code dim}, so that risks
 * of different families compare.
 */
@Default("identity")
public sealed interface Covariance {
    /** The diagonal, shape (dim), when nothing stands beside it. */
    Optional<Vector> diagonal(int dim);

    /** The whole matrix, shape (dim, dim). */
    default Matrix matrix(int dim) {
        return Matrix.diagonal(diagonal(dim).orElseThrow());
    }

    /** The number c where this is c times the identity; empty where it is not. */
    default Optional<Double> multipleOfIdentity(int dim) {
        return diagonal(dim).filter(Vector::isConstant).map(v -> v.get(0));
    }

    /** This covariance for that many features: checks the size, and calls what equals the identity so. */
    default Covariance of(String name, int dim) {
        return this;
    }

    /** This covariance times a power of two. */
    default Covariance scaled(int dim, int exponent) {
        if (exponent == 0) {
            return this;
        }
        Optional<Vector> diagonal = diagonal(dim);
        if (diagonal.isPresent()) {
            return new Diagonal(diagonal.get().map(v -> Math.scalb(v, exponent)));
        }
        Matrix matrix = matrix(dim);
        return new Full(Matrix.from(dim, dim, (i, j) -> Math.scalb(matrix.get(i, j), exponent)));
    }

    static Covariance identity() {
        return new Identity();
    }

    /** {@code identity}. */
    @Kind("identity")
    record Identity() implements Covariance {
        @Override
        public Optional<Double> multipleOfIdentity(int dim) {
            return Optional.of(1.0);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(Vector.constant(1, dim));
        }
    }

    /** {@code zero}: no variance at all, as of a task that is its mean; becomes a diagonal of zeros once its size is known. */
    @Kind("zero")
    record Zero() implements Covariance {
        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(Vector.constant(0, dim));
        }

        @Override
        public Covariance of(String name, int dim) {
            return new Diagonal(Vector.constant(0, dim));
        }
    }

    /** {@code {diagonal: [...]}}: variances of uncorrelated coordinates, shape (dim). */
    @Kind("diagonal")
    record Diagonal(Vector values) implements Covariance {
        public Diagonal {
            for (int i = 0; i < values.size(); i++) {
                Require.nonNegative("diagonal[" + i + "]", values.get(i));
            }
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(values);
        }

        @Override
        public Covariance of(String name, int dim) {
            Require.that(values.size() == dim, name, "a diagonal of " + values.size(), "of size dim = " + dim);
            return values.equals(Vector.constant(1, dim)) ? identity() : this;
        }
    }

    /** {@code {matrix: [[...]]}}: symmetric and positive semidefinite up to rounding, shape (dim, dim). */
    @Kind("matrix")
    record Full(Matrix values) implements Covariance {
        public Full {
            PositiveSemidefinite.require("matrix", values);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return values.isDiagonal() ? Optional.of(values.diagonal()) : Optional.empty();
        }

        @Override
        public Matrix matrix(int dim) {
            return values;
        }

        @Override
        public Covariance of(String name, int dim) {
            String size = "a " + values.rows() + "x" + values.columns() + " matrix";
            Require.that(values.rows() == dim, name, size, "of size dim = " + dim);
            return values.isDiagonal() ? new Diagonal(values.diagonal()).of(name, dim) : this;
        }
    }

    /** {@code {power_law: p}}: variance of coordinate i proportional to i^-p, i = 1..dim. */
    @Kind("power_law")
    record PowerLaw(double exponent) implements Covariance {
        public PowerLaw {
            Require.nonNegative("power_law", exponent);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(withTraceDim(Vector.from(dim, i -> Math.pow(i + 1.0, -exponent))));
        }

        @Override
        public Covariance of(String name, int dim) {
            return exponent == 0 ? identity() : this;
        }
    }

    /** {@code {geometric: q}}: variance of coordinate i proportional to q^(i-1), 0 &lt; q &le; 1. */
    @Kind("geometric")
    record Geometric(double ratio) implements Covariance {
        public Geometric {
            Require.that(ratio > 0 && ratio <= 1, "geometric", ratio, "in (0, 1]");
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(withTraceDim(Vector.from(dim, i -> Math.pow(ratio, i))));
        }

        @Override
        public Covariance of(String name, int dim) {
            return ratio == 1 ? identity() : this;
        }
    }

    /** {@code {exchangeable: c}}: variance 1, correlation c between any two coordinates, 0 &le; c &le; 1. */
    @Kind("exchangeable")
    record Exchangeable(double correlation) implements Covariance {
        public Exchangeable {
            Require.inUnitInterval("exchangeable", correlation);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return correlation == 0 || dim == 1 ? Optional.of(Vector.constant(1, dim)) : Optional.empty();
        }

        @Override
        public Matrix matrix(int dim) {
            return Matrix.from(dim, dim, (i, j) -> i == j ? 1 : correlation);
        }

        @Override
        public Covariance of(String name, int dim) {
            return correlation == 0 || dim == 1 ? identity() : this;
        }
    }

    /** {@code {spiked: {count: k, ratio: r}}}: the first k variances are r times the others, r &gt; 0. */
    @Kind("spiked")
    record Spiked(int count, double ratio) implements Covariance {
        public Spiked {
            Require.positive("count", count);
            Require.positive("ratio", ratio);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(withTraceDim(Vector.from(dim, i -> i < count ? ratio : 1)));
        }

        @Override
        public Covariance of(String name, int dim) {
            Require.that(count <= dim, name + " spiked count", count, "at most dim = " + dim);
            return ratio == 1 || count == dim ? identity() : this;
        }
    }

    private static Vector withTraceDim(Vector shape) {
        double sum = shape.sum();
        if (sum == Double.POSITIVE_INFINITY) {
            return withTraceDim(shape.map(value -> Math.scalb(value, -64)));
        }
        double scale = shape.size() / sum;
        return shape.map(value -> value * scale);
    }
}
