package icl.core.model;

import icl.core.check.Require;
import icl.core.covariance.Preconditioner;
import icl.core.design.Design;
import icl.core.kinds.InternallyTagged;
import icl.core.kinds.Kind;
import icl.core.kinds.OpenFamily;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.records.AddedLater;
import icl.core.records.Default;
import java.util.Optional;

/**
 * A predictor of the query's label: x' W X'(w o y), one step of (weighted) preconditioned gradient descent with a
 * preconditioner W of shape (d, d) and weights w of shape (n), or any other estimator.
 */
@OpenFamily
@InternallyTagged
@Default("attention")
public interface Predictor {
    /** This predictor for a design: checks sizes, and drops parameters without effect (a rank equal to dim). */
    Predictor fitted(Design design);

    /** The set of steps over which the predictor is optimised; empty for an estimator that is not one step. */
    default Optional<StepSet> steps() {
        return Optional.empty();
    }

    /**
     * The normalisation of the layer, which matters where it is used at another length than the one it was trained at.
     */
    default Normalisation normalisation() {
        return Normalisation.MEAN;
    }

    /** The whole layer with all its parameters; empty where the predictor is defined as a step. */
    default Optional<Model> layer(Design design) {
        return Optional.empty();
    }

    /** Linear attention: weights 1, and the best W of at most this rank. */
    @Kind("attention")
    record Attention(Optional<Integer> rank, @AddedLater Normalisation normalisation) implements Predictor {
        public Attention(Optional<Integer> rank) {
            this(rank, Normalisation.MEAN);
        }

        @Override
        public Optional<StepSet> steps() {
            return Optional.of(new StepSet(new PreconditionerSet.RankAtMost(rank), new WeightSet.Equal()));
        }

        @Override
        public Optional<Model> layer(Design design) {
            return rank.isPresent()
                    ? Optional.empty()
                    : Optional.of(new LinearAttention(design.dim(), design.length()));
        }

        @Override
        public Predictor fitted(Design design) {
            return new Attention(fittedRank(rank, design), normalisation);
        }
    }

    /** H3: the best weights and the best W of at most this rank, jointly. */
    @Kind("h3")
    record H3(Optional<Integer> rank) implements Predictor {
        @Override
        public Optional<StepSet> steps() {
            return Optional.of(new StepSet(new PreconditionerSet.RankAtMost(rank), new WeightSet.Free()));
        }

        @Override
        public Optional<Model> layer(Design design) {
            return rank.isPresent() ? Optional.empty() : Optional.of(new H3Layer(design.dim(), design.length()));
        }

        @Override
        public Predictor fitted(Design design) {
            return new H3(fittedRank(rank, design));
        }
    }

    /** H3 with a filter for each channel: the best weights for each eigenvector of the best W. */
    @Kind("h3_channels")
    record H3Channels() implements Predictor {
        @Override
        public Optional<StepSet> steps() {
            return Optional.of(
                    new StepSet(new PreconditionerSet.RankAtMost(Optional.empty()), new WeightSet.PerChannel()));
        }

        @Override
        public Optional<Model> layer(Design design) {
            return Optional.of(new H3ChannelLayer(design.dim(), design.length()));
        }

        @Override
        public Predictor fitted(Design design) {
            return this;
        }
    }

    /** Given weights, shape (n), and the best W of at most this rank. */
    @Kind("weighted")
    record Weighted(Vector weights, Optional<Integer> rank) implements Predictor {
        @Override
        public Optional<StepSet> steps() {
            return Optional.of(new StepSet(new PreconditionerSet.RankAtMost(rank), new WeightSet.Fixed(weights)));
        }

        @Override
        public Predictor fitted(Design design) {
            requireWeights(weights, design);
            return new Weighted(weights, fittedRank(rank, design));
        }
    }

    /** A given W, shape (d, d), with given weights, shape (n), all 1 if empty. */
    @Kind("given")
    record Given(Matrix preconditioner, Optional<Vector> weights) implements Predictor {
        public Given {
            for (double entry : preconditioner.toArray()) {
                Require.finite("preconditioner", entry);
            }
        }

        @Override
        public Optional<StepSet> steps() {
            return Optional.of(StepSet.of(() -> Preconditioner.of(DdMatrix.of(preconditioner)), weights));
        }

        @Override
        public Predictor fitted(Design design) {
            int d = design.dim();
            Require.that(
                    preconditioner.rows() == d && preconditioner.columns() == d,
                    "preconditioner",
                    "a " + preconditioner,
                    d + "x" + d + ", since dim = " + d);
            weights.ifPresent(w -> requireWeights(w, design));
            return new Given(preconditioner, weights.filter(w -> !w.equals(Vector.constant(1, w.size()))));
        }
    }

    /**
     * LoRA: the full-rank optimum of linear attention on the base design, frozen, plus the best update of at most this
     * rank.
     */
    @Kind("lora")
    record Lora(int rank, Design base, @AddedLater Normalisation normalisation) implements Predictor {
        public Lora(int rank, Design base) {
            this(rank, base, Normalisation.MEAN);
        }

        @Override
        public Optional<StepSet> steps() {
            return Optional.of(new StepSet(
                    new PreconditionerSet.OptimumPlusUpdate(base, normalisation, rank), new WeightSet.Equal()));
        }

        @Override
        public Predictor fitted(Design design) {
            requireRank(rank, design);
            Require.that(base.dim() == design.dim(), "base dim", base.dim(), "the dim of the design, " + design.dim());
            return this;
        }
    }

    private static Optional<Integer> fittedRank(Optional<Integer> rank, Design design) {
        rank.ifPresent(r -> requireRank(r, design));
        return rank.filter(r -> r < design.dim());
    }

    private static void requireRank(int rank, Design design) {
        Require.that(rank >= 0 && rank <= design.dim(), "rank", rank, "in 0..dim = 0.." + design.dim());
    }

    private static void requireWeights(Vector weights, Design design) {
        Require.that(
                weights.size() == design.length(),
                "weights",
                weights.size() + " numbers",
                "length = " + design.length() + " numbers");
        for (int i = 0; i < weights.size(); i++) {
            Require.finite("weights[" + i + "]", weights.get(i));
        }
    }
}
