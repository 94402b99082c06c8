package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Products;
import icl.core.linalg.SymmetricOperator;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.WhitenedSurface;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The risk on prompts whose query is correlated with the examples, as a function of the whitened preconditioner V and
 * the weights w, with gradients, in plain doubles: (6.1) and (20.4). Derivation: docs/formulas.md, sections 6 and 20.
 *
 * <p>The exact risk of {@link RetrievalTraces} and {@link RetrievalSums} is the same formula in double-double
 * arithmetic, without gradients. The two are written separately, since a descent takes thousands of evaluations and
 * double-doubles are immutable objects: an evaluation in double-doubles takes about ten times as long. A test compares
 * their values on every design.
 */
final class RetrievalSurface implements RiskSurface {
    private final double[] eigenvalues;
    private final double trace;
    private final double[] a2; // a^2, shape (n)
    private final double[] b; // 1 - a^2, shape (n)
    private final double[] noise;
    private final double queryNoise;
    private final Optional<Pairs> pairs; // empty where examples are independent given the query

    /**
     * Products with G, the covariance of the examples given the query.
     *
     * @param withQuery the matrix a_i a_j G_ij
     * @param squares the matrix G_ij^2
     */
    private record Pairs(SymmetricOperator withQuery, SymmetricOperator squares) {}

    private RetrievalSurface(
            double[] eigenvalues, double[] a2, double[] b, double[] noise, double queryNoise, Optional<Pairs> pairs) {
        this.eigenvalues = eigenvalues;
        this.trace = DoubleStream.of(eigenvalues).sum();
        this.a2 = a2;
        this.b = b;
        this.noise = noise;
        this.queryNoise = queryNoise;
        this.pairs = pairs;
    }

    static RetrievalSurface of(RetrievalDesign design) {
        return of(design, i -> design.alpha().at(i), Optional.empty());
    }

