package icl.core.model;

import icl.core.covariance.Preconditioner;
import icl.core.linalg.Vector;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps x' W X'(w o y) of (weighted) preconditioned gradient descent that a predictor may choose from: any W of one set with
 * any w of the other.
 */
public record StepSet(PreconditionerSet preconditioners, WeightSet weights) {
    /** One step: nothing is chosen. Weights that are not given are all one. */
    public static StepSet of(Supplier<Preconditioner> preconditioner, Optional<Vector> weights) {
        return new StepSet(
                new PreconditionerSet.Fixed(preconditioner),
                weights.<WeightSet>map(WeightSet.Fixed::new).orElseGet(WeightSet.Equal::new));
    }

    /** Whether nothing is chosen. */
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
