package icl.core.design;

import icl.core.check.Require;
import icl.core.covariance.Profile;

/** What every design checks. */
final class Checks {
    private Checks() {}

    /** Checks the sizes and the noise; the noise comes back in its canonical form. */
    static Profile noise(int dim, int length, Profile noiseVariance) {
        Require.positive("dim", dim);
        Require.nonNegative("length", length);
        for (int i = 0; i < noiseVariance.values().size(); i++) {
            Require.nonNegative("noise_variance", noiseVariance.values().get(i));
        }
        return noiseVariance.over("noise_variance", length + 1);
    }

    static Profile alpha(int length, Profile alpha) {
        for (int i = 0; i < alpha.values().size(); i++) {
            Require.inUnitInterval("alpha", alpha.values().get(i));
        }
        return alpha.over("alpha", length);
    }
}
