package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.kinds.Kind;
import icl.core.prompt.DriftPrompts;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.PromptSampler;
import icl.core.records.AddedLater;
import java.util.Optional;

/**
 * Tasks that change along the prompt: y_i = beta_i' x_i + noise, Cov(beta_i, beta_j) = K_ij S_beta, features independent of
 * covariance S_x.
 *
 * @param featureLaw law of the white features; Gaussian if not given
 */
@Kind("drift")
public record DriftDesign(
        int dim,
        int length,
        Profile noiseVariance,
        TaskCorrelation taskCorrelation,
        Covariance featureCovariance,
        Covariance taskCovariance,
        @AddedLater FeatureLaw featureLaw)
        implements Design {
    public DriftDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        taskCorrelation.requireFits("task_correlation", length);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    /** A design with Gaussian features. */
    public DriftDesign(
            int dim,
            int length,
            Profile noiseVariance,
            TaskCorrelation taskCorrelation,
            Covariance featureCovariance,
            Covariance taskCovariance) {
        this(dim, length, noiseVariance, taskCorrelation, featureCovariance, taskCovariance, FeatureLaw.gaussian());
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return featureLaw.isGaussian() ? Optional.of(tasks()) : Optional.empty();
    }

    private TaskMoments tasks() {
        return new TaskMoments(Optional.of(taskCorrelation), noiseVariance, length);
    }

    @Override
    public Optional<StepMoments> stepMoments() {
        return Optional.of(new IndependentFeatureMoments(
                tasks(), featureLaw.kurtosis(dim), () -> spectrum().preciseTrace()));
    }

    private LinearGaussian law() {
        return new LinearGaussian(dim, length, noiseVariance, featureCovariance, taskCovariance);
    }

    @Override
    public PromptSampler whole() {
        return stream -> new DriftPrompts(law(), featureLaw, taskCorrelation, stream);
    }

    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    /** The units, where the scale of the correlation counts as part of the task variance. */
    @Override
    public Optional<Units> units() {
        return Units.of(
                featureCovariance.magnitude(dim),
                taskCovariance.magnitude(dim) * taskCorrelation.largest(length),
                noiseVariance);
    }

    @Override
    public Design inUnits(Units units) {
        int own = correlationExponent();
        return new DriftDesign(
                dim,
                length,
                noiseVariance.scaled(-units.labels()),
                taskCorrelation.scaled(-own),
                featureCovariance.scaled(dim, -units.features()),
                taskCovariance.scaled(dim, units.features() - units.labels() + own),
                featureLaw);
    }

    /** The exponent by which the correlation is scaled; 0 where its variances are fixed or near 1. */
    private int correlationExponent() {
        int exponent = Math.getExponent(taskCorrelation.largest(length));
        boolean isFixed = taskCorrelation.scaled(1).equals(taskCorrelation);
        return isFixed || Math.abs(exponent) <= Units.ORDINARY ? 0 : exponent;
    }

    @Override
    public Optional<QueryGivenTask> queryGivenTask() {
        return Optional.of(new QueryGivenTask(featureCovariance, 0));
    }

    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return true;
    }

    @Override
    public boolean squaredErrorsHaveVariance() {
        return featureLaw.hasEighthMoment();
    }
}
