package example;

import icl.core.check.Require;
import icl.core.design.CustomDesign;
import icl.core.covariance.Profile;
import icl.core.prompt.Prompt;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.kinds.Kind;
import java.util.random.RandomGenerator;

/**
 * Sparse features that are independent of each other: a feature is N(0, 1 / density) with probability {@code density},
 * else it is 0. Its variance is 1 and its fourth moment 3 / density. The task is N(0, I). With density 1 this is the
 * built-in design {@code iid}.
 */
@Kind("sparse")
public record SparseDesign(int dim, int length, Profile noiseVariance, double density) implements CustomDesign {
    public SparseDesign {
        Require.positive("dim", dim);
        Require.nonNegative("length", length);
        noiseVariance = noiseVariance.over("noise_variance", length + 1);
        Require.that(noiseVariance.isCommon(), "noise_variance", noiseVariance, "one number");
        Require.nonNegative("noise_variance", noiseVariance.at(0));
        Require.that(density > 0 && density <= 1, "density", density, "in (0, 1]");
    }

    /** The fourth moment of a feature. */
    public double kurtosis() {
        return 3 / density;
    }

    /** True, since given the task the examples are independent and do not depend on the length. */
    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    /** True, since the task and the noise have the laws of their opposites: given the features, labels -y are as likely as y. */
    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return true;
    }

    @Override
    public Prompt draw(RandomGenerator random) {
        double[] task = new double[dim];
        for (int j = 0; j < dim; j++) {
            task[j] = random.nextGaussian();
        }
        double[][] features = new double[length + 1][dim];
        double[] labels = new double[length + 1];
        for (int i = 0; i <= length; i++) {
            labels[i] = Math.sqrt(noiseVariance.at(i)) * random.nextGaussian();
            for (int j = 0; j < dim; j++) {
                features[i][j] = feature(random);
                labels[i] += task[j] * features[i][j];
            }
        }
        return new Prompt(Matrix.of(features), Vector.of(labels));
    }

    private double feature(RandomGenerator random) {
        return random.nextDouble() < density ? random.nextGaussian() / Math.sqrt(density) : 0;
    }
}
