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

    /** kappa_0: variance of the predicted task relative to S_beta. */
    double taskVariance(int position);

    /** s_0: noise variance of the predicted label. */
    double labelNoise(int position);

    /** k_i: covariance of the task of an example with the predicted one, relative to S_beta. */
    double signal(int example, int position);

    /** P_ij, symmetric. */
    double pair(int i, int j);

    /** R_ij, symmetric. */
    double noise(int i, int j);

    /** Whether R is diagonal. */
    default boolean hasDiagonalNoise() {
        return true;
    }

    /** Sums of the moments over all examples; empty where they are known only by adding them up. */
    default Optional<Sums> sums() {
        return Optional.empty();
    }

    /**
     * Sums over all examples at the query: what equal weights see of the moments.
     *
     * @param signal sum of k_i
     * @param pairs sum of P_ij
     * @param noise sum of R_ij
     */
    record Sums(DD signal, DD pairs, DD noise) {}

    /** Whether all examples are alike; costs nothing. */
    default boolean areAlike() {
        return false;
    }

    /** What the moments are where all examples are alike: k = 1, P = 11' + (ownPair - 1) I, R = ownNoise I. */
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
