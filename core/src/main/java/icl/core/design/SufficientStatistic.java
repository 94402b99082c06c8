package icl.core.design;

import icl.core.prompt.PromptSampler;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statistics of a prompt that samplers can draw, from the smallest to the whole prompt. A model that depends on the
 * prompt through a statistic only has the same law when that statistic is drawn, which is faster.
 */
public enum SufficientStatistic {
    /** X'y, on which a gradient step with equal weights depends. The cost does not grow with length. */
    STEP {
        @Override
        public Optional<PromptSampler> sampler(Design design) {
            return design.step();
        }
    },
    /** X'X, X'y and y'y, on which a model without weights depends. The cost does not grow with length. */
    SECOND_MOMENTS {
        @Override
        public Optional<PromptSampler> sampler(Design design) {
            return design.secondMoments();
        }
    },
    /** Every feature of every example. */
    WHOLE {
        @Override
        public Optional<PromptSampler> sampler(Design design) {
            return Optional.of(design.whole());
        }
    };

    /** The sampler of this statistic; empty where the design does not give its law. */
    public abstract Optional<PromptSampler> sampler(Design design);

    /** The fastest sampler of a design that draws at least this statistic. */
    public PromptSampler cheapestSampler(Design design) {
        return Stream.of(values())
                .filter(statistic -> statistic.compareTo(this) >= 0)
                .flatMap(statistic -> statistic.sampler(design).stream())
                .findFirst()
                .orElseGet(design::whole);
    }
}
