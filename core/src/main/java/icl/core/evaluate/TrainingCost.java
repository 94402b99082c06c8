package icl.core.evaluate;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.model.WeightSet;
import icl.core.train.Sampler;
import java.util.Optional;

/**
 * Predicted CPU seconds of training for one prompt, right within a factor of about three; used to divide a sweep into
 * tasks of similar duration. The constants were measured at dim 20 and 50, length 40 to 2000.
 */
public final class TrainingCost {
    /** Seconds to draw and use one number in lanes. */
    private static final double NUMBER = 0.7e-9;

    /** Seconds of a multiplication in double precision where prompts are computed one at a time. */
    private static final double PLAIN = 2e-9;

    private TrainingCost() {}

    /** The CPU seconds for one prompt. */
    public static double seconds(Question question, Parameterisation parameters, Sampler sampler) {
        Design design = question.lawOfTraining();
        double d = design.dim();
        double n = design.length();
        boolean positions = question.loss() == Loss.POSITIONS;
        Optional<Model> layer = TrainableModels.layer(question, parameters);
        boolean lanes = TrainableModels.isBilinear(question)
                || layer.filter(LinearInQuery.class::isInstance).isPresent();
        if (!lanes) {
            return 1e-6 + 6 * PLAIN * (positions ? n : 1) * (2 * n * d + d * d);
        }
        if (positions) {
            return 1e-6 + 1.4e-10 * n * n * d;
        }
        boolean equal = question.predictor()
                .steps()
                .map(set -> set.weights() instanceof WeightSet.Equal)
                .orElseGet(() -> layer.filter(model -> model.sees() != SufficientStatistic.WHOLE)
                        .isPresent());
        double dense = design.hasDenseCovariance() ? d * 0.05 : 0.2;
        if (!equal || sampler == Sampler.FEATURES || design.step().isEmpty()) {
            return 1e-7 + NUMBER * (n * d * (1 + dense) + d * d / 5);
        }
        boolean whole =
                layer.filter(model -> model.sees() != SufficientStatistic.STEP).isPresent();
        double columns = Math.min(n, d);
        return 1e-7 + NUMBER * (whole ? columns * d * (1 + dense) + 8 * columns : 5 * d + d * d / 5);
    }
}
