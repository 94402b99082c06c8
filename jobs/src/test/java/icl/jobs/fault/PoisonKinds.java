package icl.jobs.fault;

import icl.core.naming.OwnKinds;
import java.util.List;

/** The measure that poisons cells. */
public final class PoisonKinds implements OwnKinds {
    @Override
    public List<Class<?>> kinds() {
        return List.of(PoisonMeasure.class);
    }
}
