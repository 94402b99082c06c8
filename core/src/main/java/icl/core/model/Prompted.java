package icl.core.model;

import icl.core.design.Design;
import icl.core.kinds.Kind;
import java.util.Optional;

/**
 * One gradient step with a prompt of its own for each group of tasks, x' W (X'y + p_k): a prompt token adds its own product to X'y, and
 * the group k of a prompt is known.
 *
 * @param strategy what is chosen, and when
 */
@Kind("prompted")
public record Prompted(Strategy strategy, Normalisation normalisation) implements Predictor {
    /** What is chosen, and when. */
    public enum Strategy {
        /** W, without prompts. */
        PLAIN,
        /** W without prompts first, then prompts for this W. */
        TUNED,
        /** W and prompts together. */
        JOINT,
        /** W and a linear head for each group: x' W X'(y - X h_k) + x' h_k. */
        DECOUPLED
    }

    @Override
    public Predictor fitted(Design design) {
        return this;
    }

    @Override
    public Optional<Model> layer(Design design) {
        return design.taskMixture()
                .map(groups -> new PromptedStep(design.dim(), design.length(), groups.size(), strategy));
    }
}
