package icl.core.risk;

import icl.core.check.Invalid;
import icl.core.check.Memory;
import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.kinds.Kinds;
import icl.core.kinds.Services;
import icl.core.linalg.Vector;
import icl.core.model.BilinearModel;
import icl.core.model.Estimator;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Normalisation;
import icl.core.model.PreconditionerSet;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.aligned.AlignedRisk;
import icl.core.risk.formula.Answer;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.linear.LinearRisk;
import icl.core.risk.means.AttentionLayerRisk;
import icl.core.risk.means.AttentionSquaresRisk;
import icl.core.risk.means.PromptedRisk;
import icl.core.risk.paper.PaperAlignedApproximation;
import icl.core.risk.paper.PaperForm;
import icl.core.risk.paper.PaperIidForm;
import icl.core.risk.paper.PaperLoraBound;
import icl.core.risk.paper.PaperRetrievalApproximation;
import icl.core.risk.paper.PaperRisk;
import icl.core.risk.retrieval.RetrievalRisk;
import icl.core.risk.retrieval.SequenceRisk;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * The registry of risk formulas, and the answers to questions. To add a formula, write its class and name it here;
 * formulas of users are found on the class path. No two formulas cover the same question, so their order does not
 * matter.
 */
public final class RiskFormulas {
    /**
     * Matrices of doubles of shape (d, d) that computing an optimum allocates; a double-double matrix counts as two.
     */
    private static final int MATRICES = 12;

    private static final List<RiskFormula> EXACT = List.of(
            new LinearRisk(),
            new RetrievalRisk(),
            new SequenceRisk(),
            new AlignedRisk(),
            new PromptedRisk(RiskFormulas::exact),
            new AttentionLayerRisk(RiskFormulas::exact),
            new AttentionSquaresRisk());

    private static final List<PaperForm> PAPER = List.of(
            new PaperIidForm(),
            new PaperRetrievalApproximation(),
            new PaperAlignedApproximation(),
            new PaperLoraBound());

    private RiskFormulas() {}

    /** The formula that covers a question; empty where none does. */
    public static Optional<RiskFormula> formula(Question question) {
        RiskFormula found = covering(EXACT, question, null);
        List<RiskFormula> custom = Services.of(RiskFormula.class);
        return Optional.ofNullable(custom.isEmpty() ? found : covering(custom, question, found));
    }

    /** The formula among these that covers the question, or the one found before; throws where there are two. */
    private static RiskFormula covering(List<RiskFormula> formulas, Question question, RiskFormula before) {
        RiskFormula found = before;
        for (RiskFormula formula : formulas) {
            if (formula.covers(question)) {
                if (found != null) {
                    throw new Invalid("Cannot answer " + subject(question) + ": the formulas "
                            + found.getClass().getName() + " and "
                            + formula.getClass().getName() + " both cover it (at most one may)");
                }
                found = formula;
            }
        }
        return found;
    }

    private static String subject(Question question) {
        return Kinds.of(question.predictor()) + " on " + Kinds.of(question.design());
    }

    /**
     * Whether a formula covers the question, without computing anything. The formula may still have no closed form for
     * it; {@link #answer} then gives the reason.
     */
    public static boolean isCovered(Question question) {
        if (question.predictor().steps().isEmpty()) {
            return formula(question).isPresent(); // which handles the law of training itself
        }
        Optional<Design> base = base(question);
        boolean covered = formula(question.ofTraining()).isPresent()
                && base.map(law -> formula(attention(law)).isPresent()).orElse(true);
        return covered
                && (question.trainedOn().isEmpty()
                        || formula(on(question, question.design())).isPresent());
    }

    /** The exact risk, or the reason why there is none. */
    public static Answer answer(Question question) {
        try {
            return exact(question);
        } catch (NoClosedForm e) {
            return new Answer.Refusal(e.reason());
        }
    }

    /**
     * The exact risk on the design of the predictor that is best on the law that it was trained on.
     *
     * @throws NoClosedForm where there is none
     */
    public static Optimum exact(Question question) {
        Optional<StepSet> steps = question.predictor().steps();
        Optimum optimum = question.trainedOn().isPresent() && steps.isPresent()
                ? carried(question)
                : minimum(question, steps.map(set -> resolved(question, set)));
        return isReduced(question) ? optimum.by(Optimum.Method.REDUCED) : optimum;
    }

    /**
     * Whether the predictor is a whole layer whose label-even part may lower the risk where it is trained, so that its
     * optimum need not be a step.
     */
    private static boolean isReduced(Question question) {
        Design law = question.lawOfTraining();
        if (law.oddAndEvenPartsAreUncorrelated() || question.predictor().steps().isEmpty()) {
            return false;
        }
        return question.predictor()
                .layer(law)
                .filter(layer -> !(layer instanceof BilinearModel bilinear)
                        || bilinear.parts().even())
                .isPresent();
    }

