package icl.jobs.own;

import icl.core.naming.OwnKinds;
import java.util.List;

/** The kinds that the tests add, as a user would. */
public final class TestKinds implements OwnKinds {
    @Override
    public List<Class<?>> kinds() {
        return List.of(MixtureDesign.class, AveragingPredictor.class, TrainingMeasure.class);
    }
}
