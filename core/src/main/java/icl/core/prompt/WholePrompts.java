package icl.core.prompt;

import icl.core.covariance.FeatureLaw;
import icl.core.linalg.LaneAlgebra;
import icl.core.random.LaneRandom;
import icl.core.random.StreamKey;

/**
 * Prompts with all features of all examples. Noise and the tasks of each group are Gaussian; features are Gaussian
 * unless another law is given.
 */
public abstract class WholePrompts extends PromptBatch {
    final LaneRandom random;
    private final FeatureLaw.NormalTransform transform;
    private final CovarianceRoot featureRoot;
    private final TaskMixture tasks;
    private final float[] deviations;
    private final boolean isNoisy;
    private final float[] noise = LaneAlgebra.rows(LaneRandom.paddedRows(1));

    WholePrompts(LinearGaussian law, StreamKey stream, int chunk) {
        this(law, FeatureLaw.gaussian(), stream, chunk);
    }

    WholePrompts(LinearGaussian law, FeatureLaw featureLaw, StreamKey stream, int chunk) {
        super(law.dim(), law.length(), chunk);
        random = new LaneRandom(stream);
        transform = featureLaw.transform(law.dim(), chunk);
        featureRoot = law.featureRoot();
        tasks = law.taskMixture();
        deviations = law.deviations();
        isNoisy = isNoisy();
    }

    @Override
    protected final void begin(long first) {
        random.start(first);
        begin();
    }

    /** Draws the query, and the task where all positions have the same. */
    abstract void begin();

    private boolean isNoisy() {
        for (float deviation : deviations) {
            if (deviation > 0) {
                return true;
            }
        }
        return false;
    }

    /** Draws a task into rows from 0 on. */
    final void drawTask(float[] into) {
        random.normals(into, dim);
        tasks.apply(random, into, group);
    }

    /** Draws the features of the query, before a subclass adds terms to them. */
    final void drawQuery() {
        drawFeatures(query);
    }

    /**
     * Draws a feature vector of the feature covariance into rows from 0 on. The array must have {@link
     * LaneRandom#paddedRows} rows.
     */
    final void drawFeatures(float[] into) {
        random.normals(into, dim);
        transform.apply(into, 1, random);
        featureRoot.apply(into, 1);
    }

    /** Computes the label of the query from query and task, with noise. */
    final void drawTarget() {
        ALGEBRA.dots(query, 1, dim, task, target);
        if (deviations[length] > 0) {
            random.normals(noise, 1);
            ALGEBRA.addScaled(deviations[length], noise, 0, target, 0, 1);
        }
    }

    /** Draws features and noise, which is stored after the features. */
    @Override
    protected final void draw(int first, int count) {
        random.normals(features, isNoisy ? count * (dim + 1) : count * dim);
        transform.apply(features, count, random);
        featureRoot.apply(features, count);
        mix(first, count);
        label(first, count);
        for (int e = 0; isNoisy && e < count; e++) {
            ALGEBRA.addScaled(deviations[first + e], features, (count * dim + e) * LANES, labels, e * LANES, 1);
        }
    }

    /** Adds the terms of the features of some examples that depend on query or task. */
    void mix(int first, int count) {}

    /** Computes the labels of some examples without noise. */
    void label(int first, int count) {
        ALGEBRA.dots(features, count, dim, task, labels);
    }
}
