package icl.core.evaluate;

import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.linalg.Vector;
import icl.core.model.BilinearModel;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.PreconditionedGd;
import icl.core.model.PreconditionerSet;
import icl.core.model.PreconditionerShape;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.RiskFormulas;
import java.util.Optional;

/** The models that are trained for a question, on its law of training. */
public final class TrainableModels {
    private TrainableModels() {}

    /** Whether a question has a model with parameters to train. */
    public static boolean cover(Question question) {
        return refusal(question).isEmpty();
    }

    /** Why a question has nothing to train; empty where it has. */
    public static Optional<String> refusal(Question question) {
        Design law = question.lawOfTraining();
        Optional<StepSet> steps = question.predictor().steps();
        if (steps.filter(StepSet::isFixed).isPresent()) {
            return Optional.of("nothing is chosen");
        }
        if (law.length() == 0) {
            return Optional.of("prompts have no examples");
        }
        if (question.loss() == Loss.POSITIONS
                && !(law.prefixesArePrompts() && question.design().prefixesArePrompts())) {
            return Optional.of("the examples before a position are no prompt for it");
        }
        boolean hasModel = steps.isPresent() || question.predictor().layer(law).isPresent();
        if (!hasModel) {
            return Optional.of("no model is known for the predictor");
        }
        return steps.flatMap(TrainableModels::base)
                .filter(base -> !RiskFormulas.isCovered(base))
                .map(base -> "the optimum of the base has no formula");
    }

    private static Optional<Question> base(StepSet steps) {
        return steps.preconditioners() instanceof PreconditionerSet.OptimumPlusUpdate around
                ? Optional.of(RiskFormulas.attention(around.base()))
                : Optional.empty();
    }

    /** The whole layer, where its parameters are trained; empty where those of the equivalent step are. */
    public static Optional<Model> layer(Question question, Parameterisation parameters) {
        boolean step = parameters == Parameterisation.STEP && hasStepModel(question);
        return step ? Optional.empty() : question.predictor().layer(question.lawOfTraining());
    }

    private static boolean hasStepModel(Question question) {
        return question.predictor()
                .steps()
                .filter(set -> !(set.weights() instanceof WeightSet.PerChannel))
                .isPresent();
    }

    /** The model of a question, for prompts of its law of training. */
    public static Model of(Question question, Parameterisation parameters) {
        return at(question, question.lawOfTraining(), parameters, Optional.empty());
    }

    /**
     * The model of a question for prompts of a design, which may have another length than the law of training.
     *
     * @param units of the prompts, where they are not those of the predictor
     */
    static Model at(Question question, Design design, Parameterisation parameters, Optional<Units> units) {
        Question there = new Question(design, question.predictor(), question.loss());
        return layer(there, parameters).orElseGet(() -> step(design, inUnits(resolved(there), units)));
    }

    /** Steps with what is frozen for prompts in these units. */
    private static StepSet inUnits(StepSet steps, Optional<Units> units) {
        boolean isFrozen = steps.preconditioners() instanceof PreconditionerSet.FrozenPlusUpdate;
        if (units.isEmpty() || !isFrozen) {
            return steps;
        }
        PreconditionerSet.FrozenPlusUpdate around = (PreconditionerSet.FrozenPlusUpdate) steps.preconditioners();
        Preconditioner frozen = around.frozen().scaled(units.get().features());
        return steps.with(new PreconditionerSet.FrozenPlusUpdate(frozen, around.rank()));
    }

    private static StepSet resolved(Question question) {
        StepSet steps = question.predictor().steps().orElseThrow();
        if (base(steps).isPresent()) {
            RiskFormulas.requireMemory(question.design());
        }
        return RiskFormulas.steps(question).orElseThrow();
    }

    private static Model step(Design design, StepSet set) {
        boolean learns = set.weights() instanceof WeightSet.Free;
        Optional<Vector> weights = set.weights().fixedWeights();
        return new PreconditionedGd(
                design.dim(), design.length(), shape(design.dim(), set.preconditioners()), weights, learns);
    }

    private static PreconditionerShape shape(int d, PreconditionerSet set) {
        if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
            Preconditioner frozen = around.frozen();
            return new PreconditionerShape.Factors(
                    d, around.rank(), Optional.of(frozen.dense().rounded()));
        }
        Optional<Integer> rank = ((PreconditionerSet.RankAtMost) set).rank();
        return rank.isPresent()
                ? new PreconditionerShape.Factors(d, rank.get(), Optional.empty())
                : new PreconditionerShape.Full(d);
    }

    /** The model, if it computes a bilinear form; else empty. */
    public static Optional<BilinearModel> bilinear(Model model) {
        return model instanceof BilinearModel form ? Optional.of(form) : Optional.empty();
    }

    /** Whether the model of a question computes a bilinear form. */
    public static boolean isBilinear(Question question) {
        return hasStepModel(question);
    }
}
