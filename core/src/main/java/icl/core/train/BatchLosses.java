package icl.core.train;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.model.BilinearModel;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.prompt.PromptBatch;
import icl.core.prompt.PromptSource;
import icl.core.random.StreamKey;

/** Losses of models on prompts of a design. */
public final class BatchLosses {
    private BatchLosses() {}

    /**
     * The squared error of a model, computed in lanes where the model is linear in the query, else prompt by prompt.
     *
     * @throws icl.core.check.Invalid where it would not fit into memory
     */
    public static BatchLoss of(Model model, Design design, Loss loss, Sampler sampler, StreamKey stream) {
        TrainingMemory.require(model, design);
        if (!(model instanceof LinearInQuery linear)) {
            return new PromptLoss(model, loss, new PromptSource(design.whole(), stream));
        }
        boolean isWhole = loss == Loss.POSITIONS || sampler == Sampler.FEATURES;
        SufficientStatistic statistic = isWhole ? SufficientStatistic.WHOLE : model.sees();
        PromptBatch prompts = statistic.cheapestSampler(design).open(stream);
        if (model instanceof BilinearModel bilinear) { // reads the examples once, without storing them
            return loss == Loss.POSITIONS ? new PositionsLoss(bilinear, prompts) : new QueryLoss(bilinear, prompts);
        }
        return new LinearLoss(linear, loss, prompts);
    }
}
