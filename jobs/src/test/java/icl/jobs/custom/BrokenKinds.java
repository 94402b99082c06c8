package icl.jobs.custom;

import icl.core.kinds.KindProvider;
import icl.core.model.Question;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Measure;
import java.util.List;

/** Kinds that forget their name; on no class path but that of {@code BrokenKindsTest}. */
public final class BrokenKinds implements KindProvider {
    record Nameless() implements Measure {
        @Override
        public boolean covers(Question question) {
            return true;
        }

        @Override
        public Estimate estimate(Cell cell, long seed) {
            return Estimate.of(1, "guess");
        }

        @Override
        public double cost(Question question) {
            return 1;
        }

        @Override
        public int version() {
            return 1;
        }
    }

    @Override
    public List<Class<?>> kinds() {
        return List.of(Nameless.class);
    }
}
