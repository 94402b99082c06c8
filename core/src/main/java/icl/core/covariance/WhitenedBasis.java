package icl.core.covariance;

import icl.core.check.Memory;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Matrix;
import icl.core.linalg.SymmetricEigen;
import icl.core.linalg.Vector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * Coordinates z in which features are white and the covariance of the task is diagonal: x = G z with E z z' = I, and
 * Sigma = G' S_beta G is diagonal with descending eigenvalues. Any two covariances have such a basis, commuting or not.
 * Its size is the rank of S_x; a singular S_beta gives eigenvalues 0.
 *
 * <p>Computed in double-double arithmetic (about 28 digits), so that risks are limited by the precision of their input.
 */
public final class WhitenedBasis {
    /**
     * The least number of bytes for each feature that computing a basis of diagonal covariances takes; measured at dim
     * 1e6.
     */
    private static final double BYTES_BY_FEATURE = 100;

    /**
     * The least number of bytes for each entry of a matrix of shape (dim, dim) that computing a basis of dense
     * covariances takes; measured at dim 500 to 2000.
     */
    private static final double BYTES_BY_ENTRY = 160;

    private final DD[] eigenvalues;
    private final Optional<Axes> axes; // when both covariances are diagonal
    private final Optional<Rotation> rotation; // else

    private WhitenedBasis(DD[] eigenvalues, Optional<Axes> axes, Optional<Rotation> rotation) {
        this.eigenvalues = eigenvalues;
        this.axes = axes;
        this.rotation = rotation;
    }

    /** G = diag(deviation), columns in the order of descending eigenvalues. */
    private static final class Axes {
        private final int[] order; // feature of each eigenvalue, shape (size)
        private final DD[] deviation; // standard deviation of each feature, shape (d)

        private Axes(int[] order, DD[] deviation) {
            this.order = order;
            this.deviation = deviation;
        }

        Preconditioner whiten(Preconditioner w) {
            return w.isDiagonal()
                    ? Preconditioner.diagonal(order.length, i -> entry(w, order[i], order[i]))
                    : Preconditioner.of(
                            DdMatrix.from(order.length, order.length, (i, j) -> entry(w, order[i], order[j])));
        }

        private DD entry(Preconditioner w, int a, int b) {
            return w.get(a, b).multiply(deviation[a]).multiply(deviation[b]);
        }

        Preconditioner unwhiten(DdMatrix v) {
            int[] place = new int[deviation.length]; // rank of each feature in the order, from 1
            for (int i = 0; i < order.length; i++) {
                place[order[i]] = i + 1;
            }
            return Preconditioner.of(DdMatrix.from(deviation.length, deviation.length, (a, b) -> {
                boolean seen = place[a] > 0 && place[b] > 0;
                return seen
                        ? v.get(place[a] - 1, place[b] - 1).divide(deviation[a]).divide(deviation[b])
                        : DD.ZERO;
            }));
        }

        DdMatrix whitenTasks(DdMatrix tasks) {
            return DdMatrix.from(
                    order.length,
                    tasks.columns(),
                    (i, k) -> tasks.get(order[i], k).multiply(deviation[order[i]]));
        }

        DdMatrix unwhitenVectors(DdMatrix vectors) {
            DD[][] byFeature = new DD[deviation.length][vectors.columns()];
            for (DD[] row : byFeature) {
                Arrays.fill(row, DD.ZERO);
            }
            for (int i = 0; i < order.length; i++) {
                for (int k = 0; k < vectors.columns(); k++) {
                    byFeature[order[i]][k] = vectors.get(i, k).divide(deviation[order[i]]);
                }
            }
            return DdMatrix.from(deviation.length, vectors.columns(), (c, k) -> byFeature[c][k]);
        }

        Matrix coordinates() {
            return Matrix.from(deviation.length, order.length, (c, i) -> c == order[i] ? deviation[c].hi() : 0);
        }

        Preconditioner unwhiten(DD[] scales) {
            DD[] byFeature = new DD[deviation.length];
            Arrays.fill(byFeature, DD.ZERO);
            for (int i = 0; i < order.length; i++) {
                int c = order[i];
                byFeature[c] = scales[i].divide(deviation[c].square());
            }
            return Preconditioner.diagonal(byFeature.length, c -> byFeature[c]);
        }
    }

    /** G, shape (d, size), and its pseudo-inverse. */
    private record Rotation(DdMatrix g, DdMatrix inverse) {
        Preconditioner whiten(Preconditioner w) {
            return Preconditioner.of(g.transposeTimes(w.dense()).times(g));
        }

        Preconditioner unwhiten(DD[] scales) {
            return Preconditioner.of(inverse.transposeTimes(inverse.scaledRows(i -> scales[i])));
        }

        Preconditioner unwhiten(DdMatrix v) {
            return Preconditioner.of(inverse.transposeTimes(v).times(inverse));
        }
    }

    /**
     * The basis of two covariances of shape (dim, dim).
     *
     * @throws icl.core.check.Invalid where it would not fit into memory
     */
    public static WhitenedBasis of(Covariance features, Covariance tasks, int dim) {
        requireMemory(dim, BYTES_BY_FEATURE);
        Optional<Vector> x = features.diagonal(dim);
        Optional<Vector> beta = tasks.diagonal(dim);
        if (x.isPresent() && beta.isPresent()) {
            return alongAxes(x.get(), beta.get());
        }
        requireMemory(dim, BYTES_BY_ENTRY * dim);
        return rotated(rootOf(features, dim), DdMatrix.of(tasks.matrix(dim)));
    }

    private static void requireMemory(int dim, double bytesByFeature) {
        Memory.requireHeap("find the spectrum", dim, bytesByFeature * dim);
    }

