package icl.core.simulate;

import icl.core.covariance.Covariance;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.prompt.PromptBatch;
import icl.core.prompt.SufficientStatistic;
import icl.core.random.StreamKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * A number of each of 64 prompts whose mean over prompts is the risk of x' W X'(w o y): the mean squared error given most of the
 * prompt, the rest integrated out (Rao and Blackwell), so that its variance is smaller and its tails are lighter than those of the
 * squared error (docs/formulas.md, section 14).
 */
abstract class ConditionalRisk implements RiskSample {
    static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    static final int LANES = LaneAlgebra.LANES;

    final Design design;
    final int dim;
    final PromptBatch prompts;
    private final float[] transposed; // W' by rows
    private final float[] weights; // of the examples that prompts has
    private final float[] single = LaneAlgebra.rows(1);

    private ConditionalRisk(Design design, Predictor.Given step, PromptBatch prompts, Optional<Vector> weights) {
        this.design = design;
        dim = design.dim();
        this.prompts = prompts;
        transposed = transposed(step.preconditioner());
        this.weights = new float[Math.max(prompts.length(), design.length())];
        Arrays.fill(this.weights, 1);
        weights.ifPresent(w -> {
            for (int i = 0; i < w.size(); i++) {
                this.weights[i] = (float) w.get(i);
            }
        });
    }

    /** The numbers of a predictor on a built-in design, by the cheapest law that shows it all it sees. */
    static ConditionalRisk of(Design design, Predictor.Given step, Loss loss, StreamKey stream) {
        if (loss == Loss.POSITIONS) {
            return new OfPositions(design, step, SufficientStatistic.WHOLE.prompts(design, stream), step.weights());
        }
        boolean keepsQuery = design instanceof RetrievalDesign;
        if (!keepsQuery && step.weights().isPresent() && SufficientStatistic.coversProjected(design)) {
            PromptBatch prompts =
                    SufficientStatistic.projected(design, step.weights().get(), stream);
            return new OfQueryLeftOut(design, step, prompts, Optional.empty());
        }
        SufficientStatistic least = keepsQuery ? SufficientStatistic.SECOND_MOMENTS : SufficientStatistic.STEP;
        boolean reduces = step.weights().isEmpty() && least.covers(design);
        PromptBatch prompts = (reduces ? least : SufficientStatistic.WHOLE).prompts(design, stream);
        return keepsQuery
                ? new OfQueryKept(design, step, prompts, step.weights())
                : new OfQueryLeftOut(design, step, prompts, step.weights());
    }

    private static float[] transposed(Matrix w) {
        float[] rows = new float[w.rows() * w.columns()];
        for (int a = 0; a < w.rows(); a++) {
            for (int c = 0; c < w.columns(); c++) {
                rows[c * w.rows() + a] = (float) w.get(a, c);
            }
        }
        return rows;
    }

    /** The same in single precision. */
    abstract void of(long first, float[] numbers);

    @Override
    public final void at(long first, double[] numbers) {
        of(first, single);
        for (int lane = 0; lane < LANES; lane++) {
            numbers[lane] = single[lane];
        }
    }

    final float weight(int example) {
        return weights[example];
    }

    /** y = W x, shape (d). */
    final void precondition(float[] x, float[] y) {
        ALGEBRA.transposeTimes(transposed, dim, dim, x, 0, y, 0);
    }

    final float noise(int position) {
        return (float) design.noiseVariance().at(position);
    }

    /** x' S x of vectors in lanes, for one covariance S. */
    static final class Form {
        private final int dim;
        private final float[] matrix; // null for the identity
        private final float[] image;

        Form(Covariance covariance, int dim) {
            this.dim = dim;
            matrix = covariance instanceof Covariance.Identity ? null : transposed(covariance.matrix(dim));
            image = LaneAlgebra.rows(dim);
        }

        void at(float[] x, float[] out) {
            if (matrix == null) {
                ALGEBRA.dots(x, 1, dim, x, out);
            } else {
                ALGEBRA.transposeTimes(matrix, dim, dim, x, 0, image, 0);
                ALGEBRA.dots(x, 1, dim, image, out);
            }
        }
    }

    /** Given task and examples: the query is left out, x ~ N(0, S_x), or N(a beta, S_x) where it leans on the task. */
    private static final class OfQueryLeftOut extends ConditionalRisk {
        private final Form features;
        private final float lean; // a / gamma: the task comes as gamma beta
        private final float[] step;
        private final float[] error;
        private final float[] along = LaneAlgebra.rows(1);

        OfQueryLeftOut(Design design, Predictor.Given given, PromptBatch prompts, Optional<Vector> weights) {
            super(design, given, prompts, weights);
            features = new Form(design.featureCovariance(), dim);
            lean = design instanceof AlignedDesign aligned
                    ? (float) (aligned.alpha() * Math.sqrt(aligned.alpha() * aligned.alpha() * dim + 1))
                    : 0;
            step = LaneAlgebra.rows(dim);
            error = LaneAlgebra.rows(dim);
        }

