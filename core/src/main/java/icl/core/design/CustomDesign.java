package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.prompt.GatheredPrompts;
import icl.core.prompt.Prompt;
import icl.core.prompt.PromptSampler;
import java.util.random.RandomGenerator;

/**
 * A design whose prompts are drawn one at a time: an adapter for records that implement {@link #draw} only. It can be
 * simulated, trained on and swept like any other. For the methods of {@link Design} that a record does not override,
 * the general method is used. Exact risks also need a {@code icl.core.risk.formula.RiskFormula}.
 *
 * <p>The noise and the covariances returned here describe a design without such parameters; drawing does not use them.
 * A record that has components of these names overrides the methods, and checks the components and brings them into
 * their canonical form in its constructor ({@link Covariance#of}, {@link Profile#over}), so that equal laws are equal.
 */
public interface CustomDesign extends Design {
    /** Draws a prompt of this {@link #dim} and {@link #length} from these random numbers, and from no other source. */
    Prompt draw(RandomGenerator random);

    /** Draws prompts one after the other, each from its own generator; their tasks are not known. */
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

    /** False, since features need not be Gaussian. */
    @Override
    default boolean isIsotropic() {
        return false;
    }
}
