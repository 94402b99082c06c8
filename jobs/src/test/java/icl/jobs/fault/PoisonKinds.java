package icl.jobs.fault;

import icl.core.kinds.CustomKinds;
import java.util.List;

/** The measure that poisons cells. */
public final class PoisonKinds implements CustomKinds {
    @Override
    public List<Class<?>> kinds() {
        return List.of(PoisonMeasure.class);
    }
}
