package icl.core.risk.means;

import icl.core.covariance.Covariance;
import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.design.StepMoments;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.DdCholesky;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Matrix;
import icl.core.model.Estimator;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Predictor;
import icl.core.model.PromptStrategy;
import icl.core.model.Prompted;
import icl.core.model.PromptedStep;
import icl.core.model.Question;
import icl.core.model.ShiftedCoefficients;
import icl.core.model.StepCoefficients;
import icl.core.model.StepSet;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * Least risk of a gradient step with a prompt for each group of tasks, x'W(X'y + p_k), beta ~ N(mu_k, S_k) with probability pi_k. In
 * whitened features, with S = sum pi_k S_k, C = sum pi_k mu_k mu_k', M = tr(S + C) + s^2 and n examples,
 *
 * <p>\[ L(V) = \operatorname{tr} S + s^2 - 2n \operatorname{tr}(VS) + n \operatorname{tr} V \big((n+1) S + C + M I\big) V^T . \]
 *
 * <p>The best prompt for W shifts the coefficients by g_k = (I - n W S_x) mu_k: it takes the mean out of the bias, but the examples still
 * carry it, which is the term C. The strategies: {@code joint} minimises L; {@code tuned} has the L of the W that is best without
 * prompts; {@code plain} has no prompts; {@code decoupled} subtracts the mean from the labels and is a step on tasks without means.
 * Decoupled &le; joint &le; tuned &le; plain, all equal where no group has a mean.
 *
 * <p>Unit: label squared. Domain: {@code iid} designs under the loss {@code query}. The risk is reached where W is invertible on the
 * means, else approached: a prompt of finite size then reaches it within any distance. On another law than that of training W and
 * prompts are kept. Accuracy: some 1e-14 relative.
 */
public final class PromptedRisk implements RiskFormula {
    private final Function<Question, Optimum> exact;

    /**
     * @param exact the exact risks of linear attention
     */
    public PromptedRisk(Function<Question, Optimum> exact) {
        this.exact = exact;
    }

    @Override
    public boolean covers(Question question) {
        return question.predictor() instanceof Prompted
                && question.loss() == Loss.QUERY
                && question.design() instanceof IidDesign;
    }

