package icl.core.design;

import icl.core.check.Require;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.kinds.Kind;
import java.util.Optional;

/**
 * Task-feature alignment: features lean towards the task, x_i and x ~ N(a beta, S_x) given beta ~ N(0, S_beta), y_i =
 * gamma beta' x_i + noise, gamma^2 = 1 / (a^2 d + 1).
 *
 * @param alpha a in [0, 1]
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

    /** Known where nothing is correlated: prompts are independent data then. */
    @Override
    public Optional<StepMoments> stepMoments() {
        return gaussianTasks()
                .map(tasks -> new IndependentFeatureMoments(tasks, 1, spectrum().preciseTrace()));
    }

    @Override
    public Optional<TaskMoments> gaussianTasks() {
        return alpha == 0 ? Optional.of(TaskMoments.ofOneTask(noiseVariance, length)) : Optional.empty();
    }

    @Override
    public Optional<Units> units() {
        return Units.ofOneScale(
                this,
                Units.largest(taskCovariance, dim),
                (features, labels) -> new AlignedDesign(
                        dim,
                        length,
                        noiseVariance.scaled(-labels),
                        alpha,
                        featureCovariance.scaled(dim, -features),
                        taskCovariance.scaled(dim, -features)));
    }
}
