package icl.core.risk;

import icl.core.covariance.Preconditioner;
import icl.core.design.Design;

/** The full-rank optimum of linear attention on a design: what a LoRA update starts from. */
final class BasePreconditioner {
    private BasePreconditioner() {}

    /** In the design's own coordinates; of least norm where the features do not reach every direction. */
    static Preconditioner of(Design base) {
        return base.whitenedBasis().leave(RiskFormulas.attentionScales(base));
    }
}
