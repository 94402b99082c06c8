package icl.core.risk.linear;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.Spectrum;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.SymmetricEigen;
import icl.core.model.PreconditionerSet;
import icl.core.risk.formula.Optimum;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * Least risk of a frozen preconditioner W_0 plus an update of rank at most r, on designs with features independent of
 * the tasks. W_0 is the full-rank optimum of any other design; the covariances of the two designs need not commute.
 *
 * <p>\[ L_r = L^* + \sum_{i > r} \sigma_i^2 , \qquad \sigma_i = \text{singular values of } (V^* - V_0)H^{1/2}, \quad H
 * = A\Sigma + BI , \]
 *
 * <p>where V_0 and V* are the frozen preconditioner and the optimum in whitened coordinates of the new design (Eckart
 * and Young), and A and B are those of {@link QuadraticRisk}. Rank 0 is the risk of zero-shot transfer. The difference
 * V* - V_0 is formed in double-double arithmetic, since it is small when the designs are close.
 *
 * <p>Unit: label squared. Accuracy: relative error below 1e-12 (reference values in {@code lora.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, LoRA under distribution shift;
 *     derivation in docs/formulas.md, section 3
 */
public final class LoraRisk {
    private LoraRisk() {}

    static Optimum optimum(QuadraticRisk quadratic, Design design, PreconditionerSet.FrozenPlusUpdate set) {
        WhitenedBasis basis = design.whitenedBasis();
        Preconditioner before = basis.whiten(set.frozen());
        Spectrum spectrum = design.spectrum();
        DD[] deviations = deviations(quadratic, basis, before);
        DD left = DD.ZERO;
        for (int i = deviations.length - 1; i >= set.rank(); i--) {
            left = left.add(deviations[i]);
        }
        double rest = left.doubleValue();
        return Optimum.of(
                        quadratic.risk(spectrum, spectrum.dim()) + rest,
                        quadratic.zeroRisk(spectrum),
                        quadratic.gain(spectrum, spectrum.dim()) - rest,
                        design.length(),
                        halfRank(deviations),
                        Optional.empty(),
                        Optional.empty())
                .reachedBy(() -> adapted(quadratic, basis, set, before));
    }

    /** W_0 plus the best update, in the design's own coordinates, shape (d, d). */
    private static Preconditioner adapted(
            QuadraticRisk quadratic,
            WhitenedBasis basis,
            PreconditionerSet.FrozenPlusUpdate set,
            Preconditioner before) {
        Preconditioner update = update(quadratic, basis, before, Math.min(set.rank(), basis.size()));
        return set.frozen().plus(basis.unwhiten(update));
    }

    private static Preconditioner update(
            QuadraticRisk quadratic, WhitenedBasis basis, Preconditioner before, int rank) {
        if (before.isDiagonal()) {
            Set<Integer> costly = IntStream.range(0, basis.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            i -> -deviation(quadratic, basis, before, i).hi()))
                    .limit(rank)
                    .collect(Collectors.toSet());
            return Preconditioner.diagonal(
                    basis.size(),
                    i -> costly.contains(i)
                            ? quadratic.scale(basis.eigenvalue(i)).subtract(before.get(i, i))
                            : DD.ZERO);
        }
        DdMatrix missing = missing(quadratic, basis, before);
        DdMatrix vectors = decomposed(quadratic, basis, missing).vectors();
        DdMatrix first = DdMatrix.from(basis.size(), rank, vectors::get);
        return Preconditioner.of(first.times(first.transposeTimes(missing)));
    }

    /** sigma_i^2 in descending order, shape (size of the basis). */
    private static DD[] deviations(QuadraticRisk quadratic, WhitenedBasis basis, Preconditioner before) {
        int size = basis.size();
        if (before.isDiagonal()) {
            return IntStream.range(0, size)
                    .mapToObj(i -> deviation(quadratic, basis, before, i))
                    .sorted(Comparator.comparingDouble((DD s) -> -s.hi()))
                    .toArray(DD[]::new);
        }
        SymmetricEigen eigen = decomposed(quadratic, basis, missing(quadratic, basis, before));
        return IntStream.range(0, size)
                .mapToObj(i -> eigen.value(i).hi() > 0 ? eigen.value(i) : DD.ZERO)
                .toArray(DD[]::new);
    }

    /** The risk added by eigenvalue i of a diagonal V_0 that differs from that of V*. */
    private static DD deviation(QuadraticRisk quadratic, WhitenedBasis basis, Preconditioner before, int i) {
        DD lambda = basis.eigenvalue(i);
        DD deviation = quadratic.scale(lambda).subtract(before.get(i, i));
        return quadratic.curvature(lambda).multiply(deviation.square());
    }

    /** V* - V_0. */
    private static DdMatrix missing(QuadraticRisk quadratic, WhitenedBasis basis, Preconditioner before) {
        DdMatrix best = DdMatrix.diagonal(basis.size(), i -> quadratic.scale(basis.eigenvalue(i)));
        return best.minus(before.dense());
    }

    /** The eigendecomposition of (V* - V_0) H (V* - V_0)'. */
    private static SymmetricEigen decomposed(QuadraticRisk quadratic, WhitenedBasis basis, DdMatrix missing) {
        DdMatrix weighted = missing.scaledColumns(i -> quadratic.curvature(basis.eigenvalue(i)));
        return SymmetricEigen.of(weighted.timesTransposed(missing).symmetrised());
    }

    /** The least rank of an update that removes half of the risk added by the shift; empty where there is none. */
    private static Optional<Integer> halfRank(DD[] deviations) {
        double all = Arrays.stream(deviations).mapToDouble(DD::doubleValue).sum();
        double wonBack = 0;
        for (int rank = 1; rank <= deviations.length; rank++) {
            wonBack += deviations[rank - 1].doubleValue();
            if (wonBack > 0 && wonBack >= all / 2) {
                return Optional.of(rank);
            }
        }
        return Optional.empty();
    }
}
