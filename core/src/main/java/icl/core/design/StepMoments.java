package icl.core.design;

import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Second moments of one gradient step on a design whose query is independent of the examples. In whitened features, with weights
 * w, the statistic \( h = \sum_i w_i y_i x_i \) and the label y of the predicted position have
 *
 * <p>\[ \mathbb E[y\, x^T V h] = w^Tk \operatorname{tr}(V\Sigma) , \qquad \mathbb E[h h^T] = (w^TPw)\,\Sigma + (w^TRw)\, I . \]
 *
 * <p>Positions are counted from 0; the query is at {@code length}. Derivation: docs/formulas.md, section 4.
 */
public interface StepMoments {
    /** Examples n. */
    int length();

    /** kappa_0 of a predicted position: the variance of its task relative to S_beta. */
    double taskVariance(int position);

    /** s_0 of a predicted position: the noise variance of its label. */
    double labelNoise(int position);

    /** k_i: the covariance of the task of an example with the task of the predicted position, relative to S_beta. */
    double signal(int example, int position);

    /** P_ij, symmetric. */
    double pair(int i, int j);

    /** R_ij, symmetric. */
    double noise(int i, int j);

    /** Whether R is diagonal. */
    default boolean hasDiagonalNoise() {
        return true;
    }

    /** Sums of the moments over all examples; empty where they have no closed form. */
    default Optional<Sums> sums() {
        return Optional.empty();
    }

    /**
     * Sums over all examples, for the prediction at the query. With equal weights the risk depends on the moments
     * through them.
     *
     * @param signal sum of k_i
     * @param pairs sum of P_ij
     * @param noise sum of R_ij
     */
    record Sums(DD signal, DD pairs, DD noise) {}

    /** Whether {@link #alike} has an answer. Costs nothing. */
    default boolean areAlike() {
        return false;
    }

    /** The moments where all examples are alike: k = 1, P = 11' + (ownPair - 1) I, R = ownNoise I; else empty. */
    default Optional<Alike> alike() {
        return Optional.empty();
    }

    /**
     * Moments of examples that are all alike.
     *
     * @param ownPair P_ii
     * @param ownNoise R_ii
     * @param labelNoise s_0, at every position
     */
    record Alike(DD ownPair, DD ownNoise, double labelNoise) {}
}
