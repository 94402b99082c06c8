package icl.jobs.custom;

import icl.core.kinds.KindProvider;
import java.util.List;

/** The kinds that the tests add, as a user would. */
public final class TestKinds implements KindProvider {
    @Override
    public List<Class<?>> kinds() {
        return List.of(
                MixtureDesign.class,
                CoinNoiseDesign.class,
                AveragingPredictor.class,
                TwoStepsPredictor.class,
                TrainingMeasure.class);
    }
}
