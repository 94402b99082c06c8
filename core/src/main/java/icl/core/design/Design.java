package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.Spectrum;
import icl.core.covariance.SpectrumCache;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.WhitenedBasis;
import icl.core.kinds.InternallyTagged;
import icl.core.kinds.OpenFamily;
import icl.core.linalg.Vector;
import icl.core.prompt.PromptSampler;
import java.util.List;
import java.util.Optional;

/**
 * The law of a prompt: n = {@code length} examples (x_i, y_i) and a query x with d = {@code dim} features.
 *
 * <p>A design answers for itself: how its prompts are drawn, and what is independent of what. What it does not say is not assumed:
 * whole prompts are drawn, squared errors are averaged, or the question is refused.
 */
@OpenFamily
@InternallyTagged
public interface Design {
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

    /** Whole prompts: every feature of every example, and the query. */
    PromptSampler whole();

    /** Examples with the law of X'X, X'y and y'y jointly with query and task; empty where that law is not known. */
    default Optional<PromptSampler> secondMoments() {
        return Optional.empty();
    }

    /** One example of label 1 whose features have the law of X'y jointly with query and task; empty where it is not known. */
    default Optional<PromptSampler> step() {
        return Optional.empty();
    }

    /**
     * One example of label 1 whose features have the law of X'(w o y) jointly with query and task; empty where it is not known.
     *
     * @param weights w, shape (n)
     */
    default Optional<PromptSampler> weightedStep(Vector weights) {
        return Optional.empty();
    }

    /** Numbers of one prompt that {@link #whole} keeps at once, beside a few vectors of d and of n; estimates memory. */
    default double bufferedNumbers() {
        return (double) length() * dim();
    }

    /** Whether the first m examples, with position m + 1 as query, are a prompt of this law with length m, for every m. */
    default boolean prefixesArePrompts() {
        return false;
    }

    /** Second moment E beta beta' of the task, relative to which correlations of tasks are given: its covariance where it has no mean. */
    default Covariance taskSecondMoment() {
        return taskCovariance();
    }

    /**
     * The mixture of Gaussian tasks, whose groups a batch counts from 0; one group where tasks are Gaussian; empty where one task does
     * not serve the whole prompt, or nobody knows its law.
     */
    default Optional<List<TaskGroup>> taskMixture() {
        return Optional.empty();
    }

    /** Moments of one gradient step; empty where the query depends on the examples, or nobody knows them. */
    default Optional<StepMoments> stepMoments() {
        return Optional.empty();
    }

    /** Tasks and noise, where features are independent and Gaussian and tasks Gaussian without a mean; else empty. */
    default Optional<TaskMoments> gaussianTasks() {
        return Optional.empty();
    }

    /** The law of the query given its task, where it is then independent of the examples; else empty. */
    default Optional<QueryGivenTask> queryGivenTask() {
        return Optional.empty();
    }

    /**
     * The second moment of the task, where one task serves the whole prompt and is independent of all features and of the noise,
     * which is independent between positions and of the features; else empty.
     */
    default Optional<Covariance> taskIndependentOfFeatures() {
        return Optional.empty();
    }

    /**
     * Whether the part of a bilinear form that is even in the labels is uncorrelated with the label and with the odd part, so that
     * the risk is that of the odd part plus the mean square of the even one (docs/formulas.md, section 12).
     */
    default boolean oddAndEvenPartsAreUncorrelated() {
        return false;
    }

    /** Whether squared errors of a step have a finite variance: else their mean over prompts has no interval. */
    default boolean squaredErrorsHaveVariance() {
        return true;
    }

    /** Both covariances are the identity: the law does not change under rotations. */
    default boolean isIsotropic() {
        return featureCovariance() instanceof Covariance.Identity && taskCovariance() instanceof Covariance.Identity;
    }

    /** Units in which the variances of this design are near 1; empty where its own units do, or where it cannot tell. */
    default Optional<Units> units() {
        return Optional.empty();
    }

    /** This design in the units that it gave. */
    default Design inUnits(Units units) {
        throw new IllegalStateException("The design gives units, but not itself in them: " + this);
    }

    /** Whether a covariance is more than a diagonal: then eigenvectors cost time. */
    default boolean hasDenseCovariance() {
        return featureCovariance().isDense(dim()) || taskCovariance().isDense(dim());
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
