package icl.core.model;

import icl.core.linalg.Vector;

/** The weights w of the examples, shape (n), that a predictor may choose from. */
public sealed interface WeightSet {
    /** Whether there is nothing to choose. */
    default boolean isFixed() {
        return false;
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
    }

    /** Any weights. */
    record Free() implements WeightSet {}

    /** Any weights, of its own for each eigenvector of the preconditioner. */
    record PerChannel() implements WeightSet {}
}
