package icl.jobs.sweep;

import icl.core.check.Require;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One training from parameters of its own. Sweep seed, cell, measure and number say all that chance needs to repeat it.
 *
 * @param number from 0
 * @param steps updates made
 * @param stopped why it ended, in a word: {@code steps}, {@code converged}, {@code diverged}
 * @param risk of the last parameters; empty where the restart failed
 * @param standardError of {@code risk}, where it was sampled
 * @param error one line: why it failed; empty where it did not
 * @param curve in the order of the steps
 * @param parameters the last ones, where the measure keeps them
 * @param cpuSeconds processor time it took
 */
public record Restart(
        int number,
        long steps,
        String stopped,
        OptionalDouble risk,
        OptionalDouble standardError,
        Optional<String> error,
        List<CurvePoint> curve,
        Optional<Parameters> parameters,
        double cpuSeconds) {
    public Restart {
        Require.nonNegative("restart", number);
        Require.that(risk.isPresent() != error.isPresent(), "restart", number, "one with a risk or an error");
        Estimate.requireFinite("risk", risk);
        Estimate.requireFinite("standard_error", standardError);
        Estimate.requireFinite("cpu_seconds", OptionalDouble.of(cpuSeconds));
        curve = List.copyOf(curve);
    }

    /** A restart that reached a risk. */
    public static Restart ok(int number, long steps, String stopped, double risk) {
        return new Restart(
                number,
                steps,
                stopped,
                OptionalDouble.of(risk),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
    }

    /** A restart that left what can be computed. */
    public static Restart diverged(int number, long steps, String error) {
        return new Restart(
                number,
                steps,
                "diverged",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(error),
                List.of(),
                Optional.empty(),
                0);
    }

    public Restart withStandardError(double given) {
        return new Restart(
                number, steps, stopped, risk, OptionalDouble.of(given), error, curve, parameters, cpuSeconds);
    }

    public Restart withCurve(List<CurvePoint> given) {
        return new Restart(number, steps, stopped, risk, standardError, error, given, parameters, cpuSeconds);
    }

    public Restart withParameters(Parameters given) {
        return new Restart(number, steps, stopped, risk, standardError, error, curve, Optional.of(given), cpuSeconds);
    }

    public Restart withCpuSeconds(double given) {
        return new Restart(number, steps, stopped, risk, standardError, error, curve, parameters, given);
    }

    public boolean isOk() {
        return risk.isPresent();
    }

    /** The largest risk of those that reached one. */
    public static OptionalDouble worstRisk(List<Restart> restarts) {
        return restarts.stream()
                .filter(Restart::isOk)
                .mapToDouble(r -> r.risk().getAsDouble())
                .max();
    }

    /** How many failed; empty where nothing was trained. */
    public static OptionalInt failed(List<Restart> restarts) {
        return restarts.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) restarts.stream().filter(r -> !r.isOk()).count());
    }
}
