package icl.core.risk.aligned;

import icl.core.design.AlignedDesign;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.WhitenedSurface;

/**
 * The risk of any preconditioner and weights under task-feature alignment, as a function of the whitened preconditioner: {@link InvariantRisk} with what its terms
 * are per unit of s_1^2 = (sum w)^2, q = sum w^2 and sum w^2 s^2.
 *
 * <p>Derivation: docs/formulas.md, sections 7 and 8.
 */
final class AlignedSurface implements RiskSurface {
    private final int dim;
    private final double[] noise;
    private final InvariantRisk bySum;
    private final InvariantRisk bySquares;
    private final InvariantRisk byNoise;
    private final double zeroRisk;

    AlignedSurface(
            int dim,
            double[] noise,
            InvariantRisk bySum,
            InvariantRisk bySquares,
            InvariantRisk byNoise,
            double zeroRisk) {
        this.dim = dim;
        this.noise = noise;
        this.bySum = bySum;
        this.bySquares = bySquares;
        this.byNoise = byNoise;
        this.zeroRisk = zeroRisk;
    }

    static RiskSurface of(AlignedDesign design) {
        AlignedTerms terms = AlignedTerms.of(design);
        int n = design.length();
        double[] noise = new double[n];
        for (int i = 0; i < n; i++) {
            noise[i] = design.noiseVariance().at(i);
        }
        InvariantRisk bySum = terms.invariant(1, 0, 0, design.noiseVariance().at(n));
        AlignedSurface surface = new AlignedSurface(
                design.dim(), noise, bySum, terms.invariant(0, 1, 0, 0), terms.invariant(0, 0, 1, 0), bySum.zeroRisk());
        return design.isIsotropic() ? surface : WhitenedSurface.of(design, surface);
    }

    /** M - 2 X tau + F_1 (tau^2 + |V|^2 + tr V^2) + (E - 2 F_1) |V|^2. */
    @Override
    public double at(double[] w, double[] weights, double[] gradientW, double[] gradientWeights) {
        double sum = 0;
        double squares = 0;
        double label = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            squares += weights[i] * weights[i];
            label += weights[i] * weights[i] * noise[i];
        }
        double tau = 0;
        double norm = 0;
        double turned = 0; // |V|^2 + tr V^2
        for (int i = 0; i < dim; i++) {
            tau += w[i * dim + i];
            for (int j = 0; j < dim; j++) {
                double entry = w[i * dim + j];
                norm += entry * entry;
                turned += entry * (entry + w[j * dim + i]);
            }
        }
        double unit = bySum.unit();
        double x = unit * sum * bySum.x();
        double f1 = unit * (sum * sum * bySum.f1() + squares * bySquares.f1() + label * byNoise.f1());
        double rest = unit * (sum * sum * rest(bySum) + squares * rest(bySquares) + label * rest(byNoise));
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                double entry = w[i * dim + j];
                gradientW[i * dim + j] = 2 * (f1 * (entry + w[j * dim + i]) + rest * entry);
            }
            gradientW[i * dim + i] += 2 * (f1 * tau - x);
        }
        double strong = tau * tau + turned;
        double slope = 2 * unit * (sum * value(bySum, strong, norm) - bySum.x() * tau);
        double own = unit * value(bySquares, strong, norm);
        double byLabel = unit * value(byNoise, strong, norm);
        for (int i = 0; i < weights.length; i++) {
            gradientWeights[i] = slope + 2 * weights[i] * (own + byLabel * noise[i]);
        }
        return zeroRisk - 2 * x * tau + f1 * strong + rest * norm;
    }

    private static double value(InvariantRisk terms, double strong, double norm) {
        return terms.f1() * strong + rest(terms) * norm;
    }

    /** F_2 - F_1. */
    private static double rest(InvariantRisk terms) {
        return terms.e() - 2 * terms.f1();
    }
}
