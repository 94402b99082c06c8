package icl.core.risk;

import icl.core.linalg.Vector;
import java.util.Optional;

/**
 * The answer to a {@link Question}, in units of a label squared.
 *
 * @param risk mean squared error, the noise of the query's label included
 * @param zeroRisk risk of predicting zero
 * @param gain zeroRisk - risk, without the cancellation of that difference
 * @param effectiveLength (sum w)^2 / sum w^2 of the weights: how many equally weighted examples they are worth
 * @param halfRank the least rank whose optimum reaches half of the gain of full rank; empty where rank was not optimised
 * @param preconditioner the optimal or given whitened preconditioner: shape (1) its scale on the kept directions, or
 *     shape (d) its eigenvalues in the order of the spectrum; empty where it is not diagonal there
 * @param weights the weights, shape (n); empty when all are one
 * @param method how it was obtained, in a few words
 */
public record Risk(
        double risk,
        double zeroRisk,
        double gain,
        double effectiveLength,
        Optional<Integer> halfRank,
        Optional<Vector> preconditioner,
        Optional<Vector> weights,
        String method) {}
