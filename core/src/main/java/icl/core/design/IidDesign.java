package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.kinds.Kind;
import icl.core.linalg.Vector;
import icl.core.prompt.Axis;
import icl.core.prompt.IidPrompts;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.ProjectedPrompts;
import icl.core.prompt.PromptSampler;
import icl.core.prompt.SecondMomentPrompts;
import icl.core.prompt.StepPrompts;
import icl.core.records.AddedLater;
import java.util.Optional;

/**
 * Independent data: beta ~ N(0, S_beta), x_i and x of covariance S_x, y_i = beta' x_i + noise.
 *
 * @param featureLaw law of the white features; Gaussian if not given
 */
@Kind("iid")
public record IidDesign(
        int dim,
        int length,
        Profile noiseVariance,
        Covariance featureCovariance,
        Covariance taskCovariance,
        @AddedLater FeatureLaw featureLaw)
        implements Design {
    public IidDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    /** Gaussian features. */
    public IidDesign(
            int dim, int length, Profile noiseVariance, Covariance featureCovariance, Covariance taskCovariance) {
        this(dim, length, noiseVariance, featureCovariance, taskCovariance, FeatureLaw.gaussian());
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return featureLaw.isGaussian() ? Optional.of(tasks()) : Optional.empty();
    }

    private TaskMoments tasks() {
        return TaskMoments.ofOneTask(noiseVariance, length);
    }

    @Override
    public Optional<StepMoments> stepMoments() {
        return Optional.of(new IndependentFeatureMoments(
                tasks(), featureLaw.kurtosis(dim), spectrum().preciseTrace()));
    }

    private LinearGaussian law() {
        return new LinearGaussian(dim, length, noiseVariance, featureCovariance, taskCovariance);
    }

    private boolean knowsStatistics() {
        return length >= 1 && featureLaw.isGaussian();
    }

    private boolean isExchangeable() {
        return knowsStatistics() && noiseVariance.isCommon();
    }

    @Override
    public PromptSampler whole() {
        return stream -> new IidPrompts(law(), featureLaw, stream);
    }

    @Override
    public Optional<PromptSampler> secondMoments() {
        return isExchangeable()
                ? Optional.of(stream -> new SecondMomentPrompts(law(), Axis.none(), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> step() {
        return isExchangeable() ? Optional.of(stream -> new StepPrompts(law(), Axis.none(), stream)) : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> weightedStep(Vector weights) {
        return knowsStatistics()
                ? Optional.of(stream -> new ProjectedPrompts(law(), Axis.none(), weights, stream))
                : Optional.empty();
    }

    @Override
    public double bufferedNumbers() {
        return 0;
    }

    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    @Override
    public Optional<Units> units() {
        return Units.of(Units.largest(featureCovariance, dim), Units.largest(taskCovariance, dim), noiseVariance);
    }

    @Override
    public Design inUnits(Units units) {
        return new IidDesign(
                dim,
                length,
                noiseVariance.scaled(-units.labels()),
                featureCovariance.scaled(dim, -units.features()),
                taskCovariance.scaled(dim, units.features() - units.labels()),
                featureLaw);
    }

    @Override
    public Optional<QueryGivenTask> queryGivenTask() {
        return Optional.of(new QueryGivenTask(featureCovariance, 0));
    }

    @Override
    public Optional<Covariance> taskIndependentOfFeatures() {
        return Optional.of(taskCovariance);
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
