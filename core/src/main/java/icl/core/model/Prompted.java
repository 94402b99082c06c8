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
