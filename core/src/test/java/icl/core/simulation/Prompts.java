package icl.core.simulation;

import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws prompts of a design as its definition reads, feature by feature. */
public final class Prompts {
    private final Design design;
    private final double[][] features; // F with F F' = S_x
    private final double[][] tasks; // F with F F' = S_beta
    private final double[][] positions; // F with F F' = K; one column of ones when the task stays

    public Prompts(Design design) {
        this.design = design;
        this.features = Dense.factor(Dense.of(design.featureCovariance().matrix(design.dim())));
        this.tasks = Dense.factor(Dense.of(design.taskCovariance().matrix(design.dim())));
        this.positions = Dense.factor(correlation(design));
    }

    /** K, shape (n + 1, n + 1). */
    static double[][] correlation(Design design) {
        int n = design.length();
        return Dense.of(Matrix.from(
                n + 1,
                n + 1,
                (i, j) -> design instanceof DriftDesign drift
                        ? drift.taskCorrelation().at(i, j, n)
                        : 1));
    }

    public Prompt draw(RandomGenerator random) {
        double[][] beta = tasks(random);
        double[][] x = features(random, beta);
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            double deviation = Math.sqrt(design.noiseVariance().at(i));
            y[i] = labelScale(design) * Dense.dot(beta[i], x[i]) + deviation * random.nextGaussian();
        }
        return new Prompt(x, beta, y);
    }

    /** gamma: 1 but where features lean on the task. */
    public static double labelScale(Design design) {
        return design instanceof AlignedDesign a ? 1 / Math.sqrt(a.alpha() * a.alpha() * a.dim() + 1) : 1;
    }

    private double[][] tasks(RandomGenerator random) {
        double[][] independent = new double[positions[0].length][];
        for (int k = 0; k < independent.length; k++) {
            independent[k] = gaussian(random, tasks);
        }
        return Dense.times(positions, independent);
    }

    private double[][] features(RandomGenerator random, double[][] beta) {
        int n = design.length();
        double[][] x = new double[n + 1][];
        for (int i = n; i >= 0; i--) {
            x[i] = gaussian(random, features);
            if (design instanceof AlignedDesign aligned) {
                add(x[i], aligned.alpha(), beta[i]);
            }
            if (design instanceof RetrievalDesign retrieval && i < n) {
                double a = retrieval.alpha().at(i);
                double[] own = x[i];
                x[i] = new double[own.length];
                add(x[i], a, x[n]);
                add(x[i], Math.sqrt(1 - a * a), own);
            }
        }
        return x;
    }

    private static void add(double[] sum, double factor, double[] term) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += factor * term[c];
        }
    }

    /** F z with z standard normal, shape (d). */
    private static double[] gaussian(RandomGenerator random, double[][] factor) {
        double[] value = new double[factor.length];
        double[] z = new double[factor[0].length];
        Arrays.setAll(z, k -> random.nextGaussian());
        for (int c = 0; c < value.length; c++) {
            value[c] = Dense.dot(factor[c], z);
        }
        return value;
    }
}
