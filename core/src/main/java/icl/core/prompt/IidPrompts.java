package icl.core.prompt;

import icl.core.design.IidDesign;
import icl.core.random.StreamKey;

/** {@code iid}: whole prompts. */
final class IidPrompts extends WholePrompts {
    IidPrompts(IidDesign design, StreamKey stream) {
        super(design, stream, chunk(design.dim(), design.length()));
    }

    @Override
    void begin() {
        drawQuery();
        drawTask(task);
        drawTarget();
    }
}