    /** The optimum, computed in units in which products of variances neither overflow nor underflow. */
    private static Optimum minimum(Question question, Optional<StepSet> steps) {
        RiskFormula formula = required(question);
        Optional<Units> units = question.design().units();
        int weights = steps.isPresent() ? weightExponent(steps.get()) : 0;
        if (units.isEmpty() && weights == 0) {
            return formula.optimum(question, steps);
        }
        int features = units.map(Units::features).orElse(0);
        int labels = units.map(Units::labels).orElse(0);
        Design design = units.map(question.design()::inUnits).orElse(question.design());
        Optional<Design> law = steps.isPresent()
                ? Optional.empty()
                : question.trainedOn()
                        .map(there -> units.map(given -> inUnits(there, given, question.design()))
                                .orElse(there));
        Question inside = new Question(design, question.predictor(), question.loss(), law);
        Optimum optimum = formula.optimum(inside, steps.map(set -> scaled(set, features, weights)))
                .inUnits(features + weights, labels);
        if (!Double.isFinite(optimum.zeroRisk())) {
            throw new Invalid("risk", "above " + Double.MAX_VALUE, "a number that a double can hold");
        }
        return steps.map(StepSet::weights)
                .filter(WeightSet.Fixed.class::isInstance)
                .map(set -> optimum.withWeights(((WeightSet.Fixed) set).weights()))
                .orElse(optimum);
    }

    /** A law of training in the units of the design. */
    private static Design inUnits(Design law, Units units, Design design) {
        if (law.getClass() != design.getClass()) {
            throw new NoClosedForm("variances far from 1 and a law of training of another kind; ask in other units");
        }
        return law.inUnits(units);
    }

    /**
     * The exponent of the power of two by which given weights are divided, since only their ratios matter; 0 where they
     * are near 1.
     */
    private static int weightExponent(StepSet steps) {
        double largest = 0;
        if (steps.weights() instanceof WeightSet.Fixed fixed) {
            for (int i = 0; i < fixed.weights().size(); i++) {
                largest = Math.max(largest, Math.abs(fixed.weights().get(i)));
            }
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        return Math.abs(exponent) <= 64 ? 0 : exponent;
    }

    private static StepSet scaled(StepSet steps, int features, int weights) {
        PreconditionerSet set = steps.preconditioners();
        if (set instanceof PreconditionerSet.Fixed fixed) {
            set = new PreconditionerSet.Fixed(() -> fixed.preconditioner().scaled(features + weights));
        } else if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
            set = new PreconditionerSet.FrozenPlusUpdate(around.frozen().scaled(features + weights), around.rank());
        }
        WeightSet scaled = steps.weights() instanceof WeightSet.Fixed fixed
                ? new WeightSet.Fixed(fixed.weights().map(w -> Math.scalb(w, -weights)))
                : steps.weights();
        return new StepSet(set, scaled);
    }

    private static RiskFormula required(Question question) {
        return formula(question)
                .orElseThrow(() -> new NoClosedForm("no formula is known for " + subject(question)
                        + (question.loss() == Loss.QUERY ? "" : " under the loss " + Kinds.of(question.loss()))));
    }

    /** The steps with the base of {@code lora} replaced by its optimum. */
    private static StepSet resolved(Question question, StepSet set) {
        if (!(set.preconditioners() instanceof PreconditionerSet.OptimumPlusUpdate around)) {
            return set;
        }
        Preconditioner frozen = exact(attention(around.base())).preconditioner();
        Preconditioner here = atLength(frozen, around.normalisation(), around.base(), question.design());
        return set.with(new PreconditionerSet.FrozenPlusUpdate(here, around.rank()));
    }

    private static Preconditioner atLength(Preconditioner w, Normalisation normalisation, Design from, Design to) {
        double factor = normalisation.factor(from.length(), to.length());
        return factor == 1 ? w : w.times(DD.of((double) from.length()).divide((double) to.length()));
    }

    /** The risk on the design of the step that is best on the law of training. */
    private static Optimum carried(Question question) {
        return minimum(on(question, question.design()), Optional.of(carriedStep(question)));
    }

    /** What is best on the law of training, as it acts on the design. */
    private static StepSet carriedStep(Question question) {
        Design law = question.lawOfTraining();
        Design design = question.design();
        Optimum there = exact(question.ofTraining());
        requireUnique(question, there);
        if (there.weights().isPresent() && law.length() != design.length()) {
            throw new NoClosedForm("weights found at length " + law.length() + " have no meaning at length "
                    + design.length() + "; ask at the same length");
        }
        Preconditioner w = atLength(there.preconditioner(), question.predictor().normalisation(), law, design);
        return StepSet.of(() -> w, there.weights());
    }

