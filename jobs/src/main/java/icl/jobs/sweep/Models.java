package icl.jobs.sweep;

import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.linalg.Vector;
import icl.core.model.CustomPredictor;
import icl.core.model.H3ChannelLayer;
import icl.core.model.H3Layer;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.PreconditionedGd;
import icl.core.model.PreconditionerShape;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import java.util.Optional;

/** The models that can be trained to answer a question. */
final class Models {
    private Models() {}

    /** Whether there is something to train: not where the predictor is given, and not without examples. */
    static boolean cover(Question question) {
        boolean prompts = question.loss() == Loss.QUERY || hasPromptsForPrefixes(question.design());
        boolean base = !(question.predictor() instanceof Predictor.Lora lora) || !(lora.base() instanceof CustomDesign);
        return prompts
                && base
                && !(question.predictor() instanceof Predictor.Given)
                && question.design().length() >= 1;
    }

    /** Whether the examples before a position are a prompt for it: else there is no average over positions. */
    static boolean hasPromptsForPrefixes(Design design) {
        return design.prefixesArePrompts();
    }

    /** Whether the model computes a bilinear form. */
    static boolean isBilinear(Question question) {
        return !(question.predictor() instanceof CustomPredictor
                || question.predictor() instanceof Predictor.H3Channels);
    }

    /** Whether it is the whole layer that is trained, not the step that it amounts to. */
    static boolean isFull(Question question, Parameterisation parameters) {
        Predictor predictor = question.predictor();
        boolean free = (predictor instanceof Predictor.Attention attention
                        && attention.rank().isEmpty())
                || (predictor instanceof Predictor.H3 h3 && h3.rank().isEmpty());
        return free && parameters == Parameterisation.FULL;
    }

    /** The model of a question's predictor on its design. */
    static Model of(Question question, Parameterisation parameters) {
        Design design = question.design();
        int d = design.dim();
        int n = design.length();
        Predictor predictor = question.predictor();
        if (predictor instanceof CustomPredictor own) {
            return own.model(design);
        }
        if (predictor instanceof Predictor.H3Channels) {
            return new H3ChannelLayer(d, n);
        }
        if (predictor instanceof Predictor.Lora lora) {
            Question base = new Question(lora.base(), new Predictor.Attention(Optional.empty()), Loss.QUERY);
            return PreconditionedGd.lora(n, RiskFormulas.optimalPredictor(base).preconditioner(), lora.rank());
        }
        if (predictor instanceof Predictor.Attention attention) {
            return isFull(question, parameters)
                    ? new LinearAttention(d, n)
                    : step(d, n, attention.rank(), Optional.empty(), false);
        }
        if (predictor instanceof Predictor.H3 h3) {
            return isFull(question, parameters) ? new H3Layer(d, n) : step(d, n, h3.rank(), Optional.empty(), true);
        }
        if (predictor instanceof Predictor.Weighted weighted) {
            return step(d, n, weighted.rank(), Optional.of(weighted.weights()), false);
        }
        throw new IllegalArgumentException("Nothing to train in " + predictor);
    }

    private static Model step(int d, int n, Optional<Integer> rank, Optional<Vector> weights, boolean learnsWeights) {
        PreconditionerShape shape = rank.isPresent()
                ? new PreconditionerShape.Factors(d, rank.get(), Optional.empty())
                : new PreconditionerShape.Full(d);
        return new PreconditionedGd(d, n, shape, weights, learnsWeights);
    }
}
