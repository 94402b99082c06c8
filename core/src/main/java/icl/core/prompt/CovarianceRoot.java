package icl.core.prompt;

import icl.core.covariance.Covariance;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Vector;
import java.util.Optional;

/**
 * A square root F of a covariance, F F' = S, shape (d, d), in single precision. It maps standard normal vectors to
 * vectors of this covariance.
 */
final class CovarianceRoot {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LANES = LaneAlgebra.LANES;

    private final int dim;
    private final float[] diagonal; // null where F is the identity or dense
    private final float[] dense; // F by rows; null where F is diagonal
    private final float[] transposed; // F' by rows
    private final float[] copy; // one vector

    private CovarianceRoot(int dim, float[] diagonal, float[] dense, float[] transposed) {
        this.dim = dim;
        this.diagonal = diagonal;
        this.dense = dense;
        this.transposed = transposed;
        copy = LaneAlgebra.rows(dim);
    }

    static CovarianceRoot of(Covariance covariance, int dim) {
        if (covariance instanceof Covariance.Identity) {
            return new CovarianceRoot(dim, null, null, null);
        }
        Optional<Vector> variances = covariance.diagonal(dim);
        return variances.isPresent()
                ? new CovarianceRoot(dim, roots(variances.get()), null, null)
                : dense(BreezeKernel.eigSym(covariance.matrix(dim)), dim);
    }

    private static float[] roots(Vector variances) {
        float[] roots = new float[variances.size()];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = (float) Math.sqrt(Math.max(variances.get(i), 0));
        }
        return roots;
    }

    private static CovarianceRoot dense(BreezeKernel.Eigen eigen, int dim) {
        float[] roots = roots(eigen.values());
        float[] dense = new float[dim * dim];
        float[] transposed = new float[dim * dim];
        for (int i = 0; i < dim; i++) {
            for (int c = 0; c < dim; c++) {
                dense[c * dim + i] = (float) (eigen.vectors().get(i, c) * roots[i]);
                transposed[i * dim + c] = dense[c * dim + i];
            }
        }
        return new CovarianceRoot(dim, null, dense, transposed);
    }

    /** Replaces vectors z, one after the other from row 0 on, by F z. */
    void apply(float[] z, int vectors) {
        for (int v = 0; v < vectors; v++) {
            times(transposed, z, v * dim * LANES);
        }
    }

    /** Replaces one vector b by F' b. */
    void applyTransposed(float[] b) {
        times(dense, b, 0);
    }

    private void times(float[] transposedFactor, float[] z, int at) {
        if (diagonal != null) {
            for (int c = 0; c < dim; c++) {
                ALGEBRA.scale(diagonal[c], z, at + c * LANES, 1);
            }
        } else if (transposedFactor != null) {
            System.arraycopy(z, at, copy, 0, dim * LANES);
            ALGEBRA.transposeTimes(transposedFactor, dim, dim, copy, 0, z, at);
        }
    }
}
