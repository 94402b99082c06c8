package icl.core.simulate;

import icl.core.check.Invalid;
import icl.core.check.Require;
import java.util.OptionalDouble;

/**
 * The precision of a simulation: as many prompts are drawn as one of the targets needs, up to a largest number.
 *
 * @param relativeError target for the standard error over the risk
 * @param absoluteError target for the standard error
 * @param maxPrompts the largest number of prompts, including those of the pilot
 */
public record Precision(OptionalDouble relativeError, OptionalDouble absoluteError, long maxPrompts) {
    /** The least number of prompts; the variance of fewer is not known well enough. */
    public static final long LEAST = 4096;

    public Precision {
        relativeError.ifPresent(e -> Require.positive("relative_error", e));
        absoluteError.ifPresent(e -> Require.positive("absolute_error", e));
        if (relativeError.isEmpty() && absoluteError.isEmpty()) {
            throw new Invalid(
                    "Missing target: neither relative_error nor absolute_error is given (must be at least one)");
        }
        Require.that(
                maxPrompts >= LEAST && maxPrompts <= 1L << 50,
                "max_prompts",
                maxPrompts,
                "at least " + LEAST + " and at most 2^50");
    }

    /**
     * This precision for labels in other units.
     *
     * @param labelExponent the variance of the labels is 2 to this power times that in the other units
     */
    Precision inUnits(int labelExponent) {
        return absoluteError.isEmpty() || labelExponent == 0
                ? this
                : new Precision(
                        relativeError,
                        OptionalDouble.of(
                                Math.max(Double.MIN_NORMAL, Math.scalb(absoluteError.getAsDouble(), -labelExponent))),
                        maxPrompts);
    }

    /** The largest standard error that meets a target, for this mean. */
    double target(double mean) {
        double relative = relativeError.isPresent() ? relativeError.getAsDouble() * Math.abs(mean) : 0;
        return Math.max(relative, absoluteError.orElse(0));
    }
}
