package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Cholesky;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.PreconditionerSet;
import icl.core.model.StepSet;
import icl.core.model.WeightSet;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskSurface;
import icl.core.risk.formula.StepFormula;
import icl.core.risk.formula.WhitenedSurface;
import java.util.Optional;

/**
 * Risk on prompts whose features are correlated along the prompt, the query included: Cov(x_i, x_j) = C_ij S_x.
 * Retrieval is the case C_ij = a^2, C_iq = a.
 *
 * <p>Given the query, x_i = c_i x + r_i with Cov(r_i, r_j) = G_ij S_x, c_i = C_iq and G = C - cc'. So weights enter
 * through the sums of {@link RetrievalSums} with a_i = c_i, and preconditioners as on retrieval-augmented prompts. For
 * given weights {@link AnisotropicRetrievalRisk} has the risk for any covariances at full rank, and {@link
 * RankedRetrievalRisk} for any rank where all eigenvalues of Sigma are equal.
 *
 * <p>Where all eigenvalues are equal the best weights at rank r are one linear system. With \( b_i = 1 - c_i^2 \),
 * noise s_i^2 divided by the eigenvalue, and \( p_i = (d+1)c_i^2 + 1 \):
 *
 * <p>\[ w \propto \big[(r+3)(d+2)\,(cc^T)\circ G + (d+1)\,G\circ G + \tfrac{qq^T}{d^2+2d+4-rd} + N\big]^{-1} p , \quad
 * q_i = 2(r+2)c_i^2 - (d-r)b_i , \quad N_{ii} = s_i^2[(r+2)c_i^2 + b_i] , \]
 *
 * <p>the second moments of the predictors less the largest multiple of \( pp^T \) that leaves them positive, which
 * changes only the length of w. The system may be singular, for instance where examples are copies of each other: its
 * diagonal is raised by rounding, which enters the risk squared, since that is stationary in the weights and is
 * computed from them in double-double arithmetic.
 *
 * <p>Unit: label squared. Domain: n &le; 4000. Different eigenvalues of Sigma: full rank, given weights. Accuracy:
 * relative error some 1e-12 (reference values in {@code sequence.jsonl}); correlations are rounded to double precision.
 *
 * <p>Derivation: docs/formulas.md, section 20.
 */
public final class SequenceRisk extends StepFormula {
    private static final int MOST_EXAMPLES = 4000;

    @Override
    protected boolean covers(Design design, Loss loss) {
        return design instanceof SequenceDesign && design.stepMoments().isEmpty();
    }

    @Override
    protected Optional<String> refusal(Design design, StepSet steps, Loss loss) {
        int rank = steps.largestRank(design.dim());
        if (rank == 0) {
            return Optional.empty();
        }
        if (loss == Loss.POSITIONS) {
            return Optional.of(
                    "loss 'positions' on sequence, where the examples before a position are no prompt for it;"
                            + " ask for loss 'query', or for rank 0");
        }
        if (steps.weights() instanceof WeightSet.PerChannel) {
            return Optional.of(
                    "filters by channel on sequence with a correlated query; ask for h3, which has one filter");
        }
        if (design.length() > MOST_EXAMPLES) {
            return Optional.of(
                    "sequence with a correlated query takes sums over pairs of examples; ask for length at most "
                            + MOST_EXAMPLES);
        }
        return refusalOfSets(design, steps, rank);
    }

    private static Optional<String> refusalOfSets(Design design, StepSet steps, int rank) {
        boolean chosen = steps.preconditioners() instanceof PreconditionerSet.RankAtMost;
        if (steps.weights() instanceof WeightSet.Free && !chosen) {
            return Optional.of(
                    "free weights with a given preconditioner on sequence with a correlated query; give the weights");
        }
        if (RetrievalRisk.unit(design).isPresent()) {
            return Optional.empty();
        }
        if (steps.weights() instanceof WeightSet.Free) {
            return Optional.of("free weights on sequence with a correlated query and different eigenvalues of Sigma;"
                    + " give the weights, or ask for equal eigenvalues");
        }
        return rank < design.whitenedBasis().size()
                ? Optional.of("sequence with a correlated query and different eigenvalues of Sigma at rank " + rank
                        + " below dim = " + design.dim()
                        + " is a weighted low-rank problem; ask for full rank, rank 0 or equal eigenvalues")
                : Optional.empty();
    }

