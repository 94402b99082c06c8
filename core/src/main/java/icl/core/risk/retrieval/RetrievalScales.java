package icl.core.risk.retrieval;

import icl.core.covariance.WhitenedBasis;
import icl.core.linalg.DiagonalPlusRankTwo;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/** The best whitened preconditioner on retrieval-augmented prompts for given weights: a quadratic problem in its eigenvalues. */
final class RetrievalScales {
    private RetrievalScales() {}

    /** The best eigenvalues of the whitened preconditioner, shape (d). */
    static DD[] scales(WhitenedBasis basis, RetrievalSums sums) {
        if (hasNoGain(basis, sums)) {
            DD[] zeros = new DD[basis.size()];
            Arrays.fill(zeros, DD.ZERO);
            return zeros;
        }
        return overScales(basis, sums).argument();
    }

    /** No signal, or weights under which the predictor is zero. */
    static boolean hasNoGain(WhitenedBasis basis, RetrievalSums sums) {
        boolean hasNoSignal = sums.strong().isZero() && sums.weak().isZero();
        return basis.trace().isZero()
                || hasNoSignal
                || (sums.both().isZero() && sums.fresh().isZero());
    }

    /** The gain as a quadratic in the eigenvalues of the whitened preconditioner, shape (d). */
    static DiagonalPlusRankTwo overScales(WhitenedBasis basis, RetrievalSums sums) {
        int d = basis.size();
        DD trace = basis.trace();
        DD[] own = new DD[d];
        DD[] ones = new DD[d];
        DD[] lambda = new DD[d];
        DD base = sums.both()
                .multiply(2.0)
                .add(sums.fresh())
                .multiply(trace)
                .add(sums.strongNoise().multiply(2.0))
                .add(sums.weakNoise());
        DD slope = sums.both()
                .multiply(8.0)
                .add(sums.mixed().multiply(2.0))
                .add(sums.apart())
                .add(sums.fresh().multiply(2.0));
        for (int j = 0; j < d; j++) {
            ones[j] = DD.ONE;
            lambda[j] = basis.eigenvalue(j);
            own[j] = base.add(slope.multiply(lambda[j]));
        }
        DD[] c = {
            sums.both().multiply(trace).add(sums.strongNoise()),
            sums.both().multiply(2.0).add(sums.mixed().scalb(-1)),
            DD.ZERO
        };
        DD[] v = {sums.strong().multiply(trace), sums.strong().multiply(2.0).add(sums.weak())};
        return new DiagonalPlusRankTwo(own, ones, lambda, c, v);
    }
}
