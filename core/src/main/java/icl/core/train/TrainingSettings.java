package icl.core.train;

import icl.core.check.Require;
import java.util.Optional;

/**
 * Settings of training.
 *
 * @param steps the largest number of steps
 * @param batch number of prompts of a step
 * @param learningRate the learning rate after warm-up, before the schedule
 * @param warmUp number of steps in which the rate rises linearly
 * @param trainingSet number of prompts of a training set that is used repeatedly; empty if each step draws new prompts
 * @param patience number of points of the curve without improvement after which a run stops; empty if it takes all
 *     steps
 */
public record TrainingSettings(
        long steps,
        int batch,
        double learningRate,
        Optimiser optimiser,
        Schedule schedule,
        long warmUp,
        Optional<Long> trainingSet,
        Optional<Integer> patience) {
    /** The largest number of steps that can be set. */
    private static final long MOST_STEPS = 1_000_000_000L;

    private static final int LARGEST_BATCH = 1 << 24;

    public TrainingSettings {
        Require.that(steps >= 1 && steps <= MOST_STEPS, "steps", steps, "in 1.." + MOST_STEPS);
        Require.that(batch >= 1 && batch <= LARGEST_BATCH, "batch", batch, "in 1.." + LARGEST_BATCH);
        Require.positive("learning_rate", learningRate);
        Require.that(warmUp >= 0 && warmUp < steps, "warm_up", warmUp, "at least 0 and below steps = " + steps);
        trainingSet.ifPresent(
                size -> Require.that(size >= batch, "training_set", size, "at least the batch of " + batch));
        patience.ifPresent(points -> Require.positive("patience", points));
    }

    /** The learning rate at a step, from 0. */
    double rate(long step) {
        return learningRate * schedule.factor(step, warmUp, steps);
    }
}
