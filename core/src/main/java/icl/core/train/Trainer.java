package icl.core.train;

import icl.core.check.Interrupted;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Vector;
import java.util.ArrayList;
import java.util.List;

/** The training loop, one step of the optimiser for each batch. Steps do not allocate. */
public final class Trainer {
    /** Training is stopped as diverged when the loss exceeds this multiple of the initial loss. */
    private static final double LOST = 1e6;

    private final TrainingSettings settings;
    private final int points;

    /**
     * Creates a trainer.
     *
     * @param points the largest number of points of the curve
     */
    public Trainer(TrainingSettings settings, int points) {
        this.settings = settings;
        this.points = points;
    }

    /** Trains from initial parameters, shape (size). */
    public TrainingRun run(BatchLoss loss, double[] start) {
        double[] parameters = start.clone();
        double[] gradient = new double[start.length];
        Optimiser.Descent descent = settings.optimiser().start(start.length);
        CurveRecorder curve = new CurveRecorder(Math.max(1, (settings.steps() + points - 1) / points));
        double bound = Double.MAX_VALUE;
        for (long step = 0; step < settings.steps(); step++) {
            Interrupted.check();
            double value = loss.at(parameters, firstPrompt(step), settings.batch(), gradient);
            boolean isLost = !(value <= bound);
            curve.add(step + 1, value, isLost || step + 1 == settings.steps());
            if (isLost) {
                return curve.run(parameters, step, TrainingRun.Stop.DIVERGED);
            }
            bound = step == 0 ? LOST * value : bound;
            descent.step(parameters, gradient, settings.rate(step));
            if (settings.patience().isPresent()
                    && curve.withoutBetter() >= settings.patience().get()) {
                return curve.run(parameters, step + 1, TrainingRun.Stop.PATIENCE);
            }
        }
        return isFinite(parameters)
                ? curve.run(parameters, settings.steps(), TrainingRun.Stop.STEPS)
                : curve.run(parameters, settings.steps(), TrainingRun.Stop.DIVERGED);
    }

    private static boolean isFinite(double[] parameters) {
        for (double parameter : parameters) {
            if (!Double.isFinite(parameter)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first prompt of the batch of a step, a multiple of the lanes. A training set is used again after its last
     * batch.
     */
    private long firstPrompt(long step) {
        long stride = (settings.batch() + LaneAlgebra.LANES - 1L) / LaneAlgebra.LANES * LaneAlgebra.LANES;
        if (settings.trainingSet().isEmpty()) {
            return step * stride;
        }
        return step % (settings.trainingSet().get() / settings.batch()) * stride;
    }

    /** Records the curve: means of the loss over intervals of steps. */
    private static final class CurveRecorder {
        private final long stretch;
        private final List<TrainingRun.Point> points = new ArrayList<>();
        private double sum;
        private long count;
        private double best = Double.POSITIVE_INFINITY;
        private int withoutBetter;

        CurveRecorder(long stretch) {
            this.stretch = stretch;
        }

        void add(long step, double loss, boolean isLast) {
            sum += loss;
            count++;
            if (count == stretch || isLast) {
                TrainingRun.Point point = new TrainingRun.Point(step, sum / count);
                points.add(point);
                withoutBetter = point.loss() < best ? 0 : withoutBetter + 1;
                best = Math.min(best, point.loss());
                sum = 0;
                count = 0;
            }
        }

        int withoutBetter() {
            return withoutBetter;
        }

        TrainingRun run(double[] parameters, long steps, TrainingRun.Stop stop) {
            return new TrainingRun(Vector.of(parameters), steps, stop, List.copyOf(points));
        }
    }
}
