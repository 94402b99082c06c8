package icl.jobs.custom;

import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.model.Question;
import icl.core.model.Tensor;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Parameters;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.TrainingFailed;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Imitates training in no time: one parameter falls from 1 by a factor that seed, cell and restart choose. A factor above 1
 * diverges; every cell of length 13 does.
 */
@Kind("training")
public record TrainingMeasure(int restarts, int steps) implements Measure {
    public static final TrainingMeasure DEFAULT = new TrainingMeasure(3, 2);

    private static final int UNLUCKY = 13;

    public TrainingMeasure {
        Require.positive("restarts", restarts);
        Require.positive("steps", steps);
    }

    @Override
    public boolean covers(Question question) {
        return true;
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        List<Restart> all = IntStream.range(0, restarts)
                .mapToObj(number -> restart(cell, seed, number))
                .toList();
        Restart best = all.stream()
                .filter(Restart::isOk)
                .min(Comparator.comparingDouble(r -> r.risk().getAsDouble()))
                .orElseThrow(() -> new TrainingFailed("every restart diverged", all));
        return Estimate.of(best.risk().getAsDouble(), "training")
                .withStopped("budget")
                .withRestarts(all);
    }

    private Restart restart(Cell cell, long seed, int number) {
        boolean unlucky = cell.question().design().length() == UNLUCKY;
        double factor = new SplittableRandom(Objects.hash(cell.id(), seed, number)).nextDouble() + (unlucky ? 1 : 0);
        List<CurvePoint> curve = IntStream.rangeClosed(0, steps)
                .mapToObj(step -> CurvePoint.of(step, Math.pow(factor, step)))
                .toList();
        double risk = Math.pow(factor, steps);
        Restart restart = risk < 1
                ? Restart.ok(number, steps, "steps", risk)
                        .withParameters(new Parameters(List.of(new Tensor("factor", 1, 1)), new double[] {factor}))
                : Restart.diverged(number, steps, "loss is above 1");
        return restart.withCurve(curve);
    }

    @Override
    public double cost(Question question) {
        return 1e-5;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean usesChance() {
        return true;
    }
}
