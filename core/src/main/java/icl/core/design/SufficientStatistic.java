package icl.core.design;

import icl.core.prompt.PromptSampler;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of a prompt is drawn, in ascending order. Less is faster and has the same law for a model that sees no more. */
public enum SufficientStatistic {
    /** One example with the law of X'y: all that a gradient step with equal weights sees. Cost does not grow with length. */
    STEP {
        @Override
        public Optional<PromptSampler> sampler(Design design) {
            return design.step();
        }
    },
    /** Examples with the law of X'X, X'y and y'y: all that a model without weights sees. Cost does not grow with length. */
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

    /** The sampler of this statistic; empty where the design does not know its law. */
    public abstract Optional<PromptSampler> sampler(Design design);

    /** The cheapest sampler of a design that shows at least this statistic. */
    public PromptSampler cheapestSampler(Design design) {
        return Stream.of(values())
                .filter(statistic -> statistic.compareTo(this) >= 0)
                .flatMap(statistic -> statistic.sampler(design).stream())
                .findFirst()
                .orElseGet(design::whole);
    }
}
