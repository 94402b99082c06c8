package icl.jobs.fault;

import icl.core.kinds.KindProvider;
import java.util.List;

/** What poisons cells: a measure, a design and an architecture. */
public final class PoisonKinds implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(PoisonMeasure.class, FaultyDesign.class, FaultyPredictor.class);
    }
}
