package icl.core.design;

import icl.core.check.Require;
import icl.core.covariance.Profile;

/** Checks of parameters that several designs have. */
final class Checks {
    private Checks() {}

    /** Checks dim, length and noise, and returns the noise in its canonical form. */
    static Profile noise(int dim, int length, Profile noiseVariance) {
        Require.positive("dim", dim);
        Require.nonNegative("length", length);
        for (int i = 0; i < noiseVariance.values().size(); i++) {
            Require.nonNegative("noise_variance", noiseVariance.values().get(i));
        }
        return noiseVariance.over("noise_variance", length + 1);
    }

    /** Checks that all correlations are in [0, 1], and returns them in their canonical form. */
    static Profile alpha(int length, Profile alpha) {
        for (int i = 0; i < alpha.values().size(); i++) {
            Require.inUnitInterval("alpha", alpha.values().get(i));
        }
        return alpha.over("alpha", length);
    }
}
