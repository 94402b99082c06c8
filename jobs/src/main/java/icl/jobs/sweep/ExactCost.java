package icl.jobs.sweep;

import icl.core.covariance.Covariance;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.RetrievalDesign;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;

/**
 * Predicted seconds of one exact risk on one core, right within a factor of some three: enough to cut a sweep into pieces
 * of about the same duration. The constants were measured at dim 10 to 1000 and length 10 to 2000.
 */
final class ExactCost {
    private ExactCost() {}

    static double seconds(Question question) {
        int dim = question.design().dim();
        return 2e-6 + 1e-8 * dim + overExamples(question) + overFeatures(question);
    }

    /** What is summed over pairs of examples where these are not all alike; H3 solves for their weights, too. */
    private static double overExamples(Question question) {
        Design design = question.design();
        double n = design.length();
        boolean chosen = question.predictor() instanceof Predictor.H3;
        if (design instanceof RetrievalDesign retrieval && !retrieval.alpha().isCommon()) {
            double each = design.isIsotropic() ? 2e-6 : 1e-5;
            return chosen ? each * n : 1e-7 * n;
        }
        boolean positions = question.loss() == Loss.POSITIONS && chosen;
        boolean pairs = positions
                || design instanceof DriftDesign
                || !design.noiseVariance().isCommon();
        return pairs ? (chosen ? 8e-8 : 1.2e-8) * n * n : 0;
    }

    /** Decompositions: of the update for LoRA, of a covariance for all the cells that share it. */
    private static double overFeatures(Question question) {
        Design design = question.design();
        double d = design.dim();
        boolean full =
                isFull(design.featureCovariance(), design.dim()) || isFull(design.taskCovariance(), design.dim());
        double update = question.predictor() instanceof Predictor.Lora ? 2e-8 : 1e-9;
        double quadratic = design instanceof RetrievalDesign && !design.isIsotropic() ? 5e-7 * d : 0;
        return quadratic + (full ? update * d * d * d : 0);
    }

    private static boolean isFull(Covariance covariance, int dim) {
        return covariance instanceof Covariance.Full || (covariance instanceof Covariance.Exchangeable && dim > 1);
    }
}
