package icl.core.model;

import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import java.util.Optional;
import java.util.function.Supplier;

/** The preconditioners W, shape (d, d), that a predictor may choose from. */
public sealed interface PreconditionerSet {
    /** Whether there is nothing to choose. */
    default boolean isFixed() {
        return false;
    }

    /** Every W of at most this rank; every W at all where it is empty. */
    record RankAtMost(Optional<Integer> rank) implements PreconditionerSet {
        /** The largest rank among d features. */
        public int rank(int dim) {
            return rank.orElse(dim);
        }
    }

    /**
     * One W alone.
     *
     * @param source gives W; asked for once W is needed
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

    /** A frozen W plus every update of at most this rank. */
    record FrozenPlusUpdate(Preconditioner frozen, int rank) implements PreconditionerSet {}

    /** The optimum of linear attention on another design plus every update of at most this rank: becomes {@link FrozenPlusUpdate} once the optimum is known. */
    record OptimumPlusUpdate(Design base, Normalisation normalisation, int rank) implements PreconditionerSet {}
}