        @Override
        void of(long first, float[] numbers) {
            prompts.start(first);
            Arrays.fill(step, 0);
            int drawn = 0;
            for (int count = prompts.next(); count > 0; count = prompts.next()) {
                for (int e = 0; e < count; e++) {
                    ALGEBRA.scale(weight(drawn + e), prompts.labels(), e * LANES, 1);
                }
                ALGEBRA.accumulate(prompts.features(), count, dim, prompts.labels(), step);
                drawn += count;
            }
            precondition(step, error);
            ALGEBRA.addScaled(-1, prompts.task(), 0, error, 0, dim);
            features.at(error, numbers);
            ALGEBRA.dots(error, 1, dim, prompts.task(), along);
            for (int lane = 0; lane < LANES; lane++) {
                float leaning = lean * along[lane];
                numbers[lane] = Math.fma(leaning, leaning, numbers[lane]) + noise(design.length());
            }
        }
    }

    /** Given all features: task and noise are left out. v = x - sum w_i (x'W x_i) x_i. */
    private static final class OfQueryKept extends ConditionalRisk {
        private final Form tasks;
        private final float[] key;
        private final float[] backward; // W by rows
        private final float[] pull;
        private final float[] residual;

        OfQueryKept(Design design, Predictor.Given given, PromptBatch prompts, Optional<Vector> weights) {
            super(design, given, prompts, weights);
            tasks = new Form(design.taskCovariance(), dim);
            key = LaneAlgebra.rows(dim);
            backward = new float[dim * dim];
            for (int i = 0; i < backward.length; i++) {
                backward[i] = (float) given.preconditioner().get(i / dim, i % dim);
            }
            pull = LaneAlgebra.rows(Math.max(1, prompts.length()));
            residual = LaneAlgebra.rows(dim);
        }

        @Override
        void of(long first, float[] numbers) {
            prompts.start(first);
            ALGEBRA.transposeTimes(backward, dim, dim, prompts.query(), 0, key, 0);
            System.arraycopy(prompts.query(), 0, residual, 0, dim * LANES);
            float[] noise = new float[LANES];
            int drawn = 0;
            for (int count = prompts.next(); count > 0; count = prompts.next()) {
                ALGEBRA.dots(prompts.features(), count, dim, key, pull);
                for (int e = 0; e < count; e++) {
                    ALGEBRA.scale(-weight(drawn + e), pull, e * LANES, 1);
                    for (int lane = 0; lane < LANES; lane++) {
                        float p = pull[e * LANES + lane];
                        noise[lane] = Math.fma(p * p, noise(Math.min(drawn + e, design.length())), noise[lane]);
                    }
                }
                ALGEBRA.accumulate(prompts.features(), count, dim, pull, residual);
                drawn += count;
            }
            tasks.at(residual, numbers);
            for (int lane = 0; lane < LANES; lane++) {
                numbers[lane] += noise[lane] + noise(design.length());
            }
        }
    }

    /** Averaged over positions, given tasks and examples: the features at the predicted position are left out. */
    private static final class OfPositions extends ConditionalRisk {
        private final Form features;
        private final float[] signals; // y_i x_i of the examples seen
        private final float[] step;
        private final float[] error;
        private final float[] square = LaneAlgebra.rows(1);

        OfPositions(Design design, Predictor.Given given, PromptBatch prompts, Optional<Vector> weights) {
            super(design, given, prompts, weights);
            features = new Form(design.featureCovariance(), dim);
            signals = LaneAlgebra.rows(dim * Math.max(1, design.length()));
            step = LaneAlgebra.rows(dim);
            error = LaneAlgebra.rows(dim);
        }

        @Override
        void of(long first, float[] numbers) {
            prompts.start(first);
            Arrays.fill(signals, 0);
            Arrays.fill(numbers, 0);
            int seen = 0;
            for (int count = prompts.next(); count > 0; count = prompts.next()) {
                for (int e = 0; e < count; e++) {
                    addPosition(seen, numbers);
                    ALGEBRA.addProducts(
                            prompts.labels(),
                            e * LANES,
                            prompts.features(),
                            e * dim * LANES,
                            signals,
                            seen * dim * LANES,
                            dim);
                    seen++;
                }
            }
            addPosition(seen, numbers);
            ALGEBRA.scale(1f / (design.length() + 1), numbers, 0, 1);
        }

        /** Adds the risk at position m, which is example m or the query: the last task drawn is its own. */
        private void addPosition(int m, float[] numbers) {
            Arrays.fill(step, 0);
            for (int i = 0; i < m; i++) {
                ALGEBRA.addScaled(weight(design.length() - m + i), signals, i * dim * LANES, step, 0, dim);
            }
            precondition(step, error);
            ALGEBRA.addScaled(-1, prompts.task(), 0, error, 0, dim);
            features.at(error, square);
            for (int lane = 0; lane < LANES; lane++) {
                numbers[lane] += square[lane] + noise(m);
            }
        }
    }
}
