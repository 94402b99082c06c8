package icl.core.evaluate;

import icl.core.check.Interrupted;
import icl.core.check.NotFinite;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;

/**
 * The linear regression of the label y on the products x_a h_c, whose coefficients are a preconditioner W, shape (d,
 * d). Holds sums of the second moments over prompts, and computes W that minimise the sum of squares.
 */
final class StepRegression {
    private static final int MOST_TURNS = 500;

    /** The alternation ends when it lowers the sum of squares by less than this part of it. */
    private static final double SETTLED = 1e-9;

    private final int dim;
    private final double[][] products; // sum of x_a x_b h_c h_e, by pairs (a <= b) and (c <= e)
    private final double[] withLabel; // sum of y x_a h_c, shape (d, d) by rows
    private double squares;

    StepRegression(int dim) {
        this.dim = dim;
        int pairs = dim * (dim + 1) / 2;
        products = new double[pairs][pairs];
        withLabel = new double[dim * dim];
    }

    void add(double[] x, double[] h, double y) {
        double[] ofSteps = pairs(h);
        double[] ofQueries = pairs(x);
        for (int i = 0; i < ofQueries.length; i++) {
            double[] row = products[i];
            for (int j = 0; j < row.length; j++) {
                row[j] += ofQueries[i] * ofSteps[j];
            }
        }
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < dim; c++) {
                withLabel[a * dim + c] += y * x[a] * h[c];
            }
        }
        squares += y * y;
    }

    private double[] pairs(double[] v) {
        double[] pairs = new double[products.length];
        int at = 0;
        for (int a = 0; a < dim; a++) {
            for (int b = a; b < dim; b++) {
                pairs[at++] = v[a] * v[b];
            }
        }
        return pairs;
    }

    private int pair(int a, int b) {
        int low = Math.min(a, b);
        return low * dim - low * (low - 1) / 2 + Math.abs(a - b);
    }

    void requireFinite() {
        NotFinite.require("sum of squared labels", squares);
        for (double[] row : products) {
            for (double product : row) {
                NotFinite.require("sum of products of a step", product);
            }
        }
    }

    private double product(int one, int other) {
        return products[pair(one / dim, other / dim)][pair(one % dim, other % dim)];
    }

    /** The least-squares W of any rank, shape (d, d). */
    Matrix best() {
        return matrix(LeastSquares.solve(Matrix.from(dim * dim, dim * dim, this::product), Vector.of(withLabel)));
    }

    private Matrix matrix(Vector rows) {
        return Matrix.from(dim, dim, (a, c) -> rows.get(a * dim + c));
    }

    /**
     * W_0 + D with the best D = U V' of at most this rank, by alternating exact minimisation over U and V from the
     * right singular vectors of the best D of any rank. The result is a stationary point, not proven to be the global
     * minimum.
     *
     * @param frozen W_0, shape (d, d)
     */
    Matrix around(Matrix frozen, int rank) {
        StepRegression rest = without(frozen);
        if (rank == 0) {
            return frozen;
        }
        Matrix update = rest.best();
        return plus(frozen, rank >= dim ? update : rest.ofRank(rank, update));
    }

    private static Matrix plus(Matrix a, Matrix b) {
        return Matrix.from(a.rows(), a.columns(), (i, j) -> a.get(i, j) + b.get(i, j));
    }

    /** The regression of the residuals of W_0. */
    private StepRegression without(Matrix frozen) {
        double[] w = frozen.toArray();
        StepRegression rest = new StepRegression(dim);
        rest.squares = squares;
        for (int i = 0; i < w.length; i++) {
            double sum = 0;
            for (int j = 0; j < w.length; j++) {
                sum += product(i, j) * w[j];
            }
            rest.withLabel[i] = withLabel[i] - sum;
            rest.squares -= w[i] * (withLabel[i] + rest.withLabel[i]);
        }
        for (int i = 0; i < products.length; i++) {
            System.arraycopy(products[i], 0, rest.products[i], 0, products.length);
        }
        return rest;
    }

    private Matrix ofRank(int rank, Matrix unbounded) {
        Matrix v = rightVectors(unbounded, rank); // (d, rank)
        Matrix best = Matrix.from(dim, dim, (a, c) -> 0);
        double before = squares;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            Interrupted.check();
            Matrix u = factor(v, true);
            v = factor(u, false);
            best = product(u, v);
            double left = left(best);
            if (before - left <= SETTLED * Math.abs(squares)) {
                break;
            }
            before = left;
        }
        return best;
    }

    private static Matrix rightVectors(Matrix w, int rank) {
        int d = w.rows();
        Matrix gram = Matrix.from(d, d, (i, j) -> {
            double sum = 0;
            for (int a = 0; a < d; a++) {
                sum += w.get(a, i) * w.get(a, j);
            }
            return sum;
        });
        BreezeKernel.Eigen eigen = BreezeKernel.eigSym(gram);
        boolean ascending = eigen.values().get(0) <= eigen.values().get(d - 1);
        return Matrix.from(d, rank, (i, k) -> eigen.vectors().get(i, ascending ? d - 1 - k : k));
    }

    /** The best U for this V, or the best V for this U, shape (d, rank). */
    private Matrix factor(Matrix other, boolean isLeft) {
        int rank = other.columns();
        int size = dim * rank;
        double[][] moments = new double[size][size];
        double[] right = new double[size];
        for (int a = 0; a < dim; a++) {
            for (int k = 0; k < rank; k++) {
                for (int c = 0; c < dim; c++) {
                    right[a * rank + k] += other.get(c, k) * withLabel[isLeft ? a * dim + c : c * dim + a];
                }
            }
        }
        for (int a = 0; a < dim; a++) {
            for (int b = a; b < dim; b++) {
                double[][] inner = inner(other, a, b, isLeft);
                for (int k = 0; k < rank; k++) {
                    for (int l = 0; l < rank; l++) {
                        moments[a * rank + k][b * rank + l] = inner[k][l];
                        moments[b * rank + l][a * rank + k] = inner[k][l];
                    }
                }
            }
        }
        Vector solved = LeastSquares.solve(Matrix.of(moments), Vector.of(right));
        return Matrix.from(dim, rank, (a, k) -> solved.get(a * rank + k));
    }

    /** V' P V for the products P of rows (or columns) a and b of W, shape (rank, rank). */
    private double[][] inner(Matrix other, int a, int b, boolean isLeft) {
        int rank = other.columns();
        double[][] inner = new double[rank][rank];
        for (int l = 0; l < rank; l++) {
            for (int c = 0; c < dim; c++) {
                double sum = 0;
                for (int e = 0; e < dim; e++) {
                    sum += (isLeft ? products[pair(a, b)][pair(c, e)] : products[pair(c, e)][pair(a, b)])
                            * other.get(e, l);
                }
                for (int k = 0; k < rank; k++) {
                    inner[k][l] += other.get(c, k) * sum;
                }
            }
        }
        return inner;
    }

    private static Matrix product(Matrix u, Matrix v) {
        return Matrix.from(u.rows(), v.rows(), (a, c) -> {
            double sum = 0;
            for (int k = 0; k < u.columns(); k++) {
                sum += u.get(a, k) * v.get(c, k);
            }
            return sum;
        });
    }

    /** The sum of squared residuals of W. */
    double left(Matrix preconditioner) {
        return without(preconditioner).squares;
    }
}
