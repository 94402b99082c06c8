package icl.core.prompt;

import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.random.StreamKey;

/** Whole prompts, one example at a time, each with a task of its own; the query's task comes last. */
public final class DriftPrompts extends WholePrompts {
    private final TaskPath path;

    /** Opens a batch. */
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
