package icl.core.model;

import icl.core.covariance.Preconditioner;
import icl.core.linalg.Vector;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A set of steps x' W X'(w o y) of (weighted) preconditioned gradient descent over which a predictor is optimised: any
 * W of a set of preconditioners with any w of a set of weights.
 */
public record StepSet(PreconditionerSet preconditioners, WeightSet weights) {
    /** The set of one step. Weights that are not given are 1. */
    public static StepSet of(Supplier<Preconditioner> preconditioner, Optional<Vector> weights) {
        return new StepSet(
                new PreconditionerSet.Fixed(preconditioner),
                weights.<WeightSet>map(WeightSet.Fixed::new).orElseGet(WeightSet.Equal::new));
    }

    /** Whether the set has one step. */
    public boolean isFixed() {
        return preconditioners.isFixed() && weights.isFixed();
    }

    /** The largest rank that a preconditioner may have where its rank is bounded; else dim. */
    public int largestRank(int dim) {
        return preconditioners instanceof PreconditionerSet.RankAtMost most ? most.rank(dim) : dim;
    }

    /** These steps with another set of preconditioners. */
    public StepSet with(PreconditionerSet others) {
        return new StepSet(others, weights);
    }
}
