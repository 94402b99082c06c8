package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.kinds.Kind;
import icl.core.prompt.LinearGaussian;
import icl.core.prompt.PromptSampler;
import icl.core.prompt.SequencePrompts;
import icl.core.records.Default;
import java.util.Optional;

/**
 * Gaussian features that are correlated along the prompt: Cov(x_i, x_j) = C_ij S_x with C_ii = 1. One task beta ~ N(0,
 * S_beta) for the whole prompt, y_i = beta' x_i + noise.
 *
 * @param featureCorrelation C for positions 1..n+1, the query last, with diagonal 1
 * @param query whether the query is position n + 1, or independent of the examples
 */
@Kind("sequence")
public record SequenceDesign(
        int dim,
        int length,
        Profile noiseVariance,
        TaskCorrelation featureCorrelation,
        Query query,
        Covariance featureCovariance,
        Covariance taskCovariance)
        implements Design {
    /** The relation of the query to the examples. */
    @Default("correlated")
    public enum Query {
        /** The query is the last position of the sequence. */
        CORRELATED,
        /** The query is independent of the examples; the last row of C is not used. */
        INDEPENDENT
    }

    public SequenceDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        featureCorrelation.requireFits("feature_correlation", length);
        featureCorrelation.requireUnitDiagonal("feature_correlation", length);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    private boolean correlatesQuery() {
        return query == Query.CORRELATED && length > 0;
    }

    /** The moments, where the query is independent of the examples. */
    @Override
    public Optional<StepMoments> stepMoments() {
        return correlatesQuery()
                ? Optional.empty()
                : Optional.of(new SequenceMoments(
                        featureCorrelation,
                        noiseVariance,
                        length,
                        () -> spectrum().preciseTrace()));
    }

    @Override
    public PromptSampler whole() {
        LinearGaussian law = new LinearGaussian(dim, length, noiseVariance, featureCovariance, taskCovariance);
        return stream -> new SequencePrompts(law, featureCorrelation, correlatesQuery(), stream);
    }

    @Override
    public double bufferedNumbers() {
        return featureCorrelation.chain().isPresent() ? 0 : (double) (length + 1) * dim;
    }

    @Override
    public Optional<QueryGivenTask> queryGivenTask() {
        return correlatesQuery() ? Optional.empty() : Optional.of(new QueryGivenTask(featureCovariance, 0));
    }

    @Override
    public Optional<Covariance> taskIndependentOfFeatures() {
        return Optional.of(taskCovariance);
    }

    /** True: task and noise are symmetric and independent of the features, so flipping all labels keeps the law. */
    @Override
    public boolean oddAndEvenPartsAreUncorrelated() {
        return true;
    }

    @Override
    public Optional<Units> units() {
        return Units.of(featureCovariance.magnitude(dim), taskCovariance.magnitude(dim), noiseVariance);
    }

    @Override
    public Design inUnits(Units units) {
        return new SequenceDesign(
                dim,
                length,
                noiseVariance.scaled(-units.labels()),
                featureCorrelation,
                query,
                featureCovariance.scaled(dim, -units.features()),
                taskCovariance.scaled(dim, units.features() - units.labels()));
    }
}
