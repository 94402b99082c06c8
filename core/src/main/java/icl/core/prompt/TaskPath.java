package icl.core.prompt;

import icl.core.covariance.TaskCorrelation;
import icl.core.design.DriftDesign;
import icl.core.linalg.BreezeKernel;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.random.LaneRandom;
import java.util.function.Consumer;

/** The tasks of a drifting prompt, position after position, in lanes of shape (d). */
abstract class TaskPath {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;

    final int dim;
    final Consumer<float[]> draw; // an independent task
    final float[] own;

    private TaskPath(int dim, Consumer<float[]> draw) {
        this.dim = dim;
        this.draw = draw;
        own = LaneAlgebra.rows(LaneRandom.room(dim));
    }

    static TaskPath of(DriftDesign design, Consumer<float[]> draw) {
        TaskCorrelation k = design.taskCorrelation();
        if (k instanceof TaskCorrelation.Ar1 ar1) {
            double rho = ar1.rho();
            return new Markov(design.dim(), draw, 1, rho, Math.sqrt((1 - rho) * (1 + rho)));
        }
        if (k instanceof TaskCorrelation.RandomWalk walk) {
            return new Markov(design.dim(), draw, Math.sqrt(walk.initial() + walk.step()), 1, Math.sqrt(walk.step()));
        }
        return new Mixed(design, draw);
    }

    void begin() {}

    /** The task of a position, from 0; positions are asked for in order, the query at n. */
    abstract void task(int position, float[] task);

    /** Each task is a multiple of the last one and something new. */
    private static final class Markov extends TaskPath {
        private final float start;
        private final float kept;
        private final float added;

        Markov(int dim, Consumer<float[]> draw, double start, double kept, double added) {
            super(dim, draw);
            this.start = (float) start;
            this.kept = (float) kept;
            this.added = (float) added;
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

    /** Mixtures, by the rows of F with F F' = K, of as many independent tasks as K has directions. */
    private static final class Mixed extends TaskPath {
        private final float[][] rows;
        private final float[][] independent;

        Mixed(DriftDesign design, Consumer<float[]> draw) {
            super(design.dim(), draw);
            rows = factor(design.taskCorrelation(), design.length());
            independent = new float[rows[0].length][];
            for (int m = 0; m < independent.length; m++) {
                independent[m] = LaneAlgebra.rows(LaneRandom.room(dim));
            }
        }

        /** F with F F' = K, shape (n + 1, directions). */
        private static float[][] factor(TaskCorrelation k, int n) {
            float[][] rows = new float[n + 1][];
            if (k instanceof TaskCorrelation.LinearDrift) {
                for (int i = 0; i <= n; i++) {
                    double s = (i + 1.0) / (n + 1.0);
                    rows[i] = new float[] {(float) (1 - s), (float) s};
                }
                return rows;
            }
            if (k instanceof TaskCorrelation.ChangePoint change) {
                double c = change.correlation();
                float own = (float) Math.sqrt((1 - c) * (1 + c));
                for (int i = 0; i <= n; i++) {
                    rows[i] = i < change.after() ? new float[] {1, 0} : new float[] {(float) c, own};
                }
                return rows;
            }
            return eigenvectors(Matrix.from(n + 1, n + 1, (i, j) -> k.at(i, j, n)));
        }

        /** Scaled by the roots of their eigenvalues; those of eigenvalue 0 are left out. */
        private static float[][] eigenvectors(Matrix k) {
            BreezeKernel.Eigen eigen = BreezeKernel.eigSym(k);
            int last = k.rows() - 1;
            int first = 0;
            while (first < last
                    && eigen.values().get(first) <= 1e-12 * eigen.values().get(last)) {
                first++;
            }
            float[][] rows = new float[k.rows()][k.rows() - first];
            for (int m = first; m <= last; m++) {
                double root = Math.sqrt(Math.max(0, eigen.values().get(m)));
                for (int i = 0; i <= last; i++) {
                    rows[i][m - first] = (float) (eigen.vectors().get(m, i) * root);
                }
            }
            return rows;
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