    private static WhitenedBasis alongAxes(Vector x, Vector beta) {
        DD[] products = new DD[x.size()];
        DD[] deviation = new DD[x.size()];
        for (int c = 0; c < products.length; c++) {
            products[c] = DD.ofProduct(x.get(c), beta.get(c));
            deviation[c] = DD.of(x.get(c)).sqrt();
        }
        int[] order = IntStream.range(0, products.length)
                .filter(c -> x.get(c) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> -products[c].hi()))
                .mapToInt(c -> c)
                .toArray();
        DD[] eigenvalues = IntStream.of(order).mapToObj(c -> products[c]).toArray(DD[]::new);
        return new WhitenedBasis(eigenvalues, Optional.of(new Axes(order, deviation)), Optional.empty());
    }

    /** F, shape (d, size), with S_x = F F', and its pseudo-inverse. */
    private record Root(DdMatrix f, DdMatrix inverse) {}

    private static Root rootOf(Covariance features, int dim) {
        Optional<Vector> diagonal = features.diagonal(dim);
        if (diagonal.isPresent()) {
            int[] kept = IntStream.range(0, dim)
                    .filter(c -> diagonal.get().get(c) > 0)
                    .toArray();
            DD[] root = IntStream.of(kept)
                    .mapToObj(c -> DD.of(diagonal.get().get(c)).sqrt())
                    .toArray(DD[]::new);
            return new Root(
                    DdMatrix.from(dim, kept.length, (c, i) -> c == kept[i] ? root[i] : DD.ZERO),
                    DdMatrix.from(kept.length, dim, (i, c) -> c == kept[i] ? root[i].reciprocal() : DD.ZERO));
        }
        SymmetricEigen eigen = SymmetricEigen.of(DdMatrix.of(features.matrix(dim)));
        double negligible = eigen.value(0).hi() * dim * 0x1p-53; // below the rounding of the entries
        int size = (int) IntStream.range(0, dim)
                .filter(i -> eigen.value(i).hi() > negligible)
                .count();
        DD[] root =
                IntStream.range(0, size).mapToObj(i -> eigen.value(i).sqrt()).toArray(DD[]::new);
        DdMatrix v = eigen.vectors();
        return new Root(
                DdMatrix.from(dim, size, (c, i) -> v.get(c, i).multiply(root[i])),
                DdMatrix.from(size, dim, (i, c) -> v.get(c, i).divide(root[i])));
    }

    private static WhitenedBasis rotated(Root root, DdMatrix tasks) {
        DdMatrix sigma = root.f().transposeTimes(tasks.symmetrised()).times(root.f());
        SymmetricEigen eigen = SymmetricEigen.of(sigma);
        DD[] eigenvalues = new DD[sigma.rows()];
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = eigen.value(i).hi() > 0 ? eigen.value(i) : DD.ZERO;
        }
        DdMatrix u = eigen.vectors();
        Rotation rotation = new Rotation(root.f().times(u), u.transposeTimes(root.inverse()));
        return new WhitenedBasis(eigenvalues, Optional.empty(), Optional.of(rotation));
    }

    /** The number of coordinates, which is the rank of S_x. */
    public int size() {
        return eigenvalues.length;
    }

    /** Eigenvalue i of Sigma, descending. */
    public DD eigenvalue(int i) {
        return eigenvalues[i];
    }

    /** T = tr Sigma, the sum of the eigenvalues. */
    public DD trace() {
        DD sum = DD.ZERO;
        for (DD value : eigenvalues) {
            sum = sum.add(value);
        }
        return sum;
    }

    /** The spectrum over all {@code dim} features, with 0 for directions without variance. */
    public Spectrum spectrum(int dim) {
        double[] values = new double[dim];
        for (int i = 0; i < eigenvalues.length; i++) {
            values[i] = eigenvalues[i].doubleValue();
        }
        return Spectrum.of(values);
    }

    /** G, shape (d, size), rounded to double precision. */
    public Matrix coordinates() {
        return axes.map(Axes::coordinates)
                .orElseGet(() -> rotation.orElseThrow().g().rounded());
    }

    /** The whitened preconditioner G' W G, shape (size, size), of W, shape (d, d). */
    public Preconditioner whiten(Preconditioner w) {
        return axes.map(a -> a.whiten(w)).orElseGet(() -> rotation.orElseThrow().whiten(w));
    }

    /** Tasks in whitened coordinates: G' beta, shape (size, any), of tasks beta, shape (d, any). */
    public DdMatrix whitenTasks(DdMatrix tasks) {
        return axes.map(a -> a.whitenTasks(tasks))
                .orElseGet(() -> rotation.orElseThrow().g().transposeTimes(tasks));
    }

    /** The vectors v of least norm, shape (d, any), with x'v = z'u, for vectors u, shape (size, any). */
    public DdMatrix unwhitenVectors(DdMatrix vectors) {
        return axes.map(a -> a.unwhitenVectors(vectors))
                .orElseGet(() -> rotation.orElseThrow().inverse().transposeTimes(vectors));
    }

    /** The preconditioner W of least norm whose whitened form G' W G is diagonal with these entries, shape (size). */
    public Preconditioner unwhiten(DD[] scales) {
        return axes.map(a -> a.unwhiten(scales))
                .orElseGet(() -> rotation.orElseThrow().unwhiten(scales));
    }

    /** The preconditioner W of least norm whose whitened form G' W G is V, shape (size, size). */
    public Preconditioner unwhiten(Preconditioner v) {
        if (v.isDiagonal()) {
            return unwhiten(
                    IntStream.range(0, size()).mapToObj(i -> v.get(i, i)).toArray(DD[]::new));
        }
        return axes.map(a -> a.unwhiten(v.dense()))
                .orElseGet(() -> rotation.orElseThrow().unwhiten(v.dense()));
    }
}
