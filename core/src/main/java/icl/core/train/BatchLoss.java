package icl.core.train;

import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.model.BilinearModel;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.prompt.PromptSource;
import icl.core.prompt.SufficientStatistic;
import icl.core.random.StreamKey;

/** The mean loss over a batch of prompts and its gradient; an instance is for one thread. */
public interface BatchLoss {
    /**
     * The mean loss over prompts.
     *
     * @param parameters shape (size)
     * @param first number of the first prompt, a multiple of 64
     * @param count prompts
     * @param gradient overwritten, shape (size)
     */
    double at(double[] parameters, long first, int count, double[] gradient);

    /**
     * The loss of a model on prompts of a stream: in lanes where model and design are ours, else prompt by prompt.
     *
     * @throws icl.core.check.Invalid where it would not fit into memory; nothing is allocated then
     */
    static BatchLoss of(Model model, Design design, Loss loss, Sampler sampler, StreamKey stream) {
        TrainingMemory.require(model, design);
        if (!(model instanceof BilinearModel bilinear) || design instanceof CustomDesign) {
            return new PromptLoss(model, loss, PromptSource.of(design, stream));
        }
        return loss == Loss.POSITIONS
                ? new PositionsLoss(bilinear, SufficientStatistic.WHOLE.prompts(design, stream))
                : new QueryLoss(bilinear, law(bilinear, design, sampler).prompts(design, stream));
    }

    private static SufficientStatistic law(BilinearModel model, Design design, Sampler sampler) {
        if (sampler == Sampler.FEATURES || !model.hasEqualWeights()) {
            return SufficientStatistic.WHOLE;
        }
        SufficientStatistic least = model.hasEvenPart() ? SufficientStatistic.SECOND_MOMENTS : SufficientStatistic.STEP;
        return least.covers(design) ? least : SufficientStatistic.WHOLE;
    }
}
