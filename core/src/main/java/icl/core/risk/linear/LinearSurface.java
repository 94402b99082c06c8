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
 * {@link QuadraticRisk} as a function of V and the weights: with kappa = k'w and the rest of the pairs P~ = P - kk'/kappa_0,
 *
 * <p>\[ L = s_0 + \kappa_0 \sum_{ij} \lambda_j (\delta_{ij} - V_{ij}\kappa/\kappa_0)^2 + \sum_{ij} V_{ij}^2 (\lambda_j\, w^T\tilde
 * P w + w^TRw) , \]
 *
 * <p>squares all of them: nothing cancels.
 *
 * <p>Derivation: docs/formulas.md, sections 4 and 5.
 */
final class LinearSurface implements RiskSurface {
    private final double[] eigenvalues; // lambda, shape (size)
    private final double taskVariance; // kappa_0
    private final double labelNoise; // s_0
    private final double[] signal; // k, shape (n)
    private final SymmetricOperator schurComplement; // P~
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
        FilterMoments over = new FilterMoments(loss, design.length());
        double taskVariance = over.predicted(moments::taskVariance);
        double[] signal = over.ahead(moments::signal);
        return new LinearSurface(
                WhitenedSurface.eigenvalues(design),
                taskVariance,
                over.predicted(moments::labelNoise),
                signal,
                moments.alike()
                        .map(examples -> schurComplement(over, examples, signal))
                        .orElseGet(() -> schurComplement(over, moments, taskVariance, signal)),
                moments.hasDiagonalNoise()
                        ? SymmetricOperator.diagonal(over.each(i -> moments.noise(i, i)))
                        : SymmetricOperator.dense(over.pairs(moments::noise)));
    }

    /** P~ of examples that are alike: at the query the pairs of ones are all that the signal is. */
    private static SymmetricOperator schurComplement(FilterMoments over, StepMoments.Alike examples, double[] signal) {
        double own = examples.ownPair().doubleValue() - 1;
        SymmetricOperator single = SymmetricOperator.diagonal(over.each(i -> own));
        return over.loss() == Loss.QUERY
                ? single
                : over.ones().plus(1, single).plus(-1, SymmetricOperator.outer(signal, signal));
    }

    private static SymmetricOperator schurComplement(
            FilterMoments over, StepMoments moments, double taskVariance, double[] signal) {
        double[][] pairs = over.pairs(moments::pair);
        for (int i = 0; i < pairs.length; i++) {
            for (int j = 0; j < pairs.length; j++) {
                pairs[i][j] -= taskVariance == 0 ? 0 : signal[i] * signal[j] / taskVariance;
            }
        }
        return SymmetricOperator.dense(pairs);
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
        double along = 0; // of the pull, d bias = -2 along
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
