package icl.core.model;

import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import java.util.Optional;
import java.util.function.Supplier;

/** A set of preconditioners W, shape (d, d), over which a predictor is optimised. */
public sealed interface PreconditionerSet {
    /** Whether the set has one element. */
    default boolean isFixed() {
        return false;
    }

    /** All W of at most this rank; all W where the rank is empty. */
    record RankAtMost(Optional<Integer> rank) implements PreconditionerSet {
        /** The largest rank for {@code dim} features. */
        public int rank(int dim) {
            return rank.orElse(dim);
        }
    }

    /**
     * A single W.
     *
     * @param source computes W when it is needed
     */
    record Fixed(Supplier<Preconditioner> source) implements PreconditionerSet {
        /** W. */
        public Preconditioner preconditioner() {
            return source.get();
        }

        @Override
        public boolean isFixed() {
            return true;
        }
    }

    /** A frozen preconditioner plus all updates of at most this rank. */
    record FrozenPlusUpdate(Preconditioner frozen, int rank) implements PreconditionerSet {}

    /**
     * The optimum of linear attention on another design plus all updates of at most this rank. It becomes a {@link
     * FrozenPlusUpdate} when the optimum has been computed.
     */
    record OptimumPlusUpdate(Design base, Normalisation normalisation, int rank) implements PreconditionerSet {}
}
