package icl.core.prompt;

import icl.core.check.Invalid;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.kinds.Kinds;
import icl.core.linalg.Vector;
import icl.core.random.StreamKey;

/** How much of a prompt is drawn. Less is faster and has the same law for a model that sees no more. */
public enum SufficientStatistic {
    /** Every feature of every example. */
    WHOLE,
    /** Examples with the law of X'X, X'y and y'y: all that a model without weights sees. Cost does not grow with length. */
    SECOND_MOMENTS,
    /** One example with the law of X'y: all that a gradient step with equal weights sees. Cost does not grow with length. */
    STEP;

    /** Whether prompts of this design can be drawn so. */
    public boolean covers(Design design) {
        return this == WHOLE ? isBuiltIn(design) : ReducedPrompts.cover(design);
    }

    private static boolean isBuiltIn(Design design) {
        return design instanceof IidDesign
                || design instanceof RetrievalDesign
                || design instanceof AlignedDesign
                || design instanceof DriftDesign;
    }

    /**
     * A source of prompts; for one thread.
     *
     * @throws Invalid where the law is not known
     */
    public PromptBatch prompts(Design design, StreamKey stream) {
        if (!covers(design)) {
            throw new Invalid("Cannot draw " + Kinds.of(this) + " of " + design
                    + " (known: whole prompts of the built-in designs; less on iid, retrieval and aligned"
                    + " with one noise and one alpha)");
        }
        return switch (this) {
            case WHOLE -> whole(design, stream);
            case SECOND_MOMENTS -> new SecondMomentPrompts(design, stream);
            case STEP -> new StepPrompts(design, stream);
        };
    }

    /** Whether {@link #projected} knows the design. */
    public static boolean coversProjected(Design design) {
        return ProjectedPrompts.cover(design);
    }

    /**
     * One example, of label 1, whose features have the law of X'(w o y): all that a gradient step with these weights sees. Draws
     * two or three numbers of each example, whatever the dimension.
     *
     * @param weights w, shape (n)
     */
    public static PromptBatch projected(Design design, Vector weights, StreamKey stream) {
        if (!coversProjected(design)) {
            throw new Invalid("Cannot project prompts of " + design
                    + " (known: iid, retrieval, and aligned with identity" + " features, of length at least 1)");
        }
        return new ProjectedPrompts(design, weights, stream);
    }

    private static PromptBatch whole(Design design, StreamKey stream) {
        if (design instanceof IidDesign iid) {
            return new IidPrompts(iid, stream);
        }
        if (design instanceof RetrievalDesign retrieval) {
            return new RetrievalPrompts(retrieval, stream);
        }
        return design instanceof AlignedDesign aligned
                ? new AlignedPrompts(aligned, stream)
                : new DriftPrompts((DriftDesign) design, stream);
    }
}
