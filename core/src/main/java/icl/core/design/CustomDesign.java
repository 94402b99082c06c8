package icl.core.design;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import java.util.random.RandomGenerator;

/**
 * A law of the user's own: a record with {@link icl.core.kinds.Kind} that an {@link icl.core.kinds.CustomKinds} names. It says
 * how prompts are drawn, and so can be simulated, trained on and swept. Exact risks need an {@code OwnFormula} as well.
 *
 * <p>What is said here of noise and covariances describes the law and draws nothing: it stands for a design that has no such
 * parameter. A record whose components are called so overrides it, checks them, and brings them into their canonical form
 * ({@link Covariance#of}, {@link Profile#over}), so that equal laws are equal.
 */
public non-sealed interface CustomDesign extends Design {
    /** The next prompt, of this {@link #dim} and {@link #length}, drawn from these numbers and nothing else. */
    Prompt draw(RandomGenerator random);

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
}
