package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Products;
import icl.core.linalg.SymmetricOperator;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.WhitenedSurface;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * {@link RetrievalTraces} and {@link RetrievalSums} in plain doubles and with gradients: the risk of any whitened preconditioner
 * and weights on prompts whose query is correlated with the examples.
 *
 * <p>Derivation: docs/formulas.md, section 6.
 */
final class RetrievalSurface implements RiskSurface {
    private final double[] eigenvalues;
    private final double trace;
    private final double[] alpha; // shape (n)
    private final double[] b; // 1 - alpha
    private final double[] noise;
    private final double queryNoise;
    private final Optional<Pairs> pairs; // empty where examples are independent given the query

    /**
     * Correlations of the examples given the query, G.
     *
     * @param strongWeak a_i a_j G_ij
     * @param weakWeak G_ij^2
     */
    private record Pairs(SymmetricOperator strongWeak, SymmetricOperator weakWeak) {}

    private RetrievalSurface(
            double[] eigenvalues,
            double[] alpha,
            double[] b,
            double[] noise,
            double queryNoise,
            Optional<Pairs> pairs) {
        this.eigenvalues = eigenvalues;
        this.trace = DoubleStream.of(eigenvalues).sum();
        this.alpha = alpha;
        this.b = b;
        this.noise = noise;
        this.queryNoise = queryNoise;
        this.pairs = pairs;
    }

    static RetrievalSurface of(RetrievalDesign design) {
        int n = design.length();
        double[] alpha = new double[n];
        double[] b = new double[n];
        double[] noise = new double[n];
        for (int i = 0; i < n; i++) {
            double a = design.alpha().at(i);
            alpha[i] = a * a;
            b[i] = (1 - a) * (1 + a);
            noise[i] = design.noiseVariance().at(i);
        }
        return new RetrievalSurface(
                WhitenedSurface.eigenvalues(design),
                alpha,
                b,
                noise,
                RetrievalSums.queryNoise(design),
                Optional.empty());
    }

    /** The surface of a design whose examples have these correlations with the query and with each other. */
    static RetrievalSurface of(Design design, QueryCorrelation correlation) {
        int n = design.length();
        double[] alpha = new double[n];
        double[] b = new double[n];
        double[] noise = new double[n];
        double[][] strongWeak = new double[n][n];
        double[][] weakWeak = new double[n][n];
        for (int i = 0; i < n; i++) {
            double a = correlation.withQuery(i);
            alpha[i] = a * a;
            b[i] = (1 - a) * (1 + a);
            noise[i] = design.noiseVariance().at(i);
            for (int j = 0; j < n; j++) {
                double g = correlation.given(i, j);
                strongWeak[i][j] = a * correlation.withQuery(j) * g;
                weakWeak[i][j] = g * g;
            }
        }
        return new RetrievalSurface(
                WhitenedSurface.eigenvalues(design),
                alpha,
                b,
                noise,
                RetrievalSums.queryNoise(design),
                Optional.of(new Pairs(SymmetricOperator.dense(strongWeak), SymmetricOperator.dense(weakWeak))));
    }

    @Override
    public double at(double[] v, double[] weights, double[] gradientV, double[] gradientWeights) {
        Sums sums = pairs.isPresent() ? new CorrelatedSums(weights, pairs.get()) : new Sums(weights);
        Traces traces = new Traces(v);
        sums.gradient(traces, weights, gradientWeights);
        traces.gradient(sums, v, gradientV);
        return traces.risk(sums);
    }

    /** What the weights say. */
    private class Sums {
        private double strong; // sum w alpha
        private double weak; // sum w b
        double strongWeak; // sum w^2 alpha b
        double weakWeak; // sum w^2 b^2
        double fresh; // sum w^2 b
        private double strongNoise; // sum w^2 s^2 alpha
        private double weakNoise; // sum w^2 s^2 b

        Sums(double[] weights) {
            for (int i = 0; i < weights.length; i++) {
                double square = weights[i] * weights[i];
                strong += weights[i] * alpha[i];
                weak += weights[i] * b[i];
                strongWeak += square * alpha[i] * b[i];
                weakWeak += square * b[i] * b[i];
                fresh += square * b[i];
                strongNoise += square * noise[i] * alpha[i];
                weakNoise += square * noise[i] * b[i];
            }
        }

        double both() {
            return strong * strong + strongWeak;
        }

        double mixed() {
            return 2 * (strong * weak - strongWeak);
        }

        double apart() {
            return weak * weak - weakWeak;
        }

