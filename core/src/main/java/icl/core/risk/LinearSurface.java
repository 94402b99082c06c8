package icl.core.risk;

import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.linalg.Products;
import icl.core.model.Loss;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * {@link QuadraticRisk} as a function of V and the weights: with kappa = k'w and the rest of the pairs P~ = P - kk'/kappa_0,
 *
 * <p>\[ L = s_0 + \kappa_0 \sum_{ij} \lambda_j (\delta_{ij} - V_{ij}\kappa/\kappa_0)^2 + \sum_{ij} V_{ij}^2 (\lambda_j\, w^T\tilde
 * P w + w^T\operatorname{diag}(R)w) , \]
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
    private final SymmetricOperator defect; // P~
    private final double[] noise; // R, shape (n)

    LinearSurface(
            double[] eigenvalues,
            double taskVariance,
            double labelNoise,
            double[] signal,
            SymmetricOperator defect,
            double[] noise) {
        this.eigenvalues = eigenvalues;
        this.taskVariance = taskVariance;
        this.labelNoise = labelNoise;
        this.signal = signal;
        this.defect = defect;
        this.noise = noise;
    }

    static LinearSurface of(Design design, Loss loss) {
        TaskMoments tasks = TaskMoments.of(design);
        FilterMoments over = new FilterMoments(loss, design.length());
        double[] eigenvalues = WhitenedSurface.eigenvalues(design);
        double trace = DoubleStream.of(eigenvalues).sum();
        double taskVariance = over.predicted(i -> tasks.at(i, i));
        double[] signal = over.ahead(tasks::at);
        double[] own = over.each(i -> tasks.at(i, i));
        return new LinearSurface(
                eigenvalues,
                taskVariance,
                over.predicted(tasks::noise),
                signal,
                design instanceof IidDesign ? defect(over, own) : defect(over, tasks, taskVariance, signal, own),
                over.each(i -> tasks.at(i, i) * trace + tasks.noise(i)));
    }

    /** Of one task: the pairs are those of ones and, at the query, all that signal is. */
    private static SymmetricOperator defect(FilterMoments over, double[] own) {
        SymmetricOperator single = SymmetricOperator.diagonal(own);
        return over.loss() == Loss.QUERY
                ? single
                : over.ones().plus(1, single).plus(-1, SymmetricOperator.outer(own, own));
    }

    private static SymmetricOperator defect(
            FilterMoments over, TaskMoments tasks, double taskVariance, double[] signal, double[] own) {
        double[][] pairs = over.pairs(tasks::at);
        for (int i = 0; i < pairs.length; i++) {
            pairs[i][i] += own[i];
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
        double[] image = defect.times(weights);
        double slope = Products.dot(weights, image);
        double base = 0;
        for (int i = 0; i < weights.length; i++) {
            base += noise[i] * weights[i] * weights[i];
        }
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
        double defectSlope = 2 * normSigma;
        double noiseSlope = 2 * norm;
        Arrays.setAll(
                gradientWeights,
                i -> signalSlope * signal[i] + defectSlope * image[i] + noiseSlope * noise[i] * weights[i]);
        return labelNoise + taskVariance * bias + slope * normSigma + base * norm;
    }
}
