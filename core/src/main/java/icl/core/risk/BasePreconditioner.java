package icl.core.risk;

import icl.core.design.Design;
import icl.core.design.Preconditioner;
import icl.core.design.Spectra;

/** The full-rank optimum of linear attention on a design: what a LoRA update starts from. */
final class BasePreconditioner {
    private BasePreconditioner() {}

    /** In the design's own coordinates; of least norm where the features do not reach every direction. */
    static Preconditioner of(Design base) {
        return Spectra.frame(base).leave(RiskFormulas.attentionScales(base));
    }
}
