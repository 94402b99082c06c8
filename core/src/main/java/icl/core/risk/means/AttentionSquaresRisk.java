package icl.core.risk.means;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.IidDesign;
import icl.core.linalg.DdCholesky;
import icl.core.linalg.DdMatrix;
import icl.core.model.AttentionSquares;
import icl.core.model.Estimator;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Question;
import icl.core.model.SquaredLabelsStep;
import icl.core.model.StepSet;
import icl.core.risk.formula.NoClosedForm;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * Least risk of a gradient step with a column for the sum of the squared labels, x'(W X'y + v sum y_i^2). The predictor
 * is linear in (W, v), so the optimum is one linear system of size d + 1: in whitened features, with tau the variance
 * of a label given the task (see {@link LabelMoments}) and R = E beta beta',
 *
 * <p>\[ [V\; v] = A B^{-1} , \quad A = [\, nR,\; n\,\mathbb E\tau\beta \,] , \quad B = \begin{pmatrix} n(n+1) R +
 * n\,\mathbb E\tau\, I &amp; n(n+2)\,\mathbb E\tau\beta \\ \cdot &amp; n(n+2)\,\mathbb E\tau^2 \end{pmatrix} , \quad L
 * = \mathbb E\tau - \operatorname{tr} AB^{-1}A^T . \]
 *
 * <p>Where beta and -beta have the same law the new column does not lower the risk, which is then that of linear
 * attention.
 *
 * <p>Unit: label squared, the query's noise included. Domain: {@code iid} designs whose examples have one noise, any
 * mixture of Gaussian tasks, under the loss {@code query}. On another law than that of training W and v are kept.
 * Accuracy: some 1e-14 relative.
 */
public final class AttentionSquaresRisk implements RiskFormula {
    @Override
    public boolean covers(Question question) {
        return question.predictor() instanceof AttentionSquares
                && question.loss() == Loss.QUERY
                && question.design() instanceof IidDesign;
    }

    @Override
    public Optional<String> refusal(Question question, Optional<StepSet> steps) {
        Optional<String> features = FeatureChecks.refusal(question);
        if (features.isPresent()) {
            return features;
        }
        if (!(question.lawOfTraining() instanceof IidDesign law)) {
            return Optional.of("squared labels of another kind of design than iid");
        }
        boolean hasOneNoise = law.noiseVariance().isCommon()
                && question.design().noiseVariance().isCommon();
        return hasOneNoise
                ? Optional.empty()
                : Optional.of("squared labels whose noise differs between positions; give one noise_variance");
    }

