package icl.core.risk.retrieval;

import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.DiagonalPlusRankTwo;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * The eigenvalues of the best whitened preconditioner on retrieval-augmented prompts for given weights: the minimum of
 * a quadratic, (6.6). Derivation: docs/formulas.md, section 6.
 */
final class RetrievalScales {
    private RetrievalScales() {}

    /** The eigenvalues, shape (size of the basis); all 0 where there is no gain. */
    static DD[] scales(WhitenedBasis basis, RetrievalSums sums) {
        if (hasNoGain(basis, sums)) {
            DD[] zeros = new DD[basis.size()];
            Arrays.fill(zeros, DD.ZERO);
            return zeros;
        }
        return overScales(basis, sums).argument();
    }

    /**
     * Whether no preconditioner lowers the risk: labels have no signal, or the weights make every prediction zero or
     * uncorrelated with the label.
     */
    static boolean hasNoGain(WhitenedBasis basis, RetrievalSums sums) {
        boolean hasNoSignal = sums.za().isZero() && sums.zb().isZero();
        return basis.trace().isZero()
                || hasNoSignal
                || (sums.c1().isZero() && sums.e().isZero());
    }

    /** The gain as a quadratic function of the eigenvalues, shape (size of the basis). */
    static DiagonalPlusRankTwo overScales(WhitenedBasis basis, RetrievalSums sums) {
        int d = basis.size();
        DD trace = basis.trace();
        DD[] own = new DD[d];
        DD[] ones = new DD[d];
        DD[] lambda = new DD[d];
        DD base = sums.c1()
                .multiply(2.0)
                .add(sums.e())
                .multiply(trace)
                .add(sums.na().multiply(2.0))
                .add(sums.nb());
        DD slope = sums.c1()
                .multiply(8.0)
                .add(sums.c2().multiply(2.0))
                .add(sums.c3())
                .add(sums.e().multiply(2.0));
        for (int j = 0; j < d; j++) {
            ones[j] = DD.ONE;
            lambda[j] = basis.eigenvalue(j);
            own[j] = base.add(slope.multiply(lambda[j]));
        }
        DD[] c = {
            sums.c1().multiply(trace).add(sums.na()),
            sums.c1().multiply(2.0).add(sums.c2().scalb(-1)),
            DD.ZERO
        };
        DD[] v = {sums.za().multiply(trace), sums.za().multiply(2.0).add(sums.zb())};
        return new DiagonalPlusRankTwo(own, ones, lambda, c, v);
    }
}
