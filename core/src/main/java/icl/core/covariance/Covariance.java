package icl.core.covariance;

import icl.core.check.Memory;
import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.records.Default;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A covariance of features or tasks, for any number of features. The named families have trace {@code dim}, so that
 * risks of different families can be compared; {@code subspace}, {@code subspaces} and {@code zero} do not.
 */
@Default("identity")
public sealed interface Covariance {
    /** The variances, shape (dim), where the covariance is diagonal; else empty. */
    Optional<Vector> diagonal(int dim);

    /** The whole matrix, shape (dim, dim). */
    default Matrix matrix(int dim) {
        requireMemory(dim, (double) dim * dim);
        return Matrix.diagonal(diagonal(dim).orElseThrow());
    }

    /** Whether the covariance is not diagonal. Costs nothing. */
    default boolean isDense(int dim) {
        return false;
    }

    /** The scale of the variances: the largest on the diagonal, or 1 for families of trace {@code dim}. */
    default double magnitude(int dim) {
        Vector diagonal = diagonal(dim).orElseGet(() -> matrix(dim).diagonal());
        double largest = 0;
        for (int i = 0; i < diagonal.size(); i++) {
            largest = Math.max(largest, diagonal.get(i));
        }
        return largest;
    }

    /** The number c where this is c times the identity; empty where it is not. */
    default Optional<Double> multipleOfIdentity(int dim) {
        return diagonal(dim).filter(Vector::isConstant).map(v -> v.get(0));
    }

    /**
     * This covariance for {@code dim} features: checks its size, and brings it into its canonical form.
     *
     * @param name the parameter that has this value, for messages
     * @throws icl.core.check.Invalid where it does not fit the number of features
     */
    default Covariance of(String name, int dim) {
        return this;
    }

