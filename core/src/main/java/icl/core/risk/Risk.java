package icl.core.risk;

import icl.core.linalg.Vector;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * The answer to a {@link Question}, in units of a label squared.
 *
 * @param risk mean squared error, the noise of the predicted label included
 * @param zeroRisk risk of predicting zero
 * @param gain zeroRisk - risk; without the cancellation of that difference where the preconditioner was chosen
 * @param effectiveLength (sum w)^2 / sum w^2 of the weights: how many equally weighted examples they are worth
 * @param halfRank the least rank whose optimum reaches half of the gain of full rank, the weights being these; for lora the
 *     least rank of an update that wins back half of what the shift costs; empty where the rank is not chosen or there is
 *     nothing to gain
 * @param scales eigenvalues of the best whitened preconditioner: shape (1) when it is one number on the kept directions, else
 *     shape (d) in the order of the spectrum; empty where the preconditioner is given
 * @param weights shape (n), of mean absolute value 1 where they were chosen; empty when all are one
 * @param method how it was obtained
 */
public record Risk(
        double risk,
        double zeroRisk,
        double gain,
        double effectiveLength,
        Optional<Integer> halfRank,
        Optional<Vector> scales,
        Optional<Vector> weights,
        Method method) {

    /** How a risk was obtained, and what is known of its being the least one. */
    public enum Method {
        /** A formula, or the solution of a linear system. */
        CLOSED_FORM,
        /** A search in one dimension over all stationary points: the global optimum. */
        GLOBAL_SEARCH,
        /** Exact steps in turn from several starts: a joint stationary point, its being global not proven. */
        ALTERNATING
    }

    /** A closed form. */
    Risk(
            double risk,
            double zeroRisk,
            double gain,
            double effectiveLength,
            Optional<Integer> halfRank,
            Optional<Vector> scales,
            Optional<Vector> weights) {
        this(risk, zeroRisk, gain, effectiveLength, halfRank, scales, weights, Method.CLOSED_FORM);
    }

    /** The risk of a predictor of which nothing was chosen. */
    static Risk ofGiven(DD risk, DD zeroRisk, double effectiveLength, Optional<Vector> weights) {
        return new Risk(
                risk.doubleValue(),
                zeroRisk.doubleValue(),
                zeroRisk.subtract(risk).doubleValue(),
                effectiveLength,
                Optional.empty(),
                Optional.empty(),
                weights);
    }

    /** This risk, as obtained in that way. */
    Risk by(Method way) {
        return new Risk(risk, zeroRisk, gain, effectiveLength, halfRank, scales, weights, way);
    }
}