    /** The surface of a design whose examples have these correlations with the query and with each other. */
    static RetrievalSurface of(Design design, QueryCorrelation correlation) {
        int n = design.length();
        double[][] withQuery = new double[n][n];
        double[][] squares = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double g = correlation.given(i, j);
                withQuery[i][j] = correlation.withQuery(i) * correlation.withQuery(j) * g;
                squares[i][j] = g * g;
            }
        }
        return of(
                design,
                correlation::withQuery,
                Optional.of(new Pairs(SymmetricOperator.dense(withQuery), SymmetricOperator.dense(squares))));
    }

    private static RetrievalSurface of(Design design, IntToDoubleFunction correlation, Optional<Pairs> pairs) {
        int n = design.length();
        double[] a2 = new double[n];
        double[] b = new double[n];
        double[] noise = new double[n];
        for (int i = 0; i < n; i++) {
            double a = correlation.applyAsDouble(i);
            a2[i] = a * a;
            b[i] = (1 - a) * (1 + a);
            noise[i] = design.noiseVariance().at(i);
        }
        return new RetrievalSurface(
                WhitenedSurface.eigenvalues(design), a2, b, noise, RetrievalSums.queryNoise(design), pairs);
    }

    @Override
    public double at(double[] v, double[] weights, double[] gradientV, double[] gradientWeights) {
        WeightTerms sums =
                pairs.isPresent() ? new CorrelatedWeightTerms(weights, pairs.get()) : new WeightTerms(weights);
        PreconditionerTerms traces = new PreconditionerTerms(v);
        sums.gradient(traces, weights, gradientWeights);
        traces.gradient(sums, v, gradientV);
        return traces.risk(sums);
    }

    /** The sums of {@link RetrievalSums} and the gradient with respect to the weights. */
    private class WeightTerms {
        private double za; // sum w a^2
        private double zb; // sum w b
        double y; // sum w^2 a^2 b
        double h; // sum w^2 b^2
        double e; // sum w^2 b
        private double na; // sum w^2 s^2 a^2
        private double nb; // sum w^2 s^2 b

        WeightTerms(double[] weights) {
            for (int i = 0; i < weights.length; i++) {
                double square = weights[i] * weights[i];
                za += weights[i] * a2[i];
                zb += weights[i] * b[i];
                y += square * a2[i] * b[i];
                h += square * b[i] * b[i];
                e += square * b[i];
                na += square * noise[i] * a2[i];
                nb += square * noise[i] * b[i];
            }
        }

        double c1() {
            return za * za + y;
        }

        double c2() {
            return 2 * (za * zb - y);
        }

        double c3() {
            return zb * zb - h;
        }

        void gradient(PreconditionerTerms t, double[] weights, double[] gradient) {
            double byZa = 2 * (za * t.j1() + zb * t.j2() - t.tau * trace - 2 * t.sSigma);
            double byZb = 2 * (za * t.j2() + zb * t.j3 - t.sSigma);
            for (int i = 0; i < weights.length; i++) {
                gradient[i] = byZa * a2[i] + byZb * b[i] + bySquares(t, weights, i);
            }
        }

        /** The part of the derivative with respect to weight i that comes from sums of products of two weights. */
        double bySquares(PreconditionerTerms t, double[] weights, int i) {
            double square = a2[i] * b[i] * (t.j1() - 2 * t.j2())
                    + b[i] * (t.ofSquares() - b[i] * t.j3)
                    + noise[i] * (a2[i] * t.ofNoise() + b[i] * t.norm);
            return 2 * weights[i] * square;
        }
    }

    /** The sums where examples are correlated given the query. */
    private final class CorrelatedWeightTerms extends WeightTerms {
        private final double[] yImage;
        private final double[] hImage;

        CorrelatedWeightTerms(double[] weights, Pairs pairs) {
            super(weights);
            yImage = pairs.withQuery().times(weights);
            hImage = pairs.squares().times(weights);
            y = Products.dot(weights, yImage);
            h = Products.dot(weights, hImage);
            e = y + h;
        }

        @Override
        double bySquares(PreconditionerTerms t, double[] weights, int i) {
            return 2 * yImage[i] * (t.j1() - 2 * t.j2() + t.ofSquares())
                    + 2 * hImage[i] * (t.ofSquares() - t.j3)
                    + 2 * weights[i] * noise[i] * (a2[i] * t.ofNoise() + b[i] * t.norm);
        }
    }

    /** The traces of {@link RetrievalTraces}, S = (V + V')/2, and the gradient with respect to V. */
    private final class PreconditionerTerms {
        private double tau; // tr V
        private double sSigma; // tr S Sigma
        private double sSquared; // tr S^2
        private double sSquaredSigma; // tr Sigma S^2
        private double norm; // |V|^2
        private double j3; // tr V Sigma V'
        private double sSigmaV; // tr S Sigma V'

        PreconditionerTerms(double[] v) {
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
                    j3 += entry * entry * eigenvalues[j];
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

        double ofSquares() {
            return trace * norm + 2 * j3;
        }

        double ofNoise() {
            return tau * tau + 2 * sSquared;
        }

        double risk(WeightTerms w) {
            double linear = w.za * (trace * tau + 2 * sSigma) + w.zb * sSigma;
            return trace
                    + queryNoise
                    - 2 * linear
                    + w.c1() * j1()
                    + w.c2() * j2()
                    + w.c3() * j3
                    + w.e * ofSquares()
                    + w.na * ofNoise()
                    + w.nb * norm;
        }

        void gradient(WeightTerms w, double[] v, double[] gradient) {
            double byTau =
                    w.c1() * (2 * trace * tau + 4 * sSigma) + w.c2() * sSigma + 2 * w.na * tau - 2 * w.za * trace;
            double bySigma = (4 * w.c1() + w.c2()) * tau - 2 * (2 * w.za + w.zb);
            double bySquared = 4 * (trace * w.c1() + w.na);
            double byNorm = 2 * (w.e * trace + w.nb);
            double byJ3 = 2 * (w.c3() + 2 * w.e);
            int size = eigenvalues.length;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double entry = v[i * size + j];
                    double turned = v[j * size + i];
                    double s = (entry + turned) / 2;
                    double lambda = eigenvalues[j];
                    double both = eigenvalues[i] + lambda;
                    gradient[i * size + j] = (bySquared + 8 * w.c1() * both) * s
                            + (byNorm + byJ3 * lambda) * entry
                            + w.c2() * (2 * lambda * entry + both * turned);
                }
                gradient[i * size + i] += byTau + bySigma * eigenvalues[i];
            }
        }
    }
}