    /** This covariance times 2^exponent. */
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
        public double magnitude(int dim) {
            return 1;
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(vector(dim, i -> 1));
        }
    }

    /**
     * {@code zero}: the covariance 0, for example of a task that is equal to its mean. Its canonical form is a diagonal
     * of zeros.
     */
    @Kind("zero")
    record Zero() implements Covariance {
        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(vector(dim, i -> 0));
        }

        @Override
        public Covariance of(String name, int dim) {
            return new Diagonal(vector(dim, i -> 0));
        }
    }

    /**
     * {@code {diagonal: [...]}}: variances of uncorrelated coordinates, shape (dim). Variances below 0 by rounding are
     * set to 0.
     */
    @Kind("diagonal")
    record Diagonal(Vector values) implements Covariance {
        public Diagonal {
            values = PositiveSemidefinite.variances("diagonal", values);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(values);
        }

        @Override
        public Covariance of(String name, int dim) {
            Require.that(values.size() == dim, name, "a diagonal of " + values.size(), "of size dim = " + dim);
            return constantOr(this, dim);
        }
    }

    /** {@code {matrix: [[...]]}}: symmetric and positive semidefinite up to rounding, shape (dim, dim). */
    @Kind("matrix")
    record Full(Matrix values) implements Covariance {
        public Full {
            PositiveSemidefinite.require("matrix", values);
        }

        @Override
        public boolean isDense(int dim) {
            return !values.isDiagonal();
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return values.isDiagonal() ? Optional.of(new Diagonal(values.diagonal()).values()) : Optional.empty();
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
        public double magnitude(int dim) {
            return 1;
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(withTraceDim(dim, i -> Math.pow(i + 1.0, -exponent)));
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
        public double magnitude(int dim) {
            return 1;
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(withTraceDim(dim, i -> Math.pow(ratio, i)));
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
        public boolean isDense(int dim) {
            return correlation != 0 && dim > 1;
        }

        @Override
        public double magnitude(int dim) {
            return 1;
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return correlation == 0 || dim == 1 ? Optional.of(vector(dim, i -> 1)) : Optional.empty();
        }

        @Override
        public Matrix matrix(int dim) {
            requireMemory(dim, (double) dim * dim);
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
        public double magnitude(int dim) {
            return 1;
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(withTraceDim(dim, i -> i < count ? ratio : 1));
        }

        @Override
        public Covariance of(String name, int dim) {
            Require.that(count <= dim, name + " spiked count", count, "at most dim = " + dim);
            return ratio == 1 || count == dim ? identity() : this;
        }
    }

    /**
     * {@code {subspace: {rank: r, angle: t, variance: v}}}: v V V' with V = cos(t) U + sin(t) U_perp, U the first r coordinates
     * and U_perp the next r. All r principal angles between this subspace and that of angle 0 are t; docs/formulas.md, section 15.
     *
     * @param angle in degrees; of period 180, reduced to [0, 180)
     * @param variance in every direction of the subspace; the trace is r v
     */
    @Kind("subspace")
    record Subspace(
            int rank,
            @Default("0") double angle,
            @Default("1") double variance) implements Covariance {
        public Subspace {
            Require.positive("rank", rank);
            Require.finite("angle", angle);
            Require.nonNegative("variance", variance);
            double remainder = angle % 180;
            double reduced = remainder < 0 ? remainder + 180 : remainder;
            angle = reduced == 180 ? 0 : reduced + 0.0; // no negative zero
        }

        @Override
        public boolean isDense(int dim) {
            return variance * Degrees.sinCos(angle) != 0;
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            boolean isDiagonal = variance * Degrees.sinCos(angle) == 0;
            return isDiagonal ? Optional.of(vector(dim, i -> entry(i, i))) : Optional.empty();
        }

        @Override
        public Matrix matrix(int dim) {
            requireMemory(dim, (double) dim * dim);
            return Matrix.from(dim, dim, this::entry);
        }

        /** Direction k of V lies in coordinates k and rank + k. */
        private double entry(int i, int j) {
            if (i / rank > 1 || j / rank > 1 || i % rank != j % rank) {
                return 0;
            }
            if (i != j) {
                return variance * Degrees.sinCos(angle);
            }
            return variance * (i < rank ? Degrees.cosSquared(angle) : Degrees.sinSquared(angle));
        }

        @Override
        public Covariance of(String name, int dim) {
            Require.that(rank <= dim, name + " subspace rank", rank, "at most dim = " + dim);
            Require.that(
                    angle == 0 || rank <= dim / 2,
                    name + " subspace rank",
                    rank,
                    "at most " + dim / 2 + " at angle " + angle + ", so that 2 rank <= dim = " + dim);
            return rank == dim || variance == 0 ? constantOr(this, dim) : this;
        }

        @Override
        public Covariance scaled(int dim, int exponent) {
            return new Subspace(rank, angle, Math.scalb(variance, exponent));
        }
    }

    /**
     * {@code {subspaces: {rank: r, count: K, weights: [...], variance: v}}}: the sum of weights[k] v U_k U_k' over k = 1..K, U_k the
     * k-th block of r coordinates. The second moment of a task of variance v in one of K orthogonal subspaces, drawn with
     * probability weights[k].
     *
     * @param weights shape (K), at least 0, of sum 1; 1 / K each where left out
     */
    @Kind("subspaces")
    record Subspaces(
            int rank,
            int count,
            Optional<Vector> weights,
            @Default("1") double variance) implements Covariance {
        /** Tolerance for the sum of the weights, since printed weights are rounded. */
        private static final double ROUNDING = 1e-9;

        public Subspaces {
            Require.positive("rank", rank);
            Require.positive("count", count);
            Require.nonNegative("variance", variance);
            if (weights.isPresent()) {
                requireProbabilities(weights.get(), count);
                weights = weights.filter(w -> !w.equals(Vector.constant(1.0 / w.size(), w.size())));
            }
        }

        private static void requireProbabilities(Vector weights, int count) {
            Require.that(weights.size() == count, "weights", "a list of " + weights.size(), "of size count = " + count);
            for (int k = 0; k < count; k++) {
                Require.nonNegative("weights[" + k + "]", weights.get(k));
            }
            Require.that(Math.abs(weights.sum() - 1) <= ROUNDING, "weights", "a sum of " + weights.sum(), "of sum 1");
        }

        private double weight(int k) {
            return weights.map(w -> w.get(k)).orElse(1.0 / count);
        }

        @Override
        public Optional<Vector> diagonal(int dim) {
            return Optional.of(vector(dim, i -> i / rank < count ? variance * weight(i / rank) : 0));
        }

        @Override
        public Covariance of(String name, int dim) {
            long coordinates = (long) rank * count;
            Require.that(coordinates <= dim, name + " subspaces rank * count", coordinates, "at most dim = " + dim);
            Covariance kept = withoutEmptySubspaces();
            return (long) rank * count >= dim || variance == 0 ? constantOr(kept, dim) : kept;
        }

        /** The canonical form without empty subspaces: a {@link Subspace} where only the first one is left. */
        private Covariance withoutEmptySubspaces() {
            int[] kept = IntStream.range(0, count).filter(k -> weight(k) > 0).toArray();
            int last = kept[kept.length - 1];
            if (kept.length == 1 && last <= 1) {
                return new Subspace(rank, 90 * last, variance * weight(last));
            }
            return new Subspaces(rank, last + 1, weights.map(w -> Vector.from(last + 1, w::get)), variance);
        }

        @Override
        public Covariance scaled(int dim, int exponent) {
            return new Subspaces(rank, count, weights, Math.scalb(variance, exponent));
        }
    }

    /** The canonical form of a covariance that may be a multiple of the identity. */
    private static Covariance constantOr(Covariance covariance, int dim) {
        return covariance.multipleOfIdentity(dim).map(c -> constant(c, dim)).orElse(covariance);
    }

    private static Covariance constant(double c, int dim) {
        return c == 1 ? identity() : new Diagonal(vector(dim, i -> c));
    }

    /**
     * A vector of variances; refused where five vectors of its size do not fit into the heap, which every use needs.
     */
    private static Vector vector(int dim, IntToDoubleFunction variance) {
        requireMemory(dim, 5.0 * dim);
        return Vector.from(dim, variance);
    }

    private static void requireMemory(int dim, double numbers) {
        Memory.requireHeap("hold a covariance", dim, Double.BYTES * numbers);
    }

    private static Vector withTraceDim(int dim, IntToDoubleFunction shape) {
        return withTraceDim(vector(dim, shape));
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
