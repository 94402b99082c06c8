package icl.core.risk.aligned;

import icl.core.design.AlignedDesign;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.WhitenedSurface;

/**
 * The risk under task-feature alignment as a function of the whitened preconditioner V and the weights w, with
 * gradients, in plain doubles. The terms X, F_1 and E of {@link InvariantRisk} are linear in sum w (X) and in (sum
 * w)^2, sum w^2 and sum w^2 s^2 (F_1, E); {@link AlignedTerms} gives the coefficients, so that exact risks and this
 * surface have one source.
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

    /** L = M - 2 X tau + F_1 (tau^2 + |V|^2 + tr V^2) + (E - 2 F_1) |V|^2 with tau = tr V. */
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
        double excess = unit * (sum * sum * bySum.excess() + squares * bySquares.excess() + label * byNoise.excess());
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                double entry = w[i * dim + j];
                gradientW[i * dim + j] = 2 * (f1 * (entry + w[j * dim + i]) + excess * entry);
            }
            gradientW[i * dim + i] += 2 * (f1 * tau - x);
        }
        double invariant = tau * tau + turned;
        double slope = 2 * unit * (sum * bySum.quadratic(invariant, norm) - bySum.x() * tau);
        double own = unit * bySquares.quadratic(invariant, norm);
        double byLabel = unit * byNoise.quadratic(invariant, norm);
        for (int i = 0; i < weights.length; i++) {
            gradientWeights[i] = slope + 2 * weights[i] * (own + byLabel * noise[i]);
        }
        return zeroRisk - 2 * x * tau + f1 * invariant + excess * norm;
    }
}
