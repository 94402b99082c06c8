package icl.core.risk.linear;

import icl.core.design.Design;
import icl.core.design.StepMoments;
import icl.core.linalg.Products;
import icl.core.linalg.SymmetricOperator;
import icl.core.model.Loss;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.WhitenedSurface;
import java.util.Arrays;

/**
 * The risk of {@link QuadraticRisk} as a function of the whitened preconditioner V and the weights w, with gradients,
 * in plain doubles. With kappa = k'w and the Schur complement P~ = P - kk'/kappa_0,
 *
 * <p>\[ L = s_0 + \kappa_0 \sum_{ij} \lambda_j (\delta_{ij} - V_{ij}\kappa/\kappa_0)^2 + \sum_{ij} V_{ij}^2
 * (\lambda_j\, w^T\tilde P w + w^TRw) , \]
 *
 * <p>a sum of squares, so that nothing cancels.
 *
 * <p>The moments k, P~ and R are those of {@link WeightMoments}. The sums over entries of V stand in {@link
 * QuadraticRisk#risk(icl.core.covariance.WhitenedBasis, icl.core.covariance.Preconditioner)} as well, in double-double
 * arithmetic, which takes about ten times as long; a test compares the two on every design. Symbols: lambda =
 * eigenvalues of Sigma; s_0, kappa_0, k, P and R as in {@link StepMoments}.
 *
 * <p>Derivation: docs/formulas.md, sections 4 and 5.
 */
final class LinearSurface implements RiskSurface {
    private final double[] eigenvalues; // lambda, shape (size)
    private final double taskVariance; // kappa_0
    private final double labelNoise; // s_0
    private final double[] signal; // k, shape (n)
    private final SymmetricOperator schurComplement; // P~, the Schur complement
    private final SymmetricOperator noise; // R

    private LinearSurface(
            double[] eigenvalues,
            double taskVariance,
            double labelNoise,
            double[] signal,
            SymmetricOperator schurComplement,
            SymmetricOperator noise) {
        this.eigenvalues = eigenvalues;
        this.taskVariance = taskVariance;
        this.labelNoise = labelNoise;
        this.signal = signal;
        this.schurComplement = schurComplement;
        this.noise = noise;
    }

    static LinearSurface of(Design design, Loss loss) {
        StepMoments moments = design.stepMoments().orElseThrow();
        double[] eigenvalues = WhitenedSurface.eigenvalues(design);
        return moments.alike()
                .map(examples -> ofAlike(eigenvalues, moments, examples, new FilterMoments(loss, design.length())))
                .orElseGet(() -> of(eigenvalues, WeightMoments.of(moments, loss)));
    }

    private static LinearSurface of(double[] eigenvalues, WeightMoments moments) {
        return new LinearSurface(
                eigenvalues,
                moments.taskVariance().hi(),
                moments.labelNoise(),
                moments.signal(),
                moments.schurComplement(),
                moments.noiseOperator());
    }

    /** The surface in O(n) for examples that are alike: at the query P~ is (P_ii - 1) I. */
    private static LinearSurface ofAlike(
            double[] eigenvalues, StepMoments moments, StepMoments.Alike examples, FilterMoments over) {
        double[] signal = over.eachWithPredicted(moments::signal);
        double own = examples.ownPair().doubleValue() - 1;
        SymmetricOperator single = SymmetricOperator.diagonal(over.each(i -> own));
        return new LinearSurface(
                eigenvalues,
                over.mean(moments::taskVariance),
                over.mean(moments::labelNoise),
                signal,
                over.loss() == Loss.QUERY
                        ? single
                        : over.ones().plus(1, single).plus(-1, SymmetricOperator.outer(signal, signal)),
                SymmetricOperator.diagonal(over.each(i -> moments.noise(i, i))));
    }

    @Override
    public double at(double[] v, double[] weights, double[] gradientV, double[] gradientWeights) {
        double kappa = Products.dot(signal, weights);
        double pull = taskVariance == 0 ? 0 : kappa / taskVariance;
        double[] image = schurComplement.times(weights);
        double slope = Products.dot(weights, image);
        double[] noisy = noise.times(weights);
        double base = Products.dot(weights, noisy);
        double bias = 0;
        double along = 0; // minus half of the derivative of the bias with respect to kappa / kappa_0
        double norm = 0;
        double normSigma = 0;
        int size = eigenvalues.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int at = i * size + j;
                double lambda = eigenvalues[j];
                double rest = (i == j ? 1 : 0) - pull * v[at];
                bias += lambda * rest * rest;
                along += lambda * rest * v[at];
                norm += v[at] * v[at];
                normSigma += lambda * v[at] * v[at];
                gradientV[at] = 2 * ((slope * lambda + base) * v[at] - kappa * lambda * rest);
            }
        }
        double signalSlope = -2 * along;
        double complementSlope = 2 * normSigma;
        double noiseSlope = 2 * norm;
        Arrays.setAll(
                gradientWeights, i -> signalSlope * signal[i] + complementSlope * image[i] + noiseSlope * noisy[i]);
        return labelNoise + taskVariance * bias + slope * normSigma + base * norm;
    }
}
