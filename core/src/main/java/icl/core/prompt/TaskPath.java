package icl.core.prompt;

import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.random.LaneRandom;
import java.util.Optional;
import java.util.function.Consumer;

/** The tasks of a drifting prompt by position, in lanes, shape (d). */
abstract class TaskPath {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    final int dim;
    final Consumer<float[]> draw; // draws an independent task
    final float[] own;

    private TaskPath(int dim, Consumer<float[]> draw) {
        this.dim = dim;
        this.draw = draw;
        own = LaneAlgebra.rows(LaneRandom.paddedRows(dim));
    }

    static TaskPath of(TaskCorrelation correlation, int dim, int length, Consumer<float[]> draw) {
        Optional<TaskCorrelation.Chain> chain = correlation.chain();
        return chain.isPresent()
                ? new MarkovTasks(dim, draw, chain.get())
                : new MixedTasks(dim, draw, factor(correlation, length));
    }

    /** A factor F with F F' = K, shape (n + 1, rank), rounded to single precision. */
    static float[][] factor(TaskCorrelation correlation, int n) {
        Matrix factor = correlation
                .factor(n)
                .orElseGet(() -> eigenvectors(Matrix.from(n + 1, n + 1, (i, j) -> correlation.at(i, j, n))));
        float[][] rows = new float[n + 1][factor.columns()];
        for (int i = 0; i <= n; i++) {
            for (int m = 0; m < factor.columns(); m++) {
                rows[i][m] = (float) factor.get(i, m);
            }
        }
        return rows;
    }

    /** Eigenvectors as columns, scaled by the square roots of their eigenvalues, without those of eigenvalue 0. */
    private static Matrix eigenvectors(Matrix k) {
        BreezeKernel.Eigen eigen = BreezeKernel.eigSym(k);
        int last = k.rows() - 1;
        int first = 0;
        while (first < last
                && eigen.values().get(first) <= 1e-12 * eigen.values().get(last)) {
            first++;
        }
        int skipped = first;
        return Matrix.from(
                k.rows(),
                k.rows() - skipped,
                (i, m) -> eigen.vectors().get(skipped + m, i)
                        * Math.sqrt(Math.max(0, eigen.values().get(skipped + m))));
    }

    void begin() {}

    /** Computes the task of a position, from 0. It is called in the order of the positions, the query at n. */
    abstract void task(int position, float[] task);

    /** Tasks of a Markov chain: each is a multiple of the previous one plus an innovation. */
    private static final class MarkovTasks extends TaskPath {
        private final float start;
        private final float kept;
        private final float added;

        MarkovTasks(int dim, Consumer<float[]> draw, TaskCorrelation.Chain chain) {
            super(dim, draw);
            start = (float) chain.start();
            kept = (float) chain.kept();
            added = (float) chain.added();
        }

        @Override
        void task(int position, float[] task) {
            draw.accept(own);
            if (position == 0) {
                LaneAlgebra.fill(task, 0, dim, 0);
            } else {
                ALGEBRA.scale(kept, task, 0, dim);
            }
            ALGEBRA.addScaled(position == 0 ? start : added, own, 0, task, 0, dim);
        }
    }

    /** Tasks that are linear combinations of independent tasks, one for each column of F with F F' = K. */
    private static final class MixedTasks extends TaskPath {
        private final float[][] rows;
        private final float[][] independent;

        MixedTasks(int dim, Consumer<float[]> draw, float[][] rows) {
            super(dim, draw);
            this.rows = rows;
            independent = new float[rows[0].length][];
            for (int m = 0; m < independent.length; m++) {
                independent[m] = LaneAlgebra.rows(LaneRandom.paddedRows(dim));
            }
        }

        @Override
        void begin() {
            for (float[] each : independent) {
                draw.accept(each);
            }
        }

        @Override
        void task(int position, float[] task) {
            LaneAlgebra.fill(task, 0, dim, 0);
            for (int m = 0; m < independent.length; m++) {
                ALGEBRA.addScaled(rows[position][m], independent[m], 0, task, 0, dim);
            }
        }
    }
}
