package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.kinds.Kind;
import java.util.Optional;

/** Independent data: beta ~ N(0, S_beta), x_i and x ~ N(0, S_x), y_i = beta' x_i + noise. */
@Kind("iid")
public record IidDesign(
        int dim, int length, Profile noiseVariance, Covariance featureCovariance, Covariance taskCovariance)
        implements Design {
    public IidDesign {
        noiseVariance = Checks.noise(dim, length, noiseVariance);
        featureCovariance = featureCovariance.of("feature_covariance", dim);
        taskCovariance = taskCovariance.of("task_covariance", dim);
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return Optional.of(TaskMoments.ofOneTask(noiseVariance, length));
    }

    @Override
    public Optional<StepMoments> stepMoments() {
        return Optional.of(new IndependentFeatureMoments(
                gaussianTasks().orElseThrow(), 1, spectrum().preciseTrace()));
    }

    @Override
    public boolean prefixesArePrompts() {
        return true;
    }

    @Override
    public Optional<Units> units() {
        return Units.of(
                this,
                Units.largest(taskCovariance, dim),
                (features, labels) -> new IidDesign(
                        dim,
                        length,
                        noiseVariance.scaled(-labels),
                        featureCovariance.scaled(dim, -features),
                        taskCovariance.scaled(dim, features - labels)));
    }
}
