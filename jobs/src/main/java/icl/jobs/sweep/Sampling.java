package icl.jobs.sweep;

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
 */
public record Sampling(
        OptionalDouble standardError,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalLong prompts,
        OptionalInt replicates) {
    /** No chance is involved. */
    public static final Sampling NONE = new Sampling(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalInt.empty());

    public Sampling {
        Estimate.requireFinite("standard_error", standardError);
        Estimate.requireFinite("lower", lower);
        Estimate.requireFinite("upper", upper);
    }

    /** A mean over prompts with its standard error and the ends of its interval. */
    public static Sampling of(double standardError, double lower, double upper, long prompts, int replicates) {
        return new Sampling(
                OptionalDouble.of(standardError),
                OptionalDouble.of(lower),
                OptionalDouble.of(upper),
                OptionalLong.of(prompts),
                OptionalInt.of(replicates));
    }
}
