package icl.jobs.sweep;

import icl.core.check.NotFinite;
import icl.core.evaluate.TrainedRisk;
import icl.core.evaluate.TrainingInUnits;
import icl.core.random.StreamKey;
import icl.core.stats.SidedErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects the restarts of a cell, each with the risk of where it ended, and makes the estimate of the best one. */
final class Restarts {
    private final TrainingInUnits training;
    private final boolean keepParameters;
    private final List<Restart> restarts = new ArrayList<>();
    private final List<TrainedRisk> risks = new ArrayList<>();

    Restarts(TrainingInUnits training, boolean keepParameters) {
        this.training = training;
        this.keepParameters = keepParameters;
    }

    /** A restart came to an end with these parameters; they and the curve are in the units of the training. */
    void ended(
            int number, long steps, String stopped, List<CurvePoint> curve, double[] parameters, StreamKey evaluation) {
        TrainedRisk risk;
        try {
            risk = training.risk(parameters, evaluation);
            NotFinite.require("risk", risk.risk());
        } catch (NotFinite e) {
            diverged(number, steps, curve, e.getMessage());
            return;
        }
        risks.add(risk);
        Restart restart = Restart.ok(number, steps, stopped, risk.risk()).withCurve(withRisk(own(curve), risk.risk()));
        if (risk.standardError() > 0) {
            restart = restart.withStandardError(risk.standardError());
        }
        restarts.add(keepParameters ? restart.withParameters(kept(parameters)) : restart);
    }

    /** In the question's own units. */
    private Parameters kept(double[] parameters) {
        return new Parameters(training.model().tensors(), training.parameters(parameters));
    }

    /** The last point of a curve is that of the parameters that were evaluated. */
    private static List<CurvePoint> withRisk(List<CurvePoint> curve, double risk) {
        List<CurvePoint> marked = new ArrayList<>(curve);
        if (!marked.isEmpty()) {
            int last = marked.size() - 1;
            marked.set(last, marked.get(last).withRisk(risk));
        }
        return marked;
    }

    void diverged(int number, long steps, List<CurvePoint> curve, String why) {
        String error = String.format(Locale.ROOT, "Diverged after %d steps (%s)", steps, why);
        restarts.add(Restart.diverged(number, steps, error).withCurve(own(curve)));
    }

    private List<CurvePoint> own(List<CurvePoint> curve) {
        return curve.stream()
                .map(point -> CurvePoint.of(point.step(), training.loss(point.loss())))
                .toList();
    }

    /**
     * The estimate.
     *
     * @param promptsOfStep prompts that each step has seen
     * @throws TrainingFailed when no restart has a risk
     */
    Estimate estimate(long promptsOfStep) {
        TrainedRisk best = risks.stream()
                .min(Comparator.comparingDouble(TrainedRisk::risk))
                .orElseThrow(() -> new TrainingFailed(
                        "All " + restarts.size() + " restarts failed; the first: "
                                + restarts.get(0).error().orElseThrow(),
                        restarts));
        Restart chosen = restarts.stream()
                .filter(r -> r.risk().isPresent() && r.risk().getAsDouble() == best.risk())
                .findFirst()
                .orElseThrow();
        return Estimate.of(best.risk(), best.method())
                .withSampling(sampling(best, promptsOfStep))
                .withStopped(chosen.stopped())
                .withRestarts(restarts);
    }

    private Sampling sampling(TrainedRisk best, long promptsOfStep) {
        long prompts = restarts.stream().mapToLong(Restart::steps).sum() * promptsOfStep;
        OptionalLong seen = prompts == 0 ? OptionalLong.empty() : OptionalLong.of(prompts);
        OptionalInt replicates = OptionalInt.of(restarts.size());
        if (best.standardError() == 0) {
            OptionalDouble none = OptionalDouble.empty();
            return new Sampling(none, none, none, seen, replicates, none, none);
        }
        SidedErrors errors = SidedErrors.of(best.risk(), best.interval());
        return new Sampling(
                OptionalDouble.of(best.standardError()),
                OptionalDouble.of(best.interval().lower()),
                OptionalDouble.of(best.interval().upper()),
                seen,
                replicates,
                OptionalDouble.of(errors.below()),
                OptionalDouble.of(errors.above()));
    }
}
