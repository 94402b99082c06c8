package icl.core.model;

import icl.core.linalg.Vector;
import java.util.Optional;

/** A set of weights w of the examples, shape (n), over which a predictor is optimised. */
public sealed interface WeightSet {
    /** Whether the set has one element. */
    default boolean isFixed() {
        return false;
    }

    /** The given weights, shape (n); empty where all are 1 or where they are optimised. */
    default Optional<Vector> fixedWeights() {
        return Optional.empty();
    }

    /** The weights that are all 1. */
    record Equal() implements WeightSet {
        @Override
        public boolean isFixed() {
            return true;
        }
    }

    /** Given weights, shape (n). */
    record Fixed(Vector weights) implements WeightSet {
        @Override
        public boolean isFixed() {
            return true;
        }

        @Override
        public Optional<Vector> fixedWeights() {
            return Optional.of(weights);
        }
    }

    /** All weights. */
    record Free() implements WeightSet {}

    /** All weights, with separate ones for each eigenvector of the preconditioner. */
    record PerChannel() implements WeightSet {}
}
