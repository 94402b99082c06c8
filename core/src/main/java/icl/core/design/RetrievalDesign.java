package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.kinds.Kind;
import icl.core.linalg.Vector;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.ProjectedPrompts;
import icl.core.prompt.PromptSampler;
import icl.core.prompt.RetrievalPrompts;
import icl.core.prompt.SecondMomentPrompts;
import icl.core.prompt.SharedDirection;
import icl.core.prompt.StepPrompts;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Retrieval-augmented prompts, whose examples are correlated with the query: x_i = a_i x + sqrt(1 - a_i^2) g_i with x,
 * g_i ~ N(0, S_x), beta ~ N(0, S_beta), y_i = beta' x_i + noise.
 *
 * @param alpha a_i, the correlation of an example with the query, in [0, 1]: one number, or one for each example
 */
@Kind("retrieval")
public record RetrievalDesign(
        int dim,
        int length,
        Profile noiseVariance,
        Profile alpha,
        Covariance featureCovariance,
        Covariance taskCovariance)
        implements Design {
    public RetrievalDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        alpha = Checks.alpha(length, alpha);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    private LinearGaussian law() {
        return new LinearGaussian(dim, length, noiseVariance, featureCovariance, taskCovariance);
    }

    private boolean isExchangeable() {
        return length >= 1 && noiseVariance.isCommon() && alpha.isCommon();
    }

    private boolean isIndependent() {
        return length == 0 || (alpha.isCommon() && alpha.at(0) == 0);
    }

    @Override
    public PromptSampler whole() {
        return stream -> new RetrievalPrompts(law(), alpha, stream);
    }

    @Override
    public Optional<PromptSampler> secondMoments() {
        return isExchangeable()
                ? Optional.of(stream -> new SecondMomentPrompts(law(), SharedDirection.query(alpha), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> step() {
        return isExchangeable()
                ? Optional.of(stream -> new StepPrompts(law(), SharedDirection.query(alpha), stream))
                : Optional.empty();
    }

    @Override
    public Optional<PromptSampler> weightedStep(Vector weights) {
        return length >= 1
                ? Optional.of(stream -> new ProjectedPrompts(law(), SharedDirection.query(alpha), weights, stream))
                : Optional.empty();
    }

    @Override
    public double bufferedNumbers() {
        return 0;
    }

    @Override
    public Optional<Covariance> taskIndependentOfFeatures() {
        return Optional.of(taskCovariance);
    }

    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return true;
    }

    /** The moments where all a_i are 0, so that prompts are independent data; else empty. */
    @Override
    public Optional<StepMoments> stepMoments() {
        return gaussianTasks()
                .map(tasks -> new IndependentFeatureMoments(
                        tasks, DD.ONE, () -> spectrum().preciseTrace()));
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return isIndependent() ? Optional.of(TaskMoments.ofOneTask(noiseVariance, length)) : Optional.empty();
    }

    @Override
    public Optional<Units> units() {
        return Units.of(featureCovariance.magnitude(dim), taskCovariance.magnitude(dim), noiseVariance);
    }

    @Override
    public Design inUnits(Units units) {
        return new RetrievalDesign(
                dim,
                length,
                noiseVariance.scaled(-units.labels()),
                alpha,
                featureCovariance.scaled(dim, -units.features()),
                taskCovariance.scaled(dim, units.features() - units.labels()));
    }

    /** True where all a_i are 0 only, so that prompts are independent data. */
    @Override
    public boolean prefixesArePrompts() {
        return isIndependent();
    }
}
