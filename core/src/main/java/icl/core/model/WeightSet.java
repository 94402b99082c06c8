package icl.core.model;

import icl.core.linalg.Vector;
import java.util.Optional;

/** The weights w of the examples, shape (n), that a predictor may choose from. */
public sealed interface WeightSet {
    /** Whether there is nothing to choose. */
    default boolean isFixed() {
        return false;
    }

    /** The weights, shape (n), where they are given; empty where all are one or where they are chosen. */
    default Optional<Vector> fixedWeights() {
        return Optional.empty();
    }

    /** All weights are one. */
    record Equal() implements WeightSet {
        @Override
        public boolean isFixed() {
            return true;
        }
    }

    /** These weights, shape (n). */
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

    /** Any weights. */
    record Free() implements WeightSet {}

    /** Any weights, of its own for each eigenvector of the preconditioner. */
    record PerChannel() implements WeightSet {}
}
