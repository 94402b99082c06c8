package icl.core.risk;

import icl.core.covariance.Preconditioner;
import icl.core.covariance.Spectrum;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * What {@link IidRisk}, {@link DriftRisk} and {@link PositionsRisk} share: features are independent of the tasks, so a
 * design only says how weights enter, and the preconditioner enters alike in all of them ({@link QuadraticRisk}).
 */
abstract class LinearRisk implements RiskFormula {

    /** Whether this formula is meant. */
    abstract boolean covers(Design design, Loss loss);

    /** The risk with all weights one. */
    abstract QuadraticRisk equalWeights(Design design);

    /** The risk with these weights, shape (n), one for each example. */
    abstract QuadraticRisk weighted(Design design, Vector weights);

    /** The weights, shape (n), that are best with the best preconditioner of this rank; empty where equal ones are. */
    abstract Optional<Vector> bestWeights(Design design, int rank);

    @Override
    public final Optional<Risk> answer(Question question) {
        return covers(question.design(), question.loss())
                ? answer(question.design(), question.predictor())
                : Optional.empty();
    }

    private Optional<Risk> answer(Design design, Predictor predictor) {
        if (predictor instanceof Predictor.Attention attention) {
            return Optional.of(optimum(design, Optional.empty(), attention.rank()));
        }
        if (predictor instanceof Predictor.H3 h3) {
            return Optional.of(bestWeights(design, h3));
        }
        if (predictor instanceof Predictor.Weighted given) {
            return Optional.of(optimum(design, Optional.of(given.weights()), given.rank()));
        }
        if (predictor instanceof Predictor.Given given) {
            return Optional.of(given(design, given));
        }
        if (predictor instanceof Predictor.Lora lora) {
            return Optional.of(LoraRisk.answer(equalWeights(design), design, lora));
        }
        return Optional.empty();
    }

    @Override
    public final Optional<DD[]> attentionScales(Design design) {
        if (!covers(design, Loss.QUERY)) {
            return Optional.empty();
        }
        QuadraticRisk quadratic = equalWeights(design);
        WhitenedBasis frame = design.whitenedBasis();
        return Optional.of(IntStream.range(0, frame.size())
                .mapToObj(i -> quadratic.scale(frame.eigenvalue(i)))
                .toArray(DD[]::new));
    }

    @Override
    public final Optional<Preconditioner> adapted(Design design, Loss loss, Predictor.Lora lora) {
        return covers(design, loss)
                ? Optional.of(LoraRisk.adapted(equalWeights(design), design, lora))
                : Optional.empty();
    }

    private QuadraticRisk quadratic(Design design, Optional<Vector> weights) {
        return weights.map(w -> weighted(design, w)).orElseGet(() -> equalWeights(design));
    }

    private Risk bestWeights(Design design, Predictor.H3 h3) {
        int kept = h3.rank().orElse(design.dim());
        Optional<Vector> weights = bestWeights(design, kept);
        boolean searched = weights.isPresent() && BestWeights.searches(design.spectrum(), kept);
        Risk risk = optimum(design, weights, h3.rank());
        return searched ? risk.by(Risk.Method.GLOBAL_SEARCH) : risk;
    }

    private Risk optimum(Design design, Optional<Vector> weights, Optional<Integer> rank) {
        QuadraticRisk quadratic = quadratic(design, weights);
        Spectrum spectrum = design.spectrum();
        int kept = rank.orElse(design.dim());
        double zero = quadratic.zeroRisk(spectrum);
        return new Risk(
                quadratic.risk(spectrum, kept),
                zero,
                quadratic.gain(spectrum, kept),
                WeightSums.of(design, weights).effectiveLength(),
                quadratic.halfRank(spectrum),
                Optional.of(quadratic.scales(spectrum, kept)),
                weights);
    }

    private Risk given(Design design, Predictor.Given given) {
        QuadraticRisk quadratic = quadratic(design, given.weights());
        WhitenedBasis frame = design.whitenedBasis();
        Preconditioner v = frame.enter(Preconditioner.of(DdMatrix.of(given.preconditioner())));
        DD risk = quadratic.risk(frame, v);
        return Risk.ofGiven(
                risk,
                quadratic.zeroRisk(frame),
                WeightSums.of(design, given.weights()).effectiveLength(),
                given.weights());
    }
}
