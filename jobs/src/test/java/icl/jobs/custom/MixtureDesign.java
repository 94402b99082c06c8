package icl.jobs.custom;

import icl.core.check.Require;
import icl.core.covariance.Profile;
import icl.core.design.CustomDesign;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.prompt.Prompt;
import java.util.random.RandomGenerator;

/** Two tasks, plus or minus {@code separation} along the first feature, on independent standard normal features. */
@Kind("mixture")
public record MixtureDesign(int dim, int length, Profile noiseVariance, double separation) implements CustomDesign {
    public MixtureDesign {
        Require.positive("dim", dim);
        Require.nonNegative("length", length);
        Require.nonNegative("separation", separation);
        noiseVariance = noiseVariance.over("noise_variance", length + 1);
    }

    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    @Override
    public Prompt draw(RandomGenerator random) {
        double task = random.nextBoolean() ? separation : -separation;
        double[][] features = new double[length + 1][dim];
        double[] labels = new double[length + 1];
        for (int i = 0; i <= length; i++) {
            for (int j = 0; j < dim; j++) {
                features[i][j] = random.nextGaussian();
            }
            labels[i] = task * features[i][0] + Math.sqrt(noiseVariance.at(i)) * random.nextGaussian();
        }
        return new Prompt(Matrix.of(features), Vector.of(labels));
    }
}
