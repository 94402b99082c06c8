package icl.core.simulate;

import icl.core.covariance.Covariance;
import icl.core.linalg.LaneAlgebra;

/** x' S x of vectors in lanes, for one covariance S. */
final class QuadraticForm {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    private final int dim;
    private final float[] matrix; // empty for the identity
    private final float[] image;

    QuadraticForm(Covariance covariance, int dim) {
        this.dim = dim;
        matrix = covariance instanceof Covariance.Identity ? new float[0] : rows(covariance, dim);
        image = LaneAlgebra.rows(dim);
    }

    private static float[] rows(Covariance covariance, int dim) {
        double[] entries = covariance.matrix(dim).toArray();
        float[] rows = new float[dim * dim];
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < dim; c++) {
                rows[c * dim + a] = (float) entries[a * dim + c];
            }
        }
        return rows;
    }

    void compute(float[] x, float[] out) {
        if (matrix.length == 0) {
            ALGEBRA.dots(x, 1, dim, x, out);
        } else {
            ALGEBRA.transposeTimes(matrix, dim, dim, x, 0, image, 0);
            ALGEBRA.dots(x, 1, dim, image, out);
        }
    }
}