    @Override
    public Optional<String> refusal(Question question, Optional<StepSet> steps) {
        return FeatureChecks.refusal(question);
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        refusal(question, steps).ifPresent(reason -> {
            throw new NoClosedForm(reason);
        });
        Case of = new Case(question);
        if (of.isStep()) {
            return exact.apply(of.asStep()).by(Optimum.Method.CLOSED_FORM);
        }
        DD zero = of.zeroRisk();
        DD risk = of.strategy == PromptStrategy.DECOUPLED
                ? DD.of(exact.apply(of.decoupled()).risk())
                : of.risk(of.preconditioner(), of.shifts());
        return Optimum.of(
                risk.doubleValue(),
                zero.doubleValue(),
                zero.subtract(risk).doubleValue(),
                of.design.length(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<Supplier<Estimator>> estimator(Question question) {
        return Optional.of(() -> new Case(question).estimator());
    }

    @Override
    public Optional<Double> riskOf(Question question, Model model, double[] parameters) {
        return model instanceof PromptedStep step
                ? Optional.of(new Case(question).riskOf(step, parameters).doubleValue())
                : Optional.empty();
    }

    @Override
    public double seconds(Question question) {
        double d = question.design().dim();
        return 2e-5 + 2e-7 * d * d * d;
    }

    /** One question: the law that W and prompts are chosen on, and the design. */
    private final class Case {
        private final Prompted prompted;
        private final PromptStrategy strategy;
        private final IidDesign law;
        private final IidDesign design;
        private final GroupMoments chosen; // moments of the groups of the law of training
        private final GroupMoments tested;

        Case(Question question) {
            prompted = (Prompted) question.predictor();
            strategy = prompted.strategy();
            if (!(question.lawOfTraining() instanceof IidDesign training)) {
                throw new NoClosedForm("prompts that were trained on another kind of design than iid");
            }
            law = training;
            design = (IidDesign) question.design();
            chosen = moments(law);
            tested = moments(design);
            requireSameGroups();
        }

        private GroupMoments moments(IidDesign of) {
            return new GroupMoments(of.taskMixture().orElseThrow(), of.dim());
        }

        private void requireSameGroups() {
            if (isStep()) {
                return;
            }
            if (chosen.size() != tested.size()) {
                throw new NoClosedForm("prompts of " + chosen.size() + " groups have no meaning for " + tested.size()
                        + "; ask for as many groups");
            }
            for (int k = 0; k < chosen.size(); k++) {
                if (chosen.share(k).isZero() && !tested.share(k).isZero()) {
                    throw new NoClosedForm("the prompt of group " + (k + 1)
                            + " is not determined, since the group has weight 0 in the law of training");
                }
            }
        }

        /** Whether all prompts and heads are 0, so that the predictor is one step. */
        boolean isStep() {
            return strategy == PromptStrategy.PLAIN || chosen.isCentred();
        }

        Question asStep() {
            return attention(design, law);
        }

        private Question attention(Design on, Design trainedOn) {
            return new Question(
                    on,
                    new Predictor.Attention(Optional.empty(), prompted.normalisation()),
                    Loss.QUERY,
                    Optional.of(trainedOn));
        }

        /**
         * The question about linear attention on tasks from which the group means of the law of training are
         * subtracted.
         */
        Question decoupled() {
            DdMatrix around = around(chosen.means());
            return attention(design.withTasks(covariance(around)), law.withTasks(covariance(chosen.within())));
        }

        private Covariance covariance(DdMatrix matrix) {
            return new Covariance.Full(matrix.rounded());
        }

        /** The second moment of the tested tasks around one point for each group, shape (groups, d). */
        private DdMatrix around(DdMatrix points) {
            DdMatrix away = tested.means().minus(points);
            return tested.within().plus(tested.products(away, away));
        }

        DD zeroRisk() {
            return features(design)
                    .traceOfProduct(secondMoment())
                    .add(design.noiseVariance().at(design.length()));
        }

        private DdMatrix secondMoment() {
            return tested.within().plus(tested.products(tested.means(), tested.means()));
        }

        private DdMatrix features(Design of) {
            return DdMatrix.of(of.featureCovariance().matrix(of.dim()));
        }

        /** The factor of the layer at the length of the design. */
        private DD factor() {
            double factor = prompted.normalisation().factor(law.length(), design.length());
            return factor == 1 ? DD.ONE : DD.of((double) law.length()).divide((double) design.length());
        }

        /** W as it acts on the design. */
        DdMatrix preconditioner() {
            return chosenPreconditioner().scaled(factor());
        }

        private DdMatrix chosenPreconditioner() {
            return strategy == PromptStrategy.JOINT
                    ? joint()
                    : exact.apply(attention(law, law)).preconditioner().dense();
        }

        private DdMatrix joint() {
            WhitenedBasis basis = law.whitenedBasis();
            DdMatrix within = basis.whiten(Preconditioner.of(chosen.within())).dense();
            DdMatrix means = basis.whitenTasks(chosen.means().transposed()).transposed();
            StepSums sums = new StepSums(law);
            DdMatrix system = within.scaled(sums.pairs)
                    .plus(chosen.products(means, means).scaled(sums.meanPairs))
                    .plus(DdMatrix.diagonal(basis.size(), i -> sums.noise));
            DdMatrix v = DdCholesky.solve(system, within.scaled(sums.signal)).transposed();
            return basis.unwhiten(Preconditioner.of(v)).dense();
        }

        /** g_k of each group as they act on the design, shape (groups, d). */
        DdMatrix shifts() {
            DdMatrix w = chosenPreconditioner();
            DdMatrix reached = w.times(features(law)).scaled(DD.of(law.length()));
            DdMatrix shifts = chosen.means().minus(chosen.means().timesTransposed(reached));
            return shifts.scaled(factor());
        }

        /** The risk of x'(W X'y + g_k) on the design. */
        DD risk(DdMatrix w, DdMatrix shifts) {
            DdMatrix x = features(design);
            DdMatrix reached = w.times(x).scaled(DD.of(design.length()));
            DdMatrix missed = tested.means().minus(tested.means().timesTransposed(reached)); // (I - n W S_x) mu_k
            DD square = x.traceOfProduct(tested.products(shifts, shifts));
            DD product = x.traceOfProduct(tested.products(missed, shifts));
            return stepRisk(w, secondMoment()).add(square).subtract(product.multiply(2.0));
        }

        /** The risk of x'W X'y on tasks of this second moment. */
        private DD stepRisk(DdMatrix w, DdMatrix tasks) {
            DdMatrix x = features(design);
            StepSums sums = new StepSums(design, x.traceOfProduct(tasks));
            DdMatrix xwx = x.times(w).times(x);
            return x.traceOfProduct(tasks)
                    .add(design.noiseVariance().at(design.length()))
                    .subtract(xwx.traceOfProduct(tasks).multiply(sums.signal.multiply(2.0)))
                    .add(xwx.times(tasks).times(x).dot(w).multiply(sums.pairs))
                    .add(xwx.dot(w).multiply(sums.noise));
        }

        DD riskOf(PromptedStep model, double[] parameters) {
            int d = law.dim();
            DD share = factor().divide((double) law.length());
            DdMatrix w = DdMatrix.from(d, d, (a, c) -> share.multiply(parameters[a * d + c]));
            if (parameters.length == d * d) {
                return stepRisk(w, secondMoment());
            }
            DdMatrix vectors = DdMatrix.from(model.groups(), d, (k, c) -> DD.of(parameters[(d + k) * d + c]));
            return strategy == PromptStrategy.DECOUPLED
                    ? stepRisk(w, around(vectors))
                    : risk(w, vectors.timesTransposed(w).scaled(DD.of(law.length())));
        }

        Estimator estimator() {
            if (isStep()) {
                Predictor.Given step = exact.apply(asStep()).predictor();
                return new Estimator(
                        SufficientStatistic.STEP,
                        () -> new StepCoefficients(step.preconditioner(), Optional.empty(), 0));
            }
            if (strategy == PromptStrategy.DECOUPLED) {
                return withHeads(exact.apply(decoupled()).predictor().preconditioner());
            }
            Matrix w = preconditioner().rounded();
            Matrix shifts = shifts().rounded();
            return new Estimator(SufficientStatistic.STEP, () -> new ShiftedCoefficients(w, shifts));
        }

        private Estimator withHeads(Matrix w) {
            int d = design.dim();
            PromptedStep model = new PromptedStep(d, design.length(), chosen.size(), strategy);
            double[] parameters = Arrays.copyOf(w.toArray(), model.size());
            for (int i = 0; i < d * d; i++) {
                parameters[i] *= design.length();
            }
            System.arraycopy(chosen.means().rounded().toArray(), 0, parameters, d * d, chosen.size() * d);
            return Estimator.of(model, parameters);
        }
    }

    /**
     * Sums over examples with equal weights: of the moments of a step, and of the terms that a mean of the task adds.
     */
    private static final class StepSums {
        private final DD signal; // n
        private final DD pairs; // 1'P 1
        private final DD meanPairs; // the part of the pairs that remains given the task
        private final DD noise; // trace of R

        StepSums(IidDesign design) {
            this(design, design.spectrum().preciseTrace());
        }

        StepSums(IidDesign design, DD trace) {
            int n = design.length();
            StepMoments moments = design.stepMoments().orElseThrow();
            double own = n == 0 ? 2 : moments.pair(0, 0); // 2 k_4
            DD labels = DD.ZERO;
            for (int i = 0; i < n && !design.noiseVariance().isCommon(); i++) {
                labels = labels.add(design.noiseVariance().at(i));
            }
            if (design.noiseVariance().isCommon()) {
                labels = DD.ofProduct(n, design.noiseVariance().at(0));
            }
            signal = DD.of(n);
            pairs = DD.of(n).multiply(DD.of(n).subtract(1).add(own));
            meanPairs = DD.of(n).multiply(own - 1);
            noise = trace.multiply(own / 2).multiply((double) n).add(labels);
        }
    }
}
