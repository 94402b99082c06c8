package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.kinds.Kind;
import icl.core.prompt.DriftPrompts;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.PromptSampler;
import java.util.Optional;

/**
 * Tasks that change along the prompt: y_i = beta_i' x_i + noise, Cov(beta_i, beta_j) = K_ij S_beta, features independent
 * N(0, S_x).
 */
@Kind("drift")
public record DriftDesign(
        int dim,
        int length,
        Profile noiseVariance,
        TaskCorrelation taskCorrelation,
        Covariance featureCovariance,
        Covariance taskCovariance)
        implements Design {
    public DriftDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        taskCorrelation.requireFits(length);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    private LinearGaussian law() {
        return new LinearGaussian(dim, length, noiseVariance, featureCovariance, taskCovariance);
    }

    @Override
    public PromptSampler whole() {
        return stream -> new DriftPrompts(law(), taskCorrelation, stream);
    }

    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    @Override
    public Optional<QueryGivenTask> queryGivenTask() {
        return Optional.of(new QueryGivenTask(featureCovariance, 0));
    }

    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return true;
    }
}
