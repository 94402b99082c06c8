package icl.core.risk;

import icl.core.check.Memory;
import icl.core.covariance.Preconditioner;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * The predictor whose risk is reported: its preconditioner, in the design's own coordinates, and its weights. Where the features
 * do not reach every direction, or eigenvalues are equal, others have the same risk; this one is of least norm.
 *
 * <p>Derivation: docs/formulas.md, section 12.
 */
public final class OptimalPredictor {
    /** Of shape (d, d) that it takes, two for each in double-double arithmetic. */
    private static final int MATRICES = 12;

    private OptimalPredictor() {}

    /**
     * The predictor with the risk {@link RiskFormulas#exact}.
     *
     * @throws NoClosedForm where there is no such risk
     * @throws icl.core.check.Invalid where it would not fit into memory
     */
    public static Predictor.Given of(Question question) {
        if (question.predictor() instanceof Predictor.Given given) {
            return given;
        }
        double d = question.design().dim();
        Memory.require(
                "find the optimum",
                question.design().dim(),
                question.design().length(),
                MATRICES * Double.BYTES * d * d);
        Risk risk = RiskFormulas.exact(question);
        Preconditioner w = question.predictor() instanceof Predictor.Lora lora
                ? adapted(question, lora)
                : question.design().whitenedBasis().leave(whitened(question, risk));
        return new Predictor.Given(w.dense().rounded(), risk.weights());
    }

    /** The preconditioner that the reported eigenvalues make. */
    private static Preconditioner whitened(Question question, Risk risk) {
        Vector scales = risk.scales()
                .orElseThrow(() -> new NoClosedForm("the formula reports no scales of " + Kinds.of(question.predictor())
                        + " on " + Kinds.of(question.design())));
        int rank = rank(question.predictor()).orElse(question.design().dim());
        int size = question.design().whitenedBasis().size();
        return Preconditioner.diagonal(size, i -> {
            boolean kept = scales.size() > 1 || i < rank;
            return kept ? DD.of(scales.get(scales.size() > 1 ? i : 0)) : DD.ZERO;
        });
    }

    private static Optional<Integer> rank(Predictor predictor) {
        if (predictor instanceof Predictor.Attention attention) {
            return attention.rank();
        }
        if (predictor instanceof Predictor.H3 h3) {
            return h3.rank();
        }
        return predictor instanceof Predictor.Weighted weighted ? weighted.rank() : Optional.empty();
    }

    private static Preconditioner adapted(Question question, Predictor.Lora lora) {
        Optional<Preconditioner> linear = RiskFormulas.adapted(question.design(), question.loss(), lora);
        if (linear.isPresent()) {
            return linear.get();
        }
        DdMatrix frozen = BasePreconditioner.of(lora.base()).dense();
        WhitenedBasis frame = question.design().whitenedBasis();
        if (lora.rank() > 0 && lora.rank() < frame.size()) {
            return Preconditioner.of(frozen.plus(projector(question.design(), lora.rank(), frozen.get(0, 0))));
        }
        return lora.rank() == 0 ? Preconditioner.of(frozen) : replaced(question, frame, frozen);
    }

    /** The frozen one with all that the features see of it replaced by the optimum. */
    private static Preconditioner replaced(Question question, WhitenedBasis frame, DdMatrix frozen) {
        Question full = attention(question.design(), Optional.empty());
        DdMatrix best = whitened(full, RiskFormulas.exact(full)).dense();
        DdMatrix seen = frame.enter(Preconditioner.of(frozen)).dense();
        return Preconditioner.of(
                frozen.plus(frame.leave(Preconditioner.of(best.minus(seen))).dense()));
    }

    /** The update of c_0 I on an invariant design: (c* - c_0) D_d / D_r times a projector, where D_d / D_r = c_r / c*. */
    private static DdMatrix projector(Design design, int rank, DD frozen) {
        double full = scale(attention(design, Optional.empty()));
        double low = scale(attention(design, Optional.of(rank)));
        DD change =
                full == 0 ? DD.ZERO : DD.of(full).subtract(frozen).multiply(low).divide(full);
        return DdMatrix.diagonal(design.dim(), i -> i < rank ? change : DD.ZERO);
    }

    private static double scale(Question question) {
        return RiskFormulas.exact(question).scales().orElseThrow().get(0);
    }

    private static Question attention(Design design, Optional<Integer> rank) {
        return new Question(design, new Predictor.Attention(rank), Loss.QUERY);
    }
}