    @Override
    public Optimum optimum(Question question, Optional<StepSet> steps) {
        refusal(question, steps).ifPresent(reason -> {
            throw new NoClosedForm(reason);
        });
        IidDesign design = (IidDesign) question.design();
        LabelMoments moments = new LabelMoments(design);
        DD zero = zeroRisk(design, moments);
        DD risk = SquaresStep.best(question).risk(design, moments);
        return Optimum.of(
                risk.doubleValue(),
                zero.doubleValue(),
                zero.subtract(risk).doubleValue(),
                design.length(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DD zeroRisk(IidDesign design, LabelMoments moments) {
        return moments.features
                .traceOfProduct(moments.second)
                .add(design.noiseVariance().at(design.length()));
    }

    @Override
    public Optional<Supplier<Estimator>> estimator(Question question) {
        return Optional.of(
                () -> SquaresStep.best(question).estimator(question.design().length()));
    }

    @Override
    public Optional<Double> riskOf(Question question, Model model, double[] parameters) {
        if (!(model instanceof SquaredLabelsStep)
                || refusal(question, Optional.empty()).isPresent()) {
            return Optional.empty();
        }
        int d = model.tensors().get(0).rows();
        DD share = DD.ONE.divide((double) question.lawOfTraining().length());
        DdMatrix w = DdMatrix.from(d, d, (a, c) -> share.multiply(parameters[a * d + c]));
        DdMatrix v = DdMatrix.from(d, 1, (a, c) -> share.multiply(parameters[d * d + a]));
        IidDesign design = (IidDesign) question.design();
        return Optional.of(new SquaresStep(w, v)
                .carried(question)
                .risk(design, new LabelMoments(design))
                .doubleValue());
    }

    @Override
    public double seconds(Question question) {
        double d = question.design().dim();
        return 2e-5 + 2e-7 * d * d * d;
    }

    /**
     * The estimator x'(W X'y + v sum y_i^2).
     *
     * @param w W, shape (d, d)
     * @param v shape (d, 1)
     */
    private record SquaresStep(DdMatrix w, DdMatrix v) {
        /** The estimator that is best on the law of training, as it acts on the design. */
        static SquaresStep best(Question question) {
            IidDesign law = (IidDesign) question.lawOfTraining();
            LabelMoments moments = new LabelMoments(law);
            WhitenedBasis basis = law.whitenedBasis();
            int size = basis.size();
            DD n = DD.of(law.length());
            DD squares = n.multiply(n.add(2));
            DdMatrix r = basis.whiten(Preconditioner.of(moments.second)).dense();
            DdMatrix t = basis.whitenTasks(moments.third);
            DdMatrix signals =
                    DdMatrix.from(size + 1, size, (i, j) -> (i < size ? r.get(i, j) : t.get(j, 0)).multiply(n));
            DdMatrix products = DdMatrix.from(size + 1, size + 1, (i, j) -> {
                if (i == size && j == size) {
                    return squares.multiply(moments.fourth);
                }
                if (i == size || j == size) {
                    return squares.multiply(t.get(Math.min(i, j), 0));
                }
                DD own = i == j ? n.multiply(moments.variance) : DD.ZERO;
                return n.multiply(n.add(1)).multiply(r.get(i, j)).add(own);
            });
            DdMatrix solved = DdCholesky.solve(products, signals); // [V v]', shape (size + 1, size)
            DdMatrix step = DdMatrix.from(size, size, (i, j) -> solved.get(j, i));
            DdMatrix column = DdMatrix.from(size, 1, (i, j) -> solved.get(size, i));
            return new SquaresStep(basis.unwhiten(Preconditioner.of(step)).dense(), basis.unwhitenVectors(column))
                    .carried(question);
        }

        SquaresStep carried(Question question) {
            int from = question.lawOfTraining().length();
            int to = question.design().length();
            if (question.predictor().normalisation().factor(from, to) == 1) {
                return this;
            }
            DD factor = DD.of(from).divide((double) to);
            return new SquaresStep(w.scaled(factor), v.scaled(factor));
        }

        DD risk(IidDesign design, LabelMoments moments) {
            DD n = DD.of(design.length());
            DD squares = n.multiply(n.add(2));
            DdMatrix x = moments.features;
            DdMatrix xwx = x.times(w).times(x);
            DdMatrix xv = x.times(v);
            DdMatrix xwxt = xwx.times(moments.third);
            DD signal = xwx.traceOfProduct(moments.second).add(xv.dot(moments.third));
            DD steps = xwx.times(moments.second).times(x).dot(w).multiply(n.multiply(n.add(1)));
            DD noise = xwx.dot(w).multiply(n.multiply(moments.variance));
            DD both = v.dot(xwxt).multiply(squares.multiply(2.0));
            DD own = v.dot(xv).multiply(squares.multiply(moments.fourth));
            return zeroRisk(design, moments)
                    .subtract(signal.multiply(n.multiply(2.0)))
                    .add(steps)
                    .add(noise)
                    .add(both)
                    .add(own);
        }

        Estimator estimator(int length) {
            int d = w.rows();
            double[] parameters = new double[d * d + d];
            for (int a = 0; a < d; a++) {
                for (int c = 0; c < d; c++) {
                    parameters[a * d + c] =
                            w.get(a, c).multiply((double) length).doubleValue();
                }
                parameters[d * d + a] = v.get(a, 0).multiply((double) length).doubleValue();
            }
            return Estimator.of(new SquaredLabelsStep(d, length), parameters);
        }
    }
}
