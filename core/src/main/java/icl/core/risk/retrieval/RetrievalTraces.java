package icl.core.risk.retrieval;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * Traces of a whitened preconditioner V, symmetric or not, that determine its risk on prompts whose query is correlated
 * with the examples; S = (V + V')/2. Together with {@link RetrievalSums}, which hold the weights, they give the risk,
 * (6.1). Derivation: docs/formulas.md, section 6. In double-double arithmetic; {@link RetrievalSurface} has the same
 * sums in doubles, with gradients.
 *
 * @param trace T = tr Sigma
 * @param tau tr V
 * @param sSigma tr S Sigma
 * @param sSquared tr S^2
 * @param sSquaredSigma tr Sigma S^2
 * @param norm |V|^2, the sum of the squares of all entries
 * @param j3 J_3 = tr V Sigma V'
 * @param sSigmaV tr S Sigma V'
 */
record RetrievalTraces(DD trace, DD tau, DD sSigma, DD sSquared, DD sSquaredSigma, DD norm, DD j3, DD sSigmaV) {

    static RetrievalTraces of(WhitenedBasis basis, Preconditioner v) {
        int d = basis.size();
        DD[] sums = new DD[7];
        Arrays.fill(sums, DD.ZERO);
        for (int i = 0; i < d; i++) {
            DD row = basis.eigenvalue(i);
            sums[0] = sums[0].add(v.get(i, i));
            sums[1] = sums[1].add(v.get(i, i).multiply(row));
            for (int j = 0; j < d; j++) {
                DD column = basis.eigenvalue(j);
                DD entry = v.get(i, j);
                DD s = entry.add(v.get(j, i)).scalb(-1);
                sums[2] = sums[2].add(s.square());
                sums[3] = sums[3].add(s.square().multiply(row));
                sums[4] = sums[4].add(entry.square());
                sums[5] = sums[5].add(entry.square().multiply(column));
                sums[6] = sums[6].add(s.multiply(entry).multiply(column));
            }
        }
        return new RetrievalTraces(basis.trace(), sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    }

    /**
     * The traces of a diagonal V, in O(d).
     *
     * @param omega diagonal of V, shape (size of the basis)
     */
    static RetrievalTraces ofDiagonal(WhitenedBasis basis, DD[] omega) {
        DD tau = DD.ZERO;
        DD linear = DD.ZERO;
        DD squares = DD.ZERO;
        DD squaresSigma = DD.ZERO;
        for (int j = 0; j < omega.length; j++) {
            tau = tau.add(omega[j]);
            linear = linear.add(omega[j].multiply(basis.eigenvalue(j)));
            squares = squares.add(omega[j].square());
            squaresSigma = squaresSigma.add(omega[j].square().multiply(basis.eigenvalue(j)));
        }
        return new RetrievalTraces(
                basis.trace(), tau, linear, squares, squaresSigma, squares, squaresSigma, squaresSigma);
    }

    /** J_1, what each pair of examples adds to the risk through their correlations with the query. */
    DD j1() {
        return tau.multiply(trace)
                .multiply(tau)
                .add(trace.multiply(sSquared).multiply(2.0))
                .add(tau.multiply(sSigma).multiply(4.0))
                .add(sSquaredSigma.multiply(8.0));
    }

    /** J_2, what a pair adds where one of the two acts through its part that is independent of the query. */
    DD j2() {
        return tau.multiply(sSigma).add(sSigmaV.multiply(2.0));
    }

    /** T |V|^2 + 2 J_3, the factor of e = sum w^2 b. */
    DD ofSquares() {
        return trace.multiply(norm).add(j3.multiply(2.0));
    }

    /** tau^2 + 2 tr S^2, the factor of N_a = sum w^2 s^2 a^2. */
    DD ofNoise() {
        return tau.square().add(sSquared.multiply(2.0));
    }

    /** T tau + 2 tr S Sigma, the factor of 2 Z_a = 2 sum w a^2 in the cross term. */
    DD ofSignal() {
        return tau.multiply(trace).add(sSigma.multiply(2.0));
    }

    /** The risk of V with weights of these sums; label squared. */
    DD risk(RetrievalSums sums, double queryNoise) {
        DD linear = sums.za().multiply(ofSignal()).add(sums.zb().multiply(sSigma));
        DD quadratic = sums.c1()
                .multiply(j1())
                .add(sums.c2().multiply(j2()))
                .add(sums.c3().multiply(j3))
                .add(sums.e().multiply(ofSquares()))
                .add(sums.na().multiply(ofNoise()))
                .add(sums.nb().multiply(norm));
        return trace.add(queryNoise).subtract(linear.multiply(2.0)).add(quadratic);
    }
}
