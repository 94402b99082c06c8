package icl.jobs.sweep;

import icl.core.design.DriftDesign;
import icl.core.naming.Kind;
import icl.core.risk.Question;
import icl.core.risk.RiskFormulas;

/** {@code exact}: the closed form. Covers every question; the cell fails where there is no closed form. */
@Kind("exact")
public record ExactMeasure() implements Measure {
    @Override
    public boolean covers(Question question) {
        return true;
    }

    @Override
    public Estimate estimate(Question question, long seed) {
        return Estimate.of(RiskFormulas.exact(question));
    }

    /** Spectra are shared between cells; what is left is linear in dim, and cubic in length where tasks drift. */
    @Override
    public double cost(Question question) {
        double length = question.design().length();
        double tasks = question.design() instanceof DriftDesign ? 2e-9 * length * length * length : 0;
        return 1e-6 + 1e-8 * question.design().dim() + tasks;
    }

    @Override
    public int version() {
        return 1;
    }
}
