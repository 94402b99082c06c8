package icl.core.prompt;

import icl.core.covariance.TaskCorrelation;
import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;
import java.util.Arrays;
import java.util.Optional;

/** Whole prompts of one task whose features are correlated along the prompt, Cov(x_i, x_j) = C_ij S_x with C_ii = 1. */
public final class SequencePrompts extends WholePrompts {
    private final Path path;

    /**
     * Allocates a batch.
     *
     * @param correlation C, the query at position n
     * @param correlatesQuery whether the query is position n; else it is independent of the examples
     */
    public SequencePrompts(LinearGaussian law, TaskCorrelation correlation, boolean correlatesQuery, StreamKey stream) {
        super(law, stream, chunk(law.dim(), law.length()));
        Optional<TaskCorrelation.Chain> chain = correlation.chain();
        path = chain.isPresent()
                ? new MarkovFeatures(correlation, correlatesQuery)
                : new MixedFeatures(correlation, correlatesQuery);
    }

    @Override
    void begin() {
        path.begin();
        drawTask(task);
        drawTarget();
    }

    @Override
    void mix(int first, int count) {
        path.correlate(first, count);
    }

    /** Draws correlated features along the prompt. */
    private interface Path {
        /** Draws the query. */
        void begin();

        /** Replaces independent features of the next examples by correlated ones. */
        void correlate(int first, int count);
    }

    /**
     * Features of a Markov chain that ends in the query, drawn given the query: x_i = kept_i x_(i-1) + pull_i x + added_i z_i,
     * the regression of x_i on the previous example and the query. With an independent query pull_i is 0.
     */
    private final class MarkovFeatures implements Path {
        private final float[] kept;
        private final float[] pull;
        private final float[] added;
        private final float[] last = LaneAlgebra.rows(dim); // features of the previous example

        MarkovFeatures(TaskCorrelation c, boolean correlatesQuery) {
            kept = new float[length];
            pull = new float[length];
            added = new float[length];
            for (int i = 0; i < length; i++) {
                double toLast = i == 0 ? 0 : c.at(i, i - 1, length);
                double toQuery = correlatesQuery ? c.at(i, length, length) : 0;
                double lastToQuery = correlatesQuery && i > 0 ? c.at(i - 1, length, length) : 0;
                regress(i, toLast, toQuery, lastToQuery);
            }
        }

        private void regress(int i, double toLast, double toQuery, double lastToQuery) {
            double free = (1 - lastToQuery) * (1 + lastToQuery); // 0 where the query is the previous example up to sign
            double a = free > 0 ? (toLast - toQuery * lastToQuery) / free : 0;
            double b = free > 0 ? (toQuery - toLast * lastToQuery) / free : toQuery;
            kept[i] = (float) a;
            pull[i] = (float) b;
            added[i] = (float) Math.sqrt(Math.max(0, 1 - a * toLast - b * toQuery));
        }

        @Override
        public void begin() {
            drawQuery();
            Arrays.fill(last, 0);
        }

        @Override
        public void correlate(int first, int count) {
            for (int e = 0; e < count; e++) {
                int at = e * dim * LANES;
                int i = first + e;
                ALGEBRA.scale(added[i], features, at, dim);
                ALGEBRA.addScaled(kept[i], last, 0, features, at, dim);
                if (pull[i] != 0) {
                    ALGEBRA.addScaled(pull[i], query, 0, features, at, dim);
                }
                System.arraycopy(features, at, last, 0, dim * LANES);
            }
        }
    }

    /** Features that are linear combinations of independent vectors, one for each column of F with F F' = C. */
    private final class MixedFeatures implements Path {
        private final float[][] rows;
        private final float[][] independent;
        private final boolean correlatesQuery;

        MixedFeatures(TaskCorrelation correlation, boolean correlatesQuery) {
            rows = TaskPath.factor(correlation, length);
            independent = new float[rows[0].length][];
            Arrays.setAll(independent, m -> LaneAlgebra.rows(LaneRandom.paddedRows(dim)));
            this.correlatesQuery = correlatesQuery;
        }

        @Override
        public void begin() {
            for (float[] each : independent) {
                drawFeatures(each);
            }
            if (correlatesQuery) {
                combine(length, query, 0);
            } else {
                drawQuery();
            }
        }

        /** Overwrites the drawn features. */
        @Override
        public void correlate(int first, int count) {
            for (int e = 0; e < count; e++) {
                combine(first + e, features, e * dim * LANES);
            }
        }

        private void combine(int position, float[] into, int at) {
            LaneAlgebra.fill(into, at, dim, 0);
            for (int m = 0; m < independent.length; m++) {
                ALGEBRA.addScaled(rows[position][m], independent[m], 0, into, at, dim);
            }
        }
    }
}
