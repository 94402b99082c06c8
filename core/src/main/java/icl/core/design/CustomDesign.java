package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.prompt.GatheredPrompts;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSampler;
import java.util.random.RandomGenerator;

/**
 * A design whose prompts are drawn one at a time: an adapter for a record that says no more than how a prompt is drawn. It can be
 * simulated, trained on and swept like any other; what it does not say of {@link Design} takes the general road. Exact risks need a
 * {@code icl.core.risk.formula.RiskFormula} as well.
 *
 * <p>What is said here of noise and covariances describes the law and draws nothing: it stands for a design that has no such
 * parameter. A record whose components are called so overrides it, checks them, and brings them into their canonical form
 * ({@link Covariance#of}, {@link Profile#over}), so that equal laws are equal.
 */
public interface CustomDesign extends Design {
    /** The next prompt, of this {@link #dim} and {@link #length}, drawn from these numbers and nothing else. */
    Prompt draw(RandomGenerator random);

    /** Prompts one after the other, each from a generator of its own; their tasks are not known. */
    @Override
    default PromptSampler whole() {
        return stream -> new GatheredPrompts(dim(), length(), this::draw, stream);
    }

    @Override
    default Profile noiseVariance() {
        return Profile.common(0);
    }

    @Override
    default Covariance featureCovariance() {
        return Covariance.identity();
    }

    @Override
    default Covariance taskCovariance() {
        return Covariance.identity();
    }

    /** Covariances do not tell: features need not be Gaussian. */
    @Override
    default boolean isIsotropic() {
        return false;
    }
}
