package icl.core.risk.linear;

import icl.core.covariance.Spectrum;
import icl.core.design.StepMoments;
import icl.core.risk.formula.WeightSums;
import org.apache.commons.numbers.core.DD;

/**
 * Risk of one preconditioned gradient step, and so of linear attention and of H3, on independent data with one noise
 * variance.
 *
 * <p>\[ L_r = s^2 + \sum_{i \le r} \frac{\lambda_i(\lambda_i + M)}{(n+1)\lambda_i + M} + \sum_{i > r} \lambda_i ,
 * \qquad M = \operatorname{tr}\Sigma + s^2 . \]
 *
 * <p>The usual form \( M - \sum_{i \le r} n\lambda_i^2 / ((n+1)\lambda_i + M) \) is equal; here every term is positive,
 * so nothing cancels when the risk is far below M. Weights of sum s_1 and sum of squares q replace n by s_1^2 / q;
 * equal ones are best, so H3 reaches what attention reaches.
 *
 * <p>Symbols: n = length; lambda, shape (d) = eigenvalues of \( \Sigma = S_x^{1/2} S_\beta S_x^{1/2} \), descending;
 * s^2 = noise variance. Unit: label squared, the query's noise included. Domain: any n &ge; 0, any spectrum, singular
 * ones too. Limits: n = 0 or r = 0 gives M. Accuracy: relative error below 1e-13 (reference values in {@code
 * iid.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, independent data and low rank;
 *     derivation in docs/formulas.md, sections 1 and 2
 */
public final class IidRisk {
    private IidRisk() {}

    /** L_r for a known spectrum, label squared. Takes some nanoseconds for each eigenvalue. */
    public static double risk(Spectrum spectrum, double noiseVariance, int length, int rank) {
        double n = length;
        double m = spectrum.trace() + noiseVariance;
        double risk = noiseVariance;
        int kept = Math.min(rank, spectrum.support());
        for (int i = 0; i < kept; i++) {
            double lambda = spectrum.get(i);
            risk += lambda * (lambda + m) / ((n + 1) * lambda + m);
        }
        for (int i = kept; i < spectrum.dim(); i++) {
            risk += spectrum.get(i);
        }
        return risk;
    }

    /** The risk as a function of the preconditioner, for weights with these sums. */
    static QuadraticRisk quadratic(StepMoments.Alike examples, WeightSums sums) {
        DD pairs = sums.sum()
                .square()
                .add(sums.squares().multiply(examples.ownPair().subtract(1)));
        return new QuadraticRisk(
                DD.ONE, sums.queryNoise(), sums.sum(), pairs, sums.squares().multiply(examples.ownNoise()));
    }

    /**
     * The risk averaged over all prefixes for weights that are all one; the sums over prefix lengths m and m^2 are in
     * closed form.
     */
    static QuadraticRisk overPositions(StepMoments.Alike examples, int length) {
        DD n = DD.of(length);
        DD half = n.scalb(-1);
        DD pairs = n.multiply(n.multiply(2.0).add(1))
                .divide(6)
                .add(half.multiply(examples.ownPair().subtract(1)));
        return new QuadraticRisk(DD.ONE, examples.labelNoise(), half, pairs, half.multiply(examples.ownNoise()));
    }
}