        void gradient(Traces t, double[] weights, double[] gradient) {
            double byStrong = 2 * (strong * t.j1() + weak * t.j2() - t.tau * trace - 2 * t.sSigma);
            double byWeak = 2 * (strong * t.j2() + weak * t.normSigma - t.sSigma);
            for (int i = 0; i < weights.length; i++) {
                gradient[i] = byStrong * alpha[i] + byWeak * b[i] + bySquares(t, weights, i);
            }
        }

        /** The part of the gradient by weight i that comes from squares of weights. */
        double bySquares(Traces t, double[] weights, int i) {
            double square = alpha[i] * b[i] * (t.j1() - 2 * t.j2())
                    + b[i] * (t.alone() - b[i] * t.normSigma)
                    + noise[i] * (alpha[i] * t.strongNoise() + b[i] * t.norm);
            return 2 * weights[i] * square;
        }
    }

    /** What the weights say where examples are correlated given the query. */
    private final class CorrelatedSums extends Sums {
        private final double[] strongWeakImage;
        private final double[] weakWeakImage;

        CorrelatedSums(double[] weights, Pairs pairs) {
            super(weights);
            strongWeakImage = pairs.strongWeak().times(weights);
            weakWeakImage = pairs.weakWeak().times(weights);
            strongWeak = Products.dot(weights, strongWeakImage);
            weakWeak = Products.dot(weights, weakWeakImage);
            fresh = strongWeak + weakWeak;
        }

        @Override
        double bySquares(Traces t, double[] weights, int i) {
            return 2 * strongWeakImage[i] * (t.j1() - 2 * t.j2() + t.alone())
                    + 2 * weakWeakImage[i] * (t.alone() - t.normSigma)
                    + 2 * weights[i] * noise[i] * (alpha[i] * t.strongNoise() + b[i] * t.norm);
        }
    }

    /** What the preconditioner says, S = (V + V')/2. */
    private final class Traces {
        private double tau; // tr V
        private double sSigma; // tr S Sigma
        private double sSquared; // tr S^2
        private double sSquaredSigma; // tr Sigma S^2
        private double norm; // |V|^2
        private double normSigma; // tr V Sigma V'
        private double sSigmaV; // tr S Sigma V'

        Traces(double[] v) {
            int size = eigenvalues.length;
            for (int i = 0; i < size; i++) {
                tau += v[i * size + i];
                sSigma += v[i * size + i] * eigenvalues[i];
                for (int j = 0; j < size; j++) {
                    double entry = v[i * size + j];
                    double s = (entry + v[j * size + i]) / 2;
                    sSquared += s * s;
                    sSquaredSigma += s * s * eigenvalues[i];
                    norm += entry * entry;
                    normSigma += entry * entry * eigenvalues[j];
                    sSigmaV += s * entry * eigenvalues[j];
                }
            }
        }

        double j1() {
            return trace * (tau * tau + 2 * sSquared) + 4 * tau * sSigma + 8 * sSquaredSigma;
        }

        double j2() {
            return tau * sSigma + 2 * sSigmaV;
        }

        double alone() {
            return trace * norm + 2 * normSigma;
        }

        double strongNoise() {
            return tau * tau + 2 * sSquared;
        }

        double risk(Sums w) {
            double linear = w.strong * (trace * tau + 2 * sSigma) + w.weak * sSigma;
            return trace
                    + queryNoise
                    - 2 * linear
                    + w.both() * j1()
                    + w.mixed() * j2()
                    + w.apart() * normSigma
                    + w.fresh * alone()
                    + w.strongNoise * strongNoise()
                    + w.weakNoise * norm;
        }

        void gradient(Sums w, double[] v, double[] gradient) {
            double byTau = w.both() * (2 * trace * tau + 4 * sSigma)
                    + w.mixed() * sSigma
                    + 2 * w.strongNoise * tau
                    - 2 * w.strong * trace;
            double bySigma = (4 * w.both() + w.mixed()) * tau - 2 * (2 * w.strong + w.weak);
            double bySquared = 4 * (trace * w.both() + w.strongNoise);
            double byNorm = 2 * (w.fresh * trace + w.weakNoise);
            double byNormSigma = 2 * (w.apart() + 2 * w.fresh);
            int size = eigenvalues.length;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double entry = v[i * size + j];
                    double turned = v[j * size + i];
                    double s = (entry + turned) / 2;
                    double lambda = eigenvalues[j];
                    double both = eigenvalues[i] + lambda;
                    gradient[i * size + j] = (bySquared + 8 * w.both() * both) * s
                            + (byNorm + byNormSigma * lambda) * entry
                            + w.mixed() * (2 * lambda * entry + both * turned);
                }
                gradient[i * size + i] += byTau + bySigma * eigenvalues[i];
            }
        }
    }
}
