package icl.core.prompt;

import icl.core.design.DriftDesign;
import icl.core.random.StreamKey;

/** {@code drift}: whole prompts, one example at a time, each with a task of its own; the query's task comes last. */
final class DriftPrompts extends WholePrompts {
    private final TaskPath path;

    DriftPrompts(DriftDesign design, StreamKey stream) {
        super(design, stream, 1);
        path = TaskPath.of(design, this::drawTask);
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
    void end() {
        path.task(length, task);
        drawTarget();
    }
}
