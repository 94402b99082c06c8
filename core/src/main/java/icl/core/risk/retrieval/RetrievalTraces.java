package icl.core.risk.retrieval;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import java.util.Arrays;
import org.apache.commons.numbers.core.DD;

/**
 * The risk of any whitened preconditioner V, symmetric or not, on retrieval-augmented prompts. With S = (V + V')/2 and tau = tr
 * V it is \( M - 2A^Tw + w^TGw \), where traces of V, S and Sigma and the sums of {@link RetrievalSums} are all that enters.
 *
 * <p>Derivation: docs/formulas.md, section 6.
 */
final class RetrievalTraces {
    private final DD trace; // T
    private final DD tau; // tr V
    private final DD sSigma; // tr S Sigma
    private final DD sSquared; // tr S^2
    private final DD sSquaredSigma; // tr Sigma S^2
    private final DD norm; // |V|^2
    private final DD normSigma; // tr V Sigma V'
    private final DD sSigmaV; // tr S Sigma V'

    RetrievalTraces(WhitenedBasis basis, Preconditioner v) {
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
        trace = basis.trace();
        tau = sums[0];
        sSigma = sums[1];
        sSquared = sums[2];
        sSquaredSigma = sums[3];
        norm = sums[4];
        normSigma = sums[5];
        sSigmaV = sums[6];
    }

    /** T + noise - 2 A'w + w'Gw. */
    DD risk(RetrievalSums sums, double queryNoise) {
        DD tauTrace = tau.multiply(trace);
        DD linear = sums.strong()
                .multiply(tauTrace.add(sSigma.multiply(2.0)))
                .add(sums.weak().multiply(sSigma));
        DD j1 = tauTrace.multiply(tau)
                .add(trace.multiply(sSquared).multiply(2.0))
                .add(tau.multiply(sSigma).multiply(4.0))
                .add(sSquaredSigma.multiply(8.0));
        DD j2 = tau.multiply(sSigma).add(sSigmaV.multiply(2.0));
        DD alone = trace.multiply(norm).add(normSigma.multiply(2.0));
        DD strongNoise = tau.square().add(sSquared.multiply(2.0));
        DD quadratic = sums.both()
                .multiply(j1)
                .add(sums.mixed().multiply(j2))
                .add(sums.apart().multiply(normSigma))
                .add(sums.fresh().multiply(alone))
                .add(sums.strongNoise().multiply(strongNoise))
                .add(sums.weakNoise().multiply(norm));
        return trace.add(queryNoise).subtract(linear.multiply(2.0)).add(quadratic);
    }
}
