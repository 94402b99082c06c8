package icl.jobs.custom;

import icl.core.check.Require;
import icl.core.covariance.Profile;
import icl.core.design.CustomDesign;
import icl.core.design.StepMoments;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.prompt.Prompt;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Standard normal features and tasks, and labels whose noise is a coin: plus or minus its deviation. A step sees no more of the noise
 * than its variance, so that its moments are those of Gaussian noise.
 */
@Kind("coin_noise")
public record CoinNoiseDesign(int dim, int length, Profile noiseVariance) implements CustomDesign {
    public CoinNoiseDesign {
        Require.positive("dim", dim);
        Require.nonNegative("length", length);
        noiseVariance = noiseVariance.over("noise_variance", length + 1);
    }

    @Override
    public Prompt draw(RandomGenerator random) {
        double[] task = random.doubles(dim).map(u -> random.nextGaussian()).toArray();
        double[][] features = new double[length + 1][dim];
        double[] labels = new double[length + 1];
        for (int i = 0; i <= length; i++) {
            labels[i] = (random.nextBoolean() ? 1 : -1) * Math.sqrt(noiseVariance.at(i));
            for (int c = 0; c < dim; c++) {
                features[i][c] = random.nextGaussian();
                labels[i] += task[c] * features[i][c];
            }
        }
        return new Prompt(Matrix.of(features), Vector.of(labels));
    }

    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    @Override
    public Optional<StepMoments> stepMoments() {
        return Optional.of(new Moments(length, noiseVariance, dim));
    }

    /** k_i = 1, P_ij = 1, P_ii = 2, R_ii = tr Sigma + noise. */
    private record Moments(int length, Profile noise, double trace) implements StepMoments {
        @Override
        public double taskVariance(int position) {
            return 1;
        }

        @Override
        public double labelNoise(int position) {
            return noise.at(position);
        }

        @Override
        public double signal(int example, int position) {
            return 1;
        }

        @Override
        public double pair(int i, int j) {
            return i == j ? 2 : 1;
        }

        @Override
        public double noise(int i, int j) {
            return i == j ? trace + noise.at(i) : 0;
        }
    }
}
