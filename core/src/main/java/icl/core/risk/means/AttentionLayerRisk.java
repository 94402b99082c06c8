package icl.core.risk.means;

import icl.core.covariance.Covariance;
import icl.core.covariance.TaskGroup;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.DdMatrix;
import icl.core.model.AttentionLayer;
import icl.core.model.Estimator;
import icl.core.model.LinearAttention;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.model.StepCoefficients;
import icl.core.model.StepSet;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * Least risk of a whole layer of linear attention, its part that is even in the labels included.
 *
 * <p>Where the design says that this part is uncorrelated with the labels it is useless, and the risk is that of {@code attention}. On
 * {@code iid} designs with S_x = I whose groups of tasks have their means along one direction u and covariances that are multiples of
 * the identity, the layer is taken to treat all directions across u alike; its coefficients are
 *
 * <p>\[ h = V X^T y + w u \sum_i y_i^2 + a\,(V - w a\, uu^T) X^T X u , \qquad V = v_1 uu^T + v_2 (I - uu^T) . \]
 *
 * <p>The risk is quadratic in (v_1, w) and v_2 for every a; a is found by a search in one dimension. With b = beta'u, r the square of
 * beta across u, tau = b^2 + r + s^2, c = (v_1 - w a) a and e = a v_2,
 *
 * <p>\[ L = \mathbb E\tau - 2n\big(v_1 \mathbb Eb^2 + v_2 \mathbb Er + w\,\mathbb Eb\tau + c\,\mathbb Eb\big) + Q(v_1, w, c) + v_2^2
 * \big(n(n+1)\,\mathbb Er + (d-1) n\,\mathbb E\tau\big) + e^2 (d-1) n + 2 v_2 e (d-1) n\,\mathbb Eb , \]
 *
 * <p>\[ Q = v_1^2 \big(n(n+1)\,\mathbb Eb^2 + n\,\mathbb E\tau\big) + n(n+2)\big(w^2\,\mathbb E\tau^2 + c^2 + 2 v_1 w\,\mathbb Eb\tau + 2
 * v_1 c\,\mathbb Eb\big) + 2wc\,\big(n^2\,\mathbb E\tau + 2n\,\mathbb Eb^2\big) . \]
 *
 * <p>Unit: label squared, the query's noise included. That no layer outside this family is better is not proven; none was found by
 * training. On another law than that of training all four numbers are kept: there S_x must be I, tasks may be any mixture. Accuracy: some
 * 1e-13 relative.
 */
public final class AttentionLayerRisk implements RiskFormula {
    /** Means along one direction lie beside it by at most this, relative to themselves. */
    private static final double ROUNDING = 1e-12;

    private final Function<Question, Optimum> exact;

    /** @param exact answers questions about linear attention */
    public AttentionLayerRisk(Function<Question, Optimum> exact) {
        this.exact = exact;
    }

    @Override
    public boolean covers(Question question) {
        return question.predictor() instanceof AttentionLayer
                && (isSymmetric(question) || (question.loss() == Loss.QUERY && question.design() instanceof IidDesign));
    }

