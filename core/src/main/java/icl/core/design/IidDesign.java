package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskGroup;
import icl.core.covariance.TaskGroups;
import icl.core.covariance.TaskPool;
import icl.core.kinds.Kind;
import icl.core.linalg.Vector;
import icl.core.prompt.IidPrompts;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.ProjectedPrompts;
import icl.core.prompt.PromptSampler;
import icl.core.prompt.SecondMomentPrompts;
import icl.core.prompt.SharedDirection;
import icl.core.prompt.StepPrompts;
import icl.core.records.AddedLater;
import icl.core.records.Default;
import java.util.List;
import java.util.Optional;

/**
 * Independent data: beta ~ N(mean, S_beta), x_i and x of covariance S_x, y_i = beta' x_i + noise.
 *
 * @param taskMean mean of the task: one number for all coordinates, or d numbers
 * @param taskGroups a mixture of Gaussian tasks, which replaces mean and covariance of the task; empty where there is
 *     none
 * @param taskPool a bank of tasks that is drawn once from the law of the task; empty where each prompt draws its own
 *     task
 * @param featureLaw law of the white features; Gaussian if not given
 */
@Kind("iid")
public record IidDesign(
        int dim,
        int length,
        Profile noiseVariance,
        Covariance featureCovariance,
        Covariance taskCovariance,
        @AddedLater @Default("0") Profile taskMean,
        Optional<TaskGroups> taskGroups,
        Optional<TaskPool> taskPool,
        @AddedLater FeatureLaw featureLaw)
        implements Design {
    public IidDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        TaskLaw tasks = TaskLaw.of(dim, taskMean, taskCovariance, taskGroups, taskPool);
        taskCovariance = tasks.covariance();
        taskMean = tasks.mean();
        taskGroups = tasks.groups();
    }

    /** A design with Gaussian tasks of mean 0 and Gaussian features, with these covariances. */
    public IidDesign(
            int dim, int length, Profile noiseVariance, Covariance featureCovariance, Covariance taskCovariance) {
        this(
                dim,
                length,
                noiseVariance,
                featureCovariance,
                taskCovariance,
                TaskLaw.NO_MEAN,
                Optional.empty(),
                Optional.empty(),
                FeatureLaw.gaussian());
    }

    /** A design with Gaussian tasks of mean 0, these covariances and this law of features. */
    public IidDesign(
            int dim,
            int length,
            Profile noiseVariance,
            Covariance featureCovariance,
            Covariance taskCovariance,
            FeatureLaw featureLaw) {
        this(
                dim,
                length,
                noiseVariance,
                featureCovariance,
                taskCovariance,
                TaskLaw.NO_MEAN,
                Optional.empty(),
                Optional.empty(),
                featureLaw);
    }

    /** A design with Gaussian features and any law of tasks. */
    public IidDesign(
            int dim,
            int length,
            Profile noiseVariance,
            Covariance featureCovariance,
            Covariance taskCovariance,
            Profile taskMean,
            Optional<TaskGroups> taskGroups,
            Optional<TaskPool> taskPool) {
        this(
                dim,
                length,
                noiseVariance,
                featureCovariance,
                taskCovariance,
                taskMean,
                taskGroups,
                taskPool,
                FeatureLaw.gaussian());
    }

    private TaskLaw tasks() {
        return new TaskLaw(dim, taskMean, taskCovariance, taskGroups, taskPool);
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return tasks().isCentredGaussian() && featureLaw.isGaussian() ? Optional.of(moments()) : Optional.empty();
    }

    private TaskMoments moments() {
        return TaskMoments.ofOneTask(noiseVariance, length);
    }

    /** The groups of the mixture; a bank is a mixture of one group without variance for each task. */
    @Override
    public Optional<List<TaskGroup>> taskMixture() {
        return Optional.of(tasks().mixture());
    }

    @Override
    public Covariance taskSecondMoment() {
        return tasks().secondMoment();
    }

    @Override
    public boolean isIsotropic() {
        return tasks().isCentredGaussian() && Design.super.isIsotropic();
    }

    /** The moments, which depend on the task through its second moment only. */
    @Override
    public Optional<StepMoments> stepMoments() {
        return Optional.of(new IndependentFeatureMoments(
                moments(), featureLaw.kurtosis(dim), () -> spectrum().preciseTrace()));
    }

    /** This design with Gaussian tasks of mean 0 and this covariance. */
    public IidDesign withTasks(Covariance covariance) {
        return new IidDesign(
                dim,
                length,
                noiseVariance,
                featureCovariance,
                covariance,
                TaskLaw.NO_MEAN,
                Optional.empty(),
                Optional.empty(),
                featureLaw);
    }

    private LinearGaussian law() {
        return new LinearGaussian(dim, length, noiseVariance, featureCovariance, tasks().mixture());
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
                ? Optional.of(stream -> new SecondMomentPrompts(law(), SharedDirection.none(), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> step() {
        return isExchangeable()
                ? Optional.of(stream -> new StepPrompts(law(), SharedDirection.none(), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> weightedStep(Vector weights) {
        return knowsStatistics()
                ? Optional.of(stream -> new ProjectedPrompts(law(), SharedDirection.none(), weights, stream))
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
        return Units.of(featureCovariance.magnitude(dim), taskSecondMoment().magnitude(dim), noiseVariance);
    }

    @Override
    public Design inUnits(Units units) {
        TaskLaw scaled = tasks().scaled((units.features() - units.labels()) / 2);
        return new IidDesign(
                dim,
                length,
                noiseVariance.scaled(-units.labels()),
                featureCovariance.scaled(dim, -units.features()),
                scaled.covariance(),
                scaled.mean(),
                scaled.groups(),
                taskPool,
                featureLaw);
    }

    @Override
    public Optional<QueryGivenTask> queryGivenTask() {
        return Optional.of(new QueryGivenTask(featureCovariance, 0));
    }

    @Override
    public Optional<Covariance> taskIndependentOfFeatures() {
        return Optional.of(taskSecondMoment());
    }

    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return tasks().isSymmetric();
    }

    @Override
    public boolean squaredErrorsHaveVariance() {
        return featureLaw.hasEighthMoment();
    }
}
