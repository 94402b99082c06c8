package icl.core.train;

import icl.core.model.Model;
import icl.core.model.ParameterRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Trains the {@link Model#stages} of a model one after the other, each for all steps and with a new optimiser state.
 */
public final class StagedTraining {
    private StagedTraining() {}

    /**
     * Trains from initial parameters. A stage that diverges is the last one.
     *
     * @param losses the loss of each stage, from 0
     */
    public static TrainingRun run(Trainer trainer, Model model, IntFunction<BatchLoss> losses, double[] start) {
        List<ParameterRange> stages = model.stages();
        TrainingRun run = trainer.run(only(stages.get(0), losses.apply(0)), start);
        for (int stage = 1; stage < stages.size() && run.stopped() != TrainingRun.Stop.DIVERGED; stage++) {
            BatchLoss loss = only(stages.get(stage), losses.apply(stage));
            run = after(run, trainer.run(loss, run.parameters().toArray()));
        }
        return run;
    }

    /** The loss with a gradient of 0 for all other parameters. */
    private static BatchLoss only(ParameterRange moved, BatchLoss loss) {
        return (parameters, first, count, gradient) -> {
            double value = loss.at(parameters, first, count, gradient);
            Arrays.fill(gradient, 0, moved.from(), 0);
            Arrays.fill(gradient, moved.to(), gradient.length, 0);
            return value;
        };
    }

    private static TrainingRun after(TrainingRun before, TrainingRun run) {
        List<TrainingRun.Point> curve = new ArrayList<>(before.curve());
        run.curve().forEach(point -> curve.add(new TrainingRun.Point(before.steps() + point.step(), point.loss())));
        return new TrainingRun(run.parameters(), before.steps() + run.steps(), run.stopped(), List.copyOf(curve));
    }
}
