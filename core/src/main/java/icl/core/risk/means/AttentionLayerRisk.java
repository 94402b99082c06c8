package icl.core.risk.means;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.IidDesign;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.DdMatrix;
import icl.core.model.AttentionLayer;
import icl.core.model.BilinearForm;
import icl.core.model.BilinearModel;
import icl.core.model.Estimator;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepCoefficients;
import icl.core.model.StepSet;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * Least risk of a whole layer of linear attention, its part that is even in the labels included.
 *
 * <p>Where the design says that this part is uncorrelated with the labels it does not lower the risk, and the risk is
 * that of {@code attention}. Elsewhere the risk of a layer is an explicit function of its parameters ({@link
 * LayerMoments}): a linear regression for each label vector (u, z). The best label vector is found by a search ({@link
 * LayerSearch}).
 *
 * <p>Unit: label squared, the query's noise included. Domain: any design where the even part is useless; {@code iid}
 * designs with one noise under the loss {@code query} whose tasks, in whitened features, have a mean and second and
 * third moments that are symmetric about one axis: one Gaussian group with S_x = I and a covariance that is a multiple
 * of the identity on the directions orthogonal to the mean, and mixtures of such groups with their means along one
 * line. On another law than that of training the layer is kept; there any mixture is answered. Accuracy: relative error
 * below 1e-12 (reference values in {@code means.jsonl}).
 *
 * <p>Source: ours; derivation in docs/formulas.md, section 17.
 */
public final class AttentionLayerRisk implements RiskFormula {
    /** Tolerance, relative to the variance of a label, within which a law counts as symmetric about an axis. */
    private static final double ROUNDING = 1e-12;

    private final Function<Question, Optimum> exact;

    /**
     * @param exact the exact risks of linear attention
     */
    public AttentionLayerRisk(Function<Question, Optimum> exact) {
        this.exact = exact;
    }

    @Override
    public boolean covers(Question question) {
        return question.predictor() instanceof AttentionLayer
                && (isSymmetric(question) || (question.loss() == Loss.QUERY && question.design() instanceof IidDesign));
    }

    /** Whether the part that is even in the labels does not lower the risk where the layer is trained. */
    private static boolean isSymmetric(Question question) {
        return question.lawOfTraining().oddAndEvenPartsAreUncorrelated();
    }

    private static Question asStep(Question question) {
        Predictor step =
                new Predictor.Attention(Optional.empty(), question.predictor().normalisation());
        return new Question(question.design(), step, question.loss(), question.trainedOn());
    }

