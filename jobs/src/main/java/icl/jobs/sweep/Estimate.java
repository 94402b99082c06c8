package icl.jobs.sweep;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a measure says about a cell, in units of a label squared. Empty where it does not apply; never NaN.
 *
 * @param risk mean squared error, the noise of the query's label included
 * @param standardError of {@code risk}, where chance is involved
 * @param lower end of the interval for the risk
 * @param upper end of the interval for the risk
 * @param prompts simulated
 * @param replicates seeds that went into the risk
 * @param zeroRisk risk of predicting zero
 * @param gain zeroRisk - risk
 * @param effectiveLength how many equally weighted examples the weights are worth
 * @param halfRank the least rank whose optimum reaches half of the gain of full rank
 * @param preconditionerScale of a whitened preconditioner that is a multiple of a projector
 * @param method how it was obtained, in a few words
 */
public record Estimate(
        double risk,
        OptionalDouble standardError,
        OptionalDouble lower,
        OptionalDouble upper,
        OptionalLong prompts,
        OptionalInt replicates,
        OptionalDouble zeroRisk,
        OptionalDouble gain,
        OptionalDouble effectiveLength,
        OptionalInt halfRank,
        OptionalDouble preconditionerScale,
        String method) {
    public Estimate {
        requireFinite("risk", OptionalDouble.of(risk));
        requireFinite("standard_error", standardError);
        requireFinite("lower", lower);
        requireFinite("upper", upper);
        requireFinite("zero_risk", zeroRisk);
        requireFinite("gain", gain);
        requireFinite("effective_length", effectiveLength);
        requireFinite("preconditioner_scale", preconditionerScale);
    }

    private static void requireFinite(String name, OptionalDouble value) {
        if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
            throw new ArithmeticException("The " + name + " is not a finite number: " + value.getAsDouble());
        }
    }

    /** A risk that comes out of a formula: no chance, no interval. */
    static Estimate ofFormula(double risk, double zeroRisk, double gain, String method) {
        return new Estimate(
                risk,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.of(zeroRisk),
                OptionalDouble.of(gain),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                method);
    }

    /** This estimate with what explains it. */
    Estimate with(OptionalDouble length, OptionalInt rank, OptionalDouble scale) {
        return new Estimate(
                risk, standardError, lower, upper, prompts, replicates, zeroRisk, gain, length, rank, scale, method);
    }
}
