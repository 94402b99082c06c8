package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.Spectrum;
import icl.core.covariance.SpectrumCache;
import icl.core.covariance.WhitenedBasis;
import icl.core.kinds.InternallyTagged;
import java.util.Optional;

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

    /** Whether the examples before a position are a prompt for it: else there is no average over positions. */
    default boolean prefixesArePrompts() {
        return false;
    }

    /** Second moment E beta beta' of the task, relative to which correlations of tasks are given: its covariance where it has no mean. */
    default Covariance taskSecondMoment() {
        return taskCovariance();
    }

    /** Moments of one gradient step; empty where the query depends on the examples, or nobody knows them. */
    default Optional<StepMoments> stepMoments() {
        return Optional.empty();
    }

    /** Tasks and noise, where features are independent and Gaussian and tasks Gaussian without a mean; else empty. */
    default Optional<TaskMoments> gaussianTasks() {
        return Optional.empty();
    }

    /** Both covariances are the identity: the law does not change under rotations. */
    default boolean isIsotropic() {
        return featureCovariance() instanceof Covariance.Identity && taskCovariance() instanceof Covariance.Identity;
    }

    /** This design in units in which its variances are near 1; empty where its own units do, or where it cannot tell. */
    default Optional<Units> units() {
        return Optional.empty();
    }

    /** Whether a covariance is more than a diagonal: then eigenvectors cost time. */
    default boolean hasDenseCovariance() {
        return featureCovariance().diagonal(dim()).isEmpty()
                || taskSecondMoment().diagonal(dim()).isEmpty();
    }

    /** Eigenvalues of Sigma, all that most risks know of the two covariances. */
    default Spectrum spectrum() {
        return SpectrumCache.spectrum(featureCovariance(), taskSecondMoment(), dim());
    }

    /** The basis in which features are white and Sigma is diagonal. */
    default WhitenedBasis whitenedBasis() {
        return SpectrumCache.basis(featureCovariance(), taskSecondMoment(), dim());
    }
}