    @Override
    public Optional<String> refusal(Question question, Optional<StepSet> steps) {
        Optional<String> features = FeatureChecks.refusal(question);
        if (features.isPresent()) {
            return features;
        }
        if (isSymmetric(question)) {
            return Optional.empty();
        }
        if (!(question.lawOfTraining() instanceof IidDesign law)) {
            return Optional.of("whole layers on another kind of design than iid where the even part may help");
        }
        boolean hasOneNoise = law.noiseVariance().isCommon()
                && question.design().noiseVariance().isCommon();
        return hasOneNoise
                ? Optional.empty()
                : Optional.of("whole layers where tasks have a mean and noise differs between positions;"
                        + " give one noise_variance");
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        if (isSymmetric(question)) {
            return exact.apply(asStep(question));
        }
        refusal(question, steps).ifPresent(reason -> {
            throw new NoClosedForm(reason);
        });
        LayerMoments moments = LayerMoments.of((IidDesign) question.design());
        Optional<Layer> layer = best(question);
        if (layer.isEmpty()) {
            return exact.apply(asStep(question)).by(Optimum.Method.CLOSED_FORM);
        }
        DD zero = moments.label();
        DD risk = layer.get().risk(question);
        return Optimum.of(
                        risk.doubleValue(),
                        zero.doubleValue(),
                        zero.subtract(risk).doubleValue(),
                        question.design().length(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .by(Optimum.Method.GLOBAL_SEARCH);
    }

    /**
     * The layer that is best on the law of training, as it acts on the design; empty where the best layer is a step.
     */
    private static Optional<Layer> best(Question question) {
        IidDesign law = (IidDesign) question.lawOfTraining();
        LayerMoments moments = LayerMoments.of(law);
        Optional<DdMatrix> axis = moments.axis();
        if (axis.isEmpty()) {
            return Optional.empty();
        }
        LayerMoments plane = moments.plane(axis.get(), ROUNDING)
                .orElseThrow(() -> new NoClosedForm("whole layers on tasks whose law is not symmetric about one axis;"
                        + " ask for attention_squares, or for attention, the step alone"));
        LayerSearch search = new LayerSearch(plane, moments.size());
        LayerSearch.Labels labels = search.best();
        boolean isOnAxis = Math.abs(labels.across()) <= 1e-9 * Math.hypot(labels.along(), labels.z());
        if (!isOnAxis && question.trainedOn().isPresent()) {
            throw new NoClosedForm("whole layers whose optimum lies beside the axis of the law of training, where it is"
                    + " one of many that the design tells apart");
        }
        return Optional.of(Layer.of(law, moments, plane, axis.get(), search.vector(labels), labels.z())
                .carried(question));
    }

    @Override
    public Optional<Supplier<Estimator>> estimator(Question question) {
        return refusal(question, Optional.empty()).isPresent()
                ? Optional.empty()
                : Optional.of(() -> estimated(question));
    }

    private Estimator estimated(Question question) {
        Optional<Layer> layer = isSymmetric(question) ? Optional.empty() : best(question);
        if (layer.isPresent()) {
            return layer.get().estimator(question.design().length());
        }
        Predictor.Given step = exact.apply(asStep(question)).predictor();
        return new Estimator(
                SufficientStatistic.STEP, () -> new StepCoefficients(step.preconditioner(), step.weights(), 0));
    }

    /** The risk of any layer with equal weights, on any mixture. */
    @Override
    public Optional<Double> riskOf(Question question, Model model, double[] parameters) {
        boolean hasEqualWeights = model instanceof BilinearModel && model.sees() != SufficientStatistic.WHOLE;
        boolean isKnown = question.loss() == Loss.QUERY
                && question.lawOfTraining().length() > 0
                && question.design() instanceof IidDesign design
                && design.noiseVariance().isCommon();
        if (!hasEqualWeights || !isKnown) {
            return Optional.empty();
        }
        Layer layer = Layer.of(((BilinearModel) model).formOf(parameters)).carried(question);
        return Optional.of(layer.risk(question).doubleValue());
    }

    @Override
    public double seconds(Question question) {
        double d = question.design().dim();
        return isSymmetric(question) ? 2e-6 + 1e-8 * d : 0.05 + 5e-7 * d * d * d;
    }

    /**
     * A layer x'(A X'v + p y'v) with the label vector v = Xu + zy, in the design's own coordinates.
     *
     * @param a A, shape (d, d)
     * @param p shape (d, 1)
     * @param u shape (d, 1)
     */
    private record Layer(DdMatrix a, DdMatrix p, DdMatrix u, DD z) {
        /** The best layer for a label vector that is given in the plane of the axis, for labels of variance 1. */
        static Layer of(
                IidDesign law, LayerMoments moments, LayerMoments plane, DdMatrix e, DdMatrix labels, double z) {
            DdMatrix best = plane.best(labels, DD.of(z));
            DD rest = plane.scaleAcross(labels, DD.of(z));
            DD unit = moments.label().sqrt();
            int kept = plane.size();
            DdMatrix axes = axes(e, kept); // shape (size, kept)
            DdMatrix inner =
                    DdMatrix.from(kept, kept, (i, j) -> i == j ? best.get(i, j).subtract(rest) : best.get(i, j));
            DdMatrix a = axes.times(inner).timesTransposed(axes).plus(DdMatrix.diagonal(e.rows(), i -> rest));
            DdMatrix p = axes.times(DdMatrix.from(kept, 1, (i, j) -> best.get(i, kept)))
                    .scaled(unit.reciprocal());
            WhitenedBasis basis = law.whitenedBasis();
            return new Layer(
                    basis.unwhiten(Preconditioner.of(a)).dense(),
                    basis.unwhitenVectors(p),
                    basis.unwhitenVectors(axes.times(labels).scaled(unit)),
                    DD.of(z));
        }

        /** The axis e and, where two columns are kept, a unit vector orthogonal to it, as columns. */
        private static DdMatrix axes(DdMatrix e, int kept) {
            int size = e.rows();
            int least = 0;
            for (int i = 1; i < size; i++) {
                least = Math.abs(e.get(i, 0).hi()) < Math.abs(e.get(least, 0).hi()) ? i : least;
            }
            int chosen = least;
            DD part = e.get(chosen, 0);
            DdMatrix across = DdMatrix.from(size, 1, (i, j) -> {
                DD own = e.get(i, 0).multiply(part).negate();
                return i == chosen ? own.add(1) : own;
            });
            DD norm = across.frobeniusSquared().sqrt();
            return DdMatrix.from(
                    size,
                    kept,
                    (i, j) -> j == 0 ? e.get(i, 0) : across.get(i, 0).divide(norm));
        }

        /** The layer of a form with equal weights. */
        static Layer of(BilinearForm form) {
            int d = form.dim();
            double weight = form.filter()[0];
            return new Layer(
                    DdMatrix.from(d, d, (i, j) -> DD.ofProduct(weight, form.matrix()[i * (d + 1) + j])),
                    DdMatrix.from(d, 1, (i, j) -> DD.ofProduct(weight, form.matrix()[i * (d + 1) + d])),
                    DdMatrix.from(d, 1, (i, j) -> DD.of(form.vector()[i])),
                    DD.of(form.vector()[d]));
        }

        Layer carried(Question question) {
            int from = question.lawOfTraining().length();
            int to = question.design().length();
            if (question.predictor().normalisation().factor(from, to) == 1) {
                return this;
            }
            DD factor = DD.of(from).divide((double) to);
            return new Layer(a.scaled(factor), p.scaled(factor), u, z);
        }

        DD risk(Question question) {
            IidDesign design = (IidDesign) question.design();
            LayerMoments moments = LayerMoments.of(design);
            WhitenedBasis basis = design.whitenedBasis();
            DdMatrix square = basis.whiten(Preconditioner.of(a)).dense();
            DdMatrix column = basis.whitenTasks(p);
            int size = moments.size();
            DdMatrix layer = DdMatrix.from(size, size + 1, (i, j) -> j < size ? square.get(i, j) : column.get(i, 0));
            return moments.risk(layer, basis.whitenTasks(u), z);
        }

        Estimator estimator(int length) {
            int d = a.rows();
            int size = d + 1;
            LinearAttention model = new LinearAttention(d, length);
            double[] parameters = new double[model.size()];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    parameters[i * size + j] =
                            a.get(i, j).multiply((double) length).doubleValue();
                }
                parameters[i * size + d] = p.get(i, 0).multiply((double) length).doubleValue();
                parameters[3 * size * size + i] = u.get(i, 0).doubleValue();
            }
            parameters[3 * size * size + d] = z.doubleValue();
            for (int i = 0; i < size; i++) {
                parameters[size * size + i * size + i] = 1;
                parameters[2 * size * size + i * size + i] = 1;
            }
            return Estimator.of(model, parameters);
        }
    }
}
