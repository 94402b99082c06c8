package icl.core.prompt;

import icl.core.design.DriftDesign;
import icl.core.design.TaskCorrelation;
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
            ALGEBRA.scale(position == 0 ? 0 : kept, task, 0, dim);
            ALGEBRA.addScaled(position == 0 ? start : added, own, 0, task, 0, dim);
        }
    }

    /** Mixtures, by the rows of F with F F' = K, of as many independent tasks as K has directions. */
    private static final class Mixed extends TaskPath {
        private final float[][] rows;
        private final float[][] independent;

        Mixed(DriftDesign design, Consumer<float[]> draw) {
            super(design.dim(), draw);
            int n = design.length();
            TaskCorrelation k = design.taskCorrelation();
            BreezeKernel.Eigen eigen = BreezeKernel.eigSym(Matrix.from(n + 1, n + 1, (i, j) -> k.at(i, j, n)));
            double largest = eigen.values().get(n);
            int first = 0;
            while (first < n && eigen.values().get(first) <= 1e-12 * largest) {
                first++;
            }
            int size = n + 1 - first;
            rows = new float[n + 1][size];
            for (int i = 0; i <= n; i++) {
                for (int m = 0; m < size; m++) {
                    double value = Math.max(0, eigen.values().get(first + m));
                    rows[i][m] = (float) (eigen.vectors().get(first + m, i) * Math.sqrt(value));
                }
            }
            independent = new float[size][];
            for (int m = 0; m < size; m++) {
                independent[m] = LaneAlgebra.rows(LaneRandom.room(dim));
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
