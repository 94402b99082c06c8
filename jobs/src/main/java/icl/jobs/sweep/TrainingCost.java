package icl.jobs.sweep;

import icl.core.covariance.Covariance;
import icl.core.design.AlignedDesign;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.RetrievalDesign;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.train.Sampler;

/**
 * Predicted seconds of one core for a prompt of training, right within a factor of some three: enough to cut a sweep into pieces of
 * about the same duration. The constants were measured at dim 20 and 50, length 40 to 2000.
 */
final class TrainingCost {
    /** A number drawn and used, in lanes. */
    private static final double NUMBER = 0.7e-9;

    /** A multiplication in double precision where prompts come one by one. */
    private static final double PLAIN = 2e-9;

    private TrainingCost() {}

    static double seconds(Question question, Parameterisation parameters, Sampler sampler) {
        Design design = question.design();
        double d = design.dim();
        double n = design.length();
        if (design instanceof CustomDesign || !Models.isBilinear(question)) {
            double channels = question.predictor() instanceof Predictor.H3Channels ? d : 1;
            double positions = question.loss() == Loss.POSITIONS ? n : 1;
            return 1e-6 + 6 * PLAIN * positions * (n * d * channels + d * d);
        }
        if (question.loss() == Loss.POSITIONS) {
            return 1e-6 + 1.4e-10 * n * n * d;
        }
        boolean weighted =
                question.predictor() instanceof Predictor.H3 || question.predictor() instanceof Predictor.Weighted;
        if (weighted || sampler == Sampler.FEATURES || !design.step().isPresent()) {
            return 1e-7 + NUMBER * (n * d * (1 + dense(design)) + d * d / 5) * (design instanceof DriftDesign ? 2 : 1);
        }
        boolean full = parameters == Parameterisation.FULL
                && question.predictor() instanceof Predictor.Attention attention
                && attention.rank().isEmpty();
        double columns = Math.min(n, d);
        return 1e-7 + NUMBER * (full ? columns * d * (1 + dense(design)) + 8 * columns : 5 * d + d * d / 5);
    }

    /** Products with a full covariance, for each feature drawn; with the axis, for reflections. */
    private static double dense(Design design) {
        boolean full = design.featureCovariance() instanceof Covariance.Full
                || design.featureCovariance() instanceof Covariance.Exchangeable;
        boolean axis = design instanceof RetrievalDesign || design instanceof AlignedDesign;
        return (full ? design.dim() * 0.05 : 0) + (axis ? 0.2 : 0);
    }
}
