package icl.core.risk.formula;

import icl.core.covariance.Preconditioner;
import icl.core.kinds.Kinds;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import icl.core.model.StepSet;
import icl.core.records.Records;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.DD;

/**
 * The least risk that a predictor can reach, the step that reaches it, and quantities that explain it. Risks are in
 * units of a label squared.
 *
 * @param risk mean squared error, the noise of the predicted label included
 * @param zeroRisk risk of predicting zero
 * @param gain zeroRisk - risk; computed without the cancellation of that difference where the preconditioner was chosen
 * @param effectiveLength (sum w)^2 / sum w^2 of the weights: how many equally weighted examples they are worth
 * @param halfRank the least rank whose optimum reaches half of the gain of full rank, the weights being these; for lora
 *     the least rank of an update that wins back half of what the shift costs; empty where the rank is not chosen or
 *     there is nothing to gain
 * @param scales eigenvalues of the best whitened preconditioner: shape (1) when it is one number on the kept
 *     directions, else shape (d) in the order of the spectrum; empty where the preconditioner is given
 * @param weights shape (n), of mean absolute value 1 where they were chosen; empty when all are one
 * @param method how it was obtained
 * @param step computes the preconditioner in the design's own coordinates, shape (d, d), when it is needed; empty where
 *     the predictor is not one step
 */
public record Optimum(
        double risk,
        double zeroRisk,
        double gain,
        double effectiveLength,
        Optional<Integer> halfRank,
        Optional<Vector> scales,
        Optional<Vector> weights,
        Method method,
        Optional<Supplier<Preconditioner>> step)
        implements Answer {

    /** How a risk was obtained, and whether it is proven to be the global minimum. */
    public enum Method {
        /** A formula, or the solution of a linear system. */
        CLOSED_FORM,
        /** A search in one dimension over all stationary points: the global optimum. */
        GLOBAL_SEARCH,
        /**
         * Alternating exact minimisation over weights and preconditioner from several starts: a stationary point, not
         * proven to be the global minimum.
         */
        ALTERNATING,
        /**
         * The exact least risk of a gradient step. A whole layer also has a part that is even in the labels, which
         * lowers the risk on this design.
         */
        REDUCED
    }

    /** An optimum in closed form; {@link #reachedBy} adds its preconditioner. */
    public static Optimum of(
            double risk,
            double zeroRisk,
            double gain,
            double effectiveLength,
            Optional<Integer> halfRank,
            Optional<Vector> scales,
            Optional<Vector> weights) {
        return new Optimum(
                risk, zeroRisk, gain, effectiveLength, halfRank, scales, weights, Method.CLOSED_FORM, Optional.empty());
    }

    /** The risk of one given step; nothing was chosen. */
    public static Optimum ofGiven(
            DD risk, DD zeroRisk, double effectiveLength, Optional<Vector> weights, Preconditioner step) {
        return of(
                        risk.doubleValue(),
                        zeroRisk.doubleValue(),
                        zeroRisk.subtract(risk).doubleValue(),
                        effectiveLength,
                        Optional.empty(),
                        Optional.empty(),
                        weights)
                .reachedBy(() -> step);
    }

    /** This optimum with another method. */
    public Optimum by(Method way) {
        return new Optimum(risk, zeroRisk, gain, effectiveLength, halfRank, scales, weights, way, step);
    }

    /** This optimum with the preconditioner that reaches it, in the design's own coordinates, shape (d, d). */
    public Optimum reachedBy(Supplier<Preconditioner> preconditioner) {
        return new Optimum(
                risk, zeroRisk, gain, effectiveLength, halfRank, scales, weights, method, Optional.of(preconditioner));
    }

    /** This optimum with other weights of the same direction. */
    public Optimum withWeights(Vector given) {
        return new Optimum(risk, zeroRisk, gain, effectiveLength, halfRank, scales, Optional.of(given), method, step);
    }

    /**
     * This optimum for features and labels in other units.
     *
     * @param featureExponent the variance of the features is 2 to this power times what it was
     * @param labelExponent the variance of the labels likewise
     */
    public Optimum inUnits(int featureExponent, int labelExponent) {
        return new Optimum(
                Math.scalb(risk, labelExponent),
                Math.scalb(zeroRisk, labelExponent),
                Math.scalb(gain, labelExponent),
                effectiveLength,
                halfRank,
                scales,
                weights,
                method,
                step.map(w -> () -> w.get().scaled(-featureExponent)));
    }

    /**
     * The preconditioner that reaches the risk, in the design's own coordinates. Where features do not reach every direction, or
     * eigenvalues are equal, others have the same risk; this one is of least norm.
     *
     * @throws NoClosedForm where the predictor is not one step
     */
    public Preconditioner preconditioner() {
        return step.orElseThrow(() -> new NoClosedForm("the optimum is not one step with one preconditioner"))
                .get();
    }

    /** The step that reaches the risk, as a set of one step. */
    public StepSet steps() {
        Preconditioner w = preconditioner();
        return StepSet.of(() -> w, weights);
    }

    /** The step that reaches the risk, rounded to double precision. */
    public Predictor.Given predictor() {
        return new Predictor.Given(preconditioner().dense().rounded(), weights);
    }

    /** The fields by name, as a plain tree of maps, lists, text and numbers. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("risk", risk);
        facts.put("zero_risk", zeroRisk);
        facts.put("gain", gain);
        facts.put("effective_length", effectiveLength);
        halfRank.ifPresent(rank -> facts.put("half_rank", rank));
        scales.ifPresent(values -> facts.put("scales", Records.write(values)));
        weights.ifPresent(values -> facts.put("weights", Records.write(values)));
        facts.put("method", Kinds.of(method));
        return facts;
    }
}
