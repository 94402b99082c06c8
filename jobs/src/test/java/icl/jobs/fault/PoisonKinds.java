package icl.jobs.fault;

import icl.core.kinds.KindProvider;
import java.util.List;

/** The measure that poisons cells. */
public final class PoisonKinds implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(PoisonMeasure.class);
    }
}