    /** Whether the part that is even in the labels is useless where the layer is trained. */
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
        if (isSymmetric(question)) {
            return Optional.empty();
        }
        Design law = question.lawOfTraining();
        if (!(law instanceof IidDesign)) {
            return Optional.of("whole layers on another kind of design than iid where the even part may help");
        }
        return Optional.<String>empty()
                .or(() -> otherFeatures(law))
                .or(() -> otherFeatures(question.design()))
                .or(() -> otherTasks(law));
    }

    private static Optional<String> otherFeatures(Design design) {
        if (!design.featureCovariance().equals(Covariance.identity())) {
            return Optional.of(
                    "whole layers where tasks have a mean and features a covariance other than the identity");
        }
        return design.noiseVariance().isCommon()
                ? Optional.empty()
                : Optional.of("whole layers where tasks have a mean and noise differs between positions");
    }

    private static Optional<String> otherTasks(Design law) {
        List<TaskGroup> groups = law.taskMixture().orElseThrow();
        boolean isIsotropic = groups.stream()
                .allMatch(group -> group.weight() == 0
                        || group.covariance().multipleOfIdentity(law.dim()).isPresent());
        if (!isIsotropic) {
            return Optional.of(
                    "whole layers where tasks have a mean and a covariance that is no multiple of the identity");
        }
        return hasOneDirection(law)
                ? Optional.empty()
                : Optional.of("whole layers where the means of tasks have several directions");
    }

    private static boolean hasOneDirection(Design law) {
        GroupMoments groups = new GroupMoments(law.taskMixture().orElseThrow(), law.dim());
        DdMatrix u = direction(groups);
        for (int k = 0; k < groups.size(); k++) {
            DdMatrix mean = groups.mean(k);
            DD along = u.dot(mean);
            DD beside = mean.minus(u.scaled(along)).frobeniusSquared();
            if (!groups.share(k).isZero()
                    && beside.hi() > ROUNDING * ROUNDING * along.square().hi()) {
                return false;
            }
        }
        return true;
    }

    /** The direction of the longest mean, shape (d, 1). */
    private static DdMatrix direction(GroupMoments groups) {
        DdMatrix longest = groups.mean(0);
        for (int k = 0; k < groups.size(); k++) {
            boolean isLonger = groups.mean(k).frobeniusSquared().hi()
                    > longest.frobeniusSquared().hi();
            longest = isLonger && !groups.share(k).isZero() ? groups.mean(k) : longest;
        }
        return longest.scaled(longest.frobeniusSquared().sqrt().reciprocal());
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        if (isSymmetric(question)) {
            return exact.apply(asStep(question));
        }
        Layer layer = best(question);
        DD zero =
                AxisMoments.of((IidDesign) question.design(), layer.direction()).zeroRisk();
        DD risk = layer.risk((IidDesign) question.design());
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

    /** The layer that is best on the law of training, as it acts on the design. */
    private Layer best(Question question) {
        refusal(question, Optional.empty()).ifPresent(reason -> {
            throw new NoClosedForm(reason);
        });
        IidDesign law = (IidDesign) question.lawOfTraining();
        DdMatrix u = direction(new GroupMoments(law.taskMixture().orElseThrow(), law.dim()));
        AxisMoments moments = AxisMoments.of(law, u);
        Layer layer = moments.layer(u, moments.bestAngle());
        int from = law.length();
        int to = question.design().length();
        return question.predictor().normalisation().factor(from, to) == 1
                ? layer
                : layer.scaled(DD.of(from).divide((double) to));
    }

    @Override
    public Optional<Supplier<Estimator>> estimator(Question question) {
        return Optional.of(() -> {
            if (!isSymmetric(question)) {
                return best(question).estimator(question.design().length());
            }
            Predictor.Given step = exact.apply(asStep(question)).predictor();
            return new Estimator(
                    SufficientStatistic.STEP, () -> new StepCoefficients(step.preconditioner(), step.weights(), 0));
        });
    }

    @Override
    public double seconds(Question question) {
        double d = question.design().dim();
        return 1e-3 + 1e-7 * d * d;
    }

    /**
     * A layer of the family.
     *
     * @param direction u, shape (d, 1)
     */
    record Layer(DdMatrix direction, DD v1, DD v2, DD w, DD a) {
        Layer scaled(DD factor) {
            return new Layer(direction, v1.multiply(factor), v2.multiply(factor), w.multiply(factor), a);
        }

        DD risk(IidDesign design) {
            return AxisMoments.of(design, direction).risk(this);
        }

        /** The layer itself: A = (v_1 - w a) uu' + v_2 (I - uu'), p = w u, u_x = a u, u_y = 1. */
        Estimator estimator(int length) {
            int d = direction.rows();
            LinearAttention model = new LinearAttention(d, length);
            double[] parameters = new double[model.size()];
            int size = d + 1;
            DD along = v1.subtract(w.multiply(a)).subtract(v2);
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    DD entry = along.multiply(direction.get(i, 0)).multiply(direction.get(j, 0));
                    DD whole = i == j ? entry.add(v2) : entry;
                    parameters[i * size + j] = whole.multiply((double) length).doubleValue();
                }
                parameters[i * size + d] = w.multiply(direction.get(i, 0))
                        .multiply((double) length)
                        .doubleValue();
                parameters[3 * size * size + i] =
                        a.multiply(direction.get(i, 0)).doubleValue();
            }
            parameters[3 * size * size + d] = 1;
            for (int i = 0; i < size; i++) {
                parameters[size * size + i * size + i] = 1;
                parameters[2 * size * size + i * size + i] = 1;
            }
            return Estimator.of(model, parameters);
        }
    }
}
