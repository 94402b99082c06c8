package icl.core.train;

import icl.core.check.Require;
import java.util.Optional;

/**
 * How a model is trained.
 *
 * @param steps the most that are taken
 * @param batch prompts of a step
 * @param learningRate before the schedule
 * @param warmUp steps of a linear rise of the rate
 * @param trainingSet how many prompts there are, used again and again in batches; empty: every step has fresh ones
 * @param patience points of the curve without a better one after which a run stops; empty: it takes all steps
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
    /** More steps than anyone waits for. */
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

    /** The learning rate of a step, from 0. */
    double rate(long step) {
        return learningRate * schedule.factor(step, warmUp, steps);
    }
}
