package icl.core.prompt;

import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.random.StreamKey;

/**
 * Whole prompts with a different task at each position, drawn one example at a time; the task of the query comes last.
 */
public final class DriftPrompts extends WholePrompts {
    private final TaskPath path;

    /** Allocates a batch. */
    public DriftPrompts(LinearGaussian law, FeatureLaw featureLaw, TaskCorrelation correlation, StreamKey stream) {
        super(law, featureLaw, stream, 1);
        path = TaskPath.of(correlation, dim, length, this::drawTask);
    }

    @Override
    void begin() {
        drawQuery();
        path.begin();
    }

    @Override
    void label(int first, int count) {
        path.task(first, task);
        super.label(first, count);
    }

    @Override
    protected void end() {
        path.task(length, task);
        drawTarget();
    }
}