    @Override
    protected Optimum minimise(Design any, StepSet steps, Loss loss) {
        SequenceDesign design = (SequenceDesign) any;
        Optional<Vector> given = steps.weights().fixedWeights();
        PreconditionerSet set = steps.preconditioners();
        if (set instanceof PreconditionerSet.RankAtMost most && most.rank(design.dim()) == 0) {
            return AnisotropicRetrievalRisk.ofZero(design, loss, given);
        }
        QueryCorrelation correlation = new QueryCorrelation(design);
        Optional<Double> unit = RetrievalRisk.unit(design);
        if (steps.weights() instanceof WeightSet.Free) {
            int rank = ((PreconditionerSet.RankAtMost) set).rank(design.dim());
            Vector best = bestWeights(design, correlation, unit.orElseThrow(), rank);
            return weighted(design, correlation, set, unit, Optional.of(best));
        }
        return weighted(design, correlation, set, unit, given);
    }

    private static Optimum weighted(
            SequenceDesign design,
            QueryCorrelation correlation,
            PreconditionerSet set,
            Optional<Double> unit,
            Optional<Vector> weights) {
        RetrievalSums sums = correlation.sums(weights);
        if (set instanceof PreconditionerSet.Fixed fixed) {
            return AnisotropicRetrievalRisk.given(design, sums, fixed.preconditioner(), weights);
        }
        if (set instanceof PreconditionerSet.FrozenPlusUpdate around) {
            return RetrievalRisk.update(design, sums, unit, around, weights);
        }
        if (unit.isEmpty()) {
            return AnisotropicRetrievalRisk.optimum(design, sums, weights);
        }
        int rank = ((PreconditionerSet.RankAtMost) set).rank(design.dim());
        return RetrievalRisk.reached(
                RankedRetrievalRisk.fixedWeights(design, sums, unit.get(), rank, weights), design, rank);
    }

    /** The best weights at this rank, shape (n), of mean absolute value 1. */
    private static Vector bestWeights(SequenceDesign design, QueryCorrelation c, double unit, int rank) {
        int n = design.length();
        double d = design.dim();
        double r = rank;
        Vector squares = Vector.from(n, i -> c.withQuery(i) * c.withQuery(i));
        Vector b = Vector.from(n, i -> (1 - c.withQuery(i)) * (1 + c.withQuery(i)));
        Vector q = Vector.from(n, i -> 2 * (r + 2) * squares.get(i) - (d - r) * b.get(i));
        double left = d * d + 2 * d + 4 - r * d;
        double raised = 1 + n * 0x1p-52;
        Matrix system = Matrix.from(n, n, (i, j) -> {
            double g = c.given(i, j);
            double entry = (r + 3) * (d + 2) * (c.withQuery(i) * c.withQuery(j)) * g
                    + (d + 1) * g * g
                    + q.get(i) * q.get(j) / left;
            double noise = design.noiseVariance().at(i) / unit * ((r + 2) * squares.get(i) + b.get(i));
            return i == j ? (entry + noise) * raised : entry;
        });
        Vector weights = Cholesky.solve(system, Vector.from(n, i -> (d + 1) * squares.get(i) + 1));
        double scale = weights.map(Math::abs).sum() / n;
        return weights.map(w -> w / scale);
    }

    @Override
    protected boolean hasSurfaceOf(Design design, Loss loss) {
        return loss == Loss.QUERY && design.length() <= MOST_EXAMPLES;
    }

    @Override
    protected RiskSurface surfaceOf(Design design, Loss loss) {
        return WhitenedSurface.of(design, RetrievalSurface.of(design, new QueryCorrelation((SequenceDesign) design)));
    }

    @Override
    protected double seconds(Design design, StepSet steps, Loss loss) {
        double n = design.length();
        double d = design.dim();
        boolean chosen = steps.weights() instanceof WeightSet.Free;
        double overFeatures =
                design.isIsotropic() ? 0 : 5e-7 * d + (design.hasDenseCovariance() ? 1e-9 * d * d * d : 0);
        return 1e-7 * n * n + (chosen ? 2e-10 * n * n * n : 0) + overFeatures;
    }
}
