package icl.core.model;

import icl.core.design.Design;
import icl.core.kinds.Kind;
import java.util.Optional;

/**
 * One gradient step with a task-specific prompt p_k for each group of tasks, x' W (X'y + p_k). The group k of a prompt
 * is known; a prompt token adds p_k to X'y.
 *
 * @param strategy the parameters that are trained, and in which order
 */
@Kind("prompted")
public record Prompted(PromptStrategy strategy, Normalisation normalisation) implements Predictor {
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
