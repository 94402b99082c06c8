package icl.jobs.sweep;

import icl.core.kinds.KindProvider;
import java.util.List;

/** The measures that come with the program. To add one, write its file and name it here. */
public final class BuiltInMeasures implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(
                ExactMeasure.class,
                PaperMeasure.class,
                MonteCarloMeasure.class,
                TrainedMeasure.class,
                PopulationMeasure.class);
    }

    @Override
    public boolean isBuiltIn() {
        return true;
    }
}
