package icl.core.risk.formula;

import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.Matrix;
import icl.core.linalg.Products;
import java.util.Arrays;

/**
 * The change of coordinates of a {@link WhitenedBasis} for preconditioners, W of shape (d, d) to V = G'WG of shape
 * (size, size), in plain doubles.
 */
public interface Whitening {
    /** V = G'WG, shape (size, size), of W by rows, shape (d, d). */
    double[] whiten(double[] w);

    /** Overwrites the gradient with respect to W, G (dL/dV) G', from the one with respect to V. */
    void pullBack(double[] gradientV, double[] gradientW);

    static Whitening of(WhitenedBasis basis) {
        Matrix g = basis.coordinates();
        int[] feature = new int[g.columns()];
        for (int i = 0; i < feature.length; i++) {
            int entries = 0;
            for (int c = 0; c < g.rows(); c++) {
                if (g.get(c, i) != 0) {
                    feature[i] = c;
                    entries++;
                }
            }
            if (entries > 1) {
                return new Rotated(g.toArray(), g.rows(), g.columns());
            }
        }
        double[] deviation = new double[feature.length];
        for (int i = 0; i < feature.length; i++) {
            deviation[i] = g.get(feature[i], i);
        }
        return new AlongAxes(feature, deviation, g.rows());
    }

    /** Whitened coordinates that are single features divided by their standard deviations. */
    final class AlongAxes implements Whitening {
        private final int[] feature;
        private final double[] deviation;
        private final int dim;

        AlongAxes(int[] feature, double[] deviation, int dim) {
            this.feature = feature;
            this.deviation = deviation;
            this.dim = dim;
        }

        @Override
        public double[] whiten(double[] w) {
            int size = feature.length;
            double[] v = new double[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    v[i * size + j] = deviation[i] * deviation[j] * w[feature[i] * dim + feature[j]];
                }
            }
            return v;
        }

        @Override
        public void pullBack(double[] gradientV, double[] gradientW) {
            int size = feature.length;
            Arrays.fill(gradientW, 0);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    gradientW[feature[i] * dim + feature[j]] = deviation[i] * deviation[j] * gradientV[i * size + j];
                }
            }
        }
    }

    /** Whitened coordinates with a dense G, stored by rows. */
    final class Rotated implements Whitening {
        private final double[] g;
        private final int dim;
        private final int size;

        Rotated(double[] g, int dim, int size) {
            this.g = g;
            this.dim = dim;
            this.size = size;
        }

        @Override
        public double[] whiten(double[] w) {
            return Products.transposeTimes(g, Products.times(w, g, dim, dim, size), size, dim, size);
        }

        @Override
        public void pullBack(double[] gradientV, double[] gradientW) {
            double[] half = Products.times(g, gradientV, dim, size, size);
            double[] whole = Products.timesTransposed(half, g, dim, size, dim);
            System.arraycopy(whole, 0, gradientW, 0, whole.length);
        }
    }
}
