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
 * <p>A design states how its prompts are drawn and which parts of them are independent. No property is assumed that a
 * design does not state: then whole prompts are drawn, squared errors are averaged, or the question is refused.
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

    /** Covariance S_x of the features, before the correlations that the design adds. */
    Covariance featureCovariance();

    /** Covariance S_beta of the task. */
    Covariance taskCovariance();

    /** The sampler of whole prompts, with every feature of every example. */
    PromptSampler whole();

    /**
     * The sampler of a few examples that have the law of X'X, X'y and y'y, jointly with query and task; empty where
     * that law is not known.
     */
    default Optional<PromptSampler> secondMoments() {
        return Optional.empty();
    }

    /**
     * The sampler of one example of label 1 whose features have the law of X'y, jointly with query and task; empty
     * where it is not known.
     */
    default Optional<PromptSampler> step() {
        return Optional.empty();
    }

    /**
     * The sampler of one example of label 1 whose features have the law of X'(w o y), jointly with query and task;
     * empty where it is not known.
     *
     * @param weights w, shape (n)
     */
    default Optional<PromptSampler> weightedStep(Vector weights) {
        return Optional.empty();
    }

    /**
     * The numbers of one prompt that {@link #whole} stores at once, beyond a few vectors of d and of n; used to
     * estimate memory.
     */
    default double bufferedNumbers() {
        return (double) length() * dim();
    }

    /** Whether the first m examples, with position m + 1 as query, are a prompt of this law with length m, for every m. */
    default boolean prefixesArePrompts() {
        return false;
    }

    /**
     * Second moment E beta beta' of the task; its covariance where it has mean 0. Correlations of tasks are relative to
     * it.
     */
    default Covariance taskSecondMoment() {
        return taskCovariance();
    }

    /**
     * The groups of the mixture of Gaussian tasks, in the order in which {@link icl.core.prompt.PromptBatch#group}
     * counts them; one group where tasks are Gaussian; empty where the task changes along the prompt or its law is not
     * known.
     */
    default Optional<List<TaskGroup>> taskMixture() {
        return Optional.empty();
    }

    /** Moments of one gradient step; empty where the query depends on the examples, or where they are not known. */
    default Optional<StepMoments> stepMoments() {
        return Optional.empty();
    }

    /**
     * Correlations of the tasks and the noise, where features are independent and Gaussian and tasks are Gaussian with
     * mean 0; else empty.
     */
    default Optional<TaskMoments> gaussianTasks() {
        return Optional.empty();
    }

    /** The law of the query given its task, where query and examples are independent given the task; else empty. */
    default Optional<QueryGivenTask> queryGivenTask() {
        return Optional.empty();
    }

    /**
     * The second moment of the task, where all positions have the same task, it is independent of the features and of
     * the noise, and the noise is independent of the features and between positions; else empty.
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

    /**
     * Whether squared errors of a step have a finite variance. If not, no confidence interval is given for their mean.
     */
    default boolean squaredErrorsHaveVariance() {
        return true;
    }

    /** Whether both covariances are the identity, so that the law is invariant under rotations. */
    default boolean isIsotropic() {
        return featureCovariance() instanceof Covariance.Identity && taskCovariance() instanceof Covariance.Identity;
    }

    /**
     * Units in which the variances of this design are near 1; empty where they already are, or where the design does
     * not state them.
     */
    default Optional<Units> units() {
        return Optional.empty();
    }

    /** This design in the units that {@link #units} gave. */
    default Design inUnits(Units units) {
        throw new IllegalStateException("The design gives units, but not itself in them: " + this);
    }

    /** Whether a covariance is not diagonal, so that its basis takes an eigendecomposition. */
    default boolean hasDenseCovariance() {
        return featureCovariance().isDense(dim()) || taskCovariance().isDense(dim());
    }

    /** The eigenvalues of Sigma, through which most risks depend on the two covariances. */
    default Spectrum spectrum() {
        return SpectrumCache.spectrum(featureCovariance(), taskSecondMoment(), dim());
    }

    /** The coordinates in which features are white and Sigma is diagonal. */
    default WhitenedBasis whitenedBasis() {
        return SpectrumCache.basis(featureCovariance(), taskSecondMoment(), dim());
    }
}
