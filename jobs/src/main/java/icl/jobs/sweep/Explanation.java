package icl.jobs.sweep;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a risk is made of. Empty where it does not apply; never NaN.
 *
 * @param zeroRisk risk of predicting zero
 * @param gain zeroRisk - risk
 * @param effectiveLength how many equally weighted examples the weights are worth
 * @param halfRank the least rank whose optimum reaches half of the gain of full rank
 * @param preconditionerScale of a whitened preconditioner that is a multiple of a projector
 */
public record Explanation(
        OptionalDouble zeroRisk,
        OptionalDouble gain,
        OptionalDouble effectiveLength,
        OptionalInt halfRank,
        OptionalDouble preconditionerScale) {
    /** Nothing is known. */
    public static final Explanation NONE = new Explanation(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty());

    public Explanation {
        Estimate.requireFinite("zero_risk", zeroRisk);
        Estimate.requireFinite("gain", gain);
        Estimate.requireFinite("effective_length", effectiveLength);
        Estimate.requireFinite("preconditioner_scale", preconditionerScale);
    }

    /** The risk of predicting zero, and what is gained on it. */
    public static Explanation of(double zeroRisk, double gain) {
        return new Explanation(
                OptionalDouble.of(zeroRisk),
                OptionalDouble.of(gain),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }
}
