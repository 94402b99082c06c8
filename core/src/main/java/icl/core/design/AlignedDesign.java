package icl.core.design;

import icl.core.check.Require;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.kinds.Kind;
import icl.core.linalg.Vector;
import icl.core.prompt.AlignedPrompts;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.ProjectedPrompts;
import icl.core.prompt.PromptSampler;
import icl.core.prompt.SecondMomentPrompts;
import icl.core.prompt.SharedDirection;
import icl.core.prompt.StepPrompts;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Task-feature alignment: the features have a mean along the task. beta ~ N(0, S_beta); given it x_i and the query x
 * are N(a beta, S_x), and y_i = gamma beta' x_i + noise with gamma^2 = 1 / (a^2 d + 1).
 *
 * @param alpha a, the alignment of features with the task, in [0, 1]
 */
@Kind("aligned")
public record AlignedDesign(
        int dim,
        int length,
        Profile noiseVariance,
        double alpha,
        Covariance featureCovariance,
        Covariance taskCovariance)
        implements Design {
    public AlignedDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        Require.inUnitInterval("alpha", alpha);
        alpha += 0.0; // -0.0 becomes 0.0
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    /** The moments at a = 0, where prompts are independent data; else empty. */
    @Override
    public Optional<StepMoments> stepMoments() {
        return gaussianTasks()
                .map(tasks -> new IndependentFeatureMoments(
                        tasks, DD.ONE, () -> spectrum().preciseTrace()));
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return alpha == 0 ? Optional.of(TaskMoments.ofOneTask(noiseVariance, length)) : Optional.empty();
    }

    @Override
    public Optional<Units> units() {
        return Units.ofOneScale(featureCovariance.magnitude(dim), taskCovariance.magnitude(dim));
    }

    @Override
    public Design inUnits(Units units) {
        return new AlignedDesign(
                dim,
                length,
                noiseVariance.scaled(-units.labels()),
                alpha,
                featureCovariance.scaled(dim, -units.features()),
                taskCovariance.scaled(dim, -units.features()));
    }

    private LinearGaussian law() {
        return new LinearGaussian(dim, length, noiseVariance, featureCovariance, taskCovariance);
    }

    /** Whether features given the task are white; the samplers of sufficient statistics need this. */
    private boolean hasWhiteFeatures() {
        return length >= 1 && featureCovariance instanceof Covariance.Identity;
    }

    private boolean isExchangeable() {
        return hasWhiteFeatures() && noiseVariance.isCommon();
    }

    @Override
    public PromptSampler whole() {
        return stream -> new AlignedPrompts(law(), alpha, stream);
    }

    @Override
    public Optional<PromptSampler> secondMoments() {
        return isExchangeable()
                ? Optional.of(stream -> new SecondMomentPrompts(law(), SharedDirection.task(alpha), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> step() {
        return isExchangeable()
                ? Optional.of(stream -> new StepPrompts(law(), SharedDirection.task(alpha), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> weightedStep(Vector weights) {
        return hasWhiteFeatures()
                ? Optional.of(stream -> new ProjectedPrompts(law(), SharedDirection.task(alpha), weights, stream))
                : Optional.empty();
    }

    @Override
    public double bufferedNumbers() {
        return 0;
    }

    /** The batch keeps the task as gamma beta, so the mean of the query is a / gamma times it. */
    @Override
    public Optional<QueryGivenTask> queryGivenTask() {
        return Optional.of(new QueryGivenTask(featureCovariance, alpha * Math.sqrt(alpha * alpha * dim + 1)));
    }

    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return true;
    }

    /** True at a = 0 only, where prompts are independent data. */
    @Override
    public boolean prefixesArePrompts() {
        return alpha == 0;
    }
}
