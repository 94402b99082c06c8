package icl.core.prompt;

import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Vector;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;
import java.util.Arrays;

/**
 * One example of label 1 whose features have the law of X'(w o y), the statistic of a gradient step with weights w, for
 * any weights, noise variances and correlations of the examples. Only two or three numbers of each example are drawn:
 * its coordinates in the subspace that determines its label, and its noise. Orthogonal to this subspace X'(w o y) is
 * normal with variance sum (w_i y_i)^2 b_i, where b_i is the variance of a coordinate of example i (docs/formulas.md,
 * section 13). If the shared direction is the task, the feature covariance must be the identity.
 */
public final class ProjectedPrompts extends PromptBatch {
    /** Examples drawn at once. */
    private static final int AT_ONCE = 16;

    private final LaneRandom random;
    private final int examples;
    private final boolean isQueryAxis;
    private final float[] weights;
    private final float[] deviations; // of the noise, that of the query last
    private final float[] pulls; // factor of the axis in each example
    private final float[] kept; // standard deviation of a coordinate orthogonal to the axis
    private final float labelScale;
    private final float taskFactor;
    private final CovarianceRoot featureRoot;
    private final TaskMixture tasks;
    private final float[] axis; // query or task, in whitened features
    private final float[] whiteTask;
    private final float[] normal;
    private final float[] noise = LaneAlgebra.rows(LaneRandom.paddedRows(1));
    private final float[] drawn = LaneAlgebra.rows(LaneRandom.paddedRows(3 * AT_ONCE));
    private final float[] norm = LaneAlgebra.rows(1);
    private final float[] along = LaneAlgebra.rows(1); // task along the axis
    private final float[] width = LaneAlgebra.rows(1); // task orthogonal to the axis
    private final float[] onAxis = LaneAlgebra.rows(1); // X'(w o y) along the axis
    private final float[] onTask = LaneAlgebra.rows(1); // along the rest of the task
    private final float[] across = LaneAlgebra.rows(1); // standard deviation orthogonal to both
    private final float[] normalOnAxis = LaneAlgebra.rows(1);
    private final float[] normalOnTask = LaneAlgebra.rows(1);

    /**
     * Allocates a batch; the law has at least one example.
     *
     * @param weights w, shape (n)
     */
    public ProjectedPrompts(LinearGaussian law, SharedDirection shared, Vector weights, StreamKey stream) {
        super(law.dim(), 1, 1);
        random = new LaneRandom(stream);
        examples = law.length();
        isQueryAxis = shared.isQuery();
        deviations = law.deviations();
        this.weights = new float[examples];
        pulls = new float[examples];
        kept = new float[examples];
        labelScale = shared.labelScale(dim);
        taskFactor = shared.taskFactor(dim);
        for (int i = 0; i < examples; i++) {
            this.weights[i] = (float) weights.get(i);
            pulls[i] = isQueryAxis ? (float) shared.alpha().at(i) : taskFactor;
            kept[i] = shared.deviation(i);
        }
        featureRoot = law.featureRoot();
        tasks = law.taskMixture();
        axis = LaneAlgebra.rows(dim);
        whiteTask = LaneAlgebra.rows(dim);
        normal = LaneAlgebra.rows(LaneRandom.paddedRows(dim));
    }

    @Override
    protected void begin(long first) {
        random.start(first);
        random.normals(task, dim);
        tasks.apply(random, task, group);
        ALGEBRA.scale(labelScale, task, 0, dim);
        System.arraycopy(task, 0, whiteTask, 0, dim * LANES);
        featureRoot.applyTransposed(whiteTask);
        random.normals(query, dim);
        System.arraycopy(isQueryAxis ? query : whiteTask, 0, axis, 0, dim * LANES);
        ALGEBRA.addScaled(taskFactor, task, 0, query, 0, dim);
        featureRoot.apply(query, 1);
        ALGEBRA.dots(query, 1, dim, task, target);
        random.normals(noise, 1);
        ALGEBRA.addScaled(deviations[examples], noise, 0, target, 0, 1);
        LaneAlgebra.fill(labels, 0, 1, 1);
    }

    @Override
    protected void draw(int first, int count) {
        random.normals(normal, dim);
        findSpan();
        Arrays.fill(onAxis, 0);
        Arrays.fill(onTask, 0);
        Arrays.fill(across, 0);
        for (int from = 0; from < examples; from += AT_ONCE) {
            int some = Math.min(AT_ONCE, examples - from);
            random.normals(drawn, 3 * some);
            for (int e = 0; e < some; e++) {
                add(from + e, 3 * e * LANES);
            }
        }
        combine();
    }

    private void findSpan() {
        ALGEBRA.dots(axis, 1, dim, axis, norm);
        ALGEBRA.dots(axis, 1, dim, whiteTask, along);
        ALGEBRA.dots(whiteTask, 1, dim, whiteTask, width);
        ALGEBRA.dots(axis, 1, dim, normal, normalOnAxis);
        ALGEBRA.dots(whiteTask, 1, dim, normal, normalOnTask);
        for (int lane = 0; lane < LANES; lane++) {
            float length = (float) Math.sqrt(norm[lane]);
            float over = length > 0 ? 1 / length : 0;
            norm[lane] = length;
            along[lane] *= over;
            normalOnAxis[lane] *= over;
            boolean hasWidth = isQueryAxis && dim > 1;
            float rest = hasWidth ? Math.max(0, Math.fma(-along[lane], along[lane], width[lane])) : 0;
            width[lane] = (float) Math.sqrt(rest);
        }
    }

    /** Adds an example, made of normals along the axis, along the rest of the task, and for the noise. */
    private void add(int example, int at) {
        float pull = pulls[example];
        float keep = kept[example];
        float deviation = deviations[example];
        float weight = weights[example];
        for (int lane = 0; lane < LANES; lane++) {
            float first = Math.fma(pull, norm[lane], keep * drawn[at + lane]);
            float second = keep * drawn[at + LANES + lane];
            float own = deviation * drawn[at + 2 * LANES + lane];
            float y = weight * Math.fma(along[lane], first, Math.fma(width[lane], second, own));
            onAxis[lane] = Math.fma(y, first, onAxis[lane]);
            onTask[lane] = Math.fma(y, second, onTask[lane]);
            across[lane] = Math.fma(y * keep, y * keep, across[lane]);
        }
    }

    /** Combines axis, task and a normal vector with their factors into X'(w o y). */
    private void combine() {
        for (int lane = 0; lane < LANES; lane++) {
            float size = (float) Math.sqrt(across[lane]);
            float overWidth = width[lane] > 1e-6f * Math.abs(along[lane]) ? 1 / width[lane] : 0;
            float normalAcross = Math.fma(-along[lane], normalOnAxis[lane], normalOnTask[lane]) * overWidth;
            float ofTask = overWidth > 0 ? Math.fma(-size, normalAcross, onTask[lane]) * overWidth : 0;
            float ofAxis = Math.fma(-size, normalOnAxis[lane], onAxis[lane]) - ofTask * along[lane];
            onAxis[lane] = norm[lane] > 0 ? ofAxis / norm[lane] : 0;
            onTask[lane] = ofTask;
            across[lane] = size;
        }
        LaneAlgebra.fill(features, 0, dim, 0);
        ALGEBRA.addProducts(onAxis, 0, axis, 0, features, 0, dim);
        ALGEBRA.addProducts(onTask, 0, whiteTask, 0, features, 0, dim);
        ALGEBRA.addProducts(across, 0, normal, 0, features, 0, dim);
        featureRoot.apply(features, 1);
    }
}
