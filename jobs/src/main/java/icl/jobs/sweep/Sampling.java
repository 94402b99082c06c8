package icl.jobs.sweep;

import icl.core.stats.SidedErrors;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What chance has to do with an estimate. Empty where it does not apply; never NaN.
 *
 * @param standardError of the risk
 * @param lower end of the interval for the risk
 * @param upper end of the interval for the risk
 * @param prompts simulated
 * @param replicates seeds that went into the risk
 * @param errorBelow standard error of the risk towards smaller values, as {@link SidedErrors} has it
 * @param errorAbove the same towards larger values
 */
public record Sampling(
        OptionalDouble standardError,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalLong prompts,
        OptionalInt replicates,
        OptionalDouble errorBelow,
        OptionalDouble errorAbove) {
    /** No chance is involved. */
    public static final Sampling NONE = new Sampling(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    public Sampling {
        Estimate.requireFinite("standard_error", standardError);
        Estimate.requireFinite("lower", lower);
        Estimate.requireFinite("upper", upper);
        Estimate.requireFinite("error_below", errorBelow);
        Estimate.requireFinite("error_above", errorAbove);
    }

    /** A mean over prompts with its standard error and the ends of its interval. */
    public static Sampling of(double standardError, double lower, double upper, long prompts, int replicates) {
        return new Sampling(
                OptionalDouble.of(standardError),
                OptionalDouble.of(lower),
                OptionalDouble.of(upper),
                OptionalLong.of(prompts),
                OptionalInt.of(replicates),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    /** The same with errors on the two sides, by which {@code icl verify} and the view {@code gap} compare with exact risks. */
    public Sampling withErrors(SidedErrors errors) {
        return new Sampling(
                standardError,
                lower,
                upper,
                prompts,
                replicates,
                OptionalDouble.of(errors.below()),
                OptionalDouble.of(errors.above()));
    }
}