    /**
     * Refuses a low-rank optimum that is not unique, since the eigenvalues on both sides of its rank are equal: the
     * optima have the same risk where they are trained, but not on another law.
     */
    private static void requireUnique(Question question, Optimum there) {
        Optional<Integer> rank = question.predictor()
                .steps()
                .map(StepSet::preconditioners)
                .filter(PreconditionerSet.RankAtMost.class::isInstance)
                .flatMap(set -> ((PreconditionerSet.RankAtMost) set).rank());
        if (rank.isEmpty() || rank.get() == 0 || there.gain() == 0) {
            return;
        }
        Design law = question.lawOfTraining();
        int r = rank.get();
        double kept = law.spectrum().get(r - 1);
        boolean tied = kept > 0 && r < law.dim() && law.spectrum().get(r) >= kept * (1 - 1e-12);
        boolean matters = !(law.isIsotropic() && question.design().isIsotropic());
        if (tied && matters) {
            throw new NoClosedForm(
                    "the optimum of rank " + r + " on the law of training is not unique, since eigenvalues "
                            + r + " and " + (r + 1) + " of Sigma are both " + kept
                            + ", and the design tells its optima apart; ask for a rank between different eigenvalues");
        }
    }

    private static Question on(Question question, Design design) {
        return new Question(design, question.predictor(), question.loss());
    }

    /** The question whose optimum {@code lora} starts from: linear attention on the base. */
    public static Question attention(Design base) {
        return new Question(base, new Predictor.Attention(Optional.empty()), Loss.QUERY);
    }

    private static Optional<Design> base(Question question) {
        return question.predictor()
                .steps()
                .map(StepSet::preconditioners)
                .filter(PreconditionerSet.OptimumPlusUpdate.class::isInstance)
                .map(set -> ((PreconditionerSet.OptimumPlusUpdate) set).base());
    }

    /**
     * The steps of a question with the base of {@code lora} replaced by its optimum.
     *
     * @throws NoClosedForm where that optimum has none
     */
    public static Optional<StepSet> steps(Question question) {
        return question.predictor().steps().map(set -> resolved(question, set));
    }

    /**
     * The step that has the risk {@link #exact} on the design, rounded to double precision.
     *
     * @throws NoClosedForm where there is no such risk
     * @throws Invalid where it would not fit into memory
     */
    public static Predictor.Given optimalPredictor(Question question) {
        if (question.predictor() instanceof Predictor.Given given) {
            return given;
        }
        requireMemory(question.design());
        if (question.trainedOn().isPresent()) { // known whether or not a formula knows the design
            StepSet step = carriedStep(question);
            PreconditionerSet.Fixed fixed = (PreconditionerSet.Fixed) step.preconditioners();
            Optional<Vector> weights =
                    step.weights() instanceof WeightSet.Fixed given ? Optional.of(given.weights()) : Optional.empty();
            return new Predictor.Given(fixed.preconditioner().dense().rounded(), weights);
        }
        return exact(question).predictor();
    }

    /** Refuses a design whose optimum does not fit into the heap available to one computation. */
    public static void requireMemory(Design design) {
        double d = design.dim();
        Memory.require("find the optimum", design.dim(), design.length(), MATRICES * Double.BYTES * d * d);
    }

    /**
     * The estimator that reaches the risk {@link #exact}, for simulations, where the predictor is not one step; empty
     * where it is not known. The supplier may throw {@link NoClosedForm}.
     */
    public static Optional<Supplier<Estimator>> estimator(Question question) {
        boolean isOrdinary = question.design().units().isEmpty();
        return isOrdinary && isCovered(question)
                ? formula(question).flatMap(formula -> formula.estimator(question))
                : Optional.empty();
    }

    /**
     * The exact risk on the design of a model with these parameters, where it is not one step; empty where it is not
     * known.
     *
     * @param model at the length of the law of training
     * @param parameters shape (size)
     */
    public static Optional<Double> riskOf(Question question, Model model, double[] parameters) {
        return isCovered(question)
                ? formula(question).flatMap(formula -> formula.riskOf(question, model, parameters))
                : Optional.empty();
    }

    /** Predicted CPU seconds of an exact risk, right within a factor of about three. */
    public static double seconds(Question question) {
        return formula(question).map(formula -> formula.seconds(question)).orElse(0.0)
                + (question.trainedOn().isPresent() ? seconds(question.ofTraining()) : 0);
    }

    /** The exact risk as a function of preconditioner and weights; empty where it has no closed form. */
    public static Optional<RiskSurface> surface(Design design, Loss loss) {
        return formula(new Question(design, new Predictor.Attention(Optional.empty()), loss))
                .flatMap(formula -> formula.surface(design, loss));
    }

    /** Whether {@link #surface} has an answer. */
    public static boolean hasSurface(Design design, Loss loss) {
        return formula(new Question(design, new Predictor.Attention(Optional.empty()), loss))
                .map(formula -> formula.hasSurface(design, loss))
                .orElse(false);
    }

    /** The paper's form of the risk, on most designs an approximation or a bound; empty where the paper gives none. */
    public static Optional<PaperRisk> paper(Question question) {
        return paperForm(question).map(form -> form.answer(question));
    }

    /** Whether {@link #paper} has an answer, without computing it. */
    public static boolean isInPaper(Question question) {
        return paperForm(question).isPresent();
    }

    private static Optional<PaperForm> paperForm(Question question) {
        return PAPER.stream().filter(form -> form.covers(question)).findFirst();
    }
}
