package icl.jobs.fault;

import icl.core.check.Require;
import icl.core.kinds.Kind;
import icl.core.model.Question;
import icl.core.risk.RiskFormulas;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import java.util.Optional;

/**
 * The exact risk, except for cells whose length is a multiple of {@code every}: these take poison.
 *
 * @param every 0 for none
 * @param poison all deadly ones in turn when left out
 */
@Kind("poison")
public record PoisonMeasure(int every, Optional<Poison> poison) implements Measure {
    public PoisonMeasure {
        Require.nonNegative("every", every);
    }

    /** Of a cell of this length. */
    Optional<Poison> at(int length) {
        if (every == 0 || length % every != 0) {
            return Optional.empty();
        }
        int turn = length / every % Poison.DEADLY.size();
        return poison.isPresent() ? poison : Optional.of(Poison.DEADLY.get(turn));
    }

    @Override
    public boolean covers(Question question) {
        return true;
    }

    @Override
    public Estimate estimate(Cell cell, long seed) {
        double risk = RiskFormulas.exact(cell.question()).risk();
        Optional<Poison> taken = at(cell.question().design().length());
        return taken.isPresent() ? taken.get().estimate(risk) : Estimate.of(risk, "exact");
    }

    @Override
    public double cost(Question question) {
        return 1e-4;
    }

    @Override
    public int version() {
        return 1;
    }
}
