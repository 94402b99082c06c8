package icl.jobs.sweep;

import icl.core.model.Model;
import icl.core.records.Default;
import java.util.random.RandomGenerator;

/** Where trainings start. */
@Default("random")
public enum Start {
    /** Where the model's own start is: for whole layers anywhere, in the way of deep learning. */
    RANDOM,
    /** Near a small gradient step, where models know one: whole layers leave the plateau around zero sooner. */
    STEP;

    double[] parameters(Model model, RandomGenerator random) {
        return this == RANDOM ? model.initial(random) : model.initialStep(random);
    }
}
