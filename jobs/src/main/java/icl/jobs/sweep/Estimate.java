package icl.jobs.sweep;

import icl.core.risk.Risk;
import java.util.Optional;
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
        if (!Double.isFinite(risk)) {
            throw new ArithmeticException("The risk is not a finite number: " + risk);
        }
    }

    /** A risk that a formula gives: no chance, no interval. */
    public static Estimate of(Risk risk) {
        return new Estimate(
                risk.risk(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalDouble.of(risk.zeroRisk()),
                OptionalDouble.of(risk.gain()),
                OptionalDouble.of(risk.effectiveLength()),
                integer(risk.halfRank()),
                scale(risk),
                risk.method());
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    private static OptionalDouble scale(Risk risk) {
        return risk.preconditioner().isPresent() && risk.preconditioner().get().size() == 1
                ? OptionalDouble.of(risk.preconditioner().get().get(0))
                : OptionalDouble.empty();
    }
}
