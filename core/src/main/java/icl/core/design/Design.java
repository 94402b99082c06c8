package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.Spectrum;
import icl.core.covariance.SpectrumCache;
import icl.core.covariance.WhitenedBasis;
import icl.core.kinds.InternallyTagged;

/**
 * The law of a prompt: n = {@code length} examples (x_i, y_i) and a query x with d = {@code dim} features, labels linear
 * in the features up to noise. Gaussian throughout, but for a user's {@link CustomDesign}.
 */
@InternallyTagged
public sealed interface Design permits IidDesign, RetrievalDesign, AlignedDesign, DriftDesign, CustomDesign {
    /** Features d, at least 1. */
    int dim();

    /** Context examples n, at least 0. */
    int length();

    /** Variance of the label noise: one number, or n + 1 by position, the query last. */
    Profile noiseVariance();

    /** Covariance of the features, up to what the design adds to it. */
    Covariance featureCovariance();

    /** Covariance of the task. */
    Covariance taskCovariance();

    /** Both covariances are the identity: the law does not change under rotations. */
    default boolean isIsotropic() {
        return featureCovariance() instanceof Covariance.Identity && taskCovariance() instanceof Covariance.Identity;
    }

    /** Eigenvalues of Sigma, all that most risks know of the two covariances. */
    default Spectrum spectrum() {
        return SpectrumCache.spectrum(featureCovariance(), taskCovariance(), dim());
    }

    /** The basis in which features are white and Sigma is diagonal. */
    default WhitenedBasis whitenedBasis() {
        return SpectrumCache.basis(featureCovariance(), taskCovariance(), dim());
    }
}
